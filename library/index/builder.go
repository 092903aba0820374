package index

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"broadsheet/library/bitset"
	"broadsheet/model"
)

// Builder takes articles in as they are found and makes snapshots of them. A
// snapshot costs little more than merging the new articles into the order, for
// everything else only grows.
type Builder struct {
	columns
	numbering *Numbering
	live      bitset.Set
	count     int
	dead      int // numbers that no article has any more
	nodes     []node
	nodeAt    map[nodeKey]int
	nodeNames lists // the categories' names, and the nodes that have them
	newest    []uint32
	pending   int // from this number on, articles are not in newest yet
	twins     twins
	block     []model.Item
	interned  map[string]string
}

// nodeKey names a node: by the node above it, -1 for none, and its name.
type nodeKey struct {
	parent int
	name   string
}

// New knows no articles yet, and the roots by their keys and names.
func New(keys, names []string) *Builder { return emptyBuilder(&rootNames{keys, names}) }

// Anew is a builder of the same roots that knows no articles yet.
func (b *Builder) Anew() *Builder { return emptyBuilder(b.names) }

func emptyBuilder(names *rootNames) *Builder {
	return &Builder{
		columns:   columns{names: names, searched: &searched{}, byTitle: &titleOrder{}, authors: newValues(), languages: newValues(), tags: newLists()},
		nodeNames: newLists(),
		numbering: &Numbering{byKey: map[model.Key]uint32{}},
		nodeAt:    map[nodeKey]int{},
		interned:  map[string]string{},
	}
}

// Add takes in a copy of the article of a root, in the state that a stamp tells, in
// place of what was known of it. Whole keeps all of it in memory; without, the
// catalogue has what the columns lack.
func (b *Builder) Add(item *model.Item, stamp uint64, origin uint16, whole bool) {
	number := uint32(b.Len())
	k, _ := model.KeyOf(item.ID)
	b.Remove(k)
	b.keys = append(b.keys, k)
	b.origins = append(b.origins, origin)
	b.stamps = append(b.stamps, stamp)
	b.addItem(item, number)
	var kept *model.Item
	if whole {
		kept = b.keep(item)
	}
	b.whole = append(b.whole, kept)
	b.numbering.add(k, number)
	b.show(number)
	b.twins.add(b, number)
}

// Number finds an article, listed or not.
func (b *Builder) Number(k model.Key) (uint32, bool) { return b.numbering.Of(k) }

// Waste is how many numbers no article has any more, and live how many are listed.
func (b *Builder) Waste() (dead, live int) { return b.dead, b.count }

// KeysOf gives the articles of a root, listed or not.
func (b *Builder) KeysOf(origin uint16) []model.Key {
	var keys []model.Key
	for number, k := range b.keys {
		if b.origins[number] == origin && b.isCurrent(uint32(number)) {
			keys = append(keys, k)
		}
	}
	return keys
}

// AlsoIn gives the names of the other roots that have the article too.
func (b *Builder) AlsoIn(k model.Key) []string {
	number, ok := b.numbering.Of(k)
	if !ok {
		return nil
	}
	var names []string
	for _, other := range b.twins.of(b, number) {
		names = append(names, b.names.names[b.origins[other]])
	}
	return names
}

func (b *Builder) addItem(item *model.Item, number uint32) {
	var is flags
	if item.DateInferred {
		is |= dateInferred
	}
	if item.Draft {
		is |= isDraft
	}
	b.titles.add(item.Title)
	b.seconds = append(b.seconds, item.Date.Unix())
	b.flags = append(b.flags, is)
	b.minutes = append(b.minutes, uint16(min(max(item.Minutes, 0), 1<<16-1)))
	b.hashes = append(b.hashes, contentHash(item))
	b.authors.add(item.Author)
	b.languages.add(item.Language())
	for _, tag := range item.Tags {
		b.tags.add(tag, number)
	}
	place := b.placeOf(item.Categories)
	b.categories.of = append(b.categories.of, place)
	for _, at := range b.categories.nodes[place] {
		b.nodes[at].rows = append(b.nodes[at].rows, number)
	}
}

// show lists an article, and hide does not any more.
func (b *Builder) show(number uint32) {
	b.live = b.live.Grown(int(number) + 1)
	if !b.live.Has(number) {
		b.live.Set(number)
		b.count++
	}
}

func (b *Builder) hide(number uint32) {
	if b.live.Has(number) {
		b.live.Clear(number)
		b.count--
	}
}

