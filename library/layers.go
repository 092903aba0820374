package library

import (
	"cmp"
	"slices"

	"broadsheet/model"
)

// layer is what a reader marked of a group at one time.
type layer struct {
	at      moment
	read    bool
	members members
}

// record is what the layer says of each of its members.
func (l *layer) record() record {
	r := record{readAt: l.at}
	if l.read {
		r.read = l.at
	}
	return r
}

// flag is 1 for a layer of articles that were marked read.
func (l *layer) flag() int64 {
	if l.read {
		return 1
	}
	return 0
}

// mergedLayers joins what was marked of one group so that each article is in one
// layer alone, the newest, by the rule of record.merge. The newest comes first.
func mergedLayers(all []layer) []layer {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b layer) int {
		one, other := a.record(), b.record()
		return cmp.Or(cmp.Compare(other.readAt, one.readAt), cmp.Compare(other.read, one.read))
	})
	var covered members
	merged := all[:0]
	for _, l := range all {
		l.members.remove(covered)
		covered.add(l.members)
		if last := len(merged) - 1; last >= 0 && merged[last].at == l.at && merged[last].read == l.read {
			merged[last].members.add(l.members)
		} else if l.members.count() > 0 {
			merged = append(merged, l)
		}
	}
	return slices.Clip(merged)
}

// look gives what is known of an article, from both kinds of marks. The caller
// holds the lock.
func (m *readerMarks) look(k model.Key) record {
	r := m.records[k]
	if len(m.layers) == 0 {
		return r
	}
	m.directory.current.Load().at(k, func(g *group, member int) {
		for i := range m.layers[g.number] {
			if l := &m.layers[g.number][i]; l.members.has(member) {
				r.merge(l.record())
			}
		}
	})
	return r
}

// lookMember is look for a member of a group, and faster. The caller holds the
// lock.
func (m *readerMarks) lookMember(g *group, member int) record {
	if m.directory.current.Load().overlaps {
		return m.look(g.keys[member])
	}
	var r record
	if len(m.records) > 0 {
		r = m.records[g.keys[member]]
	}
	layers := m.layers[g.number]
	for i := range layers {
		if layers[i].members.has(member) {
			r.merge(layers[i].record())
		}
	}
	return r
}

// markTogether marks many articles read.
func (m *readerMarks) markTogether(done *change, keys []model.Key, now moment, hash func(model.Key) int64) {
	sets, rest := m.directory.divide(keys, hash)
	for _, set := range sets {
		m.markMembers(done, set, true, now)
	}
	for part := range slices.Chunk(rest, atOnce) {
		m.markPart(done, part, now)
	}
}

// markMembers marks those of a group read or unread that are not so already.
func (m *readerMarks) markMembers(done *change, wanted memberSet, read bool, now moment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	changed := layer{at: now, read: read}
	wanted.members.each(func(i int) {
		if r := m.lookMember(wanted.group, i); (r.read != 0) != read {
			changed.members.set(i)
			changed.at = changed.at.after(r.readAt)
		}
	})
	if changed.members.count() == 0 {
		return
	}
	done.sets = append(done.sets, memberSet{wanted.group, changed.members})
	m.addLayers(wanted.group, []layer{changed}, true)
}

// addLayers takes layers in, and says whether they had something to say. The
// caller holds the lock.
func (m *readerMarks) addLayers(g *group, layers []layer, write bool) bool {
	old := m.layers[g.number]
	merged := mergedLayers(slices.Concat(old, layers))
	if slices.Equal(old, merged) {
		return false
	}
	m.layers[g.number] = merged
	m.layerCount += len(merged) - len(old)
	if write {
		m.waitLayers(g.number)
	}
	var touched members
	for _, l := range layers {
		touched.add(l.members)
	}
	if m.placed > 0 {
		touched.each(func(i int) { m.place(g.keys[i], m.lookMember(g, i)) })
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
func (m *readerMarks) mergeLayers(groups []groupLayers, write bool) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	merged := 0
	for _, of := range groups {
		if m.addLayers(of.group, of.layers, write) {
			merged++
		}
	}
	return merged
}

// mergeTogether takes over what is newer in the layers, to be written, and gives
// of how many articles that is.
func (m *readerMarks) mergeTogether(groups []groupLayers) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	merged := 0
	for _, of := range groups {
		before := merged
		for i := range of.layers {
			of.layers[i].members.each(func(member int) {
				if known := m.lookMember(of.group, member); known.merge(of.layers[i].record()) {
					merged++
				}
			})
		}
		if merged > before {
			m.addLayers(of.group, of.layers, true)
		}
	}
	return merged
}

// groupLayers are the layers of one group.
type groupLayers struct {
	group  *group
	layers []layer
}

// takeLayers gives the layers of at most so many groups that wait to be written,
// which wait no longer.
func (m *readerMarks) takeLayers(most int) []groupLayers {
	m.mu.Lock()
	defer m.mu.Unlock()
	var taken []groupLayers
	for number := range m.pendingLayers {
		if len(taken) == most {
			break
		}
		delete(m.pendingLayers, number)
		taken = append(taken, groupLayers{m.directory.group(number), m.layers[number]})
	}
	return taken
}

func (m *readerMarks) giveBackLayers(taken []groupLayers) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, of := range taken {
		m.waitLayers(of.group.number)
	}
}

// grouped finds among entries those that were marked read together, and no more
// than that, and gives them as layers; and the other entries.
func (d *directory) grouped(entries []entry) (found []groupLayers, rest []entry) {
	together := map[moment][]entry{}
	for _, e := range entries {
		if e.read != 0 && e.read == e.readAt && e.starredAt == 0 && e.opened == 0 {
			together[e.read] = append(together[e.read], e)
		} else {
			rest = append(rest, e)
		}
	}
	for at, same := range together {
		if len(same) < leastGroup {
			rest = append(rest, same...)
			continue
		}
		hashes := make(map[model.Key]int64, len(same))
		keys := make([]model.Key, len(same))
		for i, e := range same {
			hashes[e.key], keys[i] = e.hash, e.key
		}
		sets, alone := d.divide(keys, func(k model.Key) int64 { return hashes[k] })
		for _, set := range sets {
			found = append(found, groupLayers{set.group, []layer{{at, true, set.members}}})
		}
		for _, k := range alone {
			rest = append(rest, entry{k, record{read: at, readAt: at, hash: hashes[k]}})
		}
	}
	return found, rest
}
