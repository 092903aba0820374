package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/headlines"
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
	h.order = model.BestHits - h.order
	h.app.say(h.app.words.OrderNow(h.order == model.BestHits))
	if h.search() == nil {
		return nil
	}
	if h.focus == articlePane { // who reads one stays with it
		return h.ask(headlines.KeepChosen)
	}
	return h.ask(headlines.StartOver)
}

func (h *home) offNoSearch() string {
	if h.search() == nil {
		return h.app.words.OffNoSearch(h.app.keys.KeyOf("list.search"))
	}
	return ""
}
