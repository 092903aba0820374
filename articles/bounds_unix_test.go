//go:build unix

package articles

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestPipesAreNotWaitedFor has pipes where articles could be, also in the place
// of one that was listed.
func TestPipesAreNotWaitedFor(t *testing.T) {
	dir := writeFiles(t, map[string]string{"a.md": "The sea rises.", "b.md": "It falls."})
	root := openTestRoot(t, "", dir)
	if found := walkRoot(t, root); len(found.items) != 2 {
		t.Fatalf("found %v", found.items)
	}
	for _, name := range []string{"a.md", "pipe.md"} {
		file := filepath.Join(dir, name)
		if err := os.RemoveAll(file); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("pipe.md", filepath.Join(dir, "link.md")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.md", "pipe.md", "link.md"} {
		if _, err := root.Read(context.Background(), Options{}, name); err == nil || !strings.Contains(err.Error(), "not a regular file") {
			t.Errorf("%s: %v", name, err)
		}
		reader := root.store.Reader()
		if _, err := reader.Open(name); err == nil {
			t.Errorf("%s was opened", name)
		}
		reader.End()
	}
	found := walkRoot(t, root)
	if len(found.items) != 1 || !strings.Contains(found.problems["a.md"].Text, "not a regular file") {
		t.Errorf("found %v, problems %v", found.items, found.problems)
	}
	if _, err := OpenRoot("", filepath.Join(dir, "pipe.md")); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("a pipe as a root: %v", err)
	}
}

// TestFileOfATerabyte has a hole of that size.
func TestFileOfATerabyte(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "large.md")
	if err := os.WriteFile(file, []byte("# The sea\n\nIt rises.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(file, 1<<40); err != nil {
		t.Fatal(err)
	}
	root := openTestRoot(t, "", dir)
	found := walkRoot(t, root)
	if len(found.items)+len(found.problems) != 1 {
		t.Errorf("found %v, problems %v", found.items, found.problems)
	}
	if _, err := root.Read(context.Background(), Options{}, "large.md"); err == nil || !strings.Contains(err.Error(), "not a text file") {
		t.Errorf("error %v", err)
	}
}
