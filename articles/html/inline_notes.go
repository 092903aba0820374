package html

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
	"broadsheet/model"
)

// This file reads notes that stand where they are referred to: those beside the text in
// Tufte's style, which plugins of WordPress unfold, and which LaTeXML and Distill write.
// They are footnotes like any other, so that a sentence is not broken by one.

// noteRole is what an element has to do with such a note.
type noteRole int

const (
	noRole   noteRole = iota
	wholeOne          // it is the note
	markOf            // it is a number, or what is clicked to see the note
)

// inlineNote reads an element that is a note in its line, or a mark of one, and says
// whether it was.
func (f *flow) inlineNote(node *html.Node, st style) bool {
	switch noteRoleOf(node) {
	case wholeOne:
		notes := &f.reader.notes
		f.inline(model.FootnoteReference{Label: notes.labelOf(node, inlineLabel(node, len(notes.order)+1))}, st)
		return true
	case markOf:
		return true
	default:
		return false
	}
}

// noteRoleOf says what an element has to do with a note in its line. Most have nothing,
// which must be found out quickly.
func noteRoleOf(node *html.Node) noteRole {
	switch node.DataAtom {
	case atom.Span, atom.Small, atom.Label, atom.Sup:
	case 0:
		if (node.Data == "d-footnote" || node.Data == "dt-fn") && saysSomething(node) {
			return wholeOne
		}
		return noRole
	default:
		return noRole
	}
	class := dom.Attribute(node, "class")
	if !strings.Contains(class, "note") && !strings.Contains(class, "margin-toggle") {
		return noRole
	}
	switch node.DataAtom {
	case atom.Label:
		if dom.HasClass(node, "margin-toggle", "sidenote-number", "sidenote-toggle", "sidenote__toggle") && !saysSomething(node) {
			return markOf
		}
	case atom.Sup:
		next := nextElement(node)
		if dom.HasClass(node, "ltx_note_mark") || dom.HasClass(node, "modern-footnotes-footnote") && next != nil && dom.HasClass(next, "modern-footnotes-footnote__note") {
			return markOf
		}
	default:
		return spanRole(node)
	}
	return noRole
}

// spanRole is noteRoleOf for what may be the note.
func spanRole(node *html.Node) noteRole {
	switch {
	case dom.HasClass(node, "ltx_tag_note", "ltx_note_type"), dom.HasClass(node, "sidenote-number") && !saysSomething(node):
		return markOf
	case isNoteName(node) && saysSomething(node) && isBesideText(node) && !holdsNote(node):
		return wholeOne
	}
	return noRole
}

// isNoteName says that an element may be a note by its class.
func isNoteName(node *html.Node) bool {
	return dom.HasClass(node, "sidenote", "side-note", "sidenote-content", "sidenote__content", "sidenote-text", "marginnote", "margin-note",
		"modern-footnotes-footnote__note", "inline-footnote", "footnote-inline", "footnote", "ltx_role_footnote", "ltx_role_endnote")
}

// saysSomething says that an element has a word in it, and not a number or a sign.
func saysSomething(node *html.Node) bool {
	letters := 0
	for inner := range node.Descendants() {
		if inner.Type != html.TextNode {
			continue
		}
		for _, r := range inner.Data {
			if unicode.IsLetter(r) {
				if letters++; letters > 1 {
					return true
				}
			}
		}
	}
	return false
}

// isBesideText says that an element stands in a line with other text, and not in a figure,
// of which it is the caption.
func isBesideText(node *html.Node) bool {
	for at := node.Parent; at != nil; at = at.Parent {
		switch at.DataAtom {
		case atom.Figure:
			return false
		case atom.Span, atom.Em, atom.I, atom.B, atom.Strong, atom.A:
			continue
		default:
		}
		own := shownLength(node, maxNote)
		return own < maxNote && shownLength(at, own+2) > own+1 // more than a number
	}
	return false
}

// holdsNote says that the note is a part of an element, or that this is a reference to one
// elsewhere.
func holdsNote(node *html.Node) bool {
	for inner := range node.Descendants() {
		if inner.DataAtom == atom.A && strings.HasPrefix(dom.Attribute(inner, "href"), "#") || inner.DataAtom == atom.Span && isNoteName(inner) {
			return true
		}
	}
	return false
}

// inlineLabel gives the label that a page gives a note, or its number.
func inlineLabel(node *html.Node, number int) string {
	if label := dom.Attribute(node, "data-mfn"); label != "" && len(label) <= maxNoteLabel {
		return label
	}
	for inner := range node.Descendants() {
		if inner.DataAtom == atom.Sup && dom.HasClass(inner, "ltx_note_mark") {
			if label := noteLabel(inner); label != "" {
				return label
			}
		}
	}
	return strconv.Itoa(number)
}

func nextElement(node *html.Node) *html.Node {
	for next := node.NextSibling; next != nil; next = next.NextSibling {
		if next.Type == html.ElementNode {
			return next
		}
		if next.Type == html.TextNode && strings.TrimSpace(next.Data) != "" {
			return nil
		}
	}
	return nil
}
