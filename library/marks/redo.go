package marks

import (
	"slices"

	"broadsheet/library/marks/store"
)

// redo does a change again that was undone, as far as it still can be, and gives what
// really changed.
func (m *readerMarks) redo(c change, now store.Moment) change {
	again := change{flag: c.flag, set: c.set}
	for part := range slices.Chunk(c.keys, atOnce) {
		m.markPart(&again, part, now)
	}
	for _, set := range c.sets {
		m.markMembers(&again, set, c.set, now)
	}
	return again
}
