package store

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"broadsheet/model"
)

func TestMembers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // for repeating
	for range 2000 {
		n := 1 + random.IntN(GroupSize)
		var m Members
		for range random.IntN(n) + 1 {
			m.Set(random.IntN(n))
		}
		if again, ok := DecodeMembers(m.Encode(n), n); !ok || again != m {
			t.Fatalf("%v of %d is %v again", m, n, again)
		}
	}
	if _, ok := DecodeMembers([]byte{0, 1}, 8); ok {
		t.Error("more members than the group has are taken")
	}
}

// Layers join to the same, whatever the order, and the newest mark wins.
func TestLayersJoinInAnyOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6)) //nolint:gosec // for repeating
	for range 500 {
		all := make([]Layer, 1+random.IntN(6))
		for i := range all {
			all[i] = Layer{At: Moment(1 + random.IntN(4)), Read: random.IntN(2) > 0}
			for range random.IntN(5) {
				all[i].Members.Set(random.IntN(8))
			}
		}
		want := MergedLayers(all)
		var one []Layer
		for _, i := range random.Perm(len(all)) {
			one = MergedLayers(append(one, all[i]))
		}
		if !slices.Equal(one, want) {
			t.Fatalf("%+v joins to %+v and to %+v", all, want, one)
		}
		marks := map[int]Record{}
		for _, l := range all {
			l.Members.Each(func(i int) { r := marks[i]; r.Merge(l.Record()); marks[i] = r })
		}
		joined := map[int]Record{}
		for _, l := range want {
			l.Members.Each(func(i int) { joined[i] = l.Record() })
		}
		if !maps.Equal(marks, joined) {
			t.Fatalf("%+v says %+v, want %+v", all, joined, marks)
		}
	}
}

func TestGroupsEncodeExactly(t *testing.T) {
	g := newGroup([]model.Key{1, 2, 0xffffffffffff}, func(k model.Key) int64 { return -int64(k) }) //nolint:gosec // it fits
	encoded := g.Encode()
	if again, ok := DecodeGroup(g.Number, encoded); !ok || !slices.Equal(again.Keys, g.Keys) || !slices.Equal(again.Hashes, g.Hashes) {
		t.Error("a group is another one after it was written")
	}
	for bit := range len(encoded) * 8 {
		turned := bytes.Clone(encoded)
		turned[bit/8] ^= 1 << (bit % 8)
		if _, ok := DecodeGroup(g.Number, turned); ok {
			t.Fatalf("bit %d can turn unseen", bit)
		}
	}
}
