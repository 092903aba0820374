package ui

import (
	"math"

	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// sheet is a popup with text to scroll through: the help, the problems. Its
// text comes in blocks, of which only those in sight are ever laid.
type sheet struct {
	desk
	title  string
	width  int                            // cells that it would like to have
	blocks int                            // how many there are, at least one
	block  func(i, width int) []sheetLine // the lines of one, at least one
	top    sheetPlace                     // the first line shown
}

// sheetLine is a line of a sheet, exactly as wide as that is.
type sheetLine struct {
	text string
	foot string // of a heading: what stands there instead where nothing under it is in sight
}

// sheetPlace is a line of a sheet: which block, and which line of it.
type sheetPlace struct{ block, line int }

func (p sheetPlace) before(q sheetPlace) bool {
	return p.block < q.block || p.block == q.block && p.line < q.line
}

// wholeSheet is more lines than a sheet has.
const wholeSheet = math.MaxInt32

// area is as high as the text, and no higher than the window allows.
func (s *sheet) area() canvas.Area {
	at := s.window.Frame(s.width, s.window.Height)
	lines := 0
	for i := 0; i < s.blocks && lines < s.window.Height; i++ {
		lines += len(s.block(i, inside(at)))
	}
	return s.window.Frame(s.width, min(lines+2*s.window.Edge(), max(s.window.Height-3, 3)))
}

// inside is how wide the text of a popup is.
func inside(at canvas.Area) int { return max(at.Width-2, 0) }

func (s *sheet) rowsShown() int { return max(s.area().Height-2*s.window.Edge(), 0) }

// move scrolls by lines, as far as there is text to fill the sheet with.
func (s *sheet) move(lines int) {
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
func (s *sheet) from(p sheetPlace, lines, width int) sheetPlace {
	p.line += lines
	for p.line < 0 && p.block > 0 {
		p.block--
		p.line += len(s.block(p.block, width))
	}
	for p.block < s.blocks-1 {
		n := len(s.block(p.block, width))
		if p.line < n {
			break
		}
		p.block++
		p.line -= n
	}
	p.line = max(p.line, 0)
	return p
}

// last is the first line shown when the end is in sight.
func (s *sheet) last() sheetPlace {
	width := inside(s.area())
	end := len(s.block(s.blocks-1, width))
	return s.from(sheetPlace{block: s.blocks - 1, line: end}, -s.rowsShown(), width)
}

// shown are the lines in sight, and how much of the text they end at, in
// percent.
func (s *sheet) shown() (lines []string, percent int) {
	width, rows := inside(s.area()), s.rowsShown()
	var all []sheetLine
	more := false
	for i, skip := s.top.block, s.top.line; i < s.blocks; i, skip = i+1, 0 {
		block := s.block(i, width)
		for n := min(skip, len(block)); n < len(block); n++ {
			if more = len(all) == rows; more {
				break
			}
			all = append(all, block[n])
			percent = (i*100 + (n+1)*100/len(block)) / s.blocks
		}
		if more {
			break
		}
	}
	for i := len(all) - 1; more && i >= 0 && all[i].foot != ""; i-- {
		all[i].text = all[i].foot
	}
	for _, line := range all {
		lines = append(lines, line.text)
	}
	return lines, percent
}

func (s *sheet) commands() []command.Command {
	return popupRows(s.desk, s.move, func() int { return max(1, s.rowsShown()-1) }, wholeSheet)
}

func (s *sheet) hints() []command.Hint {
	return []command.Hint{{"popup.down", "popup.up"}, {"popup.close"}}
}

func (s *sheet) letters(tea.KeyPressMsg) tea.Cmd { return nil }
func (s *sheet) paste(string) tea.Cmd            { return nil }

func (s *sheet) draw(c *canvas.Canvas) {
	s.move(0)
	lines, percent := s.shown()
	right := ""
	if percent < 100 || s.top != (sheetPlace{}) {
		right = words.Percentage(percent)
	}
	at := s.area()
	c.Fade(s.window.Styles.Faded)
	c.Popup(at, s.window.Boxed(s.title, right, lines, at))
}

func (s *sheet) click(x, y int) tea.Cmd {
	if !s.area().Contains(x, y) {
		s.close()
	}
	return nil
}

func (s *sheet) wheel(_, _, lines int) tea.Cmd {
	s.move(lines)
	return nil
}