// Remove forgets an article, if there is one.
func (b *Builder) Remove(k model.Key) {
	number, ok := b.numbering.Of(k)
	if !ok {
		return
	}
	b.hide(number)
	b.dead++
	b.numbering.remove(k)
	b.twins.remove(b, number)
}

// placeOf gives the place of an article's categories among all such.
func (b *Builder) placeOf(paths [][]string) uint32 {
	var name strings.Builder
	for _, path := range paths {
		name.WriteString(model.CategoryKey(path))
		name.WriteByte(0)
	}
	place, ok := b.categories.places[name.String()]
	if ok {
		return place
	}
	if b.categories.places == nil {
		b.categories.places = map[string]uint32{}
	}
	place = uint32(len(b.categories.paths))
	b.categories.places[name.String()] = place
	kept := make([][]string, len(paths))
	var nodes []uint32
	for i, path := range paths {
		kept[i] = make([]string, len(path))
		for j, name := range path {
			kept[i][j] = b.intern(name)
		}
		nodes = b.nodesOf(nodes, kept[i])
	}
	b.categories.paths = append(b.categories.paths, kept)
	b.categories.nodes = append(b.categories.nodes, nodes)
	return place
}

// nodesOf adds the nodes of a path to those that are there, each once.
func (b *Builder) nodesOf(nodes []uint32, path []string) []uint32 {
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
		if !slices.Contains(nodes, uint32(at)) {
			nodes = append(nodes, uint32(at))
		}
		parent = at
	}
	return nodes
}

// keep copies the item to where it stays. Strings of its own share one piece
// of memory, so that nothing holds on to the file that they were read from;
// those that other items have too are kept once.
func (b *Builder) keep(item *model.Item) *model.Item {
	const blockSize = 256
	if len(b.block) == cap(b.block) {
		b.block = make([]model.Item, 0, blockSize)
	}
	b.block = append(b.block, *item)
	kept := &b.block[len(b.block)-1]
	kept.Date = kept.Date.Truncate(time.Second)
	shareMemory((*string)(&kept.ID), &kept.Path, &kept.Title, &kept.Link, &kept.Image, &kept.Excerpt)
	for _, text := range []*string{&kept.Root, &kept.RootName, &kept.Author, &kept.Lang} {
		*text = b.intern(*text)
	}
	if len(kept.Tags) > 0 {
		kept.Tags = slices.Clone(kept.Tags)
		for i, tag := range kept.Tags {
			kept.Tags[i] = b.intern(tag)
		}
	}
	kept.Categories = b.categories.paths[b.placeOf(kept.Categories)]
	return kept
}

// shareMemory copies texts into one piece of memory.
func shareMemory(texts ...*string) {
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

func (b *Builder) intern(text string) string {
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

// Snapshot gives all that was added so far.
func (b *Builder) Snapshot() *Snapshot {
	b.mergePending()
	s := &Snapshot{
		columns: b.columns, Numbering: b.numbering, live: slices.Clone(b.live), count: b.count,
		nodes: slices.Clone(b.nodes), nodeNames: b.nodeNames, newest: b.newest,
	}
	s.authors.places, s.languages.places, s.tags.places, s.nodeNames.places, s.categories.places = nil, nil, nil, nil, nil
	s.tags.rows, s.nodeNames.rows = slices.Clone(s.tags.rows), slices.Clone(s.nodeNames.rows)
	s.realDates, _ = slices.BinarySearchFunc(s.newest, true, func(number uint32, _ bool) int {
		if s.flags[number]&dateInferred != 0 {
			return 1
		}
		return -1
	})
	return s
}

// mergePending sorts what is new and merges it with what is sorted already.
func (b *Builder) mergePending() {
	if b.pending == b.Len() {
		return
	}
	added := make([]uint32, 0, b.Len()-b.pending)
	for number := b.pending; number < b.Len(); number++ {
		added = append(added, uint32(number))
	}
	b.pending = b.Len()
	slices.SortFunc(added, b.compareNewest)
	merged := make([]uint32, 0, b.Len())
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

// contentHash tells an article by what its listing knows of the content: the
// size and date of the file's text, its title, author and address, but neither
// its root nor its path. So marks can follow a file that has moved without any
// file being read for it.
func contentHash(item *model.Item) int64 {
	text := fmt.Sprintf("%d\x00%d\x00%s\x00%s\x00%s", item.Size, item.Date.UnixNano(), item.Title, item.Author, item.Link)
	sum := sha256.Sum256([]byte(text))
	return int64(binary.BigEndian.Uint64(sum[:8]) | 1) //nolint:gosec // any 64 bits but 0
}
