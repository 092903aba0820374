package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// TestThemes follows the terminal's background, and has a theme chosen by name.
func TestThemes(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	if !s.app.window.Theme.Dark {
		t.Error("the first theme is not dark")
	}
	s.send(tea.BackgroundColorMsg{Color: white{}})
	if s.app.window.Theme.Dark {
		t.Error("the theme is dark on a white background")
	}
	s.press("T")
	s.write("dar")
	s.press("enter")
	s.shows("Theme: dark")
	s.press("T", "up", "enter")
	s.shows("Theme: auto")
}

// TestThemesAreShown shows each theme as soon as the cursor is on it, and after esc the one
// from before. Only what is chosen is kept.
func TestThemesAreShown(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	first, kept := s.app.window.Theme, s.library.settings
	s.press("T", "down", "down")
	if name := s.app.window.Theme.Name; name != "light" {
		t.Errorf("with the cursor on light, %s is shown", name)
	}
	s.shows("城里第三家夜间书店")
	s.press("up")
	s.write("li")
	if name := s.app.window.Theme.Name; name != "light" {
		t.Errorf("with light typed, %s is shown", name)
	}
	s.press("esc")
	if s.app.window.Theme.Name != first.Name || s.app.themeName != "auto" || s.library.settings != kept {
		t.Errorf("after esc %s is shown, called %s, and %+v kept", s.app.window.Theme.Name, s.app.themeName, s.library.settings)
	}
	s.press("T", "down", "down")
	s.send(tea.MouseClickMsg{X: 100, Y: 10, Button: tea.MouseLeft})
	if s.app.window.Theme.Name != first.Name || len(s.app.layers) > 0 {
		t.Error("a click beside the themes does not close them without a change")
	}
}

// TestPaper paints the paper of a theme on a terminal that does not suit it, and only there.
func TestPaper(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 80, 24)
	for _, test := range []struct {
		dark    bool
		theme   string
		painted bool
	}{{true, "dark", false}, {true, "light", true}, {false, "dark", true}, {false, "light", false}, {false, "auto", false}} {
		s.app.dark = test.dark
		s.run(s.app.askTheme(test.theme, false))
		screen := uv.NewScreenBuffer(80, 24)
		uv.NewStyledString(s.content()).Draw(screen, screen.Bounds())
		for y := range 24 {
			for x := range 80 {
				if cell := screen.CellAt(x, y); cell != nil && !cell.IsZero() && (cell.Style.Bg != nil) != test.painted && !s.selected(y) {
					t.Fatalf("%s on a dark terminal %v: the cell at %d,%d stands on %v", test.theme, test.dark, x, y, cell.Style.Bg)
				}
			}
		}
		s.fits()
	}
}

// selected says whether a line of the window is of the row under the cursor.
func (s *session) selected(y int) bool {
	return strings.ContainsAny(strings.Split(s.screen(), "\n")[y], "▌▏")
}
