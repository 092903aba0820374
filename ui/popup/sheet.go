package popup

import (
	"math"

	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// Sheet is a popup with text to scroll through: the help, the problems. Its
// text comes in blocks, of which only the visible ones are ever laid.
type Sheet struct {
	Options
	Title  string
	Width  int                            // cells that it would like to have
	Blocks int                            // how many there are, at least one
	Block  func(i, width int) []SheetLine // the lines of one, at least one
	Find   func(typed string)             // has only what matches in the blocks; nil: it cannot be searched
	top    sheetPlace                     // the first line shown
	search sheetSearch
}

// SheetLine is a line of a sheet, exactly as wide as that is.
type SheetLine struct {
	Text string
	Foot string // of a heading: what stands there instead where nothing under it is visible
}

// sheetPlace is a line of a sheet: which block, and which line of it.
type sheetPlace struct{ block, line int }

func (p sheetPlace) before(q sheetPlace) bool {
	return p.block < q.block || p.block == q.block && p.line < q.line
}

// wholeSheet is more lines than a sheet has.
const wholeSheet = math.MaxInt32

// area is as high as the text, and no higher than the window allows.
func (s *Sheet) area() canvas.Area {
	at := s.Window.Frame(s.Width, s.Window.Height)
	lines := 0
	for i := 0; i < s.Blocks && lines < s.Window.Height; i++ {
		lines += len(s.Block(i, inside(at)))
	}
	if s.searching() {
		lines = max(lines, s.search.before) + typingLines
	}
	return s.Window.Frame(s.Width, min(lines+2*s.Window.Edge(), max(s.Window.Height-3, 3)))
}

// inside is how wide the text of a popup is.
func inside(at canvas.Area) int { return max(at.Width-2, 0) }

func (s *Sheet) rowsShown() int {
	rows := s.area().Height - 2*s.Window.Edge()
	if s.searching() {
		rows -= typingLines
	}
	return max(rows, 0)
}

// move scrolls by lines, as far as there is text to fill the sheet with.
func (s *Sheet) move(lines int) {
	width, last := inside(s.area()), s.last()
	switch {
	case lines >= wholeSheet:
		s.top = last
	case lines <= -wholeSheet:
		s.top = sheetPlace{}
	default:
		s.top = s.from(s.top, lines, width)
	}
	if last.before(s.top) {
		s.top = last
	}
}

// from is the place that is some lines below another, or above it.
func (s *Sheet) from(p sheetPlace, lines, width int) sheetPlace {
	p.line += lines
	for p.line < 0 && p.block > 0 {
		p.block--
		p.line += len(s.Block(p.block, width))
	}
	for p.block < s.Blocks-1 {
		n := len(s.Block(p.block, width))
		if p.line < n {
			break
		}
		p.block++
		p.line -= n
	}
	p.line = max(p.line, 0)
	return p
}

// last is the first line shown when the end is visible.
func (s *Sheet) last() sheetPlace {
	width := inside(s.area())
	end := len(s.Block(s.Blocks-1, width))
	return s.from(sheetPlace{block: s.Blocks - 1, line: end}, -s.rowsShown(), width)
}

// shown are the visible lines, and how much of the text they end at, in
// percent.
func (s *Sheet) shown() (lines []string, percent int) {
	width, rows := inside(s.area()), s.rowsShown()
	var all []SheetLine
	more := false
	for i, skip := s.top.block, s.top.line; i < s.Blocks; i, skip = i+1, 0 {
		block := s.Block(i, width)
		for n := min(skip, len(block)); n < len(block); n++ {
			if more = len(all) == rows; more {
				break
			}
			all = append(all, block[n])
			percent = (i*100 + (n+1)*100/len(block)) / s.Blocks
		}
		if more {
			break
		}
	}
	for i := len(all) - 1; more && i >= 0 && all[i].Foot != ""; i-- {
		all[i].Text = all[i].Foot
	}
	for _, line := range all {
		lines = append(lines, line.Text)
	}
	return lines, percent
}

// Commands are those that are bound while the popup is there.
func (s *Sheet) Commands() []command.Command {
	if s.search.typing {
		return s.typingRows()
	}
	rows := s.readingRows()
	if s.Find != nil {
		rows = append(rows, command.Command{Name: "help.find", Run: command.Does(s.startSearch)})
	}
	return rows
}

// readingRows are those that are bound while nothing is typed.
func (s *Sheet) readingRows() []command.Command {
	o := s.Options
	o.Close = s.close
	return Commands(o, s.move, func() int { return max(1, s.rowsShown()-1) }, wholeSheet)
}

// Hints are the commands that the footer names.
func (s *Sheet) Hints() []command.Hint {
	if s.search.typing {
		return []command.Hint{{"menu.down", "menu.up"}, {"menu.choose"}, {"menu.close"}}
	}
	return []command.Hint{{"popup.down", "popup.up"}, {"help.find"}, {"popup.close"}}
}

// Draw draws the popup over what is there.
func (s *Sheet) Draw(c *canvas.Canvas) {
	s.move(0)
	lines, percent := s.shown()
	right := ""
	if percent < 100 || s.top != (sheetPlace{}) {
		right = words.Percentage(percent)
	}
	at := s.area()
	if s.searching() {
		lines = append(s.drawSearch(c, at), lines...)
	}
	c.Popup(at, s.Window.Above(), s.Window.Boxed(s.Title, right, lines, at))
	c.PutCursor(at.X+1, at.Y+s.Window.Edge())
}

// Click beside the sheet closes it.
func (s *Sheet) Click(x, y int) tea.Cmd {
	if !s.area().Contains(x, y) {
		s.Close()
	}
	return nil
}

// Wheel scrolls.
func (s *Sheet) Wheel(_, _, lines int) tea.Cmd {
	s.move(lines)
	return nil
}
