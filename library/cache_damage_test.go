package library

import (
	"bytes"
	"errors"
	commandline "flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"broadsheet/articles"
	"broadsheet/library/search"
	"broadsheet/model"
)

// damages is how many caches are damaged; all of the proof takes two minutes.
var damages = commandline.Int("damages", 60, "how many caches TestCacheDamageIsMended damages")

// openCached opens a folder with the options, and waits until all is listed.
func openCached(t *testing.T, folder string, o Options) (*Library, error) {
	t.Helper()
	root, err := articles.OpenRoot("", folder)
	if err != nil {
		t.Fatal(err)
	}
	o.Now = noon
	l, err := Open(t.Context(), []*articles.Root{root}, o)
	if err != nil {
		t.Fatal(err)
	}
	return l, l.Wait(t.Context())
}

// damageCache changes bytes as a disk does that is dying: a bit, a page, or an end.
func damageCache(random *rand.Rand, data []byte) (what string, _ []byte) {
	data = bytes.Clone(data)
	at := random.IntN(len(data))
	switch random.IntN(4) {
	case 0:
		page := at &^ 4095
		clear(data[page:min(page+4096, len(data))])
		return fmt.Sprintf("page at %d zeroed", page), data
	case 1:
		return fmt.Sprintf("cut at %d", at), data[:at]
	default:
		data[at] ^= 1 << random.IntN(8)
		return fmt.Sprintf("bit at %d flipped", at), data
	}
}

// TestCacheDamageIsMended damages the catalogue, the columns and the full text at
// random. What is listed is always what is in the files, from the first time on,
// nothing fails, and at the second time nothing is wrong any more. Damage to the
// full text is told the first time, be it a single bit.
func TestCacheDamageIsMended(t *testing.T) {
	folder, whole := newsFolder(t, 60), t.TempDir()
	o := cataloguing(whole)
	l, err := openCached(t, folder, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.IndexTexts(t.Context(), false, func(search.Progress) {}); err != nil {
		t.Fatal(err)
	}
	want, found := look(t, l), hitsOf(t, l)
	closeLibrary(t, l)
	files, err := filepath.Glob(filepath.Join(whole, "*", "*.db"))
	columns, more := filepath.Glob(filepath.Join(whole, "*", "columns-*"))
	if files = append(files, columns...); err != nil || more != nil || len(files) != 3 {
		t.Fatalf("the caches are %v", files)
	}
	random := rand.New(rand.NewPCG(14, 2000))
	silent := 0
	for round := range *damages {
		var name, what string
		o.Cache, name, what = damagedCopy(t, random, whole, files[round%len(files)])
		if problems := checkCaches(t, folder, o); strings.HasSuffix(name, search.FileName) && len(problems) == 0 {
			t.Errorf("%s, %s: check finds nothing", name, what)
		}
		for time := range 2 {
			what := fmt.Sprintf("%s, %s, time %d", name, what, time+1)
			silent += checkCacheMended(t, what, folder, o, time == 0, want, found)
		}
		if problems := checkCaches(t, folder, o); len(problems) > 0 {
			t.Errorf("%s, %s: in the end there are still %+v", name, what, problems)
		}
	}
	// A bit that turned makes another word of one, and that is not seen before the
	// index was held against its sums. It stays rare, and never reaches the list.
	searches := *damages / len(files)
	if t.Logf("of %d searches of damaged indexes %d were wrong before that was noticed", searches, silent); silent > searches/10+2 {
		t.Fail()
	}
}

// damagedCopy copies a cache, and damages one of its files.
func damagedCopy(t *testing.T, random *rand.Rand, whole, file string) (cache, name, what string) {
	t.Helper()
	cache = filepath.Join(t.TempDir(), "cache")
	if err := os.CopyFS(cache, os.DirFS(whole)); err != nil {
		t.Fatal(err)
	}
	name, err := filepath.Rel(whole, file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(cache, name))
	if err != nil {
		t.Fatal(err)
	}
	what, data = damageCache(random, data)
	if err := os.WriteFile(filepath.Join(cache, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
	return cache, name, what
}

func checkCaches(t *testing.T, folder string, o Options) []model.Problem {
	t.Helper()
	root, err := articles.OpenRoot("", folder)
	if err != nil {
		t.Fatal(err)
	}
	problems, err := CheckCaches(t.Context(), []*articles.Root{root}, o)
	if err = errors.Join(err, root.Close()); err != nil {
		t.Fatal(err)
	}
	return problems
}

// checkCacheMended holds what is seen of a folder with caches that were damaged against
// what is in it, and gives whether a search found something else without a word.
func checkCacheMended(t *testing.T, what, folder string, o Options, first bool, want seen, found map[string][]model.ID) (silent int) {
	t.Helper()
	l, err := openCached(t, folder, o)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	defer closeLibrary(t, l)
	if got := look(t, l); !reflect.DeepEqual(got, want) {
		t.Errorf("%s: seen are %d articles, %d problems, %+v; want %d, %d, %+v", what,
			len(got.Items), len(got.Problems), got.Status, len(want.Items), len(want.Problems), want.Status)
	}
	if got := hitsOf(t, l); !reflect.DeepEqual(got, found) {
		if !first {
			t.Errorf("%s: found are %v, want %v", what, got, found)
		}
		silent = 1
	}
	if !first {
		if told := notices(l.Reader("", ReaderOptions{})); len(told) > 0 {
			t.Errorf("%s: it is told %q", what, told)
		}
		return silent
	}
	if err := l.IndexTexts(t.Context(), false, func(search.Progress) {}); err != nil {
		t.Errorf("%s: %v", what, err)
	}
	told := strings.Join(notices(l.Reader("", ReaderOptions{})), "\n")
	if strings.Contains(what, search.FileName) && !strings.Contains(told, "gathered anew") {
		t.Errorf("%s: it is told %q", what, told)
	}
	return silent
}

// hitsOf is what some searches find, by what was looked for.
func hitsOf(t *testing.T, l *Library) map[string][]model.ID {
	t.Helper()
	reader := l.Reader("", ReaderOptions{})
	defer reader.Close()
	found := map[string][]model.ID{}
	for _, words := range []string{"第", "5 篇", "text", "some"} {
		hits, err := reader.Search(t.Context(), parse(t, words), model.SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		found[words] = []model.ID{}
		for row := range hits.Listing.Len() {
			found[words] = append(found[words], hits.Listing.At(row).ID)
		}
	}
	return found
}
