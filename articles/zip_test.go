package articles

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// zipOf makes a zip file of files by their names.
func zipOf(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var data bytes.Buffer
	w := zip.NewWriter(&data)
	for name, text := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// openZip opens a zip file of these bytes as a root.
func openZip(t *testing.T, data []byte) *Root {
	t.Helper()
	file := filepath.Join(t.TempDir(), "news.zip")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return openTestRoot(t, "", file)
}

func TestZip(t *testing.T) {
	files := map[string]string{"science/": ""}
	for _, name := range []string{"a.md", "science/sea/b.md", ".git/c.md", "__MACOSX/._a.md", "d.pdf", " .md", "inner.zip"} {
		files[name] = coastStory
	}
	root := openZip(t, zipOf(t, files))
	if root.IsFile() || root.Name() != "news.zip" {
		t.Errorf("name %q", root.Name())
	}
	found := walkRoot(t, root)
	want := []string{" .md", "a.md", "science/sea/b.md"}
	if got := slices.Sorted(maps.Keys(found.items)); !slices.Equal(got, want) || len(found.problems) > 0 {
		t.Errorf("found %q, want %q, problems %v", got, want, found.problems)
	}
	article, err := root.Read(context.Background(), Options{}, "science/sea/b.md")
	if err != nil || article.Author != "海岸日报" {
		t.Errorf("%v, %v", article, err)
	}
	if _, err := root.Read(context.Background(), Options{}, "d.pdf"); err == nil {
		t.Error("a file that is no article was read")
	}
}

// TestZipBomb reads no more of 50 MB that were packed a thousand to one than it
// shows.
func TestZipBomb(t *testing.T) {
	data := zipOf(t, map[string]string{"bomb.md": strings.Repeat("a", 50<<20)})
	if len(data)*900 > 50<<20 {
		t.Fatalf("this is no bomb: %d bytes", len(data))
	}
	root := openZip(t, data)
	item := walkRoot(t, root).items["bomb.md"]
	if item == nil || item.Size != 50<<20 {
		t.Fatalf("item %+v", item)
	}
	article, err := root.Read(context.Background(), Options{}, "bomb.md")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(article.Problems); n == 0 || article.Problems[n-1].Text != "This file is 50 MB large; only its first 8 MB are shown." {
		t.Errorf("problems %v", article.Problems)
	}
}

// What is damaged in a zip file is told of the file alone.
func TestDamagedFileInAZip(t *testing.T) {
	data := zipOf(t, map[string]string{"good.md": "The sea rises.", "bad.md": "The sea rises and falls."})
	at := bytes.Index(data, []byte("bad.md")) + len("bad.md")
	copy(data[at:], "\xff\xff\xff\xff\xff\xff")
	root := openZip(t, data)
	found := walkRoot(t, root)
	if got := slices.Sorted(maps.Keys(found.items)); !slices.Equal(got, []string{"good.md"}) {
		t.Errorf("found %q", got)
	}
	if p := found.problems["bad.md"]; !strings.HasPrefix(p.Text, "This file cannot be read: ") {
		t.Errorf("it is told: %+v", p)
	}
	if _, err := root.Read(context.Background(), Options{}, "bad.md"); err == nil || !strings.HasPrefix(err.Error(), "bad.md cannot be read: ") {
		t.Errorf("error %v", err)
	}
}
