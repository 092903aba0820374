package marks_test

import (
	"fmt"
	"testing"
	"testing/synctest"

	"broadsheet/library/marks"
	"broadsheet/library/marks/storetest"
	"broadsheet/model"
)

// Who has left is not kept in memory, and has all marks again when coming back.
func TestReadersWhoLeftTakeNoMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		items := storetest.IDs(4)
		l := keeping(t, marksPath(t), storetest.Noon, items)
		defer l.End(t)
		first, second := l.Reader("ann"), l.Reader("ann")
		first.SetRead(items[:2], true)
		first.Close()
		first.Close() // once more does nothing
		second.Kept(t)
		synctest.Wait()
		if l.InMemory() != 1 {
			t.Error("a reader who is here is forgotten")
		}
		second.SetStarred(items[:1], true)
		second.Close()
		for range 3 { // until it is written, and a moment later
			synctest.Wait()
			l.Poke()
		}
		again := l.Reader("bob")
		again.Kept(t)
		again.Close()
		synctest.Wait()
		if left := l.InMemory(); left != 0 {
			t.Errorf("%d readers who left are in memory", left)
		}
		back := come(t, l, "ann")
		if back.Unread() != 2 || !back.Marks(items[0]).IsStarred() {
			t.Error("who comes back has lost marks")
		}
	})
}

// What a session can undo has a bound in bytes; the last step is always there.
func TestUndoHasABoundInBytes(t *testing.T) {
	id := storetest.IDs(20_000)
	reader := holding(t, id).Reader("")
	for range 20 {
		for part := range 30 { // each too few to be marked as a group
			reader.SetStarred(id[part*200:part*200+200], true)
		}
		for part := range 30 {
			reader.SetStarred(id[part*200:part*200+200], false)
		}
	}
	if counted, sum := reader.HistoryBytes(); sum != counted || sum > marks.MaximumHistoryBytes {
		t.Errorf("the steps take %d bytes, counted %d", sum, counted)
	}
	reader.SetStarred(id, true)
	change, ok := reader.Undo()
	if left, _ := reader.HistoryBytes(); !ok || change.Count != len(id) || left != 0 {
		t.Errorf("a large step cannot be undone: %v, %d articles, %d bytes are left", ok, change.Count, left)
	}
}

// A guest who saves and removes views again and again leaves nothing in memory.
func TestGuestsForgetWhatTheyTookBack(t *testing.T) {
	guest := holding(t, nil).Guest()
	for i := range 1000 {
		name := fmt.Sprint(i)
		guest.SetView(model.View{Name: name, Query: "is:unread"})
		guest.SetView(model.View{Name: name})
	}
	if left := guest.SettingsInMemory(); left > 0 {
		t.Errorf("%d settings are left", left)
	}
}
