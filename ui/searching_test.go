package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// many is a library of n articles that all have the word.
func many(n int) *memory {
	articles := make([]*model.Article, n)
	for i := range articles {
		articles[i] = piece(model.Item{
			Title: fmt.Sprintf("Article %03d", i), Author: "晚报", Date: now().Add(-time.Duration(i) * time.Hour), Categories: [][]string{{"Travel"}},
		}, "Nothing here.", "A lantern stands at the gate.")
	}
	return newMemory(now(), articles...)
}

// TestSearchShowsTheFirstHitsAtOnce takes the first page before all hits are
// there, moves, and gets the others without being moved.
func TestSearchShowsTheFirstHitsAtOnce(t *testing.T) {
	library := many(40)
	library.firstHits = 10
	s := start(t, options(library), 120, 24)
	s.press("s")
	s.holding = true
	s.write("lantern")
	for s.app.home.list.Searched() == nil { // answer, but hold what that asks for
		held := s.held
		s.held = nil
		for _, cmd := range held {
			s.answerHolding(cmd)
		}
	}
	s.shows("10+ hits")
	s.press("down", "down", "down", "down", "down", "down")
	before := s.app.home.list.Current().Title
	line := lineOf(s.screen(), before)
	s.release()
	s.shows("40 hits")
	if after := s.app.home.list.Current().Title; after != before || lineOf(s.screen(), after) != line {
		t.Errorf("the cursor was on %q in line %d, and is on %q in line %d", before, line, after, lineOf(s.screen(), after))
	}
}

// answerHolding runs a command, and holds what its answer asks for.
func (s *session) answerHolding(cmd tea.Cmd) {
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, cmd := range msg {
			if cmd != nil {
				s.answerHolding(cmd)
			}
		}
	default:
		s.send(msg)
	}
}

// lineOf is the line of the list that a title stands in.
func lineOf(screen, title string) int {
	return slices.IndexFunc(strings.Split(screen, "\n"), func(line string) bool {
		panes := strings.Split(line, "│")
		return len(panes) > 1 && strings.Contains(panes[1], title)
	})
}

// TestSearchDropsLateAnswers types on while the first answers are under way.
func TestSearchDropsLateAnswers(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("s")
	s.holding = true
	s.write("书柜")
	slices.Reverse(s.held)
	s.release()
	s.shows("0 hits")
	s.press("backspace")
	s.shows("1 hit")
	s.press("esc")
	s.shows("All · 1 of 7")
}

// TestSearchKeepsWhatWasRead lets the library change while hits are read under
// "unread only": what was read stays until the list is asked again.
func TestSearchKeepsWhatWasRead(t *testing.T) {
	s := start(t, options(many(5)), 120, 30)
	s.press("s")
	s.write("lantern")
	s.press("enter", "r", "j", "enter", "q")
	s.send(changed{})
	s.shows("2 of 5")
	s.shows("Article 001")
	s.press("k", "n")
	s.shows("3 of 5")
	s.press("p", "p")
	s.shows("Continued from the end")
	s.press("r", "r")
	s.shows("of 4")
	s.lacks("Article 001")
}

// TestSearchAndFilterReplaceEachOther keeps one of both, since the words of each
// mean something else.
func TestSearchAndFilterReplaceEachOther(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("/")
	s.write("排版")
	s.press("enter", "s")
	s.write("柜台")
	s.press("enter")
	s.shows("search: 柜台")
	s.shows("1 of 1")
	s.press("/")
	s.shows("/")
	s.write("排版")
	s.press("enter")
	s.lacks("search:")
	s.shows("1 of 2")
	s.press("esc")
	s.shows("of 7")
}

// TestSearchThatCannotBeAnswered says why, and is not kept.
func TestSearchThatCannotBeAnswered(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	s.press("s")
	library.failure = errors.New("the index is being rebuilt")
	s.write("书")
	s.shows("the index is being rebuilt")
	s.press("enter")
	s.shows("Not saved: the index is being rebuilt")
	library.failure = nil
	s.press("esc")
	s.shows("All · 1 of 7")
}

// TestHitsAreLit opens a hit far down in an article: it is in sight, and the
// way there is not kept as the place where the reader stopped.
func TestHitsAreLit(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	s.press("s")
	s.write("\"paragraph 30\"")
	s.press("enter")
	s.shows("The Timetable · 11 Jun 2021 09:30") // the preview stays at its beginning
	s.press("enter")
	s.lacks("The Timetable · 11 Jun 2021 09:30")
	s.shows("match 1 of 1")
	if place := library.marks[s.app.home.article.Subject().ID].Place; place != (model.Place{}) {
		t.Errorf("the place %v was kept", place)
	}
	s.press("esc", "n")
	s.lacks("match 1")
}

// TestOrderNeedsASearch presses the key of the order without a search.
func TestOrderNeedsASearch(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("ctrl+o")
	s.shows("Only search results can be sorted; press s to search")
}

// TestSearchGoesAlong clicks a category while a search is typed: it is searched
// there.
func TestSearchGoesAlong(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("s")
	s.write("one OR 字")
	s.shows("4 hits")
	s.send(tea.MouseClickMsg{X: 8, Y: 10, Button: tea.MouseLeft})
	s.shows("Terminals · 1 of 1")
	s.shows("search: one OR 字")
	s.press("0")
	s.shows("All · 1 of 4")
	s.press("esc")
	s.shows("of 7")
}
