package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"sync"

	"broadsheet/model/fold"
	"broadsheet/model/query"
)

// This file has the orders of a list. That by date is kept by the builder; the others
// are made when they are first asked for.

// order gives all numbers in an order of query.Sort.
func (s *Snapshot) order(by query.Sort) []uint32 {
	switch by {
	case query.OldestFirst:
		s.oldestOnce.Do(func() {
			s.oldest = slices.Concat(s.reversed(s.newest[:s.realDates]), s.reversed(s.newest[s.realDates:]))
		})
		return s.oldest
	case query.ByTitle:
		return s.byTitle.upTo(s)
	case query.BySource:
		s.sourceOnce.Do(func() { s.bySource = s.sortedBySource() })
		return s.bySource
	case query.ByLength:
		s.lengthOnce.Do(func() {
			s.byLength = s.grouped(1<<16, func(number uint32) int { return int(s.minutes[number]) })
		})
		return s.byLength
	default:
		return s.newest
	}
}

// reversed turns an order by date round, but not those of the same date.
func (s *Snapshot) reversed(newest []uint32) []uint32 {
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

// grouped gives all numbers by the groups that they are in, the newest of each first.
func (s *Snapshot) grouped(groups int, of func(number uint32) int) []uint32 {
	next := make([]int, groups+1) // where the next of each group goes
	for _, number := range s.newest {
		next[of(number)+1]++
	}
	for group := range groups {
		next[group+1] += next[group]
	}
	sorted := make([]uint32, len(s.newest))
	for _, number := range s.newest {
		group := of(number)
		sorted[next[group]] = number
		next[group]++
	}
	return sorted
}

// sortedBySource gives all numbers by what stands under their titles: who wrote them,
// else the last name of their category, else their root.
func (s *Snapshot) sortedBySource() []uint32 {
	authors, places := len(s.authors.names), len(s.categories.paths)
	names := slices.Clone(s.authors.names)
	for _, paths := range s.categories.paths {
		name := ""
		if len(paths) > 0 && len(paths[0]) > 0 {
			name = paths[0][len(paths[0])-1]
		}
		names = append(names, name)
	}
	ranks := ranksOf(append(names, s.names.names...))
	return s.grouped(len(ranks), func(number uint32) int {
		author, place := s.authors.of[number], s.categories.of[number]
		switch {
		case names[author] != "":
			return ranks[author]
		case names[authors+int(place)] != "":
			return ranks[authors+int(place)]
		}
		return ranks[authors+places+int(s.origins[number])]
	})
}

// ranksOf says of each name which it is in their order. What is the same folded has the
// same rank.
func ranksOf(names []string) []int {
	folded := make([]string, len(names))
	order := make([]int, len(names))
	for i, name := range names {
		folded[i], order[i] = fold.String(name), i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(folded[a], folded[b]) })
	ranks := make([]int, len(names))
	for at, i := range order {
		ranks[i] = at
		if at > 0 && folded[i] == folded[order[at-1]] {
			ranks[i] = ranks[order[at-1]]
		}
	}
	return ranks
}

// titleOrder are the first numbers of a numbering by their titles, which never change:
// what is sorted once is only added to.
type titleOrder struct {
	mu      sync.Mutex
	numbers []uint32
}

// upTo gives the numbers of a snapshot.
func (o *titleOrder) upTo(s *Snapshot) []uint32 {
	o.mu.Lock()
	defer o.mu.Unlock()
	if known := len(o.numbers); known < s.Len() {
		o.numbers = s.mergeTitles(o.numbers, s.sortedByTitle(known))
	}
	if len(o.numbers) == s.Len() {
		return o.numbers
	}
	earlier := make([]uint32, 0, s.Len())
	for _, number := range o.numbers {
		if int(number) < s.Len() {
			earlier = append(earlier, number)
		}
	}
	return earlier
}

// mergeTitles makes one order of two.
func (s *Snapshot) mergeTitles(a, b []uint32) []uint32 {
	if len(a) == 0 {
		return b
	}
	titles := s.titleTexts()
	merged := make([]uint32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if s.compareTitles(titles, a[0], b[0]) <= 0 {
			merged, a = append(merged, a[0]), a[1:]
		} else {
			merged, b = append(merged, b[0]), b[1:]
		}
	}
	return append(append(merged, a...), b...)
}

// compareTitles is the order of titles; those of the same title are in the order of
// their keys.
func (s *Snapshot) compareTitles(titles texts, a, b uint32) int {
	return cmp.Or(bytes.Compare(titles.at(int(a)), titles.at(int(b))), cmp.Compare(s.keys[a], s.keys[b]))
}

// sortedByTitle gives the numbers from one on by their titles.
func (s *Snapshot) sortedByTitle(from int) []uint32 {
	// The first bytes nearly always decide, and lie close together here.
	type entry struct {
		first  uint64
		number uint32
	}
	titles := s.titleTexts()
	entries := make([]entry, s.Len()-from)
	for i := range entries {
		var first [8]byte
		copy(first[:], titles.at(from+i))
		entries[i] = entry{binary.BigEndian.Uint64(first[:]), uint32(from + i)} //nolint:gosec // so many articles cannot be
	}
	slices.SortFunc(entries, func(a, b entry) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		return s.compareTitles(titles, a.number, b.number)
	})
	sorted := make([]uint32, len(entries))
	for i, entry := range entries {
		sorted[i] = entry.number
	}
	return sorted
}
