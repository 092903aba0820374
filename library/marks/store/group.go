package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"slices"

	"broadsheet/model"
)

// A reader who marks all of 100,000 articles read would have as many rows in the
// database. So articles that are marked together form groups, which all readers
// share, and a reader has a bit for each member. A group never changes and its
// number is made of what it holds, so that it never means other articles than
// those that were marked: one that comes later is in none of them.

const (
	// GroupSize is how many articles a group has at most: so many, with their
	// hashes, fit on one page of the database.
	GroupSize = 256
	// LeastGroup is how many articles make a group. Fewer get a row each.
	LeastGroup = 64

	groupKeyBytes, groupHashBytes = 6, 8
)

// Group is a set of articles that some reader marked together.
type Group struct {
	Number int64
	Keys   []model.Key // ascending
	Hashes []int64     // of their contents
}

// newGroup makes a group of ascending keys.
func newGroup(keys []model.Key, hash func(model.Key) int64) *Group {
	g := &Group{Keys: keys, Hashes: make([]int64, len(keys))}
	for i, k := range keys {
		g.Hashes[i] = hash(k)
	}
	g.Number = groupNumber(g.Encode())
	return g
}

func groupNumber(encoded []byte) int64 {
	sum := sha256.Sum256(encoded)
	return int64(binary.BigEndian.Uint64(sum[:8]) >> 1) //nolint:gosec // 63 bits
}

// Encode gives the bytes that DecodeGroup reads.
func (g *Group) Encode() []byte {
	encoded := make([]byte, 0, len(g.Keys)*(groupKeyBytes+groupHashBytes))
	for _, k := range g.Keys {
		encoded = append(encoded, byte(k>>40), byte(k>>32), byte(k>>24), byte(k>>16), byte(k>>8), byte(k))
	}
	for _, hash := range g.Hashes {
		encoded = binary.BigEndian.AppendUint64(encoded, uint64(hash)) //nolint:gosec // the same bits
	}
	return encoded
}

// DecodeGroup is false for what is not, to the last bit, the group of that
// number.
func DecodeGroup(number int64, encoded []byte) (*Group, bool) {
	n := len(encoded) / (groupKeyBytes + groupHashBytes)
	if n == 0 || n > GroupSize || len(encoded) != n*(groupKeyBytes+groupHashBytes) || groupNumber(encoded) != number {
		return nil, false
	}
	g := &Group{Number: number, Keys: make([]model.Key, n), Hashes: make([]int64, n)}
	for i := range n {
		var k model.Key
		for _, b := range encoded[i*groupKeyBytes : (i+1)*groupKeyBytes] {
			k = k<<8 | model.Key(b)
		}
		g.Keys[i] = k
		g.Hashes[i] = int64(binary.BigEndian.Uint64(encoded[n*groupKeyBytes+i*groupHashBytes:])) //nolint:gosec // the same bits
	}
	return g, slices.IsSorted(g.Keys)
}

// Members says which articles of a group are meant, a bit for each.
type Members [GroupSize / 64]uint64

// Set takes in the member of a number.
func (m *Members) Set(i int) { m[i/64] |= 1 << (i % 64) }

// Has says whether the member of a number is meant.
func (m *Members) Has(i int) bool { return m[i/64]&(1<<(i%64)) != 0 }

// Remove takes out those that are in other.
func (m *Members) Remove(other Members) {
	for i := range m {
		m[i] &^= other[i]
	}
}

// Add takes in those that are in other.
func (m *Members) Add(other Members) {
	for i := range m {
		m[i] |= other[i]
	}
}

// Count is how many there are.
func (m *Members) Count() int {
	n := 0
	for _, word := range m {
		n += bits.OnesCount64(word)
	}
	return n
}

// Each calls do for every member, in order.
func (m *Members) Each(do func(i int)) {
	for i, word := range m {
		for ; word != 0; word &= word - 1 {
			do(i*64 + bits.TrailingZeros64(word))
		}
	}
}

// allMembers are those of a group with so many articles.
func allMembers(n int) Members {
	var m Members
	for i := range n {
		m.Set(i)
	}
	return m
}

// Encode writes the members of a group with so many articles: nothing for all of
// them, else a bit each up to the last one.
func (m *Members) Encode(n int) []byte {
	encoded := []byte{} // a blob, and not null
	if *m == allMembers(n) {
		return encoded
	}
	for _, word := range m {
		encoded = binary.LittleEndian.AppendUint64(encoded, word)
	}
	return bytes.TrimRight(encoded, "\x00")
}

// DecodeMembers is false for more members than the group has.
func DecodeMembers(encoded []byte, n int) (Members, bool) {
	all := allMembers(n)
	if len(encoded) == 0 {
		return all, true
	}
	var padded [GroupSize / 8]byte
	if copy(padded[:], encoded) < len(encoded) {
		return Members{}, false
	}
	var m Members
	for i := range m {
		m[i] = binary.LittleEndian.Uint64(padded[i*8:])
	}
	beyond := m
	beyond.Remove(all)
	return m, beyond == Members{}
}
