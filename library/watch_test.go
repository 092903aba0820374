package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"broadsheet/library/marks/sqlite"
	"broadsheet/model"
	"broadsheet/model/query"
)

// until waits for news until something holds.
func until(t *testing.T, r *Reader, what string, holds func() bool) {
	t.Helper()
	for !holds() {
		select {
		case <-r.Changed():
		case <-t.Context().Done():
			t.Fatalf("never came about: %s", what)
		}
	}
}

func watching(t *testing.T, folder string, how Watch) (*Library, *Reader) {
	t.Helper()
	o := cataloguing(t.TempDir())
	o.Watch, o.Marks = how, sqlite.New(marksPath(t))
	l := openFolder(t, folder, o)
	t.Cleanup(func() { closeLibrary(t, l) })
	return l, l.Reader("ann", ReaderOptions{})
}

func TestChangesAreNoticed(t *testing.T) {
	for name, how := range map[string]Watch{"told": WatchAuto, "looked for": WatchPoll} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkChangesAreNoticed(t, how)
		})
	}
}

func checkChangesAreNoticed(t *testing.T, how Watch) {
	t.Helper()
	folder := newsFolder(t, 30)
	l, reader := watching(t, folder, how)
	id := model.NewID(folder, "0/0.md")
	before, listed := reader.Revision(id)
	if !listed {
		t.Fatal("it is not listed")
	}
	titled := func(title string) func() bool {
		return func() bool { return len(list(t, reader, `"`+title+`"`, query.NewestFirst)) == 1 }
	}
	write(t, folder, "0/0.md", string(file("Changed").Data))
	until(t, reader, "a file is changed", titled("changed"))
	if after, listed := reader.Revision(id); after == before || !listed || l.Status().Arrived != 0 {
		t.Errorf("the revision was %d and is %d, %v; %d arrived", before, after, listed, l.Status().Arrived)
	}
	write(t, folder, "later/deep/new.md", string(file("Arrived").Data))
	until(t, reader, "a file comes in a new folder", titled("arrived"))
	if arrived := l.Status().Arrived; arrived != 1 {
		t.Errorf("%d articles arrived", arrived)
	}
	reader.SetStarred([]model.ID{model.NewID(folder, "later/deep/new.md")}, true)
	flush(t, reader)
	if err := os.Rename(filepath.Join(folder, "later"), filepath.Join(folder, "elsewhere")); err != nil {
		t.Fatal(err)
	}
	moved := model.NewID(folder, "elsewhere/deep/new.md")
	until(t, reader, "a folder is moved, and its article keeps its star", func() bool {
		return reader.Marks(moved).IsStarred() && titled("arrived")()
	})
	if err := os.RemoveAll(filepath.Join(folder, "elsewhere")); err != nil {
		t.Fatal(err)
	}
	until(t, reader, "a folder is removed", func() bool { return !titled("arrived")() })
	if _, err := reader.Article(t.Context(), moved); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
}

// TestEditorsSaves saves as editors do: into another file, which is then put in
// the place of the first.
func TestEditorsSaves(t *testing.T) {
	folder := newsFolder(t, 10)
	_, reader := watching(t, folder, WatchAuto)
	write(t, folder, "0/0.md~", string(file("Saved").Data))
	if err := os.Rename(filepath.Join(folder, "0", "0.md~"), filepath.Join(folder, "0", "0.md")); err != nil {
		t.Fatal(err)
	}
	until(t, reader, "the file is saved", func() bool { return len(list(t, reader, "saved", query.NewestFirst)) == 1 })
}

// TestFolderThatIsAwayForAWhile stands for a disk that is taken out: nothing is
// forgotten, and what is changed when it is back is found.
func TestFolderThatIsAwayForAWhile(t *testing.T) {
	folder := filepath.Join(newsFolder(t, 20), "1")
	l, reader := watching(t, folder, WatchOff)
	count := len(list(t, reader, "", query.NewestFirst))
	id := ids(list(t, reader, "", query.NewestFirst))[0]
	reader.SetRead([]model.ID{id}, true)
	s := l.roots[0]
	check := func(what string, wanted string) {
		t.Helper()
		_, err := s.look(t.Context(), nil, onlyChanges)
		if wanted == "" && err != nil || wanted != "" && (err == nil || !strings.Contains(err.Error(), wanted)) {
			t.Errorf("%s: the error is %v", what, err)
		}
		if now := len(list(t, reader, "", query.NewestFirst)); now < count || !reader.Marks(id).IsRead() {
			t.Errorf("%s: %d of %d articles are listed", what, now, count)
		}
	}
	away := folder + ".away"
	if err := os.Rename(folder, away); err != nil {
		t.Fatal(err)
	}
	check("away", "cannot be read")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	check("an empty place", "no files in it now")
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(away, folder); err != nil {
		t.Fatal(err)
	}
	write(t, folder, "back.md", string(file("Back").Data))
	check("back", "")
	if len(list(t, reader, "back", query.NewestFirst)) != 1 {
		t.Error("what came meanwhile is not listed")
	}
	if told := notices(reader); len(told) > 0 {
		t.Errorf("the reader is told %q", told)
	}
}

