package render

import (
	"bytes"
	"fmt"
	"strings"

	"charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// pen is a Glamour renderer, which one goroutine at a time may use.
type pen struct{ renderer renderer.Renderer }

func newPen(style ansi.StyleConfig) *pen {
	draw := ansi.NewRenderer(ansi.Options{Styles: style, PreserveNewLines: true})
	return &pen{renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(draw, 1000)))}
}

// draw gives the inks of a part of a leaf. What Glamour cannot say is added
// to what it drew; where it fails, the text is drawn without it.
func (t *Theme) draw(l *leaf, part int) []span {
	start, end := l.parts[part], int32(len(l.text))
	if part+1 < len(l.parts) {
		end = l.parts[part+1]
	}
	spans, err := t.glamour(l, start, end)
	if err != nil {
		spans = []span{{start: start}}
	}
	if l.role == code && len(l.parts) == 1 {
		spans = overlay(spans, t.highlight(l.text, l.language))
	}
	if t.plain {
		return spans
	}
	return t.addMarks(l, spans, start, end, err != nil)
}

// glamour lets Glamour draw text[start:end] of a leaf.
func (t *Theme) glamour(l *leaf, start, end int32) (spans []span, err error) {
	want := strings.Trim(l.text[start:end], "\n")
	if strings.TrimSpace(want) == "" {
		return []span{{start: start}}, nil
	}
	defer func() {
		if r := recover(); r != nil { // the pen, in an unknown state, is not used again
			spans, err = nil, fmt.Errorf("render: Glamour failed: %v", r)
		}
	}()
	p := t.pens.Get().(*pen)
	d := drawing{source: make([]byte, 0, int(end-start)+64)}
	var drawn bytes.Buffer
	document := d.document(l, start, end)
	if err := p.renderer.Render(&drawn, d.source, document); err != nil {
		return nil, fmt.Errorf("render: Glamour failed: %w", err)
	}
	t.pens.Put(p)
	got, spans, ok := separate(drawn.Bytes())
	lead := len(got) - len(bytes.TrimLeft(got, "\n"))
	if !ok || string(bytes.Trim(got, "\n")) != want {
		return nil, fmt.Errorf("render: Glamour changed the text %q", want)
	}
	// Glamour puts newlines around a block, and the text may begin with some.
	move := start + int32(len(l.text[start:end])-len(strings.TrimLeft(l.text[start:end], "\n"))-lead)
	for i := range spans {
		spans[i].start = max(start, spans[i].start+move)
	}
	return compact(spans), nil
}

// compact drops the spans that have no text, and those that change nothing.
func compact(spans []span) []span {
	out := spans[:0]
	for _, s := range spans {
		out = putSpan(out, s)
	}
	return out
}

// drawing is the goldmark document of one leaf, and the source its nodes
// point into.
type drawing struct{ source []byte }

func (d *drawing) segment(s string) text.Segment {
	start := len(d.source)
	d.source = hide(d.source, s)
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
func (t *Theme) addMarks(l *leaf, spans []span, start, end int32, failed bool) []span {
	var out []span
	i := 0
	for _, r := range l.runs {
		from, to := max(r.start, start), min(r.end, end)
		for from < to {
			for i+1 < len(spans) && spans[i+1].start <= from {
				i++
			}
			next := to
			if i+1 < len(spans) {
				next = min(next, spans[i+1].start)
			}
			k := t.mark(l.look, r, spans[i].ink, failed)
			if k.attributes&italic != 0 {
				out = putItalics(out, l.text, from, next, k, r.marks&emphasised != 0)
			} else {
				out = putSpan(out, span{from, k})
			}
			from = next
		}
	}
	return out
}

// putItalics appends spans for a text in italics. Chinese, Japanese and Korean
// have none: slanted by a terminal they are hard to read, so they stand
// upright, underlined where they are emphasised.
func putItalics(spans []span, text string, start, end int32, k ink, emphasised bool) []span {
	upright := k
	upright.attributes &^= italic
	if emphasised {
		upright.attributes |= underlined
	}
	for i, r := range text[start:end] {
		if isEastAsian(r) {
			spans = putSpan(spans, span{start + int32(i), upright})
		} else {
			spans = putSpan(spans, span{start + int32(i), k})
		}
	}
	return spans
}

// mark is the ink of a run that Glamour drew in the ink under, or failed to.
func (t *Theme) mark(k look, r run, under ink, failed bool) ink {
	marked := func(m mark, a attribute) {
		if r.marks&m != 0 {
			under.attributes |= a
		}
	}
	coloured := func(m mark, c colour) {
		if r.marks&m != 0 && c != 0 {
			under.fore = c
		}
	}
	switch k.role {
	case caption:
		if t.dim != 0 && r.link == 0 {
			under.fore = t.dim
		}
	case term, summary, tableHead, headline:
		under.attributes |= bold
	case heading:
		if failed {
			under.attributes |= bold
		}
	default:
	}
	if failed || r.marks&(inlineCode|keyboard) != 0 {
		marked(strong, bold)
		marked(crossedOut, struck)
		marked(emphasised, italic)
	}
	if failed && r.link != 0 {
		under.attributes |= underlined
	}
	marked(underscored, underlined)
	marked(highlighted|keyboard, bold)
	coloured(highlighted|noteReference, t.accent)
	coloured(picture|reading, t.dim)
	return under
}

// overlay puts spans over others: their colours, and their attributes too.
func overlay(spans, over []span) []span {
	var out []span
	i, j := 0, 0
	for i < len(spans) || j < len(over) {
		var at int32
		if j == len(over) || i < len(spans) && spans[i].start <= over[j].start {
			at = spans[i].start
		} else {
			at = over[j].start
		}
		for i < len(spans) && spans[i].start <= at {
			i++
		}
		for j < len(over) && over[j].start <= at {
			j++
		}
		var k ink
		if i > 0 {
			k = spans[i-1].ink
		}
		if j > 0 {
			k = k.under(over[j-1].ink)
		}
		out = putSpan(out, span{at, k})
	}
	return out
}

// under is the ink that shows where another one lies over it.
func (k ink) under(over ink) ink {
	k.attributes |= over.attributes
	if over.fore != 0 {
		k.fore = over.fore
	}
	if over.back != 0 {
		k.back = over.back
	}
	return k
}
