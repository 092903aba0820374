package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

const (
	patience      = 30 * time.Second // for a whole request; waiting for turns does not count
	longPatience  = 60 * time.Second // for a body that is large and moves
	moving        = 256 << 10        // bytes that have come by then, if it does
	mostRedirects = 10
	longestTag    = 4 << 10  // bytes of a validator that is sent back
	longestError  = 64 << 10 // bytes that are read of the page that comes with an error
)

var errSlow = errors.New("it took too long")

// visit is one Get, through all its redirects.
type visit struct {
	*Client
	request  Request
	turn     *host    // that it has
	address  *url.URL // that is asked now, without user and password
	own      bool     // it is still where the caller's headers, user and password belong
	forGood  bool     // all redirects so far were for good
	seen     []string // the addresses that were asked
	spent    time.Duration
	response Response
}

// Get asks for a document, and follows redirects. It waits for the host's turn, as long
// as the context lasts. An error is an *Error, or the context's.
func (c *Client) Get(ctx context.Context, request Request) (*Response, error) {
	v := &visit{Client: c, request: request, own: true, forGood: true}
	response, err := v.run(ctx)
	if err == nil {
		return response, nil
	}
	if ctx.Err() != nil {
		return nil, fmt.Errorf("asking for %s: %w", v.url(), ctx.Err())
	}
	var e *Error
	if !errors.As(err, &e) {
		e = connectionError(err)
	}
	e.URL = v.url()
	if v.address != nil {
		e.Host = v.address.Host
	}
	return nil, e
}

// url is what is asked now, as it may be shown.
func (v *visit) url() string {
	if v.address != nil {
		return v.address.String()
	}
	scheme, rest, found := strings.Cut(v.request.URL, "://")
	if !found {
		scheme, rest = "", v.request.URL
	} else {
		scheme += "://"
	}
	end := len(rest)
	if slash := strings.IndexByte(rest, '/'); slash >= 0 {
		end = slash
	}
	return scheme + rest[strings.LastIndexByte(rest[:end], '@')+1:]
}

func (v *visit) run(ctx context.Context) (*Response, error) {
	address, err := parseAddress(v.request.URL)
	if err != nil {
		return nil, err
	}
	if user := address.User; user != nil && v.request.User == "" {
		v.request.User = user.Username()
		v.request.Password, _ = user.Password()
	}
	address.User = nil
	v.address = address
	defer v.leave()
	for done := false; !done; {
		if err := v.enter(ctx); err != nil {
			return nil, err
		}
		if done, err = v.ask(ctx); err != nil {
			return nil, err
		}
	}
	return &v.response, nil
}

// enter takes the turn of the host that comes next. Nobody has one host and waits for
// another, or two could wait for each other.
func (v *visit) enter(ctx context.Context) error {
	if err := v.literal(v.address); err != nil {
		return err
	}
	name := v.address.Hostname()
	if v.turn != nil && v.turn.name == name {
		return nil
	}
	v.leave()
	turn, err := v.hosts.enter(ctx, name, v.request.Urgent)
	v.turn = turn
	return err
}

func (v *visit) leave() {
	if v.turn != nil {
		v.hosts.leave(v.turn)
	}
}

// ask asks once, and once more over HTTP/1.1 if that was HTTP/2's fault.
func (v *visit) ask(ctx context.Context) (done bool, err error) {
	v.seen = append(v.seen, v.url())
	if v.turn.http1 {
		return v.askOver(ctx, v.http1)
	}
	done, err = v.askOver(ctx, v.transport)
	if err == nil || !isHTTP2(err) || ctx.Err() != nil {
		return done, err
	}
	done, err = v.askOver(ctx, v.http1)
	v.turn.http1 = err == nil
	return done, err
}

// askOver asks once. If that ends in a redirect, the visit has its next address and is
// not done.
func (v *visit) askOver(ctx context.Context, transport *http.Transport) (done bool, err error) {
	request, err := v.newRequest(ctx)
	if err != nil {
		return false, err
	}
	var read atomic.Int64
	limited, stop := v.hurry(request.Context(), &read)
	defer stop()
	started := v.options.Now()
	defer func() {
		v.spent += v.options.Now().Sub(started)
		v.response.Read += read.Load()
		if err != nil && errors.Is(context.Cause(limited), errSlow) {
			err = &Error{Kind: KindTimeout, Cause: err}
		}
	}()
	answer, err := transport.RoundTrip(request.WithContext(limited))
	if err != nil {
		return false, err //nolint:wrapcheck // Get makes an Error of it
	}
	defer func() { _ = answer.Body.Close() }() // all that counts of it was read
	body := &counted{answer.Body, &read}
	now := v.options.Now()
	if err := v.refusal(answer, body, now); err != nil {
		return false, err
	}
	if isRedirect(answer) {
		drain(body)
		return false, v.follow(answer)
	}
	return true, v.finish(answer, body, now)
}

// hurry ends a request that takes too long. What is large and moves gets more time.
func (v *visit) hurry(ctx context.Context, read *atomic.Int64) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	timer := time.AfterFunc(max(0, patience-v.spent), func() {
		if read.Load() < moving {
			cancel(errSlow)
		}
	})
	last := time.AfterFunc(max(0, longPatience-v.spent), func() { cancel(errSlow) })
	return ctx, func() {
		timer.Stop()
		last.Stop()
		cancel(nil)
	}
}

