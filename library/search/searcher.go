// Package search finds articles by their texts: in a full-text index for each root,
// which it keeps up to date, and where that does not reach in the texts themselves.
// What it needs of the library around it comes as functions in Options; it knows no
// readers and no screens.
package search

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"broadsheet/articles"
	"broadsheet/library/bitset"
	"broadsheet/library/index"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// Options are what searching needs of the library around it.
type Options struct {
	Roots []Root // by their places in the library
	Index bool   // bring the indexes up to date in the background
	Pages int    // how large an index may grow, in pages; 0: without bounds; for tests
	Bytes int    // how many bytes of texts are kept in memory; 0: some; for tests

	// Listed is closed when all is listed that there is, and missing says then whether
	// some root could not be.
	Listed  <-chan struct{}
	Missing func() bool

	Current  func() *index.Snapshot
	Complete func(ctx context.Context, of *index.Snapshot, numbers []uint32) ([]*model.Item, error) // all that is known of articles

	// Read reads an article's file, and says whether that was to its end. There is no
	// article, and no error, for an item of no root.
	Read func(ctx context.Context, item *model.Item) (article *model.Article, whole bool, err error)

	Notify   func(sentence string)       // tells every reader, once
	Progress func(p Progress, tell bool) // of the indexing in the background
	Now      func() time.Time
}

// Root is a root as searching knows it.
type Root struct {
	Name   string
	Folder string // of its caches; empty: it has no index
	Few    int    // fewer articles than this are looked through without an index
}

// Searcher finds articles by their texts, for all readers of a library: in the
// indexes of the roots, and where these do not reach in the texts themselves.
type Searcher struct {
	options Options
	indexes map[uint16]*fullText // of the roots that may have one, by their places
	scanned textCache
	wake    chan struct{} // there may be something to index

	indexing atomic.Bool  // texts are being put into an index
	asked    atomic.Int64 // counts what readers ask for

	mu        sync.Mutex
	snapshot  *index.Snapshot // of the positions and mappings
	positions []uint32
	mappings  map[uint16]*mapping
	answers   keptAnswers
}

// New makes a searcher, which opens its indexes when they are first asked.
func New(o Options) *Searcher {
	s := &Searcher{options: o, indexes: map[uint16]*fullText{}, wake: make(chan struct{}, 1), mappings: map[uint16]*mapping{}}
	for origin, root := range o.Roots {
		if root.Folder != "" {
			s.indexes[uint16(origin)] = &fullText{path: filepath.Join(root.Folder, FileName), pages: o.Pages} //nolint:gosec // so many roots cannot be named
		}
	}
	return s
}

// Ask notes that a reader asks for something, which goes before indexing.
func (s *Searcher) Ask() { s.asked.Add(1) }

// textOf reads what there is to search of an article, of which all is known. One
// that cannot be read has its title; final says that this is so whenever it is
// read again, and not for the moment alone.
func (s *Searcher) textOf(ctx context.Context, item *model.Item) (text []byte, final bool, err error) {
	if item.Partial {
		return plainOf(item.Title, nil), false, nil
	}
	article, whole, err := s.options.Read(ctx, item)
	switch {
	case err != nil:
		return plainOf(item.Title, nil), !articles.MayPass(err) && !errors.Is(err, fs.ErrNotExist), err
	case article == nil:
		return plainOf(item.Title, nil), false, nil
	}
	return plainOf(article.Title, model.Texts(&article.Document)), whole, nil
}

