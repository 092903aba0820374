package marks_test

import (
	"reflect"
	"testing"

	"broadsheet/library/marks/storetest"
	"broadsheet/model"
)

// TestRedoGoesForwardStepByStep undoes all that there is, and does it again: as deep as
// undo goes, and there and back once more.
func TestRedoGoesForwardStepByStep(t *testing.T) {
	items := storetest.IDs(2000)
	reader := holding(t, items).Reader("")
	reader.SetRead(items[:2], true)
	reader.SetStarred(items[:1], true)
	reader.SetRead(items[:1], false)
	reader.MarkAll()
	for range 2 {
		for range 4 {
			if _, ok := reader.Undo(); !ok {
				t.Fatal("nothing is left to undo")
			}
		}
		for i, step := range []struct {
			change model.Change
			unread int
		}{
			{model.Change{Kind: model.MarkedRead, Count: 2}, 1998},
			{model.Change{Kind: model.AddedStar, Count: 1, ID: items[0]}, 1998},
			{model.Change{Kind: model.MarkedUnread, Count: 1, ID: items[0]}, 1999},
			{model.Change{Kind: model.MarkedRead, Count: 1999}, 0},
		} {
			change, ok := reader.Redo()
			if !ok || !reflect.DeepEqual(change, step.change) {
				t.Errorf("step %d does again %+v (%v), want %+v", i, change, ok, step.change)
			}
			if left := reader.Unread(); left != step.unread {
				t.Errorf("after step %d %d are unread, want %d", i, left, step.unread)
			}
		}
		if change, ok := reader.Redo(); ok {
			t.Errorf("one step too many: %+v", change)
		}
	}
}

// TestNewMarksEndRedo marks something after an undo.
func TestNewMarksEndRedo(t *testing.T) {
	items := storetest.IDs(3)
	reader := holding(t, items).Reader("")
	reader.SetRead(items[:1], true)
	reader.Undo()
	reader.SetStarred(items[1:2], true)
	if change, ok := reader.Redo(); ok || reader.Marks(items[0]).IsRead() {
		t.Errorf("%+v is done again after something else", change)
	}
	reader.Undo()
	if change, ok := reader.Redo(); !ok || change.Kind != model.AddedStar {
		t.Errorf("%+v is done again, want the star", change)
	}
}

// TestRedoLeavesWhatOthersDid does nothing again that another session has done meanwhile.
func TestRedoLeavesWhatOthersDid(t *testing.T) {
	items := storetest.IDs(2)
	l := holding(t, items)
	first, second := l.Reader("ann"), l.Reader("ann")
	first.SetRead(items, true)
	first.Undo()
	second.SetRead(items[:1], true)
	if change, ok := first.Redo(); !ok || change.Count != 1 || change.ID != items[1] {
		t.Errorf("%+v (%v) is done again", change, ok)
	}
	if change, ok := first.Undo(); !ok || change.ID != items[1] || !first.Marks(items[0]).IsRead() {
		t.Errorf("%+v (%v) is taken back, of the other session too", change, ok)
	}
}
