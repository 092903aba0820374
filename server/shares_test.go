package server

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// limits gives a change of the limits alone.
func limits(change func(*Limits)) func(*Options) {
	return func(o *Options) { change(&o.Settings.Limits) }
}

// refusedWith says whether a session ends at once with a sentence, or stays.
func (h *house) refusedWith(client *gossh.Client) string {
	h.t.Helper()
	r := h.open(client, "xterm", 80, 24)
	if screen := r.screen.String(); !strings.Contains(screen, "80x24") {
		if got := status(r.Wait()); got != statusLater {
			h.t.Errorf("a session that is refused ends with %d", got)
		}
		return strings.TrimSpace(screen)
	}
	return ""
}

// comes opens a program from an address, with a key or as a guest, and gives the
// sentence with which it is refused, if it is.
func (h *house) comes(address string, key gossh.Signer) string {
	h.t.Helper()
	config := withKeys("ann", key)
	if key == nil {
		config = nil
	}
	client, err := h.loginFrom(address, config)
	if err != nil {
		h.t.Fatal(err)
	}
	return h.refusedWith(client)
}

// A source has its share of the sessions, however many keys it makes; an account
// has its own, from however many places it comes; others still come in.
func TestSharesOfSessions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, limits(func(l *Limits) { l.SourceSessions, l.AccountSessions, l.Sessions = 3, 2, 100 }))
		for i := range 3 {
			if said := h.comes("[2001:db8::1]:1000", newSigner(t)); said != "" {
				t.Errorf("session %d of a source is refused: %q", i, said)
			}
		}
		if said := h.comes("[2001:db8::ffff]:1000", newSigner(t)); !strings.Contains(said, "too many sessions from your address") {
			t.Errorf("the fourth session of a source: %q", said)
		}
		ann := newSigner(t)
		for i := range 2 {
			if said := h.comes(fmt.Sprintf("10.0.0.%d:1000", i), ann); said != "" {
				t.Errorf("session %d of an account is refused: %q", i, said)
			}
		}
		if said := h.comes("10.0.0.9:1000", ann); !strings.Contains(said, "too many sessions with your key") {
			t.Errorf("the third session of an account: %q", said)
		}
		if said := h.comes("10.0.0.9:1000", nil); said != "" {
			t.Errorf("a guest is refused: %q", said)
		}
		h.wantCount("refused: too many sessions from one source", 1)
		h.wantCount("refused: too many sessions of one account", 1)
	})
}

// Nobody has more than a quarter of the sessions, whatever is configured; and
// who ends one can have another.
func TestQuarterOfSessions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, limits(func(l *Limits) { l.Sessions = 8 }))
		client := h.mustLogin()
		first := h.open(client, "xterm", 80, 24)
		h.open(client, "xterm", 80, 24)
		if said := h.refusedWith(client); said == "" {
			t.Error("a source has more than a quarter of all sessions")
		}
		first.typeKeys("q")
		if said := h.refusedWith(client); said != "" {
			t.Errorf("after one has ended, another is refused: %q", said)
		}
	})
}

// The last tenth of the sessions is for those who were here before; when all are
// taken, they are refused too.
func TestSessionsKeptForKnownAccounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		known := newSigner(t)
		h := build(t, func(o *Options) {
			o.Settings.Limits.Sessions = 20
			o.Known = func(_ context.Context, account string) bool {
				return account == gossh.FingerprintSHA256(known.PublicKey())
			}
		})
		come := func(i int, change func(*gossh.ClientConfig)) string {
			t.Helper()
			client, err := h.loginFrom(fmt.Sprintf("10.0.%d.1:1000", i), change)
			if err != nil {
				t.Fatal(err)
			}
			return h.refusedWith(client)
		}
		for i := range 18 {
			if said := come(i, nil); said != "" {
				t.Fatalf("session %d is refused: %q", i, said)
			}
		}
		for _, stranger := range []func(*gossh.ClientConfig){nil, withKeys("ann", newSigner(t))} {
			if said := come(100, stranger); !strings.Contains(said, "kept for those who were here before") {
				t.Errorf("a stranger on a server that is nearly full: %q", said)
			}
		}
		for i := range 2 {
			if said := come(110+i, withKeys("ann", known)); said != "" {
				t.Errorf("a known account is refused: %q", said)
			}
		}
		if said := come(120, withKeys("ann", known)); !strings.Contains(said, "server is full") {
			t.Errorf("on a full server: %q", said)
		}
	})
}

// A source that logs in again and again is told to wait, and then not even that;
// others come in, and it does too after a while.
func TestLoginsAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, nil)
		in, told := 0, 0
		try := func() {
			client, err := h.login(func(c *gossh.ClientConfig) {
				c.BannerCallback = func(text string) error {
					if strings.Contains(text, "too many logins from your address") {
						told++
					}
					return nil
				}
			})
			if err == nil {
				in++
				_ = client.Close()
				synctest.Wait()
			}
		}
		for range 200 {
			try()
		}
		if in != 30 || told != 5 {
			t.Errorf("of 200 logins at once %d were let in, and %d told why not; want 30 and 5", in, told)
		}
		if _, err := h.loginFrom("203.0.113.1:1", nil); err != nil {
			t.Errorf("somebody else cannot log in: %v", err)
		}
		h.wantCount("refused: too many logins from one source", 170)
		time.Sleep(10 * time.Second)
		in = 0
		for range 200 {
			try()
		}
		if in != 10 {
			t.Errorf("ten seconds later %d are let in, want 10", in)
		}
	})
}

// What is remembered of sources that have gone does not grow for ever.
func TestSourcesAreForgotten(t *testing.T) {
	now := time.Unix(0, 0)
	g := &admission{now: func() time.Time { return now }}
	l := DefaultLimits()
	for i := range 3 * mostSources {
		at, why := g.enter(sourceOf(addressOf(i)), &l, func() {})
		if why != "" {
			t.Fatal(why)
		}
		g.leave(at)
	}
	if len(g.sources) > mostSources {
		t.Errorf("%d sources are remembered", len(g.sources))
	}
	if len(g.networks) > 0 {
		t.Errorf("%d networks are remembered from which nothing comes", len(g.networks))
	}
	now = now.Add(2 * time.Minute)
	g.forget()
	if len(g.sources) > 0 {
		t.Errorf("after a while %d sources are still remembered", len(g.sources))
	}
}
