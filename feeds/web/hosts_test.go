package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestOneAtATime holds that a host has one connection and a pause between requests,
// whatever the ports, and that hosts do not wait for each other.
func TestOneAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		var mu sync.Mutex
		var begun []time.Time
		var running, most int
		n.Handle("busy.example", func(http.ResponseWriter, *http.Request) {
			mu.Lock()
			begun = append(begun, time.Now())
			running++
			most = max(most, running)
			mu.Unlock()
			time.Sleep(500 * time.Millisecond)
			mu.Lock()
			running--
			mu.Unlock()
		})
		n.Handle("idle.example", text("x"))
		began := time.Now()
		var all sync.WaitGroup
		for i := range 10 {
			all.Go(func() {
				scheme := []string{"http", "https"}[i%2]
				if _, err := c.Get(t.Context(), Request{URL: scheme + "://busy.example/"}); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		if _, err := c.Get(t.Context(), Request{URL: "http://idle.example/"}); err != nil || time.Since(began) > 0 {
			t.Errorf("another host waited for %v: %v", time.Since(began), err)
		}
		all.Wait()
		for i := 1; i < len(begun); i++ {
			if pause := begun[i].Sub(begun[i-1]); pause < 2*time.Second {
				t.Errorf("request %d came %v after the one before", i, pause)
			}
		}
		if most != 1 || len(begun) != 10 || time.Since(began) != 9*2*time.Second+500*time.Millisecond {
			t.Errorf("%d at once, %d in all, in %v", most, len(begun), time.Since(began))
		}
	})
}

// TestSlowHostGetsAPause holds that a host which is slow is not asked all the time.
func TestSlowHostGetsAPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		var begun, ended []time.Time
		n.Handle("slow.example", func(http.ResponseWriter, *http.Request) {
			begun = append(begun, time.Now())
			time.Sleep(20 * time.Second)
			ended = append(ended, time.Now())
		})
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() { _, _ = c.Get(t.Context(), Request{URL: "http://slow.example/"}) })
		}
		all.Wait()
		for i := 1; i < len(begun); i++ {
			if pause := begun[i].Sub(ended[i-1]); pause != 2*time.Second {
				t.Errorf("after a slow answer the next request came in %v", pause)
			}
		}
	})
}

// TestHostsAtOnce holds that no more hosts than allowed are asked at once, and that
// connections do not pile up.
func TestHostsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		var mu sync.Mutex
		var running, most int
		var all sync.WaitGroup
		for i := range 100 {
			host := fmt.Sprintf("h%d.example", i)
			n.Handle(host, func(http.ResponseWriter, *http.Request) {
				mu.Lock()
				running++
				most = max(most, running)
				mu.Unlock()
				time.Sleep(time.Second)
				mu.Lock()
				running--
				mu.Unlock()
			})
			all.Go(func() {
				if _, err := c.Get(t.Context(), Request{URL: "https://" + host + "/"}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if most != 16 {
			t.Errorf("%d hosts were asked at once", most)
		}
		if open := n.Open(); open > 48 {
			t.Errorf("%d connections are kept", open)
		}
		c.CloseIdle()
		synctest.Wait()
		if open := n.Open(); open != 0 {
			t.Errorf("after the run %d connections are open", open)
		}
	})
}

// TestKeepAlive holds that one connection does for all requests to a host.
func TestKeepAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		n.Handle("example.org", func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/a":
				redirect(302, "/b")(w, r)
			case "/missing":
				http.NotFound(w, r)
			default:
				_, _ = io.WriteString(w, strings.Repeat("<rss/>", 10_000))
			}
		})
		for _, path := range []string{"/a", "/missing", "/b"} {
			_, _ = c.Get(t.Context(), Request{URL: "http://example.org" + path})
		}
		if n.Dials() != 1 {
			t.Errorf("%d connections were made", n.Dials())
		}
	})
}

func TestUrgent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		var order []string
		n.Handle("example.org", func(_ http.ResponseWriter, r *http.Request) { order = append(order, r.URL.Path) })
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() { _, _ = c.Get(t.Context(), Request{URL: "http://example.org/background"}) })
		}
		synctest.Wait()
		began := time.Now()
		for range 3 {
			if _, err := c.Get(t.Context(), Request{URL: "http://example.org/person", Urgent: true}); err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(began); took != 3*500*time.Millisecond {
			t.Errorf("a person waited for %v", took)
		}
		all.Wait()
		if took := time.Since(began); took != 22*2*time.Second {
			t.Errorf("the host had %v for 23 requests", took)
		}
		if want := []string{"/background", "/person", "/person", "/person", "/background"}; !slices.Equal(order[:5], want) {
			t.Errorf("asked in the order %q", order)
		}
	})
}

// TestUrgentAmongMany holds that a person does not wait for hundreds of other hosts.
func TestUrgentAmongMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for i := range 100 {
			host := fmt.Sprintf("h%d.example", i)
			n.Handle(host, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
			all.Go(func() { _, _ = c.Get(ctx, Request{URL: "http://" + host + "/"}) })
		}
		n.Handle("example.org", text("x"))
		synctest.Wait()
		began := time.Now()
		if _, err := c.Get(t.Context(), Request{URL: "http://example.org/", Urgent: true}); err != nil || time.Since(began) > 0 {
			t.Errorf("a person waited for %v: %v", time.Since(began), err)
		}
		cancel()
		all.Wait()
	})
}

// retryAfterTest is what a host answers once, and what comes of it.
type retryAfterTest struct {
	name   string
	status int
	header map[string]string
	tells  time.Duration // in the error
	held   time.Duration // 0: it is asked again, at once or after the pause that it told
}

