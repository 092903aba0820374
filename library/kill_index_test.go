package library

import (
	"context"
	"fmt"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/library/killtest"
	"broadsheet/library/search"
)

// indexForever makes the index of a folder anew again and again, or goes on with
// what is there. It prints a line when it has begun to write.
func indexForever(folder, cache string) {
	root, err := articles.OpenRoot("", folder)
	if err != nil {
		panic(err)
	}
	ctx := context.Background()
	l, err := Open(ctx, []*articles.Root{root}, Options{Cache: cache, catalogueFrom: leastKept})
	if err != nil {
		panic(err)
	}
	for round := 0; ; round++ {
		if err := l.IndexTexts(ctx, round > 0, func(p search.Progress) {
			if p.Articles > 0 {
				fmt.Println(p.Articles)
			}
		}); err != nil {
			panic(err)
		}
	}
}

// Whenever the program is killed while it writes the index, that stays whole,
// the next one goes on with it, and everything is found.
func TestKilledWhileIndexing(t *testing.T) {
	t.Parallel()
	dir, _ := writtenFolder(t, 30, 600)
	cache := t.TempDir()
	path := ""
	for range killtest.Times(8) {
		killtest.Kill(t, killtest.Moment{Latest: 1200 * time.Millisecond, Begun: true}, childVariable+"="+dir, indexVariable+"="+cache)
		l := opened(t, dir, Options{Cache: cache})
		path = textPath(l)
		killtest.CheckWhole(t, path)
		closeLibrary(t, l)
	}
	l := opened(t, dir, Options{Cache: cache})
	defer closeLibrary(t, l)
	agrees(t, l, dir)
	indexTexts(t, l)
	agrees(t, l, dir)
	if told := toldBy(l); told != "" {
		t.Errorf("the reader is told: %s", told)
	}
}
