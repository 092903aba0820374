package headlines

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/model/query"
)

// This file asks the library for headlines, and shows what it answers.

// Question is what the pane is to list.
type Question struct {
	Query query.Query       // all that a headline has to be
	Words query.Query       // what of it is searched for in titles and texts; empty: it is no search
	Sort  query.Sort        // the order, unless it is a search
	Order model.SearchOrder // of a search
}

func (q Question) isSearch() bool { return len(q.Words.Any) > 0 }

// Keep says where the cursor goes when a list arrives.
type Keep int

// Where the cursor goes.
const (
	KeepNothing Keep = iota // to the first row
	KeepArticle             // to the article that it is on, where that is listed
	KeepChosen              // the same, and the reader has chosen to be there: it does not follow what comes above
	StartOver               // to the first row, and it follows what comes above while the library is loaded
	keepRows                // to the article, also before the reader has moved it
)

// Listed is the answer to a question for headlines.
type Listed struct {
	Err   error // why there is none
	items model.Listing
	keep  Keep
	hits  *found // of a search

	loading bool // when it was asked for, the library was not whole
}

// firstHits is how many hits a search is first asked for: more than a window
// shows. All others come after them, in their place.
const firstHits = 50

// Ask asks for headlines in place of those shown.
func (l *View) Ask(ctx context.Context, q Question, k Keep) tea.Cmd {
	l.setOrder(q)
	switch k {
	case KeepChosen:
		l.moved = true
	case StartOver:
		l.moved = false
	default:
	}
	l.again = false
	if q.isSearch() {
		return l.askHits(ctx, q, k, firstHits, nil)
	}
	return l.askList(ctx, q, k, nil)
}

// AskAgain asks for the same headlines once more. Rows that were marked since
// stay, though their marks keep them from being listed. A question that is
// still open is not asked anew, or a library that changes all the time would
// never be answered.
func (l *View) AskAgain(ctx context.Context, q Question) tea.Cmd {
	l.setOrder(q)
	l.again = l.fetch.Waiting()
	switch {
	case l.again:
		return nil
	case q.isSearch():
		return l.askHits(ctx, q, KeepArticle, 0, l.items)
	default:
		return l.askList(ctx, q, KeepArticle, l.items)
	}
}

// Resume has the lists that come have an article though it was read in the session before,
// until another one is given, or none.
func (l *View) Resume(id model.ID) { l.resumed = id }

// Whole says whether all is listed that was asked for, of a library that was whole.
func (m Listed) Whole() bool {
	return m.Err == nil && !m.loading && (m.hits == nil || m.hits.complete)
}

// olderOr is what was listed before, and may have been marked since.
func (l *View) olderOr(older model.Listing) model.Listing {
	if l.resumed != "" {
		return model.Items{{ID: l.resumed}}
	}
	return older
}

// setOrder notes whether the days follow each other in what is listed.
func (l *View) setOrder(q Question) {
	if q.isSearch() {
		l.byDate = q.Order != model.BestHits
		return
	}
	l.byDate = q.Sort == query.NewestFirst || q.Sort == query.OldestFirst
}

func (l *View) askList(ctx context.Context, q Question, k Keep, older model.Listing) tea.Cmd {
	library, older := l.o.Library, l.olderOr(older)
	return l.fetch.Ask(ctx, func(ctx context.Context) tea.Msg {
		loading := library.Status().Loading
		items, err := library.List(ctx, q.Query, q.Sort, older)
		return Listed{items: items, Err: err, keep: k, loading: loading}
	})
}

// askHits asks for the hits of a search: the first ones, or all of them. Rows
// of an older list that are missing only because they were marked since are
// kept.
func (l *View) askHits(ctx context.Context, q Question, k Keep, limit int, older model.Listing) tea.Cmd {
	library, older := l.o.Library, l.olderOr(older)
	o := model.SearchOptions{Order: q.Order, Limit: limit}
	return l.fetch.Ask(ctx, func(ctx context.Context) tea.Msg {
		loading := library.Status().Loading
		hits, err := library.Search(ctx, q.Query, o)
		if err == nil && older != nil && q.Query.AsksForMarks() {
			hits.Listing, err = withOlder(ctx, library, q.Query, o, hits.Listing, older)
		}
		return Listed{
			items: hits.Listing, Err: err, keep: k, loading: loading,
			hits: &found{query: q.Words, complete: hits.Complete || limit == 0, unsearched: hits.Unsearched},
		}
	})
}

