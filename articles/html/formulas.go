package html

import (
	"strings"

	"golang.org/x/net/html"

	"broadsheet/model"
)

// formula reads MathML as a line of text.
func (f *flow) formula(node *html.Node, st style) {
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode:
			f.text(strings.TrimSpace(child.Data), st)
		case child.Type != html.ElementNode, child.Data == "annotation", child.Data == "annotation-xml":
		case child.Data == "msup" || child.Data == "msub" || child.Data == "msubsup":
			f.script(child, st)
		case child.Data == "mfrac":
			f.fraction(child, st)
		case child.Data == "msqrt":
			f.text("√(", st)
			f.formula(child, st)
			f.text(")", st)
		case child.Data == "mtr":
			f.formula(child, st)
			f.line.LineBreak()
		default:
			f.formula(child, st)
		}
	}
}

// script reads a base with what is set above or below it.
func (f *flow) script(node *html.Node, st style) {
	styles := []model.Style{model.Superscript}
	switch node.Data {
	case "msub":
		styles = []model.Style{model.Subscript}
	case "msubsup":
		styles = []model.Style{model.Subscript, model.Superscript}
	}
	for i, part := range elements(node) {
		inner := st
		if i > 0 && i <= len(styles) {
			inner.frame = st.frame.Within(styles[i-1])
		}
		f.formula(wrapNode(part), inner)
	}
}

func (f *flow) fraction(node *html.Node, st style) {
	for i, part := range elements(node) {
		if i > 0 {
			f.text("/", st)
		}
		long := shownLength(part, 2) > 1
		if long {
			f.text("(", st)
		}
		f.formula(wrapNode(part), st)
		if long {
			f.text(")", st)
		}
	}
}

// wrapNode gives a node that holds a single part of a formula, which stays in
// its tree.
func wrapNode(part *html.Node) *html.Node {
	single := *part
	single.NextSibling, single.PrevSibling, single.Parent = nil, nil, nil
	return &html.Node{Type: html.ElementNode, Data: "mrow", FirstChild: &single, LastChild: &single}
}

func elements(node *html.Node) []*html.Node {
	var found []*html.Node
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		if child.Type == html.ElementNode {
			found = append(found, child)
		}
	}
	return found
}
