package articles

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestEmptyFolder(t *testing.T) {
	if found := walkRoot(t, openTestRoot(t, "", t.TempDir())); len(found.items)+len(found.problems) > 0 {
		t.Errorf("an empty folder has %v and %v", found.items, found.problems)
	}
}

// TestOddNames reads files of all names that Linux allows; other systems allow
// fewer.
func TestOddNames(t *testing.T) {
	dir := t.TempDir()
	tests := []struct{ name, title string }{
		{" .md", ""},
		{".md", ".md"},
		{"_x.md", "_x"},
		{`"""'quotes'""".md`, `"""'quotes'"""`},
		{"🌊 潮水 $HOME ｜.md", "🌊 潮水 $HOME ｜"},
		{strings.Repeat("潮", 84) + ".md", strings.Repeat("潮", 84)},
		{"\xd0\xc2\xce\xc5.md", "新闻"},
		{"broken \xe9.md", "broken é"},
		{"escape \x1b[31m\u202e.md", "escape [31m"},
		{"new\nline.md", "new line"},
		{"tab\tand\u009bC1.md", "tab andC1"},
		{`back\slash.md`, `back\slash`},
		{"marks a" + strings.Repeat("\u0301", 100) + ".md", "marks a" + strings.Repeat("\u0301", 8)},
	}
	titles := map[string]string{}
	for _, test := range tests {
		if err := os.WriteFile(filepath.Join(dir, test.name), nil, 0o644); err != nil {
			if runtime.GOOS == "linux" {
				t.Fatal(err)
			}
			continue
		}
		titles[test.name] = test.title
	}
	root := openTestRoot(t, "", dir)
	found := walkRoot(t, root)
	if len(found.items) != len(titles) {
		t.Errorf("%d of %d files were found", len(found.items), len(titles))
	}
	for name, title := range titles {
		item := found.items[name]
		if item == nil {
			t.Errorf("%q was not found", name)
			continue
		}
		if item.Title != title && title != "" || item.Title == "" {
			t.Errorf("%q has the title %q, want %q", name, item.Title, title)
		}
		if _, err := root.Read(context.Background(), Options{}, name); err != nil {
			t.Error(err)
		}
	}
}

// faultyFS is a file system that fails where it is told to.
type faultyFS struct {
	files  fstest.MapFS
	faults map[string]error // by path, when opened; "path/" when listed
}

