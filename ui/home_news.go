package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui/canvas"
)

// news is how many articles have come that the reader does not know of yet.
func (h *home) news() int { return max(0, h.app.library.Status().Arrived-h.seen) }

// look notes that the reader has seen what is new: at the top of a list that
// shows it.
func (h *home) look(l layout) {
	looked := h.looked
	h.looked = false
	if !looked || l.list.Empty() || !h.list.AtTop() || h.search() != nil || h.draft != nil {
		return
	}
	for _, f := range h.filters {
		if !f.unread {
			return
		}
	}
	if h.tree.ListsNews() && h.listOrder() == query.NewestFirst {
		h.seen = h.app.library.Status().Arrived
	}
}

// showNewest shows all articles from the top, the new ones first.
func (h *home) showNewest() tea.Cmd {
	h.filters = nil
	h.highlightWords()
	h.seen = h.app.library.Status().Arrived
	h.app.library.SetOrder("", query.NewestFirst)
	return h.choose("category.all")
}

// putNews puts what has changed beside the name of the paper, where it moves
// nothing.
func (h *home) putNews(l *canvas.Line, status model.Status) {
	a := h.app
	if n := h.news(); n > 0 {
		l.Skip(a.window.Styles.Text, 2).Put(a.window.Styles.Accent, a.words.News(n))
	}
	if status.ToIndex > status.Indexed {
		l.Skip(a.window.Styles.Text, 2).Put(a.window.Styles.Dim, a.words.Indexing(status.Indexed*100/status.ToIndex))
	}
}
