package html

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/gate"
	"broadsheet/articles/html/dom"
	"broadsheet/model"
)

const (
	// maxNoteLabel is the longest label of a footnote, in characters.
	maxNoteLabel = 4
	// maxNamedLabel is the longest of one that says what it is: Wikipedia's "note 12".
	maxNamedLabel = 12
	// maxNote is the longest element that is a note and no list item, in characters.
	maxNote = 10_000
)

// noteIndex knows the footnotes of a tree: the links that are references to
// them, and the elements that are the notes.
type noteIndex struct {
	notes   []*html.Node // in the order of the tree
	isOne   map[*html.Node]bool
	targets map[*html.Node]*html.Node // of a reference, its note
	back    map[string]bool           // ids at the references, where a note leads back to
	leads   map[*html.Node]bool       // whether a link in a node leads back, of those that were looked at
	marked  map[*html.Node]bool       // what the ids at a reference were taken of
	reading bool                      // a note is being read
	labels  map[*html.Node]string
	used    noteLabels
	order   []*html.Node // notes in the order of their first reference
}

// findNotes looks for footnotes: links that are marked as references, to
// something that is a note by its place or name.
func findNotes(nodes []*html.Node) noteIndex {
	n := noteIndex{
		isOne: map[*html.Node]bool{}, targets: map[*html.Node]*html.Node{}, back: map[string]bool{},
		leads: map[*html.Node]bool{}, marked: map[*html.Node]bool{}, labels: map[*html.Node]string{}, used: noteLabels{},
	}
	ids, place, links := anchors(nodes)
	for _, link := range links {
		n.addBack(link)
	}
	for _, link := range links {
		target := ids[fragment(link)]
		note := n.noteAt(target)
		if note == nil || place[target] < place[link] || within(link, note) {
			continue // what leads upwards is the way back
		}
		n.targets[link] = note
		if !n.isOne[note] {
			n.isOne[note] = true
			n.notes = append(n.notes, note)
		}
	}
	return n
}

// anchors gives what has an id, the links that look like references, and where
// each of them stands in the order of the tree.
func anchors(nodes []*html.Node) (ids map[string]*html.Node, place map[*html.Node]int, links []*html.Node) {
	ids, place = map[string]*html.Node{}, map[*html.Node]int{}
	for _, root := range nodes {
		for node := range root.Descendants() {
			for _, a := range node.Attr {
				if (a.Key == "id" || a.Key == "name") && ids[a.Val] == nil {
					ids[a.Val], place[node] = node, len(place)
				}
			}
			if node.DataAtom == atom.A && isReference(node) {
				links = append(links, node)
				place[node] = len(place)
			}
		}
	}
	return ids, place, links
}

// fragment gives the id that a link leads to, or "". Feeds have whole addresses for those
// in their own page; whether it is one shows where the page has the id.
func fragment(link *html.Node) string {
	_, id, found := strings.Cut(dom.Attribute(link, "href"), "#")
	if !found {
		return ""
	}
	if decoded, err := url.PathUnescape(id); err == nil {
		return decoded
	}
	return id
}

// isReference says that a link is set like a reference to a note: raised, or
// named so, and as short as one.
func isReference(link *html.Node) bool {
	if fragment(link) == "" || noteLabel(link) == "" {
		return false
	}
	if dom.HasClass(link, "footnote-ref", "footnote", "footnoteref", "noteref", "footnote-reference", "footnote-anchor", "footnote-link", "footnote_referrer", "sdfootnoteanc") ||
		dom.Attribute(link, "role") == "doc-noteref" || isWordNote(link) {
		return true
	}
	if link.Parent != nil && link.Parent.DataAtom == atom.Sup {
		return true
	}
	inner := elements(link)
	return len(inner) == 1 && inner[0].DataAtom == atom.Sup
}

// isWordNote says that a link is a reference as Word names it, #_ftn1 or #_edn1. What
// leads back is called #_ftnref1.
func isWordNote(link *html.Node) bool {
	id := fragment(link)
	return (strings.HasPrefix(id, "_ftn") || strings.HasPrefix(id, "_edn")) && !strings.HasPrefix(id[4:], "ref")
}

// noteLabel gives the text of a reference without its brackets, or "".
func noteLabel(link *html.Node) string {
	label := gate.Clean(strings.Trim(gate.Clean(nodeText(link)), "[]()（）〔〕【】 "))
	most := maxNoteLabel
	if dom.HasClass(link, "reference") || link.Parent != nil && dom.HasClass(link.Parent, "reference") {
		most = maxNamedLabel
	}
	if utf8.RuneCountInString(label) > most {
		return ""
	}
	return label
}

// addBack remembers the ids at a reference.
func (n *noteIndex) addBack(link *html.Node) {
	defer delete(n.back, "") // links without a fragment lead back to nothing
	for node, steps := link, 0; node != nil && steps < 3; node, steps = node.Parent, steps+1 {
		if steps > 0 && node.DataAtom != atom.Sup && node.DataAtom != atom.Span && node.DataAtom != atom.A {
			return
		}
		if n.marked[node] {
			continue
		}
		n.marked[node] = true
		n.back[dom.Attribute(node, "id")] = true
		n.back[dom.Attribute(node, "name")] = true
		for _, inner := range elements(node) {
			n.back[dom.Attribute(inner, "id")] = true
		}
	}
}

