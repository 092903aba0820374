package feeds

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"broadsheet/articles/gate"
	"broadsheet/feeds/fulltext"
	"broadsheet/feeds/web"
)

// accept is what feeds come as.
const accept = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"

// request gets the document, over the network or from a command.
func (a *asking) request(ctx context.Context) error {
	sub := &a.subscription
	options := &a.service.options
	if sub.URL == "" {
		if options.Run == nil {
			return &commandError{sub.Command, errors.New("no commands are run here")}
		}
		document, err := options.Run(ctx, sub.Command)
		if err != nil {
			return &commandError{sub.Command, err}
		}
		a.document, a.result.bytes = document, int64(len(document))
		return nil
	}
	request := web.Request{URL: a.address(), Accept: accept, Partial: true, Proxy: sub.Proxy}
	if err := a.service.identify(ctx, sub, &request); err != nil {
		return err
	}
	if !forget(&a.row, a.now) {
		request.ETag = a.row.ETag
		// A server that knows the future says 304 for ever.
		if date, err := http.ParseTime(a.row.LastModified); err != nil || !date.After(a.now.Add(longest)) {
			request.LastModified = a.row.LastModified
		}
	}
	a.bare = request.ETag == "" && request.LastModified == ""
	response, err := options.Get(ctx, request)
	if err != nil {
		return err
	}
	a.response, a.document = response, response.Body
	return nil
}

// commandError says that a command of a subscription's failed.
type commandError struct {
	command string
	cause   error
}

// Error implements error.
func (e *commandError) Error() string {
	return fmt.Sprintf("the command %q failed: %v; try it in a shell", gate.Cut(gate.Clean(e.command), 60), e.cause)
}

// Unwrap gives what stands behind the error.
func (e *commandError) Unwrap() error { return e.cause }

// faultOf says what an error of asking means.
func (s *Service) faultOf(err error) Fault {
	var failed *commandError
	var unread *fulltext.Error
	switch {
	case errors.As(err, &failed):
		return Fault{Kind: KindCommand}
	case errors.As(err, &unread):
		return Fault{Kind: Kind(unread.Kind)}
	case s.options.Fault == nil:
		return Fault{Kind: KindOther}
	}
	fault := s.options.Fault(err)
	if fault.Kind == "" {
		fault.Kind = KindOther
	}
	return fault
}

// validators keeps those of the answer, as they came. With 304 there may be new ones
// (RFC 9111 section 4.3.4), and what is not said again stays.
func (a *asking) validators() {
	row := &a.row
	if a.response == nil {
		row.Body = a.sum
		return
	}
	etag, modified := a.response.Header.Get("ETag"), a.response.Header.Get("Last-Modified")
	if a.response.Status == http.StatusNotModified {
		if etag != "" {
			row.ETag = bounded(etag)
		}
		if modified != "" {
			row.LastModified = bounded(modified)
		}
		return
	}
	row.ETag, row.LastModified, row.Validated, row.Body = bounded(etag), bounded(modified), a.now, a.sum
}

// bounded gives a validator that is worth keeping.
func bounded(validator string) string {
	const most = 4 << 10
	if len(validator) > most {
		return ""
	}
	return validator
}
