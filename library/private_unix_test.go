//go:build unix

package library

import (
	"io/fs"
	"path/filepath"
	"syscall"
	"testing"

	"broadsheet/library/marks/sqlite"
	"broadsheet/library/search"
	"broadsheet/model/query"
)

// What a reader marks, and what there is to read, is for nobody else on the
// machine, whatever the umask is and the folder lets in.
func TestDatabasesArePrivate(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	state := t.TempDir()
	o := cataloguing(filepath.Join(state, "cache"))
	o.Marks = sqlite.New(filepath.Join(state, "marks.db"))
	l := openFolder(t, newsFolder(t, 350), o)
	if err := l.IndexTexts(t.Context(), false, func(search.Progress) {}); err != nil {
		t.Fatal(err)
	}
	r := l.Reader("ann", ReaderOptions{})
	r.SetRead(ids(list(t, r, "", query.NewestFirst)), true)
	r.Close()
	closeLibrary(t, l)
	seen := 0
	err := filepath.WalkDir(state, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		seen++
		info, err := entry.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has the mode %v", path, info.Mode())
		}
		return err
	})
	if err != nil || seen < 5 {
		t.Errorf("there are %d files, %v", seen, err)
	}
}
