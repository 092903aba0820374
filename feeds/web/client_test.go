package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"broadsheet/feeds/web/webtest"
)

// start makes a client of an internet in memory, with which the test ends.
func start(t *testing.T, options Options) (*Client, *webtest.Net) {
	t.Helper()
	n := webtest.New(t)
	options.Now, options.Roots, options.Dial = time.Now, n.Roots(), n.Dial
	c := New(options)
	t.Cleanup(c.CloseIdle)
	return c, n
}

// text answers always the same.
func text(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
}

// redirect leads to another address.
func redirect(status int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(status)
	}
}

func scheme(r *http.Request) string {
	if r.TLS != nil {
		return "https"
	}
	return "http"
}

func kindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

func TestGet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{UserAgent: "broadsheet/1 (+https://example.org)"})
		var got http.Header
		n.Handle("example.org", func(w http.ResponseWriter, r *http.Request) {
			got = r.Header.Clone()
			got.Set("Protocol", r.Proto)
			w.Header().Set("ETag", `W/"a"`)
			w.Header().Set("Date", "Fri, 11 Jun 2021 03:05:25 GMT")
			_, _ = io.WriteString(w, "<rss/>")
		})
		r, err := c.Get(t.Context(), Request{URL: "https://example.org/feed#here", ETag: `"e"`, LastModified: "never", Accept: "application/rss+xml"})
		if err != nil {
			t.Fatal(err)
		}
		if r.Status != 200 || r.URL != "https://example.org/feed" || string(r.Body) != "<rss/>" || r.Read != 6 || r.Moved != "" || len(r.Redirects) != 0 || r.Cut {
			t.Errorf("got %+v", r)
		}
		if want := time.Date(2021, 6, 11, 3, 5, 25, 0, time.UTC); !r.Date.Equal(want) || r.Header.Get("ETag") != `W/"a"` {
			t.Errorf("date %v, header %v", r.Date, r.Header)
		}
		for name, want := range map[string]string{
			"User-Agent": "broadsheet/1 (+https://example.org)", "Accept": "application/rss+xml", "Accept-Encoding": "gzip, br",
			"If-None-Match": `"e"`, "If-Modified-Since": "never", "Protocol": "HTTP/2.0", "Cookie": "", "Referer": "", "Authorization": "",
		} {
			if got.Get(name) != want {
				t.Errorf("%s: %q, not %q", name, got.Get(name), want)
			}
		}
	})
}

func TestNotModified(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		n.Handle("example.org", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("ETag", `"new"`)
			w.WriteHeader(http.StatusNotModified)
		})
		r, err := c.Get(t.Context(), Request{URL: "https://example.org/", ETag: `"old"`})
		if err != nil || r.Status != 304 || r.Header.Get("ETag") != `"new"` || len(r.Body) != 0 {
			t.Errorf("got %+v, %v", r, err)
		}
		if _, err := c.Get(t.Context(), Request{URL: "https://example.org/"}); kindOf(err) != KindStatus {
			t.Errorf("a 304 that was not asked for gives %v", err)
		}
	})
}

// TestRedirects holds what a reader's list of feeds may learn of redirects: where the
// feed is for good, and not where it is only today.
func TestRedirects(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		n.Handle("a.example", func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/good":
				redirect(301, "/good2")(w, r)
			case "/good2":
				redirect(308, "https://b.example/feed")(w, r)
			case "/mixed":
				redirect(301, "/today")(w, r)
			case "/today":
				redirect(302, "/late")(w, r)
			case "/late":
				redirect(301, "//b.example/feed")(w, r)
			case "/中文 x":
				redirect(307, "https://user:tacit@b.example/feed#part")(w, r)
			}
		})
		n.Handle("b.example", text("<rss/>"))
		for _, test := range []struct {
			url, moved string
			steps      int
		}{
			{"https://a.example/good", "https://b.example/feed", 2},
			{"https://a.example/mixed", "https://a.example/today", 3},
			{"https://a.example/today", "", 2},
			{"https://a.example/中文 x", "", 1},
		} {
			r, err := c.Get(t.Context(), Request{URL: test.url})
			if err != nil {
				t.Errorf("%s: %v", test.url, err)
				continue
			}
			if r.URL != "https://b.example/feed" || r.Moved != test.moved || len(r.Redirects) != test.steps || r.Redirects[len(r.Redirects)-1] != r.URL {
				t.Errorf("%s: %s, moved %q, by %v", test.url, r.URL, r.Moved, r.Redirects)
			}
		}
		_, err := c.Get(t.Context(), Request{URL: "https://a.example/good", Redirect: func(to string) bool { return !strings.Contains(to, "b.example") }})
		if kindOf(err) != KindRedirects || !strings.Contains(err.Error(), "b.example/feed") {
			t.Errorf("a redirect that is not wanted gives %v", err)
		}
	})
}

func TestRedirectsWithoutEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		n.Handle("circle.example", func(w http.ResponseWriter, r *http.Request) {
			redirect(302, map[string]string{"/a": "/b", "/b": "/a", "/self": "/self"}[r.URL.Path])(w, r)
		})
		n.Handle("long.example", func(w http.ResponseWriter, r *http.Request) { redirect(302, r.URL.Path+"x")(w, r) })
		n.Handle("short.example", func(w http.ResponseWriter, r *http.Request) {
			if len(r.URL.Path) <= 10 {
				redirect(302, r.URL.Path+"x")(w, r)
			}
		})
		n.Handle("nowhere.example", func(w http.ResponseWriter, r *http.Request) { redirect(302, r.URL.Query().Get("to"))(w, r) })
		for address, want := range map[string]string{
			"http://circle.example/a":                                 "in a circle",
			"http://circle.example/self":                              "in a circle",
			"http://long.example/":                                    "more than 10 times",
			"http://short.example/":                                   "",
			"http://nowhere.example/":                                 "does not say where",
			"http://nowhere.example/?to=file:///etc/passwd":           "file:///etc/passwd",
			"http://nowhere.example/?to=data:text/xml,%253Crss/%253E": "data:",
			"http://nowhere.example/?to=http://":                      "to \"http://\"",
		} {
			_, err := c.Get(t.Context(), Request{URL: address})
			if want == "" && err == nil {
				continue
			}
			if kindOf(err) != KindRedirects || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v", address, err)
			}
		}
	})
}

// TestSecrets holds that nothing which a reader gave for one host comes to another,
// nor without encryption over the network, nor back by way of the other.
func TestSecrets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		var got []string
		note := func(r *http.Request) {
			user, password, _ := r.BasicAuth()
			got = append(got, fmt.Sprintf("%s://%s%s %s:%s %s %s", scheme(r), r.Host, r.URL.Path, user, password, r.Header.Get("Cookie"), r.Header.Get("X-Key")))
		}
		n.Handle("a.example", func(w http.ResponseWriter, r *http.Request) {
			note(r)
			to := map[string]string{"http/up": "https://a.example/up", "https/down": "http://a.example/down", "https/away": "https://b.example/back", "https/home": "https://a.example/end"}[scheme(r)+r.URL.Path]
			if to != "" {
				redirect(301, to)(w, r)
			}
		})
		n.Handle("b.example", func(w http.ResponseWriter, r *http.Request) {
			note(r)
			redirect(302, "https://a.example/home")(w, r)
		})
		for _, test := range []struct {
			url  string
			want []string
		}{
			{"http://a.example/up", []string{"http://a.example/up me:pw c=1 k", "https://a.example/up me:pw c=1 k"}},
			{"https://a.example/down", []string{"https://a.example/down me:pw c=1 k", "http://a.example/down :  "}},
			{"https://a.example/away", []string{"https://a.example/away me:pw c=1 k", "https://b.example/back :  ", "https://a.example/home :  ", "https://a.example/end :  "}},
		} {
			header := http.Header{"cookie": {"c=1"}, "X-Key": {"k"}}
			for _, request := range []Request{
				{URL: test.url, User: "me", Password: "pw", Header: header},
				{URL: strings.Replace(test.url, "://", "://me:pw@", 1), Header: header},
			} {
				got = nil
				r, err := c.Get(t.Context(), request)
				if err != nil || !slices.Equal(got, test.want) || strings.Contains(r.URL, "pw") {
					t.Errorf("%s: %q, %+v, %v", test.url, got, r, err)
				}
			}
		}
		if a, b := parse(t, "https://a.example/"), parse(t, "https://a.example:8443/"); sameOwner(a, b) {
			t.Error("secrets go to another port")
		}
	})
}

// TestSecretsNotShown holds that no error tells a password.
func TestSecretsNotShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		n.Handle("a.example", redirect(301, "http://x:tacit@:80:80/"))
		for _, address := range []string{"https://me:tacit@nobody.example/", "https://me:tacit@a.example/", "gopher://me:tacit@a.example", "https://me:tacit@a.example:7777/"} {
			_, err := c.Get(t.Context(), Request{URL: address})
			if err == nil || strings.Contains(err.Error(), "tacit") {
				t.Errorf("%s: %v", address, err)
			}
		}
	})
}

func TestStatuses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{Pause: -1})
		n.Handle("example.org", func(w http.ResponseWriter, r *http.Request) {
			var status int
			_, _ = fmt.Sscanf(r.URL.Path, "/%d", &status)
			w.WriteHeader(status)
		})
		for status, want := range map[int]Kind{
			200: "", 203: "", 204: "", 401: KindLogin, 402: KindStatus, 403: KindForbidden, 404: KindNotFound, 407: KindProxy, 410: KindGone,
			418: KindStatus, 451: KindForbidden, 500: KindServer, 502: KindServer, 503: KindServer, 599: KindServer, 300: KindStatus, 305: KindStatus,
		} {
			_, err := c.Get(t.Context(), Request{URL: fmt.Sprintf("https://example.org/%d", status)})
			if kindOf(err) != want {
				t.Errorf("%d: %v", status, err)
			}
			var e *Error
			if errors.As(err, &e) && (e.Status != status || !strings.Contains(err.Error(), "example.org")) {
				t.Errorf("%d: %+v", status, e)
			}
		}
	})
}

