package linear

import (
	"strings"

	"broadsheet/model"
)

// piece is what is said of an article at once: a paragraph, a heading, some rows of a
// table.
type piece struct {
	text    string      // lines
	heading int         // the level; 0: it is none
	place   model.Place // where it begins, as the screens count: leaf blocks, from 0
}

// What is said at once at most: a longer list, table or piece of code is parted.
const (
	mostItemsText = 600 // bytes of a list's items, beyond the one that has more
	mostCodeLines = 20
	mostTableRows = 10
)

// piecesOf parts a document into what is said at once. Footnotes are said where they
// are set.
func piecesOf(d *model.Document, w language) []piece {
	p := parter{words: w, notes: map[string]string{}}
	for _, note := range d.Footnotes {
		inner := parter{words: w, notes: map[string]string{}}
		inner.blocks(note.Blocks)
		p.notes[note.Label] = joined(inner.pieces)
	}
	p.blocks(d.Blocks)
	return p.pieces
}

// joined is all that pieces say, in one line.
func joined(pieces []piece) string {
	var texts []string
	for _, piece := range pieces {
		texts = append(texts, strings.ReplaceAll(piece.text, "\n", " "))
	}
	return strings.Join(texts, " ")
}

// parter makes pieces.
type parter struct {
	words   language
	notes   map[string]string // what footnotes say, by their labels
	set     []string          // the footnotes that are set in the text at hand
	pieces  []piece
	leaf    int      // the number of the next leaf block
	before  []string // to be said before the next piece
	inside  bool     // it is of what is said as a part of something else
	picture int      // pictures without a description, so far
}

// add adds a piece that begins with a leaf.
func (p *parter) add(leaf int, text string) {
	lines := append(p.before, nonEmpty(text)...)
	for _, label := range p.set {
		if note := p.notes[label]; note != "" {
			lines = append(lines, p.words.note(label, note))
		}
	}
	p.before, p.set = nil, nil
	if len(lines) > 0 {
		p.pieces = append(p.pieces, piece{text: strings.Join(lines, "\n"), place: model.Place{Block: leaf}})
	}
}

func nonEmpty(text string) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []string{text}
}

// take counts a leaf.
func (p *parter) take() int {
	p.leaf++
	return p.leaf - 1
}

func (p *parter) blocks(blocks []model.Block) {
	for _, block := range blocks {
		p.block(block)
	}
}

func (p *parter) block(block model.Block) {
	switch b := block.(type) {
	case model.Heading:
		p.heading(b)
	case model.Paragraph:
		leaf := p.take()
		p.add(leaf, p.text(b.Inlines))
	case model.CodeBlock:
		p.code(b)
	case model.List:
		p.list(b)
	case model.Quote:
		p.quote(b)
	case model.Table:
		p.table(b)
	case model.Figure:
		p.figure(b)
	case model.DefinitionList:
		p.definitions(b)
	case model.Details:
		leaf := p.take()
		p.add(leaf, p.words.details(p.text(b.Summary)))
		p.blocks(b.Blocks)
	case model.Rule:
		p.before = append(p.before, p.words.rule())
	}
}

func (p *parter) heading(h model.Heading) {
	leaf := p.take()
	text := strings.ReplaceAll(p.text(h.Inlines), "\n", " ")
	if text == "" {
		return
	}
	p.add(leaf, p.words.heading(h.Level, text))
	p.pieces[len(p.pieces)-1].heading = max(h.Level, 1)
}

// quote announces where a quotation begins and ends.
func (p *parter) quote(q model.Quote) {
	before := len(p.pieces)
	p.before = append(p.before, p.words.quoteBegins())
	p.blocks(q.Blocks)
	if len(p.pieces) == before {
		p.before = p.before[:len(p.before)-1]
		return
	}
	last := &p.pieces[len(p.pieces)-1]
	last.text += "\n" + p.words.quoteEnds()
}

// code says what comes, and then the lines as they are.
func (p *parter) code(c model.CodeBlock) {
	leaf := p.take()
	lines := strings.Split(c.Text, "\n")
	p.before = append(p.before, p.words.codeBegins(c.Language, len(lines)))
	offset := 0
	for len(lines) > 0 {
		some := lines[:min(mostCodeLines, len(lines))]
		lines = lines[len(some):]
		text := strings.Join(some, "\n")
		if len(lines) == 0 {
			text += "\n" + p.words.codeEnds()
		}
		before := len(p.pieces)
		p.add(leaf, text)
		if len(p.pieces) > before {
			p.pieces[before].place.Offset = offset
		}
		for _, line := range some {
			offset += len(line) + 1
		}
	}
}

