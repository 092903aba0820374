package library

import (
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"broadsheet/articles"
	"broadsheet/library/marks/sqlite"
	"broadsheet/library/marks/storetest"
	"broadsheet/model"
	"broadsheet/model/query"
)

func marksPath(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "state", "broadsheet", "marks.db")
}

// keeping opens a library that holds the items and keeps marks at path, as a
// process of its own would.
func keeping(t testing.TB, path string, now func() time.Time, items []*model.Item) *Library {
	t.Helper()
	l, err := Open(t.Context(), nil, Options{Now: now, Location: shanghai(), Marks: sqlite.New(path)})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	give(l, items)
	return l
}

// kept opens the marks once more and gives them.
func kept(t testing.TB, path string, do func(*Reader)) {
	t.Helper()
	l := keeping(t, path, noon, nil)
	defer closeLibrary(t, l)
	reader := l.Reader("ann", ReaderOptions{})
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	do(reader)
}

func flush(t *testing.T, r *Reader) {
	t.Helper()
	if err := r.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestMarksAreKept(t *testing.T) {
	path, items := marksPath(t), newsItems(4)
	l := keeping(t, path, storetest.Ticking(noon()), items)
	reader, other := l.Reader("ann", ReaderOptions{}), l.Reader("bob", ReaderOptions{})
	id := ids(items)
	reader.SetRead(id[:3], true)
	reader.SetRead(id[1:2], false)
	reader.SetStarred(id[3:], true)
	reader.SetPlace(id[2], model.Place{Block: 7, Offset: 1 << 20})
	reader.SetSettings(model.Settings{Theme: "纸", Measure: 64, Background: model.BackgroundLight})
	reader.SetSettings(model.Settings{Theme: "纸", Measure: 66, Background: model.BackgroundLight})
	other.SetStarred(id[:1], true)
	want := []model.Marks{reader.Marks(id[0]), reader.Marks(id[1]), reader.Marks(id[2]), reader.Marks(id[3])}
	if want[1].IsRead() || !want[2].IsRead() || want[2].Place.Offset != 1<<20 || want[2].Opened.IsZero() || !want[3].IsStarred() {
		t.Fatalf("the marks are %+v", want)
	}
	closeLibrary(t, l)
	kept(t, path, func(again *Reader) {
		for i, id := range id {
			if got := again.Marks(id); got != want[i] {
				t.Errorf("the marks of %d were %+v and are %+v", i, want[i], got)
			}
		}
		if got, want := again.Settings(t.Context()), (model.Settings{Theme: "纸", Measure: 66, Background: model.BackgroundLight}); got != want {
			t.Errorf("the settings are %+v", got)
		}
		give(again.library, items)
		if starred := list(t, again, "is:starred", query.NewestFirst); len(starred) != 1 || starred[0].ID != id[3] {
			t.Errorf("%d are starred", len(starred))
		}
		if left := unread(t, again); left != 2 {
			t.Errorf("%d are unread, want 2", left)
		}
		if _, ok := again.Undo(); ok {
			t.Error("a session took back what another did")
		}
	})
}

func TestMarksFollowTheFile(t *testing.T) {
	path := marksPath(t)
	dated := file("Dated", "date: 2021-06-11", "author: Ann")
	plain := &fstest.MapFile{Data: []byte("A text without any front matter."), ModTime: noon().Add(-time.Hour)}
	other := file("Other", "date: 2021-06-11", "author: Ann")
	read := func(files fstest.MapFS, do func(*Reader)) {
		t.Helper()
		l, err := Open(t.Context(), []*articles.Root{articles.NewRoot("r", "R", files)}, Options{Now: storetest.Ticking(noon()), Marks: sqlite.New(path)})
		if err != nil {
			t.Fatal(err)
		}
		defer closeLibrary(t, l)
		reader := l.Reader("ann", ReaderOptions{})
		if err := l.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		do(reader)
	}
	read(fstest.MapFS{"in/dated.md": dated, "plain.txt": plain}, func(r *Reader) {
		r.SetRead([]model.ID{model.NewID("r", "in/dated.md"), model.NewID("r", "plain.txt")}, true)
		r.SetPlace(model.NewID("r", "in/dated.md"), model.Place{Block: 3})
	})
	// A copy beside the file is another article.
	read(fstest.MapFS{"in/dated.md": dated, "copy.md": dated}, func(r *Reader) {
		if read := list(t, r, "is:read", query.NewestFirst); len(read) != 1 || read[0].Path != "in/dated.md" {
			t.Errorf("%d are read beside a copy", len(read))
		}
	})
	read(fstest.MapFS{"out/moved.md": dated, "also/plain.txt": plain, "other.md": other}, func(r *Reader) {
		id := model.NewID("r", "out/moved.md")
		for !r.Marks(id).IsRead() {
			<-r.Changed()
		}
		if marks := r.Marks(id); marks.Place.Block != 3 {
			t.Errorf("the place is lost: %+v", marks)
		}
		if read := list(t, r, "is:read", query.ByTitle); len(read) != 2 {
			t.Errorf("%q are read, want the two that have moved", titles(read))
		}
	})
}

// Marks follow files that moved, many at once too.
func TestGroupsFollowTheFiles(t *testing.T) {
	items := newsItems(300)
	l := keeping(t, marksPath(t), storetest.Ticking(noon()), items)
	defer closeLibrary(t, l)
	reader := l.Reader("ann", ReaderOptions{})
	readAll(t, reader)
	flush(t, reader)
	var moved []*model.Item
	l.building.Lock()
	for _, item := range items {
		k, _ := model.KeyOf(item.ID)
		l.builder.Remove(k)
		other := *item
		other.Path = "moved/" + item.Path
		other.ID = model.NewID("r", other.Path)
		moved = append(moved, &other)
	}
	l.building.Unlock()
	give(l, moved)
	l.marks.FilesMoved()
	until(t, reader, "300 articles that have moved are read", func() bool { return unread(t, reader) == 0 })
}
