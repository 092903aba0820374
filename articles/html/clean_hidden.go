package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/articles/html/dom"
)

// isAsking says that a form is there to be filled in. One that only wraps what a page
// shows, as ASP.NET has it, is none.
func isAsking(form *html.Node) bool {
	asks := false
	for node := range form.Descendants() {
		switch node.DataAtom {
		case atom.H1, atom.Article:
			return false
		case atom.Input:
			if dom.Attribute(node, "name") == "__VIEWSTATE" {
				return false
			}
			asks = asks || !strings.EqualFold(dom.Attribute(node, "type"), "hidden")
		case atom.Select, atom.Textarea, atom.Button:
			asks = true
		default: // text
		}
	}
	return asks
}

// isDecoration says that an element which a page keeps from screen readers is nothing to
// read: it has no words, or stands there twice, or is shown on request. A drop cap, a
// reading above its characters or a date are kept from them too, and are text.
func isDecoration(node *html.Node) bool {
	if !isSmallElement(node) {
		return false
	}
	text := gate.Clean(nodeText(node))
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return true
	}
	if dom.HasClass(node, "katex-html") || isIconFont(node) || stands(node.PrevSibling, text) || stands(node.NextSibling, text) {
		return true
	}
	switch node.DataAtom {
	case atom.Div, atom.Section, atom.Aside, atom.Ul, atom.Ol, atom.Table, atom.Header, atom.Footer:
		return shownLength(node, shortLine) < shortLine && !dom.HasClass(node, "dropcap", "drop-cap") || isOpened(node)
	default:
		return false
	}
}

// isIconFont says that the text of an element is the name of an icon.
func isIconFont(node *html.Node) bool {
	class := strings.ToLower(dom.Attribute(node, "class"))
	return strings.Contains(class, "icon") || strings.Contains(class, "material-symbols")
}

// isOpened says that an element by its class is shown on request, or is the copy of
// another that moves past.
func isOpened(node *html.Node) bool {
	class := strings.ToLower(dom.Attribute(node, "class"))
	for _, word := range []string{"modal", "dialog", "dropdown", "menu", "tooltip", "popup", "popover", "overlay", "lightbox", "offcanvas", "clone", "duplicate"} {
		if strings.Contains(class, word) {
			return true
		}
	}
	return false
}

// stands says that the element beside another, before or after it, has the same text.
func stands(sibling *html.Node, text string) bool {
	return sibling != nil && sibling.Type == html.ElementNode && shownLength(sibling, len(text)+1) <= len(text) && gate.Clean(nodeText(sibling)) == text
}