// figure says what pictures show.
func (p *parter) figure(f model.Figure) {
	if len(f.Images) == 1 && len(f.Caption) > 0 {
		leaf := p.take()
		p.add(leaf, p.words.picture(p.text(f.Caption)))
		return
	}
	for _, image := range f.Images {
		leaf := p.take()
		p.add(leaf, p.pictureOf(image))
	}
	if len(f.Caption) > 0 {
		leaf := p.take()
		p.add(leaf, p.text(f.Caption))
	}
}

func (p *parter) pictureOf(image model.Image) string {
	if alt := strings.TrimSpace(image.Alt); alt != "" {
		return p.words.picture(alt)
	}
	p.picture++
	return p.words.mutePicture(p.picture, image.Host())
}

// list says how many items there are, and then a few of them at once.
func (p *parter) list(l model.List) {
	labels := make([]string, len(l.Items))
	if l.Ordered {
		labels = l.Labels()
	}
	p.before = append(p.before, p.words.list(len(l.Items)))
	var lines []string
	bytes, first := 0, p.leaf
	flush := func() {
		p.add(first, strings.Join(lines, "\n"))
		lines, bytes, first = nil, 0, p.leaf
	}
	for i, item := range l.Items {
		inner := p.inner()
		inner.blocks(item.Blocks)
		p.leaf, p.picture = inner.leaf, inner.picture
		label := p.words.item(labels[i], item.Task)
		for j, piece := range inner.pieces {
			if j == 0 {
				piece.text = label + piece.text
			}
			lines = append(lines, piece.text)
			bytes += len(piece.text)
		}
		if bytes > mostItemsText {
			flush()
		}
	}
	if p.inside {
		lines = append(lines, p.words.listEnds())
	}
	if len(lines) > 0 || len(p.before) > 0 {
		flush()
	}
}

// inner makes the pieces of what is inside of something else, which is said as a whole.
func (p *parter) inner() *parter {
	return &parter{words: p.words, notes: p.notes, inside: true, leaf: p.leaf, picture: p.picture}
}

func (p *parter) definitions(list model.DefinitionList) {
	for _, d := range list.Items {
		first := p.leaf
		var terms, lines []string
		for _, t := range d.Terms {
			p.take()
			terms = append(terms, p.text(t))
		}
		inner := p.inner()
		for _, blocks := range d.Descriptions {
			inner.blocks(blocks)
		}
		p.leaf, p.picture = inner.leaf, inner.picture
		for _, piece := range inner.pieces {
			lines = append(lines, piece.text)
		}
		p.add(first, p.words.field(strings.Join(terms, ", "), strings.Join(lines, "\n")))
	}
}

// text is the text of inlines, as it is said. What lines an author broke stay lines.
func (p *parter) text(inlines []model.Inline) string {
	var b strings.Builder
	p.inlines(&b, inlines)
	lines := strings.Split(b.String(), "\n")
	for i, line := range lines {
		lines[i] = strings.Join(strings.Fields(line), " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func (p *parter) inlines(b *strings.Builder, inlines []model.Inline) {
	for _, inline := range inlines {
		switch i := inline.(type) {
		case model.Text:
			b.WriteString(i.Text)
		case model.Span:
			p.span(b, i)
		case model.Code:
			b.WriteString(i.Text)
		case model.Link:
			p.inlines(b, i.Inlines)
		case model.Image:
			b.WriteString(" " + p.words.inlinePicture(strings.TrimSpace(i.Alt)) + " ")
		case model.Ruby:
			p.inlines(b, i.Base)
			if i.Reading != "" {
				b.WriteString(p.words.reading(i.Reading))
			}
		case model.FootnoteReference:
			p.set = append(p.set, i.Label)
			b.WriteString(p.words.noteSign(i.Label))
		case model.LineBreak:
			b.WriteByte('\n')
		case model.WordBreak: // nothing is said
		}
	}
}

// span says what only the looks of a text would tell, where that changes what it means.
func (p *parter) span(b *strings.Builder, s model.Span) {
	var inner strings.Builder
	p.inlines(&inner, s.Inlines)
	text := inner.String()
	switch {
	case text == "":
	case s.Style == model.Strikethrough:
		text = p.words.struckOut(text)
	case s.Style == model.Superscript:
		text = "^" + text
	case s.Style == model.Subscript:
		text = "_" + text
	}
	b.WriteString(text)
}
