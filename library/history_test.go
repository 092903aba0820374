package library

import (
	"runtime"
	"testing"
)

// What a session can undo has a bound in bytes; the last step is always there.
func TestUndoHasABoundInBytes(t *testing.T) {
	items := newsItems(20_000)
	reader := holding(t, items).Reader("", ReaderOptions{})
	id := ids(items)
	for range 20 {
		for part := range 30 { // each too few to be marked as a group
			reader.SetStarred(id[part*200:part*200+200], true)
		}
		for part := range 30 {
			reader.SetStarred(id[part*200:part*200+200], false)
		}
	}
	sum := 0
	for _, c := range reader.history.changes {
		sum += c.size()
	}
	if sum != reader.history.bytes || sum > maximumHistoryBytes {
		t.Errorf("the steps take %d bytes, counted %d", sum, reader.history.bytes)
	}
	reader.SetStarred(id, true)
	if change, ok := reader.Undo(); !ok || change.Count != len(id) || reader.history.bytes != 0 {
		t.Errorf("a large step cannot be undone: %v, %d articles, %d bytes are left", ok, change.Count, reader.history.bytes)
	}
}

// A guest who marks all read and takes it back, again and again, takes little
// memory: 100 kilobytes for 50,000 articles.
func TestGuestsWhoReadAllTakeLittleMemory(t *testing.T) {
	const guests = 20
	l := holding(t, newsItems(50_000))
	act := func() *Reader {
		guest := l.Reader("", ReaderOptions{Forget: true})
		for range 3 {
			readAll(t, guest)
			guest.Undo()
		}
		readAll(t, guest)
		return guest
	}
	act().Close() // which makes the groups that all share
	before := heap()
	var all []*Reader
	for range guests {
		all = append(all, act())
	}
	each := (int64(heap()) - int64(before)) / guests
	t.Logf("a guest takes %d bytes", each)
	if each > 100<<10 {
		t.Errorf("a guest takes %d bytes", each)
	}
	runtime.KeepAlive(all)
}
