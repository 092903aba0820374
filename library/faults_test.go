package library

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"broadsheet/articles"
	"broadsheet/library/search"
	"broadsheet/model"
	"broadsheet/model/query"
)

// failingFS is a file system that fails at random, as one does that has no
// descriptors, no memory or no disk for a moment.
type failingFS struct {
	mu     sync.Mutex
	files  fstest.MapFS
	random *rand.Rand
	often  float64 // how many of the calls fail
}

// fault gives an error for a call, or none.
func (f *failingFS) fault(call, name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.random.Float64() >= f.often {
		return nil
	}
	faults := []error{syscall.EMFILE, syscall.ENFILE, syscall.EIO, syscall.ENOMEM, syscall.EACCES}
	return &fs.PathError{Op: call, Path: name, Err: faults[f.random.IntN(len(faults))]}
}

func (f *failingFS) Open(name string) (fs.File, error) {
	if err := f.fault("open", name); err != nil {
		return nil, err
	}
	f.mu.Lock()
	opened, err := f.files.Open(name)
	f.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return &failingFile{opened, f, name}, nil
}

// failingFile is a file or folder of it.
type failingFile struct {
	fs.File
	of   *failingFS
	name string
}

func (f *failingFile) Stat() (fs.FileInfo, error) {
	if err := f.of.fault("stat", f.name); err != nil {
		return nil, err
	}
	return f.File.Stat()
}

// Read fails, or reads less than is asked for, or seems to be at the end.
func (f *failingFile) Read(into []byte) (int, error) {
	if err := f.of.fault("read", f.name); err != nil {
		return 0, err
	}
	if f.of.fault("read", f.name) != nil {
		return 0, io.EOF
	}
	return f.File.Read(into[:min(len(into), 50)])
}

func (f *failingFile) ReadDir(int) ([]fs.DirEntry, error) {
	if err := f.of.fault("list", f.name); err != nil {
		return nil, err
	}
	items, err := f.File.(fs.ReadDirFile).ReadDir(2)
	for i, item := range items {
		items[i] = failingEntry{item, f.of}
	}
	return items, err
}

type failingEntry struct {
	fs.DirEntry
	of *failingFS
}

func (e failingEntry) Info() (fs.FileInfo, error) {
	if err := e.of.fault("stat", e.Name()); err != nil {
		return nil, err
	}
	return e.DirEntry.Info()
}

// change makes, changes or removes a file.
func (f *failingFS) change(round int) (changed string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	name := fmt.Sprintf("%d.md", f.random.IntN(6))
	if folder := f.random.IntN(4); folder > 0 {
		name = path.Join(fmt.Sprintf("folder%d", folder), name)
	}
	files := maps.Clone(f.files) // who has one open goes on reading that
	delete(files, name)
	if f.random.IntN(3) > 0 || len(files) == 0 {
		made := file(fmt.Sprintf("Round %d", round), fmt.Sprintf("date: 2021-01-%02d", round%28+1), fmt.Sprintf("categories: [c%d]", round%3))
		made.ModTime = time.Unix(int64(round), 0)
		files[name] = made
	}
	f.files = files
	return name
}

