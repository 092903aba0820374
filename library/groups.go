package library

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"slices"
	"sync"
	"sync/atomic"

	"broadsheet/model"
)

// A reader who marks all of 100,000 articles read would have as many rows in the
// database. So articles that are marked together form groups, which all readers
// share, and a reader has a bit for each member. A group never changes and its
// number is made of what it holds, so that it never means other articles than
// those that were marked: one that comes later is in none of them.

const (
	// groupSize is how many articles a group has at most: so many, with their
	// hashes, fit on one page of the database.
	groupSize = 256
	// leastGroup is how many articles make a group. Fewer get a row each.
	leastGroup = 64

	groupKeyBytes, groupHashBytes = 6, 8
)

// group is a set of articles that some reader marked together.
type group struct {
	number int64
	keys   []model.Key // ascending
	hashes []int64     // of their contents
}

// newGroup makes a group of ascending keys.
func newGroup(keys []model.Key, hash func(model.Key) int64) *group {
	g := &group{keys: keys, hashes: make([]int64, len(keys))}
	for i, k := range keys {
		g.hashes[i] = hash(k)
	}
	g.number = groupNumber(g.encode())
	return g
}

func groupNumber(encoded []byte) int64 {
	sum := sha256.Sum256(encoded)
	return int64(binary.BigEndian.Uint64(sum[:8]) >> 1) //nolint:gosec // 63 bits
}

func (g *group) encode() []byte {
	encoded := make([]byte, 0, len(g.keys)*(groupKeyBytes+groupHashBytes))
	for _, k := range g.keys {
		encoded = append(encoded, byte(k>>40), byte(k>>32), byte(k>>24), byte(k>>16), byte(k>>8), byte(k))
	}
	for _, hash := range g.hashes {
		encoded = binary.BigEndian.AppendUint64(encoded, uint64(hash)) //nolint:gosec // the same bits
	}
	return encoded
}

// decodeGroup is false for what is not, to the last bit, the group of that
// number.
func decodeGroup(number int64, encoded []byte) (*group, bool) {
	n := len(encoded) / (groupKeyBytes + groupHashBytes)
	if n == 0 || n > groupSize || len(encoded) != n*(groupKeyBytes+groupHashBytes) || groupNumber(encoded) != number {
		return nil, false
	}
	g := &group{number: number, keys: make([]model.Key, n), hashes: make([]int64, n)}
	for i := range n {
		var k model.Key
		for _, b := range encoded[i*groupKeyBytes : (i+1)*groupKeyBytes] {
			k = k<<8 | model.Key(b)
		}
		g.keys[i] = k
		g.hashes[i] = int64(binary.BigEndian.Uint64(encoded[n*groupKeyBytes+i*groupHashBytes:])) //nolint:gosec // the same bits
	}
	return g, slices.IsSorted(g.keys)
}

// members says which articles of a group are meant, a bit for each.
type members [groupSize / 64]uint64

func (m *members) set(i int) { m[i/64] |= 1 << (i % 64) }

func (m *members) has(i int) bool { return m[i/64]&(1<<(i%64)) != 0 }

func (m *members) remove(other members) {
	for i := range m {
		m[i] &^= other[i]
	}
}

func (m *members) add(other members) {
	for i := range m {
		m[i] |= other[i]
	}
}

func (m *members) count() int {
	n := 0
	for _, word := range m {
		n += bits.OnesCount64(word)
	}
	return n
}

// each calls do for every member, in order.
func (m *members) each(do func(i int)) {
	for i, word := range m {
		for ; word != 0; word &= word - 1 {
			do(i*64 + bits.TrailingZeros64(word))
		}
	}
}

// allMembers are those of a group with so many articles.
func allMembers(n int) members {
	var m members
	for i := range n {
		m.set(i)
	}
	return m
}

// encode writes the members of a group with so many articles: nothing for all of
// them, else a bit each up to the last one.
func (m *members) encode(n int) []byte {
	encoded := []byte{} // a blob, and not null
	if *m == allMembers(n) {
		return encoded
	}
	for _, word := range m {
		encoded = binary.LittleEndian.AppendUint64(encoded, word)
	}
	return bytes.TrimRight(encoded, "\x00")
}

