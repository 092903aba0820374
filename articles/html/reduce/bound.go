package reduce

import (
	"encoding/json"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

const (
	mostNesting    = 64       // of elements; below that their text is kept
	mostAttributes = 32       // of an element; what is more is left out
	longestValue   = 16 << 10 // bytes of an attribute; a longer one is left out
	longestLine    = 300      // characters of a title, and of what else a page says of itself
	longestJSON    = 1 << 20  // bytes of what a page says of itself as JSON
)

// Page is a page within bounds, without what could take long and is no part of an
// article.
type Page struct {
	Root     *html.Node
	Text     int  // bytes between tags, scripts left out
	Password bool // it asks for one

	letters int // of its text in letters of any script
	han     int // of them in Chinese
}

// Bound puts bounds to a page, whose tree it changes.
func Bound(root *html.Node) *Page {
	p := &Page{Root: root}
	p.bound(root, 0)
	return p
}

// bound puts bounds to what is in a node.
func (p *Page) bound(node *html.Node, depth int) {
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
func (p *Page) line(node *html.Node) {
	p.Text += len(node.Data)
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
func (p *Page) element(node *html.Node) bool {
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
		return dom.Attribute(node, "type") == "application/ld+json" && boundJSON(node)
	case atom.Input:
		p.Password = p.Password || strings.EqualFold(dom.Attribute(node, "type"), "password")
	default:
	}
	if dom.Attribute(node, "id") == "js_content" { // WeChat hides its articles until a script has run
		dom.RemoveAttribute(node, "style")
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
