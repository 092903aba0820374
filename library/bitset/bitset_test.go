package bitset

import (
	"math/rand/v2"
	"testing"
)

// A set does what a map does, at lengths round those of its words.
func TestSetIsASet(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{1, 63, 64, 65, 200} {
		set, other, want := New(n), New(n), map[uint32]bool{}
		for range 3 * n {
			i := uint32(r.IntN(n))
			if r.IntN(3) == 0 {
				set.Clear(i)
				delete(want, i)
			} else {
				set.Set(i)
				want[i] = true
			}
			other.Set(uint32(r.IntN(n)))
		}
		check := func(what string, got Set, want func(i uint32) bool) {
			t.Helper()
			count := 0
			for i := range uint32(n) {
				if got.Has(i) != want(i) {
					t.Errorf("%s of %d: %d is in it: %v", what, n, i, got.Has(i))
				}
				if want(i) {
					count++
				}
			}
			if got.Count() != count {
				t.Errorf("%s of %d: it has %d, want %d", what, n, got.Count(), count)
			}
		}
		copied := func() Set { return append(Set(nil), set...) }
		check("set", set, func(i uint32) bool { return want[i] })
		both, less, sum := copied(), copied(), copied()
		both.Keep(other, false)
		less.Keep(other, true)
		sum.Add(other)
		check("what both have", both, func(i uint32) bool { return want[i] && other.Has(i) })
		check("what the other lacks", less, func(i uint32) bool { return want[i] && !other.Has(i) })
		check("what either has", sum, func(i uint32) bool { return want[i] || other.Has(i) })
		check("all", Full(n), func(uint32) bool { return true })
		if Full(n).Has(uint32(n)) {
			t.Errorf("%d is below %d", n, n)
		}
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
	kept := append(Set(nil), long...)
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
