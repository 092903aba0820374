package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/math"
)

// This file puts formulas together that tags have cut: makers of sites read the TeX in
// a text as Markdown, so that its _ and * became emphasis, and its ends of lines breaks.

const (
	maxCutParts = 200     // nodes of one formula
	maxCutText  = 8 << 10 // bytes of it
)

// joinCut gives the text of a node, and of those after it as far as a formula that begins
// in it goes on in them, and the last of those.
func joinCut(first *html.Node) (text string, last *html.Node) {
	text, last = first.Data, first
	if first.NextSibling == nil || !strings.ContainsAny(text, `$\`) {
		return text, last
	}
	for from := 0; ; {
		open, closed := math.Unclosed(text[from:])
		if closed == "" {
			return text, last
		}
		open += from
		joined, end := extend(text, last, closed)
		if end == nil {
			return text, last
		}
		before := ' '
		if open > 0 {
			before, _ = utf8.DecodeLastRuneInString(joined[:open])
		}
		_, length := math.At(joined[open:], before)
		if open+length <= len(text) {
			return text, last
		}
		text, last, from = joined, end, open+length
	}
}

// extend gives a text with what stands in the nodes after one, up to the text that closes
// a formula.
func extend(text string, at *html.Node, closed string) (joined string, end *html.Node) {
	var b strings.Builder
	b.WriteString(text)
	parts := 0
	for node := at.NextSibling; node != nil; node = node.NextSibling {
		if !writeCut(&b, node, &parts) || b.Len() > len(text)+maxCutText {
			return "", nil
		}
		if node.Type == html.TextNode && strings.Contains(node.Data, closed) {
			return b.String(), node
		}
	}
	return "", nil
}

// writeCut writes what a node of a formula was in the author's text, and says whether a
// formula may have such a node.
func writeCut(b *strings.Builder, node *html.Node, parts *int) bool {
	if *parts++; *parts > maxCutParts {
		return false
	}
	switch node.Type {
	case html.TextNode:
		b.WriteString(node.Data)
		return true
	case html.CommentNode:
		return true
	case html.ElementNode:
	default:
		return false
	}
	before, after := "", ""
	switch node.DataAtom {
	case atom.Br:
		if written := b.String(); strings.HasSuffix(written, `\`) && !strings.HasSuffix(written, `\\`) {
			b.WriteByte('\\') // of two, one was for Markdown
		}
		b.WriteByte(' ')
		return true
	case atom.Em, atom.I:
		if written := b.String(); written != "" && strings.IndexByte(" \n\t", written[len(written)-1]) < 0 {
			before, after = "_", "_"
		}
	case atom.Sub:
		before, after = "_{", "}"
	case atom.Sup:
		before, after = "^{", "}"
	case atom.B, atom.Strong, atom.Span, atom.Font, atom.Nobr, atom.Wbr, atom.Mark, atom.U:
	default:
		return false
	}
	b.WriteString(before)
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		if !writeCut(b, child, parts) {
			return false
		}
	}
	b.WriteString(after)
	return true
}
