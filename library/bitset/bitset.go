// Package bitset holds sets of small numbers, as filters and marks use them: an
// article is a number, and a set of articles a bit for each. It knows no articles.
package bitset

import "math/bits"

// Set is a set of small numbers. Numbers beyond its length are not in it.
type Set []uint64

// New is the empty set, with room for the numbers below n.
func New(n int) Set { return make(Set, (n+63)/64) }

// Full is the set of all numbers below n.
func Full(n int) Set {
	b := New(n)
	for i := range b {
		b[i] = ^uint64(0)
	}
	if rest := n % 64; rest != 0 {
		b[len(b)-1] = 1<<rest - 1
	}
	return b
}

// Has says whether a number is in the set.
func (b Set) Has(i uint32) bool {
	word := int(i >> 6)
	return word < len(b) && b[word]&(1<<(i&63)) != 0
}

// Set puts a number in, for which there must be room.
func (b Set) Set(i uint32) { b[i>>6] |= 1 << (i & 63) }

// Clear takes a number out, for which there must be room.
func (b Set) Clear(i uint32) { b[i>>6] &^= 1 << (i & 63) }

// Count is how many numbers are in the set.
func (b Set) Count() int {
	n := 0
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

// Grown is the set with room for n numbers. It may be b itself.
func (b Set) Grown(n int) Set {
	if missing := (n+63)/64 - len(b); missing > 0 {
		return append(b, make(Set, missing)...)
	}
	return b
}

// Keep takes out of b what is not in other, or, with not, what is.
func (b Set) Keep(other Set, not bool) {
	for i := range b {
		var word uint64
		if i < len(other) {
			word = other[i]
		}
		if not {
			word = ^word
		}
		b[i] &= word
	}
}

// Add puts in what is in the other set, as far as there is room.
func (b Set) Add(other Set) {
	for i, word := range other[:min(len(b), len(other))] {
		b[i] |= word
	}
}

// AddAll puts numbers in, for which there must be room.
func (b Set) AddAll(numbers []uint32) {
	for _, number := range numbers {
		b.Set(number)
	}
}

// CountOf is how many of the numbers are in b.
func (b Set) CountOf(numbers []uint32) int {
	n := 0
	for _, number := range numbers {
		if b.Has(number) {
			n++
		}
	}
	return n
}
