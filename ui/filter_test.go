package ui

import (
	"testing"

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
			if at := s.app.home.list.cursor; at != 3 {
				t.Errorf("the filter line has moved the cursor to row %d", at+1)
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
