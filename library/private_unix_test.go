//go:build unix

package library

import (
	"io/fs"
	"path/filepath"
	"syscall"
	"testing"

	"broadsheet/library/marks/sqlite"
	"broadsheet/model/query"
)

// What a reader marks, and what there is to read, is for nobody else on the
// machine, whatever the umask is and the folder lets in.
func TestDatabasesArePrivate(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	dir, _ := writtenFolder(t, 21, 350)
	state := t.TempDir()
	l := opened(t, dir, Options{Cache: filepath.Join(state, "cache"), Marks: sqlite.New(filepath.Join(state, "marks.db")), catalogueFrom: 5, packFrom: 20})
	indexTexts(t, l)
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
