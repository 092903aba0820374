package marks

import (
	"slices"
	"sync"

	"broadsheet/library/marks/store"
)

// history is what one session can undo, and what of that it has undone and can redo,
// each with the last change last.
type history struct {
	mu      sync.Mutex
	changes []change
	bytes   int
	undone  []change // no more than there was to undo, so that it needs no bounds
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

// push notes a new change. What was undone before it cannot be redone any more.
func (h *history) push(c change) {
	if c.count() == 0 {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.undone = nil
	h.add(c)
}

// redone notes a change that was undone and is done again.
func (h *history) redone(c change) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.add(c)
}

// add puts a change behind the others. The caller holds the lock.
func (h *history) add(c change) {
	c.keys, c.before, c.sets = slices.Clip(c.keys), slices.Clip(c.before), slices.Clip(c.sets)
	h.changes = append(h.changes, c)
	h.bytes += c.size()
	for len(h.changes) > maximumHistory || h.bytes > maximumHistoryBytes && len(h.changes) > 1 {
		h.bytes -= h.changes[0].size()
		h.changes = slices.Delete(h.changes, 0, 1)
	}
}

// pop takes the last change, to be undone.
func (h *history) pop() (change, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c, ok := takeLast(&h.changes)
	if ok {
		h.bytes -= c.size()
	}
	return c, ok
}

// keepUndone lets a change be redone that was undone just now.
func (h *history) keepUndone(c change) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.undone = append(h.undone, c)
}

// popUndone takes the change that was undone last, to be redone.
func (h *history) popUndone() (change, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return takeLast(&h.undone)
}

func takeLast(changes *[]change) (change, bool) {
	last := len(*changes) - 1
	if last < 0 {
		return change{}, false
	}
	c := (*changes)[last]
	(*changes)[last] = change{}
	*changes = (*changes)[:last]
	return c, true
}
