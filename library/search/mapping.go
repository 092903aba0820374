package search

import (
	"math"
	"slices"
	"sort"

	"broadsheet/library/bitset"
	"broadsheet/library/index"
)

// absent is the number, or the position, of an article that is not listed.
const absent = math.MaxUint32

// positionsOf gives for each number the place in the list, the newest first.
func positionsOf(s *index.Snapshot) []uint32 {
	positions := make([]uint32, s.Len())
	for position, number := range s.Newest() {
		positions[number] = absent
		if s.IsListed(number) {
			positions[number] = uint32(position)
		}
	}
	return positions
}

// mapping is how an index stands to a snapshot.
type mapping struct {
	documents
	numbers []uint32   // of each row the article, or absent where it is not listed or has changed
	latest  []uint32   // of each row the position of the newest article in it or one behind it
	indexed bitset.Set // the articles whose text is in the index, by number
}

func newMapping(s *index.Snapshot, positions []uint32, d documents) *mapping {
	m := &mapping{
		documents: d,
		numbers:   make([]uint32, len(d.rows)),
		latest:    make([]uint32, len(d.rows)+1),
		indexed:   bitset.New(s.Len()),
	}
	for i, k := range d.keys {
		number, ok := s.Number(k)
		if !ok || positions[number] == absent || s.Stamp(number) != d.stamps[i] {
			m.numbers[i] = absent
			continue
		}
		m.numbers[i] = number
		m.indexed.Set(number)
	}
	m.latest[len(d.rows)] = absent
	for i, number := range slices.Backward(m.numbers) {
		m.latest[i] = m.latest[i+1]
		if number != absent {
			m.latest[i] = min(m.latest[i], positions[number])
		}
	}
	return m
}

// collector takes the rows that match, the smallest first, until nothing newer
// than what it has can come.
type collector struct {
	*mapping
	positions []uint32
	wanted    bitset.Set // the articles that are looked for
	limit     int        // how many are enough; 0: none
	hits      bitset.Set
	newest    []uint32 // the positions of the newest hits, as many as the limit
	at        int      // where in the mapping the last row was
	stopped   bool     // there may be more
}

// take takes a row, and says whether more are wanted.
func (c *collector) take(row uint32) bool {
	c.at += sort.Search(len(c.rows)-c.at, func(i int) bool { return c.rows[c.at+i] >= row })
	if c.at == len(c.rows) || c.rows[c.at] != row || c.numbers[c.at] == absent || !c.wanted.Has(c.numbers[c.at]) {
		return true
	}
	number := c.numbers[c.at]
	if c.hits.Has(number) {
		return true
	}
	c.hits.Set(number)
	if c.limit == 0 {
		return true
	}
	position := c.positions[number]
	place, _ := slices.BinarySearch(c.newest, position)
	if c.newest = slices.Insert(c.newest, place, position); len(c.newest) > c.limit {
		c.newest = c.newest[:c.limit]
	}
	c.stopped = len(c.newest) == c.limit && c.newest[c.limit-1] < c.latest[c.at+1]
	return !c.stopped
}

// places gives what finds rows for more articles.
func (m *mapping) places(positions []uint32) places {
	p := places{rows: slices.Clone(m.rows), positions: make([]uint32, len(m.rows))}
	last := uint32(0)
	for i, number := range m.numbers {
		if number != absent {
			last = max(last, positions[number])
		}
		p.positions[i] = last
	}
	return p
}
