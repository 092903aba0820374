package files

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// deflated is a text as a zip file holds it.
func deflated(t *testing.T, text string) []byte {
	t.Helper()
	var data bytes.Buffer
	w, err := flate.NewWriter(&data, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// listEntry appends an entry of a zip file's list, for data at an offset.
func listEntry(list []byte, name string, text string, packed, offset int) []byte {
	order := binary.LittleEndian
	header := make([]byte, 46)
	order.PutUint32(header[0:], 0x02014b50)
	order.PutUint16(header[8:], 0x800) // names are UTF-8
	order.PutUint16(header[10:], zip.Deflate)
	order.PutUint32(header[16:], crc32.ChecksumIEEE([]byte(text)))
	order.PutUint32(header[20:], uint32(packed))
	order.PutUint32(header[24:], uint32(len(text)))
	order.PutUint16(header[28:], uint16(len(name)))
	order.PutUint32(header[42:], uint32(offset))
	return append(append(list, header...), name...)
}

// listEnd appends the end of a zip file's list, which begins at an offset.
func listEnd(file []byte, entries, start int) []byte {
	order := binary.LittleEndian
	end := make([]byte, 22)
	order.PutUint32(end[0:], 0x06054b50)
	order.PutUint16(end[8:], uint16(entries))
	order.PutUint16(end[10:], uint16(entries))
	order.PutUint32(end[12:], uint32(len(file)-start))
	order.PutUint32(end[16:], uint32(start))
	return append(file, end...)
}

// localHeader is what stands before data of this size.
func localHeader(name string, packed int) []byte {
	order := binary.LittleEndian
	header := make([]byte, 30)
	order.PutUint32(header[0:], 0x04034b50)
	order.PutUint16(header[8:], zip.Deflate)
	order.PutUint32(header[18:], uint32(packed))
	order.PutUint16(header[26:], uint16(len(name)))
	return append(header, name...)
}

// TestZipOfOneFileUnderManyNames is a zip bomb: many names for the same data.
func TestZipOfOneFileUnderManyNames(t *testing.T) {
	text := strings.Repeat("The sea rises. ", 1<<16)
	data := deflated(t, text)
	file := append(localHeader("0.md", len(data)), data...)
	start := len(file)
	const n = 500
	for i := range n {
		file = listEntry(file, fmt.Sprintf("%d.md", i), text, len(data), 0)
	}
	found := walk(t, openZip(t, listEnd(file, n, start)))
	if len(found.items) != 1 || len(found.problems) != n-1 {
		t.Errorf("%d articles and %d problems, want one article", len(found.items), len(found.problems))
	}
	for name, p := range found.problems {
		if !p.Lost || !strings.Contains(p.Problem, "into the data of another") {
			t.Fatalf("%s: %+v", name, p)
		}
	}
}

// TestZipOfFilesInFiles is the other kind: the data of each file quote the
// headers of those that follow.
func TestZipOfFilesInFiles(t *testing.T) {
	data := deflated(t, "The sea rises.")
	inner := append(localHeader("inner.md", len(data)), data...)
	outer := make([]byte, 5, 5+len(inner)) // a stored block, the last one
	outer[0] = 1
	binary.LittleEndian.PutUint16(outer[1:], uint16(len(inner)))
	binary.LittleEndian.PutUint16(outer[3:], ^uint16(len(inner)))
	outer = append(outer, inner...)
	file := append(localHeader("outer.md", len(outer)), outer...)
	start := len(file)
	file = listEntry(file, "outer.md", string(inner), len(outer), 0)
	file = listEntry(file, "inner.md", "The sea rises.", len(data), 30+len("outer.md")+5)
	found := walk(t, openZip(t, listEnd(file, 2, start)))
	if p := found.problems["inner.md"]; !strings.Contains(p.Problem, "into the data of another") || found.items["inner.md"] != nil {
		t.Errorf("found %v, problems %v", found.items, found.problems)
	}
}

// TestZipOfMuchText claims two gigabytes in two megabytes.
func TestZipOfMuchText(t *testing.T) {
	const n = 2000
	text := strings.Repeat("The sea rises. ", 1<<20/15)
	data, sum := deflated(t, text), crc32.ChecksumIEEE([]byte(text))
	file := zipOf(t, func(w *zip.Writer) {
		for i := range n {
			header := &zip.FileHeader{
				Name: fmt.Sprintf("%04d.txt", i), Method: zip.Deflate, CRC32: sum,
				CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(text)),
			}
			f, err := w.CreateRaw(header)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Write(data); err != nil {
				t.Fatal(err)
			}
		}
	})
	found := walk(t, openZip(t, file))
	most := max(64<<20, 64*len(file)) / len(text)
	if len(found.items) == 0 || len(found.items) > most || len(found.items)+len(found.problems) != n {
		t.Errorf("%d articles and %d problems; want at most %d, and %d together", len(found.items), len(found.problems), most, n)
	}
	if p := found.problems["1999.txt"]; !p.Lost || !strings.Contains(p.Problem, "MB of text together") {
		t.Errorf("it is said: %+v", p)
	}
	if found.items["0000.txt"] == nil {
		t.Error("the first article is not there")
	}
}

// TestZipThatClaimsLess has more in a file than it says.
func TestZipThatClaimsLess(t *testing.T) {
	text := strings.Repeat("The sea rises. ", 1<<16)
	data := deflated(t, text)
	file := append(localHeader("a.md", len(data)), data...)
	start := len(file)
	file = listEntry(file, "a.md", text[:100], len(data), 0)
	if err := readAll(openZip(t, listEnd(file, 1, start)), "a.md"); err == nil {
		t.Error("more was read than there is said to be")
	}
}

func TestZipNamesOfAnyKind(t *testing.T) {
	long := strings.Repeat("long/", 13_000) + "a.md"
	root := openZip(t, zipOf(t, func(w *zip.Writer) {
		for _, name := range []string{"/etc/a.md", "../../b.md", "c.md", "c.md", "C:/d.md", long} {
			addFile(t, w, zip.FileHeader{Name: name}, "The sea rises.")
		}
		link := zip.FileHeader{Name: "link.md"}
		link.SetMode(0o777 | os.ModeSymlink)
		addFile(t, w, link, "/etc/passwd")
		addFile(t, w, zip.FileHeader{Name: "secret.md", Flags: 1}, "The sea rises.")
	}))
	found := walk(t, root)
	if got, want := slices.Sorted(maps.Keys(found.items)), []string{"b.md", "c.md", "d.md", "etc/a.md"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	for name, p := range found.problems {
		if len(name) > 4096 {
			t.Errorf("a problem is told of a path of %d bytes", len(name))
		}
		if strings.HasPrefix(name, "long/") && !strings.Contains(p.Problem, "too long") || name == "link.md" && !strings.Contains(p.Problem, "link") ||
			name == "secret.md" && !strings.Contains(p.Problem, "encrypted") {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if len(found.problems) != 7 { // b, c, d and etc/a are shown as if they were inside, and the three that are not shown
		t.Errorf("%d problems: %v", len(found.problems), slices.Sorted(maps.Keys(found.problems)))
	}
}

// TestZipOfVeryManyNames lists more than is taken in.
func TestZipOfVeryManyNames(t *testing.T) {
	var list []byte
	name := strings.Repeat("n", 65_000) + ".md"
	n := 64<<20/len(name) + 10
	for range n {
		list = listEntry(list, name, "", 0, 0)
	}
	file := filepath.Join(t.TempDir(), "news.zip")
	if err := os.WriteFile(file, listEnd(list, n, 0), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Open(file, file)
	if err == nil || !strings.Contains(err.Error(), "unpack it into a folder") {
		t.Errorf("error %v", err)
	}
}

// TestZipIsClosedOnce closes a root as a library does, and whoever opened it.
func TestZipIsClosedOnce(t *testing.T) {
	root := openZip(t, zipOf(t, func(w *zip.Writer) { addFile(t, w, zip.FileHeader{Name: "a.md"}, "The sea rises.") }))
	for range 2 {
		if err := root.Close(); err != nil {
			t.Error(err)
		}
	}
}
