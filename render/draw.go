package render

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"broadsheet/render/themes"
)

// drawPart gives the inks of a part of a leaf in a theme. What Glamour cannot say
// is added to what it drew; where it fails, the text is drawn without it.
func (r *Renderer) drawPart(t *themes.Theme, l *leaf, part int) []themes.Span {
	start, end := l.parts[part], int32(len(l.text))
	if part+1 < len(l.parts) {
		end = l.parts[part+1]
	}
	spans, err := r.drawRuns(t, l, start, end)
	if err != nil {
		spans = []themes.Span{{Start: start}}
	}
	if l.role == code && len(l.parts) == 1 {
		spans = t.Highlight(spans, l.text, l.language)
	}
	if t.Plain {
		return spans
	}
	return addMarks(t, l, spans, start, end, err != nil)
}

// drawRuns gives the inks of text[start:end] of a leaf. Those of a run depend on what
// the run and its leaf are, not on what is written there: Glamour draws one of each
// kind, which is kept.
func (r *Renderer) drawRuns(t *themes.Theme, l *leaf, start, end int32) ([]themes.Span, error) {
	if l.role == code {
		return drawByGlamour(t, l, start, end)
	}
	var spans []themes.Span
	for _, part := range l.runs {
		if part.end <= start || part.start >= end {
			continue
		}
		ink, err := r.runInk(t, l.look, part)
		if err != nil {
			return nil, err
		}
		spans = themes.AppendSpan(spans, themes.Span{Start: max(part.start, start), Ink: ink})
	}
	if len(spans) == 0 {
		return []themes.Span{{Start: start}}, nil
	}
	return spans, nil
}

// runInk gives the ink in which Glamour draws a run of a leaf of some look.
func (r *Renderer) runInk(t *themes.Theme, k look, part run) (themes.Ink, error) {
	const glamours = emphasised | strong | crossedOut | keyboard | inlineCode
	sample := run{end: 1, marks: part.marks & glamours, link: min(part.link, 1)}
	key := cacheKey{theme: t.Key, part: -1}
	key.content[0], key.content[1] = byte(k.role), k.level
	key.content[2], key.content[3] = byte(sample.marks), byte(sample.marks>>8)
	key.content[4], key.content[5] = byte(sample.link), map[bool]byte{true: 1}[k.quoted]
	if ink, ok := r.cache.get(key).(themes.Ink); ok {
		return ink, nil
	}
	drawn, err := drawByGlamour(t, &leaf{look: k, content: content{text: "x", runs: []run{sample}}}, 0, 1)
	if err != nil {
		return themes.Ink{}, err
	}
	r.cache.put(key, drawn[0].Ink, 0)
	return drawn[0].Ink, nil
}

// drawByGlamour lets Glamour draw text[start:end] of a leaf.
func drawByGlamour(t *themes.Theme, l *leaf, start, end int32) ([]themes.Span, error) {
	want := strings.Trim(l.text[start:end], "\n")
	if strings.TrimSpace(want) == "" {
		return []themes.Span{{Start: start}}, nil
	}
	d := drawing{source: make([]byte, 0, int(end-start)+64)}
	document := d.document(l, start, end)
	got, spans, err := t.Draw(d.source, document)
	if err != nil {
		return nil, err
	}
	lead := len(got) - len(bytes.TrimLeft(got, "\n"))
	if string(bytes.Trim(got, "\n")) != want {
		return nil, fmt.Errorf("the text %q was changed by Glamour", want)
	}
	// Glamour puts newlines around a block, and the text may begin with some.
	move := start + int32(len(l.text[start:end])-len(strings.TrimLeft(l.text[start:end], "\n"))-lead)
	for i := range spans {
		spans[i].Start = max(start, spans[i].Start+move)
	}
	return compact(spans), nil
}

// compact drops the spans that have no text, and those that change nothing.
func compact(spans []themes.Span) []themes.Span {
	out := spans[:0]
	for _, s := range spans {
		out = themes.AppendSpan(out, s)
	}
	return out
}

// drawing is the goldmark document of one leaf, and the source its nodes
// point into.
type drawing struct{ source []byte }

func (d *drawing) segment(s string) text.Segment {
	start := len(d.source)
	d.source = themes.Verbatim(d.source, s)
	return text.NewSegment(start, len(d.source))
}

// document makes the goldmark document of text[start:end] of a leaf.
func (d *drawing) document(l *leaf, start, end int32) ast.Node {
	var block ast.Node
	switch l.role {
	case code:
		block = ast.NewCodeBlock()
		lines := text.NewSegments()
		lines.Append(d.segment(l.text[start:end]))
		block.SetLines(lines)
	case headline:
		block = ast.NewHeading(1)
	case heading:
		block = ast.NewHeading(int(l.level))
	default:
		block = ast.NewParagraph()
	}
	if l.role != code {
		for _, r := range l.runs {
			if r.end > start && r.start < end {
				d.run(block, l.text[max(r.start, start):min(r.end, end)], r)
			}
		}
	}
	document := ast.NewDocument()
	if l.quoted && l.role != code {
		quote := ast.NewBlockquote()
		quote.AppendChild(quote, block)
		block = quote
	}
	document.AppendChild(document, block)
	return document
}

