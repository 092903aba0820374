package marks

import (
	"fmt"
	"iter"
	"sync"
	"time"

	"broadsheet/model"
)

// What a guest may have in memory: records cost some 130 bytes, layers 100.
const (
	guestRecords = 400
	guestLayers  = 1000
)

// refusal is why no more is kept of a reader, or "". Known articles, of which
// something is kept already, may go on changing. A new reader may become a guest
// here, as there is no room for accounts.
func (s *Session) refusal(keys iter.Seq[model.Key]) (refusal string, becameGuest bool) {
	left := spaceLeft(s.keeper.space.Load())
	m := s.marks
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case m.fleeting && (len(m.records) >= guestRecords || m.layerCount >= guestLayers) && !m.hasAll(keys):
		return fmt.Sprintf("A guest's marks are for %d articles at most: this one is not kept. Who logs in with a key keeps more.", guestRecords), false
	case m.fleeting:
		return "", false
	case left == noneLeft:
		return "The disk that marks are kept on is full: this one is not kept.", false
	case m.isFull() && !m.hasAll(keys):
		return fmt.Sprintf("Your marks are as many as are kept of an account, %d: this one is not kept.", m.limit), false
	}
	if left == littleLeft && m.stranger {
		m.fleeting = true
		m.pending, m.pendingLayers, m.settings.pending = nil, nil, nil
		becameGuest = true
	}
	return "", becameGuest
}

// hasAll says whether there is a record of each article already. The caller
// holds the lock.
func (m *readerMarks) hasAll(keys iter.Seq[model.Key]) bool {
	some := false
	for k := range keys {
		if _, some = m.records[k]; !some {
			return false
		}
	}
	return some
}

// none are no articles.
func none(func(model.Key) bool) {}

// allowed says whether marks of the articles are kept, and tells the reader if
// they are not: where once is enough, once.
func (s *Session) allowed(once bool, keys iter.Seq[model.Key]) bool {
	refusal, becameGuest := s.refusal(keys)
	if becameGuest {
		s.say("The disk that marks are kept on is nearly full, so that no new accounts are made: your marks last until you leave.")
	}
	if refusal == "" {
		return true
	}
	if told := s.refused.Swap(true); !once || !told {
		s.say(refusal)
	}
	s.keeper.logRefusal(s.marks, refusal)
	return false
}

// refusals are the accounts that were refused more marks on one day.
type refusals struct {
	mu       sync.Mutex
	day      time.Time
	accounts map[string]bool
}

// first says whether it is the first time on this day, of so many accounts.
func (f *refusals) first(account string, now time.Time) bool {
	const most = 10_000
	f.mu.Lock()
	defer f.mu.Unlock()
	if day := now.UTC().Truncate(24 * time.Hour); !day.Equal(f.day) {
		f.day, f.accounts = day, map[string]bool{}
	}
	if f.accounts[account] || len(f.accounts) == most {
		return false
	}
	f.accounts[account] = true
	return true
}

// logRefusal tells whoever runs the server once a day of an account of which no
// more is kept. A guest is no account, and of the disk the log says enough.
func (k *Keeper) logRefusal(m *readerMarks, refusal string) {
	m.mu.Lock()
	name, limit, full := m.name, m.limit, m.isFull()
	m.mu.Unlock()
	if k.store != nil && full && k.refusals.first(name, k.options.Now()) {
		k.log("The account %s has as many marks as are kept of it, %d: it was told %q", name, limit, refusal)
	}
}

// isFull says whether as much is kept of an account as may be. The caller holds
// the lock.
func (m *readerMarks) isFull() bool {
	return !m.fleeting && m.limit > 0 && len(m.records)+m.layerCount+len(m.settings.values) >= m.limit
}
