package entries

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"broadsheet/articles/feed"
)

// takeAtOnce takes documents that all come while another one is taken.
func (d *desk) takeAtOnce(ctx context.Context, sources []*Source, documents ...[]feed.Entry) (results []Result, failures []error) {
	turn := make(chan struct{})
	d.keeper.lock = func(context.Context) (func(), error) { <-turn; return func() {}, nil }
	defer func() { d.keeper.lock = alone }()
	results, failures = make([]Result, len(sources)), make([]error, len(sources))
	var all sync.WaitGroup
	for i, f := range sources {
		all.Go(func() { results[i], failures[i] = d.keeper.Take(ctx, f, documents[i], d.now) })
		for waiting := 0; waiting <= i; runtime.Gosched() {
			d.keeper.mu.Lock()
			waiting = len(d.keeper.waiting)
			d.keeper.mu.Unlock()
		}
	}
	close(turn)
	all.Wait()
	return results, failures
}

// Documents that are taken together give what they give one after the other, also where
// one tells of another's article; what cannot be written is the failure of its own
// document alone, and comes the next time.
func TestDocumentsAreTakenTogether(t *testing.T) {
	d := newDesk(t)
	one, two, three := d.feed("one", "A"), d.feed("two", "B"), d.feed("three")
	blocked := filepath.Join(d.folder, "three")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil { // where a folder has to be
		t.Fatal(err)
	}
	shared := entry(1)
	shared.ID, shared.Text = "other", "<p>"+strings.Repeat(long(1), 20)+"</p>"
	results, failures := d.takeAtOnce(t.Context(), []*Source{one, two, three}, []feed.Entry{entry(1), entry(2)}, []feed.Entry{entry(3), shared}, []feed.Entry{entry(4)})
	if failures[0] != nil || failures[1] != nil || failures[2] == nil || !strings.Contains(failures[2].Error(), "cannot be written") {
		t.Fatalf("%v", failures)
	}
	if fmt.Sprint(len(results[0].New), len(results[1].New), results[1].Shared, len(results[2].New)) != "2 1 1 0" {
		t.Errorf("%+v", results)
	}
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	if got := d.titles(); got != "Title 3, Title 2, Title 1" {
		t.Fatalf("there are %s", got)
	}
	first := d.articles()[2]
	if fmt.Sprint(first.Categories) != "[[B two] [A one]]" || first.Size < 5000 {
		t.Errorf("who tells all of it does not have it: %v, %d bytes", first.Categories, first.Size)
	}
	if result := d.take(three, entry(4)); len(result.New) != 1 {
		t.Errorf("%+v", result)
	}
}

// Who waits for its turn when the fetch ends is told so, and nothing of it is written.
func TestTakingTogetherEnds(t *testing.T) {
	d := newDesk(t)
	one, two := d.feed("one"), d.feed("two")
	ctx, end := context.WithCancel(t.Context())
	end()
	_, failures := d.takeAtOnce(ctx, []*Source{one, two}, []feed.Entry{entry(1)}, []feed.Entry{entry(2)})
	if failures[0] == nil || failures[1] == nil || d.titles() != "" {
		t.Errorf("%v: %s", failures, d.titles())
	}
}
