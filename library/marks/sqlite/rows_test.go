package sqlite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/library/marks/storetest"
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

// What is marked at once takes little room, and the second reader's much less.
func TestAllReadIsOneMark(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(20_000)
	l := keeping(t, path, storetest.Ticking(storetest.Noon()), items)
	ann, bob := l.Reader("ann"), l.Reader("bob")
	if n := ann.MarkAll(); n != len(items) || ann.Unread() != 0 {
		t.Fatalf("%d of %d were marked", n, len(items))
	}
	ann.Kept(t)
	rows, groups := rowsOf(t, path, "marks"), rowsOf(t, path, "groups")
	if limit := int64(len(items) / 256 * 2); rows > 0 || groups > limit || rowsOf(t, path, "group_marks") > limit {
		t.Errorf("20,000 articles are %d rows and %d groups", rows, groups)
	}
	bob.MarkAll()
	bob.Kept(t)
	if again := rowsOf(t, path, "groups"); again != groups {
		t.Errorf("the second reader makes %d groups of %d", again, groups)
	}
	l.End(t)
	kept(t, path, func(l *storetest.Shelf, r *storetest.Reader) {
		l.Give(items)
		if left := r.Unread(); left != 0 {
			t.Errorf("%d are unread the next time", left)
		}
		if at := r.Marks(items[7]).Read; at.IsZero() || at.Before(storetest.Noon()) {
			t.Errorf("it was read at %v", at)
		}
	})
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
	path, items := marksPath(t), storetest.IDs(articles)
	l := keeping(t, path, storetest.Ticking(storetest.Noon()), items)
	var sizes []int64
	for i := range 11 {
		reader := l.Reader(fmt.Sprint("reader ", i))
		reader.MarkAll()
		reader.Kept(t)
		if i == 0 || i == 10 {
			changeDatabase(t, path, "pragma wal_checkpoint(truncate)")
			sizes = append(sizes, size(t, path))
		}
		reader.Close()
	}
	l.End(t)
	each := (sizes[1] - sizes[0]) / 10
	t.Logf("the first reader takes %d bytes, each other one %d", sizes[0], each)
	if sizes[0] > 3_000_000 || each > 100_000 {
		t.Errorf("the first reader takes %d bytes, each other one %d", sizes[0], each)
	}
}

// Of an account that was deleted nothing is left, wherever one looks.
func TestDeletingLeavesNothing(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(200)
	l := keeping(t, path, storetest.Noon, items)
	for _, name := range []string{"ann", "bob"} {
		r := l.Reader(name)
		r.SetRead(items[:150], true)
		r.SetStarred(items[20:], true) // rows enough for pages to be joined when they are deleted
	}
	l.End(t) // which makes a backup
	l = keeping(t, path, storetest.Noon, nil)
	if err := l.Accounts().Delete(t.Context(), "ann"); err != nil {
		t.Error(err)
	}
	l.End(t)
	files := append(backupsOf(path).paths(), path, path+"-wal")
	if len(files) != 3 {
		t.Errorf("the files are %q", files)
	}
	for _, file := range files {
		checkAlone(t, file, "bob")
	}
}

// checkAlone wants nothing of anybody else in a database or its log, and the
// database to be whole.
func checkAlone(t *testing.T, file, name string) {
	t.Helper()
	left := newSalvaged()
	if err := left.file(file); err != nil {
		t.Fatal(err)
	}
	for number := range left.numbers() {
		if left.names[number] != name {
			t.Errorf("%s still has something of %q", filepath.Base(file), left.names[number])
		}
	}
	if !strings.HasSuffix(file, "-wal") && (len(left.names) != 1 || checkMarks(t.Context(), file) != nil) {
		t.Errorf("%s has %v, or is not whole", filepath.Base(file), left.names)
	}
}

// A backup that is damaged is no reason to make the database anew: the account is
// deleted from all that is whole, and whoever deletes it is told where it is not.
func TestDeletingWithADamagedBackup(t *testing.T) {
	path, items := marksPath(t), storetest.IDs(200)
	l := keeping(t, path, storetest.Noon, items)
	for _, name := range []string{"ann", "bob"} {
		l.Reader(name).SetStarred(items[:150], true)
	}
	l.End(t) // which makes a backup
	damaged := backupsOf(path).paths()[0]
	older := filepath.Join(filepath.Dir(damaged), storetest.Noon().AddDate(0, 0, -1).Format(backupFormat))
	data, err := os.ReadFile(damaged)
	if err != nil {
		t.Fatal(err)
	}
	for file, data := range map[string][]byte{older: data, damaged: []byte(strings.Repeat("This is no database. ", 500))} {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l = keeping(t, path, storetest.Noon, items)
	bob := l.Reader("bob")
	err = l.Accounts().Delete(t.Context(), "ann")
	if err == nil || !strings.Contains(err.Error(), filepath.Base(damaged)) || strings.Contains(err.Error(), filepath.Base(older)) {
		t.Errorf("deleting gives %v", err)
	}
	bob.SetRead(items[:1], true)
	bob.Kept(t)
	if text := bob.Notice(); text != "" || bob.Starred() != 150 {
		t.Errorf("bob is told %q, and %d are starred", text, bob.Starred())
	}
	l.End(t)
	if aside, _ := filepath.Glob(path + ".broken-*"); len(aside) > 0 {
		t.Errorf("the database is put aside as %q", aside)
	}
	checkAlone(t, path, "bob")
	checkAlone(t, older, "bob")
}
