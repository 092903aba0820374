package bitset

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// check holds a set of numbers below n against what should be in it.
func check(t *testing.T, what string, n int, got Set, want func(i uint32) bool) {
	t.Helper()
	count := 0
	for i := range uint32(n) { //nolint:gosec // it is small
		if got.Has(i) != want(i) {
			t.Errorf("%s of %d: %d is in it: %v", what, n, i, got.Has(i))
		}
		if want(i) {
			count++
		}
	}
	if got.Count() != count || got.Has(uint32(n)) { //nolint:gosec // it is small
		t.Errorf("%s of %d: it has %d, want %d", what, n, got.Count(), count)
	}
}

// random is a set of numbers below n, and the same as a map.
func random(r *rand.Rand, n int) (Set, map[uint32]bool) {
	set, same := New(n), map[uint32]bool{}
	for range 3 * n {
		i := r.Uint32N(uint32(n)) //nolint:gosec // it is small
		if r.IntN(3) == 0 {
			set.Clear(i)
			delete(same, i)
			continue
		}
		set.Set(i)
		same[i] = true
	}
	return set, same
}

// A set does what a map does, at lengths round those of its words.
func TestSetIsASet(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{1, 63, 64, 65, 200} {
		set, has := random(r, n)
		other, otherHas := random(r, n)
		both, less, sum := slices.Clone(set), slices.Clone(set), slices.Clone(set)
		both.Keep(other, false)
		less.Keep(other, true)
		sum.Add(other)
		check(t, "a set", n, set, func(i uint32) bool { return has[i] })
		check(t, "what both have", n, both, func(i uint32) bool { return has[i] && otherHas[i] })
		check(t, "what the other lacks", n, less, func(i uint32) bool { return has[i] && !otherHas[i] })
		check(t, "what either has", n, sum, func(i uint32) bool { return has[i] || otherHas[i] })
		check(t, "all", n, Full(n), func(i uint32) bool { return i < uint32(n) }) //nolint:gosec // it is small
	}
}

// Sets of different lengths go together: what is beyond the shorter is not in it.
func TestSetsOfDifferentLengths(t *testing.T) {
	t.Parallel()
	short, long := New(10), New(500)
	short.AddAll([]uint32{1, 9})
	long.AddAll([]uint32{1, 400})
	if short.Has(400) {
		t.Error("400 is in a set of numbers below 10")
	}
	kept := slices.Clone(long)
	kept.Keep(short, false)
	if kept.Count() != 1 || !kept.Has(1) {
		t.Errorf("both have %d numbers", kept.Count())
	}
	short.Add(long)
	if short.Count() != 2 {
		t.Errorf("as far as there is room there are %d", short.Count())
	}
	grown := short.Grown(500)
	grown.Add(long)
	if grown.CountOf([]uint32{1, 9, 400, 499, 9999}) != 3 {
		t.Errorf("with room there are %d", grown.Count())
	}
}
