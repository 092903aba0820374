package library

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/library/killtest"
)

const (
	childVariable = "BROADSHEET_TEST_FOLDER" // the folder that the next two are of
	cacheVariable = "BROADSHEET_TEST_CACHE"  // where this process catalogues childVariable, a folder, until it is killed
)

// TestMain makes this test binary a program that catalogues, for the test that
// kills it.
func TestMain(m *testing.M) {
	if cache := os.Getenv(cacheVariable); cache != "" {
		catalogueForever(os.Getenv(childVariable), cache)
	}
	os.Exit(m.Run())
}

// catalogueForever opens a folder again and again, and changes it each time.
func catalogueForever(folder, cache string) {
	for n := 0; ; n++ {
		root, err := articles.OpenRoot("", folder)
		if err != nil {
			panic(err)
		}
		l, err := Open(context.Background(), []*articles.Root{root}, Options{Cache: cache, catalogueFrom: 5, packFrom: 5})
		if err != nil {
			panic(err)
		}
		if err := l.Wait(context.Background()); err != nil {
			panic(err)
		}
		for i := range 10 {
			text := fmt.Sprintf("# Round %d of %d\n\nA text.", n, i)
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.md", (n+i)%300)), []byte(text), 0o600); err != nil {
				panic(err)
			}
		}
		if err := l.Close(); err != nil {
			panic(err)
		}
		if _, err := fmt.Println(n); err != nil {
			os.Exit(1)
		}
	}
}

// Whenever the program is killed, the catalogue stays whole, and what it says is
// what is there.
func TestKilledWhileCataloguing(t *testing.T) {
	folder, cache := newsFolder(t, 300), t.TempDir()
	for range killtest.Times(10) {
		killtest.Kill(t, killtest.Moment{Earliest: 20 * time.Millisecond, Latest: 420 * time.Millisecond}, childVariable+"="+folder, cacheVariable+"="+cache)
		if problems := checkCaches(t, folder, cataloguing(cache)); len(problems) > 0 {
			t.Errorf("it is not whole: %+v", problems)
		}
		if told := checkSame(t, folder, cache); len(told) > 0 {
			t.Errorf("the reader is told %q", told)
		}
		if files := catalogueFiles(t, cache); len(files) != 2 {
			t.Errorf("there is %q", files)
		}
	}
}
