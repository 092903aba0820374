package files

import (
	"archive/zip"
	"bytes"
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
)

// Whatever a zip file holds, the paths of its articles are valid, and opening
// them ends.
func FuzzZip(f *testing.F) {
	var seed bytes.Buffer
	w := zip.NewWriter(&seed)
	for _, header := range []zip.FileHeader{
		{Name: "a/b.md"},
		{Name: `..\..\c.html`, NonUTF8: true},
		{Name: "\xd0\xc2.md", NonUTF8: true, Extra: []byte("up\x07\x00\x01....ab")},
	} {
		header.Method = zip.Deflate
		file, err := w.CreateHeader(&header)
		if err != nil {
			f.Fatal(err)
		}
		if _, err := io.WriteString(file, "<p>The sea rises."); err != nil {
			f.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(seed.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		reader, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		a := &archive{}
		a.contents.Store(newArchived(reader, int64(len(data))))
		err = a.Walk(t.Context(), func(e Entry) error {
			if !fs.ValidPath(e.Path) && !e.Lost {
				t.Errorf("entry %+v", e)
			}
			if file, err := a.Open(e.Path); err == nil {
				_, _ = io.CopyN(io.Discard, file, 1<<16)
				_ = file.Close()
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

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
func openZip(t *testing.T, data []byte) Store {
	t.Helper()
	file := filepath.Join(t.TempDir(), "news.zip")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return openStore(t, file)
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
	found := walk(t, root)
	for _, test := range tests {
		if found.items[test.path] == nil {
			t.Errorf("%q was not found as %q", test.header.Name, test.path)
			continue
		}
		if p := found.problems[test.path]; p.Problem != test.problem || p.Lost {
			t.Errorf("%q: problem %+v", test.path, p)
		}
		if err := readAll(root, test.path); err != nil {
			t.Error(err)
		}
	}
	if len(found.items) != len(tests) {
		t.Errorf("found %q", slices.Collect(maps.Keys(found.items)))
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
	found := walk(t, root)
	if got, want := slices.Sorted(maps.Keys(found.items)), []string{"bad.md", "good.md", "twice.md"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	for path, want := range map[string]string{
		"twice.md":  "The zip file holds another file of this name",
		"locked.md": "This file is encrypted",
		"link.md":   "This is a link or a device inside a zip file",
	} {
		if p := found.problems[path]; !strings.HasPrefix(p.Problem, want) {
			t.Errorf("%s: %+v", path, p)
		}
	}
	if err := readAll(root, "bad.md"); err == nil {
		t.Error("damaged data were read")
	}
}
