package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// These tests attack the server as a stranger would who has read its source. Those
// that measure memory do so over the loopback interface, by the real clock: a
// bubble does not go on while a client waits for a lock of its own.

// network starts a server that listens on the loopback interface.
func network(t *testing.T) (address string) {
	t.Helper()
	h := &house{t: t, log: &lockedBuffer{}}
	o := Options{
		HostKey: HostKey{newSigner(t).(gossh.MultiAlgorithmSigner)}, Settings: Settings{Limits: DefaultLimits()},
		Start: h.start, Run: runTestCommand, Opens: func(args []string) bool { return strings.HasPrefix(args[0], "-") },
		Log: slog.New(slog.DiscardHandler), Now: time.Now,
	}
	server, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithCancel(context.Background())
		cancel() // at once
		server.Drain(ctx)
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return listener.Addr().String()
}

func dial(t *testing.T, address string) *gossh.Client {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	client, err := loginOn(conn, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// heap is how much of the memory is in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// However a client sends what nobody reads, it makes us hold little. Each packet
// of one byte costs fifty, so that what is sent here in a second were once
// tens of megabytes.
func TestInputThatNobodyReads(t *testing.T) {
	for _, test := range []struct {
		name string
		ask  func(channel gossh.Channel) error
		to   func(channel gossh.Channel) io.Writer
		size int
	}{
		{"a channel on which nothing was asked for", nothing, inputOf, 1},
		{"the same, large", nothing, inputOf, 32 << 10},
		{"a command", executing("wait"), inputOf, 1},
		{"a program", onTerminal, inputOf, 1},
		{"a program, large", onTerminal, inputOf, 32 << 10},
		{"the errors of a program", onTerminal, errorsOf, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			client := dial(t, network(t))
			var channels []io.Writer
			for range 10 {
				channel, requests, err := client.OpenChannel("session", nil)
				if err != nil {
					t.Fatal(err)
				}
				go gossh.DiscardRequests(requests)
				if err := test.ask(channel); err != nil {
					t.Fatal(err)
				}
				channels = append(channels, test.to(channel))
			}
			most := heldAtMost(client, channels, make([]byte, test.size))
			t.Logf("at most %.1f MB were held", float64(most)/1e6)
			if most > 16e6 {
				t.Errorf("%.1f MB were held", float64(most)/1e6)
			}
		})
	}
}

// heldAtMost sends a piece again and again for a second, and gives how much the heap
// has grown at most.
func heldAtMost(client *gossh.Client, channels []io.Writer, piece []byte) (most int64) {
	before := heap()
	var sending sync.WaitGroup
	for _, channel := range channels {
		sending.Go(func() {
			for {
				if _, err := channel.Write(piece); err != nil {
					return
				}
			}
		})
	}
	ended := make(chan struct{})
	time.AfterFunc(time.Second, func() {
		_ = client.Close()
		close(ended)
	})
	watch := time.NewTicker(100 * time.Millisecond)
	defer watch.Stop()
	for {
		select {
		case <-watch.C:
			most = max(most, heap()-before)
		case <-ended:
			sending.Wait()
			return most
		}
	}
}

func nothing(gossh.Channel) error              { return nil }
func inputOf(channel gossh.Channel) io.Writer  { return channel }
func errorsOf(channel gossh.Channel) io.Writer { return channel.Stderr() }

func executing(line string) func(gossh.Channel) error {
	return func(channel gossh.Channel) error {
		_, err := channel.SendRequest("exec", true, gossh.Marshal(commandRequest{line}))
		return err
	}
}

func onTerminal(channel gossh.Channel) error {
	if _, err := channel.SendRequest("pty-req", true, gossh.Marshal(terminalRequest{Term: "xterm", Columns: 80, Rows: 24})); err != nil {
		return err
	}
	_, err := channel.SendRequest("shell", true, nil)
	return err
}

// Requests, and refusals of channels, cannot be made to pile up by a client that
// takes no answer.
func TestRequestsWithoutAnswers(t *testing.T) {
	address := network(t)
	before := heap()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	deaf := &deafConn{Conn: conn, deaf: make(chan struct{}), gone: make(chan struct{})}
	client, err := loginOn(deaf, nil)
	if err != nil {
		t.Fatal(err)
	}
	close(deaf.deaf)
	large := make([]byte, 200<<10)
	var sending sync.WaitGroup
	sending.Go(func() {
		for {
			if _, _, err := client.SendRequest("anything", false, large); err != nil {
				return
			}
		}
	})
	for range 50 {
		sending.Go(func() { _, _, _ = client.OpenChannel("tun@openssh.com", large) })
	}
	time.AfterFunc(time.Second, func() { _ = deaf.Close() })
	sending.Wait()
	if held := heap() - before; held > 16e6 {
		t.Errorf("%.1f MB were held", float64(held)/1e6)
	}
}

// deafConn is a connection that takes nothing any more from when deaf is closed.
type deafConn struct {
	net.Conn
	deaf, gone chan struct{}
	once       sync.Once
}

func (d *deafConn) Read(p []byte) (int, error) {
	select {
	case <-d.deaf:
		<-d.gone
		return 0, net.ErrClosed
	default:
		return d.Conn.Read(p)
	}
}

func (d *deafConn) Close() error {
	d.once.Do(func() { close(d.gone) })
	return d.Conn.Close()
}

// A channel on which nothing is asked for is closed soon, whether something is
// sent on it or not; the connection with it, if there is no other.
func TestChannelWithoutRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		busy := h.open(client, "xterm", 80, 24)
		var silent []gossh.Channel
		for range 3 {
			channel, requests, err := client.OpenChannel("session", nil)
			if err != nil {
				t.Fatal(err)
			}
			go gossh.DiscardRequests(requests)
			silent = append(silent, channel)
		}
		if _, err := silent[1].SendRequest("env", true, gossh.Marshal(environmentRequest{"LANG", "C"})); err != nil {
			t.Fatal(err)
		}
		time.Sleep(6 * time.Second)
		for i, channel := range silent {
			if _, err := channel.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
				t.Errorf("channel %d is still open: %v", i, err)
			}
		}
		h.wantCount("refused: no request in time", 3)
		busy.typeKeys("x")
		busy.wantScreen(t, "x")
	})
}

