package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/article"
	"broadsheet/ui/canvas"
	"broadsheet/ui/popup"
	"broadsheet/ui/words"
)

// startOutline shows the headings of the article, to jump to.
func (h *home) startOutline() tea.Cmd {
	a, v := h.app, h.article
	top := 6
	headings := popup.FirstRows(a.desk(), v.Headings())
	for _, heading := range headings {
		top = min(top, heading.Level)
	}
	all := make([]popup.Entry, 0, len(headings))
	for _, heading := range headings {
		all = append(all, popup.Entry{
			Before: strings.Repeat("  ", heading.Level-top),
			Text:   strings.Join(strings.Fields(heading.Text), " "),
			Right:  words.Percentage(v.PercentAt(heading.Line)),
			Run:    func() tea.Cmd { return h.jumpTo(heading.Line) },
		})
	}
	m := &popup.Menu{
		Desk:    a.desk(),
		Title:   a.words.TitleOutline(),
		None:    a.words.NoHeading(),
		Input:   canvas.NewField(""),
		Entries: func(typed string) []popup.Entry { return filtered(all, typed) },
	}
	cmd := a.openMenu(m)
	m.Move(v.Section())
	return cmd
}

// jumpTo shows a heading of the article, and gives the article the keys.
func (h *home) jumpTo(line int) tea.Cmd {
	h.article.JumpTo(line)
	h.app.say(h.app.words.Jumped(h.app.keys.KeyOf("app.step_back")))
	if h.focus == articlePane {
		return nil
	}
	return h.openArticle()
}

// footnote goes to a footnote, or back to the text.
func (h *home) footnote() tea.Cmd {
	switch label, way := h.article.GoToFootnote(); way {
	case article.ToNote:
		h.app.say(h.app.words.AtFootnote(label, h.app.keys.KeyOf("article.footnote")))
	case article.ToReference:
		h.app.say(h.app.words.AtReference(label, h.app.keys.KeyOf("article.footnote")))
	case article.NoFootnote, article.BackAgain:
	}
	return nil
}
