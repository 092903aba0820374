package files

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"testing"
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
