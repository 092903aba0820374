package ui

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// cursor is where the terminal's cursor stands, and what is on the screen from there on.
func (s *session) cursor() (cursor *tea.Cursor, rest string) {
	s.t.Helper()
	s.library.forbid(true)
	defer s.library.forbid(false)
	view := s.app.View()
	if view.Cursor == nil {
		return nil, ""
	}
	lines := strings.Split(ansi.Strip(view.Content), "\n")
	if view.Cursor.Y >= len(lines) {
		s.t.Fatalf("the cursor is on line %d of %d", view.Cursor.Y, len(lines))
	}
	return view.Cursor, ansi.TruncateLeft(lines[view.Cursor.Y], view.Cursor.X, "")
}

// The terminal's cursor stands on the row that is selected, in every pane and popup, for
// braille displays and magnifiers follow it; where something is typed, it stands there.
func TestCursorFollows(t *testing.T) {
	const row = "▌" // the sign of a row that is selected
	for _, test := range []struct {
		name          string
		keys          []string
		at            string // what the screen has from the cursor on
		width, height int
	}{
		{"the first headline", nil, row, 80, 24},
		{"another headline", []string{"j", "j", "j"}, row, 80, 24},
		{"the last headline", []string{"G"}, row, 120, 40},
		{"a narrow window", []string{"j"}, row, 40, 20},
		{"the categories", []string{"h", "j"}, row, 120, 40},
		{"the categories in their drawer", []string{"h", "j", "j"}, row, 80, 24},
		{"the categories alone", []string{"h", "j"}, row, 40, 20},
		{"an article", []string{"enter"}, "", 80, 24},
		{"lines that are marked", []string{"enter", "V", "j"}, "说，旧书全部", 80, 24},
		{"links", []string{"enter", "o", "j"}, row, 80, 24},
		{"a menu that is typed into", []string{"c"}, "type to search", 80, 24},
		{"further down in it", []string{"c", "down", "down"}, row, 80, 24},
		{"typed into again", []string{"c", "down", "x"}, "", 80, 24},
		{"the commands", []string{":", "down"}, row, 120, 40},
		{"the help", []string{"?"}, "", 80, 24},
		{"the feeds", []string{"f", "j"}, row, 80, 24},
		{"the filter line", []string{"/", "x"}, "", 80, 24},
		{"the find line", []string{"enter", "/", "x"}, "", 80, 24},
	} {
		s := start(t, following(options(newMemory(now(), paper()...))), test.width, test.height)
		s.press(test.keys...)
		cursor, rest := s.cursor()
		switch {
		case cursor == nil:
			t.Errorf("%s: there is no cursor", test.name)
		case cursor.Blink:
			t.Errorf("%s: the cursor blinks", test.name)
		case !strings.HasPrefix(rest, test.at):
			t.Errorf("%s: from the cursor on the screen has %q, want %q:\n%s", test.name, rest, test.at, s.screen())
		}
	}
}

// Whatever is pressed, the cursor is in the window, and is hidden only while the row that
// it belongs to is out of sight.
func TestCursorIsShown(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	keys := strings.Fields("j k h l tab enter esc g G space b c o O / ? : n p J K m r s z x down up pgdown f P")
	for range 20 {
		width, height := 20+random.IntN(150), 5+random.IntN(40)
		s := start(t, following(options(newMemory(now(), paper()...))), width, height)
		for range 30 {
			key := keys[random.IntN(len(keys))]
			s.press(key)
			if cursor, _ := s.cursor(); cursor == nil || cursor.X < 0 || cursor.X >= width || cursor.Y < 0 || cursor.Y >= height {
				t.Fatalf("after %s in %dx%d the cursor is %v:\n%s", key, width, height, cursor, s.screen())
			}
		}
	}
}
