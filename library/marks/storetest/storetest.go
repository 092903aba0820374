// Package storetest says what a store of marks has to do, whatever it is made of:
// each store's test runs it. It knows stores by store.Store alone.
package storetest

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"broadsheet/library/marks"
	"broadsheet/library/marks/store"
	"broadsheet/model"
)

// Run tests a store. A call of place makes an empty one; each call of what it gives
// opens that again, as another process would.
func Run(t *testing.T, place func(t *testing.T) (open func() store.Store)) {
	for name, test := range map[string]func(*testing.T, kit){
		"reads what was written":         readsWhatWasWritten,
		"nothing is kept at first":       keepsNothingAtFirst,
		"the newer of two writers wins":  newerWins,
		"what others write is told":      othersAreHeard,
		"groups of articles":             keepsGroups,
		"groups of several writers":      joinsGroups,
		"undo":                           undoes,
		"export and import":              exportsAndImports,
		"settings and views":             keepsSettings,
		"accounts":                       keepsAccounts,
		"quota":                          heedsQuota,
		"a deleted account is empty":     deletes,
		"idle accounts":                  findsIdle,
		"changes of one reader in order": countsChanges,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, kit{place(t)})
		})
	}
}

// kit is one place with a store.
type kit struct{ open func() store.Store }

// shelf opens the store as another process.
func (k kit) shelf(t *testing.T, now func() time.Time, ids []model.ID) *Shelf {
	t.Helper()
	return Open(t.Context(), marks.Options{Store: k.open(), Now: now}, ids)
}

// again opens the store once more, and gives ann's marks.
func (k kit) again(t *testing.T, ids []model.ID, do func(*Reader)) {
	t.Helper()
	s := k.shelf(t, Noon, ids)
	defer s.End(t)
	r := s.Reader("ann")
	s.Ready(t)
	do(r)
}

func readsWhatWasWritten(t *testing.T, k kit) {
	id := IDs(4)
	s := k.shelf(t, Ticking(Noon()), id)
	ann, bob := s.Reader("ann"), s.Reader("bob")
	ann.SetRead(id[:3], true)
	ann.SetRead(id[1:2], false)
	ann.SetStarred(id[3:], true)
	ann.SetPlace(id[2], model.Place{Block: 7, Offset: 1 << 20})
	bob.SetStarred(id[:1], true)
	var want []model.Marks
	for _, id := range id {
		want = append(want, ann.Marks(id))
	}
	s.End(t)
	k.again(t, id, func(r *Reader) {
		for i, id := range id {
			if got := r.Marks(id); got != want[i] {
				t.Errorf("the marks of %d were %+v and are %+v", i, want[i], got)
			}
		}
		if r.Unread() != 2 || r.Starred() != 1 {
			t.Errorf("%d are unread and %d starred", r.Unread(), r.Starred())
		}
	})
}

func keepsNothingAtFirst(t *testing.T, k kit) {
	k.again(t, IDs(3), func(r *Reader) {
		if r.Unread() != 3 || len(r.Views()) > 0 || r.Notice() != "" {
			t.Error("an empty store has something")
		}
	})
	s := k.shelf(t, Noon, nil)
	defer s.End(t)
	if all, err := s.Accounts().All(t.Context()); len(all) > 0 || err != nil {
		t.Errorf("an empty store has the accounts %v (%v)", all, err)
	}
	var unknown *store.UnknownAccountError
	if err := s.Accounts().Delete(t.Context(), "eve"); !errors.As(err, &unknown) {
		t.Errorf("deleting nobody gives %v", err)
	}
}

