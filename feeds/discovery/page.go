package discovery

import (
	"context"
	"mime"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"broadsheet/articles/charset"
	"broadsheet/articles/gate"
	"broadsheet/feeds/web"
)

const (
	mostPageLinks = 200     // of a page that are looked at
	longestPage   = 4 << 20 // bytes that are looked at
)

// page is what an HTML page tells of feeds.
type page struct {
	base    string // of <base>, as it stands there; may be empty
	links   []tag  // <link>
	anchors []tag  // <a> whose address or text smells of a feed
}

// tag is a link of a page.
type tag struct {
	rel, kind, href, title string
}

// readPage looks through a page without building it, for it may be anything.
func readPage(body []byte) page {
	text := charset.Decode(body[:min(len(body), longestPage)], len(body) > longestPage)
	var p page
	tokens := html.NewTokenizer(strings.NewReader(text.Text))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return p
		case html.StartTagToken, html.SelfClosingTagToken:
			p.note(tokens)
		default:
		}
	}
}

func (p *page) note(tokens *html.Tokenizer) {
	name, more := tokens.TagName()
	element := string(name)
	if element != "link" && element != "a" && element != "base" {
		return
	}
	attributes := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		if _, doubled := attributes[string(key)]; !doubled {
			attributes[string(key)] = strings.TrimSpace(string(value))
		}
	}
	t := tag{rel: strings.ToLower(attributes["rel"]), kind: attributes["type"], href: attributes["href"], title: gate.Title(attributes["title"])}
	switch {
	case t.href == "":
	case element == "base":
		if p.base == "" {
			p.base = t.href
		}
	case element == "link" && len(p.links) < mostPageLinks:
		p.links = append(p.links, t)
	case element == "a" && len(p.anchors) < mostPageLinks && smellsOfFeed(t.href):
		p.anchors = append(p.anchors, t)
	}
}

// smellsOfFeed says that people name the files of feeds like this one.
func smellsOfFeed(href string) bool {
	address, err := url.Parse(href)
	if err != nil {
		return false
	}
	path := strings.ToLower(strings.TrimSuffix(address.Path, "/"))
	for _, end := range []string{".rss", ".atom", ".rdf", "/rss", "/feed", "/atom", "rss.xml", "atom.xml", "feed.xml", "feed.json", "/index.xml"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	return address.Scheme == "feed"
}

// isFeedLink says that a link is to a feed: rel is alternate or feed, and the type one
// of feeds.
func isFeedLink(rel, kind, href string) bool {
	words := strings.Fields(rel)
	if slices.Contains(words, "feed") {
		return true
	}
	if !slices.Contains(words, "alternate") || slices.Contains(words, "stylesheet") {
		return false
	}
	media, _, err := mime.ParseMediaType(kind)
	if err != nil {
		media = strings.ToLower(strings.TrimSpace(strings.SplitN(kind, ";", 2)[0]))
	}
	switch media {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/x-rss+xml", "application/x-atom+xml",
		"application/rss", "application/atom", "text/rss", "text/rss+xml", "text/atom+xml", "application/xml", "text/xml":
		return true
	case "application/json": // of WordPress it is something else
		return !strings.Contains(href, "/wp-json/")
	}
	return false
}

// links are the feeds that a page, or its header, says that the site has.
func (f *finder) links(ctx context.Context, response *web.Response) ([]Candidate, error) {
	var steps []step
	for _, link := range headerLinks(response.Header.Values("Link")) {
		if isFeedLink(strings.ToLower(link.parameters["rel"]), link.parameters["type"], link.target) {
			steps = appendStep(steps, response.URL, link.target, step{how: HowLink, title: gate.Title(link.parameters["title"])})
		}
	}
	p := readPage(response.Body)
	for _, link := range p.links {
		if isFeedLink(link.rel, link.kind, link.href) {
			steps = appendStep(steps, p.root(response.URL), link.href, step{how: HowLink, title: link.title})
		}
	}
	return f.check(ctx, steps)
}

// anchors are the links for people whose addresses look like those of feeds.
func (f *finder) anchors(ctx context.Context, response *web.Response) ([]Candidate, error) {
	var steps []step
	p := readPage(response.Body)
	for _, anchor := range p.anchors {
		steps = appendStep(steps, p.root(response.URL), anchor.href, step{how: HowAnchor, title: anchor.title})
	}
	return f.check(ctx, steps[:min(len(steps), mostChecked)])
}

// root is the address that those of a page are relative to.
func (p page) root(address string) string {
	base, err := url.Parse(address)
	if err != nil {
		return address
	}
	root, err := base.Parse(p.base)
	if err != nil || root.Scheme != "http" && root.Scheme != "https" {
		return address
	}
	return root.String()
}

// appendStep resolves an address and adds it, if it is one of the web's and new.
func appendStep(steps []step, base, href string, s step) []step {
	from, err := url.Parse(base)
	if err != nil {
		return steps
	}
	if scheme, rest := cutScheme(href); strings.HasPrefix(strings.ToLower(href), "feed:") {
		if scheme == "" {
			scheme = "https"
		}
		href = scheme + "://" + strings.TrimPrefix(rest, "//")
	}
	address, err := from.Parse(href)
	if err != nil || address.Scheme != "http" && address.Scheme != "https" || address.Host == "" {
		return steps
	}
	address.Fragment, address.RawFragment = "", ""
	s.url = address.String()
	if slices.ContainsFunc(steps, func(other step) bool { return other.url == s.url }) {
		return steps
	}
	return append(steps, s)
}

// paths are where many have their feeds.
func paths() []string {
	return []string{"feed", "rss.xml", "atom.xml", "feed.xml", "index.xml", "rss", "index.rdf", "feed.json"}
}

// wellKnown looks where others have their feeds.
func (f *finder) wellKnown(ctx context.Context, response *web.Response) ([]Candidate, error) {
	address, err := url.Parse(response.URL)
	if err != nil {
		return nil, nil //nolint:nilerr // there was an answer from it; but then it is no matter
	}
	return f.guess(ctx, address)
}

// guess tries the well-known paths, in the folder of a page and at the root, up to the
// first that is a feed. Who sends us home for an address that is not there is not
// followed.
func (f *finder) guess(ctx context.Context, address *url.URL) ([]Candidate, error) {
	folder := address.JoinPath(".").Path
	if !strings.HasSuffix(address.Path, "/") && address.Path != "" {
		folder = address.JoinPath("..").Path
	}
	roots := []string{"/"}
	if folder = strings.TrimSuffix(folder, "/") + "/"; folder != "/" {
		roots = []string{folder, "/"}
	}
	home := func(to string) bool {
		next, err := url.Parse(to)
		return err == nil && (next.Path == "" || next.Path == "/" || next.Path == address.Path)
	}
	for _, root := range roots {
		for _, path := range paths() {
			guess := url.URL{Scheme: address.Scheme, User: address.User, Host: address.Host, Path: root + path}
			candidate, err := f.try(ctx, step{url: guess.String(), how: HowGuess, redirect: func(to string) bool { return !home(to) }})
			switch {
			case err == nil:
				return []Candidate{candidate}, nil
			case ctx.Err() != nil:
				return nil, err
			case isHopeless(err):
				return nil, nil
			}
		}
	}
	return nil, nil
}
