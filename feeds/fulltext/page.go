package fulltext

import (
	"bytes"
	"context"
	"mime"
	"net/url"
	"strings"

	"golang.org/x/net/html/atom"

	"broadsheet/articles/feed/decode"
	"broadsheet/articles/feed/markup"
	articlehtml "broadsheet/articles/html"
	"broadsheet/articles/html/dom"
	"broadsheet/articles/html/reduce"
)

// page is a page within bounds.
type page struct {
	*reduce.Page
	base  *url.URL // that its addresses belong to; nil: it has none
	title string   // of <title>
}

// decoded gives the text of a page: in the character set of its byte order mark, in
// UTF-8 if it is that, in what the server says, what the page says, or what it looks
// like.
func decoded(data []byte, contentType string) string {
	text, _ := decode.Text(data, contentType, func(string) {})
	return text
}

// otherThanPage says what a document is that is no page; empty: it may be one.
func otherThanPage(data []byte, contentType string) string {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(strings.ToLower(contentType), ";")
	}
	kind, _, _ := strings.Cut(media, "/")
	start := data[:min(len(data), 512)]
	switch {
	case bytes.HasPrefix(start, []byte("%PDF-")), media == "application/pdf":
		return "a PDF"
	case kind == "image":
		return "a picture"
	case kind == "audio":
		return "a sound"
	case kind == "video":
		return "a film"
	case media == "application/json", strings.HasSuffix(media, "+json"):
		return "data (JSON)"
	case media == "application/rss+xml", media == "application/atom+xml":
		return "a feed"
	case len(bytes.TrimSpace(data)) == 0:
		return "empty"
	case bytes.IndexByte(bytes.TrimRight(start, "\x00"), 0) >= 0 && !bytes.HasPrefix(start, []byte("\xff\xfe")) && !bytes.HasPrefix(start, []byte("\xfe\xff")) &&
		!bytes.HasPrefix(start, []byte("<\x00")) && !bytes.HasPrefix(start, []byte("\x00<")):
		return "a file of another kind"
	}
	return ""
}

// parse makes a tree of a page's text, and leaves out of it what could take long and
// is no part of an article.
func parse(ctx context.Context, text, address string) (*page, error) {
	root, cut := articlehtml.Tree(ctx, text)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := &page{Page: reduce.Bound(root), base: markup.BaseOf(address)}
	if cut || p.Text > mostText {
		return nil, &Error{Kind: KindTooLarge}
	}
	if base := dom.Find(root, atom.Base); base != nil {
		if absolute := markup.BaseOf(markup.Resolve(dom.Attribute(base, "href"), p.base)); absolute != nil {
			p.base = absolute
		}
	}
	if title := dom.Find(root, atom.Title); title != nil && title.FirstChild != nil {
		p.title = title.FirstChild.Data
	}
	return p, nil
}
