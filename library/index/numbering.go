package index

import (
	"sync"

	"broadsheet/model"
)

// Numbering finds an article's number by its key. What was there when it was
// made is taken in when it is first asked: the first screen does without.
type Numbering struct {
	mu    sync.RWMutex
	byKey map[model.Key]uint32 // nil: not asked yet
	first []model.Key          // by number, until then
}

// add gives an article its number, a new one if it had another.
func (n *Numbering) add(k model.Key, number uint32) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.ready()
	n.byKey[k] = number
}

func (n *Numbering) remove(k model.Key) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.ready()
	delete(n.byKey, k)
}

// Of gives the number of an article.
func (n *Numbering) Of(k model.Key) (uint32, bool) {
	n.mu.RLock()
	if n.byKey == nil {
		n.mu.RUnlock()
		n.mu.Lock()
		n.ready()
		n.mu.Unlock()
		n.mu.RLock()
	}
	defer n.mu.RUnlock()
	number, ok := n.byKey[k]
	return number, ok
}

// ready takes in what was there at first. The caller holds the lock.
func (n *Numbering) ready() {
	if n.byKey != nil {
		return
	}
	n.byKey = make(map[model.Key]uint32, len(n.first))
	for number, k := range n.first {
		n.byKey[k] = uint32(number)
	}
	n.first = nil
}
