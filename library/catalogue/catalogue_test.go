package catalogue

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"broadsheet/articles"
	"broadsheet/library/checksum"
	"broadsheet/library/index"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

const few = 3

func noon() time.Time { return time.Date(2021, 6, 11, 12, 0, 0, 0, time.UTC) }

// kept is a catalogue in a folder, which readers are told things about.
type kept struct {
	*Catalogue
	told []string
}

func newKept(t *testing.T, folder string) *kept {
	t.Helper()
	root := articles.NewRoot("root", "Root", fstest.MapFS{})
	k := &kept{}
	k.Catalogue = New(Options{
		Root: root, Folder: folder, Few: few, Notify: func(sentence string) { k.told = append(k.told, sentence) }, Now: noon,
	})
	return k
}

// reopened is the catalogue in a folder after a start, with all that it tells then.
func reopened(t *testing.T, folder string) (k *kept, known []Known, use bool) {
	t.Helper()
	k = newKept(t, folder)
	use = k.Open(t.Context(), false, func(piece Known) {
		piece.Later = slices.Clone(piece.Later)
		known = append(known, piece)
	})
	t.Cleanup(func() { closeKept(t, k) })
	return k, known, use
}

func closeKept(t *testing.T, k *kept) {
	t.Helper()
	if err := k.Close(); err != nil {
		t.Error(err)
	}
}

func fileOf(n int) File {
	path := fmt.Sprintf("%d.md", n)
	id := model.NewID("root", path)
	k, _ := model.KeyOf(id)
	item := &model.Item{
		ID: id, Root: "root", RootName: "Root", Path: path, Title: fmt.Sprint("第 ", n), Author: "作者", Date: noon().AddDate(0, 0, n),
		Updated: noon(), Categories: [][]string{{"金融", "Tech"}}, Tags: []string{"go"}, Link: "https://example.org", Lang: "zh", Minutes: n, Size: 7,
	}
	return File{Key: k, Path: path, Stamp: uint64(n + 1), Item: item, Problems: []model.Problem{{Root: "root", Path: path, Text: "odd", Line: n}}}
}

func filesOf(from, to int) []File {
	var files []File
	for n := from; n < to; n++ {
		files = append(files, fileOf(n))
	}
	return files
}

// pack packs the columns of files, as the library does.
func pack(t *testing.T, k *kept, files []File) {
	t.Helper()
	b := index.New([]string{"root"}, []string{"Root"})
	for _, f := range files {
		b.Add(f.Item, f.Stamp, 0, true)
	}
	if kept, damaged := k.KeepPacked(t.Context(), b.Pack(0)); !kept || damaged != nil {
		t.Fatalf("the columns are kept: %v, %v", kept, damaged)
	}
}

// filled is a folder with a catalogue of files from 0 to 5, of which 3 came after the
// columns were packed, and 1 is gone.
func filled(t *testing.T) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "cache")
	k := newKept(t, folder)
	if err := k.Keep(t.Context(), filesOf(0, 2), nil); err != nil || k.Writable() {
		t.Errorf("two files have a catalogue: %v (%v)", k.Writable(), err)
	}
	if err := k.Keep(t.Context(), filesOf(2, 3), nil); err != nil || !k.Writable() || k.Changes() != few {
		t.Errorf("three files have a catalogue: %v, with %d changes (%v)", k.Writable(), k.Changes(), err)
	}
	pack(t, k, filesOf(0, 3))
	if err := k.Keep(t.Context(), filesOf(3, 6), []model.Key{fileOf(1).Key}); err != nil || k.Changes() != 4 {
		t.Errorf("there are %d changes (%v)", k.Changes(), err)
	}
	if len(k.told) > 0 {
		t.Errorf("told is %q", k.told)
	}
	closeKept(t, k)
	return folder
}