// newRequest makes the question of HTTP, with the proxy in its context.
func (v *visit) newRequest(ctx context.Context) (*http.Request, error) {
	proxy, err := v.proxies(v.address)
	if v.request.Proxy != "" {
		proxy, err = parseProxy(v.request.Proxy)
	}
	if err != nil {
		return nil, &Error{Kind: KindProxy, Cause: err, Detail: err.Error()}
	}
	request, err := http.NewRequestWithContext(throughProxy(ctx, proxy), http.MethodGet, v.url(), http.NoBody)
	if err != nil {
		return nil, &Error{Kind: KindAddress, Cause: err}
	}
	header := request.Header
	if v.own {
		for name, values := range v.request.Header {
			header[http.CanonicalHeaderKey(name)] = slices.Clone(values)
		}
		if v.request.User != "" || v.request.Password != "" {
			request.SetBasicAuth(v.request.User, v.request.Password)
		}
	}
	if header.Get("User-Agent") == "" {
		header.Set("User-Agent", v.options.UserAgent)
	}
	if header.Get("Accept") == "" {
		header.Set("Accept", v.request.Accept)
	}
	if header.Get("Accept") == "" {
		header.Set("Accept", "*/*")
	}
	header.Set("Accept-Encoding", "gzip, br")
	if tag := v.request.ETag; tag != "" && len(tag) <= longestTag {
		header.Set("If-None-Match", tag)
	}
	if since := v.request.LastModified; since != "" && len(since) <= longestTag {
		header.Set("If-Modified-Since", since)
	}
	return request, nil
}

// isRedirect says that an answer names another address. A 300 without one is only a
// page.
func isRedirect(answer *http.Response) bool {
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// follow goes to where an answer points.
func (v *visit) follow(answer *http.Response) error {
	location := answer.Header.Get("Location")
	next, err := v.address.Parse(location)
	if err != nil || location == "" {
		return &Error{Kind: KindRedirects, Status: answer.StatusCode, Cause: err, Detail: "it does not say where to"}
	}
	next.User, next.Fragment, next.RawFragment = nil, "", ""
	if next, err = parseAddress(next.String()); err != nil {
		return &Error{Kind: KindRedirects, Status: answer.StatusCode, Cause: err, Detail: fmt.Sprintf("to %.200q", location)}
	}
	to := next.String()
	switch {
	case slices.Contains(v.seen, to):
		return &Error{Kind: KindRedirects, Status: answer.StatusCode, Detail: "in a circle, by way of " + to}
	case len(v.seen) > mostRedirects:
		return &Error{Kind: KindRedirects, Status: answer.StatusCode, Detail: fmt.Sprintf("more than %d times", mostRedirects)}
	case v.request.Redirect != nil && !v.request.Redirect(to):
		return &Error{Kind: KindRedirects, Status: answer.StatusCode, Detail: "to " + to}
	}
	v.forGood = v.forGood && (answer.StatusCode == http.StatusMovedPermanently || answer.StatusCode == http.StatusPermanentRedirect)
	if v.forGood {
		v.response.Moved = to
	}
	// What was lost once does not come back: the other host could send us anywhere.
	v.own = v.own && sameOwner(v.address, next)
	v.response.Redirects = append(v.response.Redirects, to)
	v.address = next
	return nil
}

// sameOwner says whether secrets may go from one address to another: to the same host
// and port, or from http to https there.
func sameOwner(from, to *url.URL) bool {
	if !strings.EqualFold(from.Hostname(), to.Hostname()) {
		return false
	}
	if from.Scheme == to.Scheme {
		return port(from) == port(to)
	}
	return to.Scheme == "https" && port(from) == "80" && port(to) == "443"
}

func port(address *url.URL) string {
	if port := address.Port(); port != "" {
		return port
	}
	if address.Scheme == "https" {
		return "443"
	}
	return "80"
}

// finish reads an answer that is none of the errors.
func (v *visit) finish(answer *http.Response, body io.Reader, now time.Time) error {
	r := &v.response
	r.Status, r.URL, r.Header, r.Date = answer.StatusCode, v.url(), answer.Header, date(answer.Header, now)
	if answer.StatusCode == http.StatusNotModified {
		return nil
	}
	raw, err := readAll(body, v.options.Limit)
	large := errors.Is(err, errTooLarge)
	switch {
	case large && v.request.Partial && isText(raw):
	case large:
		return &Error{Kind: KindTooLarge, Status: r.Status, Cause: err}
	case err != nil && (len(raw) == 0 || isHTTP2(err) || answer.Request.Context().Err() != nil):
		return err
	}
	r.Cut = err != nil
	plain, cut, err := unpack(raw, answer.Header, v.options.Limit)
	switch {
	case errors.Is(err, errTooLarge):
		return &Error{Kind: KindTooLarge, Status: r.Status, Cause: err}
	case err != nil:
		return &Error{Kind: KindUnreadable, Status: r.Status, Cause: err}
	}
	if isChallengePage(plain) {
		return &Error{Kind: KindChallenge, Status: r.Status}
	}
	r.Body, r.Cut = plain, r.Cut || cut
	if r.Cut && !large { // what is too large has the same beginning as long as it is the same
		r.Header = r.Header.Clone()
		r.Header.Del("ETag")
		r.Header.Del("Last-Modified")
	}
	return nil
}

// counted counts what is read.
type counted struct {
	io.Reader
	read *atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.read.Add(int64(n))
	return n, err //nolint:wrapcheck // a reader gives io.EOF as it is
}

// drain reads the rest of a short body, so that its connection can be used again.
func drain(body io.Reader) {
	_, _ = io.CopyN(io.Discard, body, longestError) // what is longer or broken costs the connection
}
