package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"

	"broadsheet/model"
	"broadsheet/render"
)

// line composes one line of a pane from painted pieces, and never gets wider
// than its width, whatever is put into it.
type line struct {
	text  strings.Builder
	width int // cells in all
	used  int // cells so far
}

func newLine(width int) *line { return &line{width: max(width, 0)} }

// column is where the next text goes.
func (l *line) column() int { return l.used }

// room is how many cells are left.
func (l *line) room() int { return l.width - l.used }

// put appends text, cut with an ellipsis where it does not fit.
func (l *line) put(p paint, text string) *line {
	if text == "" || l.room() <= 0 {
		return l
	}
	text = onOneLine(text)
	width := ansi.StringWidth(text)
	if width > l.room() {
		text = render.Truncate(text, l.room())
		width = ansi.StringWidth(text)
	}
	p.write(&l.text, text)
	l.used += width
	return l
}

// onOneLine makes a text safe to put, for a notice may say what came from
// anywhere.
func onOneLine(text string) string {
	if strings.ContainsAny(text, "\n\t") {
		text = strings.NewReplacer("\n", " ", "\t", " ").Replace(text)
	}
	return model.Visible(text)
}

// skip appends blank cells.
func (l *line) skip(p paint, cells int) *line {
	if cells = min(cells, l.room()); cells > 0 {
		p.write(&l.text, strings.Repeat(" ", cells))
		l.used += cells
	}
	return l
}

// to appends blank cells up to a column.
func (l *line) to(p paint, column int) *line { return l.skip(p, column-l.used) }

// right appends text so that it ends the line, cells before its end. It takes
// what room there is.
func (l *line) right(p paint, text string, cells int) {
	width := min(ansi.StringWidth(text), l.room()-cells)
	if width <= 0 {
		return
	}
	l.to(p, l.width-cells-width)
	l.put(p, render.Truncate(text, width))
}

// styled appends a line that is styled already and is no wider than its room.
func (l *line) styled(text string) *line {
	width := ansi.StringWidth(text)
	if width > l.room() {
		text = ansi.Truncate(text, max(l.room(), 0), "")
		width = ansi.StringWidth(text)
	}
	l.text.WriteString(text)
	l.used += width
	return l
}

// String is the line filled up with blanks to its width.
func (l *line) String() string { return l.end(paint{}) }

// end fills the line up in a style of its own.
func (l *line) end(p paint) string {
	l.to(p, l.width)
	return l.text.String()
}

// canvas is a window of exactly width x height cells under composition.
type canvas struct {
	width, height int
	rows          []string
	cursor        *position // where the terminal's cursor stands, if it shows
}

// position is a cell of the window.
type position struct{ x, y int }

// putCursor shows the terminal's cursor in a cell.
func (c *canvas) putCursor(x, y int) { c.cursor = &position{x: x, y: y} }

// cursorAt is the cell of the terminal's cursor, if it shows.
func (c *canvas) cursorAt() (x, y int, shown bool) {
	if c.cursor == nil {
		return 0, 0, false
	}
	return c.cursor.x, c.cursor.y, true
}

// area is a rectangle of cells.
type area struct{ x, y, width, height int }

func (a area) contains(x, y int) bool {
	return x >= a.x && x < a.x+a.width && y >= a.y && y < a.y+a.height
}

func (a area) empty() bool { return a.width <= 0 || a.height <= 0 }

func newCanvas(width, height int) *canvas {
	return &canvas{width: width, height: height, rows: make([]string, height)}
}

// set puts a whole line of the window.
func (c *canvas) set(y int, text string) {
	if y >= 0 && y < c.height {
		c.rows[y] = text
	}
}

// fade draws all that is there but the last line in one quiet style, so that
// what comes over it stands out.
func (c *canvas) fade(p paint) {
	for y, row := range c.rows[:max(0, c.height-1)] {
		c.rows[y] = p.render(ansi.Strip(row))
	}
}

// popup puts a box over what is there, with a blank cell on either side.
func (c *canvas) popup(at area, box []string) {
	left, right := min(1, at.x), min(1, max(0, c.width-at.x-at.width))
	for i, text := range box {
		box[i] = strings.Repeat(" ", left) + text + strings.Repeat(" ", right)
	}
	c.overlay(at.x-left, at.y, at.width+left+right, box)
}

// overlay puts a box of lines, each width cells wide, over what is there.
func (c *canvas) overlay(x, y, width int, box []string) {
	for i, text := range box {
		if row := y + i; row >= 0 && row < c.height {
			c.rows[row] = overlaid(c.rows[row], text, x, width, c.width)
		}
	}
}

// overlaid replaces width cells of a row from x on. Where that cuts a wide
// character in two, a blank stands for its other half.
func overlaid(row, text string, x, width, full int) string {
	left := ansi.Truncate(row, x, "")
	left += strings.Repeat(" ", max(0, x-ansi.StringWidth(left)))
	rest := full - x - width
	if rest <= 0 {
		return left + text
	}
	want := max(0, ansi.StringWidth(row)-x-width)
	right := ansi.TruncateLeft(row, x+width, "")
	// A wide character astride the edge is kept whole; it goes, and what is
	// behind it stays in its columns.
	if ansi.StringWidth(right) > want {
		right = ansi.TruncateLeft(row, x+width+1, "")
	}
	right = strings.Repeat(" ", max(0, want-ansi.StringWidth(right))) + right
	return left + ansi.ResetStyle + text + right
}

// String is the window's text.
func (c *canvas) String() string { return strings.Join(c.rows, "\n") }

// clusters cuts text into what a reader sees as characters.
func clusters(text string) []string {
	var all []string
	for state := -1; text != ""; {
		var cluster string
		cluster, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		all = append(all, cluster)
	}
	return all
}
