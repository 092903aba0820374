package library

import (
	"math/rand/v2"
	"runtime"
	"testing"

	"broadsheet/model"
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
	for range 2 { // who make the groups, and the table of who is in which, that all share
		readAll(t, l.Reader("", ReaderOptions{Forget: true}))
	}
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
	for range 2 {
		act().Close() // which makes what all share
	}
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

// guest is who marks, and what they have read.
type guest struct {
	*Reader
	read map[model.ID]bool
}

// readAll marks all read of those that there are, and takes it back or not.
func (g *guest) readAll(t *testing.T, there []*model.Item, takeBack bool) {
	t.Helper()
	n := readAll(t, g.Reader)
	if unread := len(there) - len(g.read); n != unread {
		t.Fatalf("%d were marked, %d were unread", n, unread)
	}
	if n > 0 && takeBack {
		g.Undo()
		return
	}
	for _, item := range there {
		g.read[item.ID] = true
	}
}

func (g *guest) mark(id model.ID, set bool) {
	g.SetRead([]model.ID{id}, set)
	if delete(g.read, id); set {
		g.read[id] = true
	}
}

// What several guests mark at once, take back and mark one by one, while articles come,
// is what is counted as read.
func TestGuestsMarkWhileArticlesCome(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	items := newsItems(1_200)
	come := 400
	l := holding(t, items[:come])
	guests := make([]guest, 3)
	for i := range guests {
		guests[i] = guest{l.Reader("", ReaderOptions{Forget: true}), map[model.ID]bool{}}
	}
	for range 300 {
		who := &guests[random.IntN(len(guests))]
		switch random.IntN(5) {
		case 0:
			n := min(1+random.IntN(100), len(items)-come)
			give(l, items[come:come+n])
			come += n
		case 1:
			who.readAll(t, items[:come], random.IntN(2) == 0)
		default:
			who.mark(items[random.IntN(come)].ID, random.IntN(3) > 0)
		}
		for _, g := range guests {
			if left, right := unread(t, g.Reader), come-len(g.read); left != right {
				t.Fatalf("%d are unread, want %d", left, right)
			}
			if id := items[random.IntN(come)].ID; g.Marks(id).IsRead() != g.read[id] {
				t.Fatalf("an article is read: %v", !g.read[id])
			}
		}
	}
}
