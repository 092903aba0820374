package server

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// A guest reads, types and leaves; the terminal is as it was.
func TestProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		r := h.open(h.mustLogin(), "xterm-256color", 80, 24)
		r.wantScreen(t, "80x24")
		r.typeKeys("中a")
		r.wantScreen(t, "中a")
		r.typeKeys("q")
		if err := r.Wait(); err != nil {
			t.Errorf("the session ended with %v", err)
		}
		if screen := r.screen.String(); !strings.Contains(screen, "\x1b[?1049h") || !strings.Contains(screen, "\x1b[?1049l") {
			t.Errorf("the screen is not given back: %q", screen)
		}
		settle()
		h.wantCount("sessions", 0)
	})
}

// The sizes of windows are kept within bounds, the first one and later ones, and
// those that a terminal types.
func TestSizes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		for _, test := range []struct {
			width, height int
			want          string
		}{
			{65535, 65535, "500x300"},
			{20000, 5000, "500x300"},
			{1 << 31, 1 << 31, "500x300"},
			{0, 0, "20x5"},
			{1, 1, "20x5"},
		} {
			r := h.open(client, "xterm", test.width, test.height)
			r.wantScreen(t, test.want)
			r.typeKeys("q")
			r = h.open(client, "xterm", 80, 24)
			if err := r.WindowChange(test.height, test.width); err != nil {
				t.Fatal(err)
			}
			settle()
			r.wantScreen(t, test.want)
			r.typeKeys("\x1b[48;9999;9999;9999;9999t")
			if strings.Contains(r.screen.String(), "9999") {
				t.Error("a terminal has typed a size that counts")
			}
			r.typeKeys("q")
		}
	})
}

// Of a storm of sizes only the last one has to be drawn.
func TestResizeStorm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		r := h.open(h.mustLogin(), "xterm", 80, 24)
		before := len(r.screen.String())
		for i := range 5000 {
			if err := r.WindowChange(20+i%60, 60+i%140); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.WindowChange(33, 99); err != nil {
			t.Fatal(err)
		}
		settle()
		r.wantScreen(t, "99x33")
		if drawn := len(r.screen.String()) - before; drawn > 64<<10 {
			t.Errorf("a storm of 5000 sizes drew %d bytes", drawn)
		}
	})
}

// A window that changes for long is drawn less and less often meanwhile, and at
// once when it has rested.
func TestResizeForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		r := h.open(h.mustLogin(), "xterm", 80, 24)
		before := len(r.screen.String())
		for i := range 1000 {
			if err := r.WindowChange(20+i%60, 60+i%140); err != nil {
				t.Fatal(err)
			}
			time.Sleep(10 * time.Millisecond)
		}
		if drawn := len(r.screen.String()) - before; drawn > 1000 {
			t.Errorf("ten seconds of new sizes drew %d bytes", drawn)
		}
		time.Sleep(time.Second)
		if err := r.WindowChange(33, 99); err != nil {
			t.Fatal(err)
		}
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		r.wantScreen(t, "99x33")
	})
}

// Command lines are split as a shell does it, and have output, errors and a
// status of their own.
func TestCommands(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		for _, test := range []struct {
			line, out, err string
			status         int
		}{
			{`say 'a b' "c d" e\ f 金融`, "a b|c d|e f|金融\n", "\n", 0},
			{`rm -rf /`, "", "there is no command rm\n", 64},
			{`say 'unended`, "", "The command line cannot be read: No closing quotation.\n", 64},
			{`crash`, "", "The program has failed; this was its own fault. What you have read is kept.\n", 70},
			{`-q x`, "", "there is no command -q\n", 64},
			{``, "", "Without a terminal only commands can be run here; `help` lists them. For a terminal: ssh -t\n", 2},
			{strings.Repeat("x", 200_000), "", "", -1},
		} {
			session := h.session(client)
			var out, errors strings.Builder
			session.Stdout, session.Stderr = &out, &errors
			got := status(session.Run(test.line))
			if got != test.status || out.String() != test.out || errors.String() != test.err {
				t.Errorf("%.20q gives %d, %q and %q, want %d, %q and %q", test.line, got, out.String(), errors.String(), test.status, test.out, test.err)
			}
			_ = session.Close()
		}
		settle()
		h.wantCount("panics", 1)
		h.wantCount("refused: command too long", 1)
	})
}

// An option opens the program where there is a terminal.
func TestProgramWithOptions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		run := func(line, typed string) (string, int) {
			session := h.session(client)
			defer session.Close() //nolint:errcheck // it has ended
			if err := session.RequestPty("xterm", 24, 80, nil); err != nil {
				t.Fatal(err)
			}
			var screen lockedBuffer
			session.Stdout = &screen
			if typed != "" {
				session.Stdin = strings.NewReader(typed)
			}
			err := session.Run(line)
			return screen.String(), status(err)
		}
		if screen, status := run("-q 'cat:金融 is:unread'", "q"); status != 0 || !strings.Contains(screen, "\x1b[?1049h") {
			t.Errorf("the program ended with %d, on %q", status, screen)
		}
		if args := h.lastSession().Args; len(args) != 2 || args[1] != "cat:金融 is:unread" {
			t.Errorf("the program was given %q", args)
		}
		if screen, status := run("--wrong", ""); status != 64 || screen != "wrong option\r\n" {
			t.Errorf("a wrong option gives %d and %q", status, screen)
		}
		if screen, status := run("say x", ""); status != 0 || screen != "x\r\n\r\n" {
			t.Errorf("a command on a terminal gives %d and %q", status, screen)
		}
	})
}

