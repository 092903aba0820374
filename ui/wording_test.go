package ui

import (
	"strings"
	"testing"
	"time"

	"broadsheet/model"
)

// TestWording reads what footers and bylines say, in both languages.
func TestWording(t *testing.T) {
	for language, says := range map[string]struct{ unfold, fold, matches, end string }{
		"en": {"l expand", "h collapse", "enter go through matches", "esc stop finding"},
		"zh": {"l 展开", "h 折叠", "enter 逐处查看", "esc 退出查找"},
	} {
		o := options(newMemory(now(), paper()...))
		o.Language = language
		s := start(t, o, 120, 24)
		s.press("h")
		s.lacks(says.unfold)
		s.lacks(says.fold)
		s.press("j", "j", "j", "j", "j")
		s.shows(says.unfold)
		s.press("l")
		s.shows(says.fold)
		s.lacks(says.unfold)
		s.press("l", "enter", "/")
		s.shows(says.matches)
		s.shows(says.end)
	}
}

// TestInferredDates marks a date that was inferred, but not one of just now.
func TestInferredDates(t *testing.T) {
	library := newMemory(now(),
		piece(model.Item{Title: "One", Author: "A", Date: now().Add(-10 * time.Second), DateInferred: true}, "One."),
		piece(model.Item{Title: "Two", Author: "B", Date: now().Add(-3 * time.Hour), DateInferred: true}, "Two."))
	s := start(t, options(library), 120, 24)
	s.shows("A · now · ")
	s.shows("B · ~3h ago · ")
	o := options(library)
	o.Language = "zh"
	s = start(t, o, 120, 24)
	s.shows("A · 刚刚 · ")
	s.shows("B · 约 3 小时前 · ")
}

// TestCategoryIsSaidOnce opens an article without an author: its head has its
// category in the line of categories alone.
func TestCategoryIsSaidOnce(t *testing.T) {
	s := start(t, options(newMemory(now(), paper()...)), 80, 24)
	s.press("G", "z")
	s.shows("Terminals › Clocks")
	if n := strings.Count(s.screen(), "Clocks"); n != 1 {
		t.Errorf("the category is said %d times:\n%s", n, s.screen())
	}
}
