package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/render"
)

// window is the terminal's window as it is now, and the look of what is drawn in
// it. All that the program shows is drawn in the same one.
type window struct {
	width, height int
	theme         *render.Theme
	styles        *styles
}

// dress gives the window the look of a theme.
func (w *window) dress(theme *render.Theme) { w.theme, w.styles = theme, newStyles(theme) }

// The heights from which there is a masthead, a rule under it, and a blank line
// under that.
const (
	mastheadFrom = 8
	ruleFrom     = 20
	airFrom      = 32
)

// above is how many lines stand above the panes.
func (w *window) above() int {
	switch {
	case w.height >= airFrom:
		return 3
	case w.height >= ruleFrom:
		return 2
	case w.height >= mastheadFrom:
		return 1
	}
	return 0
}

// airy says whether the window is so high that there is a blank line above the
// panes.
func (w *window) airy() bool { return w.height >= airFrom }

// frame is where a popup stands: as wide as its text needs and the window
// allows, above the middle.
func (w *window) frame(width, height int) area {
	width, height = min(width, w.width), min(height, max(w.height-1, 1))
	if w.width < width+4 {
		width = w.width
	}
	return area{x: (w.width - width) / 2, y: (w.height - 1 - height) / 3, width: width, height: height}
}

// edge is how many lines a popup has above its text, and below: its border,
// and a blank line where the window is not small.
func (w *window) edge() int {
	if w.height >= ruleFrom {
		return 2
	}
	return 1
}

// message is what a pane shows that has nothing else: a headline and
// paragraphs under it, in the upper half, set like an article.
func (w *window) message(width, height int, headline string, texts ...string) []string {
	inner := min(max(width-6, min(width, 16)), 60)
	margin := (width - inner) / 2
	var body []string
	add := func(p paint, text string) {
		for _, row := range render.WrapLines(text, inner, height) {
			body = append(body, newLine(width).skip(p, margin).put(p, row).String())
		}
	}
	if headline != "" {
		add(w.styles.strong, headline)
		body = append(body, newLine(width).String())
	}
	for i, text := range texts {
		if i > 0 && text != "" {
			body = append(body, newLine(width).String())
		}
		add(w.styles.dim, text)
	}
	lines := make([]string, 0, height)
	for range max(0, (height-len(body))/3) {
		lines = append(lines, newLine(width).String())
	}
	lines = append(lines, body...)
	for len(lines) < height {
		lines = append(lines, newLine(width).String())
	}
	return lines[:height]
}

// boxed puts a frame of hairlines round the lines of a popup, with its title
// and a word on the right in the upper one.
func (w *window) boxed(title, right string, body []string, at area) []string {
	s := w.styles
	inner := max(at.width-2, 0)
	head := newLine(inner)
	head.put(s.hairline, "─").put(s.strong, " "+title+" ")
	if right != "" {
		right = " " + right + " "
	}
	for room := ansi.StringWidth(right); head.room() > room+1; {
		head.put(s.hairline, "─")
	}
	head.put(s.dim, right)
	for head.room() > 0 {
		head.put(s.hairline, "─")
	}
	for range w.edge() - 1 {
		body = append([]string{""}, body...)
	}
	box := []string{s.hairline.render("┌") + head.String() + s.hairline.render("┐")}
	side := s.hairline.render("│")
	for i := range max(at.height-2, 0) {
		text := ""
		if i < len(body) {
			text = body[i]
		}
		box = append(box, side+newLine(inner).styled(text).String()+side)
	}
	return append(box, s.hairline.render("└"+strings.Repeat("─", inner)+"┘"))
}