// noteAt gives the note that a target is or begins: a list item, an element
// that is called a footnote, or a paragraph that leads back.
func (n *noteIndex) noteAt(target *html.Node) *html.Node {
	for node, steps := target, 0; node != nil && steps < 4; node, steps = node.Parent, steps+1 {
		switch node.DataAtom {
		case atom.Li:
			return node
		case atom.P, atom.Div, atom.Aside, atom.Dd:
			named := dom.HasClass(node, "footnote", "footnote-text", "note") || dom.Attribute(node, "role") == "doc-footnote"
			if (named || n.leadsBack(node)) && shownLength(node, maxNote) < maxNote {
				return node
			}
		case atom.Body, atom.Table, atom.Section, atom.Article, atom.Ol, atom.Ul:
			return nil
		default: // an anchor in the note
		}
	}
	return nil
}

func (n *noteIndex) leadsBack(node *html.Node) bool {
	leads, known := n.leads[node]
	if known {
		return leads
	}
	for inner := range node.Descendants() {
		if inner.DataAtom == atom.A && n.back[fragment(inner)] {
			leads = true
			break
		}
	}
	n.leads[node] = leads
	return leads
}

func within(node, ancestor *html.Node) bool {
	for at := node; at != nil; at = at.Parent {
		if at == ancestor {
			return true
		}
	}
	return false
}

// isNote says that an element is a footnote, which is read on its own.
func (n *noteIndex) isNote(node *html.Node) bool { return n.isOne[node] }

// isBacklink says that a link in a note does nothing but lead back to the
// reference.
func (n *noteIndex) isBacklink(link *html.Node) bool {
	if dom.HasClass(link, "footnote-backref", "footnote-back", "reversefootnote") || dom.Attribute(link, "role") == "doc-backlink" {
		return true
	}
	return n.reading && n.back[fragment(link)] && utf8.RuneCountInString(gate.Clean(nodeText(link))) <= maxNoteLabel+2
}

// labelOf gives a note the label of its first reference, or one like it where
// another note has that already.
func (n *noteIndex) labelOf(note *html.Node, label string) string {
	if known, found := n.labels[note]; found {
		return known
	}
	label = n.used.take(label)
	n.labels[note] = label
	n.order = append(n.order, note)
	return label
}

// noteLabels are the labels that notes have, each with how often it was asked
// for.
type noteLabels map[string]int

// take gives a note's label, or one like it where another note has that: 1*, 1**
// and 1***, then 1-5 and so on.
func (n noteLabels) take(label string) string {
	taken := label
	for number := n[label] + 1; ; number++ {
		n[label] = number
		switch {
		case number <= 4:
			taken = label + "***"[:number-1]
		default:
			taken = label + "-" + strconv.Itoa(number)
		}
		if taken == label || n[taken] == 0 {
			break
		}
	}
	n[taken] = max(1, n[taken])
	return taken
}

// noteReference reads a link, or a raised text that is nothing but such a
// link, as the reference to a footnote. It says whether it was one.
func (f *flow) noteReference(node *html.Node, st style) bool {
	notes := &f.reader.notes
	link := node
	if node.DataAtom == atom.Sup {
		inner := elements(node)
		if len(inner) != 1 || noteLabel(node) != noteLabel(inner[0]) {
			return false
		}
		link = inner[0]
	}
	note := notes.targets[link]
	if note == nil {
		return false
	}
	f.inline(model.FootnoteReference{Label: notes.labelOf(note, noteLabel(link))}, st)
	return true
}

// footnotes reads the notes: in the order of their references, and then those
// whose reference was dropped.
func (r *reader) footnotes() []model.Footnote {
	var footnotes []model.Footnote
	r.notes.reading = true
	read := func(note *html.Node) {
		label := r.notes.labels[note]
		if blocks := withoutLabel(r.inner(note, style{}), label); len(blocks) > 0 {
			footnotes = append(footnotes, model.Footnote{Label: label, Blocks: blocks})
		}
	}
	done := 0
	readReferenced := func() { // a note may refer to another
		for ; done < len(r.notes.order); done++ {
			read(r.notes.order[done])
		}
	}
	readReferenced()
	for _, note := range r.notes.notes {
		if _, labelled := r.notes.labels[note]; !labelled {
			r.notes.labelOf(note, "*")
			readReferenced()
		}
	}
	return footnotes
}

// withoutLabel gives the blocks of a note without its label, where the author
// wrote it before the note: the label is shown there anyway.
func withoutLabel(blocks []model.Block, label string) []model.Block {
	if len(blocks) == 0 {
		return nil
	}
	paragraph, isParagraph := blocks[0].(model.Paragraph)
	if !isParagraph {
		return blocks
	}
	first, isText := paragraph.Inlines[0].(model.Text)
	if !isText {
		return blocks
	}
	for _, prefix := range []string{label + " ", "[" + label + "] ", label + ". ", "(" + label + ") "} {
		if rest, found := strings.CutPrefix(first.Text, prefix); found && rest != "" {
			paragraph.Inlines = slices.Concat([]model.Inline{model.Text{Text: rest}}, paragraph.Inlines[1:])
			return slices.Concat([]model.Block{paragraph}, blocks[1:])
		}
	}
	return blocks
}
