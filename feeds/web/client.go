package web

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync/atomic"
	"time"

	"code.dny.dev/ssrf"
)

// Options say how a client asks. Beside the clock, the zero values will do for a reader
// at home.
type Options struct {
	UserAgent string                                                               // empty: broadsheet
	Limit     int64                                                                // bytes of a body after decompression; 0: 20 MiB
	Pause     time.Duration                                                        // between the beginnings of two requests to a host; 0: 2 s; negative: none
	Hosts     int                                                                  // that are asked at once; 0: 16
	Public    bool                                                                 // strangers choose what is asked: private addresses are refused
	Allowed   []netip.Prefix                                                       // private addresses that may be asked nevertheless
	Hostnames []string                                                             // hosts that may be asked wherever they are
	Roots     *x509.CertPool                                                       // who vouches for servers; nil: whom the system trusts
	Getenv    func(string) string                                                  // the environment, which may name proxies; nil: there are none
	Now       func() time.Time                                                     // the clock; it has to be given
	Dial      func(ctx context.Context, network, address string) (net.Conn, error) // the network; nil: the machine's. It has to look after Public itself
}

// Client asks servers. It may be used by many at once.
type Client struct {
	options  Options
	hosts    *hosts
	guardian *ssrf.Guardian  // nil: every address may be asked
	trusted  map[string]bool // names of hosts that the guardian does not look at
	proxies  func(*url.URL) (*url.URL, error)
	sockets  atomic.Int64 // that are open
	// Not through http.Client: we follow redirects ourselves, for hosts have turns and
	// readers have secrets.
	transport *http.Transport // HTTP/2, or else HTTP/1.1
	http1     *http.Transport // HTTP/1.1 alone
}

// New makes a client.
func New(options Options) *Client {
	if options.UserAgent == "" {
		options.UserAgent = "broadsheet"
	}
	if options.Limit <= 0 {
		options.Limit = 20 << 20
	}
	if options.Pause == 0 {
		options.Pause = 2 * time.Second
	}
	if options.Hosts <= 0 {
		options.Hosts = 16
	}
	c := &Client{
		options: options,
		hosts:   newHosts(options.Pause, options.Hosts, options.Now),
		proxies: environmentProxies(options.Getenv),
	}
	if options.Public {
		c.guardian = guard(options.Allowed)
		c.trusted = trusted(options.Hostnames)
	}
	c.transport, c.http1 = c.newTransport(true), c.newTransport(false)
	return c
}

func (c *Client) newTransport(http2 bool) *http.Transport {
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(http2)
	return &http.Transport{
		DialContext:            c.dialler(),
		Proxy:                  proxyOfRequest,
		OnProxyConnectResponse: proxyAnswer,
		Protocols:              &protocols,
		TLSClientConfig:        &tls.Config{RootCAs: c.options.Roots, Time: c.options.Now}, //nolint:gosec // Go's own least version is the right one
		TLSHandshakeTimeout:    dialTimeout,
		DisableCompression:     true, // we have more of it, and want the limit after it
		MaxIdleConns:           c.options.Hosts,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        15 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
}

// CloseIdle closes the connections that are kept open for a next request. It is for
// the end of a run; the client can go on after it.
func (c *Client) CloseIdle() {
	c.transport.CloseIdleConnections()
	c.http1.CloseIdleConnections()
}
