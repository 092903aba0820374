package library

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// textCache keeps plain texts that were looked through, so that looking again
// needs no file.
type textCache struct {
	mu    sync.Mutex
	texts map[key]cachedText
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

func (t *textCache) get(k key, stamp uint64) ([]byte, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	cached, ok := t.texts[k]
	return cached.text, ok && cached.stamp == stamp
}

func (t *textCache) put(k key, stamp uint64, text []byte, most int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	bytes := t.bytes + len(text) - len(t.texts[k].text)
	if bytes > most {
		return
	}
	if t.texts == nil {
		t.texts = map[key]cachedText{}
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
func (s *searcher) plainTexts(ctx context.Context, now *snapshot, numbers []uint32) ([][]byte, error) {
	texts := make([][]byte, len(numbers))
	var missing []uint32
	var places []int
	for i, number := range numbers {
		var cached bool
		if texts[i], cached = s.scanned.get(now.keys[number], now.stamps[number]); !cached {
			missing, places = append(missing, number), append(places, i)
		}
	}
	if len(missing) == 0 {
		return texts, ctx.Err()
	}
	items, err := s.library.complete(ctx, now, missing)
	if err != nil {
		return nil, err
	}
	most := scannedBytes
	if s.indexing.Load() {
		most = scannedWhileIndexing
	}
	var next atomic.Int64
	read := func() {
		for i := int(next.Add(1)) - 1; i < len(missing) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			text, final, _ := s.read(ctx, items[i]) // who opens the article is told why it cannot be read
			texts[places[i]] = text
			if final && ctx.Err() == nil {
				s.scanned.put(now.keys[missing[i]], now.stamps[missing[i]], text, most)
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

// scan looks through the texts of the articles of rest, the newest first, and
// adds to hits those that match. It gives how many it did not look at because
// they were too many, and whether it stopped because it had enough.
func (s *searcher) scan(ctx context.Context, now *snapshot, rest bitset, r request, hits bitset) (unsearched int, stopped bool, err error) {
	left := rest.countOf(now.newest)
	if left == 0 {
		return 0, false, ctx.Err()
	}
	most := r.most
	if most == 0 {
		most = math.MaxInt
	}
	found, looked := 0, 0
	part := make([]uint32, 0, scanPart)
	for i, number := range now.newest {
		if rest.has(number) {
			part = append(part, number)
		}
		if len(part) < min(scanPart, left, most-looked) && i < len(now.newest)-1 {
			continue
		}
		texts, err := s.plainTexts(ctx, now, part)
		if err != nil {
			return 0, false, err
		}
		for i, text := range texts {
			if r.in(text) {
				hits.set(part[i])
				found++
			}
		}
		looked, left, part = looked+len(part), left-len(part), part[:0]
		switch {
		case left == 0:
			return 0, false, nil
		case r.limit > 0 && found >= r.limit:
			return 0, true, nil
		case looked >= most:
			return left, false, nil
		}
	}
	return 0, false, nil
}
