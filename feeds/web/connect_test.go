package web

import (
	"bufio"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"broadsheet/feeds/web/webtest"
)

func TestConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{Pause: -1})
		for _, host := range []string{"a.example", "expired.example", "wrong.example"} {
			n.Handle(host, text("x"))
		}
		n.Handle("xn--fiq228c.example", text("x"))
		n.HandleRaw("plain.example:443", func(conn net.Conn) {
			go func() { _, _ = io.Copy(io.Discard, conn) }()
			_, _ = io.WriteString(conn, "HTTP/1.1 400 Bad Request\r\n\r\n")
			_ = conn.Close()
		})
		n.HandleRaw("gone.example:80", func(conn net.Conn) { _ = conn.Close() })
		n.HandleRaw("ssh.example:80", func(conn net.Conn) {
			_, _ = io.WriteString(conn, "SSH-2.0-OpenSSH_9.2\r\n")
			_ = conn.Close()
		})
		for address, want := range map[string]Kind{
			"https://a.example/": "", "https://nobody.example/": KindNoHost, "https://a.example:8443/": KindRefused,
			"https://expired.example/": KindExpired, "https://wrong.example/": KindWrongName, "https://plain.example/": KindTLS,
			"http://gone.example/": KindConnection, "http://ssh.example/": KindConnection,
			"http://a.example:99999/": KindAddress, "http://a.example:0/": KindAddress,
			"": KindAddress, "example.org": KindAddress, "ftp://a.example/": KindAddress, "https://": KindAddress, "https:///x": KindAddress,
			"javascript:alert(1)": KindAddress, "https://a b/": KindAddress, "https://[::1": KindAddress, "HTTPS://A.example/": "", "http://中文.example/": "", "http://中\u200b文.example/": "", "http://\u202e.example/": KindAddress,
			"https://a.example/" + strings.Repeat("x", 10_000): KindAddress,
		} {
			_, err := c.Get(t.Context(), Request{URL: address})
			if kindOf(err) != want || err != nil && len(err.Error()) < 30 {
				t.Errorf("%.80s: %s, %.300v", address, kindOf(err), err)
			}
		}
		strict := New(Options{Now: time.Now, Dial: n.Dial})
		defer strict.CloseIdle()
		if _, err := strict.Get(t.Context(), Request{URL: "https://a.example/"}); kindOf(err) != KindUnknownCA {
			t.Errorf("a certificate that nobody vouches for gives %v", err)
		}
	})
}

// TestProxies holds that the way through a proxy is chosen by the request, and else by
// the environment.
func TestProxies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := webtest.New(t)
		environment := map[string]string{"HTTP_PROXY": "http://env.example", "NO_PROXY": "near.example"}
		c := New(Options{Now: time.Now, Dial: n.Dial, Getenv: func(name string) string { return environment[name] }})
		t.Cleanup(c.CloseIdle)
		proxy := func(name string) {
			n.HandleRaw(name+":80", func(conn net.Conn) {
				defer func() { _ = conn.Close() }()
				data := make([]byte, 4096)
				k, _ := conn.Read(data)
				user := ""
				if _, rest, ok := strings.Cut(string(data[:k]), "Proxy-Authorization: Basic "); ok {
					plain, _ := base64.StdEncoding.DecodeString(strings.TrimSpace(rest[:strings.Index(rest, "\r\n")]))
					user = " for " + string(plain)
				}
				line, _, _ := strings.Cut(string(data[:k]), " HTTP")
				body := name + ": " + line + user
				_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
			})
		}
		proxy("env.example")
		proxy("own.example")
		n.Handle("far.example", text("direct"))
		n.Handle("near.example", text("direct"))
		for _, test := range []struct{ url, proxy, want string }{
			{"http://far.example/x", "", "env.example: GET http://far.example/x"},
			{"http://near.example/x", "", "direct"},
			{"http://far.example/x", "direct", "direct"},
			{"http://far.example/x", "http://me:pw@own.example", "own.example: GET http://far.example/x for me:pw"},
			{"http://near.example/x", "own.example", "own.example: GET http://near.example/x"},
		} {
			r, err := c.Get(t.Context(), Request{URL: test.url, Proxy: test.proxy})
			if err != nil || string(r.Body) != test.want {
				t.Errorf("%s by %q: %+v, %v", test.url, test.proxy, r, err)
			}
		}
		for _, bad := range []string{"ftp://own.example", "://", "http://nobody.example:99", "https://nobody.example"} {
			if _, err := c.Get(t.Context(), Request{URL: "https://far.example/", Proxy: bad}); kindOf(err) != KindProxy {
				t.Errorf("by %s: %v", bad, err)
			}
		}
	})
}

// TestProxyForHTTPS holds that a proxy only connects us: what is said stays secret.
func TestProxyForHTTPS(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, n := start(t, Options{Pause: -1})
		n.Handle("far.example", text("direct"))
		var asked string
		n.HandleRaw("proxy.example:80", func(conn net.Conn) {
			defer func() { _ = conn.Close() }()
			request, err := http.ReadRequest(bufio.NewReader(conn))
			if err != nil {
				return
			}
			asked = request.Method + " " + request.RequestURI + " " + request.Header.Get("Cookie")
			far, err := n.Dial(context.Background(), "tcp", request.RequestURI)
			if err != nil {
				_, _ = io.WriteString(conn, "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
				return
			}
			defer func() { _ = far.Close() }()
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n")
			go func() { _, _ = io.Copy(far, conn) }()
			_, _ = io.Copy(conn, far)
		})
		header := http.Header{"Cookie": {"secret=1"}}
		r, err := c.Get(t.Context(), Request{URL: "https://far.example/", Proxy: "proxy.example", Header: header})
		if err != nil || string(r.Body) != "direct" || asked != "CONNECT far.example:443 " {
			t.Errorf("%+v, %v, asked %q", r, err, asked)
		}
		_, err = c.Get(t.Context(), Request{URL: "https://nobody.example/", Proxy: "proxy.example"})
		if kindOf(err) != KindProxy || !strings.Contains(err.Error(), "407 Proxy Authentication Required") {
			t.Errorf("a proxy that wants to know who we are gives %v", err)
		}
		c.CloseIdle()
	})
}
