package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
	"broadsheet/ui/popup"
	"broadsheet/ui/words"
)

// startOutline shows the headings of the article, to jump to.
func (h *home) startOutline() tea.Cmd {
	a, v := h.app, h.article
	top := 6
	all, here := v.Headings()
	headings := popup.FirstRows(a.popupOptions(), all)
	for _, heading := range headings {
		top = min(top, heading.Level)
	}
	rows := make([]popup.Entry, 0, len(headings))
	for _, heading := range headings {
		rows = append(rows, popup.Entry{
			Before: strings.Repeat("  ", heading.Level-top),
			Text:   strings.Join(strings.Fields(heading.Text), " "),
			Right:  words.Percentage(v.PercentAt(heading.Line)),
			Run:    func() tea.Cmd { return h.jumpTo(heading.Line) },
		})
	}
	m := &popup.Menu{
		Options: a.popupOptions(),
		Title:   a.words.TitleOutline(),
		None:    a.words.NoHeading(),
		Input:   canvas.NewField(""),
		Entries: func(typed string) []popup.Entry { return popup.Filtered(rows, typed) },
	}
	cmd := a.openMenu(m)
	m.Move(here)
	return cmd
}

// jumpTo shows a heading of the article, and gives the article the focus.
func (h *home) jumpTo(line int) tea.Cmd {
	h.article.JumpTo(line)
	if h.focus == articlePane {
		return nil
	}
	return h.openArticle()
}
