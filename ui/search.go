package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui/headlines"
)

// firstHits is how many hits a search is first asked for: more than a window
// shows. All others come after them, in their place.
const firstHits = 50

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

// askHits asks for the hits of the search: the first ones, or all of them. Rows
// of an older list that are missing only because they were marked since are
// kept.
func (h *home) askHits(k headlines.Keep, limit int, older model.Listing) tea.Cmd {
	library, q, words := h.app.library, h.query(), h.search().query
	o := model.SearchOptions{Order: h.order, Limit: limit}
	return h.list.Fetch.Ask(h.app.ctx, func(ctx context.Context) tea.Msg {
		loading := library.Status().Loading
		found, err := library.Search(ctx, q, o)
		if err == nil && older != nil && q.AsksForMarks() {
			found.Listing, err = withOlder(ctx, library, q, o, found.Listing, older)
		}
		return headlines.Listed{
			Items: found.Listing, Err: err, Keep: k, Loading: loading,
			Hits: &headlines.Found{Query: words, Order: o.Order, Complete: found.Complete || limit == 0, Unsearched: found.Unsearched},
		}
	})
}

// withOlder adds to what a search has found the rows of an older list that only
// their marks keep out.
func withOlder(ctx context.Context, library Library, q query.Query, o model.SearchOptions, found, older model.Listing) (model.Listing, error) {
	all, err := library.Search(ctx, q.WithoutMarks(), o)
	if err != nil {
		return nil, err
	}
	wanted := map[model.ID]bool{}
	for _, list := range []model.Listing{found, older} {
		for row := range list.Len() {
			wanted[list.At(row).ID] = true
		}
	}
	kept := chosenRows{Listing: all.Listing}
	for row := range all.Listing.Len() {
		if wanted[all.Listing.At(row).ID] {
			kept.rows = append(kept.rows, row)
		}
	}
	return kept, nil
}

// chosenRows are some of the rows of a listing.
type chosenRows struct {
	model.Listing
	rows []int
}

// Len is how many articles are listed.
func (c chosenRows) Len() int { return len(c.rows) }

// At makes the item in a row.
func (c chosenRows) At(row int) *model.Item { return c.Listing.At(c.rows[row]) }

// Find gives the row of an article.
func (c chosenRows) Find(id model.ID, near int) (row int, found bool) {
	return model.FindNear(len(c.rows), near, func(row int) bool { return c.At(row).ID == id })
}

// nextUnread gives the row of the next unread article, as a Library does.
func (h *home) nextUnread(step int) (row int, wrapped, found bool) {
	kept, ok := h.list.Items.(chosenRows)
	if !ok {
		return h.app.library.NextUnread(h.list.Items, h.list.Cursor, step)
	}
	n := kept.Len()
	for i := 1; i < n; i++ {
		at := h.list.Cursor + i*step
		row = (at + n) % n
		if !h.app.library.Marks(kept.At(row).ID).IsRead() {
			return row, row != at, true
		}
	}
	return 0, false, false
}

// turnOrder lists the best hits first, or the newest.
func (h *home) turnOrder() tea.Cmd {
	h.order = model.BestHits - h.order
	h.app.say(h.app.words.OrderNow(h.order == model.BestHits))
	if h.search() == nil {
		return nil
	}
	h.list.Moved = false
	return h.ask(headlines.KeepFirst)
}

func (h *home) offNoSearch() string {
	if h.search() == nil {
		return h.app.words.OffNoSearch(h.app.keys.KeyOf("list.search"))
	}
	return ""
}

// searched are the terms that the search which the list shows looks for.
func (h *home) searched() []query.Term {
	if h.list.Hits == nil {
		return nil
	}
	return headlines.SearchedTerms(h.list.Hits.Query)
}
