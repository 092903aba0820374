package article

import (
	"strings"
	"testing"

	"broadsheet/model"
)

// TestWholePageKeepsTheLine turns to all of a page and back: the line that the reader looks
// at stays, wherever it is in the other, and what is kept for the next time is the place in
// the article.
func TestWholePageKeepsTheLine(t *testing.T) {
	a := piece("Night trains", paragraphs(40)...)
	p := show(t, 60, 12, a)
	menu := make([]any, 30)
	for i := range menu {
		menu[i] = "A section of the gazette."
	}
	p.library.wholes = map[model.ID]*model.Article{a.ID: piece("Night trains", append(menu, paragraphs(40)...)...)}
	first := func() string { return strings.Split(p.screen(), "\n")[0] }
	p.press("move.page_down", "move.page_down")
	where, kept := first(), p.library.places[a.ID]
	p.TurnWhole()
	p.settle()
	if got := first(); got != where {
		t.Errorf("the first line of the article was %q, and of the page is %q", where, got)
	}
	p.press("move.down")
	if got := p.library.places[a.ID]; got != kept {
		t.Errorf("the place in all of the page was kept: %+v after %+v", got, kept)
	}
	p.press("move.up")
	p.TurnWhole()
	p.settle()
	if got := first(); got != where {
		t.Errorf("back in the article the first line is %q, want %q", got, where)
	}
	p.press("move.first")
	p.TurnWhole()
	p.settle()
	p.shows("A section of the gazette.")
}