// A client that never closes the channels that we have closed, cannot stay for
// ever by that.
func TestChannelsLeftOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		conn := h.connect("198.51.100.7:1000")
		client, err := loginOn(conn, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := client.OpenChannel("session", nil); err != nil {
			t.Fatal(err)
		}
		conn.stop() // it neither hears that it is closed, nor answers
		time.Sleep(50 * time.Second)
		synctest.Wait()
		h.wantCount("connections", 0)
	})
}

// What is typed between asking for a shell and its start reaches the program:
// not a keystroke is lost.
func TestTypeahead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		started := make(chan struct{})
		h := build(t, nil)
		start := h.server.options.Start
		h.server.options.Start = func(ctx context.Context, s Session) (*Program, error) {
			<-started
			return start(ctx, s)
		}
		r := h.open(h.mustLogin(), "xterm", 80, 24)
		r.typeKeys("early")
		close(started)
		settle()
		if err := r.WindowChange(25, 81); err != nil { // which draws all of it anew, however it came
			t.Fatal(err)
		}
		settle()
		r.wantScreen(t, "early")
	})
}

// A client that sends without end before it has logged in, is let go.
func TestTooMuchBeforeLogin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		conn := h.connect("198.51.100.7:1000")
		_, err := io.Copy(conn, io.LimitReader(endless{}, 10<<20))
		if err == nil {
			t.Error("ten megabytes are taken")
		}
		synctest.Wait()
		h.wantCount("connections", 0)
	})
}

// endless is the beginning of an SSH connection that does not come to its point.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	return copy(p, bytes.Repeat([]byte("x\r\n"), len(p)/3+1)), nil
}

// New session keys may be asked for, but not without pause: each exchange takes
// the server half a millisecond.
func TestKeyExchangesWithoutPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client, err := h.login(func(c *gossh.ClientConfig) { c.RekeyThreshold = 1 })
		if err != nil {
			t.Fatal(err)
		}
		h.open(client, "xterm", 80, 24)
		for range 20000 {
			if _, _, err = client.SendRequest(keepAliveRequest, true, make([]byte, 300)); err != nil {
				break
			}
		}
		if err == nil {
			t.Error("keys are exchanged without end")
		}
		settle()
		h.wantCount("connections", 0)
		h.wantCount("refused: too many key exchanges", 1)
	})
}

// Who now and then asks for new keys gets them, however long the session.
func TestKeyExchangesNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client, err := h.login(func(c *gossh.ClientConfig) { c.RekeyThreshold = 4 << 10 })
		if err != nil {
			t.Fatal(err)
		}
		r := h.open(client, "xterm", 80, 24)
		for i := range 100 {
			if _, _, err := client.SendRequest(keepAliveRequest, true, make([]byte, 5<<10)); err != nil {
				t.Fatalf("the connection ends with exchange %d: %v", i, err)
			}
			time.Sleep(10 * time.Second)
		}
		r.typeKeys("x")
		r.wantScreen(t, "x")
	})
}

