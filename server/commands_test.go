package server

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
)

// ran is how a command that was run over SSH has ended.
type ran struct {
	status int
	errs   string
	took   time.Duration
}

// start runs a command line from an address, and gives how it ends.
func (h *house) command(client *gossh.Client, line string) <-chan ran {
	h.t.Helper()
	session := h.session(client)
	ended := make(chan ran, 1)
	begun := time.Now()
	go func() {
		var errs strings.Builder
		session.Stdout, session.Stderr = io.Discard, &errs
		err := session.Run(line)
		ended <- ran{status(err), errs.String(), time.Since(begun)}
	}()
	synctest.Wait()
	return ended
}

// busy counts how many commands work at a time.
type busy struct {
	mu        sync.Mutex
	now, most int
}

// work takes ten seconds of each.
func (b *busy) work(ctx context.Context, s Session, streams Streams) int {
	b.mu.Lock()
	b.now++
	b.most = max(b.most, b.now)
	b.mu.Unlock()
	defer func() {
		b.mu.Lock()
		b.now--
		b.mu.Unlock()
	}()
	duration, err := time.ParseDuration(s.Args[0])
	if err != nil {
		return runTestCommand(ctx, s, streams)
	}
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-timer.C:
		return 0
	case <-ctx.Done():
		if len(s.Args) > 1 { // it is deaf
			<-timer.C
		}
		return 1
	}
}

// So many commands work at a time, the others wait; a source has a queue of so
// many, and those that are too many are told.
func TestCommandsAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &busy{}
		h := build(t, func(o *Options) { o.Run = b.work })
		var all []<-chan ran
		for _, address := range []string{"198.51.100.7:1", "198.51.100.7:2", "203.0.113.1:1", "203.0.113.1:2"} {
			client, err := h.loginFrom(address, nil)
			if err != nil {
				t.Fatal(err)
			}
			for range 6 {
				all = append(all, h.command(client, "10s"))
			}
		}
		refused, longest := 0, time.Duration(0)
		for _, ended := range all {
			got := <-ended
			if got.status == statusLater && strings.Contains(got.errs, "Too many of your commands are waiting") {
				refused++
				continue
			}
			if got.status != 0 {
				t.Errorf("a command ends with %d, %q", got.status, got.errs)
			}
			longest = max(longest, got.took)
		}
		if want := 110 * time.Second; refused != 2 || b.most != 2 || longest != want {
			t.Errorf("%d were refused, %d worked at a time, the last for %v; want 2, 2 and %v", refused, b.most, longest, want)
		}
	})
}

// One source never has all turns: somebody else's command is at work at once.
func TestCommandsLeaveATurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &busy{}
		h := build(t, func(o *Options) { o.Run = b.work })
		greedy := h.mustLogin()
		var all []<-chan ran
		for range 8 {
			all = append(all, h.command(greedy, "20s"))
		}
		modest, err := h.loginFrom("203.0.113.1:1", nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := <-h.command(modest, "1s"); got.status != 0 || got.took != time.Second {
			t.Errorf("a command of somebody else took %v beside eight of one source: %q", got.took, got.errs)
		}
		for _, ended := range all {
			<-ended
		}
	})
}

// A source that has had much comes after one that has had little.
func TestCommandsAreFair(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &busy{}
		h := build(t, func(o *Options) { o.Run = b.work })
		greedy := h.mustLogin()
		<-h.command(greedy, "20s")
		var all []<-chan ran
		for range 8 {
			all = append(all, h.command(greedy, "20s"))
		}
		modest, err := h.loginFrom("203.0.113.1:1", nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := <-h.command(modest, "1s"); got.status != 0 || got.took > 21*time.Second {
			t.Errorf("a command of somebody else took %v behind eight of one source", got.took)
		}
		for _, ended := range all {
			<-ended
		}
	})
}

// A command that takes too long is ended and says so, whether it listens or not;
// one that does not, keeps its place until it has ended.
func TestCommandTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &busy{}
		h := build(t, func(o *Options) { o.Run = b.work })
		client := h.mustLogin()
		got := <-h.command(client, "1h")
		if got.status != statusLater || got.took != 30*time.Second || !strings.Contains(got.errs, "took more than the 30s") {
			t.Errorf("a long command ends after %v with %d, %q", got.took, got.status, got.errs)
		}
		got = <-h.command(client, "50s deaf")
		if got.status != statusLater || got.took != 30*time.Second+graceTime || !strings.Contains(got.errs, "took more than the 30s") {
			t.Errorf("a deaf command ends after %v with %d, %q", got.took, got.status, got.errs)
		}
		synctest.Wait()
		h.wantCount("sessions", 1)
		if got := <-h.command(client, "29s"); got.status != 0 {
			t.Errorf("a command that is in time ends with %d, %q", got.status, got.errs)
		}
		h.wantCount("sessions", 0)
		h.wantCount("refused: command out of time", 2)
	})
}

// What a command waits for its client is not its time, and not its turn: slow
// readers do not keep others waiting.
func TestSlowReadersOfCommands(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		for i := range 3 {
			session := h.session(h.mustLogin())
			out, err := session.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := session.Start("flood"); err != nil {
				t.Fatal(err)
			}
			go func() {
				for range 20 { // 8 KB each 5 s
					time.Sleep(5 * time.Second)
					if _, err := io.CopyN(io.Discard, out, 8<<10); err != nil {
						t.Errorf("slow reader %d is let go: %v", i, err)
					}
				}
				_ = session.Close()
			}()
		}
		settle()
		if got := <-h.command(h.mustLogin(), "say x"); got.status != 0 || got.took > time.Second {
			t.Errorf("beside three slow readers a command ends after %v with %d", got.took, got.status)
		}
		time.Sleep(101 * time.Second)
		settle()
		h.wantCount("sessions", 0)
	})
}

