package library

import (
	"testing"
	"testing/synctest"
)

// A guest's marks are nobody else's, not even another guest's, and are not kept.
func TestGuestsAreForgotten(t *testing.T) {
	path, items := marksPath(t), randomItems(1, 4)
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

// Who has left is not kept in memory, and has all marks again when coming back.
func TestReadersWhoLeftTakeNoMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		items := randomItems(1, 4)
		l := keeping(t, marksPath(t), noon, items)
		defer closeLibrary(t, l)
		first, second := l.Reader("ann", ReaderOptions{}), l.Reader("ann", ReaderOptions{})
		first.SetRead(ids(items[:2]), true)
		first.Close()
		first.Close() // once more does nothing
		flush(t, second)
		synctest.Wait()
		if len(l.marks.all()) != 1 {
			t.Error("a reader who is here is forgotten")
		}
		second.SetStarred(ids(items[:1]), true)
		second.Close()
		for range 3 { // until it is written, and a moment later
			synctest.Wait()
			l.marks.poke()
		}
		again := l.Reader("bob", ReaderOptions{})
		flush(t, again)
		again.Close()
		synctest.Wait()
		if left := len(l.marks.all()); left != 0 {
			t.Errorf("%d readers who left are in memory", left)
		}
		back := l.Reader("ann", ReaderOptions{})
		if err := l.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if unread(t, back) != 2 || !back.Marks(items[0].ID).IsStarred() {
			t.Error("who comes back has lost marks")
		}
	})
}
