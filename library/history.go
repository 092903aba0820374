package library

import (
	"slices"
	"sync"
)

// history is what one session can undo, the last change last.
type history struct {
	mu      sync.Mutex
	changes []change
}

// maximumHistory is how many steps can be undone.
const maximumHistory = 500

func (h *history) push(c change) {
	if c.count() == 0 {
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
