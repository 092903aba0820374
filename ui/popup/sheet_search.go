package popup

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
)

// This file searches a sheet: what is typed leaves only the lines that have it.

// sheetSearch is what is looked for in a sheet.
type sheetSearch struct {
	input  *canvas.Field // nil: nothing was ever looked for
	typing bool          // letters are text
	before int           // lines of the whole text, so that the sheet keeps its height
}

// searching says whether there is a line over the text that says what is looked for.
func (s *Sheet) searching() bool {
	return s.search.typing || s.search.input != nil && s.search.input.String() != ""
}

func (s *Sheet) startSearch() {
	if !s.searching() {
		at := s.area()
		s.search.before = at.Height - 2*s.Window.Edge() - typingLines
		s.search.input = canvas.NewField("")
	}
	s.search.typing = true
}

// found leaves only what matches what was typed.
func (s *Sheet) found() {
	s.Find(s.search.input.String())
	s.top = sheetPlace{}
}

// endSearch shows the whole text again.
func (s *Sheet) endSearch() {
	s.search = sheetSearch{input: canvas.NewField("")}
	s.found()
}

// close ends a search, or else takes the sheet away.
func (s *Sheet) close() {
	if s.searching() {
		s.endSearch()
		return
	}
	s.Close()
}

// typingRows are the rows while something is typed.
func (s *Sheet) typingRows() []command.Command {
	return []command.Command{
		{Name: "menu.choose", Run: command.Does(func() { s.search.typing = false })},
		{Name: "menu.down", Run: command.Does(func() { s.move(1) })},
		{Name: "menu.up", Run: command.Does(func() { s.move(-1) })},
		{Name: "menu.page_down", Run: command.Does(func() { s.move(max(1, s.rowsShown()-1)) })},
		{Name: "menu.page_up", Run: command.Does(func() { s.move(-max(1, s.rowsShown()-1)) })},
		{Name: "menu.close", Run: command.Does(s.endSearch)},
	}
}

// Letters takes a key that is no command's.
func (s *Sheet) Letters(key tea.KeyPressMsg) tea.Cmd {
	if s.search.typing && s.search.input.Press(key) {
		s.found()
	}
	return nil
}

// TypedInto is what the reader types into, nil where letters are keys.
func (s *Sheet) TypedInto() *canvas.Field {
	if s.search.typing {
		return s.search.input
	}
	return nil
}

// Paste takes a text that was pasted.
func (s *Sheet) Paste(text string) tea.Cmd {
	if s.search.typing {
		s.search.input.Insert(text)
		s.found()
	}
	return nil
}

// drawSearch draws the line with what is looked for, and the space under it.
func (s *Sheet) drawSearch(c *canvas.Canvas, at canvas.Area) []string {
	st := s.Window.Styles
	l := canvas.NewLine(inside(at)).Skip(st.Text, 1).Put(st.Prompt, "/").Skip(st.Text, 1)
	column := l.Column()
	text, cursor := s.search.input.View(max(l.Room()-2, 0))
	if s.search.typing {
		c.PutCursor(at.X+1+column+cursor, at.Y+s.Window.Edge())
		if text == "" {
			l.Put(st.Dim, s.Words.TypeHere())
		}
	}
	return []string{l.Put(st.Text, text).String(), canvas.NewLine(inside(at)).String()}
}
