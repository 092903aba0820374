package files

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// deepFS is a chain of folders that has no end, with an article in each. It
// counts the names on the way to what is opened: what opening costs.
type deepFS struct{ steps *int }

func (d deepFS) Open(name string) (fs.File, error) {
	*d.steps += strings.Count(name, "/") + 1
	if path.Base(name) == "a.md" {
		return &made{name: "a.md", Reader: strings.NewReader("The sea rises."), size: 14}, nil
	}
	return &made{name: path.Base(name), mode: fs.ModeDir, items: []fs.DirEntry{
		fs.FileInfoToDirEntry(&made{name: "a.md", size: 14}), fs.FileInfoToDirEntry(&made{name: "d", mode: fs.ModeDir}),
	}}, nil
}

// made is a file or folder that is made up, and its description.
type made struct {
	io.Reader
	name  string
	size  int64
	mode  fs.FileMode
	items []fs.DirEntry
}

func (m *made) Stat() (fs.FileInfo, error) { return m, nil }
func (m *made) Close() error               { return nil }
func (m *made) Name() string               { return m.name }
func (m *made) Size() int64                { return m.size }
func (m *made) Mode() fs.FileMode          { return m.mode }
func (m *made) ModTime() time.Time         { return time.Unix(1e9, 0) }
func (m *made) IsDir() bool                { return m.mode.IsDir() }
func (m *made) Sys() any                   { return nil }

func (m *made) ReadDir(n int) ([]fs.DirEntry, error) {
	part := m.items[:min(n, len(m.items))]
	if m.items = m.items[len(part):]; len(part) == 0 {
		return nil, io.EOF
	}
	return part, nil
}

func TestFoldersWithoutEnd(t *testing.T) {
	steps, found, last := 0, 0, Entry{}
	err := New(deepFS{&steps}).Walk(t.Context(), func(e Entry) error {
		if e.Problem == "" {
			found++
		} else {
			last = e
		}
		return nil
	})
	if err != nil || found != maxFolders+1 {
		t.Errorf("%d articles, want those of %d folders and the one above: %v", found, maxFolders, err)
	}
	deepest := strings.TrimSuffix(strings.Repeat("d/", maxFolders+1), "/")
	if last.Path != deepest || !last.Lost || !strings.Contains(last.Problem, "255 folders deep") {
		t.Errorf("the problem is %+v", last)
	}
	if most := 2 * (maxFolders + 2) * (maxFolders + 2); steps > most {
		t.Errorf("%d names were looked up, more than %d", steps, most)
	}
}

// TestVeryManyNames walks a folder of a million names, a part at a time.
func TestVeryManyNames(t *testing.T) {
	const n = 1_000_000
	left, largest := n, 0
	list := &nameList{next: func(most int) []fs.DirEntry {
		largest = max(largest, most)
		var part []fs.DirEntry
		for ; left > 0 && len(part) < most; left-- {
			name := "photo.jpg"
			if left%100_000 == 0 {
				name = fmt.Sprintf("%d.md", left)
			}
			part = append(part, fs.FileInfoToDirEntry(&made{name: name}))
		}
		return part
	}}
	w := folderWalk{folder: &folder{}}
	visited, first := 0, 0
	w.visit = func(Entry) error {
		if visited++; visited == 1 {
			first = n - left
		}
		return nil
	}
	if err := w.list(t.Context(), ".", list, false); err != nil {
		t.Fatal(err)
	}
	if visited != 10 || largest > 256 || first > 256 {
		t.Errorf("%d articles; %d names were asked for at once, %d before the first article", visited, largest, first)
	}
}

// nameList is a folder that makes its names when they are asked for.
type nameList struct {
	made
	next func(most int) []fs.DirEntry
}

func (l *nameList) ReadDir(n int) ([]fs.DirEntry, error) {
	if part := l.next(n); len(part) > 0 {
		return part, nil
	}
	return nil, io.EOF
}

// TestLinksToFoldersAreBounded has links to a folder of links' targets, whose
// product is large.
func TestLinksToFoldersAreBounded(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "files"), 0o700); err != nil {
		t.Fatal(err)
	}
	const files, links = 1000, 150
	for i := range files {
		if err := os.WriteFile(filepath.Join(dir, "files", fmt.Sprintf("%d.md", i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i := range links {
		if err := os.Symlink("files", filepath.Join(dir, fmt.Sprintf("link%d", i))); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close() //nolint:errcheck // nothing was written
	visited, refused := 0, 0
	err = folder.Walk(t.Context(), func(e Entry) error {
		if visited++; e.Skipped && strings.Contains(e.Problem, "Links to folders led to") {
			refused++
		}
		return nil
	})
	if err != nil || visited > maxLinked+2*files+links || refused != links-maxLinked/files {
		t.Errorf("%d files were visited, %d links refused, error %v", visited, refused, err)
	}
}
