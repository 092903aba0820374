package marks

import (
	"broadsheet/library/marks/store"
	"broadsheet/model"
)

// addHashes completes what is written of articles that are listed.
func (k *Keeper) addHashes(entries []store.Entry) {
	listed := k.options.Listed()
	for i := range entries {
		if hash := listed.Content(entries[i].Key); hash != 0 {
			entries[i].Hash = hash
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
	var moved []store.Entry
	for k, hash := range listed.Contents() {
		if record, ok := gone[hash]; ok && !m.has(k) {
			record.Pending = false
			moved = append(moved, store.Entry{Key: k, Record: record})
		}
	}
	together, alone := m.directory.Grouped(moved)
	if m.mergeLayers(together, true)+m.merge(alone, true) > 0 {
		k.tell(m)
		k.poke()
	}
}

// unlisted gives by their hashes the marks of articles that are no longer
// listed.
func (m *readerMarks) unlisted(articles Articles) map[int64]store.Record {
	m.mu.Lock()
	defer m.mu.Unlock()
	gone := map[int64]store.Record{}
	note := func(k model.Key, hash int64) {
		if _, listed := numberIn(articles, k); !listed && hash != 0 {
			r := m.look(k)
			r.Hash = hash
			gone[hash] = r
		}
	}
	for k, record := range m.records {
		note(k, record.Hash)
	}
	for number, layers := range m.layers {
		g := m.directory.Group(number)
		for i := range layers {
			layers[i].Members.Each(func(member int) { note(g.Keys[member], g.Hashes[member]) })
		}
	}
	return gone
}
