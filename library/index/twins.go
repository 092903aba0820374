package index

import (
	"slices"
)

// twins finds what stands in several roots with the same content, and has it
// listed once: as the articles of the first of these roots, all of them. A
// library of one root has none.
type twins struct {
	byHash map[int64][]uint32 // those that are there, listed or not
}

func (t *twins) add(b *Builder, number uint32) {
	if len(b.names.keys) < 2 {
		return
	}
	if t.byHash == nil {
		t.byHash = map[int64][]uint32{}
	}
	hash := b.hashes[number]
	t.byHash[hash] = append(t.byHash[hash], number)
	t.settle(b, t.byHash[hash])
}

func (t *twins) remove(b *Builder, number uint32) {
	hash := b.hashes[number]
	rest := slices.DeleteFunc(t.byHash[hash], func(other uint32) bool { return other == number })
	if len(rest) == 0 {
		delete(t.byHash, hash)
		return
	}
	t.byHash[hash] = rest
	t.settle(b, rest)
}

// settle lists those of one content that are in the first root.
func (t *twins) settle(b *Builder, same []uint32) {
	first := b.origins[same[0]]
	for _, number := range same {
		first = min(first, b.origins[number])
	}
	for _, number := range same {
		if b.origins[number] == first {
			b.show(number)
		} else {
			b.hide(number)
		}
	}
}

// of gives the articles with the content of another that are in other roots.
func (t *twins) of(b *Builder, number uint32) []uint32 {
	var others []uint32
	for _, other := range t.byHash[b.hashes[number]] {
		if b.origins[other] != b.origins[number] {
			others = append(others, other)
		}
	}
	return others
}
