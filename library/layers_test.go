package library

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
)

// rowsOf says how many rows a table has.
func rowsOf(t *testing.T, path, table string) (n int64) {
	t.Helper()
	d := newDatabase(path, 0)
	err := d.With(t.Context(), "", func(ctx context.Context) (err error) {
		n, err = d.Number(ctx, "select count(*) from "+table)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func readAll(t *testing.T, r *Reader) int {
	t.Helper()
	listed, err := r.List(t.Context(), query.Query{}, query.NewestFirst, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.SetAllRead(listed)
}

// What is marked at once takes little room, and the second reader's much less.
func TestAllReadIsOneMark(t *testing.T) {
	path, items := marksPath(t), newsItems(20_000)
	l := keeping(t, path, ticking(noon()), items)
	ann, bob := l.Reader("ann", ReaderOptions{}), l.Reader("bob", ReaderOptions{})
	if n := readAll(t, ann); n != len(items) || unread(t, ann) != 0 {
		t.Fatalf("%d of %d were marked", n, len(items))
	}
	flush(t, ann)
	rows, groups := rowsOf(t, path, "marks"), rowsOf(t, path, "groups")
	if limit := int64(len(items) / groupSize * 2); rows > 0 || groups > limit || rowsOf(t, path, "group_marks") > limit {
		t.Errorf("20,000 articles are %d rows and %d groups", rows, groups)
	}
	readAll(t, bob)
	flush(t, bob)
	if again := rowsOf(t, path, "groups"); again != groups {
		t.Errorf("the second reader makes %d groups of %d", again, groups)
	}
	closeLibrary(t, l)
	kept(t, path, func(r *Reader) {
		give(r.library, items)
		if left := unread(t, r); left != 0 {
			t.Errorf("%d are unread the next time", left)
		}
		if at := r.Marks(items[7].ID).Read; at.IsZero() || at.Before(noon()) {
			t.Errorf("it was read at %v", at)
		}
	})
}

// An article that comes later is unread, however old it is.
func TestAllReadIsNotWhatComesLater(t *testing.T) {
	path, items := marksPath(t), newsItems(500)
	l := keeping(t, path, ticking(noon()), items[:400])
	reader := l.Reader("ann", ReaderOptions{})
	readAll(t, reader)
	give(l, items[400:])
	if left := unread(t, reader); left != 100 {
		t.Errorf("%d of 100 new articles are unread", left)
	}
	closeLibrary(t, l)
}

// Single marks and undo go together with what was marked at once, whichever was
// the last.
func TestAllReadAndExceptions(t *testing.T) {
	path, items := marksPath(t), newsItems(300)
	id := ids(items)
	l := keeping(t, path, ticking(noon()), items)
	reader := l.Reader("ann", ReaderOptions{})
	reader.SetRead(id[:5], true)
	first := reader.Marks(id[0])
	readAll(t, reader)
	reader.SetRead(id[10:20], false)
	reader.SetStarred(id[50:51], true)
	flush(t, reader)
	if left := unread(t, reader); left != 10 {
		t.Errorf("%d are unread, want the ten", left)
	}
	reader.Undo() // the star
	reader.Undo() // the ten
	change, ok := reader.Undo()
	if !ok || change.Kind != model.MarkedRead || change.Count != 295 || unread(t, reader) != 295 {
		t.Errorf("took back %d (%v), and %d are unread", change.Count, ok, unread(t, reader))
	}
	if reader.Marks(id[0]) != first {
		t.Errorf("what was read before is %+v", reader.Marks(id[0]))
	}
	readAll(t, reader)
	reader.Undo()
	reader.SetRead(id[100:101], true)
	closeLibrary(t, l)
	kept(t, path, func(r *Reader) {
		give(r.library, items)
		if left := unread(t, r); left != 294 {
			t.Errorf("%d are unread the next time, want 294", left)
		}
	})
}

// Two processes that mark groups and single articles agree in the end, and so
// does who opens the database after them.
func TestProcessesAgreeOnGroups(t *testing.T) {
	path, items := marksPath(t), newsItems(600)
	random := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // for repeating
	now := ticking(noon())
	libraries := []*Library{keeping(t, path, now, items), keeping(t, path, now, items)}
	readers := []*Reader{libraries[0].Reader("ann", ReaderOptions{}), libraries[1].Reader("ann", ReaderOptions{})}
	want := map[model.ID]bool{}
	for range 60 {
		r := readers[random.IntN(2)]
		from := random.IntN(500)
		some := ids(items[from : from+1+random.IntN(100)])
		read := random.IntN(3) > 0
		r.SetRead(some, read)
		for _, id := range some {
			want[id] = read
		}
		flush(t, r)
		for _, l := range libraries { // both see all, or they would not know what changes
			if err := l.marks.order(t.Context(), func(ctx context.Context) error { l.marks.poll(ctx); return nil }); err != nil {
				t.Fatal(err)
			}
		}
	}
	check := func(who string, r *Reader) {
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
	for _, l := range libraries {
		closeLibrary(t, l)
	}
	kept(t, path, func(r *Reader) { check("the next", r) })
}

func TestGroupsAreExported(t *testing.T) {
	path, items := marksPath(t), newsItems(200)
	l := keeping(t, path, ticking(noon()), items)
	reader := l.Reader("ann", ReaderOptions{})
	readAll(t, reader)
	reader.SetRead(ids(items[:3]), false)
	flush(t, reader)
	text := export(t, reader)
	closeLibrary(t, l)
	if lines := strings.Count(text, "\n"); lines != 200 || strings.Contains(text, "group") {
		t.Errorf("exported %d lines", lines)
	}
	other := marksPath(t)
	kept(t, other, func(r *Reader) {
		for _, want := range []int{200, 0} {
			if news, _, err := r.Import(t.Context(), strings.NewReader(text)); news != want || err != nil {
				t.Errorf("%d lines are news, want %d (%v)", news, want, err)
			}
		}
		if again := export(t, r); again != text {
			t.Error("exported again it is something else")
		}
	})
	if rows := rowsOf(t, other, "marks"); rows > 3 {
		t.Errorf("imported are %d rows", rows)
	}
}

// A clock that is wrong by thousands of years keeps nobody from exporting.
func TestExportOfImpossibleTimes(t *testing.T) {
	for _, year := range []int{-100, 1800, 12026} {
		path, items := marksPath(t), randomItems(1, 1)
		l := keeping(t, path, func() time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }, items)
		reader := l.Reader("ann", ReaderOptions{})
		reader.SetRead(ids(items), true)
		reader.SetRead(ids(items), false)
		reader.SetRead(ids(items), true)
		text := export(t, reader)
		closeLibrary(t, l)
		kept(t, marksPath(t), func(r *Reader) {
			if _, _, err := r.Import(t.Context(), strings.NewReader(text)); err != nil || !r.Marks(items[0].ID).IsRead() {
				t.Errorf("in %d: %v importing %s", year, err, text)
			}
		})
	}
}

// Marks follow files that moved, many at once too.
func TestGroupsFollowTheFiles(t *testing.T) {
	items := newsItems(300)
	l := keeping(t, marksPath(t), ticking(noon()), items)
	defer closeLibrary(t, l)
	reader := l.Reader("ann", ReaderOptions{})
	readAll(t, reader)
	flush(t, reader)
	var moved []*model.Item
	l.building.Lock()
	for _, item := range items {
		k, _ := model.KeyOf(item.ID)
		l.builder.remove(k)
		other := *item
		other.Path = "moved/" + item.Path
		other.ID = model.NewID("r", other.Path)
		moved = append(moved, &other)
	}
	l.building.Unlock()
	give(l, moved)
	l.marks.FilesMoved()
	flush(t, reader)
	if err := l.marks.order(t.Context(), func(context.Context) error { l.marks.follow(); return nil }); err != nil {
		t.Fatal(err)
	}
	if left := unread(t, reader); left != 0 {
		t.Errorf("%d of 300 are unread after they have moved", left)
	}
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

// A guest's single marks have a bound, and the guest is told.
func TestGuestsHaveABound(t *testing.T) {
	items := newsItems(guestRecords + 10)
	l := holding(t, items)
	guest := l.Reader("", ReaderOptions{Forget: true})
	for _, id := range ids(items[:guestRecords]) {
		guest.SetStarred([]model.ID{id}, true)
	}
	if text := guest.Notice(); text != "" {
		t.Errorf("the guest is told %q", text)
	}
	over := items[guestRecords].ID
	guest.SetStarred([]model.ID{over}, true)
	if text := guest.Notice(); guest.Marks(over).IsStarred() || !strings.Contains(text, "not kept") {
		t.Errorf("the guest is told %q", text)
	}
	guest.SetStarred(ids(items[:1]), false)
	if guest.Marks(items[0].ID).IsStarred() || guest.Notice() != "" {
		t.Error("what is marked cannot be changed")
	}
	for range 3 {
		guest.SetPlace(over, model.Place{Block: 1})
	}
	if text := guest.Notice(); text != "" {
		t.Errorf("the guest is told of every place: %q", text)
	}
}

func TestMembers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // for repeating
	for range 2000 {
		n := 1 + random.IntN(groupSize)
		var m members
		for range random.IntN(n) + 1 {
			m.set(random.IntN(n))
		}
		if again, ok := decodeMembers(m.encode(n), n); !ok || again != m {
			t.Fatalf("%v of %d is %v again", m, n, again)
		}
	}
	if _, ok := decodeMembers([]byte{0, 1}, 8); ok {
		t.Error("more members than the group has are taken")
	}
}

// Layers join to the same, whatever the order, and the newest mark wins.
func TestLayersJoinInAnyOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6)) //nolint:gosec // for repeating
	for range 500 {
		all := make([]layer, 1+random.IntN(6))
		for i := range all {
			all[i] = layer{at: moment(1 + random.IntN(4)), read: random.IntN(2) > 0}
			for range random.IntN(5) {
				all[i].members.set(random.IntN(8))
			}
		}
		want := mergedLayers(all)
		var one []layer
		for _, i := range random.Perm(len(all)) {
			one = mergedLayers(append(one, all[i]))
		}
		if !slices.Equal(one, want) {
			t.Fatalf("%+v joins to %+v and to %+v", all, want, one)
		}
		marks := map[int]record{}
		for _, l := range all {
			l.members.each(func(i int) { r := marks[i]; r.merge(l.record()); marks[i] = r })
		}
		joined := map[int]record{}
		for _, l := range want {
			l.members.each(func(i int) { joined[i] = l.record() })
		}
		if !maps.Equal(marks, joined) {
			t.Fatalf("%+v says %+v, want %+v", all, joined, marks)
		}
	}
}

func TestGroupsEncodeExactly(t *testing.T) {
	g := newGroup([]model.Key{1, 2, 0xffffffffffff}, func(k model.Key) int64 { return -int64(k) }) //nolint:gosec // it fits
	encoded := g.encode()
	if again, ok := decodeGroup(g.number, encoded); !ok || !slices.Equal(again.keys, g.keys) || !slices.Equal(again.hashes, g.hashes) {
		t.Error("a group is another one after it was written")
	}
	for bit := range len(encoded) * 8 {
		turned := bytes.Clone(encoded)
		turned[bit/8] ^= 1 << (bit % 8)
		if _, ok := decodeGroup(g.number, turned); ok {
			t.Fatalf("bit %d can turn unseen", bit)
		}
	}
}

// size is for figures.
func size(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// What a key that presses A costs the disk.
func TestWhatAllReadCosts(t *testing.T) {
	articles := 100_000
	if testing.Short() {
		articles = 10_000
	}
	path, items := marksPath(t), newsItems(articles)
	l := keeping(t, path, ticking(noon()), items)
	var sizes []int64
	for i := range 11 {
		reader := l.Reader(fmt.Sprint("reader ", i), ReaderOptions{})
		readAll(t, reader)
		flush(t, reader)
		if i == 0 || i == 10 {
			if err := l.marks.order(t.Context(), func(ctx context.Context) error {
				_, err := l.marks.store.(*SQLiteStore).file.connection.ExecContext(ctx, "pragma wal_checkpoint(truncate)")
				return err
			}); err != nil {
				t.Fatal(err)
			}
			sizes = append(sizes, size(t, path))
		}
		reader.Close()
	}
	closeLibrary(t, l)
	each := (sizes[1] - sizes[0]) / 10
	t.Logf("the first reader takes %d bytes, each other one %d", sizes[0], each)
	if sizes[0] > 3_000_000 || each > 100_000 {
		t.Errorf("the first reader takes %d bytes, each other one %d", sizes[0], each)
	}
}
