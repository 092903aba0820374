package discovery

import (
	"net/url"
	"strings"

	"broadsheet/feeds/web"
)

// spellings reads what a reader types or pastes, and gives the addresses that it may
// mean, in order.
func spellings(text string) ([]*url.URL, error) {
	text = strings.Trim(strings.TrimSpace(text), "<>\"'")
	wrong := &web.Error{Kind: web.KindAddress, URL: text}
	scheme, rest := cutScheme(text)
	switch scheme {
	case "http", "https":
		address, err := parse(scheme + "://" + rest)
		if err != nil {
			return nil, wrong
		}
		return []*url.URL{address}, nil
	case "":
	default:
		return nil, wrong
	}
	// A name in the fediverse: @name@host.
	if name, host, found := strings.Cut(strings.TrimPrefix(rest, "@"), "@"); found && strings.HasPrefix(rest, "@") && !strings.ContainsAny(host, "/@") {
		rest = host + "/@" + name
	}
	var addresses []*url.URL
	for _, scheme := range []string{"https", "http"} {
		address, err := parse(scheme + "://" + strings.TrimPrefix(rest, "//"))
		if err != nil {
			return nil, wrong
		}
		addresses = append(addresses, address)
	}
	return addresses, nil
}

// cutScheme takes the scheme off, and those that only say that a feed comes. A port is
// no scheme.
func cutScheme(text string) (scheme, rest string) {
	for range 2 {
		before, after, found := strings.Cut(text, ":")
		before = strings.ToLower(before)
		switch before {
		case "feed", "rss", "pcast", "itpc", "podcast", "acct", "view-source":
			text = strings.TrimPrefix(after, "//")
			continue
		case "http", "https":
			return before, strings.TrimPrefix(after, "//")
		}
		if found && strings.HasPrefix(after, "//") || before == "mailto" || before == "javascript" || before == "data" {
			return before, after
		}
		break
	}
	return "", text
}

func parse(text string) (*url.URL, error) {
	address, err := url.Parse(text)
	if err != nil {
		return nil, err //nolint:wrapcheck // the caller says it in its own way
	}
	if address.Hostname() == "" {
		return nil, &web.Error{Kind: web.KindAddress, URL: text}
	}
	address.Host = strings.ToLower(address.Host)
	address.Fragment, address.RawFragment = "", ""
	return address, nil
}
