package article

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/model"
)

// TestChangedFileIsReadAnew keeps the line in its place that the reader is at, and
// reads nothing while the file is the same.
func TestChangedFileIsReadAnew(t *testing.T) {
	a := piece("Night trains", paragraphs(40)...)
	p := show(t, 60, 12, a)
	p.press("move.page_down", "move.page_down")
	where := strings.Split(p.screen(), "\n")[0]
	p.library.articles[a.ID] = piece("Night trains", append([]any{"This is new.", "So is this."}, paragraphs(40)...)...)
	reads := p.library.reads
	p.FollowFile()
	p.settle()
	if p.library.reads != reads {
		t.Error("a file that has not changed was read again")
	}
	p.library.revisions[a.ID]++
	p.FollowFile()
	p.settle()
	if got := strings.Split(p.screen(), "\n")[0]; got != where {
		t.Errorf("the first line was %q and is %q", where, got)
	}
	p.press("move.first")
	p.shows("This is new.")
}

// TestDeletedFileIsToldOnce keeps the text of an article whose file is gone.
func TestDeletedFileIsToldOnce(t *testing.T) {
	a := piece("Night trains", paragraphs(40)...)
	p := show(t, 60, 12, a)
	delete(p.library.articles, a.ID)
	if told := p.FollowFile(); !p.Gone() || !told {
		t.Errorf("gone %v, told %v", p.Gone(), told)
	}
	again := p.FollowFile()
	p.resize(40, 12)
	p.shows("This is paragraph 1.")
	if again {
		t.Error("it is told again")
	}
}

// turn gives an article its other text, and shows that.
func (p *pane) turn(full bool, body ...any) {
	p.t.Helper()
	a := piece("Night trains", body...)
	a.FullText = full
	p.library.articles[a.ID] = a
	p.Reread()
	p.settle()
	if p.Full() != full {
		p.t.Errorf("the text is taken for the full one: %v", !full)
	}
}

// firstLine is the first line in sight that is not blank.
func (p *pane) firstLine() string {
	for line := range strings.Lines(p.screen()) {
		if text := strings.TrimSpace(line); text != "" {
			return text
		}
	}
	return ""
}

// TestTheOtherText turns to the full text and back: a line that both have stays where it
// is.
func TestTheOtherText(t *testing.T) {
	long := paragraphs(40)
	p := show(t, 60, 12, piece("Night trains", long[:20]...))
	p.press("move.page_down")
	where := p.screen()
	for _, full := range []bool{true, false, true} {
		if full {
			p.turn(full, append([]any{"A standfirst."}, long...)...)
		} else {
			p.turn(full, long[:20]...)
		}
		if got := p.screen(); got != where {
			t.Errorf("full: %v, it was\n%s\nand is\n%s", full, where, got)
		}
	}
	place := p.library.Marks(p.Subject().ID).Place
	if text := long[place.Block-1]; !strings.Contains(where, text.(string)[:20]) { // without the standfirst
		t.Errorf("what is kept is the place of the other text: %+v", place)
	}
}

// TestTheOtherTextIsAnother turns between texts that have no line in common: each begins
// at its beginning, and is where it was left when it comes back.
func TestTheOtherTextIsAnother(t *testing.T) {
	long := paragraphs(40)
	other := []any{"The feed says only this."}
	for n := range 30 {
		other = append(other, fmt.Sprintf("Line %d of the feed is not on the page.", n))
	}
	p := show(t, 60, 12, piece("Night trains", other...))
	p.press("move.last")
	end := p.firstLine()
	p.turn(true, long...)
	p.shows("This is paragraph 1.")
	if place := p.library.Marks(p.Subject().ID).Place; place != (model.Place{}) {
		t.Errorf("what is kept is the place of the other text: %+v", place)
	}
	p.press("move.page_down", "move.page_down")
	middle := p.firstLine()
	for range 2 {
		p.turn(false, other...)
		if got := p.firstLine(); got != end {
			t.Errorf("it was at %q and is at %q", end, got)
		}
		p.turn(true, long...)
		if got := p.firstLine(); got != middle {
			t.Errorf("it was at %q and is at %q", middle, got)
		}
	}
}

// TestTheOtherTextOfAPreview keeps nothing of an article that was only looked at.
func TestTheOtherTextOfAPreview(t *testing.T) {
	p := show(t, 60, 12, piece("Night trains", paragraphs(2)...))
	p.turn(true, paragraphs(40)...)
	if kept := len(p.library.places); kept != 0 {
		t.Errorf("the places of %d articles are kept", kept)
	}
	p.shows("This is paragraph 1.")
}
