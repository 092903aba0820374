package ui

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model/fold"
	"broadsheet/ui/canvas"
	"broadsheet/ui/popup"
	"broadsheet/ui/words"
)

// startChooser lets the reader choose a category by typing its name, in pinyin
// too.
func (h *home) startChooser() tea.Cmd {
	all := h.choices()
	return h.app.openMenu(&popup.Menu{
		Options: h.app.popupOptions(),
		Title:   h.app.words.TitleChooser(),
		None:    h.app.words.NoCategory(),
		Input:   canvas.NewField(""),
		Entries: func(typed string) []popup.Entry {
			return matching(all, typed)
		},
	})
}

// choices are all rows that the tree can have, folded or not.
func (h *home) choices() []popup.Entry {
	var all []popup.Entry
	for _, c := range h.tree.Choices() {
		e := popup.Entry{Text: c.Title, Run: func() tea.Cmd { return h.show(c) }}
		if len(c.Above) > 0 {
			e.Before = strings.Join(c.Above, words.PathArrow) + words.PathArrow
		}
		if c.Unread > 0 {
			e.Right = h.app.words.Unread(c.Unread)
		}
		all = append(all, e)
	}
	return all
}

// matching gives the entries that match what was typed, with what matched highlighted:
// those that begin with it before the others.
func matching(all []popup.Entry, typed string) []popup.Entry {
	found := filtered(all, typed)
	if typed != "" {
		slices.SortStableFunc(found, func(a, b popup.Entry) int { return cmp.Compare(rank(a), rank(b)) })
	}
	return found
}

// filtered gives the entries that match what was typed, in their order, with
// what matched highlighted.
func filtered(all []popup.Entry, typed string) []popup.Entry {
	matcher := fold.NewMatcher(typed)
	var found []popup.Entry
	for _, e := range all {
		matches, ok := matcher.Match(e.Text)
		if !ok {
			// What stands before the text, such as the categories above, counts as
			// well, but is not highlighted.
			if _, ok = matcher.Match(e.Before + e.Text + " " + e.Value); !ok {
				continue
			}
			matches = nil
		}
		e.Matches = matches
		found = append(found, e)
	}
	return found
}

// rank is the smaller, the better an entry matches.
func rank(e popup.Entry) int {
	switch {
	case len(e.Matches) == 0:
		return 2
	case e.Matches[0].Start == 0:
		return 0
	default:
		return 1
	}
}
