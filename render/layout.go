package render

import (
	"context"
	"slices"
	"strings"

	"broadsheet/model"
	"broadsheet/render/linebreak"
	"broadsheet/render/themes"
)

// piece is a part of a line: some of a leaf's text, or something that the
// layout adds.
type piece struct {
	leaf       int32 // the leaf's place in the page; -1: sign is shown
	start, end int32 // bytes of the leaf's text
	sign       string
	ink        themes.Ink // of the sign
	link       int32      // of the sign: the number of an address, from 1; 0 is none
}

// line is a line of a page. The pieces that stand before its text are shared
// by all lines of a container.
type line struct {
	before []piece
	pieces []piece
	width  int // cells, with what stands before
}

// box is a container of blocks, and what stands before their lines: the bar of
// a quote, the indent of an item, its bullet.
type box struct {
	first, rest           []piece // before the first line and the others
	firstWidth, restWidth int
	parent                *box
	used                  bool // whether the first line is laid
	quoted                bool
	bullets               int  // how many bulleted lists it is in
	bold                  bool // whether its text is a table's header
}

// before is what stands before the next line.
func (b *box) before() ([]piece, int) {
	if b.used {
		return b.rest, b.restWidth
	}
	return b.first, b.firstWidth
}

// use says that a line is laid: the next one is not the first.
func (b *box) use() {
	for ; b != nil && !b.used; b = b.parent {
		b.used = true
	}
}

// within makes a box in a box, with nothing more before its lines.
func (b *box) within() *box {
	inner := *b
	inner.parent = b
	return &inner
}

// layouter lays out the blocks of a document.
type layouter struct {
	ctx      context.Context
	renderer *Renderer
	theme    *themes.Theme
	signs    signs
	page     *Page
	width    int
	limit    int // lines, 0: none
	lines    []line
	captured int  // how many cells of tables we are in
	laid     int  // lines, those in cells of tables too
	stopped  bool // whether something is left out because of the limit
	cut      bool // whether something is left out because the page is as long as one can be
	slab     []piece
}

// full says whether there are as many lines as were asked for.
func (l *layouter) full() bool {
	if l.laid >= l.renderer.longest {
		l.stopped, l.cut = true, true
	}
	if l.limit > 0 && l.captured == 0 && len(l.lines) >= l.limit || l.ctx.Err() != nil {
		l.stopped = true
	}
	return l.stopped
}

// inside makes the box of a container in another one, with a sign before its
// first line and another one, of the same width, before the others. A container
// that would take more than half of the width is not indented.
func (l *layouter) inside(outer *box, first, rest piece) *box {
	width := linebreak.Width(first.sign)
	if !outer.used && outer.firstWidth > outer.restWidth && outer.firstWidth+width > l.width/2 {
		l.put(outer, 0) // what stands before the outer one takes a line of its own
	}
	before, beforeWidth := outer.before()
	b := &box{
		parent: outer, quoted: outer.quoted, bullets: outer.bullets, bold: outer.bold,
		first: append(before[:len(before):len(before)], first), firstWidth: beforeWidth + width,
		rest: outer.rest, restWidth: outer.restWidth,
	}
	if l.fits(outer, width) {
		b.rest = append(outer.rest[:len(outer.rest):len(outer.rest)], rest)
		b.restWidth = outer.restWidth + width
	}
	if b.firstWidth >= l.width {
		b.first, b.firstWidth = []piece{first}, width
	}
	return b
}

// fits says whether there is room for an indent in a box.
func (l *layouter) fits(b *box, indent int) bool {
	taken := b.restWidth + indent
	return taken <= l.width/2 && l.width-taken >= narrowColumn
}

// sign is a piece that the layout adds.
func sign(text string, k themes.Ink) piece { return piece{leaf: -1, sign: text, ink: k} }

// put lays one line in a box.
func (l *layouter) put(b *box, width int, pieces ...piece) {
	before, beforeWidth := b.before()
	b.use()
	l.laid++
	l.lines = append(l.lines, line{before: before, pieces: l.keep(pieces), width: beforeWidth + width})
}

// keep copies pieces to a place of their own.
func (l *layouter) keep(pieces []piece) []piece {
	if len(pieces) == 0 {
		return nil
	}
	if cap(l.slab)-len(l.slab) < len(pieces) {
		l.slab = make([]piece, 0, max(256, len(pieces)))
	}
	start := len(l.slab)
	l.slab = append(l.slab, pieces...)
	return l.slab[start:len(l.slab):len(l.slab)]
}

