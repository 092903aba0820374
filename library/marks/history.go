package marks

import (
	"slices"
	"sync"

	"broadsheet/library/marks/store"
)

// history is what one session can undo, the last change last.
type history struct {
	mu      sync.Mutex
	changes []change
	bytes   int
}

// What a session can undo: so many steps, and about so many bytes of them, for a
// server has many sessions. The last step is always there.
const (
	maximumHistory      = 500
	maximumHistoryBytes = 128 << 10
)

// size is about how many bytes a change takes.
func (c *change) size() int {
	const step, set = 128, 8 + 8*len(store.Members{})
	return step + len(c.keys)*8 + len(c.before)*8 + len(c.sets)*set
}

func (h *history) push(c change) {
	if c.count() == 0 {
		return
	}
	c.keys, c.before, c.sets = slices.Clip(c.keys), slices.Clip(c.before), slices.Clip(c.sets)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.changes = append(h.changes, c)
	h.bytes += c.size()
	for len(h.changes) > maximumHistory || h.bytes > maximumHistoryBytes && len(h.changes) > 1 {
		h.bytes -= h.changes[0].size()
		h.changes = slices.Delete(h.changes, 0, 1)
	}
}

func (h *history) pop() (change, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	last := len(h.changes) - 1
	if last < 0 {
		return change{}, false
	}
	c := h.changes[last]
	h.bytes -= c.size()
	h.changes[last] = change{}
	h.changes = h.changes[:last]
	return c, true
}
