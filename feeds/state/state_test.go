package state

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"broadsheet/library/sqlite"
)

func open(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, time.Unix(1e9, 0))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func in(t *testing.T, s *Store, do func(*Tx) error) {
	t.Helper()
	if err := s.In(t.Context(), true, do); err != nil {
		t.Fatal(err)
	}
}

func TestFeeds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "feeds.db")
	s := open(t, path)
	at := func(n int64) time.Time { return time.UnixMilli(n).UTC() }
	want := Feed{
		Address: "https://example.org/feed", Current: "https://example.net/feed", Folder: "A/Feed", Shown: []string{"A", "Feed"}, Also: [][]string{{"B", "Feed"}}, Stale: true, Level: 2,
		ETag: "W/\"\xff\x00\"", LastModified: "Tue", Validated: at(1), Body: []byte{1, 2}, Asked: at(2), Answered: at(3), News: at(-4), Pause: 5 * time.Second, Due: at(6),
		Failures: 7, Failing: at(8), Kind: "server", Error: "It is broken.", Moved: "https://example.com/", Moving: at(9), Moves: 10,
		Wishes: Wishes{Every: time.Hour, SkipHours: []int{1, 23}, SkipDays: []time.Weekday{time.Sunday}},
	}
	in(t, s, func(tx *Tx) error { return tx.AddFeed(&want) })
	_ = s.Close()
	s = open(t, path)
	in(t, s, func(tx *Tx) error {
		for _, address := range []string{want.Address, want.Current} {
			if got, found, err := tx.Feed(address); err != nil || !found || !reflect.DeepEqual(got, want) {
				t.Errorf("%+v, %v, %v", got, found, err)
			}
		}
		if taken, err := tx.FolderTaken("a/feed"); !taken || err != nil {
			t.Errorf("%v, %v", taken, err)
		}
		_, found, err := tx.Feed("https://example.org/other")
		if found {
			t.Error("found what is not there")
		}
		return err
	})
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read %v (%v)", info.Mode(), err)
	}
}

func TestEntries(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "feeds.db"))
	in(t, s, func(tx *Tx) error {
		one := Entry{
			Feed: 1, Path: "a.html", Hash: []byte{1}, Changes: 2, Length: 3, Seen: time.UnixMilli(4).UTC(), Date: time.UnixMilli(-5).UTC(), Told: time.UnixMilli(6).UTC(),
			Updated: time.UnixMilli(7).UTC(), Title: "t", Link: "l",
		}
		two := Entry{Feed: 2, Path: "b.html", Seen: one.Seen, Date: one.Date, Link: "l"}
		key := Key{1}
		for _, e := range []*Entry{&one, &two} {
			if added, err := tx.Add(e); !added || err != nil {
				t.Fatalf("%v, %v", added, err)
			}
		}
		err := errors.Join(tx.AddKey(1, key, one.ID), tx.AddKey(1, key, two.ID), tx.Share(one.ID, 2), tx.Share(one.ID, 2))
		if got, found, err := tx.ByKey(1, key); !found || err != nil || !reflect.DeepEqual(got, one) {
			t.Errorf("%+v, %v, %v", got, found, err)
		}
		if _, found, _ := tx.ByKey(2, key); found {
			t.Error("a key of one feed's is another's")
		}
		if got, _ := tx.ByLink(1, true, "l"); len(got) != 1 || got[0].ID != two.ID {
			t.Errorf("%+v", got)
		}
		if got, _ := tx.SharedWith(one.ID); fmt.Sprint(got) != "[2]" {
			t.Errorf("%v", got)
		}
		if counts, _ := tx.Counts(); fmt.Sprint(counts) != "map[1:1]" { // the other has yet to be written
			t.Errorf("%v", counts)
		}
		return err
	})
	in(t, s, func(tx *Tx) error {
		added, err := tx.Add(&Entry{Feed: 1, Path: "a.html"})
		if added {
			t.Error("two entries have one path")
		}
		return err
	})
}

func TestHolds(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "feeds.db"))
	in(t, s, func(tx *Tx) error {
		err := errors.Join(tx.Hold("a", time.Unix(10, 0)), tx.Hold("a", time.Unix(20, 0)), tx.Hold("b", time.Unix(5, 0)), tx.Release(time.Unix(10, 0)))
		if got, _ := tx.Holds(); fmt.Sprint(got) != fmt.Sprint(map[string]time.Time{"a": time.Unix(20, 0).UTC()}) {
			t.Errorf("%v", got)
		}
		return err
	})
}

