package server

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// One connection has room for ten sessions, and for another one after one of
// them has ended.
func TestChannels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		var readers []*reader
		for range 10 {
			readers = append(readers, h.open(client, "xterm", 80, 24))
		}
		for range 190 {
			if _, err := client.NewSession(); err == nil || !strings.Contains(err.Error(), "too many sessions") {
				t.Fatalf("an eleventh session: %v", err)
			}
		}
		h.wantCount("refused: too many channels on one connection", 190)
		readers[3].typeKeys("q")
		_ = readers[3].Close()
		settle()
		h.open(client, "xterm", 80, 24)
	})
}

// A client that closes its channel and keeps its connection leaves nothing
// behind that runs.
func TestClosedChannel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		stay := h.open(client, "xterm", 80, 24)
		before := runtime.NumGoroutine()
		for range 20 {
			r := h.open(client, "xterm", 80, 24)
			_ = r.Close()
			settle()
		}
		h.wantCount("sessions", 1)
		if now := runtime.NumGoroutine(); now > before+10 {
			t.Errorf("there were %d goroutines, and are %d", before, now)
		}
		stay.typeKeys("x")
		stay.wantScreen(t, "x")
	})
}

// A client that closes its input can type no more, and is not waited for.
func TestClosedInput(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		r := h.open(h.mustLogin(), "xterm", 80, 24)
		_ = r.keys.Close()
		settle()
		if got := status(r.Wait()); got != 0 {
			t.Errorf("the status is %d", got)
		}
	})
}

// Connections that never log in are few from one source, and are closed in time.
func TestSilentConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		var silent []*wire
		for i := range 3000 {
			silent = append(silent, h.connect(fmt.Sprintf("203.0.113.9:%d", 1000+i)))
			synctest.Wait()
		}
		h.wantCount("connections", 16)
		h.wantCount("refused: too many connections before login from one source", 2984)
		if _, err := h.loginFrom("198.51.100.1:1000", nil); err != nil {
			t.Errorf("somebody else cannot log in: %v", err)
		}
		time.Sleep(20 * time.Second)
		settle()
		h.wantCount("connections", 1)
		h.wantCount("refused: no login in time", 16)
		for _, wire := range silent {
			_ = wire.Close()
		}
	})
}

// Whoever has an IPv6 address has a whole network of them.
func TestSourcesAreNetworks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		for i := range 20 {
			h.connect(fmt.Sprintf("[2001:db8:0:1::%x]:1000", i+1))
			h.connect(fmt.Sprintf("[::ffff:192.0.2.%d]:1000", 7))
		}
		synctest.Wait()
		h.wantCount("connections", 32)
		h.connect("[2001:db8:0:2::1]:1000")
		synctest.Wait()
		h.wantCount("connections", 33)
	})
}

// Who connects and says nothing keeps nobody out, from however many addresses: in
// a full waiting room those go first who have most there, and of these the oldest.
func TestWaitingConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		from := func(network, port int) *wire {
			wire := h.connect(fmt.Sprintf("10.0.%d.1:%d", network, port))
			synctest.Wait()
			return wire
		}
		oldest := from(0, 1)
		for port := range 15 {
			from(0, 10+port)
		}
		for i := range 300 {
			from(1+i%20, 1000+i)
		}
		h.wantCount("connections", 100)
		if n, err := io.Copy(io.Discard, oldest); err != nil || n > 1000 {
			t.Errorf("the oldest of the greediest says %d bytes, %v; want its end", n, err)
		}
		for i := range 100 {
			client, err := h.loginFrom(fmt.Sprintf("192.0.%d.1:1000", i), nil)
			if err != nil {
				t.Fatalf("stranger %d is kept out: %v", i, err)
			}
			defer client.Close() //nolint:errcheck // it is the end of the test
		}
		for i := range 200 { // one of each is as few as the newcomer has
			from(21+i, 1)
		}
		waiting := h.count("connections")
		from(0, 5000)
		if h.count("connections") > waiting {
			t.Error("there is no bound on those who wait")
		}
	})
}

// Who has many networks side by side has no more for that: not before login, not
// of the connections, and not of the sessions.
func TestSharesOfNetworks(t *testing.T) {
	for name, address := range map[string]string{"IPv6": "[2001:db8:7:%x::1]:1000", "IPv4": "198.51.100.%d:1000"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := build(t, limits(func(l *Limits) {
					l.Waiting, l.SourceWaiting, l.Connections, l.SourceConnections, l.Sessions, l.SourceSessions = 40, 3, 120, 5, 80, 4
				}))
				h.waitFromNetwork(address)
				h.readFromNetwork(address)
				if said := h.comes("203.0.113.1:1000", nil); said != "" {
					t.Errorf("somebody else is refused: %q", said)
				}
			})
		})
	}
}