// A source that runs command after command is told to wait.
func TestCommandsAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		done := 0
		for range 100 {
			got := <-h.command(client, "say x")
			if got.status == 0 {
				done++
			} else if !strings.Contains(got.errs, "too many commands from your address") {
				t.Errorf("a command is refused with %q", got.errs)
			}
		}
		if done != 60 {
			t.Errorf("%d commands were run at once, want 60", done)
		}
	})
}

// A crash gives the turn back.
func TestCrashedCommandsGiveWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		for range 5 {
			if got := <-h.command(client, "crash"); got.status != statusCrashed {
				t.Errorf("a crash ends with %d", got.status)
			}
		}
		if got := <-h.command(client, "say x"); got.status != 0 {
			t.Errorf("after crashes a command ends with %d", got.status)
		}
	})
}

// Turns go to those who had least, are never more than there are, and are not
// lost when somebody stops waiting.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := &turns{free: 1}
		if err := turns.take(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		var order []string
		for _, left := range []int{3, 1, 2, 9, 5} {
			go func() {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if left == 9 {
					cancel()
				}
				if turns.take(ctx, time.Duration(left)) != nil {
					return
				}
				mu.Lock()
				order = append(order, fmt.Sprint(left))
				mu.Unlock()
				turns.give()
			}()
		}
		synctest.Wait()
		turns.give()
		synctest.Wait()
		if got := strings.Join(order, " "); got != "5 3 2 1" {
			t.Errorf("the turns went to %s", got)
		}
		if turns.free != 1 || len(turns.waiting) != 0 {
			t.Errorf("%d turns are free, and %d wait", turns.free, len(turns.waiting))
		}
	})
}

// The last turn is for somebody who had little, however many others wait.
func TestLastTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := &turns{free: 2, kept: 5}
		take := func(left time.Duration) {
			if err := turns.take(t.Context(), left); err != nil {
				t.Error(err)
			}
		}
		take(1)
		second := false
		go func() {
			take(4)
			second = true
		}()
		synctest.Wait()
		take(5) // at once
		if second {
			t.Error("one who had much got the last turn")
		}
		turns.give()
		synctest.Wait()
		if second {
			t.Error("one who had much got the last turn as it was given back")
		}
		turns.give()
		synctest.Wait()
		if !second {
			t.Error("one who had much gets no turn, although two are free")
		}
	})
}

// slowPage is a program whose frames take a while, and that draws without end.
type slowPage struct {
	page
	cost time.Duration
}

func (p *slowPage) Init() tea.Cmd { return func() tea.Msg { return again{} } }

type again struct{}

func (p *slowPage) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := message.(again); ok {
		p.typed = fmt.Sprint(time.Now().UnixNano())
		return p, tea.Tick(time.Millisecond, func(time.Time) tea.Msg { return again{} })
	}
	_, command := p.page.Update(message)
	return p, command
}

// View takes its time only where it is drawn at a great size.
func (p *slowPage) View() tea.View {
	p.frames++
	time.Sleep(p.cost)
	return p.page.View()
}

// A program that draws without end has an eighth of the processor: it is drawn the
// less often, the longer that takes. A key of a reader is answered at once.
func TestFramesGoDownWithTheirCost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pages := make(chan *slowPage, 2)
		h := build(t, nil)
		start := h.server.options.Start
		h.server.options.Start = func(ctx context.Context, s Session) (*Program, error) {
			program, err := start(ctx, s)
			if s.Width == mostWidth {
				p := &slowPage{cost: 50 * time.Millisecond}
				program.Model = p
				pages <- p
			}
			return program, err
		}
		h.open(h.mustLogin(), "xterm", mostWidth, mostHeight)
		reader := h.open(h.mustLogin(), "xterm", 80, 24)
		time.Sleep(100 * time.Second)
		synctest.Wait()
		page := <-pages
		// A hundred seconds have room for 2000 of them; an eighth, and what is had at once,
		// are 270.
		if page.frames > 300 {
			t.Errorf("in 100 s there were %d frames of 50 ms", page.frames)
		}
		begun := time.Now()
		reader.typeKeys("x")
		reader.wantScreen(t, "x")
		if took := time.Since(begun); took > 200*time.Millisecond {
			t.Errorf("a key took %v", took)
		}
	})
}

// Who takes nothing of what is drawn is given no keys to draw more: a hundred such
// clients were once as much work as they could type.
func TestKeysOfWhoTakesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		conn := h.connect("203.0.113.1:1000")
		client, err := loginOn(conn, nil)
		if err != nil {
			t.Fatal(err)
		}
		counted := &countingPage{}
		h.server.options.Start = func(context.Context, Session) (*Program, error) {
			return &Program{Model: counted, Message: func(e Event) tea.Msg { return e }, Sentence: func(Event) string { return "" }, Close: func() {}}, nil
		}
		r := h.open(client, "xterm", 200, 100)
		conn.stop()
		for range 500 {
			_, _ = io.WriteString(r.keys, strings.Repeat("x", 100))
			time.Sleep(10 * time.Millisecond)
		}
		synctest.Wait()
		// It takes some keys to fill what the network holds.
		if counted.keys > 5000 {
			t.Errorf("%d of 50000 keys were given to the program, whose frames nobody takes", counted.keys)
		}
	})
}

// countingPage fills its screen anew for every key.
type countingPage struct {
	page
	keys int
}

func (p *countingPage) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := message.(tea.KeyPressMsg); ok {
		p.keys++
		return p, nil
	}
	_, command := p.page.Update(message)
	return p, command
}

func (p *countingPage) View() tea.View {
	return tea.NewView(strings.Repeat(strings.Repeat(string(rune('a'+p.keys%26)), 150)+"\n", 90))
}
