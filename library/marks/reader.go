package marks

import (
	"slices"
	"sync"

	"broadsheet/library/bitset"
	"broadsheet/library/marks/store"
	"broadsheet/library/once"
	"broadsheet/model"
)

// readerMarks are what one reader did, shared by all sessions of that reader. They
// are kept by id, so that they hold whatever is loaded when; the bitsets by
// number are made from them, and answer counts and filters.
type readerMarks struct {
	name        string     // of the reader
	sessions    int        // of that reader; under the keeper's lock
	settled     once.Event // the settings from earlier are here
	known       once.Event // the marks from earlier are here too
	directory   *store.Directory
	memberships *memberships

	mu            sync.Mutex // held for moments only: the screen waits for it
	limit         int        // how much is kept of the reader at most; 0: without bounds
	fleeting      bool       // nothing of it is written
	stranger      bool       // there is no account yet
	records       map[model.Key]store.Record
	layers        map[int64][]store.Layer // what was marked together, by the group
	layerCount    int                     // how many those are
	pendingLayers map[int64]bool          // the groups whose layers wait to be written
	read, starred bitset.Set
	placed        int         // articles with a smaller number are in the bitsets
	numbering     Numbering   // which numbers those are
	pending       []model.Key // what waits to be written, each once
	settings      settings
}

func newReaderMarks(name string, shared *memberships) *readerMarks {
	return &readerMarks{
		name: name, directory: shared.directory, memberships: shared, settled: once.New(), known: once.New(),
		records: map[model.Key]store.Record{}, layers: map[int64][]store.Layer{},
	}
}

// change is one step that can be undone.
type change struct {
	flag   flag
	set    bool
	keys   []model.Key       // of those whose marks really changed
	before []store.Moment    // what the flag was; nil: not set, for all of them
	sets   []store.MemberSet // those of groups
}

// count is how many articles were changed.
func (c *change) count() int {
	n := len(c.keys)
	for _, set := range c.sets {
		n += set.Members.Count()
	}
	return n
}

// model gives the change as a reader is told of it.
func (c change) model() model.Change {
	kinds := [2][2]model.ChangeKind{
		readFlag:    {model.MarkedUnread, model.MarkedRead},
		starredFlag: {model.RemovedStar, model.AddedStar},
	}
	set := 0
	if c.set {
		set = 1
	}
	told := model.Change{Kind: kinds[c.flag][set], Count: c.count()}
	if told.Count == 1 {
		for _, k := range c.keys {
			told.ID = k.ID()
		}
		for _, set := range c.sets {
			set.Members.Each(func(i int) { told.ID = set.Group.Keys[i].ID() })
		}
	}
	return told
}

func (m *readerMarks) of(id model.ID) model.Marks {
	k, ok := model.KeyOf(id)
	if !ok {
		return model.Marks{}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	record := m.look(k)
	return record.Marks()
}

// mark sets the flag of the articles or takes it away, and gives what really
// changed. The hash is that of an article's content, or 0.
func (m *readerMarks) mark(f flag, keys []model.Key, set bool, now store.Moment, hash func(model.Key) int64) change {
	done := change{flag: f, set: set}
	if f == readFlag && set && len(keys) >= store.LeastGroup {
		var sets []store.MemberSet
		sets, keys = m.directory.Divide(keys, hash)
		m.markSets(&done, sets, now)
	}
	for part := range slices.Chunk(keys, atOnce) {
		m.markPart(&done, part, now)
	}
	return done
}

// atOnce is how many records are changed while the screen may wait for one.
const atOnce = 1024

func (m *readerMarks) markPart(done *change, keys []model.Key, now store.Moment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range keys {
		record := m.look(k)
		value, _ := done.flag.of(&record)
		if (*value != 0) == done.set {
			continue
		}
		after := now
		if !done.set {
			done.before, after = append(done.before, *value), 0
		}
		done.keys = append(done.keys, k)
		m.put(done.flag, k, after, now)
	}
}

// undo takes a change back, as far as it still stands, and gives what really
// changed.
func (m *readerMarks) undo(c change, now store.Moment) change {
	undone := change{flag: c.flag, set: c.set}
	for start := 0; start < len(c.keys); start += atOnce {
		m.undoPart(&undone, c, start, min(start+atOnce, len(c.keys)), now)
	}
	for _, set := range c.sets {
		m.markMembers(&undone, set, !c.set, now)
	}
	return undone
}

func (m *readerMarks) undoPart(undone *change, c change, start, end int, now store.Moment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := start; i < end; i++ {
		k := c.keys[i]
		record := m.look(k)
		if value, _ := c.flag.of(&record); (*value != 0) != c.set {
			continue
		}
		before := store.Moment(0)
		if c.before != nil {
			before = c.before[i]
		}
		undone.keys = append(undone.keys, k)
		m.put(c.flag, k, before, now)
	}
}

// put writes a flag down. The caller holds the lock.
func (m *readerMarks) put(f flag, k model.Key, value, now store.Moment) {
	record := m.look(k)
	set, changed := f.of(&record)
	*set, *changed = value, now.After(*changed)
	m.keep(k, record)
}

// keep writes a record down, and that it is to be written to the database. The
// caller holds the lock.
func (m *readerMarks) keep(k model.Key, r store.Record) {
	if !r.Pending && !m.fleeting {
		r.Pending = true
		m.pending = append(m.pending, k)
	}
	m.records[k] = r
	m.place(k, m.look(k))
}

// setPlace writes down where the reader stopped, and when.
func (m *readerMarks) setPlace(k model.Key, p model.Place, now store.Moment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	record := m.records[k]
	record.SetPlace(p, now)
	m.keep(k, record)
}

// merge takes over what is newer in the entries, and gives how many of them
// had something to say. They are from the database, unless they are to be
// written to it.
func (m *readerMarks) merge(entries []store.Entry, write bool) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	merged := 0
	for _, other := range entries {
		record := m.records[other.Key]
		if !record.Merge(other.Record) {
			continue
		}
		merged++
		if write {
			m.keep(other.Key, record)
			continue
		}
		m.records[other.Key] = record
		m.place(other.Key, m.look(other.Key))
	}
	return merged
}