// gap lays an empty line, unless the box is empty yet.
func (l *layouter) gap(b *box) {
	if b.used {
		l.put(b, 0)
	}
}

// finish lays the first line of a box that stayed empty, for its sign.
func (l *layouter) finish(b *box) {
	if !b.used && !l.stopped {
		l.put(b, 0)
	}
}

// clear lays the sign of a box on a line of its own if it is wider than the
// indent, so that all lines of what follows have the same room.
func (l *layouter) clear(b *box) {
	if !b.used && b.firstWidth > b.restWidth {
		l.put(b, 0)
	}
}

// add makes a leaf part of the page and returns its number.
func (l *layouter) add(k look, c content) int32 {
	leaf := l.renderer.leaf(k, c)
	number := int32(len(l.page.leaves))
	l.page.leaves = append(l.page.leaves, pageLeaf{leaf: leaf, addresses: int32(len(l.page.addresses))})
	for _, a := range leaf.links {
		l.page.addresses = append(l.page.addresses, address{
			url: a.url, text: leaf.text[a.start:a.end], image: a.image, leaf: number, offset: a.start,
		})
	}
	for _, n := range leaf.notes {
		l.page.references = append(l.page.references, reference{label: n.label, leaf: number, offset: n.offset})
	}
	return number
}

// leaf lays out a leaf in a box, and returns its number. The last line may
// be continued by the caller.
func (l *layouter) leaf(b *box, k look, c content) int32 {
	k.quoted = b.quoted
	if b.bold && k.role == bodyText {
		k.role = tableHead
	}
	number := l.add(k, c)
	leaf := l.page.leaves[number].leaf
	if leaf.text == "" {
		return number
	}
	_, taken := b.before()
	if !b.used && taken > b.restWidth && l.width-taken < min(narrowColumn, l.width-b.restWidth) && !leaf.fits(l.width-taken) {
		l.put(b, 0) // the sign alone: there is no room beside it
		_, taken = b.before()
	}
	text, cells := l.room(leaf)
	for _, part := range linebreak.Fill(text, cells, max(1, l.width-taken), max(1, l.width-b.restWidth)) {
		if l.full() && (l.cut || l.ctx.Err() != nil) {
			break
		}
		l.put(b, part.Width, piece{leaf: number, start: int32(part.Start), end: int32(part.End)})
	}
	if len(cells) < len(leaf.cells) {
		l.stopped, l.cut = true, true
	}
	return number
}

// room gives as much of a leaf as there can be lines for.
func (l *layouter) room(leaf *leaf) (text string, cells []linebreak.Cell) {
	most := max(1, l.renderer.longest-l.laid) * (l.width + 1)
	if len(leaf.cells) <= most {
		return leaf.text, leaf.cells
	}
	return leaf.text[:leaf.cells[most].Offset], leaf.cells[:most]
}

// fits says whether all of a leaf has room on one line.
func (l *leaf) fits(width int) bool {
	for _, c := range l.cells {
		if width -= int(c.Width); width < 0 || c.Break == linebreak.Mandatory && c.Offset > 0 {
			return false
		}
	}
	return true
}

// blocks lays out blocks in a box. In a tight one lists follow without a gap.
func (l *layouter) blocks(b *box, blocks []model.Block, tight bool) {
	for i := 0; i < len(blocks); i++ {
		if l.full() {
			return
		}
		if i > 0 && !belong(blocks[i-1], blocks[i], tight) {
			l.gap(b)
		}
		if images, n := muteRun(blocks[i:]); len(images) > 1 {
			l.mutePictures(b, images)
			i += n - 1
			continue
		}
		l.block(b, blocks[i])
	}
}

// belong says whether a block stands right below another one: a heading below
// the one of the part that it is in, a text below a minor heading, and a list below
// its item's text.
func belong(above, below model.Block, tight bool) bool {
	upper, isUpper := above.(model.Heading)
	lower, isLower := below.(model.Heading)
	switch {
	case isLower:
		return isUpper && upper.Level < lower.Level
	case isUpper:
		return upper.Level >= 4
	}
	_, listAbove := above.(model.List)
	_, listBelow := below.(model.List)
	return tight && (listAbove || listBelow)
}

