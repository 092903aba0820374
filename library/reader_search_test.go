package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"broadsheet/library/search"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

func textPath(l *Library) string { return filepath.Join(l.roots[0].folder, search.FileName) }

// heldBy is how many articles are in the full text of a library's first root.
func heldBy(t testing.TB, l *Library) int {
	t.Helper()
	if _, err := os.Stat(textPath(l)); err != nil {
		return 0
	}
	pool, err := sqlite.OpenPool(textPath(l), "&mode=ro", 1)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close() //nolint:errcheck // nothing was written
	var n int
	if err := pool.QueryRowContext(t.Context(), "select count(*) from documents").Scan(&n); err != nil {
		return 0 // it is being made
	}
	return n
}

func searchFor(t testing.TB, r *Reader, query string) model.Hits {
	t.Helper()
	hits, err := r.Search(t.Context(), parse(t, query), model.SearchOptions{})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return hits
}

// The full text is made in the background, and readers are told when it is there.
func TestTextsAreIndexedInTheBackground(t *testing.T) {
	t.Parallel()
	o := cataloguing(t.TempDir())
	o.Index = true
	l := openFolder(t, newsFolder(t, 200), o)
	defer closeLibrary(t, l)
	reader := l.Reader("", ReaderOptions{})
	articles := l.Status().Articles
	until(t, reader, "all is indexed", func() bool { return heldBy(t, l) == articles && reader.Status().ToIndex == 0 })
	if hits := searchFor(t, reader, "some text"); hits.Listing.Len() < 150 || !hits.Complete {
		t.Errorf("%d articles are found; complete: %v", hits.Listing.Len(), hits.Complete)
	}
}

// The readers see how far the indexing is, unless it is done in a moment.
func TestIndexingIsSeen(t *testing.T) {
	t.Parallel()
	l := openFolder(t, newsFolder(t, 10), Options{})
	defer closeLibrary(t, l)
	reader := l.Reader("", ReaderOptions{})
	for _, test := range []struct {
		progress    search.Progress
		indexed, of int
	}{
		{search.Progress{Held: 1000, Articles: 30, OfArticles: 500}, 1030, 1500},
		{search.Progress{Held: 1000, Articles: 30, OfArticles: 50}, 0, 0},
	} {
		l.indexProgress(test.progress, true)
		<-reader.Changed()
		if status := reader.Status(); status.Indexed != test.indexed || status.ToIndex != test.of {
			t.Errorf("%+v is shown as %d of %d", test.progress, status.Indexed, status.ToIndex)
		}
	}
}

// A snippet says what the file says now.
func TestSnippetOfWhatHasChanged(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.md", "---\ntitle: Lamps\n---\n\nA zebra.")
	l := openFolder(t, dir, Options{})
	defer closeLibrary(t, l)
	reader, query := l.Reader("", ReaderOptions{}), parse(t, "zebra")
	if hits := searchFor(t, reader, "zebra"); hits.Listing.Len() != 1 {
		t.Fatal("the zebra is not found")
	}
	write(t, dir, "a.md", "---\ntitle: Lamps\n---\n\nA horse.")
	id := model.NewID(l.roots[0].files.Key(), "a.md")
	if snippet, err := reader.Snippet(t.Context(), id, query); err != nil || snippet.Text != "" {
		t.Errorf("the snippet is %q (%v)", snippet.Text, err)
	}
	if err := os.Remove(filepath.Join(dir, "a.md")); err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Snippet(t.Context(), id, query); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
}

// BenchmarkChangesSearchable changes 100 files and waits until a search finds
// what they say now (budget: 1 s, of which files rest a tenth before they are
// looked at).
func BenchmarkChangesSearchable(b *testing.B) {
	dir := newsFolder(b, 2000)
	o := cataloguing(b.TempDir())
	o.Index, o.Watch = true, WatchAuto
	l := openFolder(b, dir, o)
	defer closeLibrary(b, l)
	reader := l.Reader("", ReaderOptions{})
	for heldBy(b, l) < l.Status().Articles {
		<-reader.Changed()
	}
	for round := range b.N {
		word := fmt.Sprintf("round%d", round)
		for i := range 100 {
			write(b, dir, fmt.Sprintf("changed/%d.md", i), "# Changed\n\nThe text says "+word+".")
		}
		for searchFor(b, reader, word).Listing.Len() < 100 {
			<-reader.Changed()
		}
	}
}
