package marks

import (
	"sync"
	"sync/atomic"

	"broadsheet/library/marks/store"
)

// memberships has the membership of what was last asked for. All readers share it.
type memberships struct {
	directory *store.Directory
	making    sync.Mutex
	current   atomic.Pointer[membership] // never changed, but replaced
}

// membership says of every listed article in which group it is, and of every member
// of a group which number it has, so that who marks 100,000 articles searches for
// none of them: it is made once, and 90 guests mark one after the other.
type membership struct {
	numbering Numbering
	listed    int                // articles with a smaller number are here
	groups    []*store.Group     // in some order
	places    []uint32           // by number: 1, and the article's group and place there, as placeOf tells; 0: in none
	numbers   map[int64][]uint32 // by group: 1 and the number of each member; 0: it is not listed
}

// of gives the membership of the articles that are listed.
func (m *memberships) of(s Articles) *membership {
	if now := m.current.Load(); now.holds(s, m.directory) {
		return now
	}
	m.making.Lock()
	defer m.making.Unlock()
	if now := m.current.Load(); now.holds(s, m.directory) {
		return now
	}
	made := newMembership(s, m.directory.All())
	m.current.Store(made)
	return made
}

func (x *membership) holds(s Articles, d *store.Directory) bool {
	return x != nil && x.numbering == s.Numbering() && x.listed >= s.Len() && len(x.groups) == len(d.All())
}

func newMembership(s Articles, groups map[int64]*store.Group) *membership {
	x := &membership{numbering: s.Numbering(), listed: s.Len(), places: make([]uint32, s.Len()), numbers: make(map[int64][]uint32, len(groups))}
	for _, g := range groups {
		numbers := make([]uint32, len(g.Keys))
		for member, k := range g.Keys {
			if number, ok := numberIn(s, k); ok {
				numbers[member] = number + 1
				x.places[number] = uint32(len(x.groups)*store.GroupSize + member + 1) //nolint:gosec // far fewer than 2^24 groups
			}
		}
		x.groups = append(x.groups, g)
		x.numbers[g.Number] = numbers
	}
	return x
}

// divide gives the groups of articles, by their numbers, and those that are in none.
func (x *membership) divide(numbers []uint32) (sets []store.MemberSet, rest []uint32) {
	at := make([]int, len(x.groups)) // 1 and the place of each group in sets
	for _, number := range numbers {
		place := x.places[number]
		if place == 0 {
			rest = append(rest, number)
			continue
		}
		group, member := (place-1)/store.GroupSize, (place-1)%store.GroupSize
		if at[group] == 0 {
			sets = append(sets, store.MemberSet{Group: x.groups[group]})
			at[group] = len(sets)
		}
		sets[at[group]-1].Members.Set(int(member))
	}
	return sets, rest
}

// knows says whether the membership can tell which members of a group are among the
// first so many articles of a numbering, and which numbers they have.
func (x *membership) knows(g *store.Group, of Numbering, first int) bool {
	return x != nil && x.numbering == of && x.listed >= first && x.numbers[g.Number] != nil
}
