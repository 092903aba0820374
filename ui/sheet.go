package ui

import (
	tea "charm.land/bubbletea/v2"
)

// sheet is a popup with text to scroll through: the help, the problems.
type sheet struct {
	app   *App
	title string
	width int                      // cells that it would like to have
	text  func(width int) []string // its lines, each exactly width cells
	top   int
}

func (s *sheet) area() area {
	at := s.app.frame(s.width, s.app.height)
	return s.app.frame(s.width, min(len(s.text(max(at.width-2, 0)))+2*s.app.edge(), max(s.app.height-3, 3)))
}

func (s *sheet) lines() []string { return s.text(max(s.area().width-2, 0)) }

func (s *sheet) rowsShown() int { return max(s.area().height-2*s.app.edge(), 0) }

func (s *sheet) move(lines int) {
	s.top = min(max(s.top+lines, 0), max(0, len(s.lines())-s.rowsShown()))
}

func (s *sheet) commands() []Command {
	return popupRows(s.app, s.move, func() int { return max(1, s.rowsShown()-1) }, len(s.lines()))
}

func (s *sheet) hints() []hint {
	return []hint{{[]string{"popup.down", "popup.up"}}, {[]string{"popup.close"}}}
}

func (s *sheet) letters(tea.KeyPressMsg) tea.Cmd { return nil }
func (s *sheet) paste(string) tea.Cmd            { return nil }

func (s *sheet) draw(c *canvas) {
	s.move(0)
	at, lines := s.area(), s.lines()
	right := ""
	if last := s.top + s.rowsShown(); len(lines) > s.rowsShown() {
		right = percentage(last * 100 / len(lines))
	}
	c.fade(s.app.styles.faded)
	c.popup(at, s.app.boxed(s.title, right, lines[s.top:min(len(lines), s.top+s.rowsShown())], at))
}

func (s *sheet) click(x, y int) tea.Cmd {
	if !s.area().contains(x, y) {
		s.app.pop()
	}
	return nil
}

func (s *sheet) wheel(_, _, lines int) tea.Cmd {
	s.move(lines)
	return nil
}
