package search

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"broadsheet/articles"
)

const (
	folderVariable = "BROADSHEET_TEST_FOLDER" // what is indexed
	indexVariable  = "BROADSHEET_TEST_INDEX"  // where this process does so, until it is killed
	killsVariable  = "BROADSHEET_TEST_KILLS"  // how many of them to kill
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
	kills := 8
	if given, err := strconv.Atoi(os.Getenv(killsVariable)); err == nil {
		kills = given
	}
	dir, _ := writtenFolder(t, 30, 600)
	cache := t.TempDir()
	path := ""
	for range kills {
		killIndexer(t, dir, cache)
		l := opened(t, dir, shelfOptions{cache: cache})
		path = textPath(l)
		checkTextIntegrity(t, path)
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

func killIndexer(t *testing.T, dir, cache string) {
	t.Helper()
	child := exec.Command(os.Args[0]) //nolint:noctx // it is killed
	child.Env = append(os.Environ(), folderVariable+"="+dir, indexVariable+"="+cache)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	// It is killed at some moment after it has begun to write, and in any case.
	lines := bufio.NewScanner(out)
	begun := lines.Scan()
	timer := time.AfterFunc(time.Duration(rand.IntN(1200))*time.Millisecond, func() { _ = child.Process.Kill() })
	defer timer.Stop()
	for begun && lines.Scan() {
		continue // until it is dead
	}
	if err := child.Wait(); err == nil || !begun {
		t.Errorf("the child ended by itself (%v), having begun: %v", err, begun)
	}
}
