package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui/article"
	"broadsheet/ui/ask"
	"broadsheet/ui/categories"
	"broadsheet/ui/headlines"
	"broadsheet/ui/prompt"
)

// home is the screen that everything happens on: the categories, the headlines
// and the article, side by side where there is room.
type home struct {
	app      *App
	tree     *categories.View
	list     *headlines.View
	article  *article.View
	focus    pane
	zoomed   bool                       // the article stands alone, whatever the width
	filters  []filter                   // in the order they were set
	draft    *filter                    // what is being typed into the filter line, while it is
	reading  bool                       // the article was opened, not just looked at from the list
	opening  model.ID                   // the article to be marked read once it is shown
	ended    model.ID                   // the article that has counted as read, or not, since it has the focus: see home_ended.go
	passing  bool                       // the article has the focus on the way from pane to pane
	order    model.SearchOrder          // of the hits of a search
	seen     int                        // of the articles that have come, how many the reader knows of
	looked   bool                       // a key was pressed since the window was last settled
	unproven *queryLine                 // its filter was kept, but the library has not answered it
	resuming resumption                 // what is still to be gone on with of the last session
	single   bool                       // started to read one article; leaving it quits
	texts    map[model.ID]*ask.Question // articles whose other text is on its way
	undone   []undone                   // what can be done again, the last one last
	number   number                     // what is typed before a motion
	before   previousKey
	ahead    []tea.KeyPressMsg // keys that wait for the headlines which they are for

	zoomedFrom *standing // how the screen was, if the last key has changed that
}

// filter is one thing that keeps headlines from being listed.
type filter struct {
	unread bool // only unread articles
	search bool // the query is asked of titles and texts
	text   string
	query  query.Query
}

func newHome(a *App) *home {
	h := &home{app: a, focus: listPane, texts: map[model.ID]*ask.Question{}}
	h.tree = categories.New(categories.Options{
		Library: a.library, Window: a.window, Words: a.words, Keys: a.keys, Say: a.say,
		Now: a.now, Zone: a.zone, Configured: a.configured,
	})
	h.list = headlines.New(headlines.Options{Library: a.library, Window: a.window, Words: a.words, Say: a.say, Now: a.now, Zone: a.zone})
	h.article = article.New(article.Options{
		Library: a.library, Renderer: a.renderer, Window: a.window, Words: a.words, Keys: a.keys, Say: a.say,
		Zone: a.zone, PlainLinks: a.plainLinks,
	})
	return h
}

// start takes what the program was started with.
func (h *home) start(asked string, id model.ID) error {
	if asked != "" {
		parsed, err := query.Parse(asked)
		if err != nil {
			return err
		}
		h.filters = append(h.filters, filter{text: asked, query: parsed})
		h.highlightWords()
	}
	h.tree.TakeViews()
	if id != "" {
		h.single, h.focus, h.zoomed, h.reading = true, articlePane, true, true
		h.article.Follow(h.app.ctx, &model.Item{ID: id}, nil)
	}
	return nil
}

// open asks for all that home shows.
func (h *home) open() tea.Cmd {
	first := headlines.KeepNothing
	if h.single {
		h.opening = h.article.Subject().ID
		first = headlines.KeepChosen
	}
	if h.resuming.Article != "" {
		first = headlines.KeepChosen
	}
	return tea.Batch(h.ask(first), h.tree.Ask(h.app.ctx))
}

// refresh asks again for what is shown, because the library has changed.
func (h *home) refresh() tea.Cmd {
	if gone := h.article.FollowFile(); gone && h.reading {
		h.app.say(h.app.goneNow())
	}
	if h.tree.TakeViews() {
		return tea.Batch(h.ask(headlines.KeepArticle), h.tree.Ask(h.app.ctx))
	}
	return tea.Batch(h.reask(), h.tree.Ask(h.app.ctx))
}

