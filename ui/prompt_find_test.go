package ui

import "testing"

// TestFindLine types words into the find line, keeps one, and goes back from another.
func TestFindLine(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 79, 16)
	s.press("j", "enter", "space", "/")
	where := s.firstLine()
	s.write("Paragraph 30")
	s.shows("match 1 of 1")
	s.write("x")
	s.shows("“Paragraph 30x” not found in this article")
	s.press("esc")
	if got := s.firstLine(); got != where {
		t.Errorf("the first line was %q and is %q", where, got)
	}
	s.press("/")
	s.write("lamps")
	s.press("down")
	s.shows("match ")
	s.press("enter", "N", "N", "N", "N")
	s.shows("of 40")
	s.press("esc")
	s.lacks("match ")
}
