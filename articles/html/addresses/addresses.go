// Package addresses makes the relative addresses of a page absolute, once it is known
// what they are relative to. It knows neither where that is said nor what is shown of a
// page.
package addresses

import (
	"context"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// longestBase is how long the base may be that comes before each address, in bytes,
	// so that a page cannot become many times as long as it is.
	longestBase = 500
	mostAdded   = 4 << 20 // bytes that addresses become longer by, in all

	longestSet = 16 << 10 // bytes of a srcset
)

// Against gives what makes the relative addresses of a page's tree absolute: against the
// base, or not at all where that is no address of the web. Those of pictures of which
// beside says that they are there stay as they are; nil: none is. Marks inside of the
// page (#note) do, too.
func Against(base string, beside func(path string) bool) func(ctx context.Context, root *html.Node) {
	parsed, err := url.Parse(base)
	if err != nil || len(base) > longestBase || parsed.Host == "" || !strings.HasPrefix(parsed.Scheme, "http") {
		return func(context.Context, *html.Node) {}
	}
	return func(ctx context.Context, root *html.Node) {
		j := &joiner{base: parsed, beside: beside, left: mostAdded}
		for node := range root.Descendants() {
			if node.Type == html.ElementNode && j.left > 0 && ctx.Err() == nil {
				j.element(node)
			}
		}
	}
}

// joiner joins addresses with a base.
type joiner struct {
	base   *url.URL
	beside func(path string) bool
	left   int
}

func (j *joiner) element(node *html.Node) {
	for i := range node.Attr {
		a := &node.Attr[i]
		switch a.Key {
		case "href":
			if node.DataAtom == atom.A || node.DataAtom == atom.Area {
				a.Val = j.join(a.Val, false)
			}
		case "src", "poster", "data-src", "data-original", "data-actualsrc", "data-lazy-src", "data-lazyload", "data-echo", "data-url", "zoomfile", "file":
			a.Val = j.join(a.Val, true)
		case "data":
			if node.DataAtom == atom.Object {
				a.Val = j.join(a.Val, true)
			}
		case "srcset", "data-srcset", "data-lazy-srcset":
			a.Val = j.set(a.Val)
		}
	}
}

// join makes an address absolute.
func (j *joiner) join(address string, picture bool) string {
	trimmed := strings.TrimSpace(address)
	if trimmed == "" || trimmed[0] == '#' || strings.HasPrefix(trimmed, "//") || hasScheme(trimmed) {
		return address
	}
	if picture && j.beside != nil {
		name, _, _ := strings.Cut(trimmed, "?")
		if plain, err := url.PathUnescape(name); err == nil && (j.beside(plain) || j.beside(name)) {
			return address
		}
	}
	joined, err := j.base.Parse(trimmed)
	if err != nil { // it has a % that escapes nothing, or a colon
		if joined, err = j.base.Parse("./" + strings.ReplaceAll(trimmed, "%", "%25")); err != nil {
			return address
		}
	}
	absolute := joined.String()
	j.left -= max(0, len(absolute)-len(address))
	return absolute
}

// hasScheme says whether an address begins with a scheme (RFC 3986, 3.1).
func hasScheme(address string) bool {
	for i, c := range []byte(address) {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		switch {
		case c == ':':
			return i > 0
		case !letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.'):
			return false
		}
	}
	return false
}

// set makes the addresses of a srcset absolute.
func (j *joiner) set(set string) string {
	if len(set) > longestSet {
		return set
	}
	var joined []string
	for candidate := range strings.SplitSeq(strings.Join(strings.Fields(set), " "), ", ") {
		fields := strings.Fields(candidate)
		if len(fields) == 0 {
			continue
		}
		fields[0] = j.join(fields[0], true)
		joined = append(joined, strings.Join(fields, " "))
	}
	return strings.Join(joined, ", ")
}
