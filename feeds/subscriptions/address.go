package subscriptions

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"broadsheet/articles/gate"
)

// Address makes an address as people write it one that can be asked for: without
// spaces around it, with https where it names no scheme, and http for feed. The
// error says what is wrong with it, as in "it is a file: address".
func Address(text string) (string, error) {
	text = strings.TrimFunc(text, func(r rune) bool { return r <= ' ' || gate.WhiteSpace(r) != 0 })
	if text == "" {
		return "", errors.New("it is empty")
	}
	scheme, rest, found := strings.Cut(text, ":")
	switch lower := strings.ToLower(scheme); {
	case found && (lower == "http" || lower == "https"):
	case found && (lower == "feed" || lower == "feeds"):
		inner := strings.TrimPrefix(rest, "//")
		switch before, _, _ := strings.Cut(strings.ToLower(inner), ":"); {
		case before == "http" || before == "https": // feed:https://example.org
			text = inner
		case lower == "feeds":
			text = "https://" + inner
		default:
			text = "http://" + inner
		}
	case strings.HasPrefix(text, "//"):
		text = "https:" + text
	case found && !strings.Contains(scheme, ".") && !isPort(rest):
		return "", fmt.Errorf("it is a %s: address, and feeds come by http and https", cut(gate.Clean(scheme)))
	default:
		text = "https://" + text
	}
	text = gate.URL(text)
	if text == "" {
		return "", fmt.Errorf("it is no address, or has more than %d bytes", gate.MaxURL)
	}
	address, err := url.Parse(text)
	if err != nil || address.Hostname() == "" {
		return "", errors.New("it is no address")
	}
	if port := address.Port(); port != "" {
		if number, err := strconv.ParseUint(port, 10, 16); err != nil || number == 0 {
			return "", fmt.Errorf("there is no port %s: they go from 1 to 65535", cut(port))
		}
	}
	address.Host = strings.ToLower(address.Host)
	address.Fragment, address.RawFragment = "", ""
	if address.Path == "" {
		address.Path = "/"
	}
	return address.String(), nil
}

// isPort says whether what follows a colon begins with a number, as in
// localhost:1200/feed.
func isPort(rest string) bool {
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	return digits > 0 && (digits == len(rest) || strings.ContainsRune("/?#", rune(rest[digits])))
}

// addressKey is an address without its scheme.
func addressKey(address string) string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		return address
	}
	return rest
}

// host is the name of a server in an address, as a name of last resort.
func host(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(parsed.Hostname(), "www.")
}

// cut shortens a text for a sentence.
func cut(text string) string {
	const longest = 60 // characters
	return gate.Cut(text, longest)
}
