package render

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"broadsheet/model"
	"broadsheet/model/fold"
)

// Link is a link of a page, or the address of a picture in it.
type Link struct {
	URL   string
	Text  string // as shown; of a picture, what it shows
	Line  int    // where it first stands
	Image bool
}

// Heading is a heading of a page.
type Heading struct {
	Level int // 1 to 6
	Text  string
	Line  int
}

// Footnote is a footnote of a page.
type Footnote struct {
	Label     string
	Line      int // where the note stands; -1 if it is not laid yet or missing
	Reference int // where it is first referred to; -1 if it is not
}

// Match is a place that Find found.
type Match struct {
	Line       int // where it starts
	leaf       int32
	start, end int32
}

// address is a place in a page that leads somewhere.
type address struct {
	url, text string
	image     bool
	leaf      int32
	offset    int32
}

// headingPlace is a heading and its leaf.
type headingPlace struct {
	level int
	text  string
	leaf  int32
}

// reference is a footnote's label and where it stands.
type reference struct {
	label  string
	leaf   int32
	offset int32
}

// indexEntry says on which line a part of a leaf is.
type indexEntry struct {
	leaf, start, line int32
}

// makeIndex notes on which lines the leaves are, in their order.
func (p *Page) makeIndex() {
	n := 0
	for _, l := range p.lines {
		n += len(l.pieces)
	}
	p.index = make([]indexEntry, 0, n)
	add := func(pieces []piece, line int) {
		for _, q := range pieces {
			if q.leaf >= 0 {
				p.index = append(p.index, indexEntry{q.leaf, q.start, int32(line)})
			}
		}
	}
	for i, l := range p.lines {
		add(l.before, i)
		add(l.pieces, i)
	}
	byPlace := func(a, b indexEntry) int {
		return cmp.Or(cmp.Compare(a.leaf, b.leaf), cmp.Compare(a.start, b.start), cmp.Compare(a.line, b.line))
	}
	if !slices.IsSortedFunc(p.index, byPlace) { // columns of a table stand side by side
		slices.SortFunc(p.index, byPlace)
	}
}

// lineAt finds the line of a place in a leaf: the first one that shows it, or
// what comes next.
func (p *Page) lineAt(leaf, offset int32) int {
	if len(p.index) == 0 {
		return 0
	}
	after := sort.Search(len(p.index), func(i int) bool {
		e := p.index[i]
		return e.leaf > leaf || e.leaf == leaf && e.start > offset
	})
	if after == 0 || p.index[after-1].leaf != leaf {
		return int(p.index[min(after, len(p.index)-1)].line)
	}
	i := after - 1
	for i > 0 && p.index[i-1].leaf == leaf && p.index[i-1].start == p.index[i].start {
		i--
	}
	return int(p.index[i].line)
}

// Place returns the place in the document of a line, which holds at every
// width and in every theme. For a line without text, or with text that only
// repeats what stands above, it is that of the next one that has some. The head
// counts as the document's start.
func (p *Page) Place(line int) model.Place {
	for i := max(line, 0); i < len(p.lines); i++ {
		for _, pieces := range [...][]piece{p.lines[i].pieces, p.lines[i].before} {
			for _, q := range pieces {
				if q.leaf >= 0 && p.lineAt(q.leaf, q.start) == i {
					return p.placeOf(q.leaf, q.start)
				}
			}
		}
	}
	if len(p.index) == 0 {
		return model.Place{}
	}
	last := p.index[len(p.index)-1]
	return p.placeOf(last.leaf, last.start)
}

func (p *Page) placeOf(leaf, offset int32) model.Place {
	if int(leaf) < p.head {
		return model.Place{}
	}
	return model.Place{Block: int(leaf) - p.head, Offset: int(offset)}
}

// LineOf returns the line of a place in the document: the first line for its
// start, the last one for what is not there or not laid yet.
func (p *Page) LineOf(place model.Place) int {
	if place.Block < 0 || place == (model.Place{}) || len(p.lines) == 0 {
		return 0
	}
	leaf := place.Block + p.head
	if leaf >= len(p.leaves) {
		return len(p.lines) - 1
	}
	return p.lineAt(int32(leaf), int32(min(max(place.Offset, 0), len(p.leaves[leaf].leaf.text))))
}

// maxMatches is how many places are found in a page: more than anybody goes
// through, and few enough to be kept.
const maxMatches = 50_000

