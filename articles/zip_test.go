package articles

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"broadsheet/articles/gate"
)

// zipOf makes a zip file of what add adds.
func zipOf(t testing.TB, add func(*zip.Writer)) []byte {
	t.Helper()
	var data bytes.Buffer
	w := zip.NewWriter(&data)
	add(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// addFile adds a file whose name need not be UTF-8.
func addFile(t testing.TB, w *zip.Writer, header zip.FileHeader, text string) {
	t.Helper()
	header.Method = zip.Deflate
	f, err := w.CreateHeader(&header)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(f, text); err != nil {
		t.Fatal(err)
	}
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
	root := openZip(t, zipOf(t, func(w *zip.Writer) {
		addFile(t, w, zip.FileHeader{Name: "science/"}, "")
		for _, name := range []string{"a.md", "science/sea/b.md", ".git/c.md", "__MACOSX/._a.md", "d.pdf", " .md", "inner.zip"} {
			addFile(t, w, zip.FileHeader{Name: name}, coastStory)
		}
	}))
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

func TestZipNames(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("新闻/潮水涨了.md")
	if err != nil {
		t.Fatal(err)
	}
	dos, err := charmap.CodePage437.NewEncoder().String("déjà vu.md")
	if err != nil {
		t.Fatal(err)
	}
	const local = "\xff\xfe name.md"
	unicodePath := binary.LittleEndian.AppendUint16(nil, 0x7075)
	unicodePath = binary.LittleEndian.AppendUint16(unicodePath, uint16(5+len("月亮.md")))
	unicodePath = binary.LittleEndian.AppendUint32(append(unicodePath, 1), crc32.ChecksumIEEE([]byte(local)))
	unicodePath = append(unicodePath, "月亮.md"...)
	tests := []struct {
		header  zip.FileHeader
		path    string
		problem string
	}{
		{zip.FileHeader{Name: "UTF-8 潮水.md"}, "UTF-8 潮水.md", ""},
		{zip.FileHeader{Name: gbk, NonUTF8: true}, "新闻/潮水涨了.md", ""},
		{zip.FileHeader{Name: dos, NonUTF8: true}, "déjà vu.md", ""},
		{zip.FileHeader{Name: local, NonUTF8: true, Extra: unicodePath}, "月亮.md", ""},
		{zip.FileHeader{Name: `folder\back.md`}, "folder/back.md", ""},
		{zip.FileHeader{Name: "../../etc/up.md"}, "etc/up.md", "The zip file puts this file outside of itself, as ../../etc/up.md; it is shown as if it were inside."},
		{zip.FileHeader{Name: "/etc/absolute.md"}, "etc/absolute.md", "The zip file puts this file outside of itself, as /etc/absolute.md; it is shown as if it were inside."},
		{zip.FileHeader{Name: `C:\Users\drive.md`}, "Users/drive.md", "The zip file puts this file outside of itself, as C:/Users/drive.md; it is shown as if it were inside."},
		{zip.FileHeader{Name: "a/../b/within.md"}, "b/within.md", ""},
		{zip.FileHeader{Name: "./here.md"}, "here.md", ""},
		{zip.FileHeader{Name: "escape \x1b[31m.md"}, "escape \x1b[31m.md", ""},
	}
	root := openZip(t, zipOf(t, func(w *zip.Writer) {
		for _, test := range tests {
			addFile(t, w, test.header, "The sea rises.")
		}
	}))
	found := walkRoot(t, root)
	for _, test := range tests {
		if found.items[test.path] == nil {
			t.Errorf("%q was not found as %q", test.header.Name, test.path)
			continue
		}
		if p := found.problems[gate.Clean(test.path)]; p.Text != test.problem || p.Unreadable {
			t.Errorf("%q: problem %+v", test.path, p)
		}
		if _, err := root.Read(context.Background(), Options{}, test.path); err != nil {
			t.Error(err)
		}
	}
	if len(found.items) != len(tests) {
		t.Errorf("found %q", slices.Collect(maps.Keys(found.items)))
	}
}

// TestZipBomb reads no more of 50 MB that were packed a thousand to one than it
// shows.
func TestZipBomb(t *testing.T) {
	data := zipOf(t, func(w *zip.Writer) {
		f, err := w.Create("bomb.md")
		if err != nil {
			t.Fatal(err)
		}
		part := []byte(strings.Repeat("a", 1<<20))
		for range 50 {
			if _, err := f.Write(part); err != nil {
				t.Fatal(err)
			}
		}
	})
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

func TestDamagedZip(t *testing.T) {
	data := zipOf(t, func(w *zip.Writer) {
		addFile(t, w, zip.FileHeader{Name: "good.md"}, "The sea rises.")
		addFile(t, w, zip.FileHeader{Name: "twice.md"}, "The sea rises.")
		addFile(t, w, zip.FileHeader{Name: "twice.md"}, "The sea falls.")
		addFile(t, w, zip.FileHeader{Name: "bad.md"}, "The sea rises and falls.")
		link := zip.FileHeader{Name: "link.md"}
		link.SetMode(fs.ModeSymlink | 0o777)
		addFile(t, w, link, "/etc/passwd")
		if _, err := w.CreateRaw(&zip.FileHeader{Name: "locked.md", Flags: 1}); err != nil {
			t.Fatal(err)
		}
	})
	at := bytes.Index(data, []byte("bad.md")) + len("bad.md")
	copy(data[at:], "\xff\xff\xff\xff\xff\xff")
	root := openZip(t, data)
	found := walkRoot(t, root)
	if got, want := slices.Sorted(maps.Keys(found.items)), []string{"good.md", "twice.md"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	for path, want := range map[string]string{
		"bad.md":    "This file cannot be read: ",
		"twice.md":  "The zip file holds another file of this name",
		"locked.md": "This file is encrypted",
		"link.md":   "This is a link or a device inside a zip file",
	} {
		if p := found.problems[path]; !strings.HasPrefix(p.Text, want) {
			t.Errorf("%s: %+v", path, p)
		}
	}
	if _, err := root.Read(context.Background(), Options{}, "bad.md"); err == nil || !strings.HasPrefix(err.Error(), "bad.md cannot be read: ") {
		t.Errorf("error %v", err)
	}
}
