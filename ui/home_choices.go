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
	if h.tree.OpenNode() {
		return nil
	}
	return h.enter(listPane)
}

// fold closes the category under the cursor; where it is closed already, it
// goes to the one above.
func (h *home) fold() tea.Cmd {
	if h.tree.CloseNode() {
		return h.ask(headlines.KeepNothing)
	}
	return nil
}

// show lists what was chosen, and goes to the headlines.
func (h *home) show(s categories.Selection) tea.Cmd {
	h.tree.Choose(s)
	h.enter(listPane)
	return tea.Batch(h.ask(headlines.KeepNothing), h.tree.AskMissing(h.app.ctx))
}

// nthCategory chooses the n-th category at the top, unfolded.
func (h *home) nthCategory(n int) tea.Cmd {
	chosen, found := h.tree.Nth(n)
	if !found {
		h.app.say(h.app.words.NoSuchCategory(n))
		return nil
	}
	return h.show(chosen)
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
