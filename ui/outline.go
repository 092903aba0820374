package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// startOutline shows the headings of the article, to jump to.
func (h *home) startOutline() tea.Cmd {
	a, v := h.app, h.article
	top := 6
	headings := firstRows(a.desk(), v.headings())
	for _, heading := range headings {
		top = min(top, heading.Level)
	}
	all := make([]entry, 0, len(headings))
	for _, heading := range headings {
		all = append(all, entry{
			before: strings.Repeat("  ", heading.Level-top),
			text:   strings.Join(strings.Fields(heading.Text), " "),
			right:  words.Percentage(v.percentAt(heading.Line)),
			run:    func() tea.Cmd { return h.jumpTo(heading.Line) },
		})
	}
	m := &menu{
		desk:    a.desk(),
		title:   a.words.TitleOutline(),
		none:    a.words.NoHeading(),
		input:   canvas.NewField(""),
		entries: func(typed string) []entry { return filtered(all, typed) },
	}
	cmd := a.openMenu(m)
	m.move(v.section())
	return cmd
}

// jumpTo shows a heading of the article, and gives the article the keys.
func (h *home) jumpTo(line int) tea.Cmd {
	h.article.jumpTo(line)
	h.app.say(h.app.words.Jumped(h.app.keys.KeyOf("app.step_back")))
	if h.focus == articlePane {
		return nil
	}
	return h.openArticle()
}

// footnote goes to a footnote, or back to the text.
func (h *home) footnote() tea.Cmd {
	switch label, way := h.article.goToFootnote(); way {
	case toNote:
		h.app.say(h.app.words.AtFootnote(label, h.app.keys.KeyOf("article.footnote")))
	case toReference:
		h.app.say(h.app.words.AtReference(label, h.app.keys.KeyOf("article.footnote")))
	case noFootnote, backAgain:
	}
	return nil
}
