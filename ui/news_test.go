package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// arrive lets articles come that are newer than all others.
func (s *session) arrive(titles ...string) {
	for _, title := range titles {
		s.library.add(piece(model.Item{Title: title, Date: now(), Categories: [][]string{{"Travel"}}}, "It came late."))
		s.library.status.Arrived++
	}
	s.send(changed{})
}

// TestNewsMovesNothing scrolls the list by its cursor and by the wheel; what
// comes above and within what is shown does not move the first row.
func TestNewsMovesNothing(t *testing.T) {
	for name, move := range map[string]func(*session){
		"cursor": func(s *session) { s.press("G") },
		"wheel": func(s *session) {
			for range 4 {
				s.send(tea.MouseWheelMsg{X: 40, Y: 10, Button: tea.MouseWheelDown})
			}
		},
		"article": func(s *session) { s.press("G", "k", "enter") },
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, options(newMemory(now(), paper()...)), 120, 14)
			move(s)
			before := strings.Split(s.screen(), "\n")[2:13]
			s.arrive("One", "Two", "Three")
			s.shows("3 new")
			after := strings.Split(s.screen(), "\n")[2:13]
			for i := range before {
				// Counts change; headlines and the article do not.
				_, b, _ := strings.Cut(before[i], "│")
				_, a, _ := strings.Cut(after[i], "│")
				if a != b {
					t.Errorf("line %d was %q and is %q", i, b, a)
				}
			}
		})
	}
}

// TestNewsIsToldUntilItIsSeen shows how many are new until the reader has
// looked at the top of the list, or asks for them.
func TestNewsIsToldUntilItIsSeen(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 14)
	s.press("G")
	s.arrive("One")
	s.press("k", "h", "l")
	s.shows("1 new")
	s.press("g")
	s.lacks("1 new")
	s.press("2")
	s.press("j")
	s.arrive("Two", "Three")
	s.shows("2 new")
	s.press("g") // the top of a category is not that of the paper
	s.shows("2 new")
	s.press("N")
	s.lacks("2 new")
	s.shows("All · 1 of 10")
	s.shows("Two")
}

// TestLoadingKeepsTheTop fills the list while it is loaded: until the reader
// moves, the cursor stays on the newest.
func TestLoadingKeepsTheTop(t *testing.T) {
	library := newMemory(now(), paper()[:3]...)
	library.status.Loading = true
	s := start(t, options(library), 120, 24)
	library.add(piece(model.Item{Title: "The newest", Date: now()}, "x"))
	library.status.Loading = false
	s.send(changed{})
	s.shows("▌● The newest")
	s.arrive("Newer still")
	s.shows("▌● The newest")
}

// TestDeletedArticleSaysSo deletes the file of an article that is being read:
// its text stays, also in another theme, until the reader leaves it.
func TestDeletedArticleSaysSo(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 20)
	s.press("j", "enter", "space")
	text := strings.TrimSpace(s.firstLine())
	id := s.app.home.article.Subject().ID
	library.remove(func(a *model.Article) bool { return a.ID == id })
	s.send(changed{})
	s.shows("This article's file no longer exists; the text stays until you leave it.")
	s.press("T", "down", "enter", "j", "k")
	s.shows("file no longer exists")
	s.shows(text[:20])
	s.press("q")
	s.lacks("file no longer exists")
	s.lacks("Paragraph")
}
