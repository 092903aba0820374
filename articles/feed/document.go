package feed

import (
	"fmt"
	"net/url"
	"strings"
)

// Bounds of a document, far above those of any real one. What is beyond them is left
// out, which Problems say.
const (
	maxEntries  = 20_000
	maxDepth    = 64      // of elements; what is deeper is passed over
	maxElements = 1_000   // of one entry; what is more is left out
	maxText     = 8 << 20 // bytes of one element
)

// element is one of a feed or of an entry.
type element struct {
	name       string // as scope gives it
	attributes []attribute
	base       *url.URL // of xml:base, all the way up; nil: there is none
	lang       string   // of xml:lang, all the way up
	text       string   // its characters, entities read
	markup     string   // of an element that may have HTML in it, and has tags: all that is inside of it
	children   []*element
}

// attribute gives the value of the first attribute with one of the names, without
// white space around it. A name without a prefix is that of a prefixed one as well.
func (e *element) attribute(names ...string) string {
	for _, name := range names {
		for _, a := range e.attributes {
			if a.name == name || strings.HasSuffix(a.name, ":"+name) && !strings.HasPrefix(a.name, "xmlns") {
				return strings.TrimSpace(a.value)
			}
		}
	}
	return ""
}

// all gives the children with one of the names, in their order.
func (e *element) all(names ...string) []*element {
	var list []*element
	for _, child := range e.children {
		for _, name := range names {
			if child.name == name {
				list = append(list, child)
			}
		}
	}
	return list
}

// first gives the first child with the first of the names that there is, or an
// empty element.
func (e *element) first(names ...string) *element {
	for _, name := range names {
		for _, child := range e.children {
			if child.name == name {
				return child
			}
		}
	}
	return &element{}
}

// document is what a document of XML is made of.
type document struct {
	root    *element
	scope   *scope // of the root
	entries []*element
	page    bool // it begins as a page of HTML
}

// frame is an open element.
type frame struct {
	written string
	scope   *scope
	element *element // nil: it is not kept
	text    *pieces  // its characters so far
	entry   bool
}

// builder makes a document of tokens.
type builder struct {
	scanner  scanner
	document document
	open     []frame
	base     *url.URL // of the document
	deeper   int      // elements that are open beyond maxDepth
	kept     int      // elements of the entry or of the feed
	problems *problems
}

// parse reads a document of XML of any quality.
func parse(text string, base *url.URL, p *problems) document {
	b := &builder{scanner: scanner{source: text}, base: base, problems: p}
	b.open = []frame{{scope: (*scope)(nil).declare([]attribute{{name: "xmlns:xml", value: "http://www.w3.org/XML/1998/namespace"}}), element: &element{}}}
	for !b.document.page {
		t := b.scanner.next()
		switch t.kind {
		case endOfText:
			b.finish()
			return b.document
		case charData, cData:
			b.characters(t)
		case startTag, emptyTag:
			b.start(t)
		case endTag:
			b.end(t.name)
		case aside:
			b.document.page = b.document.root == nil && len(t.raw) > 14 && strings.EqualFold(t.raw[:14], "<!DOCTYPE html") && !hasRoot(text)
		}
	}
	return b.document
}

// hasRoot says that a feed begins somewhere near the beginning of a text: some have
// the document type of a page.
func hasRoot(text string) bool {
	const near = 2000
	text = strings.ToLower(text[:min(len(text), near)])
	return strings.Contains(text, "<rss") || strings.Contains(text, "<feed") || strings.Contains(text, "<rdf:rdf")
}

func (b *builder) top() *frame { return &b.open[len(b.open)-1] }

// characters adds text to the element that is open.
func (b *builder) characters(t token) {
	top := b.top()
	if top.element == nil || len(b.open) == 1 || b.deeper > 0 {
		return
	}
	text := t.text
	if t.kind == charData {
		text = unescape(text)
	}
	if top.text == nil {
		if strings.TrimSpace(text) == "" {
			return
		}
		top.text = &pieces{}
	}
	top.text.add(text)
}

// bounded cuts what is longer than the text of an element may be.
func (b *builder) bounded(text string) string {
	if len(text) <= maxText {
		return text
	}
	b.problems.note(fmt.Sprintf("A text is longer than %d MiB; it was cut.", maxText>>20))
	return strings.ToValidUTF8(text[:maxText], "")
}