// TestRetryAfter holds that a host is left alone for as long as it wants, for all
// feeds that it has, and that nobody waits long for that.
func TestRetryAfter(t *testing.T) {
	for _, test := range []retryAfterTest{
		{"seconds", 429, map[string]string{"Retry-After": "3600"}, time.Hour, time.Hour},
		{"a date, by the server's clock", 503, map[string]string{"Retry-After": "Fri, 11 Jun 2021 04:00:00 GMT", "Date": "Fri, 11 Jun 2021 03:00:00 GMT"}, time.Hour, time.Hour},
		{"no word", 429, nil, 0, 10 * time.Minute},
		{"no word, down", 503, nil, 0, 0},
		{"nonsense", 503, map[string]string{"Retry-After": "soon"}, 0, 0},
		{"a date gone by", 503, map[string]string{"Retry-After": "Fri, 11 Jun 1999 04:00:00 GMT"}, 0, 0},
		{"for ever", 429, map[string]string{"Retry-After": "99999999999999999999"}, 24 * time.Hour, 24 * time.Hour},
		{"on another status", 500, map[string]string{"Retry-After": "3600"}, 0, 0},
		{"a short pause", 429, map[string]string{"Retry-After": "30"}, 30 * time.Second, 0},
	} {
		t.Run(test.name, func(t *testing.T) { synctest.Test(t, test.run) })
	}
}

func (test retryAfterTest) run(t *testing.T) {
	c, n := start(t, Options{})
	asked := 0
	n.Handle("example.org", func(w http.ResponseWriter, r *http.Request) {
		if asked++; r.URL.Path != "/first" {
			return
		}
		for name, value := range test.header {
			w.Header().Set(name, value)
		}
		w.WriteHeader(test.status)
	})
	_, err := c.Get(t.Context(), Request{URL: "https://example.org/first"})
	if e := errorOf(err); e == nil || e.RetryAfter != test.tells || e.Status != test.status {
		t.Fatalf("got %+v", e)
	}
	began := time.Now()
	_, err = c.Get(t.Context(), Request{URL: "http://example.org/other"})
	if test.held == 0 {
		if wait := time.Since(began); err != nil || asked != 2 || wait > 31*time.Second || test.tells > wait {
			t.Errorf("after %v: %v", wait, err)
		}
		return
	}
	if e := errorOf(err); e == nil || e.Kind != KindHeld || asked != 1 || (e.RetryAfter-test.held).Abs() > 3*time.Second {
		t.Errorf("the host is asked again: %+v", err)
	}
	time.Sleep(test.held)
	if _, err = c.Get(t.Context(), Request{URL: "http://example.org/other"}); err != nil {
		t.Errorf("after its pause: %v", err)
	}
}

// TestWaitersGiveUp holds that who waits for a turn may end that, and loses nothing for
// the others.
func TestWaitersGiveUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		n.Handle("example.org", func(http.ResponseWriter, *http.Request) { time.Sleep(10 * time.Second) })
		go func() { _, _ = c.Get(t.Context(), Request{URL: "http://example.org/"}) }()
		synctest.Wait()
		for _, urgent := range []bool{false, true} {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			if _, err := c.Get(ctx, Request{URL: "http://example.org/", Urgent: urgent}); ctx.Err() == nil || kindOf(err) != "" {
				t.Errorf("got %v", err)
			}
			cancel()
		}
		if _, err := c.Get(t.Context(), Request{URL: "http://example.org/"}); err != nil {
			t.Error(err)
		}
		if h := c.hosts.byName["example.org"]; h.users != 0 || len(h.turn)+len(h.queue)+len(c.hosts.running) != 0 {
			t.Errorf("somebody has a turn still: %+v", h)
		}
	})
}

// TestGivenUpIsGivenBack holds that the others do not pay for who gave up.
func TestGivenUpIsGivenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		n.Handle("example.org", func(http.ResponseWriter, *http.Request) { time.Sleep(1500 * time.Millisecond) })
		began := time.Now()
		go func() { _, _ = c.Get(t.Context(), Request{URL: "http://example.org/"}) }()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, _ = c.Get(ctx, Request{URL: "http://example.org/", Urgent: true})
		if _, err := c.Get(t.Context(), Request{URL: "http://example.org/"}); err != nil || time.Since(began) != 3500*time.Millisecond {
			t.Errorf("answered after %v: %v", time.Since(began), err)
		}
	})
}

// TestCrossingRedirects holds that two hosts which lead to each other do not block one
// another.
func TestCrossingRedirects(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{Hosts: 1})
		for host, other := range map[string]string{"a.example": "b.example", "b.example": "a.example"} {
			n.Handle(host, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/start" {
					redirect(302, "https://"+other+"/end")(w, r)
				}
			})
		}
		var all sync.WaitGroup
		for i := range 20 {
			all.Go(func() {
				if _, err := c.Get(t.Context(), Request{URL: "https://" + []string{"a", "b"}[i%2] + ".example/start"}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	})
}

func TestHostsAreForgotten(t *testing.T) {
	now := time.Date(2021, 6, 11, 3, 0, 0, 0, time.UTC)
	s := newHosts(2*time.Second, 16, func() time.Time { return now })
	for i := range 3 * mostHosts {
		h, err := s.enter(t.Context(), fmt.Sprint(i), false)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			h.hold(now, time.Hour)
		}
		s.leave(h)
		now = now.Add(100 * time.Millisecond)
	}
	if len(s.byName) > mostHosts+1 {
		t.Errorf("%d hosts are remembered", len(s.byName))
	}
	if _, err := s.enter(t.Context(), "0", false); kindOf(err) != KindHeld {
		t.Errorf("a host that wants to be left alone was forgotten: %v", err)
	}
}
