package index

import (
	"bytes"
	"context"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"broadsheet/library/bitset"
	"broadsheet/model/fold"
)

// texts are many short texts of one line, laid out for looking through all of
// them at each key that a reader types: folded, one after the other, and as
// reading classes for pinyin. Texts are only ever added, so a copy of the
// struct goes on seeing those that were there when it was made.
type texts struct {
	folded      []byte   // each text and a newline
	starts      []uint32 // into folded; one more than there are texts
	classes     []uint16
	classStarts []uint32
}

func (t texts) len() int { return max(0, len(t.starts)-1) }

func (t *texts) add(text string) {
	if len(t.starts) == 0 {
		t.starts, t.classStarts = append(t.starts, 0), append(t.classStarts, 0)
	}
	t.folded = append(fold.Append(t.folded, text), '\n')
	t.starts = append(t.starts, uint32(len(t.folded)))
	t.classes = fold.AppendReadings(t.classes, text)
	t.classStarts = append(t.classStarts, uint32(len(t.classes)))
}

// grow makes room for n texts of so many runes and bytes in all.
func (t *texts) grow(n, runes, bytes int) {
	t.starts, t.classStarts = slices.Grow(t.starts, n+1), slices.Grow(t.classStarts, n+1)
	t.folded, t.classes = slices.Grow(t.folded, bytes+n), slices.Grow(t.classes, runes)
}

// first is the first n texts alone.
func (t texts) first(n int) texts {
	if n == 0 {
		return texts{}
	}
	return texts{t.folded, t.starts[: n+1 : n+1], t.classes, t.classStarts[: n+1 : n+1]}
}

// at is the folded text with the number i.
func (t texts) at(i int) []byte { return t.folded[t.starts[i] : t.starts[i+1]-1] }

// shardSize is how many texts one worker looks through before it asks whether
// anybody still wants to know. It is a multiple of 64, so that no two workers
// write to the same word of a bitset.
const shardSize = 8192

// search is a matcher, prepared for looking through many texts.
type search struct {
	fold.Matcher
	scanner *fold.Scanner // nil: none
	needs   string        // the folded text that matches by pinyin contain, without a scanner; empty: there are none
}

func newSearch(m fold.Matcher) search {
	s := search{Matcher: m}
	if scanner, ok := m.Scanner(); ok {
		s.scanner = scanner
	} else {
		s.needs = m.Needs()
	}
	return s
}

// find gives the numbers of the texts that match. original gives a text as it
// was added.
func (t texts) find(ctx context.Context, s search, original func(int) string) (bitset.Set, error) {
	n := t.len()
	if s.Folded() == "" {
		return bitset.Full(n), nil
	}
	hits := bitset.New(n)
	shards := make(chan int, n/shardSize+1)
	for start := 0; start < n; start += shardSize {
		shards <- start
	}
	close(shards)
	work := func() {
		for start := range shards {
			if ctx.Err() == nil {
				t.findBetween(start, min(start+shardSize, n), s, original, hits)
			}
		}
	}
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(shards)) - 1 {
		workers.Go(work)
	}
	work()
	workers.Wait()
	return hits, ctx.Err()
}

// contain gives the numbers of the texts that contain the folded text.
func (t texts) contain(folded string) bitset.Set {
	hits := bitset.New(t.len())
	t.literal(folded, 0, t.len(), func(i int) { hits.Set(uint32(i)) })
	return hits
}

// findBetween adds to hits the matching texts from start up to end.
func (t texts) findBetween(start, end int, s search, original func(int) string, hits bitset.Set) {
	add := func(i int) { hits.Set(uint32(i)) }
	t.literal(s.Folded(), start, end, add)
	if s.needs != "" {
		t.literal(s.needs, start, end, func(i int) {
			if _, ok := s.Match(original(i)); ok {
				add(i)
			}
		})
	}
	if s.scanner == nil {
		return
	}
	for i := start; i < end; i++ {
		if !hits.Has(uint32(i)) && s.scanner.Match(t.classes[t.classStarts[i]:t.classStarts[i+1]]) {
			add(i)
		}
	}
}

// literal calls found with the numbers of the texts from start up to end that
// contain the folded text, each once.
func (t texts) literal(folded string, start, end int, found func(int)) {
	if start >= end || strings.Contains(folded, "\n") {
		return
	}
	wanted := []byte(folded)
	limit := t.starts[end]
	for i := start; i < end; {
		at := bytes.Index(t.folded[t.starts[i]:limit], wanted)
		if at < 0 {
			return
		}
		i = t.holding(i, end, t.starts[i]+uint32(at))
		found(i)
		i++
	}
}

// holding is the number of the text that holds a byte of folded. It is looked
// for from start on, where it is most often near.
func (t texts) holding(start, end int, at uint32) int {
	step := 1
	for start+step < end && t.starts[start+step] <= at {
		start += step
		step *= 2
	}
	step = min(step, end-start)
	return start + sort.Search(step, func(i int) bool { return t.starts[start+i+1] > at })
}

// searched are texts as a filter looks through them. They are laid out in the
// background or by the first who needs them, and shared by all snapshots of a
// numbering.
type searched struct {
	mu    sync.Mutex
	texts texts
}

// upTo gives the first n texts. All is what they are together, if that is known:
// then room is made for them at once.
func (s *searched) upTo(n int, at func(i int) string, all []byte) texts {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.texts.len() == 0 && len(all) > 0 {
		s.texts.grow(n, utf8.RuneCount(all), len(all))
	}
	for i := s.texts.len(); i < n; i++ {
		s.texts.add(at(i))
	}
	return s.texts.first(n)
}