// A fault in the program ends one session, is told and counted; the others
// read on.
func TestPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		other := h.open(h.mustLogin(), "xterm", 80, 24)
		for i, key := range []string{"P", "C", "W"} {
			r := h.open(h.mustLogin(), "xterm", 80, 24)
			r.typeKeys(key)
			if got := status(r.Wait()); got != 70 {
				t.Errorf("after a fault by %s the status is %d", key, got)
			}
			r.wantScreen(t, "\x1b[?1049l")
			r.wantScreen(t, "ended by event 7\r\n")
			h.wantCount("panics", int64(i+1))
		}
		other.typeKeys("x")
		other.wantScreen(t, "x")
	})
}

// A terminal that cannot place text gets a sentence, not control characters.
func TestDumbTerminals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		for _, term := range []string{"dumb", "", "unknown", "../../../etc/passwd", "x\x1b[2J"} {
			r := h.open(client, term, 80, 24)
			if got := status(r.Wait()); got != 2 {
				t.Errorf("with TERM=%q the status is %d", term, got)
			}
			if screen := r.screen.String(); strings.Contains(screen, "\x1b") || !strings.Contains(screen, "cannot place text") {
				t.Errorf("with TERM=%q the screen is %q", term, screen)
			}
		}
	})
}

// What has no place here is refused, and the connection lives on.
func TestRefusals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		if _, err := client.Dial("tcp", "127.0.0.1:80"); err == nil {
			t.Error("a port is forwarded to")
		}
		if _, err := client.Dial("unix", "/socket"); err == nil {
			t.Error("a socket is forwarded to")
		}
		if _, err := client.Listen("tcp", "127.0.0.1:0"); err == nil {
			t.Error("a port is forwarded from")
		}
		session := h.session(client)
		for _, request := range []string{"auth-agent-req@openssh.com", "x11-req", "break", "subsystem", "anything else"} {
			if ok, err := session.SendRequest(request, true, gossh.Marshal(struct{ Name string }{"sftp"})); ok || err != nil {
				t.Errorf("%s is granted: %v, %v", request, ok, err)
			}
		}
		if err := session.RequestPty(strings.Repeat("t", 5000), 24, 80, nil); err == nil {
			t.Error("a terminal with a name of 5000 letters is granted")
		}
		h.wantCount("refused: request", 5)
		h.wantCount("refused: terminal request", 1)
		h.wantCount("refused: channel of another type", 2)
		if out, err := session.Output("say on"); err != nil || string(out) != "on\n" {
			t.Errorf("after all of that a command gives %q, %v", out, err)
		}
	})
}

// The environment is what says how the terminal is and how its reader reads, and
// no more of it than that takes.
func TestEnvironment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		client := h.mustLogin()
		session := h.session(client)
		for _, test := range []struct {
			name, value string
			granted     bool
		}{
			{"LANG", "zh_CN.UTF-8", true},
			{"LC_ALL", "en_GB.UTF-8", true},
			{"TZ", "Asia/Shanghai", true},
			{"COLORTERM", "truecolor", true},
			{"ACCESSIBLE", "1", true},
			{"BROADSHEET_LINEAR", "1", true},
			{"PATH", "/evil", false},
			{"LD_PRELOAD", "/evil.so", false},
			{"TMUX", "/tmp/socket", false},
			{"PAGER", "less", false},
			{"LC_ALL", "x\ny", false},
			{"LC_TIME", strings.Repeat("x", 30_000), false},
		} {
			if granted := session.Setenv(test.name, test.value) == nil; granted != test.granted {
				t.Errorf("%s=%.20q is granted: %v", test.name, test.value, granted)
			}
		}
		if session.Setenv("LANG", "C") == nil {
			t.Error("after 30 KB there is still room in the environment")
		}
		out, err := session.Output("env")
		if want := "LANG=zh_CN.UTF-8\nLC_ALL=en_GB.UTF-8\nTZ=Asia/Shanghai\nCOLORTERM=truecolor\nACCESSIBLE=1\nBROADSHEET_LINEAR=1\n"; err != nil || string(out) != want {
			t.Errorf("the environment is %q, %v", out, err)
		}
		session = h.session(client)
		for range mostEnvironment {
			if err := session.Setenv("LANG", "C"); err != nil {
				t.Fatal(err)
			}
		}
		if session.Setenv("LANG", "C") == nil {
			t.Error("a 33rd variable is granted")
		}
	})
}
