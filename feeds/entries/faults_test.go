package entries

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/feeds/entries/files"
	"broadsheet/feeds/state"
)

// disk is what a power cut leaves of a folder, at worst: of what was done since the last
// sync nothing at all.
type disk struct {
	folder  string
	synced  map[string]bool   // texts that are on the disk, of files that are still beside their places
	renamed map[string]string // texts of files in their places, which their folders do not have yet
	whole   map[string]bool   // folders that are on the disk, with those around them
	kept    map[string]string // what is left
	written map[string]string // texts by path, as they are renamed
}

// does notes a step that is about to be done; what came before it has been done.
func (d *disk) does(step files.Step, name string) {
	switch step {
	case files.Make:
		for ; name != "."; name = path.Dir(name) {
			if _, err := os.Stat(filepath.Join(d.folder, filepath.FromSlash(name))); err != nil {
				d.whole[path.Dir(name)] = false
			}
		}
	case files.Sync:
		d.synced[name] = true
	case files.Rename:
		text := ""
		if d.synced[name] {
			data, _ := os.ReadFile(filepath.Join(d.folder, filepath.FromSlash(name)+".part"))
			text = string(data)
		}
		delete(d.synced, name)
		d.renamed[name] = text
	case files.SyncFolder:
		d.whole[name] = true
		for file, text := range d.renamed {
			if path.Dir(file) == name {
				d.written[file] = text
			}
		}
		for file, text := range d.written {
			if d.reached(path.Dir(file)) {
				d.kept[file] = text
			}
		}
	default:
	}
}

func (d *disk) reached(folder string) bool {
	for ; folder != "."; folder = path.Dir(folder) {
		if !d.whole[folder] || !d.whole[path.Dir(folder)] {
			return false
		}
	}
	return true
}

// changing are entries of which some are known, some have changed and some are new.
func changing(d *desk) (f *Source, now []feed.Entry) {
	d.t.Helper()
	f = d.feed("news", "Town")
	var before []feed.Entry
	for n := range 6 {
		before = append(before, entry(n))
	}
	before[5].Published = d.now.Add(12 * time.Hour) // in a folder of its own
	d.take(f, before[:3]...)
	for n := range before[:2] {
		before[n].Text += "<p>Changed.</p>"
	}
	return f, before
}

// A power cut leaves no article out that the database calls kept, though all that the
// database has was on the disk already, and of the files only what was synced.
func TestAPowerCut(t *testing.T) {
	d := newDesk(t)
	f, entries := changing(d)
	left := &disk{folder: d.folder, synced: map[string]bool{}, renamed: map[string]string{}, whole: map[string]bool{}, kept: filesIn(t, d.folder), written: map[string]string{}}
	for name := range left.kept {
		for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
			left.whole[folder], left.whole[path.Dir(folder)] = true, true
		}
	}
	cuts := 0
	cut := func() {
		cuts++
		left.cut(d, f, entries, fmt.Sprint("cut ", cuts))
	}
	d.keeper.Before(func(step files.Step, name string) error {
		left.does(step, name)
		cut()
		return nil
	})
	d.keeper.step = func(string) { cut() }
	d.take(f, entries...)
	if len(left.kept) != 6 || cuts < 20 {
		t.Errorf("after %d cuts there are %d files", cuts, len(left.kept))
	}
}

