// Package render sets articles in lines for a terminal. Every block of text is
// drawn by Glamour in the style of a theme; where the lines end, and what stands
// before and between them, is decided here. It reads no files and keeps nothing but
// what it drew last.
package render

import (
	"context"
	"sync/atomic"

	"broadsheet/model"
	"broadsheet/render/themes"
)

// Head is what stands above an article's text: its headline, lines under it that the
// caller words, below those lines that lead somewhere, and a lead. The zero Head is none.
type Head struct {
	Title string
	Lines []string
	Links []HeadLink
	Lead  string // what the article is about, set off from the text
}

// HeadLink is a line of a head that leads somewhere from its first words.
type HeadLink struct {
	URL  string // empty: nowhere
	Text string // what leads there
	Rest string // what follows on the line
}

// Options say how a page is set.
type Options struct {
	Width      int           // cells, 1 to MaxWidth; from 20 on no line is wider
	Theme      *themes.Theme // nil is the dark one
	Head       Head
	Hyperlinks bool // whether links are marked for the terminal (OSC 8)
	Lines      int  // stop once so many lines are laid; 0 means all
}

// MaxWidth is the widest line that is ever laid, in cells. A greater width is
// taken for it, and one below 1 for 1.
const MaxWidth = 1000

// maxLines is how many lines a page has, those in the cells of its tables too. A
// real article has as many only at a width at which nobody reads.
const maxLines = 500_000

// clampWidth gives the width that is meant by one that was asked for.
func clampWidth(width int) int { return min(max(width, 1), MaxWidth) }

// Page is a document laid out at a width. It never changes and may be shared.
type Page struct {
	renderer   *Renderer
	theme      *themes.Theme
	hyperlinks bool
	width      int
	complete   bool
	size       int // of the text of its leaves, in bytes

	lines      []line
	leaves     []pageLeaf
	head       int // how many of the leaves are the head's
	addresses  []address
	headings   []headingPlace
	references []reference // to footnotes
	notes      []reference // where the footnotes are
	index      []indexEntry

	drawn []atomic.Pointer[drawnPart] // for each leaf: a store of what was drawn last
}

// pageLeaf is a leaf of a page.
type pageLeaf struct {
	leaf      *leaf
	addresses int32 // how many addresses the page has before the leaf's
}

// drawnPart is the part of a leaf that was drawn last.
type drawnPart struct {
	part  int
	spans []themes.Span
}

// Page lays a document out. It stops early, with what it has, once
// Options.Lines lines are laid. Glamour draws a block when the first of its
// lines is asked for. The error is the context's, or says that there is no
// memory for so large a page now.
func (r *Renderer) Page(ctx context.Context, d *model.Document, o Options) (*Page, error) {
	return r.reserved(ctx, d, o, func() (*Page, error) { return r.lay(ctx, d, o) })
}

func (r *Renderer) lay(ctx context.Context, d *model.Document, o Options) (*Page, error) {
	if o.Theme == nil {
		th, err := themes.Load("", true)
		if err != nil {
			return nil, err
		}
		o.Theme = th
	}
	width := clampWidth(o.Width)
	p := &Page{renderer: r, theme: o.Theme, hyperlinks: o.Hyperlinks, width: width}
	l := &layouter{ctx: ctx, renderer: r, theme: o.Theme, signs: signsOf(o.Theme), page: p, width: width, limit: o.Lines}
	all := &box{}
	l.head(all, o.Head)
	p.head = len(p.leaves)
	if p.head > 0 {
		l.gap(all)
	}
	body := &box{}
	l.blocks(body, d.Blocks, false)
	l.footnotes(body, d.Footnotes)
	l.endCut()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p.lines, p.complete = l.lines, !l.stopped || l.cut
	p.makeIndex()
	for _, l := range p.leaves {
		p.size += len(l.leaf.text)
	}
	p.drawn = make([]atomic.Pointer[drawnPart], len(p.leaves))
	return p, nil
}

// head lays out the headline and what stands under it.
func (l *layouter) head(b *box, h Head) {
	if h.Title != "" {
		l.leaf(b, look{role: headline}, flatten([]model.Inline{model.Text{Text: h.Title}}))
	}
	for _, text := range h.Lines {
		l.leaf(b, look{role: caption}, flatten([]model.Inline{model.Text{Text: text}}))
	}
	for _, link := range h.Links {
		before := len(l.page.addresses)
		text := []model.Inline{model.Link{URL: link.URL, Inlines: []model.Inline{model.Text{Text: link.Text}}}, model.Text{Text: link.Rest}}
		l.leaf(b, look{role: caption}, flatten(text))
		for i := before; i < len(l.page.addresses); i++ {
			l.page.addresses[i].text = link.Text + link.Rest // a list of links has the whole line
		}
	}
	if h.Lead != "" {
		l.gap(b)
		l.leaf(b, look{}, flatten([]model.Inline{model.Span{Style: model.Strong, Inlines: []model.Inline{model.Text{Text: h.Lead}}}}))
	}
}

// endCut says at the end of a page that it is not whole.
func (l *layouter) endCut() {
	if !l.cut {
		return
	}
	const text = "This article has more lines at this width than a page can; the rest was left out."
	l.laid, l.cut, l.stopped = 0, false, false
	l.leaf(&box{}, look{role: caption}, flatten([]model.Inline{model.Text{Text: text}}))
	l.cut = true
}

// Len returns the number of lines laid.
func (p *Page) Len() int { return len(p.lines) }

// Complete says whether the whole document is laid.
func (p *Page) Complete() bool { return p.complete }

// Width returns the width that was asked for, in cells, within its bounds.
func (p *Page) Width() int { return p.width }
