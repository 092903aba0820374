package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"sync/atomic"

	"broadsheet/articles"
	"broadsheet/library/bitset"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// searcher finds articles by their texts, for all readers of a library: in the
// indexes of the roots, and where these do not reach in the texts themselves.
type searcher struct {
	library *Library
	indexes map[uint16]*fullText // of the roots that may have one, by their places
	scanned textCache
	wake    chan struct{} // there may be something to index

	indexing atomic.Bool  // texts are being put into an index
	asked    atomic.Int64 // counts what readers ask for

	mu        sync.Mutex
	snapshot  *snapshot // of the positions and views
	positions []uint32
	views     map[uint16]*view
	answers   answers
	told      map[string]bool // sentences that every reader was told
}

func newSearcher(l *Library) *searcher {
	s := &searcher{
		library: l, indexes: map[uint16]*fullText{}, wake: make(chan struct{}, 1), views: map[uint16]*view{}, told: map[string]bool{},
	}
	for _, source := range l.sources {
		if source.folder != "" {
			s.indexes[source.origin] = &fullText{path: filepath.Join(source.folder, fullTextName), pages: l.options.textPages}
		}
	}
	return s
}

// read reads what there is to search of an article, of which all is known. One
// that cannot be read has its title; final says that this is so whenever it is
// read again, and not for the moment alone.
func (s *searcher) read(ctx context.Context, item *model.Item) (text []byte, final bool, err error) {
	root := s.library.root(item.Root)
	if root == nil || item.Partial {
		return plainOf(item.Title, nil), false, nil
	}
	article, whole, err := root.ReadWhole(ctx, s.library.options.Articles, item.Path)
	if err != nil {
		return plainOf(item.Title, nil), !articles.MayPass(err) && !errors.Is(err, fs.ErrNotExist), err
	}
	return plainOf(article.Title, articles.Texts(&article.Document)), whole, nil
}

// poke says that there may be something to index.
func (s *searcher) poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// say has a sentence for every reader, once.
func (s *searcher) say(sentence string) {
	s.mu.Lock()
	again := s.told[sentence]
	s.told[sentence] = true
	s.mu.Unlock()
	if !again {
		s.library.notify(sentence)
	}
}

// see gives the positions of a snapshot's articles, and how the indexes stand to
// it, by root.
func (s *searcher) see(ctx context.Context, now *snapshot) (positions []uint32, views map[uint16]*view) {
	for origin, index := range s.indexes {
		if err := errors.Join(index.refresh(ctx), index.open(ctx)); err != nil && !errors.Is(err, fs.ErrNotExist) && ctx.Err() == nil {
			s.failed(origin, err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.snapshot != now {
		s.snapshot, s.positions = now, positionsOf(now)
		clear(s.views)
	}
	views = map[uint16]*view{}
	for origin, index := range s.indexes {
		held := index.held()
		if len(held.rows) == 0 {
			continue
		}
		if known := s.views[origin]; known == nil || known.generation != held.generation {
			s.views[origin] = newView(now, s.positions, held)
		}
		views[origin] = s.views[origin]
	}
	return s.positions, views
}

// failed decides what becomes of a failure to read an index: the texts are
// looked through without it. One that is damaged is made anew by who writes it.
func (s *searcher) failed(origin uint16, err error) {
	if sqlite.IsDamaged(err) || errors.Is(err, sqlite.ErrOutdated) {
		s.indexes[origin].broken.Store(sqlite.IsBroken(err))
		s.indexes[origin].verified.Store(false)
		_ = s.indexes[origin].close() // it is of no use anyway
		s.poke()
		return
	}
	s.say(fmt.Sprintf("The full text of %s cannot be searched in its index, which makes it slow: %v.", s.library.sources[origin].root.Name(), err))
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
func (s *searcher) find(ctx context.Context, now *snapshot, requests []request) ([]outcome, error) {
	if len(requests) == 0 {
		return nil, ctx.Err()
	}
	scans := make([]textScan, len(requests))
	positions, views := s.see(ctx, now)
	for i, r := range requests {
		var err error
		if scans[i], err = s.askIndexes(ctx, now, r, positions, views); err != nil {
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
func (s *searcher) askIndexes(ctx context.Context, now *snapshot, r request, positions []uint32, views map[uint16]*view) (textScan, error) {
	asked := textScan{request: r, found: outcome{hits: bitset.New(now.len())}, rest: bitset.New(now.len())}
	asked.rest.Add(r.wanted)
	for origin, v := range views {
		some, stopped, loose, err := s.findInIndex(ctx, s.indexes[origin], v, positions, r)
		if ctx.Err() != nil {
			return asked, ctx.Err()
		}
		if err != nil {
			s.failed(origin, err)
			continue // its texts are looked through
		}
		asked.rest.Keep(v.indexed, true)
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
func (s *searcher) findInIndex(
	ctx context.Context, index *fullText, v *view, positions []uint32, r request,
) (found bitset.Set, stopped, loose bool, err error) {
	wanted := bitset.New(len(positions))
	wanted.Add(r.wanted)
	wanted.Keep(v.indexed, false)
	least, most, some := v.bounds(wanted)
	match, negated, loose := r.question()
	if !some || match == "" {
		return wanted, false, loose, nil
	}
	c := collector{view: v, positions: positions, wanted: wanted, limit: r.limit, hits: bitset.New(len(positions))}
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
func (v *view) bounds(wanted bitset.Set) (least, most uint32, found bool) {
	for i, number := range v.numbers {
		if number != absent && wanted.Has(number) {
			if !found {
				least, found = v.rows[i], true
			}
			most = v.rows[i]
		}
	}
	return least, most, found
}

// close lets go of the indexes, when what writes them has ended.
func (s *searcher) close() error {
	var failures []error
	for _, index := range s.indexes {
		failures = append(failures, index.close())
	}
	return errors.Join(failures...)
}
