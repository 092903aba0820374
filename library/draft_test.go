package library

import (
	"os"
	"path/filepath"
	"testing"

	"broadsheet/articles"
	"broadsheet/model/query"
)

// A draft in a folder is hidden, and said to be; one that is opened by its own
// name is there.
func TestDrafts(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "draft.md")
	if err := os.WriteFile(path, []byte("---\ntitle: Not yet\npublished: false\n---\n\nSoon.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		path           string
		list, problems int
	}{{folder, 0, 1}, {path, 1, 0}} {
		root, err := articles.OpenRoot("", test.path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := root.Close(); err != nil {
				t.Error(err)
			}
		})
		opened := open(t, root)
		wait(t, opened)
		items, err := opened.Reader("anna", ReaderOptions{}).List(t.Context(), query.Query{}, query.NewestFirst, nil)
		if err != nil {
			t.Fatal(err)
		}
		if items.Len() != test.list || len(opened.Problems()) != test.problems {
			t.Errorf("%s lists %d articles and has the problems %v", test.path, items.Len(), opened.Problems())
		}
	}
}
