// Package mend puts what pages write in ways of their own into the elements that HTML
// has for it: code with its line numbers and buttons, lists of Word, words that stand
// in a button or a shadow root. It changes a tree that was parsed, and loses no text
// that a browser would show; it knows no articles.
package mend

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

// Parser parses a piece of HTML in bounded time and memory.
type Parser func(source string) *html.Node

// maxDepth is how deep a tree is mended.
const maxDepth = 600

// Tree mends a tree. The parser is for HTML that a page keeps as text, as in <noscript>.
func Tree(root *html.Node, parse Parser) {
	m := &mender{root: root, parse: parse, scripts: maxScriptless}
	m.children(root, 0)
}

// mender knows what is asked of the whole tree more than once.
type mender struct {
	root    *html.Node
	parse   Parser
	panels  map[string]*html.Node // the control of each panel, by the panel's id; nil until asked
	scripts int                   // bytes that may still be parsed out of <noscript>
}

func (m *mender) children(parent *html.Node, depth int) {
	if depth > maxDepth {
		return
	}
	for child := parent.FirstChild; child != nil; {
		if child.Type != html.ElementNode || child.Namespace != "" {
			child = child.NextSibling
			continue
		}
		at, next := m.element(child)
		if at != nil {
			m.children(at, depth+1)
		}
		child = next
	}
}

// element mends one element. It gives the element whose children are to be mended, or
// nil, and the node to go on with.
func (m *mender) element(node *html.Node) (at, next *html.Node) {
	next = node.NextSibling
	switch node.DataAtom {
	case atom.Script, atom.Style, atom.Head:
		if dom.Attribute(node, "type") == "syntaxhighlighter" {
			scriptCode(node)
		}
		return nil, next
	case atom.Template:
		return nil, m.shadow(node)
	case atom.Noscript:
		return nil, m.scriptless(node)
	case atom.Pre, atom.Listing:
		mendCode(node)
		return nil, next
	case atom.Table:
		if pre := codeTable(node); pre != nil {
			mendCode(pre)
			return nil, next
		}
	case atom.Code:
		if isCodeBlock(node) {
			rename(node, atom.Pre)
			mendCode(node)
			return nil, next
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		dropHeadingMarks(node)
	case atom.Button:
		m.button(node)
	case atom.Textarea:
		shownTextarea(node)
	case atom.P:
		if dom.Attribute(node, "style") != "" {
			if list, after := wordList(node); list != nil {
				return list, after
			}
		}
	default: // its class or style may say more
	}
	if m.attributes(node) {
		return nil, next
	}
	return node, next
}

// attributes mends what the class or style of an element says. It says whether the
// element has become code. Most elements have nothing to look at closely.
func (m *mender) attributes(node *html.Node) (code bool) {
	hidden := false
	class, style := "", ""
	for i := range node.Attr {
		switch node.Attr[i].Key {
		case "class":
			class = node.Attr[i].Val
		case "style":
			style = node.Attr[i].Val
		case "hidden":
			hidden = true
		}
	}
	if style != "" {
		style = strings.ToLower(style)
	}
	if (len(class) >= len("blockcode") || strings.Contains(style, "white-space")) && mendContainer(node) {
		return true
	}
	shown := strings.Contains(style, "display")
	if hidden || shown {
		m.reveal(node)
	}
	if shown {
		mendDisplay(node)
	}
	return false
}

// mendContainer makes code of an element that is code by its class or its style.
func mendContainer(node *html.Node) bool {
	switch node.DataAtom {
	case atom.Div, atom.Section, atom.P, atom.Ol, atom.Article:
	default:
		return false
	}
	if !isCodeContainer(node) {
		return false
	}
	rename(node, atom.Pre)
	mendCode(node)
	return true
}
