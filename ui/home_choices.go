package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/categories"
	"broadsheet/ui/headlines"
)

// This file holds what the command rows do that choose what is listed.

// unfold opens the category under the cursor; where it is open already or has
// nothing to open, it goes to its headlines.
func (h *home) unfold() tea.Cmd {
	if foldable, _ := h.tree.Foldable(); !foldable {
		return h.enter(listPane)
	}
	h.tree.Do("tree.unfold")
	return nil
}

// inTree does a command of the categories, and lists what that has chosen.
func (h *home) inTree(name string) tea.Cmd {
	if name == "tree.remove" {
		h.app.feeds.KeepRemoved()
		h.undone = nil
	}
	if h.tree.Do(name) {
		h.sayBroken()
		return h.ask(headlines.KeepNothing)
	}
	return nil
}

// choose does a command that chooses what is listed, and goes to the headlines.
func (h *home) choose(name string) tea.Cmd {
	if !h.tree.Do(name) {
		return nil
	}
	h.enter(listPane)
	return h.ask(headlines.KeepNothing)
}

// show lists what was chosen from a menu, and goes to the headlines.
func (h *home) show(c categories.Choice) tea.Cmd {
	h.tree.Choose(c)
	h.enter(listPane)
	return h.ask(headlines.KeepNothing)
}

// toggleUnread sets or drops the filter that shows unread articles only.
func (h *home) toggleUnread() tea.Cmd {
	if i := slices.IndexFunc(h.filters, func(f filter) bool { return f.unread }); i >= 0 {
		h.filters = slices.Delete(h.filters, i, i+1)
	} else {
		h.filters = append(h.filters, filter{unread: true})
	}
	return h.ask(headlines.KeepChosen)
}
