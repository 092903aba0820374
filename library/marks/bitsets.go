package marks

import (
	"iter"
	"slices"

	"broadsheet/library/bitset"
	"broadsheet/library/marks/store"
	"broadsheet/model"
)

// Articles are what is listed at one moment, each with a number from 0 on. They never
// change.
type Articles interface {
	Len() int                              // all numbers are below
	Key(number uint32) model.Key           // the article's
	Numbering() Numbering                  // finds the number
	Content(k model.Key) int64             // tells an article's content, wherever its file is; 0: it is not listed
	Contents() iter.Seq2[model.Key, int64] // of all that are listed
}

// Numbering finds the number of an article. It is equal to another where a number means
// the same article in both; one may have articles that came later.
type Numbering interface {
	Number(k model.Key) (number uint32, ok bool)
}

// keysOf gives the keys of articles with these numbers.
func keysOf(a Articles, numbers []uint32) []model.Key {
	keys := make([]model.Key, len(numbers))
	for i, number := range numbers {
		keys[i] = a.Key(number)
	}
	return keys
}

// numberIn gives the number of an article, if it is among these.
func numberIn(a Articles, k model.Key) (uint32, bool) {
	number, ok := a.Numbering().Number(k)
	return number, ok && int(number) < a.Len()
}

// bitsets gives the read and the starred articles among those that are listed.
func (m *readerMarks) bitsets(s Articles) (read, starred bitset.Set) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.numbering != s.Numbering() {
		m.numbering, m.placed, m.read, m.starred = s.Numbering(), 0, nil, nil
	}
	if m.placed < s.Len() {
		m.read, m.starred = m.read.Grown(s.Len()), m.starred.Grown(s.Len())
		for number := m.placed; number < s.Len() && len(m.records) > 0; number++ {
			record := m.records[s.Key(uint32(number))]
			if record.Read != 0 {
				m.read.Set(uint32(number))
			}
			if record.Starred != 0 {
				m.starred.Set(uint32(number))
			}
		}
		m.placeLayers(s, m.placed)
		m.placed = s.Len()
	}
	return slices.Clone(m.read), slices.Clone(m.starred)
}

// place brings the bitsets up to date for one article. The caller holds the
// lock.
func (m *readerMarks) place(k model.Key, r store.Record) {
	if m.placed == 0 || m.numbering == nil {
		return
	}
	number, ok := m.numbering.Number(k)
	if !ok || int(number) >= m.placed {
		return
	}
	if m.read.Clear(number); r.Read != 0 {
		m.read.Set(number)
	}
	if m.starred.Clear(number); r.Starred != 0 {
		m.starred.Set(number)
	}
}

// placeMembers brings the bitset of what is read up to date for members of a group.
// The caller holds the lock.
func (m *readerMarks) placeMembers(g *store.Group, members store.Members) {
	in := m.memberships.current.Load()
	if !in.knows(g, m.numbering, m.placed) {
		members.Each(func(i int) { m.place(g.Keys[i], m.lookMember(g, i)) })
		return
	}
	numbers := in.numbers[g.Number]
	members.Each(func(i int) {
		if number := numbers[i]; number > 0 && int(number) <= m.placed {
			m.placeRead(number-1, m.lookMember(g, i))
		}
	})
}

// placeLayers puts the members of all layers into the bitsets that are listed
// from a number on. The caller holds the lock.
func (m *readerMarks) placeLayers(s Articles, from int) {
	if len(m.layers) == 0 {
		return
	}
	if s.Len()-from < atOnce { // a few that came later
		for number := from; number < s.Len(); number++ {
			m.placeRead(uint32(number), m.look(s.Key(uint32(number)))) //nolint:gosec // there are not that many articles
		}
		return
	}
	for number, layers := range m.layers {
		g := m.directory.Group(number)
		for i := range layers {
			layers[i].Members.Each(func(member int) {
				k := g.Keys[member]
				if at, ok := numberIn(s, k); ok && int(at) >= from {
					m.placeRead(at, m.lookMember(g, member))
				}
			})
		}
	}
}

func (m *readerMarks) placeRead(number uint32, r store.Record) {
	if m.read.Clear(number); r.Read != 0 {
		m.read.Set(number)
	}
}