func newerWins(t *testing.T, k kit) {
	id := IDs(1)
	early, late := k.shelf(t, Ticking(Noon()), id), k.shelf(t, Ticking(Noon().Add(time.Hour)), id)
	a, b := early.Reader("ann"), late.Reader("ann")
	b.SetRead(id, true)
	b.SetRead(id, false)
	b.Kept(t)
	a.SetRead(id, true)
	a.SetStarred(id, true)
	a.Kept(t)
	early.End(t)
	late.End(t)
	k.again(t, id, func(r *Reader) {
		if got := r.Marks(id[0]); got.IsRead() || !got.IsStarred() {
			t.Errorf("the marks are %+v, want unread and starred", got)
		}
	})
}

func othersAreHeard(t *testing.T, k kit) {
	id := IDs(3)
	first, second := k.shelf(t, Ticking(Noon()), id), k.shelf(t, Ticking(Noon().Add(time.Hour)), id)
	defer first.End(t)
	defer second.End(t)
	here, there := first.Reader("ann"), second.Reader("ann")
	until := func(r *Reader, want int) {
		t.Helper()
		r.await(t.Context(), t, "marks", func() bool { return r.Unread() == want })
	}
	here.SetRead(id[:2], true)
	until(there, 1)
	there.SetRead(id, true)
	until(here, 0)
	there.Undo()
	until(here, 1)
	here.SetRead(id[:1], false)
	until(there, 2)
}

func keepsGroups(t *testing.T, k kit) {
	id := IDs(1000)
	s := k.shelf(t, Ticking(Noon()), id[:900])
	r := s.Reader("ann")
	if n := r.MarkAll(); n != 900 || r.Unread() != 0 {
		t.Errorf("%d are marked", n)
	}
	s.Give(id[900:])
	r.SetRead(id[10:20], false)
	r.SetStarred(id[50:51], true)
	if r.Unread() != 110 {
		t.Errorf("%d are unread, want those that came later and ten", r.Unread())
	}
	s.End(t)
	k.again(t, id, func(r *Reader) {
		if r.Unread() != 110 || r.Starred() != 1 {
			t.Errorf("%d are unread and %d starred the next time", r.Unread(), r.Starred())
		}
	})
}

func joinsGroups(t *testing.T, k kit) {
	id, now := IDs(600), Ticking(Noon())
	one, other := k.shelf(t, now, id), k.shelf(t, now, id)
	a, b := one.Reader("ann"), other.Reader("ann")
	a.SetRead(id[:400], true)
	a.Kept(t)
	b.SetRead(id[200:], true)
	b.Kept(t)
	a.SetRead(id[100:300], false)
	a.Kept(t)
	one.End(t)
	other.End(t)
	k.again(t, id, func(r *Reader) {
		for i, id := range id {
			if want := i < 100 || i >= 300; r.Marks(id).IsRead() != want {
				t.Fatalf("%d is read: %v", i, !want)
			}
		}
	})
}

func undoes(t *testing.T, k kit) {
	id := IDs(300)
	s := k.shelf(t, Ticking(Noon()), id)
	r := s.Reader("ann")
	r.SetRead(id[:5], true)
	first := r.Marks(id[0])
	r.MarkAll()
	r.Kept(t)
	if change, ok := r.Undo(); !ok || change.Count != 295 {
		t.Errorf("taken back are %d (%v)", change.Count, ok)
	}
	s.End(t)
	k.again(t, id, func(r *Reader) {
		if r.Unread() != 295 || r.Marks(id[0]) != first {
			t.Errorf("%d are unread; what was read before is %+v", r.Unread(), r.Marks(id[0]))
		}
		if _, ok := r.Undo(); ok {
			t.Error("a session took back what another did")
		}
	})
}