// waitFromNetwork connects from thirty addresses of a network and says nothing.
func (h *house) waitFromNetwork(address string) {
	h.t.Helper()
	var silent []*wire
	for i := range 30 {
		silent = append(silent, h.connect(fmt.Sprintf(address, 1+i)))
		synctest.Wait()
	}
	h.wantCount("connections", 10)
	h.wantCount("refused: too many connections before login from one network", 20)
	for _, wire := range silent {
		_ = wire.Close()
	}
	synctest.Wait()
}

// readFromNetwork opens a session from each of thirty addresses of a network.
func (h *house) readFromNetwork(address string) {
	h.t.Helper()
	in, sessions := 0, 0
	for i := range 30 {
		client, err := h.loginFrom(fmt.Sprintf(address, 1+i), nil)
		if err != nil {
			continue
		}
		h.t.Cleanup(func() { _ = client.Close() })
		in++
		if said := h.refusedWith(client); said == "" {
			sessions++
		} else if !strings.Contains(said, "too many sessions from your network") {
			h.t.Errorf("it is refused with %q", said)
		}
	}
	if in != 20 || sessions != 16 {
		h.t.Errorf("a network has %d connections and %d sessions, want 20 and 16", in, sessions)
	}
}

// One source cannot have all connections, and nor can all sources together.
func TestConnectionLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, func(o *Options) { o.Settings.Limits.SourceConnections, o.Settings.Limits.Connections = 5, 8 })
		for i := range 12 {
			client, err := h.loginFrom(fmt.Sprintf("10.0.%d.1:%d", 1+i/6, 1000+i), nil)
			if ok := i < 5 || i >= 6 && i < 9; ok != (err == nil) {
				t.Errorf("connection %d: %v", i, err)
			}
			if err == nil {
				defer client.Close() //nolint:errcheck // it is the end of the test
			}
		}
	})
}

// Who logs in and asks for nothing is not kept.
func TestUnusedConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		idle, busy := h.mustLogin(), h.mustLogin()
		h.open(busy, "xterm", 80, 24)
		time.Sleep(31 * time.Second)
		settle()
		if idle.Wait() == nil {
			t.Error("the connection has ended without an error")
		}
		h.wantCount("connections", 1)
		h.wantCount("refused: no session in time", 1)
	})
}

// A reader who presses no key is warned, and then let go. Keep-alives are no
// keys.
func TestIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		r := h.open(h.mustLogin(), "xterm", 80, 24)
		time.Sleep(29 * time.Minute)
		r.wantScreen(t, "<event 1>")
		r.typeKeys("x")
		time.Sleep(29*time.Minute + 50*time.Second)
		settle()
		h.wantCount("sessions", 1)
		time.Sleep(10 * time.Second)
		settle()
		h.wantCount("sessions", 0)
		r.wantScreen(t, "ended by event 2\r\n")
		if got := status(r.Wait()); got != 0 {
			t.Errorf("the status is %d", got)
		}
	})
}

// However busy, no session lasts for ever.
func TestLifetime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, func(o *Options) { o.Settings.Limits.Lifetime = 50 * time.Minute })
		r := h.open(h.mustLogin(), "xterm", 80, 24)
		for range 5 {
			time.Sleep(9*time.Minute + 50*time.Second)
			r.typeKeys("x")
		}
		r.wantScreen(t, "<event 3>")
		time.Sleep(time.Minute)
		settle()
		r.wantScreen(t, "ended by event 4\r\n")
		h.wantCount("sessions", 0)
	})
}

// A client that is no longer there is noticed; one that answers stays.
func TestKeepAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		h.open(h.mustLogin(), "xterm", 80, 24)
		dead := h.connect("203.0.113.1:1000")
		client, err := loginOn(dead, nil)
		if err != nil {
			t.Fatal(err)
		}
		h.open(client, "xterm", 80, 24)
		dead.stop()
		time.Sleep(80 * time.Second)
		settle()
		h.wantCount("connections", 2)
		time.Sleep(15 * time.Second)
		settle()
		h.wantCount("connections", 1)
		h.wantCount("sessions", 1)
		h.wantCount("dead peers", 1)
	})
}

// A reader that takes nothing any more is let go, and hurts nobody: neither one
// that leaves its channel full, nor one that leaves the network full.
func TestStalledReaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		other := h.open(h.mustLogin(), "xterm", 80, 24)

		session := h.session(h.mustLogin())
		if _, err := session.StdoutPipe(); err != nil { // which nobody reads
			t.Fatal(err)
		}
		if err := session.Start("flood"); err != nil {
			t.Fatal(err)
		}

		full := h.connect("203.0.113.1:1000")
		client, err := loginOn(full, nil)
		if err != nil {
			t.Fatal(err)
		}
		stuck := h.session(client)
		stuck.Stdout = io.Discard
		if err := stuck.Start("flood"); err != nil {
			t.Fatal(err)
		}
		full.stop()

		time.Sleep(10 * time.Second)
		other.typeKeys("x")
		other.wantScreen(t, "x")
		h.wantCount("connections", 3)
		time.Sleep(6 * time.Second)
		settle()
		h.wantCount("connections", 1)
		if h.count("stalled") < 2 {
			t.Errorf("two readers stalled, but the counts are %v", h.server.Counts())
		}
		other.typeKeys("y")
		other.wantScreen(t, "y")
	})
}

