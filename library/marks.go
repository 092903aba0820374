package library

import (
	"slices"
	"sync"

	"broadsheet/model"
)

// marks are what one reader did, shared by all sessions of that reader. They
// are kept by id, so that they hold whatever is loaded when; the bitsets by
// number are made from them, and answer counts and filters.
type marks struct {
	reader   string // the name
	sessions int    // of that reader; under the library's lock
	settled  once   // the settings from earlier are here
	known    once   // the marks from earlier are here too

	mu            sync.Mutex // held for moments only: the screen waits for it
	records       map[key]record
	read, starred bitset
	placed        int        // articles with a smaller number are in the bitsets
	numbering     *numbering // which numbers those are
	pending       []key      // what waits to be written, each once
	settings      settings
}

func newMarks(reader string) *marks {
	return &marks{reader: reader, settled: newOnce(), known: newOnce(), records: map[key]record{}}
}

// once is something that happens one time, and can be waited for.
type once struct {
	happened chan struct{}
	close    func()
}

func newOnce() once {
	happened := make(chan struct{})
	return once{happened, sync.OnceFunc(func() { close(happened) })}
}

// change is one step that can be undone.
type change struct {
	flag   flag
	set    bool
	keys   []key    // of those whose marks really changed
	before []moment // what the flag was; nil: not set, for all of them
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
	ids := make([]model.ID, len(c.keys))
	for i, k := range c.keys {
		ids[i] = k.id()
	}
	return model.Change{Kind: kinds[c.flag][set], IDs: ids}
}

func (m *marks) of(id model.ID) model.Marks {
	k, ok := keyOf(id)
	if !ok {
		return model.Marks{}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	record := m.records[k]
	return record.marks()
}

// mark sets the flag of the articles or takes it away, and gives what really
// changed.
func (m *marks) mark(f flag, keys []key, set bool, now moment) change {
	done := change{flag: f, set: set}
	for part := range slices.Chunk(keys, atOnce) {
		m.markPart(&done, part, now)
	}
	return done
}

// atOnce is how many records are changed while the screen may wait for one.
const atOnce = 1024

func (m *marks) markPart(done *change, keys []key, now moment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range keys {
		record := m.records[k]
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
func (m *marks) undo(c change, now moment) change {
	undone := change{flag: c.flag, set: c.set}
	for start := 0; start < len(c.keys); start += atOnce {
		m.undoPart(&undone, c, start, min(start+atOnce, len(c.keys)), now)
	}
	return undone
}

func (m *marks) undoPart(undone *change, c change, start, end int, now moment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := start; i < end; i++ {
		k := c.keys[i]
		record := m.records[k]
		if value, _ := c.flag.of(&record); (*value != 0) != c.set {
			continue
		}
		before := moment(0)
		if c.before != nil {
			before = c.before[i]
		}
		undone.keys = append(undone.keys, k)
		m.put(c.flag, k, before, now)
	}
}

// put writes a flag down. The caller holds the lock.
func (m *marks) put(f flag, k key, value, now moment) {
	record := m.records[k]
	set, changed := f.of(&record)
	*set, *changed = value, now.after(*changed)
	m.keep(k, record)
}

// keep writes a record down, and that it is to be written to the database. The
// caller holds the lock.
func (m *marks) keep(k key, r record) {
	if !r.pending {
		r.pending = true
		m.pending = append(m.pending, k)
	}
	m.records[k] = r
	m.place(k, r)
}

// place brings the bitsets up to date for one article. The caller holds the
// lock.
func (m *marks) place(k key, r record) {
	if m.placed == 0 {
		return
	}
	number, ok := m.numbering.of(k)
	if !ok || int(number) >= m.placed {
		return
	}
	if m.read.clear(number); r.read != 0 {
		m.read.set(number)
	}
	if m.starred.clear(number); r.starred != 0 {
		m.starred.set(number)
	}
}

// setPlace writes down where the reader stopped, and when.
func (m *marks) setPlace(id model.ID, p model.Place, now moment) {
	k, ok := keyOf(id)
	if !ok {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	record := m.records[k]
	record.setPlace(p, now)
	m.keep(k, record)
}

// entry is a record with the article that it is about.
type entry struct {
	key key
	record
}

// merge takes over what is newer in the entries, and gives how many of them
// had something to say. They are from the database, unless they are to be
// written to it.
func (m *marks) merge(entries []entry, write bool) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	merged := 0
	for _, other := range entries {
		record := m.records[other.key]
		if !record.merge(other.record) {
			continue
		}
		merged++
		if write {
			m.keep(other.key, record)
			continue
		}
		m.records[other.key] = record
		m.place(other.key, record)
	}
	return merged
}

// take gives at most so many records that wait to be written, which wait no
// longer.
func (m *marks) take(most int) []entry {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := min(most, len(m.pending))
	taken := make([]entry, n)
	for i, k := range m.pending[:n] {
		record := m.records[k]
		record.pending = false
		m.records[k] = record
		taken[i] = entry{k, record}
	}
	if m.pending = m.pending[n:]; len(m.pending) == 0 {
		m.pending = nil
	}
	return taken
}

// noteHashes keeps what the entries know of the articles' contents, by which
// marks find an article again whose file is moved.
func (m *marks) noteHashes(entries []entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, entry := range entries {
		if record := m.records[entry.key]; entry.hash != 0 {
			record.hash = entry.hash
			m.records[entry.key] = record
		}
	}
}

// giveBack lets records wait again that could not be written.
func (m *marks) giveBack(entries []entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, entry := range entries {
		m.wait(entry.key)
	}
}

// giveBackAll lets all that is known wait to be written.
func (m *marks) giveBackAll() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k := range m.records {
		m.wait(k)
	}
	for name := range m.settings.values {
		m.settings.wait(name)
	}
}

func (m *marks) wait(k key) {
	if record := m.records[k]; !record.pending {
		record.pending = true
		m.records[k] = record
		m.pending = append(m.pending, k)
	}
}

// waiting is how much waits to be written.
func (m *marks) waiting() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.pending) + len(m.settings.pending)
}

// all gives every record, in no order.
func (m *marks) all() []entry {
	m.mu.Lock()
	entries := make([]entry, 0, len(m.records))
	for k, record := range m.records {
		entries = append(entries, entry{k, record})
	}
	m.mu.Unlock()
	return entries
}

// bitsets gives the read and the starred articles among those of a snapshot.
func (m *marks) bitsets(s *snapshot) (read, starred bitset) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.numbering != s.numbering {
		m.numbering, m.placed, m.read, m.starred = s.numbering, 0, nil, nil
	}
	if m.placed < s.len() {
		m.read, m.starred = m.read.grown(s.len()), m.starred.grown(s.len())
		for number := m.placed; number < s.len() && len(m.records) > 0; number++ {
			record := m.records[s.keys[number]]
			if record.read != 0 {
				m.read.set(uint32(number))
			}
			if record.starred != 0 {
				m.starred.set(uint32(number))
			}
		}
		m.placed = s.len()
	}
	return slices.Clone(m.read), slices.Clone(m.starred)
}