// run adds a run to a block. Each run is a chain of nodes of its own, in the
// order in which Glamour hands styles down: link, strong, emphasis,
// strikethrough.
func (d *drawing) run(block ast.Node, s string, r run) {
	for {
		line, rest, broken := strings.Cut(s, "\n")
		if line != "" {
			block.AppendChild(block, d.chain(line, r))
		}
		if !broken {
			return
		}
		newline := ast.NewTextSegment(d.segment(""))
		newline.SetHardLineBreak(true)
		block.AppendChild(block, newline)
		s = rest
	}
}

func (d *drawing) chain(s string, r run) ast.Node {
	var node ast.Node = ast.NewTextSegment(d.segment(s))
	wrap := func(parent ast.Node) {
		parent.AppendChild(parent, node)
		node = parent
	}
	if r.marks&(inlineCode|keyboard) != 0 {
		wrap(ast.NewCodeSpan())
	} else {
		if r.marks&crossedOut != 0 {
			wrap(extension.NewStrikethrough())
		}
		if r.marks&emphasised != 0 {
			wrap(ast.NewEmphasis(1))
		}
		if r.marks&strong != 0 {
			wrap(ast.NewEmphasis(2))
		}
	}
	if r.link != 0 {
		link := ast.NewLink()
		link.Destination = []byte("#") // the only one that Glamour does not print
		wrap(link)
	}
	return node
}

// addMarks adds to what Glamour drew what it has no style for.
func addMarks(t *themes.Theme, l *leaf, spans []themes.Span, start, end int32, failed bool) []themes.Span {
	var out []themes.Span
	i := 0
	for _, r := range l.runs {
		from, to := max(r.start, start), min(r.end, end)
		for from < to {
			for i+1 < len(spans) && spans[i+1].Start <= from {
				i++
			}
			next := to
			if i+1 < len(spans) {
				next = min(next, spans[i+1].Start)
			}
			k := inkOf(t, l.look, r, spans[i].Ink, failed)
			if k.Attributes&themes.Italic != 0 {
				out = putItalics(out, l.text, from, next, k, r.marks&emphasised != 0)
			} else {
				out = themes.AppendSpan(out, themes.Span{Start: from, Ink: k})
			}
			from = next
		}
	}
	return out
}

// putItalics appends spans for a text in italics. Chinese, Japanese and Korean
// have none: slanted by a terminal they are hard to read, so they stand
// upright, underlined where they are emphasised.
func putItalics(spans []themes.Span, text string, start, end int32, k themes.Ink, emphasised bool) []themes.Span {
	upright := k
	upright.Attributes &^= themes.Italic
	if emphasised {
		upright.Attributes |= themes.Underlined
	}
	for i, r := range text[start:end] {
		if isEastAsian(r) {
			spans = themes.AppendSpan(spans, themes.Span{Start: start + int32(i), Ink: upright})
		} else {
			spans = themes.AppendSpan(spans, themes.Span{Start: start + int32(i), Ink: k})
		}
	}
	return spans
}

// inkOf is the ink of a run that Glamour drew in the ink under, or failed to.
func inkOf(t *themes.Theme, k look, r run, under themes.Ink, failed bool) themes.Ink {
	marked := func(m mark, a themes.Attribute) {
		if r.marks&m != 0 {
			under.Attributes |= a
		}
	}
	coloured := func(m mark, k themes.Ink) {
		if r.marks&m != 0 && k.Fore != 0 {
			under.Fore = k.Fore
		}
	}
	switch k.role {
	case caption:
		if t.Dim.Fore != 0 && r.link == 0 {
			under.Fore = t.Dim.Fore
		}
	case term, summary, tableHead, headline:
		under.Attributes |= themes.Bold
	case heading:
		if failed {
			under.Attributes |= themes.Bold
		}
	default:
	}
	if failed || r.marks&(inlineCode|keyboard) != 0 {
		marked(strong, themes.Bold)
		marked(crossedOut, themes.Struck)
		marked(emphasised, themes.Italic)
	}
	if failed && r.link != 0 {
		under.Attributes |= themes.Underlined
	}
	marked(underscored, themes.Underlined)
	marked(keyboard, themes.Bold)
	coloured(noteReference, t.Accent)
	coloured(picture|reading, t.Dim)
	if r.marks&highlighted != 0 {
		return under.Under(t.Marked)
	}
	return under
}
