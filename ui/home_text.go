package ui

import (
	"context"
	"errors"
	"io/fs"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/ui/ask"
)

// This file shows the full text of an article whose feed gives only a part of it.

// turned says that an article shows its other text now, or why it does not.
type turned struct {
	id    model.ID
	title string
	full  bool // it is that of the linked page
	err   error
}

// turnText shows the other text of an article: that of the page that it links to, which
// may have to be read first, or the feed's. Who asks twice is told that it is on its way.
func (h *home) turnText() tea.Cmd {
	a, item := h.app, h.target()
	a.say(a.words.ReadingPage())
	if h.texts[item.ID] != nil {
		return nil
	}
	question := &ask.Question{}
	h.texts[item.ID] = question
	library, show := a.library, a.fullText
	return question.Ask(a.ctx, func(ctx context.Context) tea.Msg {
		answer := turned{id: item.ID, title: item.Title}
		switch whole, err := library.Details(ctx, item.ID); { // a list knows no paths
		case errors.Is(err, fs.ErrNotExist):
			answer.err = &model.FeedError{Kind: model.PageVanished, Err: err}
		case err != nil:
			answer.err = err
		default:
			answer.full, answer.err = show(ctx, whole.Root, whole.Path)
		}
		return answer
	})
}

// showTurned shows the other text of an article, and says which it is, and of which
// article where the reader has gone on meanwhile.
func (h *home) showTurned(t turned) tea.Cmd {
	delete(h.texts, t.id)
	a := h.app
	const longest = 40 // cells of a title
	title := render.Truncate(t.title, longest)
	if item := h.target(); item != nil && item.ID == t.id {
		title = ""
	}
	if t.err != nil {
		a.say(a.words.OfArticle(title, a.words.PageTrouble(model.AsFeedError(t.err), a.keys.KeyOf("article.copy"))))
		return nil
	}
	if item := h.article.Subject(); item != nil && item.ID == t.id {
		h.article.Reread()
	}
	a.say(a.words.OfArticle(title, a.words.TextTurned(t.full, a.keys.KeyOf("article.full_text"))))
	return nil
}