// TestManyChangesAtOnce changes more files than the system can tell of one by
// one.
func TestManyChangesAtOnce(t *testing.T) {
	folder := newsFolder(t, 30)
	_, reader := watching(t, folder, WatchAuto)
	const many = 10_000
	for i := range many {
		write(t, folder, fmt.Sprintf("%d/many %d.md", i%3, i), "# Many\n\nA text.")
	}
	until(t, reader, "all of them are listed", func() bool { return len(list(t, reader, "many", query.NewestFirst)) == many })
}

// TestSmallFolderThatChangesAllTheTime holds the memory of a folder without a
// catalogue to what is in it.
func TestSmallFolderThatChangesAllTheTime(t *testing.T) {
	folder := newsFolder(t, 3)
	l := openFolder(t, folder, Options{packFrom: 10})
	defer closeLibrary(t, l)
	reader := l.Reader("", ReaderOptions{})
	for i := range 50 {
		write(t, folder, "0/0.md", string(file(fmt.Sprint("Version ", i)).Data))
		l.roots[0].changed(t.Context(), []string{"0/0.md"})
		if found := list(t, reader, fmt.Sprintf(`"version %d"`, i), query.NewestFirst); len(found) != 1 {
			t.Fatalf("version %d is listed %d times", i, len(found))
		}
	}
	if n := l.current.Load().Len(); n > 30 {
		t.Errorf("%d numbers are kept for %d articles", n, l.current.Load().Count())
	}
}

func TestFolderThatCannotBeReadIsNotForgotten(t *testing.T) {
	folder := newsFolder(t, 30)
	l, reader := watching(t, folder, WatchOff)
	before := ids(list(t, reader, "", query.NewestFirst))
	if err := os.Rename(filepath.Join(folder, "1"), filepath.Join(folder, "was 1")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nowhere", filepath.Join(folder, "1")); err != nil {
		t.Fatal(err)
	}
	if _, err := l.roots[0].look(t.Context(), nil, onlyChanges); err != nil {
		t.Fatal(err)
	}
	now := ids(list(t, reader, "", query.NewestFirst))
	for _, id := range before {
		if !slices.Contains(now, id) {
			t.Fatalf("%s is forgotten: %d articles were listed, %d are", id, len(before), len(now))
		}
	}
}

// TestLookingAgain finds what came into folders that nobody watches, and says how much.
func TestLookingAgain(t *testing.T) {
	folder := newsFolder(t, 30)
	l, reader := watching(t, folder, WatchOff)
	count := len(list(t, reader, "", query.NewestFirst))
	check := func(what string, wanted int, keys ...string) {
		t.Helper()
		arrived, err := l.Look(t.Context(), keys...)
		if now := len(list(t, reader, "", query.NewestFirst)); arrived != wanted || err != nil || now != count+wanted {
			t.Errorf("%s: %d of %d articles arrived (%v), %d were listed and %d are", what, arrived, wanted, err, count, now)
		}
		count += wanted
	}
	check("nothing has changed", 0)
	write(t, folder, "0/0.md", string(file("Changed").Data))
	write(t, folder, "one.md", string(file("One").Data))
	write(t, folder, "deep/two.md", string(file("Two").Data))
	check("another root is looked at", 0, "elsewhere")
	check("two came", 2, folder)
	if len(list(t, reader, "changed", query.NewestFirst)) != 1 {
		t.Error("a changed file is listed as it was")
	}
	if err := os.Remove(filepath.Join(folder, "one.md")); err != nil {
		t.Fatal(err)
	}
	count--
	check("one was removed", 0)
	if err := os.Rename(folder, folder+".away"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Look(t.Context()); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("a folder that is gone: %v", err)
	}
}
