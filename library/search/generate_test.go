package search

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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

func noon() time.Time { return time.Date(2021, 6, 11, 12, 0, 0, 0, time.UTC) }

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

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
