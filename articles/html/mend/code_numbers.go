package mend

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

// isNumberName says that an element is by its name the number of a line, or all of them.
func isNumberName(node *html.Node) bool {
	if dom.HasAttribute(node, "data-line-number") && (node.DataAtom == atom.Td || node.DataAtom == atom.Span) {
		return true
	}
	if node.DataAtom == atom.Td && dom.HasClass(node, "number") { // elsewhere it is a number in the code
		return true
	}
	return dom.HasClass(node, "ln", "lnt", "lineno", "linenos", "linenodiv", "lineno-container", "line-number", "line-numbers", "line-numbers-rows", "linenumber", "lnum",
		"gutter", "rouge-gutter", "pre-numbering", "hljs-ln-numbers", "hljs-ln-n", "code-line-number", "react-syntax-highlighter-line-number",
		"blob-num", "js-line-number", "code-snippet__line-index", "line-index")
}

// numbersOnly says that the text of an element is nothing but numbers that count lines,
// each one more than that before it, or nothing at all.
func numbersOnly(node *html.Node) bool {
	const most = 64 << 10
	last, count, visited := 0, 0, 0
	var read func(node *html.Node) bool
	read = func(node *html.Node) bool {
		if visited++; visited > most {
			return false
		}
		if node.Type == html.TextNode {
			for word := range strings.FieldsSeq(strings.ReplaceAll(node.Data, "\u00a0", " ")) {
				n, err := strconv.Atoi(strings.TrimSuffix(word, "."))
				if err != nil || count > 0 && n != last+1 || n < 0 {
					return false
				}
				last = n
				count++
			}
		}
		for child := node.FirstChild; child != nil; child = child.NextSibling {
			if child.DataAtom == atom.Img || !read(child) {
				return false
			}
		}
		return true
	}
	return read(node)
}

// dropNumbers takes numbers away that stand in elements of their own at the beginning of
// each line of a block of code, and count its lines.
func dropNumbers(pre *html.Node) {
	scan := numberScan{atStart: true}
	if !scan.read(pre) || len(scan.numbers) < 2 || scan.lines != len(scan.numbers) {
		return
	}
	blank := true // a blank follows each
	for _, number := range scan.numbers {
		blank = blank && (number.after == nil || strings.HasPrefix(number.after.Data, " ") || strings.HasPrefix(number.after.Data, "\n"))
	}
	for _, number := range scan.numbers {
		if blank && number.after != nil {
			number.after.Data = strings.TrimPrefix(number.after.Data, " ")
		}
		remove(number.element)
	}
}

// lineNumber is an element that holds a number, and the text after it.
type lineNumber struct {
	element, after *html.Node
}

// numberScan looks for a number at the beginning of each line.
type numberScan struct {
	atStart bool
	lines   int // that have text
	last    int
	numbers []lineNumber
	pending bool // the text after the last number was not met yet
}

// read says whether every line with text begins with the next number, in an element.
func (s *numberScan) read(node *html.Node) bool {
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode:
			if !s.text(child) {
				return false
			}
		case child.Type != html.ElementNode:
		case child.DataAtom == atom.Br:
			s.atStart, s.pending = true, false
		case s.atStart && s.number(child):
		case !s.read(child):
			return false
		}
	}
	return true
}

// text reads on over a text, at whose lines' beginnings there is no number.
func (s *numberScan) text(node *html.Node) bool {
	if s.pending {
		s.numbers[len(s.numbers)-1].after = node
		s.pending = false
	}
	lines := strings.Split(node.Data, "\n")
	for i, line := range lines {
		if i > 0 {
			s.atStart = true
		}
		if s.atStart && !isBlank(line) {
			return false
		}
	}
	return true
}

// number takes an element for the number of the line that begins with it.
func (s *numberScan) number(node *html.Node) bool {
	if node.DataAtom != atom.Span && node.DataAtom != atom.A && node.DataAtom != atom.Font && node.DataAtom != atom.I && node.DataAtom != atom.Em {
		return false
	}
	text, short := shortText(node)
	if !short {
		return false
	}
	n, err := strconv.Atoi(strings.TrimRight(strings.Trim(text, "\u00a0 "), ".:|"))
	if err != nil || n < 0 || len(s.numbers) > 0 && n != s.last+1 || len(s.numbers) == 0 && n > 1 {
		return false
	}
	s.last, s.atStart, s.pending = n, false, true
	s.lines++
	s.numbers = append(s.numbers, lineNumber{element: node})
	return true
}
