package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
	"golang.org/x/net/http/httpproxy"
)

const dialTimeout = 10 * time.Second

// guard refuses the addresses that are no public ones: after names were looked up, so
// that no name can lead there, and at every connection, so that no redirect can.
func guard(allowed []netip.Prefix) *ssrf.Guardian {
	var four, six []netip.Prefix
	for _, prefix := range allowed {
		if prefix.Addr().Is4() {
			four = append(four, prefix)
		} else {
			six = append(six, prefix)
		}
	}
	// A public address from which machines in Azure take their secrets.
	azure := netip.MustParsePrefix("168.63.129.16/32")
	return ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(four...), ssrf.WithAllowedV6Prefixes(six...), ssrf.WithDeniedV4Prefixes(azure))
}

// trusted are names of hosts as addresses have them. What is no name is left out.
func trusted(names []string) map[string]bool {
	all := map[string]bool{}
	for _, name := range names {
		if address, err := parseAddress("http://" + name + "/"); err == nil {
			all[hostname(address.Hostname())] = true
		}
	}
	return all
}

// hostname is the one way to write the name of a host.
func hostname(name string) string { return strings.TrimSuffix(strings.ToLower(name), ".") }

// dialler gives what opens connections. The way to a proxy is not guarded: it was
// configured by whoever runs the program, and may well be beside it.
func (c *Client) dialler() func(ctx context.Context, network, address string) (net.Conn, error) {
	open, guarded := c.options.Dial, c.options.Dial
	if open == nil {
		dialler := &net.Dialer{Timeout: dialTimeout, KeepAlive: 15 * time.Second}
		open, guarded = dialler.DialContext, dialler.DialContext
		if c.guardian != nil {
			careful := *dialler
			careful.Control = func(network, address string, _ syscall.RawConn) error {
				return c.guardian.Safe(network, address, nil)
			}
			guarded = careful.DialContext
		}
	}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		ctx, cancel := context.WithTimeoutCause(ctx, dialTimeout, errSlow)
		defer cancel()
		// Of HTTP/2 the transport would keep as many as there are hosts.
		if c.sockets.Load() >= int64(2*c.options.Hosts) {
			c.CloseIdle()
		}
		dial := guarded
		host, _, _ := net.SplitHostPort(address) // an address without a port is dialled by nobody
		if proxyOf(ctx) != nil || c.trusted[hostname(host)] {
			dial = open
		}
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		c.sockets.Add(1)
		return &socket{Conn: conn, open: &c.sockets}, nil
	}
}

// socket is a connection that is counted while it is open.
type socket struct {
	net.Conn
	open *atomic.Int64
	once sync.Once
}

func (s *socket) Close() error {
	s.once.Do(func() { s.open.Add(-1) })
	return s.Conn.Close()
}

// literal refuses an address that is private by its looks already. It is all that can
// be seen of a host that a proxy looks up.
func (c *Client) literal(address *url.URL) error {
	name := hostname(address.Hostname())
	if c.guardian == nil || c.trusted[name] {
		return nil
	}
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return fmt.Errorf("%w: %s is this machine", ssrf.ErrProhibitedIP, name)
	}
	if ip, err := netip.ParseAddr(name); err == nil {
		return c.guardian.SafeAddr(ip)
	}
	// 0x7f.1 and 2130706433 are numbers too for some who look names up.
	last := name[strings.LastIndexByte(name, '.')+1:]
	if _, err := strconv.ParseUint(last, 0, 64); err == nil {
		return fmt.Errorf("%w: %s is a number and no name", ssrf.ErrProhibitedIP, name)
	}
	return nil
}

// proxyKey is where the context of a request has the proxy that it goes through.
type proxyKey struct{}

func proxyOf(ctx context.Context) *url.URL {
	proxy, _ := ctx.Value(proxyKey{}).(*url.URL)
	return proxy
}

func throughProxy(ctx context.Context, proxy *url.URL) context.Context {
	return context.WithValue(ctx, proxyKey{}, proxy)
}

func proxyOfRequest(request *http.Request) (*url.URL, error) { return proxyOf(request.Context()), nil }

// proxyAnswer tells what a proxy says that does not let us through.
func proxyAnswer(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	return &Error{Kind: KindProxy, Status: answer.StatusCode, Detail: "it says " + answer.Status}
}

// environmentProxies reads HTTP_PROXY, HTTPS_PROXY and NO_PROXY.
func environmentProxies(getenv func(string) string) func(*url.URL) (*url.URL, error) {
	if getenv == nil {
		return func(*url.URL) (*url.URL, error) { return nil, nil }
	}
	either := func(name string) string {
		if value := getenv(name); value != "" {
			return value
		}
		return getenv(strings.ToLower(name))
	}
	config := httpproxy.Config{HTTPProxy: either("HTTP_PROXY"), HTTPSProxy: either("HTTPS_PROXY"), NoProxy: either("NO_PROXY")}
	return config.ProxyFunc()
}

var errNoProxy = errors.New("this is no address of a proxy; one begins with http://, https://, socks5:// or socks5h://")

// parseProxy reads what a request says of its proxy.
func parseProxy(text string) (*url.URL, error) {
	if text == "direct" {
		return nil, nil
	}
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	proxy, err := url.Parse(text)
	if err != nil || proxy.Hostname() == "" {
		return nil, errNoProxy
	}
	switch proxy.Scheme {
	case "http", "https", "socks5", "socks5h":
		return proxy, nil
	}
	return nil, errNoProxy
}