// Size is how much text the page has, in bytes: what there is to look through.
func (p *Page) Size() int { return p.size }

// Find finds a word in the text of the page: folded as searches are, and
// across the ends of lines. It gives the first 50,000 places, and those that
// were found when the context ended.
func (p *Page) Find(ctx context.Context, word string) []Match {
	folded := fold.String(strings.TrimSpace(word))
	if folded == "" {
		return nil
	}
	return p.FindBy(ctx, func(text string) []fold.Range { return fold.Find(text, folded) })
}

// FindBy is Find for all that a function finds in a part of the page's text. Of
// places that overlap, the first is given.
func (p *Page) FindBy(ctx context.Context, in func(text string) []fold.Range) []Match {
	var found []Match
	for i, l := range p.leaves {
		number := int32(i)
		for from := 0; from < len(l.leaf.text); {
			if ctx.Err() != nil || len(found) >= maxMatches {
				return found[:min(len(found), maxMatches)]
			}
			ranges, next := findPart(l.leaf.text, from, in)
			for _, r := range ranges {
				start, end := int32(r.Start), int32(r.End)
				found = append(found, Match{Line: p.lineAt(number, start), leaf: number, start: start, end: end})
			}
			from = next
		}
	}
	return found
}

const (
	findBytes = 256 << 10 // of a text that are looked through at once
	findWhole = 8 << 10   // of what follows them, which a place may reach into: more than a query has
)

// findPart finds the places that begin in the next part of a text, and says where
// the one after it begins.
func findPart(text string, from int, in func(text string) []fold.Range) (ranges []fold.Range, next int) {
	end := characterAt(text, from+findBytes)
	ranges = inOrder(in(text[from:characterAt(text, end+findWhole)]))
	for i := range ranges {
		if ranges[i].Start += from; ranges[i].Start >= end {
			return ranges[:i], end
		}
		ranges[i].End += from
		end = max(end, ranges[i].End)
	}
	return ranges, end
}

// characterAt gives where the character begins that a place in a text is in.
func characterAt(text string, at int) int {
	if at >= len(text) {
		return len(text)
	}
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// inOrder puts ranges in the order of the text, without those that overlap one
// before them.
func inOrder(all []fold.Range) []fold.Range {
	slices.SortFunc(all, func(a, b fold.Range) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	kept := all[:0]
	for _, r := range all {
		if n := len(kept); n == 0 || r.Start >= kept[n-1].End {
			kept = append(kept, r)
		}
	}
	return kept
}

// firstMatch is the index of the first match that ends after a place.
func firstMatch(matches []Match, leaf, start int32) int {
	return sort.Search(len(matches), func(i int) bool {
		return matches[i].leaf > leaf || matches[i].leaf == leaf && matches[i].end > start
	})
}

// Links returns the links and the pictures' addresses of what is laid, each
// address once, in the order of their appearance.
func (p *Page) Links() []Link {
	var links []Link
	known := map[string]int{}
	for _, a := range p.addresses {
		text := strings.ReplaceAll(a.text, "\n", " ")
		if i, ok := known[a.url]; ok {
			if links[i].Text == "" {
				links[i].Text = text
			}
			links[i].Image = links[i].Image && a.image
			continue
		}
		known[a.url] = len(links)
		links = append(links, Link{URL: a.url, Text: text, Line: p.lineAt(a.leaf, a.offset), Image: a.image})
	}
	return links
}

// Headings returns the headings of what is laid.
func (p *Page) Headings() []Heading {
	headings := make([]Heading, 0, len(p.headings))
	for _, h := range p.headings {
		headings = append(headings, Heading{h.level, h.text, p.lineAt(h.leaf, 0)})
	}
	return headings
}

// Footnotes returns the footnotes of what is laid, in the order of their
// first reference.
func (p *Page) Footnotes() []Footnote {
	var notes []Footnote
	known := map[string]int{}
	at := func(label string) *Footnote {
		i, ok := known[label]
		if !ok {
			i = len(notes)
			known[label] = i
			notes = append(notes, Footnote{label, -1, -1})
		}
		return &notes[i]
	}
	for _, r := range p.references {
		if n := at(r.label); n.Reference < 0 {
			n.Reference = p.lineAt(r.leaf, r.offset)
		}
	}
	for _, r := range p.notes {
		if n := at(r.label); n.Line < 0 {
			n.Line = p.lineAt(r.leaf, 0)
		}
	}
	return notes
}
