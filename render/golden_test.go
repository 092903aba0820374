package render

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"broadsheet/model"
	"broadsheet/render/themes"
)

var update = flag.Bool("update", false, "write the pages that the tests give to testdata")

// TestPages holds the pages of all kinds of blocks at several widths against
// testdata, where a reader can look at them.
func TestPages(t *testing.T) {
	for name, d := range pages() {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name+".txtar")
			got := pagesOf(t, d)
			if *update {
				if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := txtar.ParseFile(file)
			if err != nil || len(want.Files) != len(got.Files) {
				t.Fatal(file, "cannot be read or holds other widths:", err)
			}
			for i, f := range got.Files {
				if !bytes.Equal(f.Data, want.Files[i].Data) {
					t.Errorf("%s at width %s:\n%s", name, f.Name, f.Data)
				}
			}
		})
	}
}

// pagesOf makes the plain pages of a document at some widths.
func pagesOf(t *testing.T, d *model.Document) *txtar.Archive {
	t.Helper()
	var pages txtar.Archive
	for _, width := range []int{20, 40, 76} {
		p := layOut(t, d, Options{Width: width})
		var b bytes.Buffer
		for i := range p.Len() {
			fmt.Fprintln(&b, p.Plain(i))
		}
		pages.Files = append(pages.Files, txtar.File{Name: fmt.Sprint(width), Data: b.Bytes()})
	}
	return &pages
}

// layOut makes a page, in the dark theme unless the options name another.
func layOut(t testing.TB, d *model.Document, o Options) *Page {
	t.Helper()
	if o.Theme == nil {
		o.Theme = theme(t, "dark")
	}
	p, err := New(16<<20).Page(context.Background(), d, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func theme(t testing.TB, name string) *themes.Theme {
	t.Helper()
	th, err := themes.Load(name, name != "light")
	if err != nil {
		t.Fatal(err)
	}
	return th
}