// start opens an element.
func (b *builder) start(t token) {
	if len(b.open) >= maxDepth {
		if b.deeper == 0 {
			b.problems.note(fmt.Sprintf("Elements are in each other more than %d deep; the inner ones were passed over.", maxDepth))
		}
		if t.kind == startTag {
			b.deeper++
		}
		return
	}
	list := attributes(t.text)
	for i := range list {
		list[i].name, list[i].value = strings.ToLower(list[i].name), unescape(list[i].value)
	}
	top := b.top()
	inner := top.scope.declare(list)
	name := inner.name(t.name)
	isEntry := name == "item" || name == "entry"
	if b.document.root == nil {
		if name == "html" {
			b.document.page = true
			return
		}
		if !isRoot(name) && !isEntry { // what servers write before the document
			return
		}
	}
	if isEntry {
		b.endUnclosed()
		top = b.top()
	}
	e := b.element(name, list, top, isEntry)
	if b.document.root == nil {
		b.document.root, b.document.scope = e, inner
		if isEntry {
			b.document.root = &element{name: name, attributes: list}
		}
	}
	if t.kind == emptyTag {
		if isEntry && e != nil {
			b.document.entries = append(b.document.entries, e)
		}
		return
	}
	if isEntry {
		b.kept = 0
	}
	if e != nil && holdsMarkup(name) {
		b.capture(t.name, inner, e)
		return
	}
	b.open = append(b.open, frame{written: t.name, scope: inner, element: e, entry: isEntry})
}

// element makes an element, unless there are too many already.
func (b *builder) element(name string, list []attribute, outer *frame, isEntry bool) *element {
	if outer.element == nil {
		return nil
	}
	if isEntry && len(b.document.entries) == maxEntries {
		b.problems.note(fmt.Sprintf("It has more than %d entries; only the first ones were read.", maxEntries))
		return nil
	}
	if b.kept++; !isEntry && b.kept > maxElements {
		b.problems.note(fmt.Sprintf("An entry, or what the feed says of itself, has more than %d elements; the others were left out.", maxElements))
		return nil
	}
	e := &element{name: name, attributes: list, base: outer.element.base, lang: outer.element.lang}
	for _, a := range list {
		switch a.name {
		case "xml:base":
			if base := resolve(a.value, firstOf(e.base, b.base)); base != "" {
				e.base = parseURL(base)
			}
		case "xml:lang":
			e.lang = strings.TrimSpace(a.value)
		}
	}
	if !isEntry {
		outer.element.children = append(outer.element.children, e)
	}
	return e
}

// endUnclosed ends the entry that is open where another begins.
func (b *builder) endUnclosed() {
	for i := len(b.open) - 1; i > 0; i-- {
		if b.open[i].entry {
			b.problems.note("An entry does not end where the next one begins.")
			b.closeDown(i)
			return
		}
	}
}

// end closes the element with a name, and all that was not closed inside of it.
// What was never opened is passed over.
func (b *builder) end(written string) {
	if b.deeper > 0 {
		if local := strings.ToLower(written); !isRoot(local) && local != "item" && local != "entry" {
			b.deeper--
			return
		}
	}
	for i := len(b.open) - 1; i > 0; i-- {
		if strings.EqualFold(b.open[i].written, written) {
			b.deeper = 0
			if i < len(b.open)-1 {
				b.scanner.stray = true
			}
			b.closeDown(i)
			return
		}
	}
	b.scanner.stray = true
}

// closeDown closes the open elements down to one.
func (b *builder) closeDown(to int) {
	for i := len(b.open) - 1; i >= to; i-- {
		closed := b.open[i]
		if closed.text != nil {
			closed.element.text = b.bounded(closed.text.String())
		}
		if closed.entry {
			b.kept = 0
			if closed.element != nil {
				b.document.entries = append(b.document.entries, closed.element)
			}
		}
	}
	b.open = b.open[:to]
}

// finish ends the document. An entry that is still open is not whole: the next
// time it may be, and it must not be known until then by what came of it.
func (b *builder) finish() {
	for _, unclosed := range b.open[1:] {
		if unclosed.entry {
			b.problems.note("It ends in the middle of an entry, which was left out; all before it were read.")
			return
		}
	}
	switch {
	case len(b.open) > 1:
		b.problems.note("It ends before its end: an element is not closed.")
	case b.scanner.stray:
		b.problems.note("It is not well-formed XML; it was read as well as possible.")
	}
}

func isRoot(name string) bool {
	return name == "rss" || name == "rdf:rdf" || name == "feed" || name == "channel"
}
