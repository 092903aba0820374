package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
)

// click gives the pane under the pointer the keys and chooses what was hit; a
// second click on a headline opens it.
func (h *home) click(x, y int) tea.Cmd {
	l := h.layout()
	switch {
	case l.tree.Contains(x, y):
		return h.clickTree(x-l.tree.X, y-l.tree.Y)
	case l.list.Contains(x, y):
		at := h.list.rowAt(y-l.list.Y, l.list.Width)
		if at < 0 {
			return h.enter(listPane)
		}
		again := h.focus == listPane && at == h.list.cursor
		h.enter(listPane)
		h.list.moveTo(at)
		if again {
			return h.openArticle()
		}
	case l.article.Contains(x, y):
		if h.focus != articlePane && h.article.item != nil {
			h.focus = articlePane
		}
	}
	return nil
}

// clickTree chooses a row of the tree; a click on a fold mark folds or unfolds.
func (h *home) clickTree(x, y int) tea.Cmd {
	at := h.tree.top + y
	if at >= len(h.tree.rows) || h.tree.rows[at].kind == selectNothing {
		return h.enter(treePane)
	}
	row := h.tree.rows[at]
	h.focus = treePane
	if row.kind == selectMore {
		h.tree.views.all = true
		h.tree.unfold()
		return h.tree.askMissing(h.app.ctx)
	}
	if row.node != nil && len(row.node.Children) > 0 {
		if mark := foldColumn(row); x >= mark-1 && x <= mark+1 {
			h.tree.setOpen(row.node, !h.tree.isOpen(row.node))
			return nil
		}
	}
	h.tree.choose(row.selection)
	return tea.Batch(h.ask(keepFirst), h.tree.askMissing(h.app.ctx))
}

// wheel scrolls the pane under the pointer, and moves no cursor.
func (h *home) wheel(x, y, lines int) tea.Cmd {
	l := h.layout()
	switch {
	case l.tree.Contains(x, y):
		h.tree.top += lines
		h.tree.loose = true
	case l.list.Contains(x, y):
		h.list.top += lines / canvas.WheelLines
		h.list.loose = true
	case l.article.Contains(x, y):
		h.article.scroll(lines)
	}
	return nil
}