// decodeMembers is false for more members than the group has.
func decodeMembers(encoded []byte, n int) (members, bool) {
	all := allMembers(n)
	if len(encoded) == 0 {
		return all, true
	}
	var padded [groupSize / 8]byte
	if copy(padded[:], encoded) < len(encoded) {
		return members{}, false
	}
	var m members
	for i := range m {
		m[i] = binary.LittleEndian.Uint64(padded[i*8:])
	}
	beyond := m
	beyond.remove(all)
	return m, beyond == members{}
}

// directory finds the groups that articles are in. All readers of a library
// share it.
type directory struct {
	adding  sync.Mutex
	current atomic.Pointer[groupIndex] // never changed, but replaced
}

// groupIndex is the directory at one moment.
type groupIndex struct {
	byNumber map[int64]*group
	groups   []*group
	keys     []model.Key // of all groups, ascending
	places   []uint32    // of each key: the place of the group in groups, times groupSize, and its own there
	overlaps bool        // some article is in several groups, as two processes made them
}

func newDirectory() *directory {
	d := &directory{}
	d.current.Store(&groupIndex{})
	return d
}

func (d *directory) group(number int64) *group { return d.current.Load().byNumber[number] }

// at calls do for each place of the article in a group.
func (x *groupIndex) at(k model.Key, do func(g *group, member int)) {
	for i, _ := slices.BinarySearch(x.keys, k); i < len(x.keys) && x.keys[i] == k; i++ {
		do(x.groups[x.places[i]/groupSize], int(x.places[i]%groupSize))
	}
}

// add takes groups in.
func (d *directory) add(groups ...*group) {
	d.adding.Lock()
	defer d.adding.Unlock()
	old := d.current.Load()
	groups = slices.DeleteFunc(slices.Clone(groups), func(g *group) bool { return old.byNumber[g.number] != nil })
	if len(groups) == 0 {
		return
	}
	next := &groupIndex{byNumber: make(map[int64]*group, len(old.groups)+len(groups)), groups: slices.Clone(old.groups)}
	for _, g := range append(groups, old.groups...) {
		next.byNumber[g.number] = g
	}
	type entry struct {
		key   model.Key
		place uint32
	}
	var added []entry
	for _, g := range groups {
		for i, k := range g.keys {
			added = append(added, entry{k, uint32(len(next.groups)*groupSize + i)}) //nolint:gosec // far fewer than 2^24 groups
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

// memberSet is some articles of a group.
type memberSet struct {
	group   *group
	members members
}

// divide gives the groups of articles, new ones where they are in none, and the
// rest that is too small for a group.
func (d *directory) divide(keys []model.Key, hash func(model.Key) int64) (sets []memberSet, rest []model.Key) {
	if sets, rest = d.current.Load().divide(keys); len(rest) < leastGroup {
		return sets, rest
	}
	slices.Sort(rest)
	rest = slices.Compact(rest)
	parts := (len(rest) + groupSize - 1) / groupSize
	var groups []*group
	for i := range parts {
		part := rest[i*len(rest)/parts : (i+1)*len(rest)/parts]
		g := newGroup(slices.Clone(part), hash)
		groups = append(groups, g)
	}
	d.add(groups...)
	more, rest := d.current.Load().divide(rest)
	return append(sets, more...), rest
}

func (x *groupIndex) divide(keys []model.Key) (sets []memberSet, rest []model.Key) {
	at := map[*group]int{}
	for _, k := range keys {
		found := false
		x.at(k, func(g *group, member int) {
			if found {
				return // one of them will do
			}
			found = true
			i, ok := at[g]
			if !ok {
				i = len(sets)
				at[g] = i
				sets = append(sets, memberSet{group: g})
			}
			sets[i].members.set(member)
		})
		if !found {
			rest = append(rest, k)
		}
	}
	return sets, rest
}
