package files

import (
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// walked is what a walk came by.
type walked struct {
	items    map[string]*Entry // what can be read, by path
	problems map[string]Entry  // what something is to be said of, by path
}

// walk walks a store.
func walk(t *testing.T, s Store) walked {
	t.Helper()
	w := walked{map[string]*Entry{}, map[string]Entry{}}
	err := s.Walk(t.Context(), func(e Entry) error {
		if e.Problem != "" {
			w.problems[e.Path] = e
		}
		if !e.Lost && !e.Skipped && !e.Failed && !e.Gone {
			w.items[e.Path] = &e
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// openStore opens a store and closes it when the test ends.
func openStore(t *testing.T, path string) Store {
	t.Helper()
	s, err := Open(path, path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// readAll reads a file of a store to its end.
func readAll(s Store, name string) error {
	file, err := s.Open(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, file)
	return errors.Join(err, file.Close())
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

func TestWhatIsFound(t *testing.T) {
	files := map[string]string{}
	wanted := []string{
		"a.md", "b.markdown", "c.HTML", "d.htm", "e.txt", "_x.md", ".md", " .md", ".hidden.md", "x.md/in a folder.md",
		".hidden/a.md", "deep/er/and/deeper/a.md", "tide swp.md", "#tag.md",
	}
	skipped := []string{
		".git/a.md", "sub/.git/b.md", ".DS_Store", "a.md~", ".a.md.swp", "#a.md#", ".#a.md", "a.pdf", "a", "md", "a.md.bak", "__MACOSX/a.md",
	}
	for _, name := range slices.Concat(wanted, skipped) {
		files[name] = "The sea rises."
	}
	found := walk(t, openStore(t, writeFiles(t, files)))
	slices.Sort(wanted)
	if got := slices.Sorted(maps.Keys(found.items)); !slices.Equal(got, wanted) {
		t.Errorf("found %q\nwant  %q", got, wanted)
	}
	if len(found.problems) > 0 {
		t.Errorf("problems %v", found.problems)
	}
}

func TestLinks(t *testing.T) {
	dir := writeFiles(t, map[string]string{"root/a/a.md": "A.", "root/b/b.md": "B.", "outside/c.md": "C.", "root/b/text.pdf": "D."})
	for name, target := range map[string]string{
		"file.md":         "a/a.md",
		"absolute.md":     filepath.Join(dir, "root", "a", "a.md"),
		"folder":          "a",
		"absolute folder": filepath.Join(dir, "root", "b"),
		"a/to b":          "../b",
		"b/to a":          "../a",
		"a/up":            "..",
		"b/self":          ".",
		"loop.md":         "loop.md",
		"one.md":          "two.md",
		"two.md":          "one.md",
		"gone.md":         "nothing.md",
		"out":             "../outside",
		"out.md":          "../outside/c.md",
		"out absolute.md": filepath.Join(dir, "outside", "c.md"),
		"named.md":        "b/text.pdf",
		"other.pdf":       "a/a.md",
		".#lock.md":       "nobody@nowhere",
	} {
		if err := os.Symlink(target, filepath.Join(dir, "root", name)); err != nil {
			t.Fatal(err)
		}
	}
	root := openStore(t, filepath.Join(dir, "root"))
	found := walk(t, root)
	want := []string{
		"a/a.md", "a/to b/b.md", "absolute folder/b.md", "absolute.md", "b/b.md", "b/to a/a.md", "file.md", "folder/a.md", "named.md",
	}
	if got := slices.Sorted(maps.Keys(found.items)); !slices.Equal(got, want) {
		t.Errorf("found %q\nwant  %q", got, want)
	}
	for path, text := range map[string]string{
		"a/up": "leads back to a folder", "b/self": "leads back to a folder", "loop.md": "leads back to itself", "one.md": "leads back to itself",
		"two.md": "leads back to itself", "gone.md": "does not exist", "out": "out of the library's folder",
		"out.md": "out of the library's folder", "out absolute.md": "out of the library's folder",
	} {
		if p := found.problems[path]; !strings.Contains(p.Problem, text) {
			t.Errorf("%s: %q, want %q", path, p.Problem, text)
		}
		delete(found.problems, path)
	}
	if len(found.problems) > 0 {
		t.Errorf("more problems: %v", found.problems)
	}
	for _, path := range want {
		if err := readAll(root, path); err != nil {
			t.Error(err)
		}
	}
	for _, path := range []string{"out.md", "out/c.md", "out absolute.md", "../outside/c.md", "a/../../outside/c.md", dir + "/outside/c.md"} {
		if err := readAll(root, path); err == nil {
			t.Errorf("%s was read, outside of the root", path)
		}
	}
}
