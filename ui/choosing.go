package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// This file holds what the command rows do that choose what is listed.

// unfold opens the category under the cursor; where it is open already or has
// nothing to open, it goes to its headlines.
func (h *home) unfold() tea.Cmd {
	node := h.tree.node()
	if node == nil || len(node.Children) == 0 || h.tree.isOpen(node) {
		return h.enter(listPane)
	}
	h.tree.setOpen(node, true)
	return nil
}

// fold closes the category under the cursor; where it is closed already, it
// goes to the one above.
func (h *home) fold() tea.Cmd {
	node := h.tree.node()
	switch {
	case node == nil:
		return nil
	case len(node.Children) > 0 && h.tree.isOpen(node):
		h.tree.setOpen(node, false)
		return nil
	case len(node.Path) == 1:
		return nil
	}
	h.tree.choose(selection{kind: selectCategory, path: node.Path[:len(node.Path)-1]})
	return h.ask(keepFirst)
}

// show lists what was chosen, and goes to the headlines.
func (h *home) show(s selection) tea.Cmd {
	h.tree.choose(s)
	h.enter(listPane)
	return tea.Batch(h.ask(keepFirst), h.tree.askMissing(h.app.ctx))
}

// nthCategory chooses the n-th category at the top, unfolded.
func (h *home) nthCategory(n int) tea.Cmd {
	if h.tree.tree == nil || n > len(h.tree.tree.Top) {
		h.app.say(h.app.words.NoSuchCategory(n))
		return nil
	}
	node := h.tree.tree.Top[n-1]
	h.tree.open[model.CategoryKey(node.Path)] = true
	return h.show(selection{kind: selectCategory, path: node.Path})
}

// toggleUnread sets or drops the filter that shows unread articles only.
func (h *home) toggleUnread() tea.Cmd {
	if i := slices.IndexFunc(h.filters, func(f filter) bool { return f.unread }); i >= 0 {
		h.filters = slices.Delete(h.filters, i, i+1)
	} else {
		h.filters = append(h.filters, filter{unread: true})
	}
	h.list.moved = true
	return h.ask(keepArticle)
}
