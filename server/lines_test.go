package server

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// inLines has a server hold the sessions of one user in lines, and those of terminals
// that can place no text.
func inLines(o *Options) {
	o.Lines = func(s Session) bool { return s.User == "linear" || s.Dumb }
	o.Converse = func(_ context.Context, s Session) (*Conversation, error) {
		if len(s.Args) > 0 {
			return nil, errors.New("wrong option")
		}
		return &Conversation{
			Begin: func(context.Context) string { return "Lines. h for help.\n" },
			Answer: func(_ context.Context, line string) (string, bool) {
				switch line {
				case "fail":
					panic("in an answer")
				case "much":
					return strings.Repeat("much\n", 1000), false
				}
				return fmt.Sprintf("You typed %q.\n", line), line == "q"
			},
			Sentence: func(e Event) string { return fmt.Sprintf("told of event %d", e) },
			Close:    func() {},
		}, nil
	}
}

// loginLinear logs in with the name of those who read in lines, and with a key.
func (h *house) loginLinear() *gossh.Client {
	h.t.Helper()
	client, err := h.login(func(c *gossh.ClientConfig) {
		c.User, c.Auth = "linear", []gossh.AuthMethod{gossh.PublicKeys(newSigner(h.t))}
	})
	if err != nil {
		h.t.Fatalf("nobody is let in: %v", err)
	}
	return client
}

// A session in lines echoes what is typed, answers in lines, and sends nothing that moves
// a cursor; with and without a terminal.
func TestConversation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, inLines)
		r := h.open(h.loginLinear(), "xterm", 80, 24)
		r.typeKeys("nex\x7fws\r\x1b[A")
		r.typeKeys("金融\r")
		r.typeKeys("q\r")
		if got := status(r.Wait()); got != 0 {
			t.Errorf("the status is %d", got)
		}
		want := "Lines. h for help.\r\n> nex\b \bws\r\nYou typed \"news\".\r\n> 金融\r\nYou typed \"金融\".\r\n> q\r\nYou typed \"q\".\r\n"
		if got := r.screen.String(); got != want {
			t.Errorf("the terminal got %q, want %q", got, want)
		}

		session := h.session(h.loginLinear())
		session.Stdin = strings.NewReader("one\nq\nnever\n")
		out, err := session.Output("")
		if want := "Lines. h for help.\n> You typed \"one\".\n> You typed \"q\".\n"; string(out) != want || err != nil {
			t.Errorf("without a terminal it is %q, %v; want %q", out, err, want)
		}
	})
}

// A terminal that can place no text gets lines, whatever its name; and none of its own.
func TestConversationOnDumbTerminals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, inLines)
		client := h.mustLogin()
		for _, term := range []string{"dumb", "", "unknown", "../../../etc/passwd", "x\x1b[2J"} {
			r := h.open(client, term, 80, 24)
			r.typeKeys("q\r")
			if got := status(r.Wait()); got != 0 {
				t.Errorf("with TERM=%q the status is %d", term, got)
			}
			if said := r.screen.String(); strings.Contains(said, "\x1b") || !strings.Contains(said, "You typed") {
				t.Errorf("with TERM=%q it is %q", term, said)
			}
		}
	})
}

// A session in lines ends as the others do: after a notice for want of keys and for its
// age, when the server stops, and when far too much is typed.
func TestConversationEnds(t *testing.T) {
	for _, test := range []struct {
		name   string
		end    func(h *house, r *reader)
		status int
		told   []Event
	}{
		{"idle", func(h *house, _ *reader) { time.Sleep(h.server.limits().Idle + time.Second) }, 0, []Event{IdleSoon, Idle}},
		{"old", func(_ *house, r *reader) {
			for range 12 * 4 {
				time.Sleep(15 * time.Minute)
				r.typeKeys("x\r")
			}
		}, 0, []Event{OldSoon, Old}},
		{"stopping", func(h *house, _ *reader) { h.server.Drain(context.Background()) }, statusLater, []Event{Stopping, Stopping}},
		{"the client is gone", func(_ *house, r *reader) { _ = r.keys.Close() }, 0, nil},
		{"a fault", func(_ *house, r *reader) { r.typeKeys("fail\r") }, statusCrashed, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := build(t, inLines)
				r := h.open(h.loginLinear(), "xterm", 80, 24)
				test.end(h, r)
				if got := status(r.Wait()); got != test.status {
					t.Errorf("the status is %d, want %d", got, test.status)
				}
				said := r.screen.String()
				for _, event := range test.told {
					_, after, found := strings.Cut(said, fmt.Sprintf("\r\ntold of event %d\r\n", event))
					if !found {
						t.Errorf("nothing is said of event %d: %q", event, r.screen.String())
					}
					said = after
				}
			})
		})
	}
}

// Who types without an end is cut off, and what is wrong with a command line is told.
func TestConversationRefusals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, inLines)
		session := h.session(h.loginLinear())
		if got := status(session.Run("--wrong")); got != statusUsage {
			t.Errorf("a wrong option gives %d", got)
		}
		r := h.open(h.loginLinear(), "xterm", 80, 24)
		for range 100 {
			r.typeKeys("much\r")
		}
		r.typeKeys("q\r")
		if got := status(r.Wait()); got != 0 || strings.Count(r.screen.String(), "much\r\nmuch") < 100 {
			t.Errorf("much is not said to its end: %d", got)
		}
	})
}
