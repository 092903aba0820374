package library

import (
	"slices"

	"broadsheet/library/bitset"
	"broadsheet/model"
)

// pack gives the articles of one root, newest first, in columns of their own.
func (b *builder) pack(origin uint16) *packed {
	b.mergePending()
	p := &packed{}
	var authors, languages, places renumbering
	tagged := map[uint32]uint32{} // the new numbers of what has tags
	hasTags := bitset.New(b.len())
	for _, rows := range b.tags.rows {
		hasTags.AddAll(rows)
	}
	for _, number := range b.newest {
		if b.origins[number] != origin || !b.isCurrent(number) || b.stamps[number] == stampless {
			continue
		}
		if hasTags.Has(number) {
			tagged[number] = uint32(len(p.keys))
		}
		p.keys = append(p.keys, b.keys[number])
		p.titles.add(b.titles.at(number))
		p.seconds = append(p.seconds, b.seconds[number])
		p.flags = append(p.flags, b.flags[number])
		p.minutes = append(p.minutes, b.minutes[number])
		p.hashes = append(p.hashes, b.hashes[number])
		p.stamps = append(p.stamps, b.stamps[number])
		p.authors.of = append(p.authors.of, authors.place(b.authors.of[number]))
		p.languages.of = append(p.languages.of, languages.place(b.languages.of[number]))
		p.categories.of = append(p.categories.of, places.place(b.categories.of[number]))
	}
	p.authors.names = renumbered(&authors, b.authors.names)
	p.languages.names = renumbered(&languages, b.languages.names)
	p.categories.paths = renumbered(&places, b.categories.paths)
	p.tags = b.packTags(tagged)
	return p
}

// isCurrent says whether a number is what an article is known by now.
func (b *builder) isCurrent(number uint32) bool {
	now, ok := b.numbering.of(b.keys[number])
	return ok && now == number
}

func (b *builder) packTags(tagged map[uint32]uint32) packedLists {
	var tags packedLists
	for i, rows := range b.tags.rows {
		start := len(tags.rows)
		for _, number := range rows {
			if now, ok := tagged[number]; ok {
				tags.rows = append(tags.rows, now)
			}
		}
		if len(tags.rows) > start {
			slices.Sort(tags.rows[start:])
			tags.names, tags.ends = append(tags.names, b.tags.names[i]), append(tags.ends, uint32(len(tags.rows)))
		}
	}
	return tags
}

// renumbering gives places new numbers, in the order in which they are met.
type renumbering struct {
	met   []uint32
	known map[uint32]uint32
}

func (r *renumbering) place(old uint32) uint32 {
	now, ok := r.known[old]
	if !ok {
		if r.known == nil {
			r.known = map[uint32]uint32{}
		}
		now = uint32(len(r.met))
		r.known[old] = now
		r.met = append(r.met, old)
	}
	return now
}

func renumbered[T any](r *renumbering, all []T) []T {
	kept := make([]T, len(r.met))
	for i, old := range r.met {
		kept[i] = all[old]
	}
	return kept
}

// addPacked takes in a root's articles as they were packed. Nothing else may be
// known of the root.
func (b *builder) addPacked(p *packed, origin uint16) {
	first, n := uint32(b.len()), len(p.keys)
	if first == 0 {
		b.numbering = &numbering{first: p.keys}
		b.newest, b.pending = make([]uint32, n), n
		for i := range b.newest {
			b.newest[i] = uint32(i)
		}
	}
	b.keys = joined(b.keys, p.keys)
	for range n {
		b.origins = append(b.origins, origin)
	}
	b.addTitles(&p.titles)
	b.seconds = joined(b.seconds, p.seconds)
	b.flags = joined(b.flags, p.flags)
	b.minutes = joined(b.minutes, p.minutes)
	b.hashes = joined(b.hashes, p.hashes)
	b.stamps = joined(b.stamps, p.stamps)
	b.authors.addPacked(&p.authors)
	b.languages.addPacked(&p.languages)
	b.whole = append(b.whole, make([]*model.Item, n)...)
	b.addPlaces(&p.categories, first)
	start := uint32(0)
	for i, name := range p.tags.names {
		for _, row := range p.tags.rows[start:p.tags.ends[i]] {
			b.tags.add(name, first+row)
		}
		start = p.tags.ends[i]
	}
	if first == 0 {
		b.live, b.count = bitset.Full(n), n
	}
	for number := first; number < uint32(b.len()); number++ {
		if first > 0 {
			b.numbering.add(b.keys[number], number)
			b.show(number)
		}
		b.twins.add(b, number)
	}
}

// joined is append, which takes over what there is to append where there is
// nothing before it.
func joined[T any](before, more []T) []T {
	if len(before) == 0 {
		return slices.Clip(more)
	}
	return append(before, more...)
}

func (b *builder) addTitles(titles *column) {
	before := uint32(len(b.titles.text))
	if before == 0 {
		b.titles = *titles
		return
	}
	b.titles.text = append(b.titles.text, titles.text...)
	for _, end := range titles.ends {
		b.titles.ends = append(b.titles.ends, before+end)
	}
}

func (v *values) addPacked(p *packedValues) {
	places := make([]uint32, len(p.names))
	for i, name := range p.names {
		places[i] = v.place(name)
	}
	if len(v.of) == 0 && len(v.names) == len(p.names) { // so they are the same
		v.of = slices.Clip(p.of)
		return
	}
	v.of = slices.Grow(v.of, len(p.of))
	for _, place := range p.of {
		v.of = append(v.of, places[place])
	}
}

// addPlaces files the articles under their categories, with room made for all
// of them at once.
func (b *builder) addPlaces(p *packedCategories, first uint32) {
	places, counts := make([]uint32, len(p.paths)), make([]int, len(p.paths))
	for i, paths := range p.paths {
		places[i] = b.placeOf(paths)
	}
	for _, place := range p.of {
		counts[place]++
	}
	more := make([]int, len(b.nodes))
	for i, count := range counts {
		for _, at := range b.categories.nodes[places[i]] {
			more[at] += count
		}
	}
	for at, count := range more {
		b.nodes[at].rows = slices.Grow(b.nodes[at].rows, count)
	}
	b.categories.of = slices.Grow(b.categories.of, len(p.of))
	for i, place := range p.of {
		b.categories.of = append(b.categories.of, places[place])
		for _, at := range b.categories.nodes[places[place]] {
			b.nodes[at].rows = append(b.nodes[at].rows, first+uint32(i))
		}
	}
}

// addRest takes over the articles of a root from another builder: all, or those alone
// that are in no catalogue because their files could not be read to the end.
func (b *builder) addRest(old *builder, origin uint16, onlyStampless bool) {
	for number := range uint32(old.len()) {
		if old.origins[number] == origin && old.isCurrent(number) && (!onlyStampless || old.stamps[number] == stampless) {
			b.addAgain(old, number, old.stamps[number])
		}
	}
}

// addAgain takes an article over from another builder, or gives it another stamp.
func (b *builder) addAgain(old *builder, number uint32, stamp uint64) {
	whole := old.whole[number]
	item := old.item(number)
	hash := old.hashes[number]
	b.add(item, stamp, old.origins[number], whole != nil)
	b.hashes[b.len()-1] = hash // it tells more than a partial item
}

// loseStamp lists an article as far as it is known, in a state that no file has.
func (b *builder) loseStamp(number uint32) { b.addAgain(b, number, stampless) }
