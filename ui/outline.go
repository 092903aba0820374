package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/render"
	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// startOutline shows the headings of the article, to jump to.
func (h *home) startOutline() tea.Cmd {
	a, v := h.app, h.article
	top := 6
	headings := firstRows(a, v.headings)
	for _, heading := range headings {
		top = min(top, heading.Level)
	}
	all := make([]entry, 0, len(headings))
	for _, heading := range headings {
		all = append(all, entry{
			before: strings.Repeat("  ", heading.Level-top),
			text:   strings.Join(strings.Fields(heading.Text), " "),
			right:  words.Percentage(heading.Line * 100 / max(1, v.page.Len())),
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
	m.move(h.section())
	return cmd
}

// section is the number of the heading that the reader is under: the one that
// was jumped to, else the last one above or at the top.
func (h *home) section() int {
	v := h.article
	line := v.top + airAbove
	if v.jumpInSight() {
		line = v.lineOf(v.jumped.to)
	}
	below := slices.IndexFunc(v.headings, func(heading render.Heading) bool { return heading.Line > line })
	if below < 0 {
		below = len(v.headings)
	}
	return max(0, below-1)
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
	v := h.article
	switch note, way := v.footnoteInSight(); way {
	case backAgain:
		v.goBack()
	case toNote:
		v.look(note.Line)
		h.app.say(h.app.words.AtFootnote(note.Label, h.app.keys.KeyOf("article.footnote")))
	case toReference:
		v.look(note.Reference)
		h.app.say(h.app.words.AtReference(note.Label, h.app.keys.KeyOf("article.footnote")))
	case noFootnote:
	}
	return nil
}