// isMute says that a block is pictures without a word about them.
func isMute(block model.Block) bool {
	figure, isFigure := block.(model.Figure)
	return isFigure && len(figure.Caption) == 0 && allMute(figure.Images)
}

// allMute says that nothing is said of any of some pictures.
func allMute(images []model.Image) bool {
	return !slices.ContainsFunc(images, func(image model.Image) bool { return image.Alt != "" })
}

func (l *layouter) block(b *box, block model.Block) {
	switch block := block.(type) {
	case model.Paragraph:
		l.leaf(b, look{}, flatten(block.Inlines))
	case model.Heading:
		l.heading(b, block)
	case model.CodeBlock:
		l.code(b, block)
	case model.List:
		l.list(b, block)
	case model.Quote:
		l.quote(b, block)
	case model.Table:
		l.table(b, block)
	case model.Figure:
		l.figure(b, block)
	case model.DefinitionList:
		l.definitions(b, block)
	case model.Details:
		l.details(b, block)
	case model.Rule:
		l.rule(b)
	}
}

func (l *layouter) heading(b *box, h model.Heading) {
	level := min(max(h.Level, 1), 6)
	number := l.leaf(b, look{role: heading, level: uint8(level)}, flatten(h.Inlines))
	if text := l.page.leaves[number].leaf.text; text != "" {
		l.page.headings = append(l.page.headings, headingPlace{level, strings.ReplaceAll(text, "\n", " "), number})
	}
}

func (l *layouter) quote(b *box, q model.Quote) {
	bar := sign(l.signs.quote+" ", l.theme.Dim)
	quote := b.within()
	if l.fits(b, linebreak.Width(bar.sign)) {
		quote = l.inside(b, bar, bar)
	}
	quote.quoted = true
	l.blocks(quote, q.Blocks, false)
}

func (l *layouter) definitions(b *box, list model.DefinitionList) {
	for i, d := range list.Items {
		if l.full() {
			return
		}
		if i > 0 {
			l.gap(b)
		}
		for _, t := range d.Terms {
			l.leaf(b, look{role: term}, flatten(t))
		}
		indent := sign("    ", themes.Ink{})
		for _, blocks := range d.Descriptions {
			l.blocks(l.inside(b, indent, indent), blocks, true)
		}
	}
}

func (l *layouter) details(b *box, d model.Details) {
	indent := sign("  ", themes.Ink{})
	opened := l.inside(b, sign(l.signs.folded+" ", l.theme.Dim), indent)
	l.leaf(opened, look{role: summary}, flatten(d.Summary))
	l.finish(opened)
	l.blocks(l.inside(b, indent, indent), d.Blocks, false)
}

// rule lays a short hairline in the middle.
func (l *layouter) rule(b *box) {
	_, before := b.before()
	room := max(1, l.width-before)
	length := min(max(room/5, 3), room)
	left := (room - length) / 2
	l.put(b, left+length, sign(spaces(left), themes.Ink{}), l.hairline(length))
}

func (l *layouter) hairline(length int) piece {
	return sign(strings.Repeat(l.signs.hairline, length), l.theme.Faint)
}

// footnotes lays out the notes at the end of an article, each after the sign
// that refers to it. One with several blocks sets them all apart.
func (l *layouter) footnotes(b *box, notes []model.Footnote) {
	tight, widest := true, 0
	for _, n := range notes {
		tight = tight && len(n.Blocks) < 2
		if marker, raised := noteMarker(n.Label); raised {
			widest = max(widest, linebreak.Width(marker))
		}
	}
	for i, n := range notes {
		if l.full() {
			return
		}
		if i == 0 {
			l.gap(b)
			l.put(b, min(8, l.width), l.hairline(min(8, l.width)))
		} else if !tight {
			l.gap(b)
		}
		marker, _ := noteMarker(n.Label)
		marker = spaces(widest-linebreak.Width(marker)) + marker + " "
		note := l.inside(b, sign(marker, l.theme.Accent), sign(spaces(linebreak.Width(marker)), themes.Ink{}))
		l.page.notes = append(l.page.notes, reference{label: n.Label, leaf: int32(len(l.page.leaves))})
		l.blocks(note, n.Blocks, true)
		l.finish(note)
	}
}