// cut cuts the power: it looks at what the database says of the files that are left, and
// at what comes of it the next time.
func (d *disk) cut(was *desk, f *Source, entries []feed.Entry, called string) {
	t := was.t
	again := &desk{t: t, folder: filepath.Join(t.TempDir(), "feeds"), path: filepath.Join(t.TempDir(), "feeds.db"), now: was.now}
	for _, ending := range []string{"", "-wal"} {
		if data, err := os.ReadFile(was.path + ending); err == nil {
			writeFile(t, again.path+ending, string(data))
		}
	}
	for name, text := range d.kept {
		writeFile(t, filepath.Join(again.folder, filepath.FromSlash(name)), text)
	}
	again.open()
	defer again.close()
	err := again.state.In(t.Context(), false, func(tx *state.Tx) error {
		rows, err := tx.Kept(f.ID)
		for _, row := range rows {
			if text := d.kept[row.Path]; !strings.HasSuffix(text, "\n") {
				t.Errorf("%s: the database has %s, which is %q", called, row.Path, text)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	source := *f
	again.take(&source, entries...)
	if now := filesIn(t, again.folder); len(now) != 6 {
		t.Errorf("%s: then there are %d files", called, len(now))
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// filesIn gives the text of each file, by its path in a folder.
func filesIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for name, text := range filesBelow(t, folder) {
		if name, err := filepath.Rel(folder, name); err == nil {
			all[filepath.ToSlash(name)] = text
		}
	}
	return all
}

// Whatever fails once, of what is done to the disk: it is told, no file is half there or
// lost, and the next time all is well.
func TestEachStepFailsOnce(t *testing.T) {
	for _, cause := range []error{syscall.ENOSPC, syscall.EMFILE} {
		steps := 1
		for failAt(t, steps, cause) {
			steps++
		}
		if steps < 20 {
			t.Errorf("%v: there are only %d steps", cause, steps)
		}
	}
}

// failAt lets one step fail; failed is false where there are not so many.
func failAt(t *testing.T, nth int, cause error) (failed bool) {
	t.Helper()
	d := newDesk(t)
	f, entries := changing(d)
	entries[0].ID, entries[2].ID = "another", "one more" // so that texts are compared
	entries[0].Link, entries[2].Link = entry(0).Link+"?new", entry(2).Link
	before := filesIn(t, d.folder)
	what := ""
	d.keeper.Before(func(step files.Step, name string) error {
		if nth--; nth == 0 {
			what, failed = fmt.Sprintf("%s %s: %v", step, name, cause), true
			return &fs.PathError{Op: "op", Path: name, Err: cause}
		}
		return nil
	})
	f.Keep.Articles = 5
	result, err := d.keeper.Take(t.Context(), f, entries, d.now)
	if err == nil {
		_, err = d.keeper.Retire(t.Context(), f, nil, d.now)
	}
	if harmless := strings.HasPrefix(what, "read") && err == nil || strings.HasPrefix(what, "look for"); failed && !harmless && (!errors.Is(err, cause) || !strings.Contains(err.Error(), "cannot be ")) {
		t.Errorf("%s: told %v", what, err)
	}
	d.keeper.Before(nil)
	for name, text := range filesIn(t, d.folder) {
		if !strings.HasSuffix(text, "\n") || strings.HasSuffix(name, ".part") {
			t.Errorf("%s: %s is %q", what, name, text)
		}
	}
	f.Level = result.Level
	d.take(f, entries...)
	if _, err := d.keeper.Retire(t.Context(), f, nil, d.now); err != nil {
		t.Error(err)
	}
	after := filesIn(t, d.folder)
	if len(after) != 5 || d.titles() != "Title 5, Title 4, Title 3, Title 2, Title 1" {
		t.Errorf("%s: then there are %q", what, slices.Sorted(maps.Keys(after)))
	}
	for name := range before {
		if after[name] == "" && !strings.Contains(name, "title-0") {
			t.Errorf("%s: %s is not there any more", what, name)
		}
	}
	return failed
}

// A disk that is taken out while it is in use takes nothing with it: what is on it is
// not taken for deleted.
func TestADiskThatIsTakenOut(t *testing.T) {
	d := newDesk(t)
	f, entries := changing(d)
	d.close()
	aside := d.folder + ".aside"
	for _, empty := range []bool{false, true} { // the place of the disk is not there, or it is empty
		if err := os.Rename(d.folder, aside); err != nil {
			t.Fatal(err)
		}
		if empty {
			if err := os.MkdirAll(filepath.Join(d.folder, "lost+found"), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		var missing *files.MissingError
		if _, err := Open(d.state, d.folder, true, alone); !errors.As(err, &missing) {
			t.Errorf("empty %v: %v", empty, err)
		}
		if err := errors.Join(os.RemoveAll(d.folder), os.Rename(aside, d.folder)); err != nil {
			t.Fatal(err)
		}
	}
	d.open()
	// It goes while it is open: all that was in it is not there any more.
	gone := func(files.Step, string) error { return fs.ErrNotExist }
	d.keeper.Before(gone)
	if _, err := d.keeper.Take(t.Context(), f, entries, d.now); err == nil {
		t.Error("nothing is said of the folder")
	}
	if err := d.keeper.Recategorise(t.Context(), f.ID); err == nil {
		t.Error("nothing is said of the folder")
	}
	f.Keep.Articles = 1
	if removed, err := d.keeper.Retire(t.Context(), f, nil, d.now); err == nil || removed > 0 {
		t.Errorf("%d removed: %v", removed, err)
	}
	d.keeper.Before(nil)
	f.Keep.Articles = 0
	if result := d.take(f, entries...); result.Updated != 2 || len(result.New) != 3 || len(d.articles()) != 6 {
		t.Errorf("%+v", result)
	}
	// Who says by the marker that it is to be so begins anew.
	d.close()
	if err := os.RemoveAll(d.folder); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(d.folder, ".broadsheet"), "")
	d.open()
	if result := d.take(f, entry(9)); len(result.New) != 1 {
		t.Errorf("%+v", result)
	}
}

// An article that was deleted and put back is one again.
func TestAFileThatIsPutBack(t *testing.T) {
	d := newDesk(t)
	f := d.feed("news")
	e := entry(1)
	path := filepath.Join(d.folder, filepath.FromSlash(d.take(f, e).New[0]))
	data, err := os.ReadFile(path)
	if err = errors.Join(err, os.Remove(path)); err != nil {
		t.Fatal(err)
	}
	e.Text += "<p>Changed.</p>"
	if result := d.take(f, e); result.Updated > 0 || len(d.articles()) > 0 {
		t.Errorf("%+v", result)
	}
	writeFile(t, path, string(data))
	if result := d.take(f, e); result.Updated != 1 || len(result.New) > 0 || d.titles() != "Title 1" {
		t.Errorf("%+v", result)
	}
}

// A database is made of all the files or not at all: of what is left out for a moment
// the next document would make another file.
func TestLearningWhatCannotBeRead(t *testing.T) {
	d := newDesk(t)
	f, _ := changing(d)
	d.close()
	if err := os.Remove(d.path); err != nil {
		t.Fatal(err)
	}
	d.open()
	for nth := 1; ; nth++ {
		left := nth
		d.keeper.Before(func(files.Step, string) error {
			if left--; left == 0 {
				return syscall.EMFILE
			}
			return nil
		})
		n, err := d.keeper.Learn(t.Context())
		if err == nil {
			if n != 3 || nth < 6 {
				t.Errorf("%d files at try %d", n, nth)
			}
			break
		}
		if !errors.Is(err, syscall.EMFILE) || !strings.Contains(err.Error(), "cannot be read") {
			t.Errorf("%v", err)
		}
		if err := d.state.In(t.Context(), false, func(tx *state.Tx) error {
			_, known, err := tx.Feed(f.Address)
			if known {
				t.Errorf("at try %d a part is known", nth)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
}
