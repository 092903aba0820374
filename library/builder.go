package library

import (
	"slices"
	"strings"

	"broadsheet/model"
)

// builder takes articles in as they are found and makes snapshots of them. A
// snapshot costs little more than merging the new articles into the order, for
// everything else only grows.
type builder struct {
	columns
	nodes    []node
	nodeAt   map[nodeKey]int
	newest   []uint32
	pending  int // from this number on, articles are not in newest yet
	block    []model.Item
	interned map[string]string
	paths    map[string][][]string
}

// nodeKey names a node: by the node above it, -1 for none, and its name.
type nodeKey struct {
	parent int
	name   string
}

func newBuilder() *builder {
	return &builder{
		nodeAt:   map[nodeKey]int{},
		interned: map[string]string{},
		paths:    map[string][][]string{},
	}
}

// add takes in a copy of the article and gives its number.
func (b *builder) add(item *model.Item) uint32 {
	number := uint32(len(b.items))
	kept := b.keep(item)
	b.items = append(b.items, kept)
	b.titles.add(kept.Title)
	b.seconds = append(b.seconds, kept.Date.Unix())
	b.ranks = append(b.ranks, rank(kept))
	b.authors.add(kept.Author)
	b.languages.add(kept.Language())
	for _, tag := range kept.Tags {
		b.tags.add(tag, number)
	}
	for _, path := range kept.Categories {
		b.addToNodes(path, number)
	}
	return number
}

func (b *builder) addToNodes(path []string, number uint32) {
	parent := -1
	for depth, name := range path {
		key := nodeKey{parent, name}
		at, ok := b.nodeAt[key]
		if !ok {
			at = len(b.nodes)
			b.nodeAt[key] = at
			b.nodes = append(b.nodes, node{path: path[: depth+1 : depth+1], parent: parent})
			b.nodeNames.add(name, uint32(at))
		}
		b.nodes[at].rows = appendOnce(b.nodes[at].rows, number)
		parent = at
	}
}

// keep copies the item to where it stays. Strings of its own share one piece
// of memory, so that nothing holds on to the file that they were read from;
// those that other items have too are kept once.
func (b *builder) keep(item *model.Item) *model.Item {
	const blockSize = 256
	if len(b.block) == cap(b.block) {
		b.block = make([]model.Item, 0, blockSize)
	}
	b.block = append(b.block, *item)
	kept := &b.block[len(b.block)-1]
	pack((*string)(&kept.ID), &kept.Path, &kept.Title, &kept.Link, &kept.Image, &kept.Excerpt)
	for _, text := range []*string{&kept.Root, &kept.RootName, &kept.Author, &kept.Lang} {
		*text = b.intern(*text)
	}
	if len(kept.Tags) > 0 {
		kept.Tags = slices.Clone(kept.Tags)
		for i, tag := range kept.Tags {
			kept.Tags[i] = b.intern(tag)
		}
	}
	kept.Categories = b.internPaths(kept.Categories)
	return kept
}

func pack(texts ...*string) {
	length := 0
	for _, text := range texts {
		length += len(*text)
	}
	var packed strings.Builder
	packed.Grow(length)
	for _, text := range texts {
		packed.WriteString(*text)
	}
	rest := packed.String()
	for _, text := range texts {
		*text, rest = rest[:len(*text)], rest[len(*text):]
	}
}

func (b *builder) intern(text string) string {
	if text == "" {
		return ""
	}
	kept, ok := b.interned[text]
	if !ok {
		kept = strings.Clone(text)
		b.interned[kept] = kept
	}
	return kept
}

func (b *builder) internPaths(paths [][]string) [][]string {
	var key strings.Builder
	for _, path := range paths {
		key.WriteString(model.CategoryKey(path))
		key.WriteByte(0)
	}
	kept, ok := b.paths[key.String()]
	if !ok {
		kept = make([][]string, len(paths))
		for i, path := range paths {
			kept[i] = make([]string, len(path))
			for j, name := range path {
				kept[i][j] = b.intern(name)
			}
		}
		b.paths[key.String()] = kept
	}
	return kept
}

// snapshot gives all that was added so far.
func (b *builder) snapshot() *snapshot {
	b.mergePending()
	s := &snapshot{columns: b.columns, nodes: slices.Clone(b.nodes), newest: b.newest}
	s.authors.places, s.languages.places, s.tags.places, s.nodeNames.places = nil, nil, nil, nil
	s.tags.rows, s.nodeNames.rows = slices.Clone(s.tags.rows), slices.Clone(s.nodeNames.rows)
	s.realDates, _ = slices.BinarySearchFunc(s.newest, true, func(number uint32, _ bool) int {
		if s.items[number].DateInferred {
			return 1
		}
		return -1
	})
	return s
}

// mergePending sorts what is new and merges it with what is sorted already.
func (b *builder) mergePending() {
	added := make([]uint32, 0, len(b.items)-b.pending)
	for number := b.pending; number < len(b.items); number++ {
		added = append(added, uint32(number))
	}
	b.pending = len(b.items)
	slices.SortFunc(added, b.compareNewest)
	merged := make([]uint32, 0, len(b.items))
	old := b.newest
	for len(old) > 0 && len(added) > 0 {
		if b.compareNewest(old[0], added[0]) <= 0 {
			merged, old = append(merged, old[0]), old[1:]
		} else {
			merged, added = append(merged, added[0]), added[1:]
		}
	}
	b.newest = append(append(merged, old...), added...)
}

// clip gives back the room that was kept for more articles.
func (b *builder) clip() {
	b.items, b.seconds, b.ranks = slices.Clone(b.items), slices.Clone(b.seconds), slices.Clone(b.ranks)
	b.titles.clip()
	b.authors.of, b.languages.of = slices.Clone(b.authors.of), slices.Clone(b.languages.of)
}
