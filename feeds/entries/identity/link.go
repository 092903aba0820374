package identity

import (
	"net/url"
	"regexp"
	"strings"

	"broadsheet/articles/gate"
)

// tracking matches a parameter of an address that tells who sent a reader, and
// changes nothing of what is there.
var tracking = regexp.MustCompile(`(?i)^(utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|` +
	`mkt_tok|vero_id|oly_anon_id|oly_enc_id|ns_\w+|at_medium|at_campaign|cmpid|ncid|ocid|xtor|wt\.mc_id|spm|__twitter_impression)$`)

// Canonical makes the addresses of one page the same: https and http, with www. and
// without, whoever sent the reader, with a slash at the end and without. Empty: it is
// no address that names a page.
func Canonical(link string) string {
	link = gate.URL(link)
	address, err := url.Parse(link)
	if link == "" || err != nil || address.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(address.Hostname()), "www.")
	if port := address.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	scheme := strings.ToLower(address.Scheme)
	if scheme == "http" {
		scheme = "https"
	}
	text := scheme + "://" + host + strings.TrimRight(address.EscapedPath(), "/")
	if query := withoutTracking(address.RawQuery); query != "" {
		text += "?" + query
	}
	// A fragment is a place in a page, unless a script makes pages of it.
	if strings.HasPrefix(address.Fragment, "!") || strings.HasPrefix(address.Fragment, "/") {
		text += "#" + address.EscapedFragment()
	}
	return text
}

func withoutTracking(query string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if part != "" && !tracking.MatchString(name) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// IsSite says of a canonical address that it is a whole site, which cannot tell one
// article from others.
func IsSite(link string) bool {
	_, rest, _ := strings.Cut(link, "://")
	return !strings.ContainsAny(rest, "/?#")
}

// OfSite says whether a feed is of the site that a link leads to: on the same host, or
// on one that is below or above it.
func OfSite(address, link string) bool {
	a, b := Host(address), Host(link)
	if a == "" || b == "" {
		return false
	}
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a) && strings.Contains(a, ".")
}

// noise matches what is another in the same text at every fetch: parameters that
// tell who sent a reader, and pixels that count.
var noise = regexp.MustCompile(`(?i)([?&]|&amp;|&#0?38;)(utm_\w+|fbclid|gclid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|at_medium|at_campaign|spm)=[^&"'<>\s#]*` +
	`|<img\b[^>]*(feedburner|feedsportal|doubleclick|pixel\.wp\.com|stats\.wordpress|statcounter|/pixel|/count\.gif)[^>]*>`)

// mayBeNoise are words one of which is in all that noise matches; to look for them
// takes much less time.
//
//nolint:gochecknoglobals // a table that is never written
var mayBeNoise = []string{
	"utm_", "clid=", "mc_", "_hs", "mkt_tok", "at_m", "at_c", "spm=", "feedburner", "feedsportal", "doubleclick", "pixel", "stats.wordpress", "statcounter", "count.gif",
}

// WithoutNoise gives a text as far as a change of it means something.
func WithoutNoise(text string) string {
	for _, word := range mayBeNoise {
		if strings.Contains(text, word) {
			text = noise.ReplaceAllString(text, "")
			break
		}
	}
	return strings.Join(strings.Fields(text), " ")
}

// Host gives the host of an address, without www.
func Host(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return gate.Clean(strings.TrimPrefix(strings.ToLower(parsed.Hostname()), "www."))
}
