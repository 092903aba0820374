package ui

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/model"
	"broadsheet/ui/popup"
)

// vast is an article with more text than is looked through at once.
func vast() string { return strings.Repeat("Nothing stands here. ", (1<<20)/20) + "A lighthouse." }

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
	if _, found, _ := s.app.home.article.Matches(); found != 1 {
		t.Errorf("%d matches", found)
	}
	s.press("/")
	s.holding = true
	s.write("volcano")
	s.press("enter")
	s.release()
	s.shows("Not in this article: “volcano”")
	if v := s.app.home.article; v.Finding() {
		t.Error("a find that has found nothing goes on")
	}
}

// A popup lists so many links, and says that there are more.
func TestPopupsAreBounded(t *testing.T) {
	const rows = 10_000
	inlines := make([]model.Inline, 0, rows+5)
	for i := range rows + 5 {
		inlines = append(inlines, model.Link{URL: fmt.Sprintf("https://example.org/%d", i), Inlines: []model.Inline{model.Text{Text: "x"}}})
	}
	s, _ := essay(t, model.Paragraph{Inlines: inlines})
	s.press("o")
	s.shows("1 of 10,000")
	s.press("esc")
	if _, is := s.app.top().(*popup.Menu); is {
		t.Error("the popup stays")
	}
}
