package reduce

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

// hasFurniture says whether a page has what stands around articles on the pages of a
// site: menus, headers, lists of other articles. What somebody has written by hand, or
// a program of a text, has none and is shown whole.
func hasFurniture(body *html.Node) bool {
	for node := range body.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		switch node.DataAtom {
		case atom.Aside:
			return true
		case atom.Nav, atom.Header, atom.Footer: // those of an article lead to its parts, and what belongs to it
			if !within(node, atom.Article, atom.Blockquote, atom.Section) {
				return true
			}
		default:
		}
		switch strings.ToLower(dom.Attribute(node, "role")) {
		case "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar":
			return true
		}
		if names(dom.Attribute(node, "class")) || names(dom.Attribute(node, "id")) {
			return true
		}
	}
	return false
}

func within(node *html.Node, tags ...atom.Atom) bool {
	for around := node.Parent; around != nil; around = around.Parent {
		for _, tag := range tags {
			if around.DataAtom == tag {
				return true
			}
		}
	}
	return false
}

// names says whether one of the words of a class or an id names furniture.
func names(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch strings.ToLower(word) {
		case "nav", "navbar", "navigation", "navi", "menu", "topbar", "toolbar", "sidebar", "side", "footer", "foot", "masthead", "banner", "breadcrumb", "breadcrumbs",
			"crumb", "crumbs", "comment", "comments", "related", "recommend", "recommended", "widget", "widgets", "copyright", "sitemap", "header", "ads", "share", "hot":
			return true
		}
	}
	return false
}
