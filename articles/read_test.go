package articles

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"broadsheet/articles/files"
	"broadsheet/model"
)

// endlessFS holds one file of the given size, which is made as it is read.
type endlessFS struct {
	size int64
	head string // what the file begins with
	line string // what it goes on with
	read *int64 // bytes read so far
}

func (e endlessFS) Open(name string) (fs.File, error) {
	if name != "big.md" {
		return fstest.MapFS{"big.md": {}}.Open(name)
	}
	return &endlessFile{FS: e}, nil
}

// endlessFile is an open file of an endlessFS.
type endlessFile struct {
	FS endlessFS
	at int64
}

func (f *endlessFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *endlessFile) Close() error               { return nil }
func (f *endlessFile) Name() string               { return "big.md" }
func (f *endlessFile) Size() int64                { return f.FS.size }
func (f *endlessFile) Mode() fs.FileMode          { return 0o444 }
func (f *endlessFile) ModTime() time.Time         { return time.Unix(1e9, 0) }
func (f *endlessFile) IsDir() bool                { return false }
func (f *endlessFile) Sys() any                   { return nil }

func (f *endlessFile) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) && f.at < f.FS.size {
		text := f.FS.line
		at := f.at - int64(len(f.FS.head))
		if at < 0 {
			text, at = f.FS.head, f.at
		}
		k := copy(p[n:min(len(p), n+int(f.FS.size-f.at))], text[at%int64(len(text)):])
		n, f.at = n+k, f.at+int64(k)
	}
	*f.FS.read += int64(n)
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// TestBigFile reads a little of 50 MB for the list and 8 MB for the article.
func TestBigFile(t *testing.T) {
	var read int64
	root := NewRoot("root", "Root", endlessFS{
		size: 50 << 20, head: "---\ntitle: Of tides\n---\n", line: strings.Repeat("潮水 and moon. ", 100) + "\n\n", read: &read,
	})
	item := walkRoot(t, root).items["big.md"]
	if item == nil || item.Title != "Of tides" || item.Size != 50<<20 || item.Minutes < 1000 {
		t.Errorf("item %+v", item)
	}
	if read > maxHead {
		t.Errorf("%d bytes were read for the list", read)
	}
	read = 0
	article, err := root.Read(context.Background(), Options{}, "big.md")
	if err != nil {
		t.Fatal(err)
	}
	if read > files.MaxFile+4096 {
		t.Errorf("%d bytes were read for the article", read)
	}
	checkCutNote(t, article, "This file is 50 MB large; only its first 8 MB are shown.")
}

// checkCutNote checks that an article that is not whole says so at its end.
func checkCutNote(t *testing.T, article *model.Article, want string) {
	t.Helper()
	blocks := article.Document.Blocks
	if len(blocks) < 3 {
		t.Fatalf("%d blocks", len(blocks))
	}
	if last := fmt.Sprint(blocks[len(blocks)-1]); !strings.Contains(last, want) {
		t.Errorf("the article ends with %s", last)
	}
	if n := len(article.Problems); n == 0 || article.Problems[n-1].Text != want {
		t.Errorf("problems %v", article.Problems)
	}
}

// TestLongHead reads on where front matter is longer than what is read at first.
func TestLongHead(t *testing.T) {
	var read int64
	head := "---\ntitle: Of tides\nexcerpt: |\n" + strings.Repeat("  The sea rises and falls.\n", 5000) + "author: Sea Daily\n---\nText.\n"
	root := NewRoot("root", "Root", endlessFS{size: 20 << 20, head: head, line: "The sea rises.\n", read: &read})
	found := walkRoot(t, root)
	if item := found.items["big.md"]; item == nil || item.Title != "Of tides" || item.Author != "Sea Daily" || len(found.problems) > 0 {
		t.Errorf("item %+v, problems %v", item, found.problems)
	}
	read = 0
	root = NewRoot("root", "Root", endlessFS{size: 20 << 20, head: "---\ntitle: Of tides\n", line: "The sea rises.\n", read: &read})
	found = walkRoot(t, root)
	if item := found.items["big.md"]; item == nil || item.Title != "Of tides" || len(found.problems) != 1 {
		t.Errorf("item %+v, problems %v", item, found.problems)
	}
	if read > files.MaxFile {
		t.Errorf("%d bytes were read to find the end of a head that has none", read)
	}
}

func TestParseCutsToo(t *testing.T) {
	data := []byte(strings.Repeat(strings.Repeat("The sea rises. ", 100)+"\n\n", 6300))
	article := Parse(Options{}, "root", "big.md", time.Time{}, data)
	checkCutNote(t, article, "This file is 9 MB large; only its first 8 MB are shown.")
}

