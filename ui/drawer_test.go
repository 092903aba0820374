package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// TestDrawerMovesNothing opens the drawer of the categories: what stands beside
// it stays where it is.
func TestDrawerMovesNothing(t *testing.T) {
	for _, width := range []int{80, 100, 119} {
		for _, height := range []int{12, 24, 40} {
			s := start(t, options(newMemory(now(), paper()...)), width, height)
			before := s.screen()
			s.press("h")
			s.fits()
			s.shows("▌All")
			s.besideDrawer(before)
			for _, key := range []string{"esc", "enter", "l", "tab"} {
				s.press(key)
				if s.screen() != before {
					t.Errorf("%s has not closed the drawer:\n%s", key, s.screen())
				}
				s.press("h")
			}
		}
	}
}

// besideDrawer fails the test where the screen is not, beside the drawer, what
// it was before.
func (s *session) besideDrawer(before string) {
	s.t.Helper()
	at := s.app.home.layout().tree.Width
	rows, old := strings.Split(s.screen(), "\n"), strings.Split(before, "\n")
	top, lines := s.app.body()
	for y := top; y < top+lines; y++ {
		if got, want := tailOf(rows[y], at+1), tailOf(old[y], at+1); got != want {
			s.t.Errorf("line %d beside the drawer is %q, and was %q:\n%s", y, got, want, s.screen())
		}
		if !strings.HasPrefix(tailOf(rows[y], at), "│") {
			s.t.Errorf("line %d has no hairline at the drawer's edge:\n%s", y, s.screen())
		}
	}
}

// TestDrawerTakesTheMouse clicks into the drawer and beside it.
func TestDrawerTakesTheMouse(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 100, 24)
	s.press("h")
	s.send(tea.MouseClickMsg{X: 8, Y: 9, Button: tea.MouseLeft})
	s.shows("Travel · 1 of 1")
	s.send(tea.MouseClickMsg{X: 60, Y: 3, Button: tea.MouseLeft})
	s.lacks("Starred")
}

// tailOf is a line from a column on; a wide character astride it is a blank.
func tailOf(row string, column int) string {
	cells := 0
	for i, r := range row {
		if cells >= column {
			return strings.Repeat(" ", cells-column) + row[i:]
		}
		cells += ansi.StringWidth(string(r))
	}
	return ""
}
