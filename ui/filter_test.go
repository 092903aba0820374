package ui

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// TestFilterLineKeepsThePlace opens the filter line and drops it again: the
// cursor and the top of the list are where they were.
func TestFilterLineKeepsThePlace(t *testing.T) {
	for name, typed := range map[string]string{"nothing": "", "a word": "排版", "no match": "无此文", "a wrong query": "is:foo"} {
		t.Run(name, func(t *testing.T) {
			s := start(t, options(newMemory(now(), paper()...)), 120, 14)
			s.press("j", "j", "j", "j", "k")
			before := s.screen()
			s.press("/")
			if row, _ := s.app.home.list.Position(); row != 4 {
				t.Errorf("the filter line has moved the cursor to row %d", row)
			}
			s.write(typed)
			s.press("esc")
			if after := s.screen(); after != before {
				t.Errorf("before the filter line\n%s\nand after it\n%s", before, after)
			}
		})
	}
}

// TestFilterLineDropsNoRow keeps what was just read under "unread only" while
// nothing is typed, also where what was typed is taken back.
func TestFilterLineDropsNoRow(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 120, 24)
	s.press("r", "j", "enter", "h", "/")
	s.shows("▌  Night trains")
	s.write("排")
	s.shows("3 articles")
	s.press("backspace")
	s.shows("▌  Night trains")
	s.press("enter")
	s.shows("2 of 7")
}

// TestFilterLineFollowsTheLibrary keeps the article under the cursor where new
// ones were listed meanwhile, and goes to the nearest row where it is gone.
func TestFilterLineFollowsTheLibrary(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	s.press("j", "j", "j", "/")
	s.write("排")
	library.add(piece(model.Item{Title: "Late news", Date: now()}, "It came late."))
	s.send(changed{})
	s.press("esc")
	s.shows("5 of 8")
	s.press("/")
	s.write("排")
	library.remove(func(a *model.Article) bool { return a.Title == "标点为什么不能放在行首" })
	s.send(changed{})
	s.press("esc")
	s.shows("5 of 7")
	s.shows("▌● 银行把柜台搬进菜市场")
}

// TestWrongQueryShowsNoResult types queries that are wrong, or half typed: the
// list is that of the terms before the faulty one, and no count is told.
func TestWrongQueryShowsNoResult(t *testing.T) {
	for typed, test := range map[string]struct {
		rows int
		says string
	}{
		"cat:":           {7, "市场"},
		"is:foo":         {7, "after is: write unread, read, starred or long"},
		"排 is:foo":       {3, "after is: write unread, read, starred or long"},
		"排 cat:":         {3, "市场"},
		"无此文 -after:x":   {0, "write the date as"},
		"排 OR":           {3, "OR goes between two terms"},
		"night \"unclos": {1, "unclosed quotation mark"},
	} {
		t.Run(typed, func(t *testing.T) {
			s := start(t, options(newMemory(now(), paper()...)), 120, 24)
			s.press("j", "/")
			s.write(typed)
			if n := s.app.home.list.Listing().Len(); n != test.rows {
				t.Errorf("%d rows are listed, want %d:\n%s", n, test.rows, s.screen())
			}
			s.shows(test.says)
			s.lacks("0 articles")
			s.lacks("“cat”")
			s.press("enter")
			s.shows("Not saved: ")
			s.shows("/ " + typed)
			s.press("esc")
			s.shows("All · 2 of 7")
		})
	}
}

// TestQueryWithoutAnAnswer asks what the library cannot answer.
func TestQueryWithoutAnAnswer(t *testing.T) {
	library := newMemory(now(), paper()...)
	s := start(t, options(library), 120, 24)
	s.press("/")
	s.write("无此文 text:")
	library.failure = errors.New("the text of articles cannot be searched yet")
	s.write("x")
	s.shows("No articles match")
	s.shows("Filters: “无此文”.")
	s.shows("the text of articles cannot be searched yet")
	s.lacks("0 articles")
	s.press("enter")
	s.shows("Not saved: the text of articles cannot be searched yet")
	library.failure = nil
	s.press("backspace")
	s.lacks("cannot be searched")
	s.press("esc")
	s.shows("All · 1 of 7")

	// The answer comes after the filter was kept.
	s.press("j", "/")
	s.holding = true
	s.write("text:x")
	s.press("enter")
	library.failure = errors.New("the text of articles cannot be searched yet")
	late := s.held
	s.held = nil
	for _, cmd := range late {
		s.answer(cmd)
	}
	s.shows("Not saved: the text of articles")
	library.failure = nil
	s.release()
	s.press("j", "k")
	s.shows("All · 2 of 7")
}

// TestRefusedInOneLine says why a filter is not kept where the line stands
// alone.
func TestRefusedInOneLine(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 70, 5)
	s.press("/")
	s.write("is:x")
	s.press("enter")
	s.shows("Not saved: after is: write unread, read, starred or long")
}

// answer runs a command, and holds what its answer asks for.
func (s *session) answer(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, cmd := range msg {
			s.answer(cmd)
		}
	default:
		s.send(msg)
	}
}
