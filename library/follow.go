package library

import "broadsheet/model"

// contentHashes gives a func that tells the content of a listed article, and is 0 for
// another.
func contentHashes(listed Articles) func(model.Key) int64 {
	return func(k model.Key) int64 {
		if number, ok := numberIn(listed, k); ok {
			return listed.ContentHash(number)
		}
		return 0
	}
}

// addHashes completes what is written of articles that are listed.
func (k *Keeper) addHashes(entries []entry) {
	listed := k.options.Listed()
	for i := range entries {
		if number, ok := numberIn(listed, entries[i].key); ok {
			entries[i].hash = listed.ContentHash(number)
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
	for number := range uint32(listed.Len()) { //nolint:gosec // there are not that many articles
		if record, ok := gone[listed.ContentHash(number)]; ok && listed.IsListed(number) && !m.has(listed.Key(number)) {
			record.pending = false
			moved = append(moved, entry{listed.Key(number), record})
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
