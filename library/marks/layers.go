package marks

import (
	"slices"

	"broadsheet/library/marks/store"
	"broadsheet/model"
)

// look gives what is known of an article, from both kinds of marks. The caller
// holds the lock.
func (m *readerMarks) look(k model.Key) store.Record {
	r := m.records[k]
	if len(m.layers) == 0 {
		return r
	}
	m.directory.At(k, func(g *store.Group, member int) {
		for i := range m.layers[g.Number] {
			if l := &m.layers[g.Number][i]; l.Members.Has(member) {
				r.Merge(l.Record())
			}
		}
	})
	return r
}

// lookMember is look for a member of a group, and faster. The caller holds the
// lock.
func (m *readerMarks) lookMember(g *store.Group, member int) store.Record {
	if m.directory.Overlap() {
		return m.look(g.Keys[member])
	}
	var r store.Record
	if len(m.records) > 0 {
		r = m.records[g.Keys[member]]
	}
	layers := m.layers[g.Number]
	for i := range layers {
		if layers[i].Members.Has(member) {
			r.Merge(layers[i].Record())
		}
	}
	return r
}

// markTogether marks articles read, which are given by their numbers.
func (m *readerMarks) markTogether(done *change, of Articles, numbers []uint32, now store.Moment) {
	if len(numbers) < store.LeastGroup {
		m.markPart(done, keysOf(of, numbers), now)
		return
	}
	sets, rest := m.memberships.of(of).divide(numbers)
	more, alone := m.directory.Divide(keysOf(of, rest), of.Content)
	m.markSets(done, slices.Concat(sets, more), now)
	m.markPart(done, alone, now)
}

func (m *readerMarks) markSets(done *change, sets []store.MemberSet, now store.Moment) {
	for _, set := range sets {
		m.markMembers(done, set, true, now)
	}
}

// markMembers marks those of a group read or unread that are not so already.
func (m *readerMarks) markMembers(done *change, wanted store.MemberSet, read bool, now store.Moment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	changed := store.Layer{At: now, Read: read}
	wanted.Members.Each(func(i int) {
		if r := m.lookMember(wanted.Group, i); (r.Read != 0) != read {
			changed.Members.Set(i)
			changed.At = changed.At.After(r.ReadAt)
		}
	})
	if changed.Members.Count() == 0 {
		return
	}
	done.sets = append(done.sets, store.MemberSet{Group: wanted.Group, Members: changed.Members})
	m.addLayers(wanted.Group, []store.Layer{changed}, true)
}

// addLayers takes layers in, and says whether they had something to say. The
// caller holds the lock.
func (m *readerMarks) addLayers(g *store.Group, layers []store.Layer, write bool) bool {
	old := m.layers[g.Number]
	merged := store.MergedLayers(slices.Concat(old, layers))
	if slices.Equal(old, merged) {
		return false
	}
	m.layers[g.Number] = merged
	m.layerCount += len(merged) - len(old)
	if write {
		m.waitLayers(g.Number)
	}
	var touched store.Members
	for _, l := range layers {
		touched.Add(l.Members)
	}
	if m.placed > 0 {
		m.placeMembers(g, touched)
	}
	return true
}

func (m *readerMarks) waitLayers(group int64) {
	if m.fleeting {
		return
	}
	if m.pendingLayers == nil {
		m.pendingLayers = map[int64]bool{}
	}
	m.pendingLayers[group] = true
}

// mergeLayers takes over what is newer in the layers of groups, and gives how
// many groups had something to say.
func (m *readerMarks) mergeLayers(groups []store.GroupLayers, write bool) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	merged := 0
	for _, of := range groups {
		if m.addLayers(of.Group, of.Layers, write) {
			merged++
		}
	}
	return merged
}

// mergeTogether takes over what is newer in the layers, to be written, and gives
// of how many articles that is.
func (m *readerMarks) mergeTogether(groups []store.GroupLayers) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	merged := 0
	for _, of := range groups {
		before := merged
		for i := range of.Layers {
			of.Layers[i].Members.Each(func(member int) {
				if known := m.lookMember(of.Group, member); known.Merge(of.Layers[i].Record()) {
					merged++
				}
			})
		}
		if merged > before {
			m.addLayers(of.Group, of.Layers, true)
		}
	}
	return merged
}

// takeLayers gives the layers of at most so many groups that wait to be written,
// which wait no longer.
func (m *readerMarks) takeLayers(most int) []store.GroupLayers {
	m.mu.Lock()
	defer m.mu.Unlock()
	var taken []store.GroupLayers
	for number := range m.pendingLayers {
		if len(taken) == most {
			break
		}
		delete(m.pendingLayers, number)
		taken = append(taken, store.GroupLayers{Group: m.directory.Group(number), Layers: m.layers[number]})
	}
	return taken
}

func (m *readerMarks) giveBackLayers(taken []store.GroupLayers) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, of := range taken {
		m.waitLayers(of.Group.Number)
	}
}
