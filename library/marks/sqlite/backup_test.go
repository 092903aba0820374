package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"broadsheet/library/marks/storetest"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// While readers are here, a copy is made once a day, and those of seven days stay.
func TestBackupsAreMadeAndRotated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path, items := marksPath(t), storetest.IDs(20)
		var days atomic.Int64
		now := func() time.Time { return storetest.Noon().AddDate(0, 0, int(days.Load())) }
		l := keeping(t, path, now, items)
		reader := l.Reader("ann")
		for day := range 20 {
			days.Store(int64(day))
			reader.SetStarred(items[day:day+1], true)
			reader.Kept(t)
			for range 2 { // the second time there is one of that day
				time.Sleep(15 * time.Minute) // the keeper looks every ten minutes whether one is due
			}
		}
		if text := reader.Notice(); text != "" {
			t.Errorf("the reader is told %q", text)
		}
		l.End(t)
		checkBackups(t, path, 19)
	})
}

// checkBackups wants whole copies of the seven days until one, counted from noon.
func checkBackups(t *testing.T, path string, last int) {
	t.Helper()
	var names []string
	for _, copied := range backupsOf(path).paths() {
		names = append(names, filepath.Base(copied))
		if err := checkMarks(t.Context(), copied); err != nil {
			t.Errorf("%s: %v", copied, err)
		}
	}
	want := []string{}
	for day := last; day > last-7; day-- {
		want = append(want, storetest.Noon().UTC().AddDate(0, 0, day).Format(backupFormat))
	}
	if !slices.Equal(names, want) {
		t.Errorf("the backups are %q, want %q", names, want)
	}
}

// Who only looks for a moment makes a backup too, when something was marked.
func TestShortSessionsMakeBackups(t *testing.T) {
	path := marksPath(t)
	kept(t, path, func(_ *storetest.Shelf, r *storetest.Reader) { r.SetStarred(storetest.IDs(1), true) })
	if n := len(backupsOf(path).paths()); n != 1 {
		t.Errorf("there are %d backups", n)
	}
	kept(t, path, func(*storetest.Shelf, *storetest.Reader) {})
	if n := len(backupsOf(path).paths()); n != 1 {
		t.Errorf("looking makes %d backups", n)
	}
}

// A database that is gone or empty, but was there, comes back from its backup.
func TestLostDatabaseComesBack(t *testing.T) {
	for name, lose := range map[string]func(path string) error{
		"removed": sqlite.Remove,
		"emptied": func(path string) error { return os.Truncate(path, 0) },
		"header": func(path string) error {
			file, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				return err
			}
			_, err = file.WriteAt(make([]byte, 100), 0)
			return errors.Join(err, file.Close())
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, items := marksPath(t), storetest.IDs(300)
			kept(t, path, func(_ *storetest.Shelf, r *storetest.Reader) {
				r.SetRead(items[:200], true)
				r.SetStarred(items[:3], true)
				r.SetSettings(model.Settings{Theme: "sepia"})
			})
			if err := lose(path); err != nil {
				t.Fatal(err)
			}
			kept(t, path, func(l *storetest.Shelf, r *storetest.Reader) {
				l.Give(items)
				if text := r.Notice(); !strings.Contains(text, "203 ") || !strings.Contains(text, path) {
					t.Errorf("the reader is told %q", text)
				}
				if left, theme := r.Unread(), r.Settings(t.Context()).Theme; left != 100 || theme != "sepia" || !r.Marks(items[2]).IsStarred() {
					t.Errorf("%d are unread, and the theme is %q", left, theme)
				}
			})
		})
	}
}

// An empty file that nothing is known of is no secret.
func TestEmptyFileIsTold(t *testing.T) {
	path := marksPath(t)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, storetest.Noon().Add(-time.Hour), storetest.Noon().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	kept(t, path, func(_ *storetest.Shelf, r *storetest.Reader) {
		if text := r.Notice(); !strings.Contains(text, "was empty") {
			t.Errorf("the reader is told %q", text)
		}
		r.SetStarred(storetest.IDs(1), true)
		r.Kept(t)
	})
}

