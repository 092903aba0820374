//go:build unix

package articles

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"broadsheet/articles/files"
)

// Where others may write, a pipe may lie in the place of a site's file, around a root and
// in it: no article waits for somebody to write to it.
func TestSiteThatIsAPipe(t *testing.T) {
	around := t.TempDir()
	posts := filepath.Join(around, "posts")
	if err := os.Mkdir(posts, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(posts, "a.md"), []byte(versePost), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{around, posts} {
		if err := syscall.Mkfifo(filepath.Join(folder, "_config.yml"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := OpenRoot("", posts)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close() //nolint:errcheck // it was only read
	read := make(chan int, 1)
	go func() { read <- linesOf(t, root, Options{}, "a.md") }()
	select {
	case got := <-read:
		if got != 1 {
			t.Errorf("there are %d lines", got)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the article is waited for")
	}
}

// What could not be read once is no knowledge: when the site's file can be read again, its
// articles' lines end where it says.
func TestSiteThatIsReadableAgain(t *testing.T) {
	blog := t.TempDir()
	config := filepath.Join(blog, "_config.yml")
	for name, text := range map[string]string{config: "source_dir: source\n", filepath.Join(blog, "a.md"): versePost} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := OpenRoot("", blog)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close() //nolint:errcheck // it was only read
	root.store = &storeWithout{Store: root.store, name: "_config.yml", err: syscall.EMFILE}
	if got := linesOf(t, root, Options{}, "a.md"); got != 1 {
		t.Errorf("without the site's file there are %d lines", got)
	}
	root.store.(*storeWithout).err = nil
	if got := linesOf(t, root, Options{}, "a.md"); got != 2 {
		t.Errorf("with it again, there are %d lines", got)
	}
}

// storeWithout is a store of which one file fails.
type storeWithout struct {
	files.Store
	name string
	err  error
}

// Open implements files.Store.
func (s *storeWithout) Open(name string) (fs.File, error) {
	if name == s.name && s.err != nil {
		return nil, s.err
	}
	return s.Store.Open(name)
}
