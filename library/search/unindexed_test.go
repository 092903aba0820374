package search

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"broadsheet/articles"
	"broadsheet/model"
	"broadsheet/model/query"
)

// countingFolder counts how often a file is opened.
type countingFolder struct {
	fs.FS
	opened atomic.Int64
	each   func() // at each; nil: nothing
}

func (c *countingFolder) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".md") {
		c.opened.Add(1)
		if c.each != nil {
			c.each()
		}
	}
	return c.FS.Open(name)
}

func counting(t *testing.T, n int) (*countingFolder, *shelf) {
	t.Helper()
	dir, _ := writtenFolder(t, 44, n)
	files := &countingFolder{FS: os.DirFS(dir)}
	l, err := newShelf(t.Context(), shelfOptions{bytes: 1}, articles.NewRoot("counted", "Counted", files))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeShelf(t, l) })
	files.opened.Store(0)
	return files, l
}

// manyWords is a query of different words, each of which no other has in it.
func manyWords(format, between string) string {
	var terms []string
	for i := range 60 {
		terms = append(terms, fmt.Sprintf(format, i))
	}
	return strings.Join(terms, between)
}

// However many words are looked for where no index reaches, each file is read
// once: by a list, by what is left out of it, and by a search whose alternatives
// cannot be asked for at once.
func TestEachTextIsReadOnce(t *testing.T) {
	const n = 150
	for _, asked := range []string{
		manyWords("text:银行%d", " OR "), manyWords("-text:word%d", " "),
		manyWords("银行%d lang:zh-%[1]d OR -word%[1]d", " OR "), manyWords("银行%d -is:long OR 金融%[1]d", " OR "),
	} {
		if len(strings.Fields(asked)) > 150 {
			asked = strings.Join(strings.Split(asked, " OR ")[:48], " OR ")
		}
		files, l := counting(t, n)
		if strings.Contains(asked, "text:") {
			if _, err := l.list(t.Context(), parse(t, asked)); err != nil {
				t.Fatal(err)
			}
		} else {
			searchFor(t, l, asked, model.SearchOptions{})
		}
		if opened := files.opened.Load(); opened == 0 || opened > n+n/10 {
			t.Errorf("%.60s…: %d files were read, of %d", asked, opened, n)
		}
	}
}

// Whoever does not want to know any more is not worked for.
func TestScanningEndsWithItsContext(t *testing.T) {
	const n = 300
	for name, ask := range map[string]func(context.Context, *shelf, query.Query) error{
		"list": func(ctx context.Context, l *shelf, q query.Query) error { _, err := l.list(ctx, q); return err },
		"search": func(ctx context.Context, l *shelf, q query.Query) error {
			_, err := l.search(ctx, q, model.SearchOptions{})
			return err
		},
	} {
		files, l := counting(t, n)
		ctx, cancel := context.WithCancel(t.Context())
		files.each = cancel // at the first file
		if err := ask(ctx, l, parse(t, manyWords("text:word%d", " OR "))); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		if opened := files.opened.Load(); opened > 20 {
			t.Errorf("%s: %d files were read for nobody", name, opened)
		}
	}
}

// Single characters cost the index most, so that a query may have some of them
// and no more, in lists and searches; titles alone have no such bound.
func TestSingleCharactersHaveABound(t *testing.T) {
	_, l := counting(t, 20)
	characters := strings.Split("的一是在不了有和人这中大为上个国我以要他", "")
	some, more := strings.Join(characters[:8], " OR "), strings.Join(characters[:8+1], " OR ")
	letters := "a* OR b* OR c* OR d* OR e* OR f* OR g* OR h* OR i*"
	text := func(query string) string { return "text:" + strings.ReplaceAll(query, " OR ", " OR text:") }
	search := func(query string) error {
		_, err := l.search(t.Context(), parse(t, query), model.SearchOptions{})
		return err
	}
	listed := func(asked string) error {
		_, err := l.list(t.Context(), parse(t, asked))
		return err
	}
	for _, query := range []string{some, some + " OR " + some} {
		if err := errors.Join(search(query), listed(text(query)), listed(query)); err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
	if err := listed(more); err != nil {
		t.Errorf("in titles: %v", err)
	}
	for _, err := range []error{search(more), search(letters), listed(text(more)), listed(text(letters))} {
		if err == nil || !slices.Contains(strings.Fields(err.Error()), "8") {
			t.Errorf("more than eight single characters are looked for: %v", err)
		}
	}
}
