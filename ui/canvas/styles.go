package canvas

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"

	"broadsheet/render/themes"
)

// Paint is a Lip Gloss style of text on one line, worked out once, since
// rendering each piece of a frame through Lip Gloss would cost most of the
// frame's time.
type Paint struct{ before, after string }

func newPaint(s lipgloss.Style) Paint {
	const text = "x"
	before, after, _ := strings.Cut(s.Inline(true).Render(text), text)
	return Paint{before: before, after: after}
}

func (p Paint) write(b *strings.Builder, text string) {
	b.WriteString(p.before)
	b.WriteString(text)
	b.WriteString(p.after)
}

// Render gives the text in the style.
func (p Paint) Render(text string) string { return p.before + text + p.after }

// Styles are all styles of the program, made of a theme's palette. This is the
// only place that turns colours into styles.
type Styles struct {
	Text, Strong, Dim, Hairline, Accent, Name Paint
	Failure, Chip, Prompt, Match              Paint
	Chosen                                    Paint // text that gives way to what is typed

	Plain, Selected, Quiet RowStyles // a row as such, under the cursor, and there while another pane has the focus
}

// RowStyles are the styles of one row of a list.
type RowStyles struct {
	Sign                                                string // stands before the row
	Mark, Text, Strong, Dim, Count, Unread, Star, Match Paint
}

// The signs of the row under the cursor, for terminals without colours too.
const (
	cursorSign = "▌"
	quietSign  = "▏"
)

func newStyles(theme *themes.Theme) *Styles {
	p := theme.Palette
	base := func(c color.Color) lipgloss.Style {
		if c == nil {
			return lipgloss.NewStyle()
		}
		return lipgloss.NewStyle().Foreground(c)
	}
	return &Styles{
		Text:     newPaint(base(p.Text)),
		Strong:   newPaint(base(p.Text).Bold(true)),
		Dim:      newPaint(base(p.Dim)),
		Hairline: newPaint(base(p.Faint)),
		Accent:   newPaint(base(p.Accent)),
		Name:     newPaint(base(p.Accent).Bold(true)),
		Failure:  newPaint(base(p.Error).Bold(true)),
		Chip:     newPaint(base(p.Accent).Underline(true)),
		Prompt:   newPaint(base(p.Accent).Bold(true)),
		Match:    newPaint(matchStyle(p)),
		Chosen:   newPaint(base(p.Text).Reverse(true)),
		Plain:    newRowStyles(p, base, nil, nil),
		Selected: newRowStyles(p, base, p.Selected, p.SelectedText).signed(cursorSign),
		Quiet:    newRowStyles(p, base, nil, nil).signed(quietSign),
	}
}

// newRowStyles makes the styles of a row on a background, nil for none, and
// with a colour of its own for its text, nil for the usual ones.
func newRowStyles(p themes.Palette, base func(color.Color) lipgloss.Style, back, text color.Color) RowStyles {
	first := func(wanted color.Color) lipgloss.Style {
		if text != nil {
			return on(base(text), back)
		}
		return on(base(wanted), back)
	}
	other := func(wanted color.Color) lipgloss.Style {
		if wanted != nil && back != nil && !themes.Readable(wanted, back) {
			return first(wanted)
		}
		return on(base(wanted), back)
	}
	return RowStyles{
		Mark:   newPaint(other(p.Accent).Bold(true)),
		Text:   newPaint(first(p.Text)),
		Strong: newPaint(first(p.Text).Bold(true)),
		Dim:    newPaint(other(p.Dim)),
		Count:  newPaint(first(p.Text)),
		Unread: newPaint(other(p.Unread).Bold(true)),
		Star:   newPaint(other(p.Star)),
		Match:  newPaint(matchStyle(p)),
	}
}

// matchStyle is the style of what was found: underlined for terminals without colours,
// else dark or light letters, whichever can be read on the background.
func matchStyle(p themes.Palette) lipgloss.Style {
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

func (r RowStyles) signed(sign string) RowStyles {
	r.Sign = sign
	return r
}

// on sets a background, where there is one.
func on(s lipgloss.Style, back color.Color) lipgloss.Style {
	if back == nil {
		return s
	}
	return s.Background(back)
}
