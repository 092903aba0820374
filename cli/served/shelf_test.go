package served

import (
	"context"
	"errors"
	"strconv"
	"testing"

	"broadsheet/model"
)

// pile counts how often it is read from.
type pile struct {
	reads    int
	revision uint64
}

func (p *pile) Article(_ context.Context, id model.ID) (*model.Article, error) {
	p.reads++
	if id == "gone" {
		return nil, errors.New("it has vanished")
	}
	cells := make([]model.Cell, 10_000) // a file of 40 KB can have them
	return &model.Article{Item: model.Item{ID: id, Size: 40_000}, Document: model.Document{
		Blocks: []model.Block{model.Table{Rows: []model.Row{{Cells: cells}}}},
	}}, nil
}

func (p *pile) Revision(id model.ID) (uint64, bool) { return p.revision, id != "gone" }

// An article is read once for many readers, and again when its file has changed;
// large ones do not pile up.
func TestShelf(t *testing.T) {
	s, p := NewShelf(), &pile{}
	get := func(id model.ID, want int) {
		t.Helper()
		if article, err := s.article(t.Context(), id, p); err == nil && article.ID != id {
			t.Errorf("for %s one gets %s", id, article.ID)
		}
		if p.reads != want {
			t.Errorf("after %s there were %d reads, want %d", id, p.reads, want)
		}
	}
	get("one", 1)
	get("one", 1)
	get("gone", 2)
	get("gone", 3)
	p.revision++
	get("one", 4)
	get("one", 4)
	for i := range 100 {
		get(model.ID(strconv.Itoa(i)), 5+i)
	}
	if n := len(s.articles); n < 10 || n > 50 || len(s.order) != n || s.bytes > shelfBytes {
		t.Errorf("the shelf has %d articles of about 1 MB", n)
	}
	get("99", 104)
	get("0", 105)
}
