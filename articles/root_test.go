package articles

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"broadsheet/articles/gate"
	"broadsheet/model"
)

// listing is what a walk told.
type listing struct {
	items    map[string]*model.Item // by path
	problems map[string]model.Problem
	gone     map[string]bool // paths of what was there when its name was read
}

// walkRoot walks a root and checks what must hold of every walk.
func walkRoot(t *testing.T, root *Root) listing {
	t.Helper()
	l := listing{items: map[string]*model.Item{}, problems: map[string]model.Problem{}, gone: map[string]bool{}}
	err := root.Walk(context.Background(), Options{}, func(batch []Found) {
		for _, found := range batch {
			l.add(t, root, found)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// add takes one file into the listing.
func (l listing) add(t *testing.T, root *Root, found Found) {
	t.Helper()
	if found.Item == nil && len(found.Problems) == 0 {
		if l.gone[found.Path] = true; found.Stamp != 0 || found.Failed {
			t.Error("a file was dropped without a word")
		}
	}
	for _, p := range found.Problems {
		if p.Text == "" || p.Path != gate.Clean(p.Path) || p.Root != root.Key() {
			t.Errorf("problem %+v", p)
		}
		l.problems[p.Path] = p
	}
	if item := found.Item; item != nil {
		if item.Title == "" || item.ID != model.NewID(root.Key(), item.Path) || l.items[item.Path] != nil {
			t.Errorf("item %+v", item)
		}
		l.items[item.Path] = item
	}
}

// writeFiles makes files below a new folder.
func writeFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, made := t.TempDir(), fstest.MapFS{}
	for name, text := range files {
		made[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	if err := os.CopyFS(dir, made); err != nil {
		t.Fatal(err)
	}
	return dir
}

// openTestRoot opens a root and closes it when the test ends.
func openTestRoot(t *testing.T, name, path string) *Root {
	t.Helper()
	root, err := OpenRoot(name, path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := root.Close(); err != nil {
			t.Error(err)
		}
	})
	return root
}

func TestOpenRootRefuses(t *testing.T) {
	dir := writeFiles(t, map[string]string{"a.pdf": "text", "bad.zip": "no zip file", "a": "text"})
	tests := []struct{ path, want string }{
		{"", "a library's path is empty: name a folder, a .zip file or an article"},
		{dir + "/none", "there is no file or folder " + dir + "/none: check the path"},
		{dir + "/none\x1b[31m", "there is no file or folder " + dir + "/none[31m: check the path"},
		{dir + "/a.pdf", dir + "/a.pdf is not an article: its name must end in .md, .markdown, .html, .htm or .txt, or in .zip"},
		{dir + "/a", dir + "/a is not an article: its name must end in"},
		{dir + "/bad.zip", dir + "/bad.zip cannot be opened: it is damaged or no zip file"},
		{os.DevNull, os.DevNull + " is not a regular file"},
	}
	for _, test := range tests {
		root, err := OpenRoot("", test.path)
		if err == nil {
			t.Errorf("%q was opened: %v", test.path, root.Key())
			continue
		}
		if !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %q, want %q", test.path, err, test.want)
		}
	}
	if _, err := OpenRoot("", dir+"/none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the cause is lost: %v", err)
	}
}

func TestOpenErrorOfPermission(t *testing.T) {
	err := openError("news", &fs.PathError{Op: "open", Path: "/x/news", Err: fs.ErrPermission})
	if want := "news may not be read: check its permissions (permission denied)"; err.Error() != want || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("%q, want %q", err, want)
	}
}

func TestKeysAndNames(t *testing.T) {
	dir := writeFiles(t, map[string]string{"news/a.md": "Text.", "b.md": "Text."})
	resolved, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "news"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, path, key, shown string }{
		{"", dir + "/news", resolved + "/news", "news"},
		{"", dir + "/news/../news/", resolved + "/news", "news"},
		{"", dir + "/link", resolved + "/news", "news"},
		{"Daily", dir + "/news", "Daily", "Daily"},
		{"", dir + "/b.md", resolved + "/b.md", "b.md"},
	}
	for _, test := range tests {
		root := openTestRoot(t, test.name, test.path)
		if root.Key() != test.key || root.Name() != test.shown {
			t.Errorf("%s: key %q, name %q", test.path, root.Key(), root.Name())
		}
		for _, item := range walkRoot(t, root).items {
			if item.Root != test.key || item.RootName != test.shown {
				t.Errorf("item of %q in %q", item.Root, item.RootName)
			}
		}
	}
}

func TestSingleFile(t *testing.T) {
	dir := writeFiles(t, map[string]string{"news/local/a.md": "The sea rises.", "news/local/b.md": "Text."})
	root := openTestRoot(t, "", dir+"/news/local/a.md")
	if !root.IsFile() {
		t.Error("the root is not known for a file")
	}
	found := walkRoot(t, root)
	item := found.items["a.md"]
	if item == nil || len(found.items) != 1 {
		t.Fatalf("items %v", found.items)
	}
	if item.Categories[0][0] != "Uncategorised" || item.Title != "The sea rises" {
		t.Errorf("categories %q, title %q", item.Categories, item.Title)
	}
	if _, err := root.Read(context.Background(), Options{}, "a.md"); err != nil {
		t.Error(err)
	}
	if _, err := root.Read(context.Background(), Options{}, "b.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("another file of the folder: %v", err)
	}
}

// TestSample checks what a new reader sees first.
func TestSample(t *testing.T) {
	root := Sample(false)
	if root.Key() != "sample" || root.Name() != "Sample edition" || root.IsFile() {
		t.Errorf("key %q, name %q", root.Key(), root.Name())
	}
	found := walkRoot(t, root)
	if len(found.items) == 0 {
		t.Error("the sample edition is empty")
	}
	for path, item := range found.items {
		article, err := root.Read(context.Background(), Options{}, path)
		if err != nil {
			t.Error(err)
			continue
		}
		if article.Title != item.Title || len(article.Document.Blocks) == 0 {
			t.Errorf("%s: title %q, %q in the list, %d blocks", path, article.Title, item.Title, len(article.Document.Blocks))
		}
	}
	for path, p := range found.problems {
		if p.Unreadable {
			t.Errorf("%s: %s", path, p.Text)
		}
	}
	if err := root.Close(); err != nil {
		t.Error(err)
	}
}
