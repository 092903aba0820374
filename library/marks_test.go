package library

import (
	"testing"

	"broadsheet/model/query"
)

func unread(t *testing.T, r *Reader) int {
	t.Helper()
	tree, err := r.Tree(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return tree.Unread
}

func TestMarksSurviveNewSnapshots(t *testing.T) {
	items := newsItems(200)
	l := holding(t, items[:100])
	reader := l.Reader("", ReaderOptions{})
	reader.SetRead(ids(items[50:150]), true) // half of them are not found yet
	reader.SetStarred(ids(items[99:101]), true)
	if left := unread(t, reader); left != 50 {
		t.Errorf("%d unread, want 50", left)
	}
	give(l, items[100:])
	if left := unread(t, reader); left != 100 {
		t.Errorf("%d unread after more was found, want 100", left)
	}
	if starred := list(t, reader, "is:starred", query.NewestFirst); len(starred) != 2 {
		t.Errorf("%d starred, want 2", len(starred))
	}
}