// What is another program's, or a newer version's, is left as it is; what is no
// database any more is set aside.
func TestWhatIsThereAlready(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feeds.db")
	for _, test := range []struct {
		pragma string
		want   error
	}{{"application_id = 7", sqlite.ErrForeign}, {"user_version = 99", sqlite.ErrNewer}} {
		_ = os.Remove(path)
		s := open(t, path)
		if _, err := s.database.Connection.ExecContext(t.Context(), "pragma "+test.pragma); err != nil {
			t.Fatal(err)
		}
		_ = s.Close()
		if _, err := Open(t.Context(), path, time.Unix(1e9, 0)); !errors.Is(err, test.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", test.pragma, err)
		}
	}
	if err := os.WriteFile(path, []byte(strings.Repeat("no database at all. ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, path)
	if data, err := os.ReadFile(s.Renewed); err != nil || !strings.HasPrefix(string(data), "no database") {
		t.Errorf("what was there is not kept: %v", err)
	}
}

func TestMayBeUsedByMany(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feeds.db")
	stores := []*Store{open(t, path), open(t, path)} // as of two processes
	var all sync.WaitGroup
	for n := range 20 {
		all.Go(func() {
			err := stores[n%2].In(t.Context(), n%3 == 0, func(tx *Tx) error {
				return tx.AddFeed(&Feed{Address: fmt.Sprint("https://example.org/", n), Folder: fmt.Sprint(n)})
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	in(t, stores[0], func(tx *Tx) error {
		feeds, err := tx.Feeds()
		if len(feeds) != 20 {
			t.Errorf("there are %d feeds", len(feeds))
		}
		return err
	})
}

// On a full disk a transaction is there wholly or not at all, it is told, and the
// database is not taken for damaged: what was known is known.
func TestAFullDisk(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "feeds.db"))
	f := Feed{Address: "https://example.org/feed", Folder: "feed"}
	in(t, s, func(tx *Tx) error { return tx.AddFeed(&f) })
	pages, err := s.database.Number(t.Context(), "pragma page_count")
	if err != nil {
		t.Fatal(err)
	}
	added := 0
	fill := func(tx *Tx) error {
		for n := range 200 {
			e := Entry{Feed: f.ID, Path: fmt.Sprintf("feed/%d.html", n), Hash: []byte{1}, Title: strings.Repeat("Title ", 20)}
			if _, err := tx.Add(&e); err != nil {
				return err
			}
			added++
		}
		return nil
	}
	for more := int64(0); added < 200; more++ {
		added = 0
		if _, err := s.database.Number(t.Context(), fmt.Sprintf("pragma max_page_count = %d", pages+more)); err != nil {
			t.Fatal(err)
		}
		err := s.In(t.Context(), false, fill)
		if added < 200 && (err == nil || Damaged(err) || !strings.Contains(err.Error(), "cannot be written, for its disk is full")) {
			t.Errorf("with %d pages: %v", pages+more, err)
		}
		want := added / 200 * 200
		in(t, s, func(tx *Tx) error {
			kept, err := tx.Kept(f.ID)
			if len(kept) != want {
				t.Errorf("with %d pages there are %d of %d entries", pages+more, len(kept), added)
			}
			return err
		})
	}
}

// A transaction that is called off leaves nothing behind, neither what was done before
// nor what somebody does after all.
func TestCalledOff(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "feeds.db"))
	add := func(tx *Tx, name string) error {
		return tx.AddFeed(&Feed{Address: "https://example.org/" + name, Folder: name})
	}
	for _, swallowed := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		err := s.In(ctx, swallowed, func(tx *Tx) error {
			err := add(tx, "before")
			cancel()
			if after := add(tx, "after"); !errors.Is(after, context.Canceled) || err != nil {
				t.Errorf("before it was called off: %v; after: %v", err, after)
			}
			if swallowed {
				return nil
			}
			return context.Canceled
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("what was called off ended with %v", err)
		}
		in(t, s, func(tx *Tx) error {
			if feeds, err := tx.Feeds(); len(feeds) != 0 || err != nil {
				t.Errorf("there are %d feeds, %v", len(feeds), err)
			}
			return nil
		})
	}
	in(t, s, func(tx *Tx) error { return add(tx, "later") })
}
