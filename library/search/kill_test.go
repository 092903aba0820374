package search

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/library/killtest"
)

const (
	folderVariable = "BROADSHEET_TEST_FOLDER" // what is indexed
	indexVariable  = "BROADSHEET_TEST_INDEX"  // where this process does so, until it is killed
)

// TestMain makes this test binary a program that indexes, for the test that kills it.
func TestMain(m *testing.M) {
	if cache := os.Getenv(indexVariable); cache != "" {
		indexForever(os.Getenv(folderVariable), cache)
	}
	os.Exit(m.Run())
}

// indexForever makes the index of a folder anew again and again, or goes on with
// what is there. It prints a line when it has begun to write.
func indexForever(folder, cache string) {
	root, err := articles.OpenRoot("", folder)
	if err != nil {
		panic(err)
	}
	ctx := context.Background()
	l, err := newShelf(ctx, shelfOptions{cache: cache}, root)
	if err != nil {
		panic(err)
	}
	for round := 0; ; round++ {
		if err := l.indexTexts(ctx, round > 0, func(p Progress) {
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
		killtest.Kill(t, killtest.Moment{Latest: 1200 * time.Millisecond, Begun: true}, folderVariable+"="+dir, indexVariable+"="+cache)
		l := opened(t, dir, shelfOptions{cache: cache})
		path = textPath(l)
		killtest.CheckWhole(t, path)
		closeShelf(t, l)
	}
	l := opened(t, dir, shelfOptions{cache: cache})
	defer closeShelf(t, l)
	agrees(t, l, dir)
	indexTexts(t, l)
	agrees(t, l, dir)
	if told := toldBy(l); told != "" {
		t.Errorf("the reader is told: %s", told)
	}
}
