package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
)

func parse(t *testing.T, address string) *url.URL {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// TestGuard asks a real server on this machine, which a reader at home may and
// strangers may not.
func TestGuard(t *testing.T) {
	server := httptest.NewServer(text("secret"))
	defer server.Close()
	port := parse(t, server.URL).Port()
	home, public := New(Options{Now: time.Now, Pause: -1}), New(Options{Now: time.Now, Pause: -1, Public: true})
	if r, err := home.Get(t.Context(), Request{URL: server.URL}); err != nil || string(r.Body) != "secret" {
		t.Errorf("at home: %+v, %v", r, err)
	}
	home.CloseIdle()
	for _, host := range []string{"127.0.0.1", "localhost", "LOCALHOST.", "x.localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "2130706433", "0x7f.1"} {
		_, err := public.Get(t.Context(), Request{URL: "http://" + host + ":" + port + "/"})
		if kindOf(err) != KindPrivate || !strings.Contains(err.Error(), "private network") {
			t.Errorf("%s: %v", host, err)
		}
	}
}

// TestGuardedNames holds that a name which is looked up leads into no private network:
// the addresses that come of it are refused where connections are made.
func TestGuardedNames(t *testing.T) {
	server := httptest.NewServer(text("secret"))
	defer server.Close()
	dial := New(Options{Now: time.Now, Public: true}).dialler()
	for _, host := range []string{"localhost", "127.0.0.1", "[::1]"} {
		conn, err := dial(t.Context(), "tcp", host+":"+parse(t, server.URL).Port())
		if err == nil {
			_ = conn.Close()
		}
		if err == nil || kindOfConnection(err) != KindPrivate {
			t.Errorf("%s: %v", host, err)
		}
	}
}

// TestAllowedHosts asks hosts in a private network that are named as allowed, and no
// others there.
func TestAllowedHosts(t *testing.T) {
	server := httptest.NewServer(text("news"))
	defer server.Close()
	port := parse(t, server.URL).Port()
	c := New(Options{Now: time.Now, Pause: -1, Public: true, Hostnames: []string{"LOCALHOST", "no name"}, Allowed: []netip.Prefix{netip.MustParsePrefix("127.0.0.9/32")}})
	defer c.CloseIdle()
	for host, want := range map[string]Kind{"localhost": "", "LocalHost": "", "127.0.0.1": KindPrivate, "[::1]": KindPrivate, "x.localhost": KindPrivate} {
		if _, err := c.Get(t.Context(), Request{URL: "http://" + host + ":" + port + "/"}); kindOf(err) != want {
			t.Errorf("%s: %v", host, err)
		}
	}
	if err := c.literal(parse(t, "http://127.0.0.9/")); err != nil {
		t.Errorf("an allowed address: %v", err)
	}
}

// TestGuardedRedirect holds that a redirect leads no further than the first address
// could.
func TestGuardedRedirect(t *testing.T) {
	inner := httptest.NewServer(text("secret"))
	defer inner.Close()
	to := strings.Replace(inner.URL, "127.0.0.1", "localhost", 1)
	outer := httptest.NewServer(http.RedirectHandler(to, http.StatusMovedPermanently))
	defer outer.Close()
	// The first stands for a public host: only its address is allowed.
	c := New(Options{Now: time.Now, Pause: -1, Public: true, Allowed: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
	defer c.CloseIdle()
	if _, err := c.Get(t.Context(), Request{URL: outer.URL}); kindOf(err) != KindPrivate {
		t.Errorf("got %v", err)
	}
	if r, err := c.Get(t.Context(), Request{URL: inner.URL}); err != nil || string(r.Body) != "secret" {
		t.Errorf("an address that is allowed: %+v, %v", r, err)
	}
}

// TestGuardExceptsProxies holds that a proxy may be on this machine, and what it must
// not be asked for.
func TestGuardExceptsProxies(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.RequestURI)) }))
	defer proxy.Close()
	c := New(Options{Now: time.Now, Pause: -1, Public: true, Getenv: func(name string) string {
		return map[string]string{"http_proxy": proxy.URL}[name]
	}})
	defer c.CloseIdle()
	if r, err := c.Get(t.Context(), Request{URL: "http://example.org/feed"}); err != nil || string(r.Body) != "http://example.org/feed" {
		t.Errorf("through the proxy: %+v, %v", r, err)
	}
	for _, address := range []string{"http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://localhost/", "http://[fd00:ec2::254]/"} {
		if _, err := c.Get(t.Context(), Request{URL: address, Proxy: proxy.URL}); kindOf(err) != KindPrivate {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestGuardedAddresses(t *testing.T) {
	g := guard(nil)
	for _, address := range []string{
		"10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.2", "0.1.2.3", "100.64.0.1", "100.100.100.200", "169.254.169.254", "168.63.129.16", "192.0.0.192",
		"198.18.0.1", "224.0.0.1", "239.255.255.250", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1",
		"::ffff:10.0.0.1", "::ffff:93.184.216.34", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1", "2001:db8::1",
	} {
		if err := g.Safe("tcp4", netip.AddrPortFrom(netip.MustParseAddr(address), 80).String(), nil); err == nil {
			t.Errorf("%s is let through", address)
		}
	}
	for _, address := range []string{"93.184.216.34", "1.1.1.1", "2606:4700:4700::1111"} {
		if err := g.Safe("tcp6", netip.AddrPortFrom(netip.MustParseAddr(address), 8080).String(), nil); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}