// withOlder adds to what a search has found the rows of an older list that only
// their marks keep out.
func withOlder(ctx context.Context, library Library, q query.Query, o model.SearchOptions, hits, older model.Listing) (model.Listing, error) {
	all, err := library.Search(ctx, q.WithoutMarks(), o)
	if err != nil {
		return nil, err
	}
	wanted := map[model.ID]bool{}
	for _, list := range []model.Listing{hits, older} {
		for row := range list.Len() {
			wanted[list.At(row).ID] = true
		}
	}
	kept := chosenRows{Listing: all.Listing}
	for row := range all.Listing.Len() {
		if wanted[all.Listing.At(row).ID] {
			kept.rows = append(kept.rows, row)
		}
	}
	return kept, nil
}

// chosenRows are some of the rows of a listing.
type chosenRows struct {
	model.Listing
	rows []int
}

// Len is how many articles are listed.
func (c chosenRows) Len() int { return len(c.rows) }

// At makes the item in a row.
func (c chosenRows) At(row int) *model.Item { return c.Listing.At(c.rows[row]) }

// Find gives the row of an article.
func (c chosenRows) Find(id model.ID, near int) (row int, found bool) {
	return model.FindNear(len(c.rows), near, func(row int) bool { return c.At(row).ID == id })
}

// Receive takes an answer to one of the pane's questions; others are none of its. It
// asks for what is needed next. target is the article that the reader is at, nil for
// none; q is what the pane is to list now.
func (l *View) Receive(ctx context.Context, message tea.Msg, q Question, target *model.Item) (next tea.Cmd) {
	switch message := message.(type) {
	case Listed:
		l.show(message, target)
		return l.askMore(ctx, message, q)
	case snipped:
		l.takeSnippets(message)
	}
	return nil
}

// askMore asks for the hits that are not listed yet, or once more where that was
// wanted meanwhile.
func (l *View) askMore(ctx context.Context, answer Listed, q Question) tea.Cmd {
	switch {
	case answer.hits != nil && answer.Err == nil && !answer.hits.complete:
		return l.askHits(ctx, q, keepRows, 0, nil)
	case l.again:
		return l.AskAgain(ctx, q)
	}
	return nil
}

func (l *View) show(answer Listed, target *model.Item) {
	l.known, l.err = true, answer.Err
	if answer.Err != nil {
		return
	}
	above := l.cursor - l.top
	var top *model.Item
	if l.top < l.items.Len() {
		top = l.items.At(l.top)
	}
	// Until all is loaded, the cursor stays at the top, whatever comes there.
	follows := !l.settled && !l.moved && !l.loose
	l.settled = !answer.loading
	l.items, l.hits = answer.items, answer.hits
	first := answer.keep == KeepNothing || answer.keep == StartOver
	if first || target == nil || answer.keep != keepRows && follows {
		l.cursor, l.top = 0, 0
		return
	}
	at, listed := l.items.Find(target.ID, l.cursor)
	if !listed {
		at = min(l.cursor, max(0, l.items.Len()-1))
	}
	l.cursor, l.top = at, max(0, at-above)
	if top == nil {
		return
	}
	if row, listed := l.items.Find(top.ID, l.top); listed {
		l.top = row
	}
}

// Outcome is a sentence that says how much a filter or a search has found.
func (l *View) Outcome() string {
	words := l.o.Words
	if l.hits == nil {
		return words.Articles(l.items.Len())
	}
	return words.Hits(l.items.Len(), !l.hits.complete) + words.NotSearched(l.hits.unsearched)
}

// Answered says whether there was an answer yet, and why there is no list if that was
// an error.
func (l *View) Answered() (known bool, err error) { return l.known, l.err }

// Listing is what the pane lists.
func (l *View) Listing() model.Listing { return l.items }

// Position is the number of the row under the cursor, from 1 on, and how many rows
// there are.
func (l *View) Position() (row, of int) { return l.cursor + 1, l.items.Len() }

// AtTop says whether the first row is visible of what was asked for last.
func (l *View) AtTop() bool { return l.top == 0 && !l.fetch.Waiting() }