func exportsAndImports(t *testing.T, k kit) {
	id := IDs(200)
	s := k.shelf(t, Ticking(Noon()), id)
	r, other := s.Reader("ann"), s.Reader("bob")
	r.MarkAll()
	r.SetRead(id[:3], false)
	r.SetPlace(id[1], model.Place{Block: 4, Offset: 12})
	r.SetSettings(model.Settings{Theme: "dark"})
	r.Kept(t)
	var text, again bytes.Buffer
	if err := r.Export(t.Context(), &text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{201, 0} {
		if news, _, err := other.Import(t.Context(), strings.NewReader(text.String())); news != want || err != nil {
			t.Errorf("%d lines are news, want %d (%v)", news, want, err)
		}
	}
	s.End(t)
	s = k.shelf(t, Noon, id)
	defer s.End(t)
	if err := s.Reader("bob").Export(t.Context(), &again); err != nil || again.String() != text.String() {
		t.Errorf("exported again it is %s, and was %s (%v)", again.String(), text.String(), err)
	}
}

func keepsSettings(t *testing.T, k kit) {
	first, second := k.shelf(t, Ticking(Noon()), nil), k.shelf(t, Ticking(Noon().Add(time.Hour)), nil)
	here, there := first.Reader("ann"), second.Reader("ann")
	want := model.Settings{Theme: "纸", Measure: 66, Background: model.BackgroundLight}
	here.SetSettings(want)
	here.SetView(model.View{Name: "钱", Query: "cat:金融"})
	here.SetView(model.View{Name: "Trains", Query: "cat:Travel"})
	here.Kept(t)
	there.await(t.Context(), t, "views", func() bool { return len(there.Views()) == 2 })
	there.SetView(model.View{Name: "钱", Query: "is:unread"})
	there.SetView(model.View{Name: "Trains"})
	first.End(t)
	second.End(t)
	k.again(t, nil, func(r *Reader) {
		if got := r.Settings(t.Context()); got != want {
			t.Errorf("the settings are %+v", got)
		}
		if got := r.Views(); len(got) != 1 || got[0].Query != "is:unread" {
			t.Errorf("the views are %v", got)
		}
	})
}

func keepsAccounts(t *testing.T, k kit) {
	id := IDs(200)
	s := k.shelf(t, Noon, id)
	defer s.End(t)
	ann := s.Reader("ann")
	ann.SetRead(id[:150], true)
	ann.SetStarred(id[150:153], true)
	ann.Kept(t)
	accounts := s.Accounts()
	all, err := accounts.All(t.Context())
	if err != nil || len(all) != 1 || all[0].Name != "ann" || all[0].Marks != 153 || !all[0].First.Equal(Noon()) {
		t.Fatalf("the accounts are %+v (%v)", all, err)
	}
	if err := accounts.Limit(t.Context(), "ann", store.Limits{Sessions: 2, Quota: 7, Blocked: true}); err != nil {
		t.Error(err)
	}
	found, known, err := accounts.Find(t.Context(), "ann")
	if !known || err != nil || found.Sessions != 2 || found.Quota != 7 || !found.Blocked {
		t.Errorf("ann is %+v (%v)", found, err)
	}
	if _, known, err := accounts.Find(t.Context(), "eve"); known || err != nil {
		t.Errorf("somebody is found who never came (%v)", err)
	}
	var unknown *store.UnknownAccountError
	if err := accounts.Limit(t.Context(), "eve", store.Limits{}); !errors.As(err, &unknown) {
		t.Errorf("limiting nobody gives %v", err)
	}
}

func heedsQuota(t *testing.T, k kit) {
	id := IDs(20)
	here := Open(t.Context(), marks.Options{Store: k.open(), Now: Ticking(Noon()), Rules: marks.Rules{Quota: 5}}, id)
	there := k.shelf(t, Noon, id)
	defer here.End(t)
	defer there.End(t)
	ann := here.Reader("ann")
	here.Ready(t)
	ann.SetStarred(id[:5], true)
	ann.SetStarred(id[5:6], true)
	if ann.Starred() != 5 || !strings.Contains(ann.Notice(), "this one is not kept") {
		t.Errorf("%d are starred", ann.Starred())
	}
	ann.Kept(t)
	if err := there.Accounts().Limit(t.Context(), "ann", store.Limits{Quota: 6}); err != nil {
		t.Fatal(err)
	}
	bob := there.Reader("ann") // so that the first one hears of it
	bob.SetRead(id[:1], true)
	bob.Kept(t)
	ann.await(t.Context(), t, "another process", func() bool { return ann.Marks(id[0]).IsRead() })
	if ann.SetStarred(id[5:6], true); ann.Starred() != 6 {
		t.Errorf("with a quota of its own %d are starred", ann.Starred())
	}
}

func deletes(t *testing.T, k kit) {
	id := IDs(10)
	here, there := k.shelf(t, Noon, id), k.shelf(t, Noon, id)
	ann, bob := here.Reader("ann"), here.Reader("bob")
	ann.SetRead(id, true)
	bob.SetRead(id[:1], true)
	ann.Kept(t)
	if err := there.Accounts().Delete(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	ann.await(t.Context(), t, "the end of the account", func() bool { return ann.Unread() == 10 })
	ann.SetStarred(id[:1], true)
	there.End(t)
	here.End(t)
	k.again(t, id, func(r *Reader) {
		if r.Unread() != 10 || r.Starred() != 1 {
			t.Errorf("%d are unread and %d starred after the account was deleted", r.Unread(), r.Starred())
		}
	})
}

func findsIdle(t *testing.T, k kit) {
	id := IDs(100)
	s := k.shelf(t, Noon, id)
	for name, marks := range map[string]int{"little": 3, "much": 20, "group": 90} {
		r := s.Reader(name)
		r.SetRead(id[:marks], true)
		r.Kept(t)
	}
	s.End(t)
	tested := begin(t, k)
	later := store.MomentOf(Noon().AddDate(0, 0, 1))
	idle, err := tested.Idle(t.Context(), later, 10)
	if err != nil || len(idle) != 1 || idle[0].Name != "little" || idle[0].Rows != 3 {
		t.Errorf("idle are %+v (%v)", idle, err)
	}
	if err := tested.Seen(t.Context(), "little", later+1); err != nil {
		t.Error(err)
	}
	if idle, err := tested.Idle(t.Context(), later, 10); len(idle) > 0 || err != nil {
		t.Errorf("who was here is idle: %+v (%v)", idle, err)
	}
}

// begin opens the store without a keeper.
func begin(t *testing.T, k kit) store.Store {
	t.Helper()
	tested := k.open()
	tested.Begin(store.Host{Now: Noon, Notify: func(string) {}, Groups: store.NewDirectory()})
	t.Cleanup(func() {
		if err := tested.Close(t.Context()); err != nil && t.Context().Err() == nil {
			t.Error(err)
		}
	})
	return tested
}

// What was changed after a change is all that is read, and an account counts its
// changes.
func countsChanges(t *testing.T, k kit) {
	tested, now := begin(t, k), store.MomentOf(Noon())
	if _, err := tested.Load(t.Context(), "ann", 0, store.Found{}); !errors.Is(err, store.ErrNone) {
		t.Errorf("loading from nothing gives %v", err)
	}
	var last store.Account
	for i, key := range model.KeysOf(IDs(3)) {
		entry := store.Entry{Key: key, Record: store.Record{Starred: now, StarredAt: now}}
		done, err := tested.Write(t.Context(), "ann", store.Batch{Entries: []store.Entry{entry}}, now)
		if err != nil || done.Number == 0 || done.Changes != int64(i+1) || done.Rows != i+1 {
			t.Fatalf("after %d changes the account is %+v (%v)", i+1, done, err)
		}
		last = done
	}
	found := 0
	count := store.Found{
		Settings: func(map[string]store.Setting) {}, Layers: func([]store.GroupLayers) {},
		Entries: func(entries []store.Entry) { found += len(entries) },
	}
	for after, want := range []int{3, 2, 1, 0} {
		found = 0
		if a, err := tested.Load(t.Context(), "ann", int64(after), count); err != nil || found != want || a.Number != last.Number {
			t.Errorf("after change %d there are %d marks, want %d (%v)", after, found, want, err)
		}
	}
}