// A restore that was killed halfway is done again, and nothing is lost.
func TestInterruptedRestore(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(100)
	kept(t, path, func(_ *storetest.Shelf, r *storetest.Reader) { r.SetStarred(items, true) })
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(backupsOf(path).folder); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".new", good, 0o600); err != nil { // all was salvaged, and nothing put in its place
		t.Fatal(err)
	}
	if err := os.WriteFile(path, bytes.Repeat([]byte("no database"), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	kept(t, path, func(l *storetest.Shelf, r *storetest.Reader) {
		l.Give(items)
		if starred := r.Starred(); starred != 100 {
			t.Errorf("%d of 100 are starred", starred)
		}
	})
	for _, left := range []string{".new", ".lock"} {
		if _, err := os.Stat(path + left); err == nil {
			t.Errorf("%s is left", path+left)
		}
	}
}

// Two processes that meet the same damage end with one database that has the
// marks of both.
func TestTwoProcessesMeetDamage(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(100)
	kept(t, path, func(_ *storetest.Shelf, r *storetest.Reader) { r.SetStarred(items[:50], true) })
	if err := os.WriteFile(path, []byte(strings.Repeat("This is no database. ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	libraries := []*storetest.Shelf{keeping(t, path, storetest.Noon, items), keeping(t, path, storetest.Noon, items)}
	for i, l := range libraries {
		l.Reader("ann").SetStarred(items[50+i:51+i], true)
	}
	for _, l := range libraries {
		l.End(t)
	}
	kept(t, path, func(l *storetest.Shelf, r *storetest.Reader) {
		l.Give(items)
		if starred := r.Starred(); starred != 52 {
			t.Errorf("%d are starred, want 52", starred)
		}
	})
	if aside, _ := filepath.Glob(path + ".broken-*"); len(aside) != 1 {
		t.Errorf("put aside are %q", aside)
	}
}

// oldDatabase makes a database of the first form: one reader of many marks.
func oldDatabase(t *testing.T, path string, marks int) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	script, err := marksMigrations.ReadFile("migrations/0001_marks.sql")
	if err != nil {
		t.Fatal(err)
	}
	statements := string(script) + fmt.Sprintf("; pragma application_id = %d; pragma user_version = 1;", marksSchema().Application) +
		"insert into readers values (7, 'ann'); insert into settings values (7, 'theme', 'sepia', 1700000000000000);"
	changeDatabase(t, path, statements)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // what is missing shows
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range marks {
		at := 1600000000000000 + int64(i%10)*1000000
		if _, err := tx.ExecContext(t.Context(), "insert into marks values (7, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
			i*1000003, 5, at, at, 0, 0, int64(i%2)*at, i%2*3, i%2*4); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

func checkOld(t *testing.T, r *storetest.Reader, marks int) (missing int) {
	t.Helper()
	for i := range marks {
		at := time.UnixMicro(1600000000000000 + int64(i%10)*1000000).UTC()
		want := model.Marks{Read: at}
		if i%2 == 1 {
			want.Opened, want.Place = at, model.Place{Block: 3, Offset: 4}
		}
		switch got := r.Marks(model.Key(i * 1000003).ID()); got { //nolint:gosec // a small number
		case want:
		case model.Marks{}:
			missing++
		default:
			t.Errorf("the marks of %d are %+v, want %+v", i, got, want)
		}
	}
	return missing
}

func TestMarksOfTheFirstForm(t *testing.T) {
	path := marksPath(t)
	oldDatabase(t, path, 2000)
	for range 2 {
		kept(t, path, func(_ *storetest.Shelf, r *storetest.Reader) {
			if missing := checkOld(t, r, 2000); missing > 0 {
				t.Errorf("%d marks are missing", missing)
			}
			if theme := r.Settings(t.Context()).Theme; theme != "sepia" {
				t.Errorf("the theme is %q", theme)
			}
			if text := r.Notice(); text != "" {
				t.Errorf("the reader is told %q", text)
			}
		})
	}
	if err := checkMarks(t.Context(), path); err != nil {
		t.Error(err)
	}
	if rows := rowsOf(t, path, "marks"); rows != 1000 {
		t.Errorf("there are %d rows, want those of the articles that were opened", rows)
	}
}

// A database of the first form that is damaged when it is to be brought to the
// second gives what can be read.
func TestDamagedMarksOfTheFirstForm(t *testing.T) {
	path := marksPath(t)
	oldDatabase(t, path, 2000)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(data[len(data)/2/4096*4096:][:4096])
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	kept(t, path, func(_ *storetest.Shelf, r *storetest.Reader) {
		text := r.Notice()
		if missing := checkOld(t, r, 2000); missing == 0 || missing > 150 || !strings.Contains(text, fmt.Sprintf("%d marks could be read", 2000-missing)) {
			t.Errorf("%d of 2000 marks are missing after a page was lost; the reader is told %q", missing, text)
		}
	})
}
