// Package canvas is what screens are drawn with: a window of cells, lines that are
// never too wide, a field to type into, boxes and styles. It draws what it is
// given, and knows neither articles nor what a key does.
package canvas

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"

	"broadsheet/model"
	"broadsheet/render"
)

// Line composes one line of a pane from painted pieces, and never gets wider
// than its width, whatever is put into it.
type Line struct {
	text  strings.Builder
	width int // cells in all
	used  int // cells so far
}

// NewLine begins a line of so many cells.
func NewLine(width int) *Line { return &Line{width: max(width, 0)} }

// Column is where the next text goes.
func (l *Line) Column() int { return l.used }

// Room is how many cells are left.
func (l *Line) Room() int { return l.width - l.used }

// Put appends text, cut with an ellipsis where it does not fit.
func (l *Line) Put(p Paint, text string) *Line {
	if text == "" || l.Room() <= 0 {
		return l
	}
	text = onOneLine(text)
	width := ansi.StringWidth(text)
	if width > l.Room() {
		text = render.Truncate(text, l.Room())
		width = ansi.StringWidth(text)
	}
	p.write(&l.text, text)
	l.used += width
	return l
}

// PutLink is Put for a text that leads to an address where the terminal knows links (OSC
// 8). Without an address it leads nowhere. Lines that lead to the same one are one link.
func (l *Line) PutLink(p Paint, text, address string) *Line {
	if address == "" || text == "" || l.Room() <= 0 {
		return l.Put(p, text)
	}
	l.text.WriteString(ansi.SetHyperlink(address, "id=notice"))
	l.Put(p, text)
	l.text.WriteString(ansi.ResetHyperlink())
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

// Skip appends blank cells.
func (l *Line) Skip(p Paint, cells int) *Line {
	if cells = min(cells, l.Room()); cells > 0 {
		p.write(&l.text, strings.Repeat(" ", cells))
		l.used += cells
	}
	return l
}

// To appends blank cells up to a column.
func (l *Line) To(p Paint, column int) *Line { return l.Skip(p, column-l.used) }

// Right appends text so that it ends the line, cells before its end. It takes
// what room there is.
func (l *Line) Right(p Paint, text string, cells int) {
	width := min(ansi.StringWidth(text), l.Room()-cells)
	if width <= 0 {
		return
	}
	l.To(p, l.width-cells-width)
	l.Put(p, render.Truncate(text, width))
}

// Styled appends a line that is styled already and is no wider than its room.
func (l *Line) Styled(text string) *Line {
	width := ansi.StringWidth(text)
	if width > l.Room() {
		text = ansi.Truncate(text, max(l.Room(), 0), "")
		width = ansi.StringWidth(text)
	}
	l.text.WriteString(text)
	l.used += width
	return l
}

// String is the line filled up with blanks to its width.
func (l *Line) String() string { return l.End(Paint{}) }

// End fills the line up in a style of its own.
func (l *Line) End(p Paint) string {
	l.To(p, l.width)
	return l.text.String()
}

// Canvas is a window of exactly width x height cells under composition.
type Canvas struct {
	Width, Height int
	rows          []string
	cursor        *position // where the terminal's cursor stands, if it shows
}

// position is a cell of the window.
type position struct{ x, y int }

// PutCursor shows the terminal's cursor in a cell.
func (c *Canvas) PutCursor(x, y int) { c.cursor = &position{x: x, y: y} }

// CursorAt is the cell of the terminal's cursor, if it shows.
func (c *Canvas) CursorAt() (x, y int, shown bool) {
	if c.cursor == nil {
		return 0, 0, false
	}
	return c.cursor.x, c.cursor.y, true
}

// Area is a rectangle of cells.
type Area struct{ X, Y, Width, Height int }

// Contains says whether a cell is in the area.
func (a Area) Contains(x, y int) bool {
	return x >= a.X && x < a.X+a.Width && y >= a.Y && y < a.Y+a.Height
}

// Empty says whether the area has no cells, as that of what is not shown.
func (a Area) Empty() bool { return a.Width <= 0 || a.Height <= 0 }

// New begins a window of so many cells.
func New(width, height int) *Canvas {
	return &Canvas{Width: width, Height: height, rows: make([]string, height)}
}

// Set puts a whole line of the window.
func (c *Canvas) Set(y int, text string) {
	if y >= 0 && y < c.Height {
		c.rows[y] = text
	}
}

// Popup puts a box in the place of all lines from one on, but for the last, so that
// nothing is left beside it that its edges have cut.
func (c *Canvas) Popup(at Area, from int, box []string) {
	blank := strings.Repeat(" ", c.Width)
	for y := max(0, min(from, at.Y)); y < c.Height-1; y++ {
		c.rows[y] = blank
	}
	c.Overlay(at.X, at.Y, at.Width, box)
}

// Overlay puts a box of lines, each width cells wide, over what is there.
func (c *Canvas) Overlay(x, y, width int, box []string) {
	for i, text := range box {
		if row := y + i; row >= 0 && row < c.Height {
			c.rows[row] = overlaid(c.rows[row], text, x, width, c.Width)
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
func (c *Canvas) String() string { return strings.Join(c.rows, "\n") }

// Clusters cuts text into what a reader sees as characters.
func Clusters(text string) []string {
	var all []string
	for state := -1; text != ""; {
		var cluster string
		cluster, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		all = append(all, cluster)
	}
	return all
}

// WheelLines is how far one notch of the wheel goes.
const WheelLines = 3
