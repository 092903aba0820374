package ui

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// manyArticles are so many, and each has so many paragraphs.
func manyArticles(n, paragraphs int) []*model.Article {
	var all []*model.Article
	for i := range n {
		var body []any
		for p := range paragraphs {
			body = append(body, fmt.Sprintf("Line %d.", p+1))
		}
		all = append(all, piece(model.Item{
			Title: fmt.Sprintf("Number %d", i+1), Author: "Desk", Date: now().Add(-time.Duration(i) * time.Hour),
			Categories: [][]string{{[]string{"Odd", "Even"}[i%2]}}, Minutes: 1,
		}, body...))
	}
	return all
}

// at fails the test where the cursor of the headlines is not on a row.
func (s *session) at(row int) {
	s.t.Helper()
	if got, _ := s.app.home.list.Position(); got != row {
		s.t.Errorf("the cursor is on row %d, not %d:\n%s", got, row, s.screen())
	}
}

// TestCounts moves by numbers in the headlines, as in vi.
func TestCounts(t *testing.T) {
	s := start(t, options(newMemory(now(), manyArticles(40, 3)...)), 120, 40)
	for _, step := range []struct {
		keys []string
		row  int
	}{
		{[]string{"5", "j"}, 6},
		{[]string{"2", "k"}, 4},
		{[]string{"1", "2", "G"}, 12},
		{[]string{"2", "0", "g"}, 20},
		{[]string{"1", "2", "g", "g"}, 12},
		{[]string{"g", "g"}, 1},
		{[]string{"1", "0", "down"}, 11},
		{[]string{"9", "9", "9", "9", "9", "9", "9", "9", "9", "9", "9", "j"}, 40},
		{[]string{"3", "K"}, 37},
		{[]string{"2", "p"}, 35},
		{[]string{"4", "esc"}, 35},
		{[]string{"j"}, 36},
		{[]string{"g", "ctrl+f"}, 13},
		{[]string{"ctrl+b"}, 1},
		{[]string{"2", "ctrl+f"}, 25},
		{[]string{"1", "0", "0", "G"}, 40},
	} {
		s.press(step.keys...)
		if s.at(step.row); t.Failed() {
			t.Fatalf("after %v", step.keys)
		}
	}
	s.lacks("Odd · ")
}

// TestNumberIsShown shows what is typed before a motion in the status line.
func TestNumberIsShown(t *testing.T) {
	for _, width := range []int{40, 80, 120} {
		s := start(t, options(newMemory(now(), manyArticles(40, 3)...)), width, 30)
		s.quickly("1", "2")
		s.shows("All · 1 of 40")
		s.shows("  12")
		s.fits()
		s.press("esc")
		s.lacks("  12 ")
	}
}

// TestSingleDigitsChoose holds what digits did before there were numbers: a category,
// as soon as no motion has followed, or at once by enter; keys typed meanwhile are for
// its headlines.
func TestSingleDigitsChoose(t *testing.T) {
	library := newMemory(now(), manyArticles(40, 3)...)
	s := start(t, options(library), 120, 30)
	s.quickly("2")
	s.lacks("Even · ")
	s.send(numbered{turn: s.app.home.number.turn - 1}) // an older number's time
	s.lacks("Even · ")
	s.pass()
	s.shows("Even · 1 of 20")
	s.press("0")
	s.shows("All · 1 of 40")
	s.quickly("1", "enter")
	s.shows("Odd · 1 of 20")

	s.holding = true
	s.quickly("2", "*", "j", "m")
	s.release()
	s.at(2)
	s.shows("Number 4")
	s.lacks("Number 3")
	for title, marked := range map[string]bool{"Number 1": false, "Number 2": true, "Number 3": false, "Number 4": false} {
		for _, item := range library.items {
			if item.Title == title && library.Marks(item.ID).IsStarred() != marked {
				t.Errorf("%s is starred: %v", title, !marked)
			}
		}
	}
	s.press("9")
	s.shows("There is no category 9")
}

// quickly presses keys, and no time passes after them.
func (s *session) quickly(keys ...string) {
	for _, key := range keys {
		s.send(keyPress(key))
	}
}

