package store

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"

	"broadsheet/model"
)

// Directory finds the groups that articles are in. All readers of a library
// share it.
type Directory struct {
	adding  sync.Mutex
	current atomic.Pointer[groupIndex] // never changed, but replaced
}

// groupIndex is the directory at one moment.
type groupIndex struct {
	byNumber map[int64]*Group
	groups   []*Group
	keys     []model.Key // of all groups, ascending
	places   []uint32    // of each key: the place of the group in groups, times GroupSize, and its own there
	overlaps bool        // some article is in several groups, as two processes made them
}

// NewDirectory gives one without groups.
func NewDirectory() *Directory {
	d := &Directory{}
	d.current.Store(&groupIndex{})
	return d
}

// All gives the groups there are at the moment by their numbers. The map is not to
// be changed.
func (d *Directory) All() map[int64]*Group { return d.current.Load().byNumber }

// Group gives the group of a number, or nil.
func (d *Directory) Group(number int64) *Group { return d.current.Load().byNumber[number] }

// Overlap says whether some article is in several groups, as two processes made them.
func (d *Directory) Overlap() bool { return d.current.Load().overlaps }

// At calls do for each group that the article is in, with its place there.
func (d *Directory) At(k model.Key, do func(g *Group, member int)) { d.current.Load().at(k, do) }

// at calls do for each place of the article in a group.
func (x *groupIndex) at(k model.Key, do func(g *Group, member int)) {
	for i, _ := slices.BinarySearch(x.keys, k); i < len(x.keys) && x.keys[i] == k; i++ {
		do(x.groups[x.places[i]/GroupSize], int(x.places[i]%GroupSize))
	}
}

// Add takes groups in.
func (d *Directory) Add(groups ...*Group) {
	d.adding.Lock()
	defer d.adding.Unlock()
	old := d.current.Load()
	groups = slices.DeleteFunc(slices.Clone(groups), func(g *Group) bool { return old.byNumber[g.Number] != nil })
	if len(groups) == 0 {
		return
	}
	next := &groupIndex{byNumber: make(map[int64]*Group, len(old.groups)+len(groups)), groups: slices.Clone(old.groups)}
	for _, g := range append(groups, old.groups...) {
		next.byNumber[g.Number] = g
	}
	type entry struct {
		key   model.Key
		place uint32
	}
	var added []entry
	for _, g := range groups {
		for i, k := range g.Keys {
			added = append(added, entry{k, uint32(len(next.groups)*GroupSize + i)}) //nolint:gosec // far fewer than 2^24 groups
		}
		next.groups = append(next.groups, g)
	}
	slices.SortFunc(added, func(a, b entry) int { return cmp.Compare(a.key, b.key) })
	n := len(old.keys) + len(added)
	next.keys, next.places = make([]model.Key, 0, n), make([]uint32, 0, n)
	i := 0
	for _, e := range added {
		for ; i < len(old.keys) && old.keys[i] <= e.key; i++ {
			next.keys, next.places = append(next.keys, old.keys[i]), append(next.places, old.places[i])
		}
		next.keys, next.places = append(next.keys, e.key), append(next.places, e.place)
	}
	next.keys, next.places = append(next.keys, old.keys[i:]...), append(next.places, old.places[i:]...)
	for i := range next.keys[1:] {
		next.overlaps = next.overlaps || next.keys[i] == next.keys[i+1]
	}
	d.current.Store(next)
}

// MemberSet is some articles of a group.
type MemberSet struct {
	Group   *Group
	Members Members
}

// Divide gives the groups of articles, new ones where they are in none, and the
// rest that is too small for a group.
func (d *Directory) Divide(keys []model.Key, hash func(model.Key) int64) (sets []MemberSet, rest []model.Key) {
	if sets, rest = d.current.Load().divide(keys); len(rest) < LeastGroup {
		return sets, rest
	}
	slices.Sort(rest)
	rest = slices.Compact(rest)
	parts := (len(rest) + GroupSize - 1) / GroupSize
	var groups []*Group
	for i := range parts {
		part := rest[i*len(rest)/parts : (i+1)*len(rest)/parts]
		g := newGroup(slices.Clone(part), hash)
		groups = append(groups, g)
	}
	d.Add(groups...)
	more, rest := d.current.Load().divide(rest)
	return append(sets, more...), rest
}

func (x *groupIndex) divide(keys []model.Key) (sets []MemberSet, rest []model.Key) {
	at := map[*Group]int{}
	for _, k := range keys {
		found := false
		x.at(k, func(g *Group, member int) {
			if found {
				return // one of them will do
			}
			found = true
			i, ok := at[g]
			if !ok {
				i = len(sets)
				at[g] = i
				sets = append(sets, MemberSet{Group: g})
			}
			sets[i].Members.Set(member)
		})
		if !found {
			rest = append(rest, k)
		}
	}
	return sets, rest
}

// Grouped finds among entries those that were marked read together, and no more
// than that, and gives them as layers; and the other entries.
func (d *Directory) Grouped(entries []Entry) (found []GroupLayers, rest []Entry) {
	together := map[Moment][]Entry{}
	for _, e := range entries {
		if e.Read != 0 && e.Read == e.ReadAt && e.StarredAt == 0 && e.Opened == 0 {
			together[e.Read] = append(together[e.Read], e)
		} else {
			rest = append(rest, e)
		}
	}
	for at, same := range together {
		if len(same) < LeastGroup {
			rest = append(rest, same...)
			continue
		}
		hashes := make(map[model.Key]int64, len(same))
		keys := make([]model.Key, len(same))
		for i, e := range same {
			hashes[e.Key], keys[i] = e.Hash, e.Key
		}
		sets, alone := d.Divide(keys, func(k model.Key) int64 { return hashes[k] })
		for _, set := range sets {
			found = append(found, GroupLayers{set.Group, []Layer{{at, true, set.Members}}})
		}
		for _, k := range alone {
			rest = append(rest, Entry{k, Record{Read: at, ReadAt: at, Hash: hashes[k]}})
		}
	}
	return found, rest
}
