// Package document makes elements of the XML that feeds are written in, of any
// quality: its entries, and what is around them. It does not know what they mean.
package document

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"broadsheet/articles/feed/markup"
)

// Bounds of a document, far above those of any real one. What is beyond them is left
// out, which Problems say.
const (
	MaxEntries  = 20_000  // in one document
	maxDepth    = 64      // of elements; what is deeper is passed over
	maxElements = 1_000   // of one entry, and of what the feed says of itself
	maxAll      = 250_000 // elements of all
	maxText     = 8 << 20 // bytes of one element
)

// Undetermined is the language of what has none (RFC 5646, 4.1), as an empty xml:lang
// says (XML 1.0, 2.12).
const Undetermined = "und"

// Element is one of a feed or of an entry.
type Element struct {
	Name       string             // as people write it: "title", "dc:creator"
	Attributes []markup.Attribute // those that mean something to a feed, by their names in lower case, entities read
	Base       *url.URL           // of xml:base, all the way up; nil: there is none
	Lang       string             // of xml:lang, all the way up; Undetermined where that is taken back
	Text       string             // its characters, entities read
	Markup     string             // of an element that may have HTML in it, and has tags: all that is inside of it
	Children   []*Element
}

// Attribute gives the value of the first attribute with one of the names, without
// white space around it. A name without a prefix is that of a prefixed one as well.
func (e *Element) Attribute(names ...string) string {
	for _, name := range names {
		for _, a := range e.Attributes {
			if a.Name == name || strings.HasSuffix(a.Name, ":"+name) {
				return strings.TrimSpace(a.Value)
			}
		}
	}
	return ""
}

// All gives the children with one of the names, in their order.
func (e *Element) All(names ...string) []*Element {
	var list []*Element
	for _, child := range e.Children {
		if slices.Contains(names, child.Name) {
			list = append(list, child)
		}
	}
	return list
}

// First gives the first child with the first of the names that there is, or an
// empty element.
func (e *Element) First(names ...string) *Element {
	for _, name := range names {
		for _, child := range e.Children {
			if child.Name == name {
				return child
			}
		}
	}
	return &Element{}
}

// Document is what a document of XML is made of.
type Document struct {
	Root      *Element // nil: it is no feed
	Namespace string   // of the root, as declared, where it has no prefix
	Entries   []*Element
	Page      bool // it begins as a page of HTML
	Cut       bool // its end is missing
}

// frame is an open element.
type frame struct {
	written string
	scope   *scope
	element *Element // nil: it is not kept
	text    *pieces  // its characters so far
	entry   bool
}

// builder makes a document of tokens.
type builder struct {
	scanner  markup.Scanner
	document Document
	open     []frame
	base     *url.URL // of the document
	deeper   int      // elements that are open beyond maxDepth
	kept     int      // elements of the entry or of the feed
	all      int      // elements that were kept
	note     func(problem string)
}

