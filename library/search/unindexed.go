package search

import (
	"cmp"
	"context"
	"iter"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"broadsheet/library/bitset"
	"broadsheet/library/index"
	"broadsheet/model"
)

// textCache keeps plain texts that were looked through, so that looking again
// needs no file.
type textCache struct {
	mu    sync.Mutex
	texts map[model.Key]cachedText
	bytes int
}

type cachedText struct {
	stamp uint64 // of the file
	text  []byte
}

const (
	// scannedBytes is how much memory the texts may take.
	scannedBytes = 32 << 20
	// scannedWhileIndexing is the same while there will soon be no need for them.
	scannedWhileIndexing = 4 << 20
	// scanPart is how many texts are looked through before it is asked whether
	// there are enough hits, or nobody wants to know any more.
	scanPart = 64
)

func (t *textCache) get(k model.Key, stamp uint64) ([]byte, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	cached, ok := t.texts[k]
	return cached.text, ok && cached.stamp == stamp
}

func (t *textCache) put(k model.Key, stamp uint64, text []byte, most int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	bytes := t.bytes + len(text) - len(t.texts[k].text)
	if bytes > most {
		return
	}
	if t.texts == nil {
		t.texts = map[model.Key]cachedText{}
	}
	t.texts[k] = cachedText{stamp, text}
	t.bytes = bytes
}

// drop gives the memory back.
func (t *textCache) drop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.texts, t.bytes = nil, 0
}

// plainTexts gives the plain texts of articles, from memory where they are
// there, and else several at a time.
func (s *Searcher) plainTexts(ctx context.Context, now *index.Snapshot, numbers []uint32) ([][]byte, error) {
	texts := make([][]byte, len(numbers))
	var missing []uint32
	var places []int
	for i, number := range numbers {
		var cached bool
		if texts[i], cached = s.scanned.get(now.Key(number), now.Stamp(number)); !cached {
			missing, places = append(missing, number), append(places, i)
		}
	}
	if len(missing) == 0 {
		return texts, ctx.Err()
	}
	items, err := s.options.Complete(ctx, now, missing)
	if err != nil {
		return nil, err
	}
	most := cmp.Or(s.options.Bytes, scannedBytes)
	if s.indexing.Load() {
		most = min(most, scannedWhileIndexing)
	}
	var next atomic.Int64
	read := func() {
		for i := int(next.Add(1)) - 1; i < len(missing) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			text, final, _ := s.textOf(ctx, items[i]) // who opens the article is told why it cannot be read
			texts[places[i]] = text
			if final && ctx.Err() == nil {
				s.scanned.put(now.Key(missing[i]), now.Stamp(missing[i]), text, most)
			}
		}
	}
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(missing)) - 1 {
		workers.Go(read)
	}
	read()
	workers.Wait()
	return texts, ctx.Err()
}

// textScan is a request whose texts are looked through where no index reaches.
type textScan struct {
	request
	rest  bitset.Set // the articles to look through
	found outcome
	hits  int // how many of them were found
}

// done says whether there are enough hits.
func (c *textScan) done() bool { return c.limit > 0 && c.hits >= c.limit }

// look looks at the text of an article, if it is wanted.
func (c *textScan) look(number uint32, text []byte) {
	if c.done() || !c.rest.Has(number) {
		return
	}
	c.rest.Clear(number)
	if c.in(text) {
		c.found.hits.Set(number)
		c.hits++
	}
}

// scan looks through the texts of the articles that are left, the newest first,
// each of them once for all scans: until there are enough hits, or as many texts
// were looked through as may be.
func (s *Searcher) scan(ctx context.Context, now *index.Snapshot, scans []textScan) error {
	rest, most := bitset.New(now.Len()), 0
	for i := range scans {
		rest.Add(scans[i].rest)
		if most = max(most, scans[i].most); scans[i].most == 0 {
			most = math.MaxInt
		}
	}
	for part := range scanParts(rest, now.Newest(), most) {
		if done := !slices.ContainsFunc(scans, func(c textScan) bool { return !c.done() }); done {
			break
		}
		texts, err := s.plainTexts(ctx, now, part)
		if err != nil {
			return err
		}
		for i, text := range texts {
			for at := range scans {
				scans[at].look(part[i], text)
			}
		}
	}
	for i := range scans {
		left := scans[i].rest.CountOf(now.Newest())
		switch {
		case left == 0:
		case scans[i].done():
			scans[i].found.stopped = true
		default:
			scans[i].found.unsearched = left
		}
	}
	return ctx.Err()
}

// scanParts gives the wanted ones of some articles, a few at a time and not more than
// most in all.
func scanParts(wanted bitset.Set, numbers []uint32, most int) iter.Seq[[]uint32] {
	return func(yield func([]uint32) bool) {
		part, given := make([]uint32, 0, scanPart), 0
		for _, number := range numbers {
			if given+len(part) == most {
				break
			}
			if !wanted.Has(number) {
				continue
			}
			if part = append(part, number); len(part) < scanPart {
				continue
			}
			if !yield(part) {
				return
			}
			given, part = given+len(part), part[:0]
		}
		if len(part) > 0 {
			yield(part)
		}
	}
}
