package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// clickOn clicks on a text of a line of the window, from below on: 0 is the last one.
func (s *session) clickOn(text string, below int) {
	s.t.Helper()
	y := s.app.window.Height - 1 - below
	line := strings.ReplaceAll(strings.Split(ansi.Strip(s.content()), "\n")[y], "\u00a0", " ")
	before, _, found := strings.Cut(line, text)
	if !found {
		s.t.Fatalf("there is no %q in %q:\n%s", text, line, s.screen())
	}
	s.send(tea.MouseClickMsg{X: ansi.StringWidth(before), Y: y, Button: tea.MouseLeft})
}

// TestHintsAreClicked clicks on hints of the footer, over the headlines, in popups and in
// lines that are typed into.
func TestHintsAreClicked(t *testing.T) {
	for _, width := range []int{80, 120} {
		s := start(t, options(newMemory(now(), paper()...)), width, 24)
		s.clickOn("j k move", 0)
		s.at(2)
		s.clickOn("k move", 0)
		s.at(1)
		s.clickOn("move", 0) // the word is its first key
		s.at(2)
		s.clickOn("help", 0)
		s.shows("Reading")
		s.clickOn("find", 0)
		s.write("star")
		s.shows("add or remove a star")
		s.clickOn("close", 0)
		s.clickOn("esc close", 0)
		s.lacks("Reading")
		s.clickOn("/ filter", 0)
		s.write("train")
		s.clickOn("keep", 1)
		s.shows("1 of 1")
		s.clickOn("All", 0) // where the reader is does nothing
		s.shows("1 of 1")
		s.clickOn("back", 0)
		s.shows(" of 7")
		s.clickOn("open", 0)
		s.shows("6 unread")
	}
}
