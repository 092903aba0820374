package linebreak

// Line is one line of a text: text[Start:End], Width columns wide, without the
// spaces that hang at its end. What lies between the End of a line and the
// Start of the next is spaces and at most one newline.
type Line struct{ Start, End, Width int }

// widest is the widest line that there is, in columns: any text of an article is
// narrower.
const widest = 1 << 24

// farthestStep is how many cells an emergency break steps back to spare
// punctuation.
const farthestStep = 8

// Fill sets text in lines as full as they get, the first at most first columns
// wide and the others rest; less than one counts as one, and more than widest as
// widest. cells are those of
// text. No line is wider than asked, but where a single cell is, which then
// stands alone. The last line of a long paragraph is given a second Han
// character where it would have but one. Spaces hang: they do not count at the end of a line and do not
// start one that continues the text before it. A text without cells has no
// lines, and a final newline starts no other line.
func Fill(text string, cells []Cell, first, rest int) []Line {
	if len(cells) == 0 {
		return nil
	}
	first, rest = min(max(first, 1), widest), min(max(rest, 1), widest)
	columns := 0
	for _, c := range cells {
		columns += int(c.Width)
	}
	f := filler{text: text, cells: cells}
	lines := make([]Line, 0, columns/rest+1)
	paragraph, before := 0, 0 // the number of its first line, the cell that starts the last but one
	for start, width := 0, first; start < len(cells); width = rest {
		line, next := f.line(start, width)
		lines = append(lines, line)
		if next == len(cells) || cells[next].Break == Mandatory {
			if len(lines)-paragraph > 2 {
				f.accompany(lines[len(lines)-2:], before, start, next, width)
			}
			paragraph = len(lines)
		}
		before, start = start, next
	}
	return lines
}

// accompany moves a character from the last but one line of a paragraph to the
// last, if there is a single Han character there, with or without punctuation:
// it looks lost. The lines begin with the cells first and last and end before
// end.
func (f *filler) accompany(lines []Line, first, last, end, width int) {
	if !f.isLone(last, end) {
		return
	}
	for at := last - 1; at > first && at > last-farthestStep; at-- {
		c := &f.cells[at]
		if c.Break != Allowed || c.Flags&(NoStart|Space) != 0 {
			continue
		}
		shorter, longer := f.cut(first, at), f.cut(at, end)
		if shorter.Width >= width*3/4 && longer.Width <= width {
			lines[0], lines[1] = shorter, longer
		}
		return
	}
}

// isLone says that one wide character, and nothing but what may not start a
// line, stands between two cells.
func (f *filler) isLone(start, end int) bool {
	if f.cells[start].Width < 2 {
		return false
	}
	for _, c := range f.cells[start+1 : end] {
		if c.Flags&(NoStart|Space) == 0 {
			return false
		}
	}
	return true
}

type filler struct {
	text  string
	cells []Cell
}

// line lays one line that starts with cell start. It returns the line and the
// cell that starts the next one.
func (f *filler) line(start, width int) (Line, int) {
	var (
		used     = 0     // Columns up to i, spaces included.
		end      = start // Cell after the last that is no space.
		endWidth = 0     // Columns up to there.
		allowed  = -1    // The last place where the line may end, and the line then.
		short    Line
		split    = -1 // The last place within a word where it may end, if need be.
	)
	for i := start; i < len(f.cells); i++ {
		c := &f.cells[i]
		switch {
		case i == start:
		case c.Break == Mandatory:
			return f.result(start, end, endWidth), i
		case c.Break == Allowed && c.Flags&Space == 0: // What hangs is no start: the next line begins after it.
			allowed, short = i, f.result(start, end, endWidth)
		case c.Flags&Split != 0 && f.cells[i-1].Flags&NoEnd == 0:
			split = i
		}
		if c.Flags&Space != 0 {
			used += int(c.Width)
			continue
		}
		if used += int(c.Width); used > width && i > start {
			switch {
			case allowed > 0 && (short.Width >= width*3/4 || split < allowed):
				return f.unlessEmpty(short, allowed, width)
			case split > 0:
				return f.unlessEmpty(f.cut(start, split), split, width)
			}
			next := f.emergency(start, i)
			return f.unlessEmpty(f.cut(start, next), next, width)
		}
		end, endWidth = i+1, used
	}
	return f.result(start, end, endWidth), len(f.cells)
}

// emergency returns where to cut a word that is longer than a line: before cell
// limit, or some cells earlier if a line then neither ends nor starts with what
// it should not.
func (f *filler) emergency(start, limit int) int {
	loose := 0
	for i := limit; i > start && i > limit-farthestStep; i-- {
		if f.cells[i-1].Flags&(NoEnd|Space) != 0 {
			continue
		}
		switch flags := f.cells[i].Flags; {
		case flags&(NoStart|Space) == 0:
			return i
		case flags&Loose != 0 && loose == 0:
			loose = i
		}
	}
	if loose > 0 {
		return loose
	}
	return limit
}

// unlessEmpty returns the line and the cell that starts the next one. A line of
// spaces alone is none: they hang before the text that did not fit after them.
func (f *filler) unlessEmpty(line Line, next, width int) (Line, int) {
	next = f.skipSpaces(next)
	if line.Start == line.End {
		return f.line(next, width)
	}
	return line, next
}

// cut returns the line from cell start to cell next.
func (f *filler) cut(start, next int) Line {
	end, width := start, 0
	for i, used := start, 0; i < next; i++ {
		used += int(f.cells[i].Width)
		if f.cells[i].Flags&Space == 0 {
			end, width = i+1, used
		}
	}
	return f.result(start, end, width)
}

func (f *filler) result(start, end, width int) Line {
	return Line{Start: f.offset(start), End: f.offset(end), Width: width}
}

// skipSpaces returns the first cell from i on that can start a line.
func (f *filler) skipSpaces(i int) int {
	for i < len(f.cells) && f.cells[i].Flags&Space != 0 && f.cells[i].Break != Mandatory {
		i++
	}
	return i
}

func (f *filler) offset(cell int) int {
	if cell < len(f.cells) {
		return int(f.cells[cell].Offset)
	}
	return len(f.text)
}
