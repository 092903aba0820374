package feeds

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
)

// identify puts into a request what a subscription says that the server is to know.
func (s *Service) identify(ctx context.Context, sub *subscriptions.Subscription, request *web.Request) error {
	request.User, request.Header = sub.User, http.Header{}
	for name, value := range sub.Headers {
		request.Header.Set(name, value)
	}
	if sub.PasswordCommand == "" {
		return nil
	}
	if s.options.Run == nil {
		return &commandError{sub.PasswordCommand, errors.New("no commands are run here")}
	}
	password, err := s.options.Run(ctx, sub.PasswordCommand)
	if err != nil {
		return &commandError{sub.PasswordCommand, err}
	}
	request.Password, _, _ = strings.Cut(strings.TrimRight(string(password), "\r\n"), "\n")
	return nil
}

// sameServer says whether secrets for one address may go to another one: to the same
// host and port, encrypted if they are so for the first.
func sameServer(feed, page string) bool {
	from, err := url.Parse(feed)
	to, failed := url.Parse(page)
	return err == nil && failed == nil && from.Host != "" && strings.EqualFold(from.Host, to.Host) && (from.Scheme == to.Scheme || to.Scheme == "https")
}
