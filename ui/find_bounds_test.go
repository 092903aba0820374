package ui

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/model"
)

// vast is an article with more text than is looked through at once.
func vast() string { return strings.Repeat("Nothing stands here. ", atOnce/20) + "A lighthouse." }

// In an article with very much text a find is a question: the reader is told that
// it is being looked for, may go on typing and end the line, and only the last
// word counts.
func TestFindInVastText(t *testing.T) {
	s, _ := essay(t, "The beginning.", vast())
	s.press("/")
	s.write("n")
	s.shows("match 1 of ")
	s.holding = true
	s.write("o")
	s.shows("looking through the article")
	s.press("backspace", "backspace")
	s.write("lighthouse")
	s.press("enter")
	s.release()
	s.shows("A lighthouse.")
	if v := s.app.home.article; len(v.find.matches) != 1 || v.find.words[0] != "lighthouse" {
		t.Errorf("%d matches of %v", len(v.find.matches), v.find.words)
	}
	s.press("/")
	s.holding = true
	s.write("volcano")
	s.press("enter")
	s.release()
	s.shows("Not in this article: “volcano”")
	if v := s.app.home.article; v.find.active() {
		t.Error("a find that has found nothing goes on")
	}
}

// A popup lists so many links, and says that there are more.
func TestPopupsAreBounded(t *testing.T) {
	inlines := make([]model.Inline, 0, maxRows+5)
	for i := range maxRows + 5 {
		inlines = append(inlines, model.Link{URL: fmt.Sprintf("https://example.org/%d", i), Inlines: []model.Inline{model.Text{Text: "x"}}})
	}
	s, _ := essay(t, model.Paragraph{Inlines: inlines})
	s.press("o")
	m, is := s.app.top().(*menu)
	if !is || len(m.shown) != maxRows {
		t.Fatalf("the popup has %v", m)
	}
	s.press("esc")
	if _, is := s.app.top().(*menu); is {
		t.Error("the popup stays")
	}
}
