package math

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Settle makes text of the formulas in a page, which are often hidden or in scripts,
// for who cleans it of such things: a simple one as it is read, and TeX between
// delimiters, where it is found again.
func Settle(node *html.Node) {
	for child := node.FirstChild; child != nil; {
		next := child.NextSibling
		if child.Type == html.ElementNode {
			if formula, found := Element(child); found {
				settle(child, formula)
			} else {
				Settle(child)
			}
		}
		child = next
	}
}

// settle puts a formula as text in the place of its element.
func settle(node *html.Node, formula Formula) {
	put := func(inner *html.Node) { node.Parent.InsertBefore(inner, node) }
	lineBreak := func() { put(&html.Node{Type: html.ElementNode, Data: "br", DataAtom: atom.Br}) }
	display := formula.Display && len(formula.Lines) > 0
	if display {
		lineBreak()
	}
	if formula.Source {
		open, closed, class := `\(`, `\)`, "math inline"
		if display {
			open, closed, class = `\[`, `\]`, "math display"
		}
		span := &html.Node{Type: html.ElementNode, Data: "span", DataAtom: atom.Span, Attr: []html.Attribute{{Key: "class", Val: class}}}
		span.AppendChild(textNode(open + strings.Join(formula.Lines, "\n") + closed))
		put(span)
	} else {
		for i, line := range formula.Lines {
			if i > 0 {
				lineBreak()
			}
			put(textNode(line))
		}
	}
	if display {
		lineBreak()
	}
	node.Parent.RemoveChild(node)
}

func textNode(text string) *html.Node { return &html.Node{Type: html.TextNode, Data: text} }
