package ui

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model/fold"
	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// startChooser lets the reader choose a category by typing its name, in pinyin
// too.
func (h *home) startChooser() tea.Cmd {
	all := h.choices()
	return h.app.openMenu(&menu{
		desk:  h.app.desk(),
		title: h.app.words.TitleChooser(),
		none:  h.app.words.NoCategory(),
		input: canvas.NewField(""),
		entries: func(typed string) []entry {
			return matching(all, typed)
		},
	})
}

// choices are all rows that the tree can have, folded or not.
func (h *home) choices() []entry {
	var all []entry
	for _, c := range h.tree.choices() {
		e := entry{text: c.title, run: func() tea.Cmd { return h.show(c.selection) }}
		if len(c.above) > 0 {
			e.before = strings.Join(c.above, words.PathArrow) + words.PathArrow
		}
		if c.unread > 0 {
			e.right = h.app.words.Unread(c.unread)
		}
		all = append(all, e)
	}
	return all
}

// matching gives the entries that match what was typed, with what matched lit:
// those that begin with it before the others.
func matching(all []entry, typed string) []entry {
	found := filtered(all, typed)
	if typed != "" {
		slices.SortStableFunc(found, func(a, b entry) int { return cmp.Compare(rank(a), rank(b)) })
	}
	return found
}

// filtered gives the entries that match what was typed, in their order, with
// what matched lit.
func filtered(all []entry, typed string) []entry {
	matcher := fold.NewMatcher(typed)
	var found []entry
	for _, e := range all {
		lit, ok := matcher.Match(e.text)
		if !ok {
			// What stands before the text, such as the categories above, counts as
			// well, but is not lit.
			if _, ok = matcher.Match(e.before + e.text + " " + e.value); !ok {
				continue
			}
			lit = nil
		}
		e.lit = lit
		found = append(found, e)
	}
	return found
}

// rank is the smaller, the better an entry matches.
func rank(e entry) int {
	switch {
	case len(e.lit) == 0:
		return 2
	case e.lit[0].Start == 0:
		return 0
	default:
		return 1
	}
}
