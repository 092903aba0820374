package search

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"broadsheet/library/killtest"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// agrees checks that what is found in the index, and beside it, is what is found
// without one.
func agrees(t *testing.T, l *shelf, dir string) {
	t.Helper()
	plain := opened(t, dir, shelfOptions{})
	defer closeShelf(t, plain)
	for _, query := range []string{"的", "银行", "harbour", "人民币 OR tesla", "ferry -lamp", "zebra", "渡轮"} {
		if got, want := foundBy(t, l, query), foundBy(t, plain, query); !slices.Equal(got, want) {
			t.Errorf("%s: %d articles, want %d", query, len(got), len(want))
		}
	}
}

func textPath(l *shelf) string { return filepath.Join(l.options.Roots[0].Folder, FileName) }

// heldBy is how many articles are in the index of a library's first root.
func heldBy(t testing.TB, l *shelf) int {
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

// What was written, changed or deleted since is found rightly, before it is
// indexed and after.
func TestIndexFollowsFiles(t *testing.T) {
	t.Parallel()
	dir, all := writtenFolder(t, 11, 350)
	cache := t.TempDir()
	closeShelf(t, indexed(t, dir, cache))
	r := rand.New(rand.NewPCG(12, 12))
	for i := range 30 {
		a := &all[i*7]
		a.paragraphs = append(a.paragraphs, "zebra 渡轮 "+sentence(r))
		saveArticle(t, dir, *a)
		if err := os.Remove(filepath.Join(dir, all[300+i].path)); err != nil {
			t.Fatal(err)
		}
		saveArticle(t, dir, writeArticle(r, 9000+i))
	}
	l := opened(t, dir, shelfOptions{cache: cache})
	defer closeShelf(t, l)
	if got := len(foundBy(t, l, "zebra")); got != 30 {
		t.Errorf("%d changed articles are found before they are indexed", got)
	}
	agrees(t, l, dir)
	var last Progress
	if err := l.indexTexts(t.Context(), false, func(p Progress) { last = p }); err != nil {
		t.Fatal(err)
	}
	if last.Articles != 60 || last.OfArticles != 60 || last.Held != 290 {
		t.Errorf("the progress is %+v", last)
	}
	agrees(t, l, dir)
	if rows := heldBy(t, l); rows != 350 {
		t.Errorf("%d articles are in the index", rows)
	}
	killtest.CheckWhole(t, textPath(l))
}

// The index is brought up to date in the background.
func TestIndexInTheBackground(t *testing.T) {
	t.Parallel()
	dir, _ := writtenFolder(t, 13, 300)
	l := opened(t, dir, shelfOptions{cache: t.TempDir(), index: true})
	defer closeShelf(t, l)
	for heldBy(t, l) < 300 || l.indexing.Load() {
		<-l.news
	}
	agrees(t, l, dir)
}

// A small library keeps nothing.
func TestSmallLibrariesHaveNoIndex(t *testing.T) {
	t.Parallel()
	dir, _ := writtenFolder(t, 14, 50)
	cache := t.TempDir()
	closeShelf(t, indexed(t, dir, cache))
	if left, err := os.ReadDir(cache); err != nil || len(left) > 0 {
		t.Errorf("there are %v (%v)", left, err)
	}
}

func TestDamagedIndexIsMadeAnew(t *testing.T) {
	dir, _ := writtenFolder(t, 15, 300)
	damages := map[string]func(path string) error{
		"garbage":   func(path string) error { return os.WriteFile(path, []byte(strings.Repeat("garbage ", 5000)), 0o600) },
		"truncated": func(path string) error { return os.Truncate(path, 100_000) },
		"empty":     func(path string) error { return os.Truncate(path, 0) },
		"overwritten": func(path string) error {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for i := 20_000; i < len(data); i++ {
				data[i] = byte(i * 7)
			}
			return os.WriteFile(path, data, 0o600)
		},
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cache := t.TempDir()
			l := indexed(t, dir, cache)
			path := textPath(l)
			closeShelf(t, l)
			if err := damage(path); err != nil {
				t.Fatal(err)
			}
			l = opened(t, dir, shelfOptions{cache: cache})
			defer closeShelf(t, l)
			agrees(t, l, dir)
			indexTexts(t, l)
			agrees(t, l, dir)
			if told := toldBy(l); name != "empty" && !strings.Contains(told, "damaged") || strings.Count(told, "\n") > 0 {
				t.Errorf("the reader is told: %s", told)
			}
			if rows := heldBy(t, l); rows != 300 {
				t.Errorf("%d articles are in the index", rows)
			}
		})
	}
}

