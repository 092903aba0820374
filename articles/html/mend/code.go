package mend

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

// maxAround is how many elements around a block of code are looked at for its label.
const maxAround = 3

// isCodeBlock says that a <code> stands alone and has lines, as forums write it.
func isCodeBlock(code *html.Node) bool {
	if code.Parent == nil || !standsAlone(code) {
		return false
	}
	if !isPreserved(code) && !dom.HasClass(code, "hljs", "prettyprint") && first(code, atom.Br) == nil {
		return false
	}
	text, whole := textUpTo(code, 4<<10)
	return !whole || strings.Contains(text, "\n") || first(code, atom.Br) != nil && text != ""
}

// scriptCode makes code of a script that SyntaxHighlighter shows as such: a script may have
// any sign in its text.
func scriptCode(script *html.Node) {
	if script.FirstChild == nil {
		return
	}
	text := strings.TrimSpace(script.FirstChild.Data)
	text = strings.TrimSuffix(strings.TrimPrefix(text, "<![CDATA["), "]]>")
	script.FirstChild.Data = strings.Trim(text, "\r\n")
	rename(script, atom.Pre)
	mendCode(script)
}

// standsAlone says that nothing else is in the element that a node stands in, and that
// this is one that may hold a block.
func standsAlone(node *html.Node) bool {
	switch node.Parent.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Body, atom.Dd, atom.Li, atom.Td, atom.Blockquote, atom.Article:
	default:
		return false
	}
	return isOnly(node)
}

func isOnly(node *html.Node) bool {
	for child := node.Parent.FirstChild; child != nil; child = child.NextSibling {
		if child != node && (child.Type == html.ElementNode || child.Type == html.TextNode && !isBlank(child.Data)) {
			return false
		}
	}
	return true
}

// isPreserved says that the style of an element keeps its white space.
func isPreserved(node *html.Node) bool {
	value := declared(node, "white-space")
	return strings.HasPrefix(value, "pre") && value != "pre-line" || value == "break-spaces"
}

// isCodeContainer says that an element without <pre> is a block of code: by the class
// that a highlighter gives it, or since it is set as an editor sets code.
func isCodeContainer(node *html.Node) bool {
	switch {
	case dom.HasClass(node, "syntaxhighlighter", "dp-highlighter", "blockcode"):
	case isPreserved(node):
		family := declared(node, "font-family") + declared(node, "font")
		monospaced := false
		for _, name := range []string{"mono", "menlo", "consolas", "courier"} {
			monospaced = monospaced || strings.Contains(family, name)
		}
		if !monospaced {
			return false
		}
	default:
		return false
	}
	return first(node, atom.Pre, atom.Img, atom.Table) == nil && first(node, atom.Code, atom.Li, atom.Div, atom.Br, atom.Span) != nil
}

// mendCode takes line numbers, labels and buttons out of a block of code and from beside
// it, and parts its lines.
func mendCode(pre *html.Node) {
	label := dropCodeFurniture(pre)
	partLines(pre)
	dropNumbers(pre)
	if around := dropAround(pre); label == "" {
		label = around
	}
	if label != "" && !saysLanguage(pre) {
		dom.SetAttribute(pre, "data-lang", label)
	}
}

// saysLanguage says that a block of code is marked with its language already.
func saysLanguage(pre *html.Node) bool {
	marked := func(node *html.Node) bool {
		return dom.Attribute(node, "data-lang") != "" || dom.Attribute(node, "data-language") != "" ||
			anyClass(node, func(class string) bool {
				return strings.HasPrefix(class, "language-") || strings.HasPrefix(class, "lang-") || strings.HasPrefix(class, "brush:")
			})
	}
	if marked(pre) {
		return true
	}
	code := first(pre, atom.Code)
	return code != nil && marked(code)
}

// partLines ends a line after each of several <code> in a <pre>, as WeChat has them.
func partLines(pre *html.Node) {
	var lines []*html.Node
	for child := pre.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode && !isBlank(child.Data), child.Type == html.TextNode && strings.Contains(child.Data, "\n"):
			return
		case child.Type == html.ElementNode && child.DataAtom != atom.Code:
			return
		case child.Type == html.ElementNode:
			lines = append(lines, child)
		}
	}
	if len(lines) < 2 {
		return
	}
	for _, line := range lines[:len(lines)-1] {
		if !endsLine(line) {
			pre.InsertBefore(newText("\n"), line.NextSibling)
		}
	}
}

// endsLine says that the last thing in a node is the end of a line. A <br> alone is an
// empty line and does not end it.
func endsLine(node *html.Node) bool {
	last := node
	for last.LastChild != nil {
		last = last.LastChild
	}
	if last.Type == html.TextNode {
		return strings.HasSuffix(last.Data, "\n")
	}
	return last.DataAtom == atom.Br
}

// dropAround takes labels, buttons and line numbers from beside a block of code, and
// gives the language that a label named.
func dropAround(pre *html.Node) (label string) {
	at := pre
	for range maxAround {
		parent := at.Parent
		if parent == nil || !mayWrapCode(parent) {
			return label
		}
		if label == "" && dom.HasClass(parent, "syntaxhighlighter") {
			label = classLanguage(parent)
		}
		known := hasClassWith(parent, "code", "highlight", "language-", "lang-", "snippet", "prism", "shiki")
		for sibling, steps := parent.FirstChild, 0; sibling != nil && steps < 8; steps++ {
			next := sibling.NextSibling
			if sibling != at && sibling.Type == html.ElementNode && (known || isControlName(sibling)) {
				if found, gone := dropBeside(sibling); gone && found != "" && label == "" {
					label = found
				}
			}
			sibling = next
		}
		at = parent
	}
	return label
}

// classLanguage gives the class of an element that is the name of a language.
func classLanguage(node *html.Node) string {
	for class := range strings.FieldsSeq(strings.ToLower(dom.Attribute(node, "class"))) {
		if isLanguage(class) {
			return class
		}
	}
	return ""
}

func mayWrapCode(node *html.Node) bool {
	switch node.DataAtom {
	case atom.Div, atom.Figure, atom.Section:
		return true
	default: // such as <deckgo-highlight-code>
		return node.DataAtom == 0
	}
}

// isControlName says that an element is by its class a part of what a page sets around
// code.
func isControlName(node *html.Node) bool {
	return hasClassWith(node, "copy", "clipboard", "code-", "line-index", "line-number", "gutter", "toolbar")
}

// isButtonName says that an element is by its class the place of buttons.
func isButtonName(node *html.Node) bool {
	return hasClassWith(node, "copy", "clipboard", "toolbar", "btn", "button")
}

// dropBeside takes an element beside a block of code away if it is all furniture.
func dropBeside(node *html.Node) (label string, gone bool) {
	if text, short := shortText(node); !short || first(node, atom.Pre, atom.Table) != nil {
		if numbersOnly(node) {
			remove(node)
			return "", true
		}
		return "", false
	} else if text == "" {
		if first(node, atom.Img, atom.Video, atom.Iframe) == nil || isButtonName(node) {
			remove(node)
		}
		return "", true
	}
	label = dropCodeFurniture(node)
	text, _ := shortText(node)
	switch {
	case text == "", isCodeButton(text), numbersOnly(node):
		remove(node)
		return label, true
	case isLanguage(text) && (isLabelName(node) || hasClassWith(node, "header", "toolbar", "bar", "title")):
		remove(node)
		return strings.ToLower(text), true
	}
	return label, label != ""
}
