package library

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/library/search"
	"broadsheet/model"
)

// leastKept is how many articles a root of these tests has at least that is kept
// in the cache.
const leastKept = 200

// writtenArticle is an article of the tests' own making, with its text as a
// reader sees it.
type writtenArticle struct {
	path, title string
	paragraphs  []string
	date        time.Time
	category    string
}

const (
	hanLetters  = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经数字币金融银行國內發"
	latinWords  = "harbour ferry lamp quay market river Tesla Café naïve interest rate bank cloud model learning machine GPU iPhone15 covid the of and a in"
	punctuation = "，。、；：“”！？"
)

// sentence mixes Chinese and Latin words, as news do.
func sentence(r *rand.Rand) string {
	han, words := []rune(hanLetters), strings.Fields(latinWords)
	marks := []rune(punctuation)
	var b strings.Builder
	for range 4 + r.IntN(12) {
		switch r.IntN(5) {
		case 0:
			b.WriteString(pick(r, words...) + pick(r, " ", " ", ", ", "-", ""))
		case 1:
			b.WriteRune(pick(r, marks...))
		default:
			for range 1 + r.IntN(7) {
				b.WriteRune(pick(r, han...))
			}
		}
	}
	return strings.TrimSpace(b.String())
}

func writeArticle(r *rand.Rand, i int) writtenArticle {
	a := writtenArticle{
		path:     fmt.Sprintf("%d/%d.md", i%20, i),
		title:    "题" + sentence(r),
		date:     noon().Add(-time.Duration(r.IntN(3000)) * time.Hour),
		category: pick(r, "金融", "科技", "Harbour"),
	}
	for range 1 + r.IntN(4) {
		a.paragraphs = append(a.paragraphs, "文"+sentence(r))
	}
	return a
}

func (a writtenArticle) file() string {
	return fmt.Sprintf("---\ntitle: '%s'\ndate: %s\ncategories: %s\n---\n\n%s\n",
		a.title, a.date.Format(time.RFC3339), a.category, strings.Join(a.paragraphs, "\n\n"))
}

// texts is what there is to search.
func (a writtenArticle) texts() []string { return append([]string{a.title}, a.paragraphs...) }

func (a writtenArticle) id(dir string) model.ID { return model.NewID(dir, a.path) }

// writtenFolder writes articles into a new folder.
func writtenFolder(t testing.TB, seed uint64, n int) (dir string, all []writtenArticle) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(seed, 2))
	for i := range n {
		all = append(all, writeArticle(r, i))
		saveArticle(t, dir, all[i])
	}
	return dir, all
}

func saveArticle(t testing.TB, dir string, a writtenArticle) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(a.path))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(a.file()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// opened opens a library of the folder and waits for it.
func opened(t testing.TB, dir string, o Options) *Library {
	t.Helper()
	return openedRoots(t, o, dir)
}

func openedRoots(t testing.TB, o Options, dirs ...string) *Library {
	t.Helper()
	var roots []*articles.Root
	for _, dir := range dirs {
		root, err := articles.OpenRoot("", dir)
		if err != nil {
			t.Fatal(err)
		}
		roots = append(roots, root)
	}
	o.Now, o.catalogueFrom = noon, leastKept
	l, err := Open(t.Context(), roots, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return l
}

// indexed is opened, with the full text up to date.
func indexed(t testing.TB, dir, cache string) *Library {
	t.Helper()
	l := opened(t, dir, Options{Cache: cache})
	indexTexts(t, l)
	return l
}

func indexTexts(t testing.TB, l *Library) {
	t.Helper()
	if err := l.IndexTexts(t.Context(), false, func(search.Progress) {}); err != nil {
		t.Fatal(err)
	}
}

func searchFor(t testing.TB, l *Library, query string, o model.SearchOptions) model.Hits {
	t.Helper()
	hits, err := l.Reader("", ReaderOptions{}).Search(context.Background(), parse(t, query), o)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return hits
}

// foundBy names what a query finds.
func foundBy(t testing.TB, l *Library, query string) []model.ID {
	t.Helper()
	hits := searchFor(t, l, query, model.SearchOptions{})
	if !hits.Complete || hits.Unsearched != 0 {
		t.Errorf("%s: complete %v, %d not looked through", query, hits.Complete, hits.Unsearched)
	}
	return listed(hits.Listing)
}

func listed(list model.Listing) []model.ID {
	names := make([]model.ID, list.Len())
	for row := range names {
		names[row] = list.At(row).ID
	}
	return names
}

// paths names the files of the articles of a listing.
func paths(t testing.TB, l *Library, list model.Listing) []string {
	t.Helper()
	var names []string
	for item := range whole(t, l.Reader("", ReaderOptions{}), list) {
		names = append(names, strings.TrimSuffix(item.Path, ".md"))
	}
	return names
}
