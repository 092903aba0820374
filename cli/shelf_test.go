package cli

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"broadsheet/model"
)

// An article is read once for many readers, and again when that is a while ago;
// large ones do not pile up.
func TestShelf(t *testing.T) {
	now, reads := time.Unix(0, 0), 0
	s := newShelf(func() time.Time { return now })
	read := func(_ context.Context, id model.ID) (*model.Article, error) {
		reads++
		if id == "gone" {
			return nil, errors.New("it has vanished")
		}
		return &model.Article{Item: model.Item{ID: id, Size: 1 << 20}}, nil
	}
	get := func(id model.ID, want int) {
		t.Helper()
		if article, err := s.article(t.Context(), id, read); err == nil && article.ID != id {
			t.Errorf("for %s one gets %s", id, article.ID)
		}
		if reads != want {
			t.Errorf("after %s there were %d reads, want %d", id, reads, want)
		}
	}
	get("one", 1)
	get("one", 1)
	get("gone", 2)
	get("gone", 3)
	now = now.Add(shelfTime)
	get("one", 4)
	for i := range 100 {
		get(model.ID(strconv.Itoa(i)), 5+i)
	}
	if len(s.articles) > 10 || len(s.order) != len(s.articles) {
		t.Errorf("the shelf has %d articles of 1 MB", len(s.articles))
	}
	get("99", 104)
	get("0", 105)
}
