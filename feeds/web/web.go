// Package web asks servers for documents, politely: one connection a host, a pause
// between requests, limits of size and time. It knows no feeds, and keeps nothing on
// disk.
package web

import (
	"net/http"
	"time"
)

// Request is one question.
type Request struct {
	URL          string      // may hold a user's name and password, which count like those below
	ETag         string      // of what is known already, as it came; empty: nothing
	LastModified string      // of what is known already, as it came; empty: nothing
	Accept       string      // media types; empty: any
	Header       http.Header // what else is sent; never to another host
	User         string
	Password     string
	Proxy        string // "direct", or the address of one; empty: as the environment says

	Partial  bool                      // of a body that is over the limit, and not compressed, its beginning will do
	Urgent   bool                      // a person waits for it: it goes before others, after a quarter of the pause
	Redirect func(address string) bool // whether a redirect to this address is followed; nil: all are
}

// Response is what a server answered.
type Response struct {
	Status    int         // 304, or 200 and the others that are no error
	URL       string      // that answered, after redirects
	Moved     string      // where the 301s and 308s led that came before any other redirect; empty: nowhere
	Redirects []string    // the addresses that redirects led to, in order; the last is URL
	Header    http.Header // without validators if the body ended too early: half a document must not be remembered as whole
	Body      []byte      // without compression; at most the client's limit
	Cut       bool        // the body ended too early, or is over the limit; what came before that is there
	Read      int64       // bytes of bodies that came over the network
	Date      time.Time   // the server's own clock, UTC; ours where it has none
}
