package articles

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"
)

// TestFileOf finds the file of an article where it has one of its own.
func TestFileOf(t *testing.T) {
	dir, err := filepath.EvalSymlinks(writeFiles(t, map[string]string{"news/a.md": "Text."}))
	if err != nil {
		t.Fatal(err)
	}
	packed, err := os.Create(filepath.Join(dir, "old.zip"))
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(packed)
	if _, err := w.Create("news/a.md"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "news", "a.md")
	for _, test := range []struct {
		root       *Root
		path, want string
	}{
		{openTestRoot(t, "", dir), "news/a.md", file},
		{openTestRoot(t, "", dir), "../a.md", ""},
		{openTestRoot(t, "", file), "a.md", file},
		{openTestRoot(t, "", packed.Name()), "news/a.md", ""},
		{Sample(false), "utc.md", ""},
	} {
		if got := test.root.FileOf(test.path); got != test.want {
			t.Errorf("%s of %s is %q, want %q", test.path, test.root.Name(), got, test.want)
		}
	}
}
