package ui

import (
	"broadsheet/model"
	"broadsheet/ui/article"
)

// standpoint is where the reader is on the home screen, to come back to when what was
// begun there is dropped.
type standpoint struct {
	focus                   pane
	zoomed, reading, single bool
	article                 *model.Item  // that the pane of the article is for
	spot                    article.Spot // in it
}

func (h *home) standpoint() standpoint {
	return standpoint{
		focus: h.focus, zoomed: h.zoomed, reading: h.reading, single: h.single,
		article: h.article.Subject(), spot: h.article.Spot(),
	}
}

// returnTo goes back to where the reader was.
func (h *home) returnTo(s standpoint) {
	h.focus, h.zoomed, h.reading, h.single = s.focus, s.zoomed, s.reading, s.single
	if s.focus == articlePane {
		h.article.Follow(h.app.ctx, s.article, h.list.Searched())
		h.article.Return(s.spot)
	}
}
