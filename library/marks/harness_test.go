package marks_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"broadsheet/library/marks"
	"broadsheet/library/marks/sqlite"
	"broadsheet/library/marks/store"
	"broadsheet/library/marks/storetest"
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

func marksPath(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "marks.db")
}

// diskStore is a store on a disk of a test's making.
type diskStore struct {
	store.Store
	space func(string) (free, total uint64, err error)
}

func (s diskStore) Space() (free, total uint64, err error) { return s.space("") }

// serving opens marks with rules for accounts.
func serving(t *testing.T, path string, now func() time.Time, rules marks.Rules, disk func(string) (uint64, uint64, error)) *storetest.Shelf {
	t.Helper()
	var store store.Store = sqlite.New(path)
	if disk != nil {
		store = diskStore{store, disk}
	}
	return storetest.Open(t.Context(), marks.Options{Store: store, Now: now, Rules: rules}, nil)
}

// keeping opens the marks at a path, as a process of its own would that lists the
// articles.
func keeping(t *testing.T, path string, now func() time.Time, items []model.ID) *storetest.Shelf {
	t.Helper()
	l := serving(t, path, now, marks.Rules{}, nil)
	l.Give(items)
	return l
}

// kept opens the marks once more, at noon, and gives ann's.
func kept(t *testing.T, path string, items []model.ID, do func(*storetest.Reader)) {
	t.Helper()
	l := keeping(t, path, storetest.Noon, items)
	defer l.End(t)
	do(come(t, l, "ann"))
}

func holding(t *testing.T, items []model.ID) *storetest.Shelf {
	t.Helper()
	return storetest.Open(t.Context(), marks.Options{Now: storetest.Noon}, items)
}

func come(t *testing.T, l *storetest.Shelf, name string) *storetest.Reader {
	t.Helper()
	r := l.Reader(name)
	l.Ready(t)
	return r
}

func keep(t *testing.T, l *storetest.Shelf, do func(context.Context)) {
	t.Helper()
	if err := l.Order(t.Context(), func(ctx context.Context) error { do(ctx); return nil }); err != nil {
		t.Fatal(err)
	}
}
