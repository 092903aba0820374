package library

import (
	"math"
	"slices"
	"sort"

	"broadsheet/library/bitset"
)

// absent is the number, or the position, of an article that is not listed.
const absent = math.MaxUint32

// positionsOf gives for each number the place in the list, the newest first.
func positionsOf(s *snapshot) []uint32 {
	positions := make([]uint32, s.len())
	for position, number := range s.Newest() {
		positions[number] = absent
		if s.IsListed(number) {
			positions[number] = uint32(position)
		}
	}
	return positions
}

// view is how an index stands to a snapshot.
type view struct {
	documents
	numbers []uint32   // of each row the article, or absent where it is not listed or has changed
	latest  []uint32   // of each row the position of the newest article in it or one behind it
	indexed bitset.Set // the articles whose text is in the index, by number
}

func newView(s *snapshot, positions []uint32, d documents) *view {
	v := &view{
		documents: d,
		numbers:   make([]uint32, len(d.rows)),
		latest:    make([]uint32, len(d.rows)+1),
		indexed:   bitset.New(s.len()),
	}
	for i, k := range d.keys {
		number, ok := s.number(k)
		if !ok || positions[number] == absent || s.Stamp(number) != d.stamps[i] {
			v.numbers[i] = absent
			continue
		}
		v.numbers[i] = number
		v.indexed.Set(number)
	}
	v.latest[len(d.rows)] = absent
	for i, number := range slices.Backward(v.numbers) {
		v.latest[i] = v.latest[i+1]
		if number != absent {
			v.latest[i] = min(v.latest[i], positions[number])
		}
	}
	return v
}

// collector takes the rows that match, the smallest first, until nothing newer
// than what it has can come.
type collector struct {
	*view
	positions []uint32
	wanted    bitset.Set // the articles that are looked for
	limit     int        // how many are enough; 0: none
	hits      bitset.Set
	newest    []uint32 // the positions of the newest hits, as many as the limit
	at        int      // where in the view the last row was
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
func (v *view) places(positions []uint32) places {
	p := places{rows: slices.Clone(v.rows), positions: make([]uint32, len(v.rows))}
	last := uint32(0)
	for i, number := range v.numbers {
		if number != absent {
			last = max(last, positions[number])
		}
		p.positions[i] = last
	}
	return p
}
