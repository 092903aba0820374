package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/headlines"
)

// This file does again what was undone.

// undone says whose change was undone.
type undone int

// Whose change it can be.
const (
	undoneMark undone = iota
	undoneView
	undoneFeed
)

// redo does again what was undone last, and says what that is. What the reader changes
// otherwise leaves nothing to redo.
func (h *home) redo() tea.Cmd {
	n := len(h.undone)
	if n == 0 {
		h.app.say(h.app.words.NothingToRedo())
		return nil
	}
	last := h.undone[n-1]
	h.undone = h.undone[:n-1]
	switch last {
	case undoneFeed:
		if again, cmd := h.app.feeds.Redo(); again {
			return cmd
		}
	case undoneView:
		switch again, changed := h.tree.RedoView(); {
		case changed:
			return h.ask(headlines.KeepArticle)
		case again:
			return nil
		}
	case undoneMark:
		if change, ok := h.app.library.Redo(); ok {
			title := ""
			if change.Count == 1 {
				title = h.titleOf(change.ID)
			}
			h.app.say(h.app.words.Redone(change.Kind, change.Count, title))
			return h.refresh()
		}
	}
	h.app.say(h.app.words.NothingToRedo())
	return nil
}
