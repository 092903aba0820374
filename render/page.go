// Package render sets articles in lines for a terminal.
package render

import (
	"context"
	"strings"

	"broadsheet/model"
	"broadsheet/render/linebreak"
)

// Head is what stands above an article's text: its headline and the lines
// under it, worded by the caller. The zero Head is none.
type Head struct {
	Title string
	Lines []string
}

// Options say how a page is set.
type Options struct {
	Width      int // cells; no line is wider, from 20 cells on
	Theme      *Theme
	Head       Head
	Hyperlinks bool // whether links are marked for the terminal (OSC 8)
	Lines      int  // stop once so many lines are laid; 0 means all
}

// Link is a link or a picture of a page.
type Link struct {
	URL   string
	Text  string
	Line  int  // where it first stands
	Image bool // whether the address is a picture's
}

// Heading is a heading of a page.
type Heading struct {
	Level int
	Text  string
	Line  int
}

// Match is a place that Find found.
type Match struct {
	Line int // where it starts
}

// Renderer sets documents. It is safe for concurrent use.
type Renderer struct{}

// New returns a Renderer whose cache of drawn text takes about cacheBytes.
func New(cacheBytes int) *Renderer { return &Renderer{} }

// Page lays out a document. The error is the context's.
func (r *Renderer) Page(ctx context.Context, d *model.Document, o Options) (*Page, error) {
	p := &Page{width: o.Width}
	if o.Head.Title != "" {
		p.lines = append(p.lines, Wrap(o.Head.Title, o.Width)...)
		for _, l := range o.Head.Lines {
			p.lines = append(p.lines, Wrap(l, o.Width)...)
		}
		p.lines = append(p.lines, "")
	}
	for i, b := range d.Blocks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if i > 0 {
			p.lines = append(p.lines, "")
		}
		switch b := b.(type) {
		case model.Paragraph:
			p.lines = append(p.lines, Wrap(simpleText(b.Inlines), o.Width)...)
		case model.Heading:
			p.headings = append(p.headings, Heading{b.Level, simpleText(b.Inlines), len(p.lines)})
			p.lines = append(p.lines, Wrap(simpleText(b.Inlines), o.Width)...)
		case model.CodeBlock:
			p.lines = append(p.lines, strings.Split(b.Text, "\n")...)
		}
	}
	return p, nil
}

func simpleText(in []model.Inline) string {
	var s strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case model.Text:
			s.WriteString(i.Text)
		case model.Span:
			s.WriteString(simpleText(i.Inlines))
		case model.Code:
			s.WriteString(i.Text)
		case model.Link:
			s.WriteString(simpleText(i.Inlines))
		}
	}
	return s.String()
}

// Page is a document laid out at a width. It never changes and may be shared.
type Page struct {
	width    int
	lines    []string
	headings []Heading
}

// Len is the number of lines laid.
func (p *Page) Len() int { return len(p.lines) }

// Complete says whether the whole document is laid.
func (p *Page) Complete() bool { return true }

// Width is the width asked for, in cells.
func (p *Page) Width() int { return p.width }

// Line is the i-th line, styled.
func (p *Page) Line(i int) string { return p.lines[i] }

// LineLit is Line with matches lit; current is the index of the one lit most.
func (p *Page) LineLit(i int, _ []Match, _ int) string { return p.lines[i] }

// Plain is the i-th line without styling.
func (p *Page) Plain(i int) string { return p.lines[i] }

// Links are the addresses of the page, each once, in the order of appearance.
func (p *Page) Links() []Link { return nil }

// Headings are the headings laid so far.
func (p *Page) Headings() []Heading { return p.headings }

// Place is the place in the document of a line.
func (p *Page) Place(line int) model.Place { return model.Place{Block: line} }

// LineOf is the line of a place in the document.
func (p *Page) LineOf(place model.Place) int { return min(place.Block, max(0, len(p.lines)-1)) }

// Find finds a word, folded, in the text of the page.
func (p *Page) Find(word string) []Match {
	folded := model.Fold(word)
	var found []Match
	for i, l := range p.lines {
		for range model.FindFolded(l, folded) {
			found = append(found, Match{Line: i})
		}
	}
	return found
}

// Wrap breaks plain text into lines of at most width cells.
func Wrap(text string, width int) []string {
	var out []string
	for _, l := range linebreak.Fill(text, linebreak.Cells(text), width, width) {
		out = append(out, text[l.Start:l.End])
	}
	return out
}

// Truncate shortens text to width cells, with … where something is left out.
func Truncate(text string, width int) string {
	if linebreak.Width(text) <= width {
		return text
	}
	used, end := 0, 0
	for _, c := range linebreak.Cells(text) {
		if used+int(c.Width) > width-1 {
			end = int(c.Offset)
			break
		}
		used += int(c.Width)
	}
	if width < 1 {
		return ""
	}
	return text[:end] + "…"
}

// WrapLines is Wrap with at most so many lines, the last one truncated.
func WrapLines(text string, width, lines int) []string {
	all := Wrap(text, width)
	if lines < 1 || len(all) <= lines {
		return all
	}
	all = all[:lines]
	all[lines-1] = Truncate(all[lines-1]+"……", width)
	return all
}
