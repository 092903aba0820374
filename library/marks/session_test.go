package marks_test

import (
	"reflect"
	"testing"

	"broadsheet/library/marks"
	"broadsheet/library/marks/storetest"
	"broadsheet/model"
)

func TestUndoGoesBackStepByStep(t *testing.T) {
	items := storetest.IDs(6)
	reader := holding(t, items).Reader("")
	reader.SetRead(items[:2], true)
	reader.SetRead(items[:2], true) // changes nothing
	reader.SetRead(items[1:4], true)
	reader.SetStarred(items[:1], true)
	reader.SetRead(items[:6], false)
	reader.SetStarred(items[:2], false)
	if left := reader.Unread(); left != 6 {
		t.Fatalf("%d unread, want 6", left)
	}
	steps := []struct {
		change model.Change
		unread int
	}{
		{model.Change{Kind: model.RemovedStar, Count: 1, ID: items[0]}, 6},
		{model.Change{Kind: model.MarkedUnread, Count: 4}, 2},
		{model.Change{Kind: model.AddedStar, Count: 1, ID: items[0]}, 2},
		{model.Change{Kind: model.MarkedRead, Count: 2}, 4},
		{model.Change{Kind: model.MarkedRead, Count: 2}, 6},
	}
	for i, step := range steps {
		change, ok := reader.Undo()
		if !ok || !reflect.DeepEqual(change, step.change) {
			t.Errorf("step %d takes back %+v (%v), want %+v", i, change, ok, step.change)
		}
		if left := reader.Unread(); left != step.unread {
			t.Errorf("after step %d %d are unread, want %d", i, left, step.unread)
		}
	}
	if change, ok := reader.Undo(); ok {
		t.Errorf("one step too many: %+v", change)
	}
	for _, id := range items {
		if marks := reader.Marks(id); marks != (model.Marks{}) {
			t.Errorf("%s keeps %+v", id, marks)
		}
	}
}

func TestUndoKeepsWhenAnArticleWasRead(t *testing.T) {
	items := storetest.IDs(1)
	reader := holding(t, items).Reader("")
	reader.SetRead(items, true)
	read := reader.Marks(items[0])
	reader.SetRead(items, false)
	reader.Undo()
	if got := reader.Marks(items[0]); got != read || !got.Read.Equal(storetest.Noon()) {
		t.Errorf("marks %+v, want %+v", got, read)
	}
}

func TestUndoHasALimit(t *testing.T) {
	items := storetest.IDs(1)
	reader := holding(t, items).Reader("")
	for i := range 2*marks.MaximumHistory + 1 {
		reader.SetRead(items, i%2 == 0)
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

func TestPlaceIsRememberedWithTheTime(t *testing.T) {
	items := storetest.IDs(2)
	reader := holding(t, items).Reader("")
	reader.SetPlace(items[0], model.Place{Block: 3, Offset: 14})
	want := model.Marks{Opened: storetest.Noon(), Place: model.Place{Block: 3, Offset: 14}}
	if got := reader.Marks(items[0]); got != want {
		t.Errorf("marks %+v, want %+v", got, want)
	}
	reader.SetRead(items, true)
	reader.Undo()
	if got := reader.Marks(items[0]); got != want {
		t.Errorf("undo left %+v, want %+v", got, want)
	}
}

func TestSessionsShareMarksOfOneReaderAlone(t *testing.T) {
	items := storetest.IDs(3)
	l := holding(t, items)
	first, second, other := l.Reader("ann"), l.Reader("ann"), l.Reader("bob")
	first.SetRead(items, true)
	if !told(second) || told(first) || told(other) {
		t.Error("not the other session of the same reader, and it alone, was told")
	}
	if a, b, c := first.Unread(), second.Unread(), other.Unread(); a != 0 || b != 0 || c != 3 {
		t.Errorf("unread: %d and %d for ann, %d for bob", a, b, c)
	}
	if _, ok := second.Undo(); ok {
		t.Error("a session took back what another did")
	}
	second.SetRead(items[:2], false)
	if change, ok := first.Undo(); !ok || change.Count != 1 || change.ID != items[2] {
		t.Errorf("took back %+v (%v), want what still stood", change, ok)
	}
	second.Close()
	if told(second); told(second) {
		t.Error("a closed session is told of something")
	}
}

// told takes the token, if there is one.
func told(r *storetest.Reader) bool {
	select {
	case <-r.Changed():
		return true
	default:
		return false
	}
}