// TestListAndArticleAgree compares what the list says with the article.
func TestListAndArticleAgree(t *testing.T) {
	long := strings.Repeat("The sea rises and falls. ", 10_000)
	files := map[string]string{
		"story.md": coastStory, "plain.txt": "The sea rises.", "long.md": long + "\n\n# Late heading\n", "title.html": "<h2>Of tides</h2><p>" + long,
		"rescued.md": "---\ntitle: @tide\nauthor: a\n---\n" + long, "open.md": "---\ntitle: Of tides\n\nThe sea.", "empty.md": "",
	}
	root := openTestRoot(t, "", writeFiles(t, files))
	found := walkRoot(t, root)
	if len(found.items) != len(files) {
		t.Fatalf("%d items of %d files", len(found.items), len(files))
	}
	for path, item := range found.items {
		article, err := root.Read(context.Background(), Options{}, path)
		if err != nil {
			t.Error(err)
			continue
		}
		got, want := article.Item, *item
		got.Minutes, want.Minutes = 0, 0 // the list's are a guess
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("the article says\n%+v\nthe list says\n%+v", got, want)
		}
		if diff := article.Minutes - item.Minutes; diff > 1+article.Minutes/5 || diff < -1-article.Minutes/5 {
			t.Errorf("%s: %d minutes, in the list %d", path, article.Minutes, item.Minutes)
		}
	}
}

func TestEmptyAndBinaryFiles(t *testing.T) {
	root := openTestRoot(t, "", writeFiles(t, map[string]string{
		"empty.md": "", "blank.md": "\n \n", "picture.md": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\xff",
	}))
	found := walkRoot(t, root)
	for name, title := range map[string]string{"empty.md": "empty", "blank.md": "blank"} {
		if item := found.items[name]; item == nil || item.Title != title {
			t.Errorf("%s: %+v", name, item)
		}
		if _, err := root.Read(context.Background(), Options{}, name); err != nil {
			t.Error(err)
		}
	}
	if p := found.problems["empty.md"]; p.Text != "This file is empty." || p.Unreadable {
		t.Errorf("problem %+v", p)
	}
	if p := found.problems["picture.md"]; p.Text != "This is not a text file, so it cannot be shown." || !p.Unreadable {
		t.Errorf("problem %+v", p)
	}
	_, err := root.Read(context.Background(), Options{}, "picture.md")
	if err == nil || err.Error() != "picture.md cannot be shown: it is not a text file" {
		t.Errorf("error %v", err)
	}
}

// TestHalfReadableFile shows the part of a file that can be read.
func TestHalfReadableFile(t *testing.T) {
	fault := errors.New("input/output error")
	text := "---\ntitle: Of tides\n---\nThe sea rises.\n\nIt falls."
	root := NewRoot("root", "Root", halfFS{fstest.MapFS{"a.md": {Data: []byte(text)}}, len(text) - 9, fault})
	if item := walkRoot(t, root).items["a.md"]; item == nil || item.Title != "Of tides" {
		t.Errorf("item %+v", item)
	}
	article, err := root.Read(context.Background(), Options{}, "a.md")
	if err != nil {
		t.Fatal(err)
	}
	if shown := fmt.Sprint(article.Document.Blocks); !strings.Contains(shown, "The sea rises.") {
		t.Errorf("the article is %s", shown)
	}
	if got := article.Problems; len(got) != 1 || got[0].Line != 0 || got[0].Text != "This file could be read only in part: input/output error." {
		t.Errorf("problems %+v", got)
	}
	root = NewRoot("root", "Root", halfFS{fstest.MapFS{"a.md": {Data: []byte(text)}}, 0, fault})
	if p := walkRoot(t, root).problems["a.md"]; !p.Unreadable || p.Text != "This file cannot be read: input/output error." {
		t.Errorf("problem %+v", p)
	}
	if _, err := root.Read(context.Background(), Options{}, "a.md"); !errors.Is(err, fault) {
		t.Errorf("error %v", err)
	}
}

// halfFS fails after so many bytes of each file.
type halfFS struct {
	files fstest.MapFS
	bytes int
	fault error
}

func (h halfFS) Open(name string) (fs.File, error) {
	f, err := h.files.Open(name)
	if _, isFolder := f.(fs.ReadDirFile); isFolder || err != nil {
		return f, err
	}
	return &faultyFile{File: f, left: h.bytes, fault: h.fault}, nil
}
