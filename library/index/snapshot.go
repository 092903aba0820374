// Package index holds what is known of all articles in memory: in columns by number,
// as immutable snapshots that answer filters, orders, counts and completions. A
// Builder makes them, out of articles or of what was packed into a file. It knows
// neither files of articles nor databases nor readers, whose marks come as sets of
// numbers.
package index

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"broadsheet/library/bitset"
	"broadsheet/model"
)

// Snapshot is what a library holds at one moment. It is never changed, so that
// all sessions can share it. Articles are known by their number: the order in
// which they were taken in. One that changes gets a new number; numbers stay the
// same in all snapshots of one numbering.
type Snapshot struct {
	columns
	Numbering *Numbering
	live      bitset.Set // the numbers of what is listed
	count     int        // how many those are
	nodes     []node     // with the articles that were ever in them
	nodeNames lists      // the categories' names, and the nodes that have them
	newest    []uint32   // all numbers in the order of model.NewestFirst
	realDates int        // how many of them have one

	// What not every reader asks for is made when it is first asked for.
	oldestOnce, sourceOnce, lengthOnce, shownOnce sync.Once
	oldest, bySource, byLength                    []uint32
	shown                                         []int // the nodes in the order of the tree
}

// node is a category.
type node struct {
	path   []string
	parent int      // the number of the node above, or -1
	rows   []uint32 // the articles here and below, each once
}

func (n *node) name() string { return n.path[len(n.path)-1] }

// All is the set of what is listed. It is the caller's.
func (s *Snapshot) All() bitset.Set { return slices.Clone(s.live) }

// Count is how many articles are listed.
func (s *Snapshot) Count() int { return s.count }

// IsListed says whether an article is listed: it is there, and no other root's copy
// of it stands for it.
func (s *Snapshot) IsListed(number uint32) bool { return s.live.Has(number) }

// Newest are all numbers, listed or not, the newest first. They are not to be changed.
func (s *Snapshot) Newest() []uint32 { return s.newest }

// SharesNumbers says that a number means the same article in both.
func (s *Snapshot) SharesNumbers(other *Snapshot) bool { return s.Numbering == other.Numbering }

// Of gives the articles of a root, listed or not, with their keys.
func (s *Snapshot) Of(origin uint16) iter.Seq2[uint32, model.Key] {
	return func(yield func(uint32, model.Key) bool) {
		for number, k := range s.keys {
			is := uint32(number)
			if s.origins[number] != origin {
				continue
			}
			if now, ok := s.Number(k); ok && now == is && !yield(is, k) {
				return
			}
		}
	}
}

// Contents gives the listed articles with what tells their contents; see contentHash.
func (s *Snapshot) Contents() iter.Seq2[model.Key, int64] {
	return func(yield func(model.Key, int64) bool) {
		for number, hash := range s.hashes {
			if s.live.Has(uint32(number)) && !yield(s.keys[number], hash) {
				return
			}
		}
	}
}

// WithPrefix gives the listed articles whose id begins with some hex digits.
func (s *Snapshot) WithPrefix(prefix string) bitset.Set {
	const digits = 12 // of an id
	found := bitset.New(s.Len())
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
func (s *Snapshot) PrepareTitles() { s.titleTexts() }

// titleTexts are the titles, to be looked through.
func (s *Snapshot) titleTexts() texts {
	return s.searched.upTo(s.Len(), func(i int) string { return s.titles.at(uint32(i)) }, s.titles.text)
}

// Number finds an article. One that the same article in another root stands for
// is found too, though it is not listed.
func (s *Snapshot) Number(k model.Key) (uint32, bool) {
	number, ok := s.Numbering.Of(k)
	return number, ok && int(number) < s.Len()
}

// Hash tells the content of a listed article, and is 0 for another.
func (s *Snapshot) Hash(k model.Key) int64 {
	if number, ok := s.Number(k); ok {
		return s.hashes[number]
	}
	return 0
}
