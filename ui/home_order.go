package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui/canvas"
	"broadsheet/ui/headlines"
	"broadsheet/ui/popup"
	"broadsheet/ui/words"
)

// This file has the order of the list. Each category and each view has its own, which is
// kept for the sessions to come; what a search has found is ordered in ways of its own.

// listOrder is the order of what the list shows, unless that is a search.
func (h *home) listOrder() query.Sort { return h.app.library.Order(h.tree.Chosen()) }

// listed is the name of what is chosen.
func (h *home) listed() string { return strings.Join(h.tree.Title(), words.PathArrow) }

// startOrders lets the reader choose the order of the list.
func (h *home) startOrders() tea.Cmd {
	a := h.app
	var rows []popup.Entry
	current := 0
	add := func(text string, is bool, run func() tea.Cmd) {
		row := popup.Entry{Text: text, Run: run}
		if is {
			current, row.Right = len(rows), a.words.CurrentOrder()
		}
		rows = append(rows, row)
	}
	name := h.listed()
	if search := h.search(); search != nil {
		name = search.text
		add(a.words.Order(query.NewestFirst), h.order == model.NewestHits, func() tea.Cmd { return h.orderHits(model.NewestHits) })
		add(a.words.BestFirst(), h.order == model.BestHits, func() tea.Cmd { return h.orderHits(model.BestHits) })
	} else {
		for _, by := range query.Sorts() {
			add(a.words.Order(by), h.listOrder() == by, func() tea.Cmd { return h.setOrder(by) })
		}
	}
	m := &popup.Menu{
		Options: a.popupOptions(),
		Title:   a.words.TitleOrders(name),
		None:    a.words.NoCommand(),
		Input:   canvas.NewField(""),
		Entries: func(typed string) []popup.Entry { return popup.Matching(rows, typed) },
	}
	cmd := a.openMenu(m)
	m.Move(current)
	return cmd
}

// setOrder lists what is chosen in an order, now and from now on.
func (h *home) setOrder(by query.Sort) tea.Cmd {
	a := h.app
	a.library.SetOrder(h.tree.Chosen(), by)
	a.say(a.words.OrderSet(h.listed(), by))
	return h.ask(h.reordered())
}

// orderHits lists the hits of a search in an order.
func (h *home) orderHits(by model.SearchOrder) tea.Cmd {
	h.order = by
	h.app.say(h.app.words.OrderNow(by == model.BestHits))
	if h.search() == nil {
		return nil
	}
	return h.ask(h.reordered())
}

// reordered says where the cursor goes in a list that is in another order now: to its top,
// but who reads an article stays with that.
func (h *home) reordered() headlines.Keep {
	if h.focus == articlePane {
		return headlines.KeepChosen
	}
	return headlines.StartOver
}

// orderChip says which order holds, where it is not the usual one.
func (h *home) orderChip() string {
	by := h.listOrder()
	if by == query.NewestFirst || h.search() != nil {
		return ""
	}
	return h.app.words.Order(by)
}