// Parse reads a document of XML of any quality. The base is its own address, nil
// where it is not known; what is wrong with it is noted.
func Parse(text string, base *url.URL, note func(problem string)) Document {
	b := &builder{scanner: markup.Scanner{Source: text}, base: base, note: note}
	outermost := (*scope)(nil).declare([]markup.Attribute{{Name: "xmlns:xml", Value: "http://www.w3.org/XML/1998/namespace"}})
	b.open = []frame{{scope: outermost, element: &Element{}}}
	for !b.document.Page {
		t := b.scanner.Next()
		switch t.Kind {
		case markup.EndOfText:
			b.finish()
			return b.document
		case markup.CharData, markup.CData:
			b.characters(t)
		case markup.StartTag, markup.EmptyTag:
			b.start(t)
		case markup.EndTag:
			b.end(t.Name)
		case markup.Aside:
			b.document.Page = b.document.Root == nil && len(t.Raw) > 14 && strings.EqualFold(t.Raw[:14], "<!DOCTYPE html") && !hasRoot(text)
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
func (b *builder) characters(t markup.Token) {
	top := b.top()
	if top.element == nil || len(b.open) == 1 || b.deeper > 0 {
		return
	}
	text := t.Text
	if t.Kind == markup.CharData {
		text = markup.Unescape(text)
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
	b.note(fmt.Sprintf("A text is longer than %d MiB; it was cut.", maxText>>20))
	return strings.ToValidUTF8(text[:maxText], "")
}

// start opens an element.
func (b *builder) start(t markup.Token) {
	if len(b.open) >= maxDepth {
		if b.deeper == 0 {
			b.note(fmt.Sprintf("Elements are in each other more than %d deep; the inner ones were passed over.", maxDepth))
		}
		if t.Kind == markup.StartTag {
			b.deeper++
		}
		return
	}
	list := markup.Attributes(nil, t.Text)
	for i := range list {
		list[i].Name, list[i].Value = strings.ToLower(list[i].Name), markup.Unescape(list[i].Value)
	}
	inner := b.top().scope.declare(list)
	name := inner.name(t.Name)
	isEntry := name == "item" || name == "entry"
	isFirst := b.document.Root == nil
	if isFirst {
		if b.document.Page = name == "html"; !isRoot(name) && !isEntry {
			return // what servers write before the document
		}
		b.document.Namespace = inner.namespace("")
		b.document.Root = &Element{Name: name} // of an entry alone
	}
	if isEntry {
		b.endUnclosed()
		b.kept = 0
	}
	e := b.element(name, list, isEntry)
	if isFirst && !isEntry {
		b.document.Root = e
	}
	switch {
	case t.Kind == markup.StartTag && e != nil && holdsMarkup(name):
		b.capture(t.Name, inner, e)
	case t.Kind == markup.StartTag:
		b.open = append(b.open, frame{written: t.Name, scope: inner, element: e, entry: isEntry})
	case isEntry && e != nil:
		b.document.Entries = append(b.document.Entries, e)
	}
}

// element makes an element, unless there are too many already.
func (b *builder) element(name string, list []markup.Attribute, isEntry bool) *Element {
	outer := b.top()
	if outer.element == nil {
		return nil
	}
	if isEntry && len(b.document.Entries) == MaxEntries {
		b.note(fmt.Sprintf("It has more than %d entries; only the first ones were read.", MaxEntries))
		return nil
	}
	if b.kept++; !isEntry && b.kept > maxElements {
		b.note(fmt.Sprintf("An entry, or what the feed says of itself, has more than %d elements; the others were left out.", maxElements))
		return nil
	}
	if b.all++; b.all > maxAll {
		b.note(fmt.Sprintf("It has more than %d elements; the others were left out.", maxAll))
		return nil
	}
	e := &Element{Name: name, Attributes: kept(list), Base: outer.element.Base, Lang: outer.element.Lang}
	for _, a := range e.Attributes {
		switch a.Name {
		case "xml:base":
			if base := markup.Resolve(a.Value, markup.FirstOf(e.Base, b.base)); base != "" {
				e.Base = markup.FirstOf(markup.BaseOf(base), e.Base)
			}
		case "xml:lang":
			e.Lang = cmp.Or(strings.TrimSpace(a.Value), Undetermined)
		}
	}
	if !isEntry {
		outer.element.Children = append(outer.element.Children, e)
	}
	return e
}

// kept gives the attributes that mean something to a feed.
func kept(list []markup.Attribute) []markup.Attribute {
	known := list[:0]
	for _, a := range list {
		prefix, local, found := strings.Cut(a.Name, ":")
		if isKnownAttribute(a.Name) || found && prefix != "xmlns" && isKnownAttribute(local) {
			known = append(known, a)
		}
	}
	if len(known) == 0 {
		return nil // not the beginning of a list that stays
	}
	return slices.Clone(known)
}

func isKnownAttribute(name string) bool {
	switch name {
	case "about", "base", "duration", "filesize", "href", "ispermalink", "label", "lang", "length", "medium", "mode", "rel", "resource", "src",
		"term", "text", "type", "url", "version":
		return true
	}
	return false
}

// endUnclosed ends the entry that is open where another begins.
func (b *builder) endUnclosed() {
	for i := len(b.open) - 1; i > 0; i-- {
		if b.open[i].entry {
			b.note("An entry does not end where the next one begins.")
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
				b.scanner.Stray = true
			}
			b.closeDown(i)
			return
		}
	}
	b.scanner.Stray = true
}

// closeDown closes the open elements down to one.
func (b *builder) closeDown(to int) {
	for i := len(b.open) - 1; i >= to; i-- {
		closed := b.open[i]
		if closed.text != nil {
			closed.element.Text = b.bounded(closed.text.String())
		}
		if closed.entry {
			b.kept = 0
			if closed.element != nil {
				b.document.Entries = append(b.document.Entries, closed.element)
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
			b.document.Cut = true
			b.note("It ends in the middle of an entry, which was left out; all before it were read.")
			return
		}
	}
	switch {
	case len(b.open) > 1:
		b.document.Cut = true
		b.note("It ends before its end: an element is not closed.")
	case b.scanner.Stray:
		b.note("It is not well-formed XML; it was read as well as possible.")
	}
}

func isRoot(name string) bool {
	return name == "rss" || name == "rdf:rdf" || name == "feed" || name == "channel"
}
