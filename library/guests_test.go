package library

import (
	"runtime"
	"testing"

	"broadsheet/model/query"
)

func readAll(t *testing.T, r *Reader) int {
	t.Helper()
	listed, err := r.List(t.Context(), query.Query{}, query.NewestFirst, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.SetAllRead(listed)
}

// A guest's marks are nobody else's, not even another guest's, and are not kept.
func TestGuestsAreForgotten(t *testing.T) {
	path, items := marksPath(t), newsItems(4)
	l := keeping(t, path, noon, items)
	ann, guest, other := l.Reader("ann", ReaderOptions{}), l.Reader("ann", ReaderOptions{Forget: true}), l.Reader("ann", ReaderOptions{Forget: true})
	guest.SetRead(ids(items), true)
	if unread(t, guest) != 0 {
		t.Error("a guest cannot mark anything")
	}
	if unread(t, ann) != len(items) || unread(t, other) != len(items) {
		t.Error("a guest's marks are somebody else's too")
	}
	guest.Close()
	closeLibrary(t, l)
	kept(t, path, func(again *Reader) {
		give(again.library, items)
		if unread(t, again) != len(items) {
			t.Error("a guest's marks are kept")
		}
	})
}

// A guest who marks all of a large library costs the server little.
func TestGuestsCostLittle(t *testing.T) {
	items := newsItems(100_000)
	l := holding(t, items)
	first := l.Reader("", ReaderOptions{Forget: true}) // who makes the groups, that all share
	readAll(t, first)
	const guests = 20
	readers := make([]*Reader, guests)
	before := heap()
	for i := range readers {
		readers[i] = l.Reader("", ReaderOptions{Forget: true})
		if n := readAll(t, readers[i]); n != len(items) || unread(t, readers[i]) != 0 {
			t.Fatalf("%d were marked", n)
		}
	}
	each := (heap() - before) / guests
	t.Logf("%d bytes a guest", each)
	if each > 100_000 {
		t.Errorf("a guest who marks 100,000 articles costs %d bytes", each)
	}
	runtime.KeepAlive(readers)
	runtime.KeepAlive(items)
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