// truth is what is in the files, by path.
func (f *failingFS) truth(t *testing.T) map[string]model.Item {
	t.Helper()
	all := map[string]model.Item{}
	err := articles.NewRoot("files", "Files", f.files).Walk(t.Context(), articles.Options{}, func(batch []articles.Found) {
		for _, found := range batch {
			all[found.Path] = *found.Item
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func listedItems(t *testing.T, l *Library) map[string]model.Item {
	t.Helper()
	reader := l.Reader("", ReaderOptions{})
	defer reader.Close()
	all := map[string]model.Item{}
	for _, item := range list(t, reader, "", query.NewestFirst) {
		all[item.Path] = *item
	}
	return all
}

// TestFaultsThatPass changes files while their file system fails at random. What
// is listed and was not changed stays listed, as it was; and when nothing fails
// any more the list is what is in the files.
func TestFaultsThatPass(t *testing.T) {
	for name, rounds := range map[string]int{"in memory": 9000, "with a catalogue": 1000} {
		t.Run(name, func(t *testing.T) {
			files := &failingFS{random: rand.New(rand.NewPCG(17, uint64(rounds))), files: fstest.MapFS{}}
			for round := range 20 {
				files.change(round)
			}
			o := Options{}
			if name != "in memory" {
				o = cataloguing(t.TempDir())
				o.catalogueAny, o.packFrom = true, 10
			}
			l := openFiles(t, files, o)
			c := chaos{files: files, options: o, library: l, untouched: files.truth(t), reopens: name != "in memory"}
			for round := 20; round < 20+rounds; round++ {
				c.round(t, round)
			}
			closeLibrary(t, c.library)
		})
	}
}

// chaos is a library of files that change and fail.
type chaos struct {
	files     *failingFS
	options   Options
	library   *Library
	untouched map[string]model.Item // what nobody changed since nothing failed
	reopens   bool
}

// round changes something, perhaps, and looks while calls fail. In every
// twentieth round nothing fails.
func (c *chaos) round(t *testing.T, round int) {
	t.Helper()
	var paths []string
	if c.files.random.IntN(2) == 0 {
		changed := c.files.change(round)
		delete(c.untouched, changed)
		if c.files.random.IntN(2) == 0 {
			paths = []string{changed}
		}
	}
	c.files.often = c.files.random.Float64() / 2
	_, _ = c.library.roots[0].look(t.Context(), paths, onlyChanges)
	if c.library.repack(t.Context()); round%5 == 0 {
		checkUntouched(t, c.library, c.untouched)
	}
	if round%20 > 0 {
		return
	}
	c.files.often = 0
	if c.reopens && round%100 == 0 {
		closeLibrary(t, c.library)
		c.library = openFiles(t, c.files, c.options)
	} else if _, err := c.library.roots[0].look(t.Context(), nil, onlyChanges); err != nil {
		t.Fatal(err)
	}
	c.untouched = c.files.truth(t)
	if got := listedItems(t, c.library); !reflect.DeepEqual(got, c.untouched) || len(c.library.Problems()) > 0 || c.library.Status().Unreadable != 0 {
		t.Fatalf("round %d: listed are\n%v\nwant\n%v\nproblems %v", round, got, c.untouched, c.library.Problems())
	}
}

// checkUntouched holds what is listed against files that nobody changed.
func checkUntouched(t *testing.T, l *Library, untouched map[string]model.Item) {
	t.Helper()
	listed := listedItems(t, l)
	for name, want := range untouched {
		if got := listed[name]; !reflect.DeepEqual(got, want) {
			t.Fatalf("%s is listed as\n%+v\nwant\n%+v", name, got, want)
		}
	}
}

// TestFailuresAreTold has a file that cannot be read for a while: what was known
// of it is listed, and it is said that it is not up to date, once.
func TestFailuresAreTold(t *testing.T) {
	files := &failingFS{random: rand.New(rand.NewPCG(1, 2)), files: fstest.MapFS{"a.md": file("Old"), "b.md": file("Other")}}
	l := openFiles(t, files, Options{})
	defer closeLibrary(t, l)
	changed := file("New")
	changed.ModTime = time.Unix(1, 0)
	files.files = fstest.MapFS{"a.md": changed, "b.md": file("Other"), "c.md": file("Newest")}
	files.often = 1
	for range 3 {
		if _, err := l.roots[0].look(t.Context(), []string{"a.md"}, onlyChanges); err != nil {
			t.Fatal(err)
		}
	}
	reader := l.Reader("", ReaderOptions{})
	problems := l.Problems()
	if len(problems) != 1 || problems[0].Path != "a.md" || !problems[0].Unreadable || l.Status().Unreadable != 1 {
		t.Errorf("problems %+v, status %+v", problems, l.Status())
	}
	if told := notices(reader); len(told) != 1 || !strings.Contains(told[0], "cannot be read for now") || !strings.Contains(told[0], "a.md") {
		t.Errorf("told %q", told)
	}
	if got := titles(list(t, reader, "", query.ByTitle)); !slices.Equal(got, []string{"Old", "Other"}) {
		t.Errorf("listed %q", got)
	}
}

// TestFailuresAreTriedAgain counts how often, in a time that is made up.
func TestFailuresAreTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		files := &failingFS{random: rand.New(rand.NewPCG(1, 2)), files: fstest.MapFS{"a.md": file("Old")}}
		l, err := Open(t.Context(), []*articles.Root{articles.NewRoot("files", "Files", files)}, Options{Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		defer closeLibrary(t, l)
		wait(t, l)
		changed := file("New")
		changed.ModTime = time.Unix(1, 0)
		files.files, files.often = fstest.MapFS{"a.md": changed, "c.md": file("Newest")}, 1
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var retrying sync.WaitGroup
		retrying.Go(func() { l.roots[0].retry(ctx) })
		l.roots[0].changed(ctx, nil)
		time.Sleep(time.Hour)
		synctest.Wait()
		if got := titles(list(t, l.Reader("", ReaderOptions{}), "", query.ByTitle)); !slices.Equal(got, []string{"Old"}) {
			t.Errorf("listed while nothing can be read %q", got)
		}
		files.mu.Lock()
		files.often = 0
		files.mu.Unlock()
		time.Sleep(longestRetry)
		synctest.Wait()
		if got := titles(list(t, l.Reader("", ReaderOptions{}), "", query.ByTitle)); !slices.Equal(got, []string{"New", "Newest"}) {
			t.Errorf("listed when all can be read again %q", got)
		}
		if l.roots[0].isFailing() || cmp.Compare(len(l.Problems()), 0) != 0 {
			t.Errorf("problems %v", l.Problems())
		}
		cancel()
		retrying.Wait()
	})
}

// TestTextsThatFailAreReadLater has files that cannot be read while their full
// text is gathered. They are found by it when they can.
func TestTextsThatFailAreReadLater(t *testing.T) {
	files := &failingFS{random: rand.New(rand.NewPCG(3, 4)), files: fstest.MapFS{}}
	for i := range 12 {
		files.files[fmt.Sprintf("%d.md", i)] = file(fmt.Sprintf("Story %d", i))
	}
	o := cataloguing(t.TempDir())
	o.catalogueAny = true
	l := openFiles(t, files, o)
	defer func() { closeLibrary(t, l) }()
	files.often = 0.3
	if err := l.IndexTexts(t.Context(), false, func(search.Progress) {}); err == nil || !strings.Contains(err.Error(), "could not be read for now") {
		t.Errorf("gathering what cannot be read says %v", err)
	}
	searched := func() int {
		hits, err := l.Reader("", ReaderOptions{}).Search(t.Context(), parse(t, "text"), model.SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return hits.Listing.Len()
	}
	_ = searched() // with what fails, which must not be remembered either
	files.often = 0
	if found := searched(); found != 12 {
		t.Errorf("%d articles are found by their texts before they are gathered again", found)
	}
	if err := l.IndexTexts(t.Context(), false, func(search.Progress) {}); err != nil {
		t.Error(err)
	}
	if found, held := searched(), heldBy(t, l); found != 12 || held != 12 {
		t.Errorf("%d articles are found by their texts, %d are in the index", found, held)
	}
}
