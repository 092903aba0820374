package library

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/articles"
	"broadsheet/model/query"
)

// TestMissingRootIsAwaited opens two folders of which one is not there: the other is listed,
// the missing one is named, and it is listed when it comes, with the marks that it had.
func TestMissingRootIsAwaited(t *testing.T) {
	dir := t.TempDir()
	there, missing := filepath.Join(dir, "there"), filepath.Join(dir, "disk")
	write := func(folder, title string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(folder, 0o700), os.WriteFile(filepath.Join(folder, title+".md"), []byte(title+" is here."), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	write(there, "Harbour")
	open := func() *articles.Root {
		root, err := articles.OpenRoot("Disk", missing)
		if err == nil {
			return root
		}
		return articles.AwaitRoot("Disk", missing, err, func(err error) error { return err })
	}
	first, err := articles.OpenRoot("", there)
	if err != nil {
		t.Fatal(err)
	}
	l, err := Open(t.Context(), []*articles.Root{first, open()}, Options{Watch: WatchPoll})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // it keeps nothing
	reader := l.Reader("ann", ReaderOptions{})
	var unlisted *UnlistedError
	if err := l.Wait(t.Context()); !errors.As(err, &unlisted) || unlisted.All || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("waiting gives %v", err)
	}
	if got := titles(list(t, reader, "", query.NewestFirst)); len(got) != 1 {
		t.Errorf("listed are %q", got)
	}
	if notice := reader.Notice(); !strings.HasPrefix(notice, "Disk cannot be read now: there is no file or folder") {
		t.Errorf("is told %q", notice)
	}
	if problems := l.Problems(); len(problems) != 1 || problems[0].Root != "Disk" || !problems[0].Unreadable {
		t.Errorf("the problems are %v", problems)
	}
	write(missing, "Lamps")
	until(t, reader, "the disk comes", func() bool { return len(list(t, reader, "", query.NewestFirst)) == 2 })
	if arrived := l.Status().Arrived; arrived != 0 {
		t.Errorf("%d articles are news", arrived)
	}
	until(t, reader, "it is told", func() bool { return reader.Notice() == "Disk can be read again." })
	if problems := l.Problems(); len(problems) != 0 {
		t.Errorf("the problems are %v", problems)
	}
}
