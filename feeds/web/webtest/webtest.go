// Package webtest is a small internet in memory, for tests of those who ask servers: it
// has hosts of any name, over http, https and HTTP/2, and touches no network. It works
// with a clock that testing/synctest makes, too.
package webtest

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// Net is an internet of which a test is master.
type Net struct {
	roots *x509.CertPool
	ca    *x509.Certificate
	key   *ecdsa.PrivateKey
	plain *pipes // port 80
	safe  *pipes // port 443
	open  atomic.Int64
	dials atomic.Int64

	mu    sync.Mutex
	hosts map[string]http.Handler
	raw   map[string]func(net.Conn)
}

// New makes an internet without hosts, which ends with the test.
func New(t testing.TB) *Net {
	t.Helper()
	n := &Net{plain: newPipes(), safe: newPipes(), hosts: map[string]http.Handler{}, raw: map[string]func(net.Conn){}}
	if err := n.certify(); err != nil {
		t.Fatal(err)
	}
	server, safe := n.server(), n.server()
	safe.TLSConfig = &tls.Config{GetCertificate: n.certificate, MinVersion: tls.VersionTLS12}
	var done sync.WaitGroup
	done.Go(func() { _ = server.Serve(n.plain) })         // ends when the server is closed
	done.Go(func() { _ = safe.ServeTLS(n.safe, "", "") }) // as above
	t.Cleanup(func() {
		_ = server.Close() // the listeners of ours have no errors
		_ = safe.Close()
		done.Wait()
	})
	return n
}

// Handle makes a host answer, at the ports 80 and 443.
func (n *Net) Handle(host string, handler http.HandlerFunc) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.hosts[host] = handler
}

// HandleRaw gives the connections to an address, such as example.org:80, to a function
// that speaks for itself.
func (n *Net) HandleRaw(address string, serve func(net.Conn)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.raw[address] = serve
}

// Roots vouch for the hosts.
func (n *Net) Roots() *x509.CertPool { return n.roots }

// Open is how many connections are open.
func (n *Net) Open() int { return int(n.open.Load()) }

// Dials is how many connections were made.
func (n *Net) Dials() int { return int(n.dials.Load()) }

// Dial opens a connection, as net.Dialer.DialContext does.
func (n *Net) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err //nolint:wrapcheck // as the real one has it
	}
	n.mu.Lock()
	_, known := n.hosts[host]
	raw := n.raw[address]
	n.mu.Unlock()
	near, far := net.Pipe()
	conn := &conn{Conn: near, open: &n.open}
	switch {
	case raw != nil:
		go raw(far)
	case !known:
		return nil, &net.OpError{Op: "dial", Net: network, Err: &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}}
	case port == "80":
		err = n.plain.put(ctx, far)
	case port == "443":
		err = n.safe.put(ctx, far)
	default:
		err = syscall.ECONNREFUSED
	}
	if err != nil {
		return nil, &net.OpError{Op: "dial", Net: network, Err: err}
	}
	n.open.Add(1)
	n.dials.Add(1)
	return conn, nil
}

func (n *Net) server() *http.Server {
	return &http.Server{
		Handler:           http.HandlerFunc(n.serve),
		ReadHeaderTimeout: time.Hour,
		ErrorLog:          log.New(io.Discard, "", 0), // clients of all kinds are tried
	}
}

func (n *Net) serve(w http.ResponseWriter, r *http.Request) {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	n.mu.Lock()
	handler := n.hosts[host]
	n.mu.Unlock()
	if handler == nil {
		http.Error(w, "no such host", http.StatusMisdirectedRequest)
		return
	}
	handler.ServeHTTP(w, r)
}

func (n *Net) certify() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err //nolint:wrapcheck // a test fails with it
	}
	n.key = key
	n.ca = certificate("The authority of tests")
	n.ca.IsCA, n.ca.BasicConstraintsValid = true, true
	n.ca.KeyUsage = x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, n.ca, n.ca, &key.PublicKey, key)
	if err != nil {
		return err //nolint:wrapcheck // as above
	}
	ca, err := x509.ParseCertificate(der)
	if err != nil {
		return err //nolint:wrapcheck // as above
	}
	n.roots = x509.NewCertPool()
	n.roots.AddCert(ca)
	return nil
}

// certificate makes one for the host that a client wants. Those of hosts whose names
// begin with "expired." and "wrong." are not good.
func (n *Net) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	cert := certificate(hello.ServerName)
	cert.DNSNames = []string{hello.ServerName}
	switch {
	case len(hello.ServerName) > 8 && hello.ServerName[:8] == "expired.":
		cert.NotAfter = cert.NotBefore.AddDate(1, 0, 0)
	case len(hello.ServerName) > 6 && hello.ServerName[:6] == "wrong.":
		cert.DNSNames = []string{"another.example"}
	}
	der, err := x509.CreateCertificate(rand.Reader, cert, n.ca, &n.key.PublicKey, n.key)
	if err != nil {
		return nil, err //nolint:wrapcheck // the handshake fails with it
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: n.key}, nil
}

// certificate is good for as long as clocks of tests may go.
func certificate(name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:     time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC),
	}
}

// conn knows when it is closed.
type conn struct {
	net.Conn
	open *atomic.Int64
	once sync.Once
}

func (c *conn) Close() error {
	c.once.Do(func() { c.open.Add(-1) })
	return c.Conn.Close() //nolint:wrapcheck // it is only counted
}

// pipes is a listener to which connections are given.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), closed: make(chan struct{})} }

func (p *pipes) put(ctx context.Context, conn net.Conn) error {
	select {
	case p.conns <- conn:
		return nil
	case <-p.closed:
		return syscall.ECONNREFUSED
	case <-ctx.Done():
		return ctx.Err() //nolint:wrapcheck // as the real one has it
	}
}

// Accept implements net.Listener.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

// Addr implements net.Listener.
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }
