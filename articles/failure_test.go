package articles

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

// failingFS is a file system in which reading the file bad.md panics, as a fault
// of a parser would.
type failingFS struct{ fs.FS }

func (f failingFS) Open(name string) (fs.File, error) {
	opened, err := f.FS.Open(name)
	if name == "bad.md" {
		return failingFile{opened}, err
	}
	return opened, err
}

type failingFile struct{ fs.File }

func (failingFile) Read([]byte) (int, error) { panic("index out of\x1b[31m range") }

// A file on which the program fails is unreadable, which is told with its name
// and reason, and once for the log; all others are read.
func TestTheProgramFailsOnAFile(t *testing.T) {
	root := NewRoot("root", "Root", failingFS{fstest.MapFS{
		"bad.md": {Data: []byte("# Bad")}, "good.md": {Data: []byte("# Good")}, "z.md": {Data: []byte("# Last")},
	}})
	var mu sync.Mutex
	var failures []*Failure
	o := Options{workers: 1, Failed: func(f *Failure) {
		mu.Lock()
		defer mu.Unlock()
		failures = append(failures, f)
	}}
	found := map[string]Found{}
	if err := root.Walk(t.Context(), o, func(batch []Found) {
		for _, f := range batch {
			found[f.Path] = f
		}
	}); err != nil {
		t.Fatal(err)
	}
	if found["good.md"].Item == nil || found["z.md"].Item == nil {
		t.Error("the other files are not listed")
	}
	bad := found["bad.md"]
	if !bad.Failed {
		t.Error("it is taken for knowledge, which is not tried again")
	}
	if bad.Item != nil || len(bad.Problems) != 1 || !bad.Problems[0].Unreadable || bad.Problems[0].Path != "bad.md" ||
		!strings.Contains(bad.Problems[0].Text, "the program failed on it (index out of[31m range)") {
		t.Errorf("of the file it is said: %+v", bad.Problems)
	}
	article, err := root.Read(t.Context(), o, "bad.md")
	var failure *Failure
	if article != nil || !errors.As(err, &failure) || err.Error() != "bad.md could not be read: the program failed on it (index out of[31m range)" {
		t.Errorf("reading it gives %v, %v", article, err)
	}
	if len(failures) != 2 || !slices.ContainsFunc(failures, func(f *Failure) bool { return f == failure }) {
		t.Fatalf("%d failures were told", len(failures))
	}
	if !strings.Contains(string(failures[0].Stack), "failingFile") {
		t.Errorf("the stack does not say where it was: %s", failures[0].Stack)
	}
}

// What cannot be parsed at all is an article that says so.
func TestTheProgramFailsOnBytes(t *testing.T) {
	var told *Failure
	o := Options{Failed: func(f *Failure) { told = f }}
	f := &file{options: o, root: "root", path: "a/b.md", modified: time.Unix(0, 0)}
	failure := o.guard(f.path, func() { panic(errors.New("no such block")) })
	article := f.failed(failure)
	if told != failure || article.Title != "b" || len(article.Problems) != 1 || !article.Problems[0].Unreadable || article.Problems[0].Root != "root" {
		t.Errorf("the article is %+v", article)
	}
	if text := documentText(&article.Document); !strings.Contains(text, "The program failed on this file (no such block)") {
		t.Errorf("it says %q", text)
	}
}

// Reading a large file waits for memory, gives it back, and can be given up; a
// small file does not wait.
func TestReadingReservesMemory(t *testing.T) {
	root := NewRoot("root", "Root", fstest.MapFS{
		"small.md": {Data: []byte("# Small")}, "large.md": {Data: []byte(strings.Repeat("The sea rises. ", 10_000))},
		"largest.md": {Data: []byte(strings.Repeat("The sea rises.\n", 800_000))},
	})
	var asked, held int64
	o := Options{Reserve: func(ctx context.Context, bytes int64) (func(), error) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		asked, held = bytes, held+bytes
		return func() { held -= bytes }, nil
	}}
	for _, test := range []struct {
		path        string
		least, most int64
	}{{"small.md", 0, 0}, {"large.md", 150_000, 64 << 20}, {"largest.md", 64 << 20, 128 << 20}} {
		asked = 0
		if _, err := root.Read(t.Context(), o, test.path); err != nil {
			t.Fatal(err)
		}
		if asked < test.least || asked > test.most || held != 0 {
			t.Errorf("%s: %d bytes were asked for, and %d are not given back", test.path, asked, held)
		}
	}
	o.Reserve = func(context.Context, int64) (func(), error) { return nil, context.Canceled }
	if _, err := root.Read(t.Context(), o, "large.md"); !errors.Is(err, context.Canceled) {
		t.Errorf("given up, reading gives %v", err)
	}
}
