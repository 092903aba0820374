// Package web asks servers for documents, politely: one connection a host, a pause
// between requests, limits of size and time. It knows no feeds.
package web

import (
	"net/http"
	"time"
)

// Request is one question.
type Request struct {
	URL          string
	ETag         string      // of what is known already, as it came; empty: nothing
	LastModified string      // of what is known already, as it came; empty: nothing
	Accept       string      // media types; empty: any
	Header       http.Header // what else is sent; never to another host
	User         string
	Password     string
	Proxy        string // "direct", or the address of one; empty: as the environment says
}

// Response is what a server answered.
type Response struct {
	Status    int    // 200, 304 or another that is no error
	URL       string // that answered, after redirects
	Moved     string // where 301s and 308s alone led, all the way; empty: nowhere
	Redirects []string
	Header    http.Header
	Body      []byte    // without compression; at most the client's limit
	Read      int64     // bytes that came over the network
	Date      time.Time // the server's own clock, UTC; ours where it has none
}