func (f faultyFS) Open(name string) (fs.File, error) {
	if err := f.faults[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	file, err := f.files.Open(name)
	if folder, ok := file.(fs.ReadDirFile); ok && f.faults[name+"/"] != nil {
		return faultyFolder{folder, f.faults[name+"/"]}, nil
	}
	return file, err
}

// faultyFolder tells its first file and then fails.
type faultyFolder struct {
	fs.ReadDirFile
	fault error
}

func (f faultyFolder) ReadDir(int) ([]fs.DirEntry, error) {
	items, err := f.ReadDirFile.ReadDir(1)
	return items, errors.Join(err, f.fault)
}

// faultyFile is a file whose bytes cannot all be read.
type faultyFile struct {
	fs.File
	left  int
	fault error
}

func (f *faultyFile) Read(p []byte) (int, error) {
	if f.left == 0 {
		return 0, f.fault
	}
	n, err := f.File.Read(p[:min(len(p), f.left)])
	f.left -= n
	return n, err
}

func TestUnreadableFilesAndFolders(t *testing.T) {
	text := &fstest.MapFile{Data: []byte("The sea rises.")}
	root := NewRoot("root", "Root", faultyFS{
		files: fstest.MapFS{
			"a.md": text, "secret.md": text, "vanished.md": text, "broken.md": text, "locked/b.md": text, "half/c.md": text, "half/d.md": text,
			"open/e.md": text, "pipe.md": {Mode: fs.ModeNamedPipe},
		},
		faults: map[string]error{
			"secret.md": fs.ErrPermission, "vanished.md": fs.ErrNotExist, "locked": fs.ErrPermission, "broken.md": errors.New("input/output error"),
			"half/": errors.New("input/output error"),
		},
	})
	found := walkRoot(t, root)
	if got, want := slices.Sorted(maps.Keys(found.items)), []string{"a.md", "half/c.md", "open/e.md"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	for path, want := range map[string]string{
		"secret.md": "This file cannot be read: permission is denied.",
		"broken.md": "This file cannot be read: input/output error.",
		"locked":    "This folder cannot be read: permission is denied.",
		"half":      "This folder could be read only in part: input/output error.",
		"pipe.md":   "This is not a regular file, so it cannot be read.",
	} {
		if p := found.problems[path]; p.Text != want || !p.Unreadable {
			t.Errorf("%s: %+v, want %q", path, p, want)
		}
	}
	if !found.gone["vanished.md"] || len(found.gone) != 1 {
		t.Errorf("gone are %v, want the file that vanished between listing and reading", found.gone)
	}
	for path, want := range map[string]string{
		"secret.md":   "secret.md cannot be read: permission denied",
		"vanished.md": "vanished.md is not there any more: it was moved or deleted (file does not exist)",
		"half":        "half is a folder, not an article",
	} {
		if _, err := root.Read(context.Background(), Options{}, path); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}

// TestUnreadableRoot is the one failure that ends a walk.
func TestUnreadableRoot(t *testing.T) {
	root := NewRoot("root", "The news", faultyFS{faults: map[string]error{".": fs.ErrPermission}})
	err := root.Walk(context.Background(), Options{}, func([]Found) { t.Error("something was found") })
	if !errors.Is(err, fs.ErrPermission) || err.Error() != "The news cannot be read: permission denied" {
		t.Errorf("error %v", err)
	}
}

// TestDeletedAfterWalk opens a file that was listed and is gone.
func TestDeletedAfterWalk(t *testing.T) {
	dir := writeFiles(t, map[string]string{"a/b.md": "The sea rises."})
	root := openTestRoot(t, "", dir)
	if found := walkRoot(t, root); found.items["a/b.md"] == nil {
		t.Fatal("the file was not listed")
	}
	if err := os.RemoveAll(filepath.Join(dir, "a")); err != nil {
		t.Fatal(err)
	}
	_, err := root.Read(context.Background(), Options{}, "a/b.md")
	if !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), "a/b.md is not there any more") {
		t.Errorf("error %v", err)
	}
}

// manyFiles makes a file system of so many articles.
func manyFiles(n int) fstest.MapFS {
	files := fstest.MapFS{}
	for i := range n {
		name := path.Join(fmt.Sprint(i%7), fmt.Sprint(i%3), fmt.Sprintf("%d.md", i))
		files[name] = &fstest.MapFile{Data: []byte("---\ntitle: Moon and tide\n---\nThe sea rises.\n")}
	}
	return files
}

func TestBatches(t *testing.T) {
	root := NewRoot("root", "Root", manyFiles(3000))
	var sizes []int
	total := 0
	err := root.Walk(context.Background(), Options{workers: 3}, func(batch []Found) {
		sizes = append(sizes, len(batch))
		total += len(batch)
	})
	if err != nil || total != 3000 {
		t.Fatalf("%d files, %v", total, err)
	}
	if sizes[0] >= firstBatch+maxPart || len(sizes) < 3 {
		t.Errorf("batches of %v: the first must be small", sizes)
	}
}

func TestWalkIsCancelled(t *testing.T) {
	root := NewRoot("root", "Root", manyFiles(3000))
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	err := root.Walk(ctx, Options{}, func([]Found) {
		calls++
		cancel()
	})
	if !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("%d batches after the end was asked for once, error %v", calls, err)
	}
	if _, err := root.Read(ctx, Options{}, "0/0/0.md"); !errors.Is(err, context.Canceled) {
		t.Errorf("reading goes on: %v", err)
	}
}
