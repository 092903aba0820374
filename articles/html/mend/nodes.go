package mend

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

// anyClass says whether a class of a node, in lower case, is as asked.
func anyClass(node *html.Node, is func(class string) bool) bool {
	for class := range strings.FieldsSeq(dom.Attribute(node, "class")) {
		if is(strings.ToLower(class)) {
			return true
		}
	}
	return false
}

// hasClassWith says whether a part of a class of a node is one of the words.
func hasClassWith(node *html.Node, words ...string) bool {
	return anyClass(node, func(class string) bool {
		for _, word := range words {
			if strings.Contains(class, word) {
				return true
			}
		}
		return false
	})
}

// declared gives the value of a declaration in the style of a node, in lower case.
func declared(node *html.Node, property string) string {
	css := dom.Attribute(node, "style")
	if css == "" {
		return ""
	}
	value := ""
	for declaration := range strings.SplitSeq(strings.ToLower(css), ";") {
		key, said, _ := strings.Cut(declaration, ":")
		if strings.TrimSpace(key) == property {
			said, _, _ = strings.Cut(said, "!")
			value = strings.TrimSpace(said)
		}
	}
	return value
}

// textUpTo gives the text in a node, trimmed, and whether that is all: of more than most
// bytes or nodes only a part is given.
func textUpTo(node *html.Node, most int) (text string, whole bool) {
	var b strings.Builder
	visited := 0
	var collect func(node *html.Node) bool
	collect = func(node *html.Node) bool {
		if visited++; visited > 4*most || b.Len() > most {
			return false
		}
		if node.Type == html.TextNode {
			b.WriteString(node.Data)
		}
		for child := node.FirstChild; child != nil; child = child.NextSibling {
			if child.DataAtom == atom.Script || child.DataAtom == atom.Style {
				continue
			}
			if !collect(child) {
				return false
			}
		}
		return true
	}
	whole = collect(node) && b.Len() <= most
	return strings.TrimSpace(b.String()), whole
}

// shortText gives the text in a node where it is no longer than a few words, with its
// white space folded.
func shortText(node *html.Node) (text string, short bool) {
	const most = 80 // bytes
	text, whole := textUpTo(node, most)
	return strings.Join(strings.Fields(text), " "), whole
}

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }

func rename(node *html.Node, tag atom.Atom) {
	node.DataAtom, node.Data = tag, tag.String()
}

func newElement(tag atom.Atom) *html.Node {
	return &html.Node{Type: html.ElementNode, DataAtom: tag, Data: tag.String()}
}

func newText(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

func remove(node *html.Node) {
	if node.Parent != nil {
		node.Parent.RemoveChild(node)
	}
}

// replace puts a node in the place of another.
func replace(old, by *html.Node) {
	old.Parent.InsertBefore(by, old)
	remove(old)
}

// moveChildren puts the children of a node at the end of another.
func moveChildren(from, to *html.Node) {
	for child := from.FirstChild; child != nil; child = from.FirstChild {
		from.RemoveChild(child)
		to.AppendChild(child)
	}
}

// wrap puts a node into a new element.
func wrap(node *html.Node, tag atom.Atom) {
	outer := newElement(tag)
	node.Parent.InsertBefore(outer, node)
	remove(node)
	outer.AppendChild(node)
}

// elementsOf gives the elements that stand right in a node.
func elementsOf(node *html.Node) []*html.Node {
	var found []*html.Node
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		if child.Type == html.ElementNode {
			found = append(found, child)
		}
	}
	return found
}

// first gives the first element of a kind in a node, or nil.
func first(node *html.Node, tags ...atom.Atom) *html.Node {
	for inner := range node.Descendants() {
		if inner.Type != html.ElementNode {
			continue
		}
		for _, tag := range tags {
			if inner.DataAtom == tag {
				return inner
			}
		}
	}
	return nil
}

func runes(s string) int { return utf8.RuneCountInString(s) }
