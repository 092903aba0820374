package ui

import (
	"math"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model/query"
	"broadsheet/ui/canvas"
)

// monsters are texts that somebody types or pastes who means no good: many bytes
// that a reader takes for few characters, or for one.
func monsters() map[string]string {
	const mega = 1 << 20
	return map[string]string{
		"combining marks": "e" + strings.Repeat("\u0301", mega/2),
		"joiners":         strings.Repeat("👩\u200d", mega/7),
		"jamo":            strings.Repeat("ᄀ", mega/3),
		"variations":      "葛" + strings.Repeat("\ufe0f", mega/3),
		"letters":         strings.Repeat("x", mega),
		"Chinese":         strings.Repeat("字", mega/3),
		"alternatives":    strings.Repeat("a OR ", mega/5),
		"hidden":          strings.Repeat("\u202e", mega/3) + "end",
		"controls":        strings.Repeat("\x1b[31m", mega/5),
		"not UTF-8":       strings.Repeat("\xff", mega),
	}
}

// Whatever is typed or pasted into whatever line, a key has little to do, the
// reader is told of what found no room, and the screen stands.
func TestLinesAreBounded(t *testing.T) {
	lines := map[string][]string{
		"filter": {"/"}, "search": {"s"}, "name": {"/", "l", "ctrl+s"}, "category": {"c"}, "commands": {":"}, "find": {"enter", "/"},
		"address": {"a"}, "name of a feed": {"f", "e"}, "category of a feed": {"f", "m"},
	}
	for line, keys := range lines {
		for name, monster := range monsters() {
			s := start(t, following(options(newMemory(now(), paper()...))), 120, 30)
			s.press(keys...)
			s.takesMonster(name+" in the "+line+" line", monster)
		}
	}
}

// takesMonster pastes a text into the line that is open, and types it.
func (s *session) takesMonster(what, monster string) {
	s.t.Helper()
	typing, ok := s.app.top().(interface{ TypedInto() *canvas.Field })
	if !ok {
		s.t.Fatalf("%s: nothing can be typed", what)
	}
	f := typing.TypedInto()
	before := len(f.String())
	s.send(tea.PasteMsg{Content: monster})
	s.fits()
	told := strings.Contains(s.screen(), "There is no room") || s.app.notice != ""
	for range 3 {
		s.send(tea.KeyPressMsg{Code: 'e', Text: monster})
		s.send(tea.KeyPressMsg{Code: tea.KeyExtended, Text: "\u0301"})
	}
	if len(f.String()) > query.MaximumLength {
		s.t.Errorf("%s: %d bytes", what, len(f.String()))
	}
	for _, cluster := range canvas.Clusters(f.String()) {
		if len(cluster) > 64 {
			s.t.Errorf("%s: a character of %d bytes", what, len(cluster))
			break
		}
	}
	if fits := len(f.String()) == before+len(monster); !fits && !told {
		s.t.Errorf("%s: the reader is not told:\n%s", what, s.screen())
	}
}

// What a terminal tells of its size and its mouse is not believed.
func TestTerminalTellsNonsense(t *testing.T) {
	s := start(t, following(options(newMemory(now(), paper()...))), 120, 30)
	for _, at := range []int{math.MinInt, -1_000_000_000, -1, 0, 29, 30, 119, 120, 65535, 1 << 31, math.MaxInt} {
		for _, other := range []int{math.MinInt, -1, 0, 5, 119, math.MaxInt} {
			for _, keys := range []string{"", "c", ":", "?", "/", "f"} {
				if keys != "" {
					s.press(keys)
				}
				for _, place := range [][2]int{{at, other}, {other, at}} {
					s.send(tea.MouseClickMsg{X: place[0], Y: place[1], Button: tea.MouseLeft})
					s.send(tea.MouseWheelMsg{X: place[0], Y: place[1], Button: tea.MouseWheelDown})
					s.send(tea.MouseWheelMsg{X: place[0], Y: place[1], Button: tea.MouseWheelUp})
					s.fits()
				}
				s.press("esc")
			}
		}
	}
	for _, size := range [][2]int{{math.MaxInt, 5}, {-1, -1}, {0, 1 << 40}, {20, math.MaxInt}, {math.MinInt, 10}, {mostWidth + 1, mostHeight + 1}} {
		s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if s.app.window.Width > mostWidth || s.app.window.Height > mostHeight || s.app.window.Width < 0 || s.app.window.Height < 0 {
			t.Errorf("a window of %v is taken for %d by %d", size, s.app.window.Width, s.app.window.Height)
		}
		if got := len(s.app.View().Content); got > 8*mostWidth*mostHeight {
			t.Errorf("a window of %v is drawn with %d bytes", size, got)
		}
	}
}
