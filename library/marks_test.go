package library

import (
	"reflect"
	"testing"

	"broadsheet/library/marks"
	"broadsheet/model"
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

func TestUndoGoesBackStepByStep(t *testing.T) {
	items := newsItems(6)
	reader := holding(t, items).Reader("", ReaderOptions{})
	id := ids(items)
	reader.SetRead(id[:2], true)
	reader.SetRead(id[:2], true) // changes nothing
	reader.SetRead(id[1:4], true)
	reader.SetStarred(id[:1], true)
	reader.SetRead(id[:6], false)
	reader.SetStarred(id[:2], false)
	if left := unread(t, reader); left != 6 {
		t.Fatalf("%d unread, want 6", left)
	}
	steps := []struct {
		change model.Change
		unread int
	}{
		{model.Change{Kind: model.RemovedStar, Count: 1, ID: id[0]}, 6},
		{model.Change{Kind: model.MarkedUnread, Count: 4}, 2},
		{model.Change{Kind: model.AddedStar, Count: 1, ID: id[0]}, 2},
		{model.Change{Kind: model.MarkedRead, Count: 2}, 4},
		{model.Change{Kind: model.MarkedRead, Count: 2}, 6},
	}
	for i, step := range steps {
		change, ok := reader.Undo()
		if !ok || !reflect.DeepEqual(change, step.change) {
			t.Errorf("step %d takes back %+v (%v), want %+v", i, change, ok, step.change)
		}
		if left := unread(t, reader); left != step.unread {
			t.Errorf("after step %d %d are unread, want %d", i, left, step.unread)
		}
	}
	if change, ok := reader.Undo(); ok {
		t.Errorf("one step too many: %+v", change)
	}
	for _, id := range id {
		if marks := reader.Marks(id); marks != (model.Marks{}) {
			t.Errorf("%s keeps %+v", id, marks)
		}
	}
}

func TestUndoKeepsWhenAnArticleWasRead(t *testing.T) {
	items := newsItems(1)
	reader := holding(t, items).Reader("", ReaderOptions{})
	reader.SetRead(ids(items), true)
	read := reader.Marks(items[0].ID)
	reader.SetRead(ids(items), false)
	reader.Undo()
	if got := reader.Marks(items[0].ID); got != read || !got.Read.Equal(noon()) {
		t.Errorf("marks %+v, want %+v", got, read)
	}
}

func TestUndoHasALimit(t *testing.T) {
	items := newsItems(1)
	reader := holding(t, items).Reader("", ReaderOptions{})
	for i := range 2*marks.MaximumHistory + 1 {
		reader.SetRead(ids(items), i%2 == 0)
	}
	steps := 0
	for {
		if _, ok := reader.Undo(); !ok {
			break
		}
		steps++
	}
	if steps != marks.MaximumHistory {
		t.Errorf("%d steps were taken back, want %d", steps, marks.MaximumHistory)
	}
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

func TestPlaceIsRememberedWithTheTime(t *testing.T) {
	items := newsItems(2)
	reader := holding(t, items).Reader("", ReaderOptions{})
	reader.SetPlace(items[0].ID, model.Place{Block: 3, Offset: 14})
	want := model.Marks{Opened: noon(), Place: model.Place{Block: 3, Offset: 14}}
	if got := reader.Marks(items[0].ID); got != want {
		t.Errorf("marks %+v, want %+v", got, want)
	}
	reader.SetRead(ids(items), true)
	reader.Undo()
	if got := reader.Marks(items[0].ID); got != want {
		t.Errorf("undo left %+v, want %+v", got, want)
	}
}

func TestSessionsShareMarksOfOneReaderAlone(t *testing.T) {
	items := newsItems(3)
	l := holding(t, items)
	first, second, other := l.Reader("ann", ReaderOptions{}), l.Reader("ann", ReaderOptions{}), l.Reader("bob", ReaderOptions{})
	first.SetRead(ids(items), true)
	if !told(second) || told(first) || told(other) {
		t.Error("not the other session of the same reader, and it alone, was told")
	}
	if a, b, c := unread(t, first), unread(t, second), unread(t, other); a != 0 || b != 0 || c != 3 {
		t.Errorf("unread: %d and %d for ann, %d for bob", a, b, c)
	}
	if _, ok := second.Undo(); ok {
		t.Error("a session took back what another did")
	}
	second.SetRead(ids(items[:2]), false)
	if change, ok := first.Undo(); !ok || change.Count != 1 || change.ID != items[2].ID {
		t.Errorf("took back %+v (%v), want what still stood", change, ok)
	}
	second.Close()
	if told(second); told(second) {
		t.Error("a closed session is told of something")
	}
}

// told takes the token, if there is one.
func told(r *Reader) bool {
	select {
	case <-r.Changed():
		return true
	default:
		return false
	}
}
