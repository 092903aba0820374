package ui

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model/query"
	"broadsheet/ui/headlines"
)

// This file holds what comes of the query in the filter line or the search
// line: while it is typed, when it is kept, and when it is dropped.

// askQuery asks for what the query wants. While it is wrong, the list is that
// of the terms before the faulty one.
func (p *prompt) askQuery() tea.Cmd {
	text, h := p.input.String(), p.home
	p.failed, p.refused = nil, false
	text, query, wrong := validPart(text)
	p.err = wrong
	switch {
	case text == p.text:
		return p.takeBack()
	case wrong != nil && h.draft != nil && h.draft.text == text:
		return nil
	}
	h.draft = &filter{text: text, query: query, search: p.kind == searchLine && len(query.Any) > 0}
	h.list.Light(h.draft.query, h.draft.search)
	return h.ask(headlines.KeepNothing)
}

// validPart is a query as far as it is right, without the term that is wrong
// and what stands behind that, and what is wrong there.
func validPart(text string) (string, query.Query, *query.Error) {
	var wrong *query.Error
	for {
		asked, err := query.Parse(text)
		if err == nil {
			return text, asked, wrong
		}
		found := queryError(err)
		if wrong == nil {
			wrong = found
		}
		if found.Position <= 0 || found.Position >= len(text) {
			return "", query.Query{}, wrong
		}
		text = strings.TrimRight(text[:found.Position], " ")
	}
}

// unanswered shows the headlines of the draft that was answered last, and says
// why this one is not.
func (p *prompt) unanswered(err error) tea.Cmd {
	h := p.home
	p.failed = err
	if p.answered == nil {
		return p.takeBack()
	}
	h.draft = p.answered
	h.list.Light(h.draft.query, h.draft.search)
	return nil
}

func queryError(err error) *query.Error {
	var wrong *query.Error
	if errors.As(err, &wrong) {
		return wrong
	}
	return &query.Error{Word: err.Error()}
}

// keepFilter makes what was typed a filter; nothing typed is none. What is
// wrong is not kept.
func (p *prompt) keepFilter() tea.Cmd {
	h := p.home
	if p.err != nil || p.failed != nil {
		p.refused = true
		return nil
	}
	h.app.pop()
	h.focus = listPane
	if h.draft == nil {
		return nil
	}
	draft := h.draft
	h.draft = nil
	h.setText(draft)
	h.unproven = p
	return h.ask(headlines.KeepChosen)
}

// withdraw drops the filter that was kept before it turned out that the
// library cannot answer it.
func (p *prompt) withdraw(err error) tea.Cmd {
	h := p.home
	h.app.say(h.app.words.NotKept(err.Error()))
	h.filters = p.filters
	h.lightWords()
	if !h.list.StandAgain(p.stood) {
		return h.ask(headlines.KeepArticle)
	}
	return h.reask()
}

// setText puts a filter in the place of the one that was typed before.
func (h *home) setText(draft *filter) {
	kept := h.filters[:0]
	for _, f := range h.filters {
		if f.unread {
			kept = append(kept, f)
		}
	}
	h.filters = kept
	if draft != nil && len(draft.query.Any) > 0 {
		h.filters = append(h.filters, *draft)
	}
	h.lightWords()
}

func (p *prompt) dropFilter() tea.Cmd {
	p.home.app.pop()
	return p.takeBack()
}

// takeBack shows the headlines as they were before anything was typed, the
// cursor where it was.
func (p *prompt) takeBack() tea.Cmd {
	h := p.home
	p.answered = nil
	if h.draft == nil {
		return nil
	}
	h.draft = nil
	h.lightWords()
	if !h.list.StandAgain(p.stood) {
		return h.ask(headlines.KeepArticle)
	}
	return h.reask()
}

// lightWords highlights what the filter that is kept looks for.
func (h *home) lightWords() {
	var kept filter
	for _, f := range h.filters {
		if !f.unread {
			kept = f
		}
	}
	h.list.Light(kept.query, kept.search)
}
