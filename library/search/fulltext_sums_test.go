package search

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// spoilWord turns a bit of a word wherever it stands in an index, which SQLite does
// not notice.
func spoilWord(t *testing.T, path, word string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	spoiled := []byte(word)
	spoiled[len(spoiled)-1] ^= 1
	if !bytes.Contains(data, []byte(word)) {
		t.Fatalf("%s is not in the index", word)
	}
	if err := os.WriteFile(path, bytes.ReplaceAll(data, []byte(word), spoiled), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A word of the full text that is another one now is noticed in the background, and
// all is found again. The next time nothing is said.
func TestDamageOfAWordIsNoticedInTheBackground(t *testing.T) {
	t.Parallel()
	dir, _ := writtenFolder(t, 21, 300)
	cache := t.TempDir()
	l := indexed(t, dir, cache)
	want, path := foundBy(t, l, "harbour"), textPath(l)
	closeShelf(t, l)
	spoilWord(t, path, "harbour")

	l = opened(t, dir, shelfOptions{cache: cache, index: true})
	for toldBy(l) == "" || heldBy(t, l) < 300 || l.indexing.Load() {
		<-l.news
	}
	if told := toldBy(l); !strings.Contains(told, "damaged") || !strings.Contains(told, "gathered anew") {
		t.Errorf("the reader is told: %s", told)
	}
	if got := foundBy(t, l, "harbour"); !slices.Equal(got, want) {
		t.Errorf("%d articles are found, want %d", len(got), len(want))
	}
	closeShelf(t, l)
	l = indexed(t, dir, cache)
	defer closeShelf(t, l)
	if told := toldBy(l); told != "" {
		t.Errorf("the next time the reader is told: %s", told)
	}
}

// Sums that are gone, damaged or of another version say nothing against an index:
// they are written anew, and the index stays.
func TestSumsAreWrittenAnew(t *testing.T) {
	dir, _ := writtenFolder(t, 22, 300)
	for name, change := range map[string]func(path string) error{
		"gone":    os.Remove,
		"empty":   func(path string) error { return os.Truncate(path, 0) },
		"another": func(path string) error { return os.WriteFile(path, []byte(`{"Version":99}`), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			changeSums(t, dir, change)
		})
	}
}

// changeSums indexes a folder, changes the sums, and indexes it again.
func changeSums(t *testing.T, dir string, change func(path string) error) {
	t.Helper()
	cache := t.TempDir()
	l := indexed(t, dir, cache)
	path, sums := textPath(l), filepath.Join(filepath.Dir(textPath(l)), "text.sums")
	want, err := os.ReadFile(sums)
	if err != nil {
		t.Fatal(err)
	}
	closeShelf(t, l)
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := change(sums); err != nil {
		t.Fatal(err)
	}
	l = indexed(t, dir, cache)
	defer closeShelf(t, l)
	if told := toldBy(l); told != "" {
		t.Errorf("the reader is told: %s", told)
	}
	if got, err := os.ReadFile(sums); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the sums are %s, want %s (%v)", got, want, err)
	}
	if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) {
		t.Errorf("the index is another one (%v)", err)
	}
}

// BenchmarkVerify holds an index against its sums (budget: 100 MB in a second).
func BenchmarkVerify(b *testing.B) {
	dir, _ := writtenFolder(b, 23, 2000)
	l := indexed(b, dir, b.TempDir())
	defer closeShelf(b, l)
	info, err := os.Stat(textPath(l))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	b.ReportAllocs()
	for b.Loop() {
		if err := Check(b.Context(), l.options.Roots[0].Folder); err != nil {
			b.Fatal(err)
		}
	}
}
