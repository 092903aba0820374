package ui

import (
	"broadsheet/ui/canvas"
)

// pane is one of the three panes of the home screen.
type pane int

const (
	treePane pane = iota
	listPane
	articlePane
)

// layout is where the panes stand. A pane that is not shown has an empty area.
type layout struct {
	tree, list, article canvas.Area
	drawer              bool     // the tree stands over the headlines
	listTrouble         []string // lines over the headlines: what is wrong with the feed that is listed
	treeTrouble         []string // the same under the tree, where the headlines are not visible
}

// The widths from which on two and three panes stand side by side.
const (
	twoPanes   = 80
	threePanes = 120
)

// layout divides the window, and leaves room for what is wrong with the feed that is
// listed.
func (h *home) layout() layout {
	l := h.panes()
	switch {
	case !l.tree.Empty() && (l.list.Empty() || l.drawer):
		l.treeTrouble = h.troubleLines(l.tree.Width, l.tree.Height)
		l.tree.Height -= len(l.treeTrouble)
	case !l.list.Empty():
		l.listTrouble = h.troubleLines(l.list.Width, l.list.Height)
		l.list.Y += len(l.listTrouble)
		l.list.Height -= len(l.listTrouble)
	}
	return l
}

// panes divides the window. With room for two panes the categories are a
// drawer: they come in from the left over the headlines, and move nothing.
func (h *home) panes() layout {
	width := h.app.window.Width
	top, height := h.app.body()
	var l layout
	span := func(x, w int) canvas.Area { return canvas.Area{X: x, Y: top, Width: w, Height: height} }
	if width >= twoPanes && width < threePanes && h.focus == treePane {
		l.drawer, l.tree = true, span(0, min(max(width/3, 26), 34))
	}
	switch {
	case h.bare() && l.drawer:
		l.drawer, l.list = false, span(l.tree.Width+1, width-l.tree.Width-1)
	case h.bare() && width < threePanes && h.focus == listPane:
		l.list = span(0, width)
	case h.zoomed || width < twoPanes && h.focus == articlePane:
		l.article = span(0, width)
	case width < twoPanes && h.focus == treePane:
		l.tree = span(0, width)
	case width < twoPanes:
		l.list = span(0, width)
	case width < threePanes:
		list := min(max(width*2/5, 34), 46)
		l.list, l.article = span(0, list), span(list+1, width-list-1)
		if l.drawer { // all of the headlines are covered: scraps of them would only confuse
			l.tree = l.list
		}
	case h.bare():
		tree := min(max(width/5, 24), 32)
		l.tree, l.list = span(0, tree), span(tree+1, width-tree-1)
	default:
		tree := min(max(width/5, 24), 32)
		list := min(max(width*35/100, 42), 58)
		l.tree, l.list = span(0, tree), span(tree+1, list)
		l.article = span(tree+list+2, width-tree-list-2)
	}
	return l
}

// bare says whether there is nothing in the whole library to read. An article
// would have no place then.
func (h *home) bare() bool {
	if known, err := h.list.Answered(); !known || err != nil || h.list.Listing().Len() > 0 || h.focus == articlePane {
		return false
	}
	status := h.app.library.Status()
	return status.Articles == 0 && !status.Loading
}

// alone says whether the article is the only pane.
func (h *home) alone() bool {
	l := h.layout()
	return l.tree.Empty() && l.list.Empty()
}