// query is what the list shows: the category or the view, and the filters on it.
func (h *home) query() query.Query {
	return h.filterQuery().AndQuery(h.tree.Query())
}

// filterQuery is what the filters want.
func (h *home) filterQuery() query.Query {
	var q query.Query
	var terms []query.Term
	for _, f := range h.filters {
		switch {
		case f.unread:
			terms = append(terms, query.Term{Field: query.FieldIs, State: query.IsUnread})
		case h.draft == nil:
			q = f.query
		}
	}
	if h.draft != nil {
		q = h.draft.query
	}
	return q.And(terms...)
}

// question is what the list is to show.
func (h *home) question() headlines.Question {
	q := headlines.Question{Query: h.query(), Sort: h.listOrder(), Order: h.order}
	if search := h.search(); search != nil {
		q.Words = search.query
	}
	return q
}

// ask asks for the headlines in place of those shown.
func (h *home) ask(k headlines.Keep) tea.Cmd { return h.list.Ask(h.app.ctx, h.question(), k) }

// reask asks for the same headlines once more.
func (h *home) reask() tea.Cmd { return h.list.AskAgain(h.app.ctx, h.question()) }

// receive takes the answers to home's questions.
func (h *home) receive(message tea.Msg) tea.Cmd {
	switch message := message.(type) {
	case headlines.Listed:
		return h.takeList(message)
	case turned:
		return h.showTurned(message)
	case prompt.Offered:
		if p := h.app.typing(); p != nil {
			return p.Receive(message)
		}
	default:
		counted, gone := h.tree.Receive(h.app.ctx, message)
		if gone {
			counted = tea.Batch(counted, h.ask(headlines.KeepArticle))
		}
		listed := h.list.Receive(h.app.ctx, message, h.question(), h.target())
		return tea.Batch(counted, listed, h.article.Receive(h.app.ctx, message), h.markShown())
	}
	return nil
}

// takeList shows a list, unless it is the answer to a filter that the library
// cannot answer.
func (h *home) takeList(message headlines.Listed) tea.Cmd {
	kept := h.unproven
	h.unproven = nil
	typing := h.app.typing()
	switch drafted := typing != nil && h.draft != nil; {
	case message.Err != nil && drafted:
		return typing.unanswered(message.Err)
	case message.Err != nil && kept != nil:
		return kept.withdraw(message.Err)
	case drafted:
		typing.answered = h.draft
	}
	next := h.list.Receive(h.app.ctx, message, h.question(), h.listTarget())
	h.arrive(message.Whole())
	return next
}

// settle brings everything into line with what has just happened: what can be
// seen of lists, and which article is shown at which width.
func (h *home) settle() tea.Cmd {
	if h.app.window.Width < leastWidth || h.app.window.Height < leastHeight {
		return nil
	}
	l := h.layout()
	asked := tea.Batch(h.tree.Settle(h.app.ctx, l.tree.Height), h.list.Settle(h.app.ctx, l.list.Width, l.list.Height))
	h.look(l)
	if l.article.Empty() {
		return asked
	}
	var marked tea.Cmd
	switch {
	case h.focus != articlePane:
		h.article.Follow(h.app.ctx, h.list.Current(), h.list.Searched())
	case !h.reading && h.alone():
		marked = h.markOpened()
	}
	settled := h.article.Settle(h.app.ctx, l.article.Width, l.article.Height, h.app.measure)
	marked = tea.Batch(marked, h.readToEnd())
	return tea.Batch(asked, marked, settled)
}

func (h *home) unreadOnly() bool {
	return slices.ContainsFunc(h.filters, func(f filter) bool { return f.unread })
}

func (h *home) Letters(tea.KeyPressMsg) tea.Cmd { return nil }

// Paste takes what is pasted for the address of a feed, where there is nothing to read
// yet.
func (h *home) Paste(text string) tea.Cmd {
	if h.bare() && h.app.feeds.Editable() {
		return h.app.feeds.StartAddingWith(text)
	}
	return nil
}
