package marks_test

import (
	"testing"

	"broadsheet/library/marks/storetest"
	"broadsheet/model"
)

func TestManyMarksAreKept(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(5000)
	l := keeping(t, path, storetest.Noon, items)
	reader := l.Reader("ann")
	reader.SetRead(items, true)
	reader.SetStarred(items[:1000], true)
	reader.Undo()
	l.End(t)
	kept(t, path, items, func(again *storetest.Reader) {
		if left, starred := again.Unread(), again.Starred(); left != 0 || starred != 0 {
			t.Errorf("%d unread and %d starred, want none", left, starred)
		}
	})
}

// Marks from a time when the clock was ahead do not outlive what is done later.
func TestClockGoesBackwards(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(1)
	ahead := keeping(t, path, storetest.Ticking(storetest.Noon().AddDate(20, 0, 0)), items)
	reader := ahead.Reader("ann")
	reader.SetRead(items, true)
	reader.SetPlace(items[0], model.Place{Block: 9})
	reader.SetSettings(model.Settings{Theme: "dark"})
	ahead.End(t)
	kept(t, path, items, func(reader *storetest.Reader) { // at noon
		reader.SetRead(items, false)
		reader.SetStarred(items, true)
		reader.SetPlace(items[0], model.Place{Block: 2})
		reader.SetSettings(model.Settings{Theme: "light"})
		if at := reader.Marks(items[0]).Starred; !at.Equal(storetest.Noon()) {
			t.Errorf("it was starred at %v", at)
		}
	})
	kept(t, path, items, func(reader *storetest.Reader) {
		marks := reader.Marks(items[0])
		if marks.IsRead() || !marks.IsStarred() || marks.Place.Block != 2 || reader.Settings(t.Context()).Theme != "light" {
			t.Errorf("the marks are %+v", marks)
		}
	})
}
