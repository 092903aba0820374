package library

import (
	"cmp"
	"encoding/binary"
	"iter"
	"slices"
	"strings"
	"sync"

	"broadsheet/library/bitset"
	"broadsheet/model"
	"broadsheet/model/query"
)

// snapshot is what a library holds at one moment. It is never changed, so that
// all sessions can share it. Articles are known by their number: the order in
// which they were taken in. One that changes gets a new number; numbers stay the
// same in all snapshots of one numbering.
type snapshot struct {
	columns
	numbering *numbering
	live      bitset.Set // the numbers of what is listed
	count     int        // how many those are
	nodes     []node     // with the articles that were ever in them
	nodeNames lists      // the categories' names, and the nodes that have them
	newest    []uint32   // all numbers in the order of model.NewestFirst
	realDates int        // how many of them have one

	// What not every reader asks for is made when it is first asked for.
	oldestOnce, titleOnce, shownOnce sync.Once
	oldest, byTitle                  []uint32
	shown                            []int // the nodes in the order of the tree
}

// node is a category.
type node struct {
	path   []string
	parent int      // the number of the node above, or -1
	rows   []uint32 // the articles here and below, each once
}

func (n *node) name() string { return n.path[len(n.path)-1] }

// all is the set of what is listed. It is the caller's.
func (s *snapshot) all() bitset.Set { return slices.Clone(s.live) }

// Count is how many articles are listed.
func (s *snapshot) Count() int { return s.count }

// IsListed says whether an article is listed: it is there, and no other root's copy
// of it stands for it.
func (s *snapshot) IsListed(number uint32) bool { return s.live.Has(number) }

// Newest are all numbers, listed or not, the newest first. They are not to be changed.
func (s *snapshot) Newest() []uint32 { return s.newest }

// sharesNumbers says that a number means the same article in both.
func (s *snapshot) sharesNumbers(other *snapshot) bool { return s.numbering == other.numbering }

// of gives the articles of a root, listed or not, with their keys.
func (s *snapshot) of(origin uint16) iter.Seq2[uint32, model.Key] {
	return func(yield func(uint32, model.Key) bool) {
		for number, k := range s.keys {
			is := uint32(number)
			if s.origins[number] != origin {
				continue
			}
			if now, ok := s.number(k); ok && now == is && !yield(is, k) {
				return
			}
		}
	}
}

// contents gives the listed articles with what tells their contents; see hash.
func (s *snapshot) contents() iter.Seq2[model.Key, int64] {
	return func(yield func(model.Key, int64) bool) {
		for number, hash := range s.hashes {
			if s.live.Has(uint32(number)) && !yield(s.keys[number], hash) {
				return
			}
		}
	}
}

// withPrefix gives the listed articles whose id begins with some hex digits.
func (s *snapshot) withPrefix(prefix string) bitset.Set {
	const digits = 12 // of an id
	found := bitset.New(s.len())
	wanted, ok := model.KeyOf(model.ID(prefix + strings.Repeat("0", max(0, digits-len(prefix)))))
	if !ok {
		return found
	}
	shift := 4 * (digits - len(prefix))
	for number, k := range s.keys {
		if k>>shift == wanted>>shift && s.live.Has(uint32(number)) {
			found.Set(uint32(number))
		}
	}
	return found
}

// PrepareTitles lays out the titles for looking through them, so that the first
// filter need not.
func (s *snapshot) PrepareTitles() { s.titleTexts() }

// titleTexts are the titles, to be looked through.
func (s *snapshot) titleTexts() texts {
	return s.searched.upTo(s.len(), func(i int) string { return s.titles.at(uint32(i)) }, s.titles.text)
}

// number finds an article. One that the same article in another root stands for
// is found too, though it is not listed.
func (s *snapshot) number(k model.Key) (uint32, bool) {
	number, ok := s.numbering.of(k)
	return number, ok && int(number) < s.len()
}

// hash tells the content of a listed article, and is 0 for another.
func (s *snapshot) hash(k model.Key) int64 {
	if number, ok := s.number(k); ok {
		return s.hashes[number]
	}
	return 0
}

// order gives all numbers in an order of model.Sort.
func (s *snapshot) order(by query.Sort) []uint32 {
	switch by {
	case query.OldestFirst:
		s.oldestOnce.Do(func() {
			s.oldest = slices.Concat(s.reversed(s.newest[:s.realDates]), s.reversed(s.newest[s.realDates:]))
		})
		return s.oldest
	case query.ByTitle:
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
	titles := s.titleTexts()
	entries := make([]entry, s.len())
	for number := range entries {
		var first [8]byte
		copy(first[:], titles.at(number))
		entries[number] = entry{binary.BigEndian.Uint64(first[:]), uint32(number)}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		return cmp.Or(
			slices.Compare(titles.at(int(a.number)), titles.at(int(b.number))),
			cmp.Compare(s.keys[a.number], s.keys[b.number]),
		)
	})
	sorted := make([]uint32, len(entries))
	for i, entry := range entries {
		sorted[i] = entry.number
	}
	return sorted
}