// A start is told of the columns before the database is open, and then of what came
// and went since, each file as it was kept.
func TestWhatIsKeptIsTold(t *testing.T) {
	t.Parallel()
	folder := filled(t)
	k, known, use := reopened(t, folder)
	if !use || !k.Writable() || len(known) != 3 {
		t.Fatalf("it is of use: %v, writable: %v, and tells %+v", use, k.Writable(), known)
	}
	if c := known[0]; !c.Ahead || c.Anew || c.Columns.Count() != 3 {
		t.Errorf("first it tells %+v", c)
	}
	if !slices.Equal(known[1].Gone, []model.Key{fileOf(1).Key}) {
		t.Errorf("gone are %v", known[1].Gone)
	}
	later := known[2].Later
	slices.Reverse(later)
	if !reflect.DeepEqual(later, filesOf(3, 6)) {
		t.Errorf("later came %+v", later)
	}
	details, err := k.Details(t.Context(), []model.Key{fileOf(0).Key, fileOf(1).Key}, nil)
	if err != nil || len(details) != 1 || !reflect.DeepEqual(details[fileOf(0).Key], fileOf(0)) {
		t.Errorf("known are %+v (%v)", details, err)
	}
	if odd, err := k.Problems(t.Context()); err != nil || len(odd) != 5 {
		t.Errorf("%d files have problems (%v)", len(odd), err)
	}
	if err := k.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	if len(k.told) > 0 {
		t.Errorf("told is %q", k.told)
	}
}

// Columns that cannot be read cost time, and nothing else; those that are another's
// are forgotten again.
func TestColumnsOfNoUse(t *testing.T) {
	t.Parallel()
	for what, spoil := range map[string]func(path string) error{
		"gone": os.Remove,
		"cut":  func(path string) error { return os.Truncate(path, 20) },
		"another's": func(path string) error {
			b := index.New([]string{"root"}, []string{"Root"})
			b.Add(fileOf(77).Item, 1, 0, true)
			data, err := b.Pack(0).Encode()
			return errors.Join(err, os.Remove(path), os.WriteFile(filepath.Join(filepath.Dir(path), "columns-9-9"), data, 0o600))
		},
	} {
		folder := filled(t)
		columns, err := filepath.Glob(filepath.Join(folder, "columns-*"))
		if err != nil || len(columns) != 1 {
			t.Fatal(columns, err)
		}
		if err := spoil(columns[0]); err != nil {
			t.Fatal(err)
		}
		k, known, use := reopened(t, folder)
		later := 0
		for i, piece := range known {
			later += len(piece.Later)
			if piece.Columns != nil && piece.Columns.Count() > 0 && (i+1 == len(known) || !known[i+1].Anew) {
				t.Errorf("%s: columns stay that are not right", what)
			}
		}
		if !use || later != 5 || len(k.told) > 0 {
			t.Errorf("%s: it is of use: %v, later came %d, told is %q", what, use, later, k.told)
		}
	}
}

// One process writes, and another reads what there is.
func TestOneWriter(t *testing.T) {
	t.Parallel()
	folder := filled(t)
	first, _, _ := reopened(t, folder)
	second, known, use := reopened(t, folder)
	if !first.Writable() || second.Writable() || !use || len(known) != 3 {
		t.Errorf("writable: %v, %v; the second is of use: %v, and tells %d pieces", first.Writable(), second.Writable(), use, len(known))
	}
	if err := second.Keep(t.Context(), filesOf(9, 19), nil); err != nil || second.Changes() != 0 {
		t.Errorf("the second writes: %d changes (%v)", second.Changes(), err)
	}
	lacking := func(k *kept) error {
		_, err := k.Details(t.Context(), []model.Key{fileOf(99).Key}, func(model.Key) bool { return true })
		return err
	}
	if err := lacking(second); err != nil { // the first may have just taken it out
		t.Errorf("the second lacks a file: %v", err)
	}
	if err := lacking(first); !errors.Is(err, checksum.ErrDamaged) {
		t.Errorf("the first lacks a file: %v", err)
	}
}