func TestChallenges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{Pause: -1})
		n.Handle("example.org", func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/header":
				w.Header().Set("cf-mitigated", "challenge")
				w.WriteHeader(http.StatusForbidden)
			case "/page":
				w.WriteHeader(http.StatusServiceUnavailable)
				_, _ = io.WriteString(w, "<!DOCTYPE html><title>Just a moment...</title><script>window._cf_chl_opt={}</script>")
			case "/fine":
				_, _ = io.WriteString(w, "\n<!doctype html><script src='/.within.website/x/cmd/anubis/static/js/main.mjs'></script>")
			case "/waf":
				w.Header().Set("x-amzn-waf-action", "challenge")
				w.WriteHeader(http.StatusAccepted)
			case "/feed":
				_, _ = io.WriteString(w, "<?xml version='1.0'?><rss><title>What window._cf_chl_opt does</title></rss>")
			case "/article":
				_, _ = io.WriteString(w, "<!doctype html><title>Just a moment</title><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>")
			}
		})
		for path, want := range map[string]Kind{"/header": KindChallenge, "/page": KindChallenge, "/fine": KindChallenge, "/waf": KindChallenge, "/feed": "", "/article": ""} {
			if _, err := c.Get(t.Context(), Request{URL: "https://example.org" + path}); kindOf(err) != want {
				t.Errorf("%s: %v", path, err)
			}
		}
	})
}

// TestHTTP2 holds that a server whose HTTP/2 is broken is asked over HTTP/1.1, once
// for each question and then at once.
func TestHTTP2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		var asked []string
		n.Handle("example.org", func(w http.ResponseWriter, r *http.Request) {
			asked = append(asked, r.URL.Path+" "+r.Proto)
			if r.ProtoMajor == 2 {
				if r.URL.Path == "/body" {
					_, _ = io.WriteString(w, "<rss>half")
					w.(http.Flusher).Flush()
				}
				panic(http.ErrAbortHandler)
			}
			_, _ = io.WriteString(w, "<rss>all</rss>")
		})
		for range 2 {
			r, err := c.Get(t.Context(), Request{URL: "https://example.org/body"})
			if err != nil || string(r.Body) != "<rss>all</rss>" {
				t.Fatalf("got %+v, %v", r, err)
			}
		}
		if want := []string{"/body HTTP/2.0", "/body HTTP/1.1", "/body HTTP/1.1"}; !slices.Equal(asked, want) {
			t.Errorf("asked %q", asked)
		}
	})
}

// steadily sends a piece each second.
func steadily(ctx context.Context, w http.ResponseWriter, piece []byte, length time.Duration) {
	for began := time.Now(); ctx.Err() == nil && time.Since(began) < length; time.Sleep(time.Second) {
		_, _ = w.Write(piece)
		w.(http.Flusher).Flush()
	}
}

// TestSlow holds that a server which sends a byte a second, or nothing at all, is left
// after half a minute, and that a large body which comes steadily is not.
func TestSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{Pause: -1})
		var ended sync.WaitGroup
		ended.Add(2)
		n.Handle("drip.example", func(w http.ResponseWriter, r *http.Request) {
			steadily(r.Context(), w, []byte("x"), time.Hour)
		})
		n.Handle("silent.example", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
		n.HandleRaw("headers.example:80", func(conn net.Conn) {
			defer ended.Done()
			for _, err := io.WriteString(conn, "H"); err == nil; _, err = io.WriteString(conn, "T") {
				time.Sleep(time.Second)
			}
		})
		n.HandleRaw("handshake.example:443", func(conn net.Conn) { defer ended.Done(); _, _ = io.Copy(io.Discard, conn) })
		for host, length := range map[string]time.Duration{"large.example": 50 * time.Second, "endless.example": 70 * time.Second} {
			n.Handle(host, func(w http.ResponseWriter, r *http.Request) { steadily(r.Context(), w, make([]byte, 20<<10), length) })
		}
		n.Handle("chain.example", func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(9 * time.Second)
			redirect(302, r.URL.Path+"x")(w, r)
		})
		for address, want := range map[string]time.Duration{
			"http://drip.example/": patience, "https://drip.example/": patience, "http://silent.example/": patience,
			"http://headers.example/": patience, "https://handshake.example/": dialTimeout,
			"http://endless.example/": longPatience, "http://chain.example/": patience,
		} {
			began := time.Now()
			_, err := c.Get(t.Context(), Request{URL: address})
			if took := time.Since(began); kindOf(err) != KindTimeout || took < want || took > want+time.Second {
				t.Errorf("%s: after %v: %v", address, took, err)
			}
		}
		if r, err := c.Get(t.Context(), Request{URL: "http://large.example/"}); err != nil || len(r.Body) != 50*20<<10 {
			t.Errorf("a large body: %v", err)
		}
		ended.Wait()
	})
}

func TestCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{})
		n.Handle("example.org", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		_, err := c.Get(ctx, Request{URL: "https://example.org/"})
		if !errors.Is(err, context.DeadlineExceeded) || kindOf(err) != "" {
			t.Errorf("got %v", err)
		}
	})
}