// Poke says that there may be something to index.
func (s *Searcher) Poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// see gives the positions of a snapshot's articles, and how the indexes stand to
// it, by root.
func (s *Searcher) see(ctx context.Context, now *index.Snapshot) (positions []uint32, mappings map[uint16]*mapping) {
	for origin, index := range s.indexes {
		if err := errors.Join(index.refresh(ctx), index.open(ctx)); err != nil && !errors.Is(err, fs.ErrNotExist) && ctx.Err() == nil {
			s.failed(origin, err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.snapshot != now {
		s.snapshot, s.positions = now, positionsOf(now)
		clear(s.mappings)
	}
	mappings = map[uint16]*mapping{}
	for origin, index := range s.indexes {
		held := index.held()
		if len(held.rows) == 0 {
			continue
		}
		if known := s.mappings[origin]; known == nil || known.generation != held.generation {
			s.mappings[origin] = newMapping(now, s.positions, held)
		}
		mappings[origin] = s.mappings[origin]
	}
	return s.positions, mappings
}

// failed decides what becomes of a failure to read an index: the texts are
// looked through without it. One that is damaged is made anew by who writes it.
func (s *Searcher) failed(origin uint16, err error) {
	if sqlite.IsDamaged(err) || errors.Is(err, sqlite.ErrOutdated) {
		s.indexes[origin].broken.Store(sqlite.IsBroken(err))
		s.indexes[origin].verified.Store(false)
		_ = s.indexes[origin].close() // it is of no use anyway
		s.Poke()
		return
	}
	s.options.Notify(fmt.Sprintf("The full text of %s cannot be searched in its index, which makes it slow: %v.", s.options.Roots[origin].Name, err))
}

// request is what is looked for among the articles of a snapshot.
type request struct {
	alternatives
	wanted bitset.Set // only these
	limit  int        // how many of the newest are enough; 0: all
	most   int        // how many texts are looked through at most; 0: all
}

// outcome is what was found.
type outcome struct {
	hits       bitset.Set
	stopped    bool // there may be more, older ones
	unsearched int
}

// find looks for texts, and gives what was found for each request. Texts that are
// in no index are read once for all requests.
func (s *Searcher) find(ctx context.Context, now *index.Snapshot, requests []request) ([]outcome, error) {
	if len(requests) == 0 {
		return nil, ctx.Err()
	}
	scans := make([]textScan, len(requests))
	positions, mappings := s.see(ctx, now)
	for i, r := range requests {
		var err error
		if scans[i], err = s.askIndexes(ctx, now, r, positions, mappings); err != nil {
			return nil, err
		}
	}
	err := s.scan(ctx, now, scans)
	found := make([]outcome, len(scans))
	for i := range scans {
		found[i] = scans[i].found
	}
	return found, err
}

// askIndexes gives what the indexes say, and of which articles they say nothing.
func (s *Searcher) askIndexes(ctx context.Context, now *index.Snapshot, r request, positions []uint32, mappings map[uint16]*mapping) (textScan, error) {
	asked := textScan{request: r, found: outcome{hits: bitset.New(now.Len())}, rest: bitset.New(now.Len())}
	asked.rest.Add(r.wanted)
	for origin, m := range mappings {
		some, stopped, loose, err := s.findInIndex(ctx, s.indexes[origin], m, positions, r)
		if ctx.Err() != nil {
			return asked, ctx.Err()
		}
		if err != nil {
			s.failed(origin, err)
			continue // its texts are looked through
		}
		asked.rest.Keep(m.indexed, true)
		if loose {
			asked.rest.Add(some)
			continue
		}
		asked.found.hits.Add(some)
		asked.found.stopped = asked.found.stopped || stopped
	}
	return asked, nil
}

// findInIndex gives what the index says of some articles: the hits, of which
// there may be more where it stopped or, where it is loose, fewer.
func (s *Searcher) findInIndex(
	ctx context.Context, index *fullText, m *mapping, positions []uint32, r request,
) (found bitset.Set, stopped, loose bool, err error) {
	wanted := bitset.New(len(positions))
	wanted.Add(r.wanted)
	wanted.Keep(m.indexed, false)
	least, most, some := m.bounds(wanted)
	match, negated, loose := r.ftsQuery()
	if !some || match == "" {
		return wanted, false, loose, nil
	}
	c := collector{mapping: m, positions: positions, wanted: wanted, limit: r.limit, hits: bitset.New(len(positions))}
	if negated || loose {
		c.limit = 0
	}
	if err := index.hits(ctx, match, least, most, c.take); err != nil {
		return nil, false, false, err
	}
	if negated {
		wanted.Keep(c.hits, true)
		return wanted, false, loose, nil
	}
	return c.hits, c.stopped, loose, nil
}

// bounds gives the first and the last row of some articles.
func (m *mapping) bounds(wanted bitset.Set) (least, most uint32, found bool) {
	for i, number := range m.numbers {
		if number != absent && wanted.Has(number) {
			if !found {
				least, found = m.rows[i], true
			}
			most = m.rows[i]
		}
	}
	return least, most, found
}

// Close lets go of the indexes, when what writes them has ended.
func (s *Searcher) Close() error {
	var failures []error
	for _, index := range s.indexes {
		failures = append(failures, index.close())
	}
	return errors.Join(failures...)
}
