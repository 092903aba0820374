package library

import (
	"slices"
	"sync"
	"time"

	"broadsheet/model"
)

// marks are what one reader did, shared by all sessions of that reader. They
// are kept by id, so that they hold whatever is loaded when; the bitsets by
// number are made from them, and answer counts and filters.
type marks struct {
	mu            sync.Mutex
	byID          map[model.ID]model.Marks
	read, starred bitset
	placed        int // articles with a smaller number are in the bitsets
}

// flag is a mark that is either set or not: read or starred.
type flag int

const (
	readFlag flag = iota
	starredFlag
)

func (f flag) of(m *model.Marks) *time.Time {
	if f == starredFlag {
		return &m.Starred
	}
	return &m.Read
}

// change is one step that can be undone.
type change struct {
	flag   flag
	set    bool
	ids    []model.ID  // those whose marks really changed
	before []time.Time // what the flag was; nil: not set, for all of them
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
	return model.Change{Kind: kinds[c.flag][set], IDs: c.ids}
}

func (m *marks) of(id model.ID) model.Marks {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.byID[id]
}

// mark sets the flag of the articles to at, or takes it away where at is zero,
// and gives what really changed.
func (m *marks) mark(f flag, ids []model.ID, at time.Time, numbers *numbers) change {
	done := change{flag: f, set: !at.IsZero()}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, id := range ids {
		marked := m.byID[id]
		if time := f.of(&marked); !time.IsZero() == done.set {
			continue
		} else if !done.set {
			done.before = append(done.before, *time)
		}
		done.ids = append(done.ids, id)
		m.put(f, id, at, numbers)
	}
	return done
}

// undo takes a change back, as far as it still stands, and gives what really
// changed.
func (m *marks) undo(c change, numbers *numbers) change {
	undone := change{flag: c.flag, set: c.set}
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, id := range c.ids {
		marked := m.byID[id]
		if c.flag.of(&marked).IsZero() == c.set {
			continue
		}
		var before time.Time
		if c.before != nil {
			before = c.before[i]
		}
		undone.ids = append(undone.ids, id)
		m.put(c.flag, id, before, numbers)
	}
	return undone
}

// put writes a flag down. The caller holds the lock.
func (m *marks) put(f flag, id model.ID, at time.Time, numbers *numbers) {
	marked := m.byID[id]
	*f.of(&marked) = at
	m.keep(id, marked)
	if number, ok := numbers.of(id); ok && int(number) < m.placed {
		m.place(number, marked)
	}
}

// keep writes marks down; none at all take no room. The caller holds the lock.
func (m *marks) keep(id model.ID, marked model.Marks) {
	if (marked == model.Marks{}) {
		delete(m.byID, id)
		return
	}
	m.byID[id] = marked
}

// place brings the bitsets up to date for one number. The caller holds the
// lock.
func (m *marks) place(number uint32, marked model.Marks) {
	if m.read.clear(number); marked.IsRead() {
		m.read.set(number)
	}
	if m.starred.clear(number); marked.IsStarred() {
		m.starred.set(number)
	}
}

// setPlace writes down where the reader stopped, and when.
func (m *marks) setPlace(id model.ID, p model.Place, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	marked := m.byID[id]
	marked.Place, marked.Opened = p, now
	m.keep(id, marked)
}

// bitsets gives the read and the starred articles among the items, which are
// in the order of their numbers.
func (m *marks) bitsets(items []*model.Item) (read, starred bitset) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.placed < len(items) {
		m.read, m.starred = m.read.grown(len(items)), m.starred.grown(len(items))
		for number := m.placed; number < len(items) && len(m.byID) > 0; number++ {
			if marked, ok := m.byID[items[number].ID]; ok {
				m.place(uint32(number), marked)
			}
		}
		m.placed = len(items)
	}
	return slices.Clone(m.read), slices.Clone(m.starred)
}

// history is what one session can undo, the last change last.
type history struct {
	mu      sync.Mutex
	changes []change
}

// maximumHistory is how many steps can be undone.
const maximumHistory = 500

func (h *history) push(c change) {
	if len(c.ids) == 0 {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.changes) == maximumHistory {
		h.changes = slices.Delete(h.changes, 0, 1)
	}
	h.changes = append(h.changes, c)
}

func (h *history) pop() (change, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	last := len(h.changes) - 1
	if last < 0 {
		return change{}, false
	}
	c := h.changes[last]
	h.changes[last] = change{}
	h.changes = h.changes[:last]
	return c, true
}
