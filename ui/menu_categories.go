package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

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
			return popup.Matching(all, typed)
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
