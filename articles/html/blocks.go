package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
	"broadsheet/articles/prose"
	"broadsheet/model"
)

// MaxHeading is the longest text that is a heading, in characters: some pages
// set whole articles in <h3> to have them large.
const MaxHeading = 300

// blockElement reads an element that stands on lines of its own.
func (f *flow) blockElement(node *html.Node, st style) {
	f.flush()
	switch node.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		f.heading(node, st)
	case atom.Hr:
		f.rule(node)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		f.preformatted(node, st)
	case atom.Figure:
		f.figure(node, st)
	case atom.Table:
		f.table(node, st)
	default:
		if !f.container(node, st) {
			f.captionOrPlain(node, st)
		}
	}
	f.flush()
}

// container reads an element that holds blocks of its own, unless too many are
// open already.
func (f *flow) container(node *html.Node, st style) bool {
	if f.reader.full() {
		return false
	}
	switch node.DataAtom {
	case atom.Blockquote:
		if blocks := f.reader.inner(node, st); len(blocks) > 0 {
			f.add(model.Quote{Blocks: blocks})
		}
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		f.list(node, st)
	case atom.Dl:
		f.definitions(node, st)
	case atom.Details:
		f.details(node, st)
	default:
		return false
	}
	return true
}

// captionOrPlain reads an element that is nothing special: a paragraph or a
// part of the page. Its text may be the caption of the picture before it.
func (f *flow) captionOrPlain(node *html.Node, st style) {
	if isCaption(node) && f.caption(node, st) {
		return
	}
	f.children(node, st)
}

func (f *flow) heading(node *html.Node, st style) {
	if shownLength(node, MaxHeading+1) > MaxHeading {
		f.children(node, st)
		return
	}
	inner := &flow{reader: f.reader, single: true}
	inner.children(node, st)
	runs := inner.line.Take()
	if figure, standing := standAlone(runs); standing && onlyPictures(runs) {
		f.add(figure)
		return
	}
	if inlines := prose.Nest(runs, 0); len(inlines) > 0 {
		level := int(node.Data[1] - '0')
		f.add(model.Heading{Level: level, Inlines: inlines})
	}
}

func onlyPictures(runs []prose.Run) bool {
	for _, r := range runs {
		if !r.Large && !prose.IsBlank(r) {
			return false
		}
	}
	return true
}

func (f *flow) rule(node *html.Node) {
	if parent := node.Parent; parent != nil && dom.HasClass(parent, "footnotes") {
		return // it parts the text from notes that stand elsewhere now
	}
	f.add(model.Rule{})
}

func (f *flow) details(node *html.Node, st style) {
	var details model.Details
	inner := f.reader.newFlow()
	f.reader.containers++
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.DataAtom == atom.Summary && details.Summary == nil:
			details.Summary = f.reader.inlines(child, styled(child, st))
		case child.Type == html.TextNode:
			inner.text(child.Data, st)
		case child.Type == html.ElementNode:
			inner.element(child, st)
		}
	}
	f.reader.containers--
	details.Blocks = inner.finish()
	if len(details.Summary) > 0 || len(details.Blocks) > 0 {
		f.add(details)
	}
}

// number reads an attribute that is a whole number.
func number(node *html.Node, key string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(dom.Attribute(node, key)))
	return n, err == nil
}
