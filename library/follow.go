package library

import "broadsheet/model"

// addHashes completes what is written of articles that are listed.
func (k *Keeper) addHashes(entries []entry) {
	listed := k.options.Listed()
	for i := range entries {
		if hash := listed.Content(entries[i].key); hash != 0 {
			entries[i].hash = hash
		}
	}
}

// follow gives articles that nothing is known of the marks of one that is no
// longer listed and had the same content: their file has moved. It is called
// when everything is listed.
func (k *Keeper) follow() {
	for _, m := range k.all() {
		if k.positions[m] != nil {
			k.followReader(m)
		}
	}
}

func (k *Keeper) followReader(m *readerMarks) {
	listed := k.options.Listed()
	gone := m.unlisted(listed)
	if len(gone) == 0 {
		return
	}
	var moved []entry
	for k, hash := range listed.Contents() {
		if record, ok := gone[hash]; ok && !m.has(k) {
			record.pending = false
			moved = append(moved, entry{k, record})
		}
	}
	together, alone := m.directory.grouped(moved)
	if m.mergeLayers(together, true)+m.merge(alone, true) > 0 {
		k.tell(m)
		k.poke()
	}
}

// unlisted gives by their hashes the marks of articles that are no longer
// listed.
func (m *readerMarks) unlisted(articles Articles) map[int64]record {
	m.mu.Lock()
	defer m.mu.Unlock()
	gone := map[int64]record{}
	note := func(k model.Key, hash int64) {
		if _, listed := numberIn(articles, k); !listed && hash != 0 {
			r := m.look(k)
			r.hash = hash
			gone[hash] = r
		}
	}
	for k, record := range m.records {
		note(k, record.hash)
	}
	for number, layers := range m.layers {
		g := m.directory.group(number)
		for i := range layers {
			layers[i].members.each(func(member int) { note(g.keys[member], g.hashes[member]) })
		}
	}
	return gone
}
