package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// essay starts with one long article, opened.
func essay(t *testing.T, body ...any) (*session, *memory) {
	library := newMemory(now(), piece(model.Item{Title: "A test of finding", Date: now()}, body...))
	s := start(t, options(library), 79, 16)
	s.press("enter")
	return s, library
}

// lines are sixty paragraphs, one of them with a word in it.
func lines(at int, word string) []any {
	all := make([]any, 60)
	for i := range all {
		all[i] = "Nothing stands in this line."
		if i == at {
			all[i] = "Here stands " + word + "."
		}
	}
	return all
}

// TestFindIsOnlyALook types a word, and goes back with esc to where the reader
// was, also at another width; what is kept for the next time stays as it was.
func TestFindIsOnlyALook(t *testing.T) {
	s, library := essay(t, lines(50, "a lighthouse")...)
	s.press("space", "/")
	id := library.items[0].ID
	before := library.Marks(id).Place
	top := s.firstLine()
	s.write("lightho")
	s.shows("Here stands a lighthouse.")
	s.shows("match 1 of 1")
	if place := library.Marks(id).Place; place != before {
		t.Errorf("a look has moved the place that is kept to %v", place)
	}
	s.send(tea.WindowSizeMsg{Width: 40, Height: 16})
	s.send(tea.WindowSizeMsg{Width: 79, Height: 16})
	s.press("esc")
	if at := s.firstLine(); at != top {
		t.Errorf("the text was at line %q and is at %q", top, at)
	}
	s.press("/")
	s.write("lighthouse")
	s.press("enter", "esc")
	s.shows("Here stands a lighthouse.")
	if place := library.Marks(id).Place; place == before {
		t.Error("a find that was accepted has not moved the place that is kept")
	}
}

// TestFindBeginsWhereTheReaderIs types on and takes back letters: the match is
// always the next one from where the find began.
func TestFindBeginsWhereTheReaderIs(t *testing.T) {
	body := lines(20, "a lamp")
	body[40] = "Here stands a lantern."
	s, _ := essay(t, body...)
	s.press("/")
	s.write("lan")
	s.shows("a lantern")
	s.lacks("a lamp")
	s.press("backspace")
	s.shows("a lamp")
	s.shows("match 1 of 2")
	s.write("x")
	s.shows("Not in this article: “lax”")
	s.shows("A test of finding") // the beginning
}

// TestFindWraps goes on from the last match to the first, and says so.
func TestFindWraps(t *testing.T) {
	body := lines(20, "a lamp")
	body[40] = "Here stands another lamp."
	s, _ := essay(t, body...)
	s.press("/")
	s.write("lamp")
	s.press("enter", "n")
	s.shows("match 2 of 2")
	s.press("n")
	s.shows("Began again at the top")
	s.press("j")
	s.shows("match 1 of 2")
	s.press("N")
	s.shows("Began again at the end")
	s.press("/")
	s.write("lamp")
	s.press("down")
	s.shows("match 1 of 2 · Began again at the top")
}

// TestFindFolds finds in any width, case and script, and over the ends of
// lines; all that was found is lit.
func TestFindFolds(t *testing.T) {
	for name, test := range map[string]struct{ text, word, lit string }{
		"case":                   {"The LIGHTHOUSE stands.", "lighthouse", "LIGHTHOUSE"},
		"full width":             {"编号ＡＢ１２在门上。", "ab12", "ＡＢ１２"},
		"simplified":             {"車站外有一間書店。", "书店", "書店"},
		"traditional":            {"车站外有一间书店。", "書店", "书店"},
		"accents":                {"The café is closed.", "cafe", "café"},
		"over the end of a line": {strings.Repeat("一", 35) + "灯塔立在海边的礁石上。", "立在海边的礁石", "立在海边的礁石"},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := essay(t, test.text)
			before := s.content()
			s.press("/")
			s.write(test.word)
			s.shows("match 1 of 1")
			s.press("enter")
			lit := ""
			for _, part := range strings.Split(s.content(), "\x1b[1;4;7m")[1:] {
				text, _, _ := strings.Cut(part, "\x1b[m")
				lit += text
			}
			if lit != test.lit {
				t.Errorf("lit is %q, want %q", lit, test.lit)
			}
			s.press("esc")
			if strings.Contains(s.content(), "\x1b[1;4;7m") || strings.Count(before, "\n") != strings.Count(s.content(), "\n") {
				t.Error("the match is still lit after the find has ended")
			}
		})
	}
}
