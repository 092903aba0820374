package ui

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
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
	add := func(row treeRow) {
		e := entry{text: h.tree.nameOf(row), run: func() tea.Cmd { return h.show(row.selection) }}
		if n := len(row.path); n > 1 {
			e.before = strings.Join(row.path[:n-1], words.PathArrow) + words.PathArrow
		}
		if row.node != nil {
			e.right = h.app.words.Unread(row.node.Unread)
			if row.node.Unread == 0 {
				e.right = ""
			}
		}
		all = append(all, e)
	}
	add(treeRow{selection: selection{kind: selectAll}})
	for _, view := range h.tree.allViews() {
		add(treeRow{selection: view})
	}
	var walk func(nodes []*model.Category)
	walk = func(nodes []*model.Category) {
		for _, node := range nodes {
			add(treeRow{selection: selection{kind: selectCategory, path: node.Path}, node: node})
			walk(node.Children)
		}
	}
	if h.tree.tree != nil {
		walk(h.tree.tree.Top)
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
