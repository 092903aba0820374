package ui

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// TestReadToTheEnd comes to an article in each way there is, at each number of panes, reads
// it to its end and goes on or back: it counts as read, and the next one does not.
func TestReadToTheEnd(t *testing.T) {
	ways := map[string]func(s *session){
		"l":   func(s *session) { s.press("l") },
		"tab": func(s *session) { s.press("tab") },
		"click": func(s *session) {
			at := s.app.home.layout().article
			s.send(tea.MouseClickMsg{X: at.X + 5, Y: at.Y + 3, Button: tea.MouseLeft})
		},
	}
	ends := map[string]func(s *session){
		"space": func(s *session) {
			for range 60 {
				if percent, _ := s.app.home.article.Percent(); percent == 100 {
					return
				}
				s.press("space")
			}
		},
		"G": func(s *session) { s.press("G") },
		"wheel": func(s *session) {
			at := s.app.home.layout().article
			for range 200 {
				s.send(tea.MouseWheelMsg{X: at.X + 5, Y: at.Y + 3, Button: tea.MouseWheelDown})
			}
		},
	}
	for _, width := range []int{80, 120, 200} {
		for way, come := range ways {
			for name, end := range ends {
				readsToTheEnd(t, fmt.Sprintf("%d cells, %s, %s", width, way, name), width, come, end)
			}
		}
	}
}

// readsToTheEnd opens the second of three long articles in a way, and comes to its end in one.
func readsToTheEnd(t *testing.T, how string, width int, come, end func(s *session)) {
	t.Helper()
	library := longReads()
	s := start(t, options(library), width, 24)
	s.press("j")
	first, next := s.app.home.list.Current().ID, library.items[2].ID
	if come(s); library.marks[first].IsRead() {
		t.Errorf("%s: read before its end", how)
	}
	if end(s); !library.marks[first].IsRead() {
		t.Errorf("%s: the end is in sight, and it is unread", how)
	}
	s.press("space")
	if at := s.app.home.article.Subject().ID; at != next || library.marks[next].IsRead() {
		t.Errorf("%s: space went to %s, which is read: %v", how, at, library.marks[next].IsRead())
	}
	s.press("u")
	if library.marks[first].IsRead() {
		t.Errorf("%s: it cannot be undone", how)
	}
}

// longReads are three articles of several screens each.
func longReads() *memory {
	var all []*model.Article
	for i := range 3 {
		body := make([]any, 40)
		for n := range body {
			body[n] = fmt.Sprintf("Paragraph %d. A lamp stands at the gate of the small station, and somebody waits there.", n+1)
		}
		all = append(all, piece(model.Item{Title: fmt.Sprintf("Station %d", i+1), Date: now().Add(-time.Duration(i) * time.Hour)}, body...))
	}
	return newMemory(now(), all...)
}

// TestShortArticles has the end in sight at once: who stops there has read them, who only
// passes by on the way to another pane has not.
func TestShortArticles(t *testing.T) {
	for name, test := range map[string]struct {
		keys []string
		read bool
	}{
		"looked at from the list":  {[]string{"j", "k", "J", "K"}, false},
		"l":                        {[]string{"l"}, true},
		"l and back":               {[]string{"l", "h"}, true},
		"passed by":                {[]string{"tab", "tab", "tab"}, false},
		"passed by the other way":  {[]string{"shift+tab", "shift+tab", "shift+tab"}, false},
		"come to by tab, and back": {[]string{"tab", "h"}, true},
		"come to by tab, and on":   {[]string{"tab", "J"}, true},
		"come to by tab, scrolled": {[]string{"tab", "j"}, true},
		"marked unread there":      {[]string{"l", "m", "j", "k", "h"}, false},
		"undone there":             {[]string{"l", "u", "j", "h"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			library := newMemory(now(), paper()...)
			s := start(t, options(library), 120, 40)
			s.press(test.keys...)
			if read := library.marks[library.items[0].ID].IsRead(); read != test.read {
				t.Errorf("read is %v, want %v:\n%s", read, test.read, s.screen())
			}
		})
	}
}

// TestPreviewIsScrolled scrolls an article to its end that has not the focus.
func TestPreviewIsScrolled(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("j")
	at := s.app.home.layout().article
	for range 200 {
		s.send(tea.MouseWheelMsg{X: at.X + 5, Y: at.Y + 3, Button: tea.MouseWheelDown})
	}
	if percent, ok := s.app.home.article.Percent(); !ok || percent != 100 {
		t.Errorf("%d%% are read", percent)
	}
	s.shows("7 unread")
}

// TestLooksAreNotReading has the end in sight for a look at a footnote, and for a find that
// is being typed.
func TestLooksAreNotReading(t *testing.T) {
	long := make([]any, 0, 61)
	for range 60 {
		long = append(long, "A lamp stands at the gate of the small station, and somebody waits there.")
	}
	long = append(long, "The last word of it is harbour.")
	s := start(t, options(newMemory(now(), piece(model.Item{Title: "Lamps"}, long...))), 120, 24)
	s.press("l", "/")
	s.write("harbour")
	s.shows("1 unread")
	s.press("enter")
	s.shows("0 unread")
}
