package fulltext

import (
	"bytes"
	"context"
	"encoding/json"
	"mime"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/feed/decode"
	"broadsheet/articles/feed/markup"
	articlehtml "broadsheet/articles/html"
)

const (
	mostNesting    = 64       // of elements; below that their text is kept
	mostAttributes = 32       // of an element; what is more is left out
	longestValue   = 16 << 10 // bytes of an attribute; a longer one is left out
	longestLine    = 300      // characters of a title, and of what else a page says of itself
	longestJSON    = 1 << 20  // bytes of what a page says of itself as JSON
)

// page is a page within bounds.
type page struct {
	root *html.Node
	base *url.URL // that its addresses belong to; nil: it has none

	title    string // of <title>
	text     int    // bytes between tags, scripts left out
	letters  int    // of text in letters of any script
	han      int    // of them in Chinese
	password bool   // it asks for one
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
	p := &page{root: root, base: markup.BaseOf(address)}
	p.bound(root, 0)
	if cut || p.text > mostText {
		return nil, &Error{Kind: KindTooLarge}
	}
	if base := find(root, atom.Base); base != nil {
		if absolute := markup.BaseOf(markup.Resolve(attribute(base, "href"), p.base)); absolute != nil {
			p.base = absolute
		}
	}
	if title := find(root, atom.Title); title != nil && title.FirstChild != nil {
		p.title = title.FirstChild.Data
	}
	return p, nil
}

// bound puts bounds to what is in a node.
func (p *page) bound(node *html.Node, depth int) {
	if depth > mostNesting {
		flatten(node)
	}
	for child := node.FirstChild; child != nil; {
		next := child.NextSibling
		switch {
		case child.Type == html.TextNode:
			p.line(child)
		case child.Type == html.ElementNode && p.element(child):
			if child.DataAtom != atom.Script {
				p.bound(child, depth+1)
			}
		case child.Type == html.DoctypeNode:
		default:
			node.RemoveChild(child)
		}
		child = next
	}
}

// line counts a text, and cuts one that is to be a line.
func (p *page) line(node *html.Node) {
	p.text += len(node.Data)
	for _, r := range node.Data {
		if unicode.IsLetter(r) {
			if p.letters++; unicode.Is(unicode.Han, r) {
				p.han++
			}
		}
	}
	if node.Parent.DataAtom == atom.Title {
		node.Data = firstRunes(node.Data, longestLine)
	}
}

// element bounds an element, and says whether it stays.
func (p *page) element(node *html.Node) bool {
	kept := node.Attr[:0]
	for _, a := range node.Attr[:min(len(node.Attr), mostAttributes)] {
		switch {
		case len(a.Val) > longestValue:
			continue
		case node.DataAtom == atom.Meta:
			a.Val = firstRunes(a.Val, longestLine)
		}
		kept = append(kept, a)
	}
	node.Attr = kept
	switch node.DataAtom {
	case atom.Style, atom.Template:
		return false
	case atom.Script:
		return attribute(node, "type") == "application/ld+json" && boundJSON(node)
	case atom.Input:
		p.password = p.password || strings.EqualFold(attribute(node, "type"), "password")
	default:
	}
	if attribute(node, "id") == "js_content" { // WeChat hides its articles until a script has run
		setAttribute(node, "style", "")
	}
	return true
}

// flatten makes text of all that is in an element.
func flatten(node *html.Node) {
	var b strings.Builder
	for inner := range node.Descendants() {
		if inner.Type == html.TextNode && inner.Parent.DataAtom != atom.Script && inner.Parent.DataAtom != atom.Style {
			b.WriteString(inner.Data)
			b.WriteByte('\n')
		}
	}
	for node.FirstChild != nil {
		node.RemoveChild(node.FirstChild)
	}
	node.AppendChild(&html.Node{Type: html.TextNode, Data: b.String()})
}

// boundJSON shortens the texts of JSON, for a title is compared with every heading. It
// says whether it is JSON at all.
func boundJSON(script *html.Node) bool {
	text := script.FirstChild
	if text == nil || len(text.Data) > longestJSON {
		return false
	}
	var value any
	if json.Unmarshal([]byte(text.Data), &value) != nil {
		return false
	}
	short, err := json.Marshal(shortened(value))
	text.Data = string(short)
	return err == nil
}

func shortened(value any) any {
	switch value := value.(type) {
	case string:
		return firstRunes(value, longestLine)
	case []any:
		for i := range value {
			value[i] = shortened(value[i])
		}
	case map[string]any:
		for key := range value {
			value[key] = shortened(value[key])
		}
	}
	return value
}

func firstRunes(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for i := range text {
		if most--; most < 0 {
			return text[:i]
		}
	}
	return text
}

func find(root *html.Node, tag atom.Atom) *html.Node {
	for node := range root.Descendants() {
		if node.Type == html.ElementNode && node.DataAtom == tag && node.Namespace == "" {
			return node
		}
	}
	return nil
}

func attribute(node *html.Node, key string) string {
	for _, a := range node.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func setAttribute(node *html.Node, key, value string) {
	for i := range node.Attr {
		if node.Attr[i].Key == key {
			node.Attr[i].Val = value
		}
	}
}
