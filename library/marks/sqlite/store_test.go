package sqlite

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/library/marks"
	"broadsheet/library/marks/store"
	"broadsheet/library/marks/storetest"
	"broadsheet/model"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) func() store.Store {
		path := marksPath(t)
		return func() store.Store { return New(path) }
	})
}

func marksPath(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "state", "broadsheet", "marks.db")
}

// keeping opens the marks at path, as a process of its own would that lists the
// articles.
func keeping(t testing.TB, path string, now func() time.Time, items []model.ID) *storetest.Shelf {
	t.Helper()
	return storetest.Open(t.Context(), marks.Options{Store: New(path), Now: now}, items)
}

// kept opens the marks once more and gives them.
func kept(t testing.TB, path string, do func(*storetest.Shelf, *storetest.Reader)) {
	t.Helper()
	l := keeping(t, path, storetest.Noon, nil)
	defer l.End(t)
	reader := l.Reader("ann")
	l.Ready(t)
	do(l, reader)
}

// notice waits for a sentence to the reader.
func notice(t *testing.T, r *storetest.Reader) string {
	t.Helper()
	for {
		if text := r.Notice(); text != "" {
			return text
		}
		select {
		case <-r.Changed():
		case <-t.Context().Done():
			t.Fatal("the reader was not told anything")
		}
	}
}

// Reading a library leaves nothing behind.
func TestNothingToKeepMakesNoFile(t *testing.T) {
	path := marksPath(t)
	kept(t, path, func(_ *storetest.Shelf, r *storetest.Reader) { r.Unread() })
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Errorf("%s was made", filepath.Dir(path))
	}
}

func TestBrokenDatabaseIsKeptAside(t *testing.T) {
	whole := marksPath(t)
	items := storetest.IDs(3000)
	l := keeping(t, whole, storetest.Noon, items)
	l.Reader("ann").SetRead(items, true)
	l.End(t)
	good, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	middle := slices.Clone(good)
	for i := len(middle) / 2; i < len(middle)/2+20_000; i++ {
		middle[i] = 0xa5
	}
	for name, data := range map[string][]byte{
		"text":      []byte(strings.Repeat("This is no database. ", 500)),
		"truncated": good[:len(good)/2+1000],
		"middle":    middle,
		"head":      append([]byte("SQLite format 3\x00"), bytes.Repeat([]byte{0xff}, 8192)...),
	} {
		t.Run(name, func(t *testing.T) { breakDatabase(t, data, items) })
	}
}

// breakDatabase reads a library whose marks database holds the data.
func breakDatabase(t *testing.T, data []byte, items []model.ID) {
	t.Helper()
	path := marksPath(t)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	l := keeping(t, path, storetest.Noon, items)
	reader := l.Reader("ann")
	reader.SetStarred(items[:7], true)
	if text := notice(t, reader); !strings.Contains(text, path) || !strings.Contains(text, "marks.db.broken-20210611-120000") {
		t.Errorf("the reader is told %q", text)
	}
	if text := reader.Notice(); text != "" {
		t.Errorf("the reader is also told %q", text)
	}
	l.End(t)
	aside, err := os.ReadFile(path + ".broken-20210611-120000")
	if err != nil || !bytes.Equal(aside, data) {
		t.Errorf("the broken database was not kept as it was (%v)", err)
	}
	kept(t, path, func(l *storetest.Shelf, r *storetest.Reader) {
		l.Give(items)
		if starred := r.Starred(); starred != 7 {
			t.Errorf("%d are starred in the new database, want 7", starred)
		}
	})
}

// changeDatabase runs SQL on a database that nobody else has open.
func changeDatabase(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := db.ExecContext(t.Context(), statements); err != nil {
		t.Fatal(err)
	}
}

