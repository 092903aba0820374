package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui/canvas"
)

// pane is one of the three panes of the home screen.
type pane int

const (
	treePane pane = iota
	listPane
	articlePane
)

// home is the screen that everything happens on: the categories, the headlines
// and the article, side by side where there is room.
type home struct {
	app      *App
	tree     *treeView
	list     *listView
	article  *articleView
	focus    pane
	zoomed   bool              // the article stands alone, whatever the width
	filters  []filter          // in the order they were set
	draft    *filter           // what is being typed into the filter line, while it is
	reading  bool              // the article was opened, not just looked at from the list
	opening  model.ID          // the article to be marked read once it is shown
	order    model.SearchOrder // of the hits of a search
	seen     int               // of the articles that have come, how many the reader knows of
	looked   bool              // a key was pressed since the window was last settled
	unviewed []model.View      // what brings views back that were changed, the last one last
	unproven *prompt           // its filter was kept, but the library has not answered it
	single   bool              // started to read one article; leaving it quits
}

// filter is one thing that keeps headlines from being listed.
type filter struct {
	unread bool // only unread articles
	search bool // the query is asked of titles and texts
	text   string
	query  query.Query
}

func newHome(a *App) *home {
	h := &home{app: a, focus: listPane}
	h.tree = newTreeView(treeOptions{
		library: a.library, window: a.Window, words: a.words, now: a.now, zone: a.zone, configured: a.configured,
	})
	h.list = newListView(listOptions{library: a.library, window: a.Window, words: a.words, now: a.now, zone: a.zone})
	h.article = newArticleView(articleOptions{
		library: a.library, renderer: a.renderer, window: a.Window, words: a.words, zone: a.zone, plainLinks: a.plainLinks,
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
		h.lightWords()
	}
	h.tree.takeViews()
	if id != "" {
		h.single, h.focus, h.zoomed, h.reading = true, articlePane, true, true
		h.article.begin(id)
	}
	return nil
}

// open asks for all that home shows.
func (h *home) open() tea.Cmd {
	first := keepFirst
	if h.single {
		h.opening = h.article.subject().ID
		h.list.moved, first = true, keepArticle
	}
	return tea.Batch(h.ask(first), h.tree.ask(h.app.ctx))
}

// refresh asks again for what is shown, because the library has changed.
func (h *home) refresh() tea.Cmd {
	gone := h.tree.takeViews()
	if h.article.followFile() {
		h.app.say(h.app.words.FileGoneNow())
	}
	if gone {
		h.app.say(h.app.words.ViewGone())
		return tea.Batch(h.ask(keepArticle), h.tree.ask(h.app.ctx))
	}
	return tea.Batch(h.reask(), h.tree.ask(h.app.ctx))
}

// keep says where the cursor goes when a list arrives.
type keep int

const (
	keepFirst   keep = iota // to the first row
	keepArticle             // to the article that it is on, where that is listed
	keepRows                // the same, also before the reader has moved it
)

// listed is the answer to a question for headlines.
type listed struct {
	items model.Listing
	err   error
	keep  keep
	hits  *hits // of a search

	loading bool // when it was asked for, the library was not whole
}

// query is what the list shows: the category or the view, and the filters on it.
func (h *home) query() query.Query {
	return h.filterQuery().AndQuery(h.tree.query(h.tree.chosen()))
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

// ask asks for the headlines in place of those shown.
func (h *home) ask(k keep) tea.Cmd {
	h.list.again = false
	if h.search() != nil {
		return h.askHits(k, firstHits, nil)
	}
	return h.askList(k, nil)
}

func (h *home) askList(k keep, older model.Listing) tea.Cmd {
	library, q := h.app.library, h.query()
	return h.list.fetch.Ask(h.app.ctx, func(ctx context.Context) tea.Msg {
		loading := library.Status().Loading
		items, err := library.List(ctx, q, query.NewestFirst, older)
		return listed{items: items, err: err, keep: k, loading: loading}
	})
}

// reask asks for the same headlines once more. Rows that were marked since
// stay, though their marks keep them from being listed. A question that is
// still open is not asked anew, or a library that changes all the time would
// never be answered.
func (h *home) reask() tea.Cmd {
	if h.list.fetch.Waiting() {
		h.list.again = true
		return nil
	}
	if h.search() != nil {
		return h.askHits(keepArticle, 0, h.list.items)
	}
	return h.askList(keepArticle, h.list.items)
}

// receive takes the answers to home's questions.
func (h *home) receive(message tea.Msg) tea.Cmd {
	switch message := message.(type) {
	case listed:
		return h.takeList(message)
	case counted:
		switch gone, err := h.tree.take(message); {
		case err != nil:
			h.app.say(err.Error())
		case gone:
			h.app.say(h.app.words.CategoryGone())
			return h.ask(keepArticle)
		}
		return h.tree.askAgain(h.app.ctx)
	case snipped:
		h.list.takeSnippets(message)
	case offered:
		if p := h.app.prompt(); p != nil {
			return p.takeOffer(message)
		}
	default:
		next, notice := h.article.receive(h.app.ctx, message)
		if notice != "" {
			h.app.say(notice)
		}
		return tea.Batch(next, h.markShown())
	}
	return nil
}

// takeList shows a list, unless it is the answer to a filter that the library
// cannot answer.
func (h *home) takeList(message listed) tea.Cmd {
	kept, again := h.unproven, h.list.again
	h.unproven, h.list.again = nil, false
	typing := h.app.prompt()
	switch drafted := typing != nil && h.draft != nil; {
	case message.err != nil && drafted:
		return typing.unanswered(message.err)
	case message.err != nil && kept != nil:
		return kept.withdraw(message.err)
	case drafted:
		typing.answered = h.draft
	}
	h.list.take(message, h.target())
	switch {
	case message.hits != nil && message.err == nil && !message.hits.complete:
		return h.askHits(keepRows, 0, nil)
	case again:
		return h.reask()
	}
	return nil
}

// settle brings everything into line with what has just happened: what can be
// seen of lists, and which article is shown at which width.
func (h *home) settle() tea.Cmd {
	if h.app.Width < leastWidth || h.app.Height < leastHeight {
		return nil
	}
	l := h.layout()
	h.tree.settle(l.tree.Height)
	h.list.settle(l.list.Width, l.list.Height)
	h.look(l)
	snippets := h.list.askSnippets(h.app.ctx, l.list.Width, l.list.Height)
	if l.article.Empty() {
		return snippets
	}
	var marked tea.Cmd
	switch {
	case h.focus != articlePane:
		h.article.follow(h.app.ctx, h.list.current(), h.searched())
		h.article.light(h.app.ctx, h.searched())
	case !h.reading && h.alone():
		marked = h.markOpened()
	}
	return tea.Batch(snippets, marked, h.article.settle(h.app.ctx, l.article.Width, l.article.Height, h.app.measure), h.article.seek(h.app.ctx))
}

func (h *home) unreadOnly() bool {
	return slices.ContainsFunc(h.filters, func(f filter) bool { return f.unread })
}

// layout is where the panes stand. A pane that is not shown has an empty area.
type layout struct {
	tree, list, article canvas.Area
	drawer              bool // the tree stands over the headlines
}

// The widths from which on two and three panes stand side by side.
const (
	twoPanes   = 80
	threePanes = 120
)

// layout divides the window. With room for two panes the categories are a
// drawer: they come in from the left over the headlines, and move nothing.
func (h *home) layout() layout {
	width := h.app.Width
	top, height := h.app.body()
	var l layout
	span := func(x, w int) canvas.Area { return canvas.Area{X: x, Y: top, Width: w, Height: height} }
	if width >= twoPanes && width < threePanes && h.focus == treePane {
		l.drawer, l.tree = true, span(0, min(max(width/3, 26), 34))
	}
	switch {
	case h.bare() && l.drawer:
		l.drawer, l.list = false, span(l.tree.Width+1, width-l.tree.Width-1)
	case h.bare() && width < threePanes && h.focus == listPane:
		l.list = span(0, width)
	case h.zoomed || width < twoPanes && h.focus == articlePane:
		l.article = span(0, width)
	case width < twoPanes && h.focus == treePane:
		l.tree = span(0, width)
	case width < twoPanes:
		l.list = span(0, width)
	case width < threePanes:
		list := min(max(width*2/5, 34), 46)
		l.list, l.article = span(0, list), span(list+1, width-list-1)
		if l.drawer { // all of the headlines are covered: scraps of them would only confuse
			l.tree = l.list
		}
	case h.bare():
		tree := min(max(width/5, 24), 32)
		l.tree, l.list = span(0, tree), span(tree+1, width-tree-1)
	default:
		tree := min(max(width/5, 24), 32)
		list := min(max(width*35/100, 42), 58)
		l.tree, l.list = span(0, tree), span(tree+1, list)
		l.article = span(tree+list+2, width-tree-list-2)
	}
	return l
}

// bare says whether there is nothing in the whole library to read. An article
// would have no place then.
func (h *home) bare() bool {
	if !h.list.known || h.list.err != nil || h.list.items.Len() > 0 || h.focus == articlePane {
		return false
	}
	status := h.app.library.Status()
	return status.Articles == 0 && !status.Loading
}

// alone says whether the article is the only pane.
func (h *home) alone() bool {
	l := h.layout()
	return l.tree.Empty() && l.list.Empty()
}

func (h *home) letters(tea.KeyPressMsg) tea.Cmd { return nil }
func (h *home) paste(string) tea.Cmd            { return nil }