// found takes over what a store finds, and counts what of it is news.
func (m *readerMarks) found(news *int) store.Found {
	return store.Found{
		Settings: func(values map[string]store.Setting) {
			*news += m.mergeSettings(values, false)
			m.settled.Close() // what the first screen needs is here
		},
		Layers:  func(layers []store.GroupLayers) { *news += m.mergeLayers(layers, false) },
		Entries: func(entries []store.Entry) { *news += m.merge(entries, false) },
	}
}

// take gives at most so many records that wait to be written, which wait no
// longer.
func (m *readerMarks) take(most int) []store.Entry {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := min(most, len(m.pending))
	taken := make([]store.Entry, n)
	for i, k := range m.pending[:n] {
		record := m.records[k]
		record.Pending = false
		m.records[k] = record
		taken[i] = store.Entry{Key: k, Record: record}
	}
	if m.pending = m.pending[n:]; len(m.pending) == 0 {
		m.pending = nil
	}
	return taken
}

// noteHashes keeps what the entries know of the articles' contents, by which
// marks find an article again whose file is moved.
func (m *readerMarks) noteHashes(entries []store.Entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, entry := range entries {
		if record := m.records[entry.Key]; entry.Hash != 0 {
			record.Hash = entry.Hash
			m.records[entry.Key] = record
		}
	}
}

// giveBack lets records wait again that could not be written.
func (m *readerMarks) giveBack(entries []store.Entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, entry := range entries {
		m.wait(entry.Key)
	}
}

// giveBackAll lets all that is known wait to be written.
func (m *readerMarks) giveBackAll() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k := range m.records {
		m.wait(k)
	}
	for number := range m.layers {
		m.waitLayers(number)
	}
	for name := range m.settings.values {
		m.settings.wait(name)
	}
}

func (m *readerMarks) wait(k model.Key) {
	if record := m.records[k]; !record.Pending && !m.fleeting {
		record.Pending = true
		m.records[k] = record
		m.pending = append(m.pending, k)
	}
}

// clear forgets everything.
func (m *readerMarks) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.records, m.layers, m.layerCount = map[model.Key]store.Record{}, map[int64][]store.Layer{}, 0
	m.pending, m.pendingLayers, m.settings = nil, nil, settings{}
	m.numbering = nil // so that the bitsets are made anew
}

// waiting is how much waits to be written.
func (m *readerMarks) waiting() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.pending) + len(m.pendingLayers) + len(m.settings.pending)
}

// all gives what is known of every article, in no order.
func (m *readerMarks) all() []store.Entry {
	m.mu.Lock()
	defer m.mu.Unlock()
	entries := make([]store.Entry, 0, len(m.records))
	for k := range m.records {
		entries = append(entries, store.Entry{Key: k, Record: m.look(k)})
	}
	seen := map[model.Key]bool{}
	for number, layers := range m.layers {
		g := m.directory.Group(number)
		for i := range layers {
			layers[i].Members.Each(func(member int) {
				k := g.Keys[member]
				if _, has := m.records[k]; has || seen[k] {
					return
				}
				seen[k] = true
				record := m.look(k)
				record.Hash = g.Hashes[member]
				entries = append(entries, store.Entry{Key: k, Record: record})
			})
		}
	}
	return entries
}

// has says whether anything is known of an article.
func (m *readerMarks) has(k model.Key) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.look(k) != store.Record{}
}
