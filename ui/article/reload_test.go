package article

import (
	"strings"
	"testing"
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
