package marks_test

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"broadsheet/library/marks"
	"broadsheet/library/marks/sqlite"
	"broadsheet/library/marks/store"
	"broadsheet/library/marks/storetest"
	"broadsheet/model"
)

func accountNames(t *testing.T, l *storetest.Shelf) []string {
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

func TestAccountsAreListedLimitedDeleted(t *testing.T) {
	path, items, now := marksPath(t), storetest.IDs(200), &clock{now: storetest.Noon()}
	l := keeping(t, path, now.time, items)
	defer l.End(t)
	ann, bob := come(t, l, "ann"), come(t, l, "bob")
	ann.SetRead(items[:150], true)
	ann.SetStarred(items[150:153], true)
	ann.Kept(t)
	now.set(storetest.Noon().Add(3 * time.Hour))
	bob.SetStarred(items[:1], true)
	bob.Kept(t)
	accounts := l.Accounts()
	all, err := accounts.All(t.Context())
	if err != nil || len(all) != 2 || all[0].Name != "bob" || all[1].Marks != 153 || !all[1].First.Equal(storetest.Noon()) || all[1].Bytes < 100 || all[0].Marks != 1 {
		t.Fatalf("the accounts are %+v (%v)", all, err)
	}
	if accounts.Known(t.Context(), "ann") || accounts.Known(t.Context(), "bob") || accounts.Known(t.Context(), "eve") {
		t.Error("who came today is taken for one who was here before")
	}
	now.set(storetest.Noon().AddDate(0, 0, 1))
	if !accounts.Known(t.Context(), "ann") || accounts.Known(t.Context(), "eve") {
		t.Error("it is not known who was here before this day")
	}
	if err := accounts.Limit(t.Context(), "bob", store.Limits{Sessions: 2, Quota: 1, Blocked: true}); err != nil {
		t.Error(err)
	}
	found, known, err := accounts.Find(t.Context(), "bob")
	if !known || err != nil || found.Sessions != 2 || found.Quota != 1 || !found.Blocked {
		t.Errorf("bob is %+v (%v)", found, err)
	}
	var unknown *store.UnknownAccountError
	if err := accounts.Limit(t.Context(), "eve", store.Limits{}); !errors.As(err, &unknown) {
		t.Errorf("limiting nobody gives %v", err)
	}
	if err := accounts.Delete(t.Context(), "eve"); !errors.As(err, &unknown) {
		t.Errorf("deleting nobody gives %v", err)
	}
}

// An account that is deleted while its reader is here is empty then.
func TestDeletedWhileReading(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(10)
	here, there := keeping(t, path, storetest.Noon, items), keeping(t, path, storetest.Noon, items)
	ann := come(t, here, "ann")
	ann.SetRead(items, true)
	ann.Kept(t)
	if err := there.Accounts().Delete(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	keep(t, here, here.Poll)
	if left := ann.Unread(); left != 10 {
		t.Errorf("%d of 10 are unread for who was deleted", left)
	}
	ann.SetStarred(items[:1], true)
	ann.Kept(t)
	there.End(t)
	here.End(t)
	kept(t, path, items, func(r *storetest.Reader) {
		if !r.Marks(items[0]).IsStarred() || r.Marks(items[0]).IsRead() {
			t.Error("what was marked after that is not kept, or what was before is")
		}
	})
}

func TestQuota(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(200)
	l := serving(t, path, storetest.Ticking(storetest.Noon()), marks.Rules{Quota: 5}, nil)
	defer l.End(t)
	l.Give(items)
	ann := come(t, l, "ann")
	for i := range 5 {
		ann.SetRead(items[i:i+1], true)
	}
	if text := ann.Notice(); text != "" {
		t.Errorf("within the quota, the reader is told %q", text)
	}
	ann.SetRead(items[5:6], true)
	if text := ann.Notice(); ann.Marks(items[5]).IsRead() || !strings.Contains(text, "5: this one is not kept") {
		t.Errorf("beyond the quota, the reader is told %q", text)
	}
	if n := ann.MarkAll(); n != 0 || ann.Notice() == "" {
		t.Errorf("beyond the quota %d articles are marked at once", n)
	}
	ann.SetView(model.View{Name: "v", Query: "is:unread"})
	if len(ann.Views()) > 0 || ann.Notice() == "" {
		t.Error("beyond the quota a view is saved")
	}
	ann.SetRead(items[:1], false) // what is kept may change
	if ann.Marks(items[0]).IsRead() || ann.Notice() != "" {
		t.Error("what is kept cannot be changed")
	}
	ann.Kept(t)
	if err := l.Accounts().Limit(t.Context(), "ann", store.Limits{Quota: 6}); err != nil {
		t.Fatal(err)
	}
	if again := come(t, l, "bob"); again.Marks(items[0]).IsRead() {
		t.Error("bob has ann's marks")
	}
	keep(t, l, func(ctx context.Context) {
		if err := l.CatchUp(ctx); err != nil {
			t.Error(err)
		}
	})
	ann.SetRead(items[5:6], true)
	if text := ann.Notice(); !ann.Marks(items[5]).IsRead() {
		t.Errorf("with a quota of its own, the reader is told %q", text)
	}
}

// A guest's single marks have a bound, and the guest is told.
func TestGuestsHaveABound(t *testing.T) {
	items := storetest.IDs(marks.GuestRecords + 10)
	l := holding(t, items)
	guest := l.Guest()
	for _, id := range items[:marks.GuestRecords] {
		guest.SetStarred([]model.ID{id}, true)
	}
	if text := guest.Notice(); text != "" {
		t.Errorf("the guest is told %q", text)
	}
	over := items[marks.GuestRecords]
	guest.SetStarred([]model.ID{over}, true)
	if text := guest.Notice(); guest.Marks(over).IsStarred() || !strings.Contains(text, "not kept") {
		t.Errorf("the guest is told %q", text)
	}
	guest.SetStarred(items[:1], false)
	if guest.Marks(items[0]).IsStarred() || guest.Notice() != "" {
		t.Error("what is marked cannot be changed")
	}
	for range 3 {
		guest.SetPlace(over, model.Place{Block: 1})
	}
	if text := guest.Notice(); text != "" {
		t.Errorf("the guest is told of every place: %q", text)
	}
}

// The log says once a day of which account no more is kept, however many sessions
// it has.
func TestFullQuotaIsLogged(t *testing.T) {
	items, now, said := storetest.IDs(20), &clock{now: storetest.Noon()}, []string{}
	l := serving(t, marksPath(t), now.time, marks.Rules{Quota: 5, Log: func(s string) { said = append(said, s) }}, nil)
	defer l.End(t)
	l.Give(items)
	come(t, l, "ann").SetStarred(items[:5], true)
	for day := range 2 {
		now.set(storetest.Noon().AddDate(0, 0, day))
		for range 3 {
			l.Reader("ann").SetStarred(items[7:8], true)
		}
		if len(said) != day+1 || !strings.Contains(said[day], "ann") || !strings.Contains(said[day], "5") {
			t.Errorf("on day %d the log says %q", day, said)
		}
	}
}

// Accounts that did little and were not here for long are forgotten, and the log
// says so; others stay.
func TestIdleAccountsAreForgotten(t *testing.T) {
	path, items, now := marksPath(t), storetest.IDs(100), &clock{now: storetest.Noon()}
	var mu sync.Mutex
	var said []string
	rules := marks.Rules{ForgetAfter: 90 * 24 * time.Hour, Keep: []string{"local"}, Log: func(s string) { mu.Lock(); said = append(said, s); mu.Unlock() }}
	l := serving(t, path, now.time, rules, nil)
	l.Give(items)
	for name, marks := range map[string]int{"little": 3, "much": 20, "group": 90, "local": 1, "back": 1} {
		r := come(t, l, name)
		r.SetRead(items[:marks], true)
		r.Kept(t)
		r.Close()
	}
	keep(t, l, func(context.Context) { l.Forget() })
	now.set(storetest.Noon().AddDate(0, 0, 60))
	come(t, l, "back").Close()
	keep(t, l, func(context.Context) { l.Forget() })
	now.set(storetest.Noon().AddDate(0, 0, 91))
	keep(t, l, l.ForgetIdle)
	if names := accountNames(t, l); !slices.Equal(names, []string{"back", "group", "local", "much"}) {
		t.Errorf("the accounts are %q", names)
	}
	l.End(t)
	if len(said) != 1 || !strings.Contains(said[0], "little") || !strings.Contains(said[0], "2021-06-11") {
		t.Errorf("the log says %q", said)
	}
	checkWhole(t, path, now.time().AddDate(0, 0, 2))
}

// damagedCopies is a store whose copies cannot be changed.
type damagedCopies struct{ store.Store }

func (s damagedCopies) Delete(ctx context.Context, name string) error {
	return cmp.Or[error](s.Store.Delete(ctx, name), &store.CopyError{Copies: []string{"monday.db"}, Cause: errors.New("it is damaged")})
}

// Where an account cannot be deleted from a copy, the log says so, and readers are
// not told of it: their marks are kept.
func TestForgettingWithADamagedCopy(t *testing.T) {
	now, said := &clock{now: storetest.Noon()}, []string{}
	rules := marks.Rules{ForgetAfter: 90 * 24 * time.Hour, Log: func(s string) { said = append(said, s) }}
	l := storetest.Open(t.Context(), marks.Options{Store: damagedCopies{sqlite.New(marksPath(t))}, Now: now.time, Rules: rules}, nil)
	for _, name := range []string{"ann", "bob"} {
		r := come(t, l, name)
		r.SetStarred(storetest.IDs(3), true)
		r.Kept(t)
		r.Close()
	}
	keep(t, l, func(context.Context) { l.Forget() })
	now.set(storetest.Noon().AddDate(0, 0, 91))
	keep(t, l, l.ForgetIdle)
	if names := accountNames(t, l); len(names) > 0 {
		t.Errorf("the accounts are %q", names)
	}
	if text := l.Reader("eve").Notice(); text != "" {
		t.Errorf("the reader is told %q", text)
	}
	l.End(t)
	if len(said) != 4 || !strings.Contains(said[0], "monday.db") || !strings.Contains(said[1], "is forgotten") {
		t.Errorf("the log says %q", said)
	}
}

// checkWhole has a copy made of a database: all rows of it are read and compared
// with their sums for that, and the readers are told if there is damage.
func checkWhole(t *testing.T, path string, now time.Time) {
	t.Helper()
	opened := sqlite.New(path)
	opened.Begin(store.Host{
		Now: func() time.Time { return now }, Groups: store.NewDirectory(),
		Notify: func(sentence string) { t.Errorf("the database is not whole: %s", sentence) },
	})
	if err := opened.Upkeep(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-opened.Due()
	if err := errors.Join(opened.Upkeep(t.Context()), opened.Close(t.Context())); err != nil {
		t.Errorf("the database is not whole: %v", err)
	}
	copied := filepath.Join(filepath.Dir(path), "backups", now.UTC().Format("marks-20060102-150405.db"))
	if _, err := os.Stat(copied); err != nil {
		t.Errorf("the database is not whole, for it could not be copied: %v", err)
	}
}

// A disk that fills up takes first no new accounts, then no new marks; whoever
// reads goes on reading.
func TestNearlyFullDisk(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(10)
	var mu sync.Mutex
	var said []string
	free := uint64(10 << 30)
	disk := func(string) (uint64, uint64, error) { mu.Lock(); defer mu.Unlock(); return free, 20 << 30, nil }
	l := serving(t, path, storetest.Ticking(storetest.Noon()), marks.Rules{WatchDisk: true, Log: func(s string) { mu.Lock(); said = append(said, s); mu.Unlock() }}, disk)
	l.Give(items)
	fill := func(left uint64) {
		mu.Lock()
		free = left
		mu.Unlock()
		keep(t, l, func(context.Context) { l.MeasureSpace() })
	}
	ann := come(t, l, "ann")
	ann.SetRead(items[:1], true)
	ann.Kept(t)

	fill(100 << 20)
	ann.SetRead(items[1:2], true)
	if text := ann.Notice(); text != "" {
		t.Errorf("who has an account is told %q", text)
	}
	bob := come(t, l, "bob")
	bob.SetRead(items[:2], true)
	if text := bob.Notice(); !strings.Contains(text, "last until you leave") || bob.Unread() != 8 {
		t.Errorf("who is new is told %q", text)
	}
	bob.Kept(t)
	if names := accountNames(t, l); !slices.Equal(names, []string{"ann"}) {
		t.Error("an account is made on a disk that is nearly full, or none is left")
	}

	fill(10 << 20)
	ann.SetRead(items[2:3], true)
	if text := ann.Notice(); !strings.Contains(text, "full") || ann.Unread() != 8 {
		t.Errorf("on a full disk the reader is told %q, and %d are unread", text, ann.Unread())
	}

	fill(10 << 30)
	ann.SetRead(items[2:3], true)
	if text := ann.Notice(); text != "" || ann.Unread() != 7 {
		t.Errorf("with room again, the reader is told %q", text)
	}
	l.End(t)
	if len(said) != 3 {
		t.Errorf("the log says %q", said)
	}
}
