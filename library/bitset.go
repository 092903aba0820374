package library

import "math/bits"

// bitset is a set of small numbers. Numbers beyond its length are not in it.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

// fullBitset is the set of all numbers below n.
func fullBitset(n int) bitset {
	b := newBitset(n)
	for i := range b {
		b[i] = ^uint64(0)
	}
	if rest := n % 64; rest != 0 {
		b[len(b)-1] = 1<<rest - 1
	}
	return b
}

func (b bitset) has(i uint32) bool {
	word := int(i >> 6)
	return word < len(b) && b[word]&(1<<(i&63)) != 0
}

func (b bitset) set(i uint32) { b[i>>6] |= 1 << (i & 63) }

func (b bitset) clear(i uint32) { b[i>>6] &^= 1 << (i & 63) }

func (b bitset) count() int {
	n := 0
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

// grown is the set with room for n numbers. It may be b itself.
func (b bitset) grown(n int) bitset {
	if missing := (n+63)/64 - len(b); missing > 0 {
		return append(b, make(bitset, missing)...)
	}
	return b
}

// keep takes out of b what is not in other, or, with not, what is.
func (b bitset) keep(other bitset, not bool) {
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

func (b bitset) add(other bitset) {
	for i, word := range other[:min(len(b), len(other))] {
		b[i] |= word
	}
}

func (b bitset) addAll(numbers []uint32) {
	for _, number := range numbers {
		b.set(number)
	}
}

// countOf is how many of the numbers are in b.
func (b bitset) countOf(numbers []uint32) int {
	n := 0
	for _, number := range numbers {
		if b.has(number) {
			n++
		}
	}
	return n
}
