// Package linebreak finds where lines of text may end. It knows Unicode's
// line breaking algorithm (UAX #14), tailored for Chinese, Japanese and Korean
// as a terminal shows them, and nothing of styles.
package linebreak

import (
	"github.com/clipperhouse/displaywidth"
	"github.com/rivo/uniseg"
)

// Break tells whether a line may end before a cell.
type Break uint8

// The kinds of Break.
const (
	Prohibited Break = iota // No line ends here, but in an emergency.
	Allowed                 // A line may end here.
	Mandatory               // A line must end here: a newline came before.
)

// Flags tell what Fill has to know of a cell beyond its width.
type Flags uint8

// The flags of a cell.
const (
	Space   Flags = 1 << iota // Hangs at the end of a line, never starts a continued one.
	NoStart                   // Never starts a line where that can be avoided.
	NoEnd                     // Never ends a line where that can be avoided.
)

// Cell is one grapheme cluster of a text.
type Cell struct {
	Offset int32 // Bytes from the start of the text.
	Width  uint8 // Columns of the terminal.
	Break  Break // Before this cell.
	Flags  Flags
}

// Line is one line of a text: text[Start:End], Width columns wide, without
// the spaces that hang at its end.
type Line struct{ Start, End, Width int }

// Width returns the number of columns that text takes on a terminal.
func Width(text string) int { return displaywidth.String(text) }

// Cells cuts text in grapheme clusters and marks where lines may end. The
// result does not depend on a width.
func Cells(text string) []Cell {
	cells := make([]Cell, 0, len(text)/2)
	before, state, offset := Prohibited, -1, 0
	for rest := text; rest != ""; {
		var cluster string
		var boundaries int
		cluster, rest, boundaries, state = uniseg.StepString(rest, state)
		c := Cell{Offset: int32(offset), Width: uint8(displaywidth.String(cluster)), Break: before}
		switch cluster {
		case " ", "\t", "\u3000", "\n", "\r\n", "\r":
			c.Flags = Space
		}
		cells = append(cells, c)
		offset += len(cluster)
		before = Prohibited
		switch boundaries & uniseg.MaskLine {
		case uniseg.LineMustBreak:
			before = Mandatory
		case uniseg.LineCanBreak:
			before = Allowed
		}
	}
	return cells
}

// Fill fills lines greedily, the first at most first columns wide and the
// others rest, and returns them. cells must be those of text. A text without
// cells has no lines; a final newline does not begin another line.
func Fill(text string, cells []Cell, first, rest int) []Line {
	f := filler{text: text, cells: cells}
	width := first
	for i := 0; i < len(cells); width = rest {
		var line Line
		line, i = f.line(i, max(width, 1))
		f.lines = append(f.lines, line)
	}
	return f.lines
}

type filler struct {
	text  string
	cells []Cell
	lines []Line
}

// line lays the line that starts with cell start, and returns it and the cell
// that starts the next one.
func (f *filler) line(start, width int) (Line, int) {
	end, next := start, 0
	used, fit := 0, start
	last := -1
	for fit < len(f.cells) {
		c := f.cells[fit]
		if fit > start && c.Break == Mandatory {
			last = fit
			break
		}
		if fit > start && c.Break == Allowed {
			last = fit
		}
		if c.Flags&Space == 0 && used+int(c.Width) > width {
			break
		}
		used += int(c.Width)
		fit++
	}
	switch {
	case fit == len(f.cells):
		next = fit
	case last > start:
		next = last
	default:
		next = max(fit, start+1)
	}
	end = next
	for end > start && f.cells[end-1].Flags&Space != 0 {
		end--
	}
	line := Line{Start: f.offset(start), End: f.offset(end)}
	for _, c := range f.cells[start:end] {
		line.Width += int(c.Width)
	}
	for next < len(f.cells) && f.cells[next].Break != Mandatory && f.cells[next].Flags&Space != 0 {
		next++
	}
	return line, next
}

func (f *filler) offset(cell int) int {
	if cell < len(f.cells) {
		return int(f.cells[cell].Offset)
	}
	return len(f.text)
}