// TestCountsInTheArticle scrolls the text by numbers; 12G has the 12th line at the top.
func TestCountsInTheArticle(t *testing.T) {
	s := start(t, options(newMemory(now(), manyArticles(3, 200)...)), 120, 31)
	s.press("enter", "2", "0", "G")
	if got := s.app.home.article.Top(); got != 19 {
		t.Errorf("20G has line %d at the top", got+1)
	}
	s.press("1", "0", "j")
	if got := s.app.home.article.Top(); got != 29 {
		t.Errorf("10j comes to line %d", got+1)
	}
	s.press("4", "k", "g", "g")
	if got := s.app.home.article.Top(); got != 0 {
		t.Errorf("gg comes to line %d", got+1)
	}
	s.press("2", "space")
	if got := s.app.home.article.Top(); got != 2*(27-2) {
		t.Errorf("two pages are %d lines", got)
	}
	s.press("H")
	s.shows("This works in lists, not in the text.")
	s.press("3", "L")
	s.shows("This works in lists, not in the text.")
	s.lacks("Odd · ")
	s.press("g", "/")
	s.write("Line 1")
	s.press("enter", "5", "n", "2", "N")
	s.shows("match 4 of ")
}

// TestCountsInTheTree moves in the categories.
func TestCountsInTheTree(t *testing.T) {
	s := start(t, options(newMemory(now(), manyArticles(10, 3)...)), 120, 30)
	s.press("h", "2", "j")
	s.shows("▌Unread")
	s.press("L")
	s.shows("▌2   Even")
	s.press("H")
	s.shows("▌All")
	s.press("M")
	s.lacks("▌All")
	s.press("2", "G")
	s.shows("▌Today")
}

// TestTopMiddleBottom goes to the first, the middle and the last row in sight.
func TestTopMiddleBottom(t *testing.T) {
	s := start(t, options(newMemory(now(), manyArticles(40, 3)...)), 120, 30) // 27 lines, nine rows
	s.press("L")
	s.at(9)
	s.press("M")
	s.at(5)
	s.press("H")
	s.at(1)
	s.press("3", "H")
	s.at(3)
	s.press("2", "L")
	s.at(8)
	s.press("2", "0", "G", "H", "z", "z")
	s.at(12)
	s.press("M")
	s.at(12)
}

// TestCenterTakesZoomBack presses z twice: the article that the first one has shown
// alone stands beside the headlines again, and is not read.
func TestCenterTakesZoomBack(t *testing.T) {
	s := start(t, options(newMemory(now(), manyArticles(40, 3)...)), 120, 29)
	s.press("2", "0", "G")
	s.press("z", "z")
	s.shows("40 unread")
	s.at(20)
	if l := s.app.home.layout(); l.list.Empty() || s.app.home.focus != listPane {
		t.Errorf("the headlines are not there again:\n%s", s.screen())
	}
	s.press("M")
	s.at(20)
	// Alone it is what it ever was.
	s.press("z")
	s.shows("39 unread")
	s.app.now = func() time.Time { return now().Add(time.Minute) }
	s.press("z")
	if s.app.home.zoomed {
		t.Errorf("z does not show the headlines again:\n%s", s.screen())
	}
	s.press("u")
	s.shows("40 unread")
}

// TestRepeatFilter goes through what a filter has found, read or not, round and round.
func TestRepeatFilter(t *testing.T) {
	s := start(t, options(newMemory(now(), manyArticles(12, 3)...)), 120, 30)
	s.press("A", "/")
	s.write("Number 1")
	s.press("enter")
	s.shows("1 of 4")
	s.shows("n N matches")
	s.press("n")
	s.shows("2 of 4")
	s.press("N", "N")
	s.at(4)
	s.shows("Continued from the end")
	s.press("n")
	s.shows("Continued from the top")
	s.press("3", "n")
	s.shows("4 of 4")
	s.press("enter", "N")
	s.shows("3 of 4")
	s.press("h", "esc", "u")
	s.shows("12 unread")
	s.press("g", "n")
	s.shows("2 of 12")
	s.press("N")
	s.shows("1 of 12")
}

// TestNumberEndsWithAClick clicks after a digit, which chooses nothing any more.
func TestNumberEndsWithAClick(t *testing.T) {
	s := start(t, options(newMemory(now(), manyArticles(12, 3)...)), 120, 30)
	s.quickly("2")
	s.send(tea.MouseClickMsg{X: 40, Y: 8, Button: tea.MouseLeft})
	s.pass()
	s.lacks("Even · ")
}
