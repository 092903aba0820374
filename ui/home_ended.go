package ui

import (
	tea "charm.land/bubbletea/v2"
)

// This file says when an article counts as read that was not opened: when its pane has
// the focus and its end comes in sight there, and when the reader goes on from it.

// readToEnd marks the article read whose end is in sight in a pane that has the focus.
// Who marks it unread there wants that, and who only passes by on the way to another
// pane has not read it.
func (h *home) readToEnd() tea.Cmd {
	if h.focus != articlePane {
		h.ended = ""
		return nil
	}
	if h.passing || len(h.app.layers) > 0 || !h.article.AtEnd() {
		return nil
	}
	return h.countRead()
}

// countRead marks the article read that has the focus, once while it has.
func (h *home) countRead() tea.Cmd {
	item := h.article.Subject()
	if item == nil || h.ended == item.ID {
		return nil
	}
	h.ended, h.opening = item.ID, item.ID
	return h.markShown()
}

// readOn goes from an article that is read to its end to the next unread one.
func (h *home) readOn() tea.Cmd {
	counted := h.countRead()
	return tea.Batch(counted, h.goTo("next.unread"))
}

// pressed notes that the reader has done something.
func (h *home) pressed() { h.looked, h.passing, h.resuming.moved = true, false, true }
