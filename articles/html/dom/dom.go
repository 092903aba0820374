// Package dom is what every reader of a tree of HTML asks of its nodes, and the library
// that parses it has no word for. It knows no article.
package dom

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Attribute gives the value of an attribute; empty where there is none.
func Attribute(node *html.Node, key string) string {
	if i := index(node, key); i >= 0 {
		return node.Attr[i].Val
	}
	return ""
}

// HasAttribute says whether a node has an attribute, if only an empty one.
func HasAttribute(node *html.Node, key string) bool { return index(node, key) >= 0 }

// SetAttribute gives an attribute a value, whether the node has it or not.
func SetAttribute(node *html.Node, key, value string) {
	if i := index(node, key); i >= 0 {
		node.Attr[i].Val = value
		return
	}
	node.Attr = append(node.Attr, html.Attribute{Key: key, Val: value})
}

// RemoveAttribute takes an attribute away, if there is one.
func RemoveAttribute(node *html.Node, key string) {
	if i := index(node, key); i >= 0 {
		node.Attr = slices.Delete(node.Attr, i, i+1)
	}
}

func index(node *html.Node, key string) int {
	return slices.IndexFunc(node.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// HasClass says whether one of the words is a class of a node, in whatever case.
func HasClass(node *html.Node, words ...string) bool {
	for class := range strings.FieldsSeq(Attribute(node, "class")) {
		if slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(class, word) }) {
			return true
		}
	}
	return false
}

// Find gives the first element of a kind in a tree, in the order of the text, but none of
// drawings and formulas, which have elements of the same names; nil: there is none.
func Find(root *html.Node, tag atom.Atom) *html.Node {
	for node := range root.Descendants() {
		if node.Type == html.ElementNode && node.DataAtom == tag && node.Namespace == "" {
			return node
		}
	}
	return nil
}
