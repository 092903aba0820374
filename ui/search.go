package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// search is the search that the list shows, or nil.
func (h *home) search() *filter {
	if h.draft != nil {
		if h.draft.search {
			return h.draft
		}
		return nil
	}
	for i := range h.filters {
		if h.filters[i].search {
			return &h.filters[i]
		}
	}
	return nil
}

// turnOrder lists the best hits first, or the newest.
func (h *home) turnOrder() tea.Cmd {
	return h.orderHits(model.BestHits - h.order)
}

func (h *home) offNoSearch() string {
	if h.search() == nil {
		return h.app.words.OffNoSearch(h.app.keys.KeyOf("list.search"))
	}
	return ""
}
