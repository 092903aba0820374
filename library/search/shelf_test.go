package search

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/library/bitset"
	"broadsheet/library/index"
	"broadsheet/model"
	"broadsheet/model/query"
)

// shelf is as much of a library as searching needs: roots that are read to their end
// when it is opened, with nothing between the articles in memory and their files.
type shelf struct {
	*Searcher
	roots   []*articles.Root
	current atomic.Pointer[index.Snapshot]
	running sync.WaitGroup
	cancel  context.CancelFunc

	news chan struct{} // something was told, or the indexing went on
	mu   sync.Mutex
	told []string
	last Progress // of the indexing in the background
}

// shelfOptions say how a shelf is opened.
type shelfOptions struct {
	cache        string // empty: there is no index
	index        bool   // in the background
	pages, bytes int
}

// newShelf reads the roots, and searches them.
func newShelf(ctx context.Context, o shelfOptions, roots ...*articles.Root) (*shelf, error) {
	ctx, cancel := context.WithCancel(ctx)
	l := &shelf{roots: roots, cancel: cancel, news: make(chan struct{}, 1)}
	options := Options{
		Index: o.index, Pages: o.pages, Bytes: o.bytes, Missing: func() bool { return false }, Current: l.current.Load,
		Complete: complete, Read: l.read, Notify: l.notify, Progress: l.progress, Now: noon,
	}
	listed := make(chan struct{})
	options.Listed = listed
	var keys, names []string
	for i, root := range roots {
		keys, names = append(keys, root.Key()), append(names, root.Name())
		folder := ""
		if o.cache != "" {
			folder = filepath.Join(o.cache, fmt.Sprint(i))
		}
		options.Roots = append(options.Roots, Root{Name: root.Name(), Folder: folder, Few: leastKept})
	}
	builder := index.New(keys, names)
	for origin, root := range roots {
		err := root.Update(ctx, articles.Options{}, func(string, articles.Stamp) bool { return false }, func(batch []articles.Found) {
			for _, f := range batch {
				if f.Item != nil {
					builder.Add(f.Item, uint64(f.Stamp), uint16(origin), true) //nolint:gosec // a few roots
				}
			}
		})
		if err != nil {
			cancel()
			return nil, err
		}
	}
	l.current.Store(builder.Snapshot())
	l.Searcher = New(options)
	close(listed)
	l.running.Go(func() { l.Run(ctx) })
	return l, nil
}

// complete gives all that is known of articles, which is in memory.
func complete(_ context.Context, of *index.Snapshot, numbers []uint32) ([]*model.Item, error) {
	items := make([]*model.Item, len(numbers))
	for i, number := range numbers {
		items[i] = of.Item(number)
	}
	return items, nil
}

func (l *shelf) read(ctx context.Context, item *model.Item) (*model.Article, bool, error) {
	for _, root := range l.roots {
		if root.Key() == item.Root {
			return root.ReadWhole(ctx, articles.Options{}, item.Path)
		}
	}
	return nil, false, nil
}

func (l *shelf) notify(sentence string) {
	l.mu.Lock()
	if !slices.Contains(l.told, sentence) {
		l.told = append(l.told, sentence)
	}
	l.mu.Unlock()
	l.poke()
}

func (l *shelf) progress(p Progress, _ bool) {
	l.mu.Lock()
	l.last = p
	l.mu.Unlock()
	l.poke()
}

func (l *shelf) poke() {
	select {
	case l.news <- struct{}{}:
	default:
	}
}

// toldBy gives all sentences that readers are told.
func toldBy(l *shelf) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.told, "\n")
}

// opened opens a shelf of the folder.
func opened(t testing.TB, dir string, o shelfOptions) *shelf {
	t.Helper()
	return openedRoots(t, o, dir)
}

func openedRoots(t testing.TB, o shelfOptions, dirs ...string) *shelf {
	t.Helper()
	var roots []*articles.Root
	for _, dir := range dirs {
		root, err := articles.OpenRoot("", dir)
		if err != nil {
			t.Fatal(err)
		}
		roots = append(roots, root)
	}
	l, err := newShelf(t.Context(), o, roots...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func closeShelf(t testing.TB, l *shelf) {
	t.Helper()
	l.cancel()
	l.running.Wait()
	failures := []error{l.Close()}
	for _, root := range l.roots {
		failures = append(failures, root.Close())
	}
	if err := errors.Join(failures...); err != nil {
		t.Error(err)
	}
}

// indexed is opened, with the full text up to date.
func indexed(t testing.TB, dir, cache string) *shelf {
	t.Helper()
	l := opened(t, dir, shelfOptions{cache: cache})
	indexTexts(t, l)
	return l
}

// indexTexts brings the full text of all roots up to date.
func (l *shelf) indexTexts(ctx context.Context, rebuild bool, progress func(Progress)) error {
	var failures []error
	for origin := range l.roots {
		unread, err := l.IndexRoot(ctx, uint16(origin), rebuild, progress) //nolint:gosec // a few roots
		if unread > 0 {
			err = errors.Join(err, fmt.Errorf("%d articles could not be read", unread))
		}
		failures = append(failures, err)
	}
	return errors.Join(failures...)
}

func indexTexts(t testing.TB, l *shelf) {
	t.Helper()
	if err := l.indexTexts(t.Context(), false, func(Progress) {}); err != nil {
		t.Fatal(err)
	}
}

// filter asks the articles for a reader who has marked nothing.
func (l *shelf) filter() *index.Filter {
	now := l.current.Load()
	return &index.Filter{
		Snapshot: now, Read: bitset.New(now.Len()), Starred: bitset.New(now.Len()), Now: noon(), Zone: time.UTC, Texts: l.FindTexts,
	}
}

func (l *shelf) search(ctx context.Context, q query.Query, o model.SearchOptions) (model.Hits, error) {
	l.Ask()
	return l.Search(ctx, l.filter(), q, o)
}

// list gives the articles that a query wants in a list.
func (l *shelf) list(ctx context.Context, q query.Query) (*index.Listing, error) {
	f := l.filter()
	wanted, err := f.Answer(ctx, q)
	if err != nil {
		return nil, err
	}
	return f.List(wanted, query.NewestFirst), nil
}

func parse(t testing.TB, text string) query.Query {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func searchFor(t testing.TB, l *shelf, query string, o model.SearchOptions) model.Hits {
	t.Helper()
	hits, err := l.search(context.Background(), parse(t, query), o)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return hits
}

// foundBy names what a query finds.
func foundBy(t testing.TB, l *shelf, query string) []model.ID {
	t.Helper()
	hits := searchFor(t, l, query, model.SearchOptions{})
	if !hits.Complete || hits.Unsearched != 0 {
		t.Errorf("%s: complete %v, %d not looked through", query, hits.Complete, hits.Unsearched)
	}
	return listed(hits.Listing)
}

func listed(list model.Listing) []model.ID {
	names := make([]model.ID, list.Len())
	for row := range names {
		names[row] = list.At(row).ID
	}
	return names
}

// paths names the files of the articles of a listing.
func paths(list model.Listing) []string {
	var names []string
	for row := range list.Len() {
		names = append(names, strings.TrimSuffix(list.At(row).Path, ".md"))
	}
	return names
}
