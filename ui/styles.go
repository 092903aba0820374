package ui

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"

	"broadsheet/render"
)

// paint is a Lip Gloss style of text on one line, worked out once, since
// rendering each piece of a frame through Lip Gloss would cost most of the
// frame's time.
type paint struct{ before, after string }

func newPaint(s lipgloss.Style) paint {
	const text = "x"
	before, after, _ := strings.Cut(s.Inline(true).Render(text), text)
	return paint{before: before, after: after}
}

func (p paint) write(b *strings.Builder, text string) {
	b.WriteString(p.before)
	b.WriteString(text)
	b.WriteString(p.after)
}

// String gives the text in the style.
func (p paint) render(text string) string { return p.before + text + p.after }

// styles are all styles of the program, made of a theme's palette. This is the
// only place that turns colours into styles.
type styles struct {
	text, strong, dim, hairline, accent, name paint
	warning, failure, chip, prompt, match     paint
	faded                                     paint // what a popup stands over

	plain, selected, quiet rowStyles // a row as such, under the cursor, and there while another pane has the keys
}

// rowStyles are the styles of one row of a list.
type rowStyles struct {
	sign                                                string // stands before the row
	mark, text, strong, dim, count, unread, star, match paint
}

// The signs of the row under the cursor, for terminals without colours too.
const (
	cursorSign = "▌"
	quietSign  = "▏"
)

func newStyles(theme *render.Theme) *styles {
	p := theme.Palette
	base := func(c color.Color) lipgloss.Style {
		if c == nil {
			return lipgloss.NewStyle()
		}
		return lipgloss.NewStyle().Foreground(c)
	}
	return &styles{
		text:     newPaint(base(p.Text)),
		strong:   newPaint(base(p.Text).Bold(true)),
		dim:      newPaint(base(p.Dim)),
		hairline: newPaint(base(p.Faint)),
		accent:   newPaint(base(p.Accent)),
		name:     newPaint(base(p.Accent).Bold(true)),
		warning:  newPaint(base(p.Warning)),
		failure:  newPaint(base(p.Error).Bold(true)),
		chip:     newPaint(base(p.Accent).Underline(true)),
		prompt:   newPaint(base(p.Accent).Bold(true)),
		match:    newPaint(lit(p)),
		faded:    newPaint(base(p.Faint).Faint(p.Faint == nil)),
		plain:    newRowStyles(p, base, nil, nil),
		selected: newRowStyles(p, base, p.Selected, p.SelectedText).signed(cursorSign),
		quiet:    newRowStyles(p, base, nil, nil).signed(quietSign),
	}
}

// newRowStyles makes the styles of a row on a background, nil for none, and
// with a colour of its own for its text, nil for the usual ones.
func newRowStyles(p render.Palette, base func(color.Color) lipgloss.Style, back, text color.Color) rowStyles {
	first := func(wanted color.Color) lipgloss.Style {
		if text != nil {
			return on(base(text), back)
		}
		return on(base(wanted), back)
	}
	return rowStyles{
		mark:   newPaint(on(base(p.Accent).Bold(true), back)),
		text:   newPaint(first(p.Text)),
		strong: newPaint(first(p.Text).Bold(true)),
		dim:    newPaint(on(base(p.Dim), back)),
		count:  newPaint(first(p.Text)),
		unread: newPaint(on(base(p.Unread).Bold(true), back)),
		star:   newPaint(on(base(p.Star), back)),
		match:  newPaint(lit(p)),
	}
}

// lit is the style of what was found: underlined for terminals without colours,
// else dark or light letters, whichever can be read on the background.
func lit(p render.Palette) lipgloss.Style {
	s := lipgloss.NewStyle().Bold(true).Underline(true)
	if p.Match == nil {
		return s
	}
	letters := color.Color(color.White)
	if r, g, b, _ := p.Match.RGBA(); 299*r+587*g+114*b > 500*0xffff {
		letters = color.Black
	}
	return s.Foreground(letters).Background(p.Match)
}

func (r rowStyles) signed(sign string) rowStyles {
	r.sign = sign
	return r
}

// on sets a background, where there is one.
func on(s lipgloss.Style, back color.Color) lipgloss.Style {
	if back == nil {
		return s
	}
	return s.Background(back)
}