// A catalogue that fails is given up once, whoever says so; the one that is made in
// its place is not.
func TestGiveUp(t *testing.T) {
	t.Parallel()
	k, _, _ := reopened(t, filled(t))
	_, lacks := k.Details(t.Context(), []model.Key{fileOf(99).Key}, func(model.Key) bool { return true })
	if k.GiveUp(errors.New("not its own")) {
		t.Error("it is given up for something else")
	}
	if !k.GiveUp(fmt.Errorf("wrapped: %w", lacks)) || k.GiveUp(lacks) {
		t.Error("it is not given up once")
	}
	if len(k.told) != 1 || k.Writable() {
		t.Errorf("writable: %v; told is %q", k.Writable(), k.told)
	}
	if err := k.Keep(t.Context(), filesOf(0, few), nil); err != nil || !k.Writable() {
		t.Errorf("made anew: %v (%v)", k.Writable(), err)
	}
	if k.GiveUp(lacks) || !k.Writable() {
		t.Error("the new one is given up for the old one")
	}
}

// What is damaged or of another version is of no use, and is made anew: damage is
// told, and what was told of files before is taken back.
func TestOfNoUse(t *testing.T) {
	t.Parallel()
	for what, test := range map[string]struct {
		spoil func(path string) error
		told  int
	}{
		"garbage":         {func(path string) error { return os.WriteFile(path, make([]byte, 9000), 0o600) }, 1},
		"another version": {func(path string) error { return execute(path, "pragma user_version = 99") }, 0},
		"another program": {func(path string) error { return execute(path, "pragma application_id = 7") }, 0},
		"a row":           {func(path string) error { return execute(path, "update files set stamp = stamp + 1") }, 1},
	} {
		folder := filled(t)
		if err := test.spoil(filepath.Join(folder, FileName)); err != nil {
			t.Fatal(err)
		}
		k, known, use := reopened(t, folder)
		if use || len(known) == 0 || !known[len(known)-1].Anew || len(k.told) != test.told {
			t.Errorf("%s: it is of use: %v, told is %q, and last %+v", what, use, k.told, known)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
			t.Errorf("%s: left are %v (%v)", what, left, err)
		}
	}
}

func execute(path, statement string) error {
	pool, err := sqlite.OpenPool(path, "", 1)
	if err != nil {
		return err
	}
	_, err = pool.Exec(statement) //nolint:noctx // a test
	return errors.Join(err, pool.Close())
}

// Check tells a bit that turned, and changes nothing.
func TestCheck(t *testing.T) {
	t.Parallel()
	folder, root := filled(t), articles.NewRoot("root", "Root", fstest.MapFS{})
	if err := Check(t.Context(), root, folder); err != nil {
		t.Error(err)
	}
	if err := execute(filepath.Join(folder, FileName), "update files set stamp = stamp + 1 where row = 3"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := Check(t.Context(), root, folder); !errors.Is(err, checksum.ErrDamaged) {
			t.Errorf("a row that is another: %v", err)
		}
	}
	if err := Check(t.Context(), root, t.TempDir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no catalogue: %v", err)
	}
}

// Caches that nobody has used for two months are swept, and no others.
func TestSweep(t *testing.T) {
	t.Parallel()
	caches := t.TempDir()
	for name, days := range map[string]int{"old": 61, "new": 59} {
		lock := filepath.Join(caches, name, lockName)
		if err := errors.Join(os.Mkdir(filepath.Dir(lock), 0o700), os.WriteFile(lock, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(lock, noon(), noon().AddDate(0, 0, -days)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(caches, "strange"), 0o700); err != nil {
		t.Fatal(err)
	}
	Sweep(caches, noon())
	left, err := filepath.Glob(filepath.Join(caches, "*"))
	if err != nil || len(left) != 2 || filepath.Base(left[0]) != "new" {
		t.Errorf("left are %v (%v)", left, err)
	}
}