func TestIndexOfAnotherVersionIsMadeAnew(t *testing.T) {
	t.Parallel()
	dir, _ := writtenFolder(t, 16, 300)
	cache := t.TempDir()
	l := indexed(t, dir, cache)
	path := textPath(l)
	closeShelf(t, l)
	file := sqlite.Database{Path: path}
	if err := file.With(t.Context(), "", func(ctx context.Context) error {
		_, err := file.Connection.ExecContext(ctx, "pragma user_version = 99")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	l = indexed(t, dir, cache)
	defer closeShelf(t, l)
	if told := toldBy(l); !strings.Contains(told, "another version") {
		t.Errorf("the reader is told: %s", told)
	}
	agrees(t, l, dir)
}

// When the disk is full, searching goes on without the rest of the index.
func TestIndexOnAFullDisk(t *testing.T) {
	t.Parallel()
	dir, _ := writtenFolder(t, 17, 300)
	l := opened(t, dir, shelfOptions{cache: t.TempDir(), pages: 30})
	defer closeShelf(t, l)
	err := l.indexTexts(t.Context(), false, func(Progress) {})
	if err == nil || !strings.Contains(err.Error(), "full") {
		t.Fatalf("the error is %v", err)
	}
	agrees(t, l, dir)
	killtest.CheckWhole(t, textPath(l))

	background := opened(t, dir, shelfOptions{cache: t.TempDir(), pages: 30, index: true})
	defer closeShelf(t, background)
	for toldBy(background) == "" {
		<-background.news
	}
	told := toldBy(background)
	if !strings.Contains(told, "cannot be kept") || !strings.Contains(told, "full") {
		t.Errorf("the reader is told: %s", told)
	}
	agrees(t, background, dir)
}

// Where nothing can be written, an index that is there is used all the same.
// (Who may write everywhere sees an index that is up to date but for one.)
func TestIndexInAReadOnlyFolder(t *testing.T) {
	t.Parallel()
	dir, _ := writtenFolder(t, 18, 300)
	cache := t.TempDir()
	l := indexed(t, dir, cache)
	folder := filepath.Dir(textPath(l))
	closeShelf(t, l)
	for _, path := range []string{filepath.Join(folder, FileName), folder} {
		if err := os.Chmod(path, 0o500); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(folder, 0o700) //nolint:errcheck // for the test's cleaning up
	saveArticle(t, dir, writtenArticle{path: "new.md", title: "Zebra", date: noon()})
	l = opened(t, dir, shelfOptions{cache: cache})
	defer closeShelf(t, l)
	agrees(t, l, dir)
	if rows := heldBy(t, l); rows != 300 {
		t.Errorf("%d articles are in the index", rows)
	}
}

// While one process writes the index, others read what there is of it and do
// not write.
func TestOneIndexerAtATime(t *testing.T) {
	t.Parallel()
	dir, _ := writtenFolder(t, 19, 300)
	cache := t.TempDir()
	first, second := opened(t, dir, shelfOptions{cache: cache}), opened(t, dir, shelfOptions{cache: cache})
	defer closeShelf(t, first)
	defer closeShelf(t, second)
	tried := false
	if err := first.indexTexts(t.Context(), false, func(p Progress) {
		if p.Articles < 100 || tried {
			return
		}
		tried = true
		if err := second.indexTexts(t.Context(), false, func(Progress) {}); !errors.Is(err, errElsewhere) {
			t.Errorf("the other one's error is %v", err)
		}
		agrees(t, second, dir)
	}); err != nil {
		t.Fatal(err)
	}
	agrees(t, second, dir)
	if rows := heldBy(t, second); !tried || rows != 300 {
		t.Errorf("it was tried: %v; the other one sees %d articles", tried, rows)
	}
	if err := first.indexTexts(t.Context(), true, func(Progress) {}); err != nil {
		t.Fatal(err)
	}
	agrees(t, second, dir)
}

// An interrupted indexer goes on where it was.
func TestInterruptedIndexGoesOn(t *testing.T) {
	t.Parallel()
	dir, _ := writtenFolder(t, 20, 300)
	l := opened(t, dir, shelfOptions{cache: t.TempDir()})
	defer closeShelf(t, l)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if err := l.indexTexts(ctx, false, func(p Progress) {
		if p.Articles > 100 {
			cancel()
		}
	}); !errors.Is(err, context.Canceled) {
		t.Fatalf("the error is %v", err)
	}
	agrees(t, l, dir)
	held := heldBy(t, l)
	var last Progress
	if err := l.indexTexts(t.Context(), false, func(p Progress) { last = p }); err != nil {
		t.Fatal(err)
	}
	if held < 100 || last.Held != held || last.OfArticles != 300-held {
		t.Errorf("%d were held when it was interrupted; then the progress is %+v", held, last)
	}
	agrees(t, l, dir)
}

// Two roots are searched as one library.
func TestSearchOfTwoRoots(t *testing.T) {
	t.Parallel()
	large, all := writtenFolder(t, 21, 300)
	small, few := writtenFolder(t, 22, 40)
	l := openedRoots(t, shelfOptions{cache: t.TempDir()}, large, small)
	defer closeShelf(t, l)
	indexTexts(t, l)
	for _, query := range []string{"harbour", "人"} {
		want := len(oracle(large, all, func(text string) bool { return matchesSimply(text, query) })) +
			len(oracle(small, few, func(text string) bool { return matchesSimply(text, query) }))
		if got := len(foundBy(t, l, query)); got != want {
			t.Errorf("%s: %d articles, want %d", query, got, want)
		}
		hits := searchFor(t, l, query, model.SearchOptions{Limit: 30})
		if whole := foundBy(t, l, query)[:30]; !slices.Equal(listed(hits.Listing), whole) {
			t.Errorf("%s: the first 30 are others", query)
		}
	}
}

func matchesSimply(text, query string) bool {
	if query[0] < 0x80 {
		return hasPhrase(text, query)
	}
	return strings.Contains(text, query)
}

// A bit that turned may make a text of a number, or nothing of it. That is damage as
// any other.
func TestNumbersThatAreNone(t *testing.T) {
	t.Parallel()
	dir, _ := writtenFolder(t, 23, 250)
	for _, value := range []string{"''", "x'00'", "'x'"} {
		cache := t.TempDir()
		l := indexed(t, dir, cache)
		path := textPath(l)
		closeShelf(t, l)
		for _, statement := range []string{
			"pragma writable_schema = on; update sqlite_schema set sql = replace(sql, ') strict', ')') where name = 'documents'",
			"update documents set written = " + value + " where row = (select max(row) from documents)",
		} {
			execute(t, path, statement)
		}
		if err := Check(t.Context(), filepath.Dir(path)); !sqlite.IsDamaged(err) {
			t.Errorf("%s: looking at it says %v", value, err)
		}
		l = indexed(t, dir, cache)
		if told := toldBy(l); !strings.Contains(told, "damaged") || !strings.Contains(told, "gathered anew") {
			t.Errorf("%s: told is %q", value, told)
		}
		agrees(t, l, dir)
		closeShelf(t, l)
	}
}

func execute(t *testing.T, path, statement string) {
	t.Helper()
	pool, err := sqlite.OpenPool(path, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.ExecContext(t.Context(), statement); err != nil {
		t.Error(err)
	}
	if err := pool.Close(); err != nil {
		t.Error(err)
	}
}