// A channel may be opened and closed again, but not without pause; nor does it
// help to have several connections, or to ask for channels that are not there.
func TestChannelsWithoutPause(t *testing.T) {
	for _, kind := range []string{"session", "direct-tcpip"} {
		t.Run(kind, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := build(t, nil)
				opened := 0
				for range 5 {
					opened += openWithoutPause(h.mustLogin(), kind)
				}
				if opened != 300 {
					t.Errorf("%d channels are opened at once, want 300", opened)
				}
				h.wantCount("refused: too many channels opened", 5)
				h.wantCount("connections", 0)
				time.Sleep(time.Minute)
				if said := h.comes("198.51.100.7:4000", nil); said != "" {
					t.Errorf("a minute later it is refused: %q", said)
				}
			})
		})
	}
}

// openWithoutPause opens channels and closes them until the connection ends, and
// gives how many it opened.
func openWithoutPause(client *gossh.Client, kind string) (opened int) {
	for range 20000 {
		channel, requests, err := client.OpenChannel(kind, nil)
		var refused *gossh.OpenChannelError
		if err != nil && !errors.As(err, &refused) {
			return opened
		}
		opened++
		if err == nil {
			go gossh.DiscardRequests(requests)
			_ = channel.Close()
		}
		synctest.Wait()
	}
	return opened
}

// Windows have as many cells as there is memory for: the first ones are as large
// as can be, then they are as large as a large screen, and nobody is refused.
func TestCellsOfWindows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, limits(func(l *Limits) { l.SourceSessions = 250 }))
		sizes := map[string]int{}
		var readers []*reader
		var clients []*gossh.Client
		for i := range 60 {
			if i%10 == 0 {
				client, err := h.loginFrom(fmt.Sprintf("10.%d.0.1:1000", i/20), nil)
				if err != nil {
					t.Fatal(err)
				}
				clients = append(clients, client)
			}
			r := h.open(clients[len(clients)-1], "xterm", 500, 300)
			readers = append(readers, r)
			s := h.lastSession()
			sizes[fmt.Sprintf("%dx%d", s.Width, s.Height)]++
		}
		// A quarter of 6,000,000 cells has room for ten windows of 138,000 more than
		// every window may have.
		if sizes["500x300"] != 30 || sizes["200x60"] != 30 {
			t.Errorf("the windows are %v, want 30 of each", sizes)
		}
		if err := readers[19].WindowChange(300, 300); err != nil {
			t.Fatal(err)
		}
		settle()
		readers[19].wantScreen(t, "200x60")
		readers[0].typeKeys("q")
		if err := readers[19].WindowChange(300, 300); err != nil {
			t.Fatal(err)
		}
		settle()
		readers[19].wantScreen(t, "300x300")
		for _, client := range clients {
			_ = client.Close()
		}
		settle()
		if h.server.admission.cells != 0 {
			t.Errorf("when all have gone, %d cells are taken", h.server.admission.cells)
		}
	})
}

// Faults are logged in one line of JSON each, and nothing else is printed: the
// log can be read by a program. They are those of commands, of the program, and
// of what it has left to do, alone, in a batch or in a sequence.
func TestFaultsAreLogged(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr := os.Stderr
	os.Stderr = write
	defer func() { os.Stderr = stderr }()
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		if got := status(h.session(client).Run("crash")); got != statusCrashed {
			t.Errorf("the status is %d", got)
		}
		faults := []string{"P", "C", "W", "B", "S"}
		for _, key := range faults {
			r := h.open(client, "xterm", 80, 24)
			r.typeKeys(key)
			if got := status(r.Wait()); got != statusCrashed {
				t.Errorf("after a fault by %s the status is %d", key, got)
			}
			r.wantScreen(t, "ended by event 7")
		}
		if logged := faultsIn(t, h.log.String()); logged != len(faults)+1 {
			t.Errorf("%d faults are logged, want %d", logged, len(faults)+1)
		}
	})
	_ = write.Close()
	if printed, _ := io.ReadAll(read); len(printed) > 0 {
		t.Errorf("beside the log there is printed: %s", printed)
	}
}

// faultsIn counts the faults in a log, all of whose lines must be JSON.
func faultsIn(t *testing.T, log string) (logged int) {
	t.Helper()
	for text := range strings.Lines(log) {
		var line struct{ Msg, Fault, Stack string }
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Errorf("the log has a line that is no JSON: %q", text)
		}
		if line.Msg != "the program has failed" {
			continue
		}
		logged++
		if !strings.HasPrefix(line.Fault, "a fault in") || !strings.Contains(line.Stack, "harness_test.go") {
			t.Errorf("a fault is logged without what and where: %+v", line)
		}
	}
	return logged
}

// weary is a listener that fails, and then goes on.
type weary struct {
	*house
	mu     sync.Mutex
	errors []error
}

