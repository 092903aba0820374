package library

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"broadsheet/model"
)

// clock is set by a test.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) time() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now
}

// serving opens a library with rules for accounts.
func serving(t *testing.T, path string, now func() time.Time, rules AccountRules, disk func(string) (uint64, uint64, error)) *Library {
	t.Helper()
	store := NewSQLiteStore(path)
	if disk != nil {
		store.freeSpace = disk
	}
	l, err := Open(t.Context(), nil, Options{Now: now, Marks: store, Accounts: rules})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func come(t *testing.T, l *Library, name string) *Reader {
	t.Helper()
	r := l.Reader(name, ReaderOptions{})
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r
}

func accountNames(t *testing.T, l *Library) []string {
	t.Helper()
	all, err := l.Accounts().All(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range all {
		names = append(names, a.Name)
	}
	slices.Sort(names)
	return names
}

func keep(t *testing.T, l *Library, do func(context.Context)) {
	t.Helper()
	if err := l.marks.order(t.Context(), func(ctx context.Context) error { do(ctx); return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestAccountsAreListedLimitedDeleted(t *testing.T) {
	path, items, now := marksPath(t), newsItems(200), &clock{now: noon()}
	l := serving(t, path, now.time, AccountRules{}, nil)
	give(l, items)
	ann, bob := come(t, l, "ann"), come(t, l, "bob")
	ann.SetRead(ids(items[:150]), true)
	ann.SetStarred(ids(items[150:153]), true)
	flush(t, ann)
	now.set(noon().Add(3 * time.Hour))
	bob.SetStarred(ids(items[:1]), true)
	flush(t, bob)
	all, err := l.Accounts().All(t.Context())
	if err != nil || len(all) != 2 || all[0].Name != "bob" || all[1].Marks != 153 || !all[1].First.Equal(noon()) || all[1].Bytes < 100 || all[0].Marks != 1 {
		t.Fatalf("the accounts are %+v (%v)", all, err)
	}
	if l.Accounts().Known(t.Context(), "ann") || l.Accounts().Known(t.Context(), "bob") || l.Accounts().Known(t.Context(), "eve") {
		t.Error("who came today is taken for one who was here before")
	}
	now.set(noon().AddDate(0, 0, 1))
	if !l.Accounts().Known(t.Context(), "ann") || l.Accounts().Known(t.Context(), "eve") {
		t.Error("it is not known who was here before this day")
	}
	if err := l.Accounts().Limit(t.Context(), "bob", AccountLimits{Sessions: 2, Quota: 1, Blocked: true}); err != nil {
		t.Error(err)
	}
	found, known, err := l.Accounts().Find(t.Context(), "bob")
	if !known || err != nil || found.Sessions != 2 || found.Quota != 1 || !found.Blocked {
		t.Errorf("bob is %+v (%v)", found, err)
	}
	var unknown *UnknownAccountError
	if err := l.Accounts().Limit(t.Context(), "eve", AccountLimits{}); !errors.As(err, &unknown) {
		t.Errorf("limiting nobody gives %v", err)
	}
	if err := l.Accounts().Delete(t.Context(), "eve"); !errors.As(err, &unknown) {
		t.Errorf("deleting nobody gives %v", err)
	}
	closeLibrary(t, l)
}

// Of an account that was deleted nothing is left, wherever one looks.
func TestDeletingLeavesNothing(t *testing.T) {
	path, items := marksPath(t), newsItems(200)
	l := serving(t, path, noon, AccountRules{}, nil)
	give(l, items)
	for _, name := range []string{"ann", "bob"} {
		r := come(t, l, name)
		r.SetRead(ids(items[:150]), true)
		r.SetStarred(ids(items[150:153]), true)
	}
	closeLibrary(t, l) // which makes a backup
	l = serving(t, path, noon, AccountRules{}, nil)
	if err := l.Accounts().Delete(t.Context(), "ann"); err != nil {
		t.Error(err)
	}
	closeLibrary(t, l)
	files := append(backupsOf(path).paths(), path, path+"-wal")
	if len(files) != 3 {
		t.Errorf("the files are %q", files)
	}
	for _, file := range files {
		left := newSalvaged()
		if err := left.file(file); err != nil {
			t.Fatal(err)
		}
		for number := range left.numbers() {
			if left.names[number] != "bob" {
				t.Errorf("%s still has something of %q", filepath.Base(file), left.names[number])
			}
		}
		if !strings.HasSuffix(file, "-wal") && (len(left.names) != 1 || checkMarks(t.Context(), file) != nil) {
			t.Errorf("%s has %v, or is not whole", filepath.Base(file), left.names)
		}
	}
}

// An account that is deleted while its reader is here is empty then.
func TestDeletedWhileReading(t *testing.T) {
	path, items := marksPath(t), newsItems(10)
	here, there := serving(t, path, noon, AccountRules{}, nil), serving(t, path, noon, AccountRules{}, nil)
	give(here, items)
	ann := come(t, here, "ann")
	ann.SetRead(ids(items), true)
	flush(t, ann)
	if err := there.Accounts().Delete(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	keep(t, here, here.marks.poll)
	if left := unread(t, ann); left != 10 {
		t.Errorf("%d of 10 are unread for who was deleted", left)
	}
	ann.SetStarred(ids(items[:1]), true)
	flush(t, ann)
	closeLibrary(t, there)
	closeLibrary(t, here)
	kept(t, path, func(r *Reader) {
		if !r.Marks(items[0].ID).IsStarred() || r.Marks(items[0].ID).IsRead() {
			t.Error("what was marked after that is not kept, or what was before is")
		}
	})
}

func TestQuota(t *testing.T) {
	path, items := marksPath(t), newsItems(200)
	l := serving(t, path, ticking(noon()), AccountRules{Quota: 5}, nil)
	defer closeLibrary(t, l)
	give(l, items)
	ann := come(t, l, "ann")
	for i := range 5 {
		ann.SetRead(ids(items[i:i+1]), true)
	}
	if text := ann.Notice(); text != "" {
		t.Errorf("within the quota, the reader is told %q", text)
	}
	ann.SetRead(ids(items[5:6]), true)
	if text := ann.Notice(); ann.Marks(items[5].ID).IsRead() || !strings.Contains(text, "5: this one is not kept") {
		t.Errorf("beyond the quota, the reader is told %q", text)
	}
	if n := readAll(t, ann); n != 0 || ann.Notice() == "" {
		t.Errorf("beyond the quota %d articles are marked at once", n)
	}
	ann.SetView(model.View{Name: "v", Query: "is:unread"})
	if len(ann.Views()) > 0 || ann.Notice() == "" {
		t.Error("beyond the quota a view is saved")
	}
	ann.SetRead(ids(items[:1]), false) // what is kept may change
	if ann.Marks(items[0].ID).IsRead() || ann.Notice() != "" {
		t.Error("what is kept cannot be changed")
	}
	flush(t, ann)
	if err := l.Accounts().Limit(t.Context(), "ann", AccountLimits{Quota: 6}); err != nil {
		t.Fatal(err)
	}
	if again := come(t, l, "bob"); again.Marks(items[0].ID).IsRead() {
		t.Error("bob has ann's marks")
	}
	keep(t, l, func(ctx context.Context) {
		for m, at := range l.marks.positions {
			if err := l.marks.catchUp(ctx, m, at); err != nil {
				t.Error(err)
			}
		}
	})
	ann.SetRead(ids(items[5:6]), true)
	if text := ann.Notice(); !ann.Marks(items[5].ID).IsRead() {
		t.Errorf("with a quota of its own, the reader is told %q", text)
	}
}

// The log says once a day of which account no more is kept, however many sessions
// it has.
func TestFullQuotaIsLogged(t *testing.T) {
	items, now, said := newsItems(20), &clock{now: noon()}, []string{}
	l := serving(t, marksPath(t), now.time, AccountRules{Quota: 5, Log: func(s string) { said = append(said, s) }}, nil)
	defer closeLibrary(t, l)
	give(l, items)
	come(t, l, "ann").SetStarred(ids(items[:5]), true)
	for day := range 2 {
		now.set(noon().AddDate(0, 0, day))
		for range 3 {
			l.Reader("ann", ReaderOptions{}).SetStarred(ids(items[7:8]), true)
		}
		if len(said) != day+1 || !strings.Contains(said[day], "ann") || !strings.Contains(said[day], "5") {
			t.Errorf("on day %d the log says %q", day, said)
		}
	}
}

// Accounts that did little and were not here for long are forgotten, and the log
// says so; others stay.
func TestIdleAccountsAreForgotten(t *testing.T) {
	path, items, now := marksPath(t), newsItems(100), &clock{now: noon()}
	var mu sync.Mutex
	var said []string
	rules := AccountRules{ForgetAfter: 90 * 24 * time.Hour, Keep: []string{"local"}, Log: func(s string) { mu.Lock(); said = append(said, s); mu.Unlock() }}
	l := serving(t, path, now.time, rules, nil)
	give(l, items)
	for name, marks := range map[string]int{"little": 3, "much": 20, "group": 90, "local": 1, "back": 1} {
		r := come(t, l, name)
		r.SetRead(ids(items[:marks]), true)
		flush(t, r)
		r.Close()
	}
	keep(t, l, func(context.Context) { l.marks.forget() })
	now.set(noon().AddDate(0, 0, 60))
	come(t, l, "back").Close()
	keep(t, l, func(context.Context) { l.marks.forget() })
	now.set(noon().AddDate(0, 0, 91))
	keep(t, l, l.marks.forgetIdle)
	if names := accountNames(t, l); !slices.Equal(names, []string{"back", "group", "local", "much"}) {
		t.Errorf("the accounts are %q", names)
	}
	closeLibrary(t, l)
	if len(said) != 1 || !strings.Contains(said[0], "little") || !strings.Contains(said[0], "2021-06-11") {
		t.Errorf("the log says %q", said)
	}
	if err := checkMarks(t.Context(), path); err != nil {
		t.Errorf("after forgetting, the database is not whole: %v", err)
	}
}

// A disk that fills up takes first no new accounts, then no new marks; whoever
// reads goes on reading.
func TestNearlyFullDisk(t *testing.T) {
	path, items := marksPath(t), newsItems(10)
	var mu sync.Mutex
	var said []string
	free := uint64(10 << 30)
	disk := func(string) (uint64, uint64, error) { mu.Lock(); defer mu.Unlock(); return free, 20 << 30, nil }
	l := serving(t, path, ticking(noon()), AccountRules{WatchDisk: true, Log: func(s string) { mu.Lock(); said = append(said, s); mu.Unlock() }}, disk)
	give(l, items)
	fill := func(left uint64) {
		mu.Lock()
		free = left
		mu.Unlock()
		keep(t, l, func(context.Context) { l.marks.measureSpace() })
	}
	ann := come(t, l, "ann")
	ann.SetRead(ids(items[:1]), true)
	flush(t, ann)

	fill(100 << 20)
	ann.SetRead(ids(items[1:2]), true)
	if text := ann.Notice(); text != "" {
		t.Errorf("who has an account is told %q", text)
	}
	bob := come(t, l, "bob")
	bob.SetRead(ids(items[:2]), true)
	if text := bob.Notice(); !strings.Contains(text, "last until you leave") || unread(t, bob) != 8 {
		t.Errorf("who is new is told %q", text)
	}
	flush(t, bob)
	if names := accountNames(t, l); !slices.Equal(names, []string{"ann"}) {
		t.Error("an account is made on a disk that is nearly full, or none is left")
	}

	fill(10 << 20)
	ann.SetRead(ids(items[2:3]), true)
	if text := ann.Notice(); !strings.Contains(text, "full") || unread(t, ann) != 8 {
		t.Errorf("on a full disk the reader is told %q, and %d are unread", text, unread(t, ann))
	}

	fill(10 << 30)
	ann.SetRead(ids(items[2:3]), true)
	if text := ann.Notice(); text != "" || unread(t, ann) != 7 {
		t.Errorf("with room again, the reader is told %q", text)
	}
	closeLibrary(t, l)
	if len(said) != 3 {
		t.Errorf("the log says %q", said)
	}
}
