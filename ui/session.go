package ui

import (
	"broadsheet/model"
	"broadsheet/model/query"
)

// This file keeps where the reader is, and goes on there the next time.

// resumption is an article of the last session that is to be gone on with.
type resumption struct {
	model.Session
	moved bool // the reader has done something meanwhile, and wants to be nowhere else
}

// resume goes on where the last session ended, as far as that is still there: what was
// chosen and the filters at once, the article as soon as it is listed.
func (h *home) resume(s model.Session) {
	h.tree.Resume(s.Chosen)
	if parsed, err := query.Parse(s.Filter); err == nil && len(parsed.Any) > 0 {
		h.filters = append(h.filters, filter{search: s.Search, text: s.Filter, query: parsed})
	}
	if s.Unread {
		h.filters = append(h.filters, filter{unread: true})
	}
	h.highlightWords()
	if s.Article != "" {
		h.resuming = resumption{Session: s}
		h.list.Resume(s.Article)
	}
}

// listTarget is the article that a list which comes is to show: that of the last session
// before it was found, else the one that the reader is at.
func (h *home) listTarget() *model.Item {
	if h.resuming.Article != "" && !h.resuming.moved {
		return &model.Item{ID: h.resuming.Article}
	}
	return h.target()
}

// arrive goes on with the article of the last session, if it is in the list that came.
// One that is in no whole list is gone, and nothing is said of it.
func (h *home) arrive(whole bool) {
	last := h.resuming
	current := h.list.Current()
	found := current != nil && current.ID == last.Article
	if last.Article == "" || !found && !whole && !last.moved {
		return
	}
	h.resuming = resumption{}
	h.list.Resume("")
	if !found || last.moved || !last.Reading {
		return
	}
	h.article.Follow(h.app.ctx, current, h.list.Searched())
	h.focus, h.zoomed, h.reading = articlePane, last.Zoomed, last.Opened
	if last.Opened { // it counts as read since then, or the reader marked it unread
		h.ended = last.Article
	}
}

// session is where the reader is. At the top of a list nothing is to be found again: what
// is new comes there.
func (h *home) session() model.Session {
	s := model.Session{Chosen: h.tree.Chosen()}
	for _, f := range h.filters {
		if f.unread {
			s.Unread = true
		} else {
			s.Filter, s.Search = f.text, f.search
		}
	}
	if last := h.resuming; last.Article != "" {
		s.Article, s.Reading, s.Opened, s.Zoomed = last.Article, last.Reading, last.Opened, last.Zoomed
		return s
	}
	item := h.target()
	if row, _ := h.list.Position(); item == nil || h.focus != articlePane && row == 1 {
		return s
	}
	s.Article = item.ID
	if h.focus == articlePane {
		s.Reading, s.Opened, s.Zoomed = true, h.reading, h.zoomed
	}
	return s
}

// keepSession keeps where the reader is, so that it is found again however the program
// ends: but not each headline on the way down a list.
func (a *App) keepSession() {
	if now := a.home.session(); a.resumes && lasting(now) != lasting(a.choices.kept.Session) {
		a.keep(func(s *model.Settings) { s.Session = now })
	}
}

// lasting is a session without the headline under the cursor.
func lasting(s model.Session) model.Session {
	if !s.Reading {
		s.Article = ""
	}
	return s
}

// Leave keeps where the reader is. It is called when the program has ended.
func (a *App) Leave() {
	if a.resumes {
		a.keep(func(s *model.Settings) { s.Session = a.home.session() })
	}
}