func (w *weary) Accept() (net.Conn, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.errors) > 0 {
		err := w.errors[0]
		w.errors = w.errors[1:]
		return nil, err
	}
	return w.house.Accept()
}

// Errors of accepting are logged, and it goes on: a server that is short of
// something for a while does not end, and does not stop answering.
func TestAcceptErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &house{t: t, arrive: make(chan net.Conn), closed: make(chan struct{}), log: &lockedBuffer{}}
		h.close = sync.OnceFunc(func() { close(h.closed) })
		var err error
		h.server, err = New(Options{
			HostKey: HostKey{newSigner(t).(gossh.MultiAlgorithmSigner)}, Settings: Settings{Limits: DefaultLimits()}, Start: h.start, Run: runTestCommand,
			Log: slog.New(slog.NewJSONHandler(h.log, nil)), Now: time.Now,
		})
		if err != nil {
			t.Fatal(err)
		}
		kinds := []error{syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.ENOBUFS, syscall.ECONNABORTED}
		listener := &weary{house: h}
		for _, kind := range kinds {
			listener.errors = append(listener.errors, slices.Repeat([]error{&net.OpError{Op: "accept", Err: os.NewSyscallError("accept", kind)}}, 1000)...)
		}
		served := make(chan error, 1)
		go func() { served <- h.server.Serve(listener) }()
		h.mustLogin()
		h.wantCount("accept errors", 5000)
		log := h.log.String()
		for _, kind := range kinds {
			if !strings.Contains(log, kind.Error()) {
				t.Errorf("%v is not logged", kind)
			}
		}
		h.server.Drain(context.Background())
		if err := <-served; err != nil {
			t.Errorf("serving ended with %v", err)
		}
	})
}

// An error that does not pass ends serving, so that whoever started it can start
// it anew.
func TestAcceptErrorThatStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, err := New(Options{
			HostKey: HostKey{newSigner(t).(gossh.MultiAlgorithmSigner)}, Settings: Settings{Limits: DefaultLimits()},
			Log: slog.New(slog.DiscardHandler), Now: time.Now,
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Serve(&weary{errors: []error{net.ErrClosed}}); err == nil {
			t.Error("serving has ended without an error")
		}
	})
}

// What clients do fills no disk: a source has so many lines of the log, and what
// is left out is counted. Failed logins are among them, with where they are from.
func TestLogIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, func(o *Options) {
			o.Settings.Limits.Logins, o.Settings.Mode = 100_000, Closed
		})
		for range 500 {
			if _, err := h.login(withKeys("ann", newSigner(t))); err == nil {
				t.Fatal("somebody logs in to a closed server")
			}
		}
		synctest.Wait()
		if n := strings.Count(h.log.String(), "\n"); n != mostSourceLines/2 {
			t.Errorf("500 failed logins have %d lines", n)
		}
		if log := h.log.String(); !strings.Contains(log, `"msg":"login failed","from":"198.51.100.7:4000"`) || !strings.Contains(log, "the server is closed") {
			t.Errorf("failed logins are logged as %.300s", log)
		}
		h.wantCount("failed logins", 500)
	})
}

// Nor do commands, of which there may be thousands in a moment.
func TestLogOfCommandsIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, limits(func(l *Limits) { l.SourceCommands = 100_000 }))
		client := h.mustLogin()
		before := strings.Count(h.log.String(), "\n")
		for range 2000 {
			if err := h.session(client).Run("say x"); err != nil {
				t.Fatal(err)
			}
		}
		if n := strings.Count(h.log.String(), "\n") - before; n != mostSourceLines {
			t.Errorf("2000 commands have %d lines, want %d", n, mostSourceLines)
		}
		if left := h.count("left out of the log"); left != 2000-mostSourceLines/2 {
			t.Errorf("%d lines are said to be left out", left)
		}
	})
}

// A server with few descriptors takes fewer connections, says so, and keeps some
// for files.
func TestDescriptorsAreKept(t *testing.T) {
	all := descriptors()
	if all == 0 {
		all = 1 << 20
	}
	log := &lockedBuffer{}
	limits := DefaultLimits()
	limits.Connections = all + 1
	s, err := New(Options{HostKey: HostKey{newSigner(t).(gossh.MultiAlgorithmSigner)}, Settings: Settings{Limits: limits}, Log: slog.New(slog.NewJSONHandler(log, nil)), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if descriptors() == 0 {
		return // such systems say nothing
	}
	if got := s.limits().Connections; got >= all-keptForFiles+1 && all > 4*keptForFiles || got >= all {
		t.Errorf("of %d descriptors, connections may take %d", all, got)
	}
	if !strings.Contains(log.String(), "fewer connections") {
		t.Errorf("nothing is said of it: %s", log)
	}
}