// A slow reader is none that stands still.
func TestSlowReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		session := h.session(h.mustLogin())
		out, err := session.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := session.Start("flood"); err != nil {
			t.Fatal(err)
		}
		for range 100 { // 8 KB each 10 s
			time.Sleep(10 * time.Second)
			if _, err := io.CopyN(io.Discard, out, 8<<10); err != nil {
				t.Fatalf("a slow reader was let go: %v", err)
			}
		}
	})
}

// Who stops reading a command's output ends the command.
func TestClosedPipe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		for _, line := range []string{"flood", "wait"} {
			session := h.session(client)
			if _, err := session.StdoutPipe(); err != nil { // which nobody reads
				t.Fatal(err)
			}
			if err := session.Start(line); err != nil {
				t.Fatal(err)
			}
			settle()
			h.wantCount("sessions", 1)
			_ = session.Close()
			settle()
			h.wantCount("sessions", 0)
		}
	})
}

// A paste has its bounds, whether it ends or not; less is pasted.
func TestPaste(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		for _, end := range []string{"\x1b[201~", ""} {
			r := h.open(h.mustLogin(), "xterm", 80, 24)
			r.typeKeys("\x1b[200~" + strings.Repeat("粘", 30_000) + "\x1b[201~")
			r.wantScreen(t, "<paste 90000>")
			r.typeKeys("\x1b[200~" + strings.Repeat("x", mostPasteBytes+1) + end)
			if got := status(r.Wait()); got != 0 {
				t.Errorf("the status is %d", got)
			}
			r.wantScreen(t, "ended by event 6\r\n")
		}
	})
}

// A server that is told to stop tells its readers, and has ended in time.
func TestDrain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		var readers []*reader
		for range 5 {
			readers = append(readers, h.open(h.mustLogin(), "xterm", 80, 24))
		}
		command := h.session(h.mustLogin())
		if err := command.Start("wait"); err != nil {
			t.Fatal(err)
		}
		late := h.mustLogin()
		begun := time.Now()
		drained := make(chan struct{})
		go func() {
			h.server.Drain(context.Background())
			close(drained)
		}()
		settle()
		for _, r := range readers {
			r.wantScreen(t, "<event 5>")
		}
		session := h.session(late)
		if got := status(session.Run("say x")); got != 75 {
			t.Errorf("a command that comes late ends with %d", got)
		}
		<-drained
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("the server took %v to stop", took)
		}
		for _, r := range readers {
			if got := status(r.Wait()); got != 75 {
				t.Errorf("the status is %d", got)
			}
			r.wantScreen(t, "ended by event 5\r\n")
		}
		h.wantCount("sessions", 0)
		h.wantCount("connections", 0)
	})
}

// The counts are logged each minute, and nothing of what readers do.
func TestCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		h.open(h.mustLogin(), "xterm", 80, 24).typeKeys("my secret")
		time.Sleep(time.Minute)
		synctest.Wait()
		log := h.log.String()
		if !strings.Contains(log, `"msg":"counts","connected":1,"connections":1,"sessions":1`) {
			t.Errorf("the counts are not logged: %s", log)
		}
		if strings.Contains(log, "secret") {
			t.Errorf("what a reader types is logged: %s", log)
		}
	})
}

// Ten thousand connections, half of which end as a cable does that is pulled,
// leave nothing behind.
func TestManyConnections(t *testing.T) {
	n := 1000
	if testing.Short() {
		n = 100
	}
	synctest.Test(t, func(t *testing.T) {
		h := build(t, func(o *Options) { o.Settings.Limits.Logins, o.Settings.Limits.SourceCommands = 10_000, 10_000 })
		before := 0
		for i := range n {
			conn := h.connect("203.0.113.1:1000")
			client, err := loginOn(conn, func(c *gossh.ClientConfig) { c.User = "anon" })
			if err != nil {
				t.Fatal(err)
			}
			session := h.session(client)
			if out, err := session.Output("say x"); err != nil || string(out) != "x\n" {
				t.Fatalf("connection %d: %q, %v", i, out, err)
			}
			if i%2 == 0 {
				_ = conn.Close()
			}
			_ = client.Close()
			synctest.Wait()
			if i == 10 {
				before = runtime.NumGoroutine()
			}
		}
		time.Sleep(time.Minute) // so many from one source are read slowly
		synctest.Wait()
		const runtimes = 10 // come and go, whatever there is to do
		if now := runtime.NumGoroutine(); now > before+runtimes {
			t.Errorf("there were %d goroutines, and are %d", before, now)
		}
		h.wantCount("connections", 0)
	})
}
