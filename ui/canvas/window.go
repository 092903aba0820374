package canvas

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/render"
	"broadsheet/render/themes"
)

// Window is the terminal's window as it is now, and the look of what is drawn in
// it. All that the program shows is drawn in the same one.
type Window struct {
	Width, Height int
	Theme         *themes.Theme
	Styles        *Styles
	paper         string // the SGR sequence of the theme's paper, where it has to be painted
}

// SetTheme gives the window the look of a theme, on a terminal that is dark or light.
func (w *Window) SetTheme(theme *themes.Theme, dark bool) {
	w.Theme, w.Styles, w.paper = theme, newStyles(theme), theme.Paper(dark)
}

// OnPaper gives a screen with the theme's own paper under all of it, where the terminal's
// background does not suit the theme.
func (w *Window) OnPaper(screen string) string {
	if w.paper == "" {
		return screen
	}
	var painted strings.Builder
	inks := strings.NewReplacer(ansi.ResetStyle, ansi.ResetStyle+w.paper)
	for i, row := range strings.Split(screen, "\n") {
		if i > 0 {
			painted.WriteString("\n")
		}
		painted.WriteString(w.paper + inks.Replace(row))
		painted.WriteString(strings.Repeat(" ", max(0, w.Width-ansi.StringWidth(row))) + ansi.ResetStyle)
	}
	return painted.String()
}

// The heights from which there is a masthead, and a rule under it and a blank line above
// the status line.
const (
	mastheadFrom = 8
	ruleFrom     = 20
)

// Above is how many lines stand above the panes.
func (w *Window) Above() int {
	switch {
	case w.Height >= ruleFrom:
		return 2
	case w.Height >= mastheadFrom:
		return 1
	}
	return 0
}

// Below is how many lines stand under the panes: the status line, and a blank one that
// keeps it off the text where the window is not small.
func (w *Window) Below() int {
	if w.Height >= ruleFrom {
		return 2
	}
	return 1
}

// Frame is where a popup stands: as wide as its text needs and the window
// allows, above the middle.
func (w *Window) Frame(width, height int) Area {
	width, height = min(width, w.Width), min(height, max(w.Height-1, 1))
	if w.Width < width+4 {
		width = w.Width
	}
	return Area{X: (w.Width - width) / 2, Y: (w.Height - 1 - height) / 3, Width: width, Height: height}
}

// Edge is how many lines a popup has above its text, and below: its border,
// and a blank line where the window is not small.
func (w *Window) Edge() int {
	if w.Height >= ruleFrom {
		return 2
	}
	return 1
}

// Message is what a pane shows that has nothing else: a headline and
// paragraphs under it, in the upper half, set like an article. What there is no room for
// ends in an ellipsis.
func (w *Window) Message(width, height int, headline string, texts ...string) []string {
	inner := min(max(width-6, min(width, 16)), 60)
	margin := (width - inner) / 2
	var body []string
	add := func(p Paint, text string) {
		for _, row := range render.WrapLines(text, inner, height-len(body)) {
			body = append(body, NewLine(width).Skip(p, margin).Put(p, row).String())
		}
	}
	if headline != "" {
		add(w.Styles.Strong, headline)
		body = append(body, NewLine(width).String())
	}
	for i, text := range texts {
		if i > 0 && text != "" {
			body = append(body, NewLine(width).String())
		}
		if len(body) >= height {
			break
		}
		add(w.Styles.Dim, text)
	}
	lines := make([]string, 0, height)
	for range max(0, (height-len(body))/3) {
		lines = append(lines, NewLine(width).String())
	}
	lines = append(lines, body...)
	for len(lines) < height {
		lines = append(lines, NewLine(width).String())
	}
	return lines[:height]
}

// Boxed puts a frame of hairlines round the lines of a popup, with its title
// and a word on the right in the upper one.
func (w *Window) Boxed(title, right string, body []string, at Area) []string {
	s := w.Styles
	inner := max(at.Width-2, 0)
	head := NewLine(inner)
	head.Put(s.Hairline, "─").Put(s.Strong, " "+title+" ")
	if right != "" {
		right = " " + right + " "
	}
	for room := ansi.StringWidth(right); head.Room() > room+1; {
		head.Put(s.Hairline, "─")
	}
	head.Put(s.Dim, right)
	for head.Room() > 0 {
		head.Put(s.Hairline, "─")
	}
	for range w.Edge() - 1 {
		body = append([]string{""}, body...)
	}
	box := []string{s.Hairline.Render("┌") + head.String() + s.Hairline.Render("┐")}
	side := s.Hairline.Render("│")
	for i := range max(at.Height-2, 0) {
		text := ""
		if i < len(body) {
			text = body[i]
		}
		box = append(box, side+NewLine(inner).Styled(text).String()+side)
	}
	return append(box, s.Hairline.Render("└"+strings.Repeat("─", inner)+"┘"))
}
