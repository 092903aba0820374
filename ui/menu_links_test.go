package ui

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/model"
	"broadsheet/ui/popup"
)

// TestPathOf names addresses that have no text of their own.
func TestPathOf(t *testing.T) {
	for address, want := range map[string]string{
		"https://img.example.com/2021/06/map.png":    "2021/06/map.png",
		"https://www.example.com/":                   "example.com",
		"https://example.com/a?b=c#d":                "a?b=c#d",
		"https://example.com/%E4%B9%A6%E5%BA%97":     "书店",
		"https://example.com/%1b%5b31m":              "%1b%5b31m",
		"https://example.com/%e2%80%ae%ff":           "%e2%80%ae%ff",
		"mailto:editor@example.com":                  "mailto:editor@example.com",
		"notes/today.md":                             "notes/today.md",
		"https://example.com/a%cc%81%cc%81%cc%81":    "a%cc%81%cc%81%cc%81",
		"https://example.com/%e2%80%aegnp.exe":       "%e2%80%aegnp.exe",
		"https://example.com/" + "\u200b" + "hidden": "%E2%80%8Bhidden",
	} {
		if got := pathOf(address); got != want {
			t.Errorf("%s is named %q, want %q", address, got, want)
		}
	}
}

// TestLongAddresses tells addresses of one host apart that differ at their ends.
func TestLongAddresses(t *testing.T) {
	var inlines []model.Inline
	const path = "https://pictures.example.org/newsapp_bt/0/2021/06/11/edition/morning/pages/"
	for _, name := range []string{"13640000001/641", "13640000002/641", "a-very-long-name-of-a-picture-that-takes-more-room-than-there-is-643.jpg"} {
		inlines = append(inlines, model.Image{URL: path + name})
	}
	for _, width := range []int{40, 60, 120} {
		s := start(t, options(newMemory(now(), piece(model.Item{Title: "Pictures"}, paragraph(inlines...)))), width, 24)
		s.press("enter", "o")
		s.fits()
		for _, end := range []string{"001/641 ", "002/641 ", "-643.jpg "} {
			s.shows(end)
		}
		s.shows("▣ ne")
		s.shows("…")
		s.shows("pictures")
	}
}

// TestCopyInScreen copies where GNU screen keeps to itself what it does not know.
func TestCopyInScreen(t *testing.T) {
	for _, in := range []bool{false, true} {
		o := options(newMemory(now(), paper()...))
		o.InScreen = in
		s := start(t, o, 120, 24)
		s.raw = ""
		s.press("g", "y")
		if s.clipboard != "https://example.org/night-bookshop" {
			t.Errorf("copied %q", s.clipboard)
		}
		if wrapped := strings.HasPrefix(s.raw, "\x1bP\x1b]52;c;"); wrapped != in {
			t.Errorf("in screen: %v; written is %q", in, s.raw)
		}
	}
}

// A popup lists so many links, and says that there are more.
func TestManyLinksAreBounded(t *testing.T) {
	const rows = 10_000
	inlines := make([]model.Inline, 0, rows+5)
	for i := range rows + 5 {
		inlines = append(inlines, model.Link{URL: fmt.Sprintf("https://example.org/%d", i), Inlines: []model.Inline{model.Text{Text: "x"}}})
	}
	s := start(t, options(newMemory(now(), piece(model.Item{Title: "Links", Date: now()}, model.Paragraph{Inlines: inlines}))), 79, 16)
	s.press("enter", "o")
	s.shows("1 of 10,000")
	s.press("esc")
	if _, is := s.app.top().(*popup.Menu); is {
		t.Error("the popup stays")
	}
}
