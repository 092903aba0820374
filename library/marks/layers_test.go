package marks_test

import (
	"math/rand/v2"
	"testing"

	"broadsheet/library/marks/storetest"
	"broadsheet/model"
)

// An article that comes later is unread, however old it is.
func TestAllReadIsNotWhatComesLater(t *testing.T) {
	items := storetest.IDs(500)
	l := keeping(t, marksPath(t), storetest.Ticking(storetest.Noon()), items[:400])
	reader := l.Reader("ann")
	reader.MarkAll()
	l.Give(items[400:])
	if left := reader.Unread(); left != 100 {
		t.Errorf("%d of 100 new articles are unread", left)
	}
	l.End(t)
}

// Single marks and undo go together with what was marked at once, whichever was
// the last.
func TestAllReadAndExceptions(t *testing.T) {
	path, id := marksPath(t), storetest.IDs(300)
	l := keeping(t, path, storetest.Ticking(storetest.Noon()), id)
	reader := l.Reader("ann")
	reader.SetRead(id[:5], true)
	first := reader.Marks(id[0])
	reader.MarkAll()
	reader.SetRead(id[10:20], false)
	reader.SetStarred(id[50:51], true)
	reader.Kept(t)
	if left := reader.Unread(); left != 10 {
		t.Errorf("%d are unread, want the ten", left)
	}
	reader.Undo() // the star
	reader.Undo() // the ten
	change, ok := reader.Undo()
	if !ok || change.Kind != model.MarkedRead || change.Count != 295 || reader.Unread() != 295 {
		t.Errorf("took back %d (%v), and %d are unread", change.Count, ok, reader.Unread())
	}
	if reader.Marks(id[0]) != first {
		t.Errorf("what was read before is %+v", reader.Marks(id[0]))
	}
	reader.MarkAll()
	reader.Undo()
	reader.SetRead(id[100:101], true)
	l.End(t)
	kept(t, path, id, func(r *storetest.Reader) {
		if left := r.Unread(); left != 294 {
			t.Errorf("%d are unread the next time, want 294", left)
		}
	})
}

// Two processes that mark groups and single articles agree in the end, and so
// does who opens the database after them.
func TestProcessesAgreeOnGroups(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(600)
	random := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // for repeating
	now := storetest.Ticking(storetest.Noon())
	shelves := []*storetest.Shelf{keeping(t, path, now, items), keeping(t, path, now, items)}
	readers := []*storetest.Reader{shelves[0].Reader("ann"), shelves[1].Reader("ann")}
	want := map[model.ID]bool{}
	for range 60 {
		r := readers[random.IntN(2)]
		from := random.IntN(500)
		some := items[from : from+1+random.IntN(100)]
		read := random.IntN(3) > 0
		r.SetRead(some, read)
		for _, id := range some {
			want[id] = read
		}
		r.Kept(t)
		for _, l := range shelves { // both see all, or they would not know what changes
			keep(t, l, l.Poll)
		}
	}
	check := func(who string, r *storetest.Reader) {
		t.Helper()
		wrong := 0
		for id, read := range want {
			if r.Marks(id).IsRead() != read {
				wrong++
			}
		}
		if wrong > 0 {
			t.Errorf("%s: %d articles are wrong", who, wrong)
		}
	}
	check("the first", readers[0])
	check("the second", readers[1])
	for _, l := range shelves {
		l.End(t)
	}
	kept(t, path, items, func(r *storetest.Reader) { check("the next", r) })
}