func TestDatabaseThatIsNotOurs(t *testing.T) {
	for name, statements := range map[string]string{
		"newer":   fmt.Sprintf("pragma application_id = %d; pragma user_version = 99; create table marks (something)", marksSchema().Application),
		"foreign": "pragma application_id = 7; create table notes (text)",
	} {
		t.Run(name, func(t *testing.T) {
			path, items := filepath.Join(t.TempDir(), "marks.db"), storetest.IDs(2)
			changeDatabase(t, path, statements)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			l := keeping(t, path, storetest.Noon, items)
			reader := l.Reader("ann")
			reader.SetRead(items, true)
			if text := notice(t, reader); !strings.Contains(text, path) || !strings.Contains(text, "left as it is") {
				t.Errorf("the reader is told %q", text)
			}
			if err := reader.Flush(t.Context()); err == nil || reader.Unread() != 0 {
				t.Errorf("marks are not in memory alone (%v)", err)
			}
			l.End(t)
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
				t.Errorf("the database was changed (%v)", err)
			}
		})
	}
}

func TestNoPlaceForMarks(t *testing.T) {
	folder, items := t.TempDir(), storetest.IDs(2)
	blocked := filepath.Join(folder, "state")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	l := keeping(t, filepath.Join(blocked, "marks.db"), storetest.Noon, items)
	reader := l.Reader("ann")
	reader.SetRead(items, true)
	if text := notice(t, reader); !strings.Contains(text, blocked) {
		t.Errorf("the reader is told %q", text)
	}
	if left := reader.Unread(); left != 0 {
		t.Errorf("%d are unread in memory", left)
	}
	// What was in the way is gone: then nothing is lost after all.
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	l.End(t)
	kept(t, filepath.Join(blocked, "marks.db"), func(_ *storetest.Shelf, r *storetest.Reader) {
		if !r.Marks(items[0]).IsRead() {
			t.Error("the mark was not kept when it could be")
		}
	})
}

func TestFullDisk(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(2000)
	store := New(path)
	store.file.Pages = 16
	l := storetest.Open(t.Context(), marks.Options{Now: storetest.Noon, Store: store}, items)
	reader := l.Reader("ann")
	reader.SetRead(items, true)
	if text := notice(t, reader); !strings.Contains(text, path) || !strings.Contains(text, "full") {
		t.Errorf("the reader is told %q", text)
	}
	if left := reader.Unread(); left != 0 {
		t.Errorf("%d are unread in memory", left)
	}
	if err := reader.Flush(t.Context()); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("flush gives %v", err)
	}
	if err := l.Close(); err == nil {
		t.Error("closing does not tell that marks are lost")
	}
	kept(t, path, func(l *storetest.Shelf, r *storetest.Reader) { // what was written is whole
		l.Give(items)
		unread := 0
		for _, id := range items {
			if !r.Marks(id).IsRead() {
				unread++
			}
		}
		if listed := r.Unread(); listed != unread {
			t.Errorf("%d are listed as unread, and %d are", listed, unread)
		}
		if text := r.Notice(); text != "" {
			t.Errorf("the reader is told %q the next time", text)
		}
	})
	if err := checkMarks(t.Context(), path); err != nil {
		t.Errorf("what was written is not whole: %v", err)
	}
}

// What a later version keeps with the settings stays there.
func TestUnknownSettingsStay(t *testing.T) {
	path := marksPath(t)
	kept(t, path, func(_ *storetest.Shelf, r *storetest.Reader) {
		r.SetSettings(model.Settings{Theme: "dark", Measure: 60})
	})
	later := newDatabase(path, 0)
	if err := later.Open(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	if _, err := later.write(t.Context(), "ann", store.Batch{Settings: map[string]store.Setting{"later": {Text: "x", Changed: 5}, "measure": {Text: "sixty", Changed: store.MomentOf(storetest.Noon()) + 1}}}, 1); err != nil {
		t.Fatal(err)
	}
	if err := later.close(); err != nil {
		t.Fatal(err)
	}
	kept(t, path, func(_ *storetest.Shelf, r *storetest.Reader) {
		if got, want := r.Settings(t.Context()), (model.Settings{Theme: "dark"}); got != want {
			t.Errorf("the settings are %+v", got)
		}
		r.SetSettings(model.Settings{Theme: "light"})
		var out bytes.Buffer
		if err := r.Export(t.Context(), &out); err != nil || !strings.Contains(out.String(), `"setting":"later","value":"x"`) {
			t.Errorf("exported %s (%v)", out.String(), err)
		}
	})
}
