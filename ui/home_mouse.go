package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
	"broadsheet/ui/headlines"
)

// Click gives the pane under the pointer the focus and chooses what was hit; a
// second click on a headline opens it.
func (h *home) Click(x, y int) tea.Cmd {
	h.resuming.moved = true
	l := h.layout()
	switch {
	case l.tree.Contains(x, y):
		return h.clickTree(x-l.tree.X, y-l.tree.Y)
	case l.list.Contains(x, y):
		focused := h.focus == listPane
		h.enter(listPane)
		if hit, again := h.list.Click(y - l.list.Y); hit && again && focused {
			return h.openArticle()
		}
	case l.article.Contains(x, y):
		if h.focus != articlePane && h.article.Subject() != nil {
			h.focus = articlePane
		}
	}
	return nil
}

// clickTree chooses a row of the tree; a click on a fold mark folds or unfolds.
func (h *home) clickTree(x, y int) tea.Cmd {
	hit, chosen := h.tree.Click(x, y)
	if !hit {
		return h.enter(treePane)
	}
	h.focus = treePane
	if !chosen {
		return nil
	}
	return h.ask(headlines.KeepNothing)
}

// Wheel scrolls the pane under the pointer, and moves no cursor.
func (h *home) Wheel(x, y, lines int) tea.Cmd {
	l := h.layout()
	switch {
	case l.tree.Contains(x, y):
		h.tree.Scroll(lines)
	case l.list.Contains(x, y):
		h.list.Scroll(lines / canvas.WheelLines)
	case l.article.Contains(x, y):
		h.passing = false
		h.article.Scroll(lines)
	}
	return nil
}
