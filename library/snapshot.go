package library

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sync"

	"broadsheet/model"
)

// snapshot is what a library holds at one moment. It is never changed, so that
// all sessions can share it. Articles are known by their number: the order in
// which they were found. Numbers stay the same in all snapshots that follow.
type snapshot struct {
	columns
	nodes     []node   // with the articles that are in them now
	newest    []uint32 // all numbers in the order of model.NewestFirst
	realDates int      // how many of them have one

	// What not every reader asks for is made when it is first asked for.
	oldestOnce, titleOnce, shownOnce sync.Once
	oldest, byTitle                  []uint32
	shown                            []int // the nodes in the order of the tree
}

// columns hold what is known of each article, by number. They only grow; the
// copy in a snapshot goes on seeing what was there when it was made.
type columns struct {
	items     []*model.Item
	titles    texts
	seconds   []int64 // the dates, in seconds since 1970
	ranks     []int64 // the dates again, with the inferred ones before all real ones
	authors   values
	languages values
	tags      lists
	nodeNames lists // the categories' names, and the nodes that have them
}

// values is a column of strings of which many are the same.
type values struct {
	texts  texts
	names  []string
	of     []uint32          // for each number, its place in names
	places map[string]uint32 // belongs to the builder alone
}

func (v *values) add(name string) {
	place, ok := v.places[name]
	if !ok {
		if v.places == nil {
			v.places = map[string]uint32{}
		}
		place = uint32(len(v.names))
		v.places[name] = place
		v.names = append(v.names, name)
		v.texts.add(name)
	}
	v.of = append(v.of, place)
}

// lists are names that each stand for a list of numbers.
type lists struct {
	texts  texts
	names  []string
	rows   [][]uint32
	places map[string]int // belongs to the builder alone
}

func (l *lists) add(name string, number uint32) {
	place, ok := l.places[name]
	if !ok {
		if l.places == nil {
			l.places = map[string]int{}
		}
		place = len(l.names)
		l.places[name] = place
		l.names, l.rows = append(l.names, name), append(l.rows, nil)
		l.texts.add(name)
	}
	l.rows[place] = appendOnce(l.rows[place], number)
}

// appendOnce appends a number that is not smaller than the last one, if it is
// not the last one.
func appendOnce(numbers []uint32, number uint32) []uint32 {
	if n := len(numbers); n > 0 && numbers[n-1] == number {
		return numbers
	}
	return append(numbers, number)
}

// node is a category.
type node struct {
	path   []string
	parent int      // the number of the node above, or -1
	rows   []uint32 // the articles here and below, each once
}

func (n *node) name() string { return n.path[len(n.path)-1] }

// order gives all numbers in an order of model.Sort.
func (s *snapshot) order(by model.Sort) []uint32 {
	switch by {
	case model.OldestFirst:
		s.oldestOnce.Do(func() {
			s.oldest = slices.Concat(s.reversed(s.newest[:s.realDates]), s.reversed(s.newest[s.realDates:]))
		})
		return s.oldest
	case model.ByTitle:
		s.titleOnce.Do(func() { s.byTitle = s.sortedByTitle() })
		return s.byTitle
	default:
		return s.newest
	}
}

// reversed turns an order by date round, but not those of the same date.
func (s *snapshot) reversed(newest []uint32) []uint32 {
	oldest := slices.Clone(newest)
	slices.Reverse(oldest)
	for start := 0; start < len(oldest); {
		end := start + 1
		for end < len(oldest) && s.compareDates(oldest[start], oldest[end]) == 0 {
			end++
		}
		slices.Reverse(oldest[start:end])
		start = end
	}
	return oldest
}

func (s *snapshot) sortedByTitle() []uint32 {
	// The first bytes nearly always decide, and lie close together here.
	type entry struct {
		first  uint64
		number uint32
	}
	entries := make([]entry, len(s.items))
	for number := range entries {
		var first [8]byte
		copy(first[:], s.titles.at(number))
		entries[number] = entry{binary.BigEndian.Uint64(first[:]), uint32(number)}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		return cmp.Or(
			slices.Compare(s.titles.at(int(a.number)), s.titles.at(int(b.number))),
			cmp.Compare(s.items[a.number].ID, s.items[b.number].ID),
		)
	})
	sorted := make([]uint32, len(entries))
	for i, entry := range entries {
		sorted[i] = entry.number
	}
	return sorted
}

// inferredRank is what sets the ranks of inferred dates apart.
const inferredRank = 1 << 60

func rank(item *model.Item) int64 {
	if item.DateInferred {
		return item.Date.Unix() - inferredRank
	}
	return item.Date.Unix()
}

func (c *columns) compareDates(a, b uint32) int {
	if d := cmp.Compare(c.ranks[a], c.ranks[b]); d != 0 {
		return d
	}
	return c.items[a].Date.Compare(c.items[b].Date)
}

// compareNewest is the order of model.NewestFirst.
func (c *columns) compareNewest(a, b uint32) int {
	if d := c.compareDates(b, a); d != 0 {
		return d
	}
	return cmp.Compare(c.items[a].ID, c.items[b].ID)
}
