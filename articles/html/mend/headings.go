package mend

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

// dropHeadingMarks takes the marks away with which a heading links to itself.
func dropHeadingMarks(heading *html.Node) {
	const most = 200 // elements in a heading that are looked at
	var marks []*html.Node
	visited := 0
	for node := range heading.Descendants() {
		if visited++; visited > most {
			break
		}
		if node.Type == html.ElementNode && isHeadingMark(node) {
			marks = append(marks, node)
		}
	}
	for _, mark := range marks {
		parent := mark.Parent
		parent.RemoveChild(mark)
		if text, short := shortText(heading); short && text == "" && first(heading, atom.Img) == nil { // the mark is all there is
			parent.AppendChild(mark)
		}
	}
}

// isHeadingMark says that an element in a heading only links to it.
func isHeadingMark(node *html.Node) bool {
	text, short := shortText(node)
	if !short {
		return false
	}
	switch node.DataAtom {
	case atom.A:
		return isMark(text) && leadsToItself(node) && first(node, atom.Img) == nil
	case atom.Button:
		return isMark(text)
	case atom.Span:
		return text != "" && isMark(text) && hasClassWith(node, "anchor", "permalink", "header-link", "heading-link", "headerlink", "hash")
	default:
		return false
	}
}

// leadsToItself says that a link in a heading leads to it: to its page, or by a whole
// address, as in feeds, to the id that it or what is around it has.
func leadsToItself(link *html.Node) bool {
	address := dom.Attribute(link, "href")
	page, id, found := strings.Cut(address, "#")
	if !found {
		return address == ""
	}
	if page == "" || hasClassWith(link, "anchor", "permalink", "header", "heading") {
		return true
	}
	for at, steps := link, 0; at != nil && steps < 4; at, steps = at.Parent, steps+1 {
		if id != "" && (dom.Attribute(at, "id") == id || dom.Attribute(at, "name") == id) {
			return true
		}
	}
	return false
}

// isMark says that a text is what heading marks say.
func isMark(text string) bool {
	text = strings.Map(func(r rune) rune {
		if r == 0xFE0E || r == 0xFE0F || r == 0x200B || r == 0x200C || r == 0x200D || r == 0x2060 || r >= 0xE000 && r <= 0xF8FF || r == '\u00a0' {
			return -1 // variation selectors, invisible characters, and the private ones of fonts of icons
		}
		return r
	}, text)
	if text == "" {
		return true
	}
	folded := strings.ToLower(strings.Trim(text, " []()"))
	switch folded {
	case "#", "##", "###", "####", "¶", "§", "🔗", "⚓", "⛓", "∞", "↵", "link", "permalink", "anchor", "anchor link", "copy link", "copied", "headerlink",
		"link to this heading", "link to this section", "link to heading", "permalink to this heading", "permalink to this headline",
		"direct link to heading", "copy link to heading", "section titled", "固定链接", "永久链接", "锚点", "复制链接":
		return true
	}
	return strings.HasPrefix(folded, "permalink to ") || strings.HasPrefix(folded, "direct link to ") || strings.HasPrefix(folded, "section titled ") ||
		strings.HasPrefix(folded, "link to section ") || strings.HasPrefix(folded, "link to “")
}
