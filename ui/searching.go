package ui

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
	"broadsheet/render"
	"broadsheet/ui/canvas"
)

// firstHits is how many hits a search is first asked for: more than a window
// shows. All others come after them, in their place.
const firstHits = 50

// hits is what is known of a list that a search has found.
type hits struct {
	query      query.Query
	order      model.SearchOrder
	complete   bool // all hits are listed
	unsearched int  // articles whose text is not indexed yet
}

// search is the search that the list shows, or nil.
func (h *home) search() *filter {
	if h.draft != nil {
		if h.draft.search {
			return h.draft
		}
		return nil
	}
	for i := range h.filters {
		if h.filters[i].search {
			return &h.filters[i]
		}
	}
	return nil
}

// askHits asks for the hits of the search: the first ones, or all of them. Rows
// of an older list that are missing only because they were marked since are
// kept.
func (h *home) askHits(k keep, limit int, older model.Listing) tea.Cmd {
	library, q, words := h.app.library, h.query(), h.search().query
	o := model.SearchOptions{Order: h.order, Limit: limit}
	return h.list.fetch.Ask(h.app.ctx, func(ctx context.Context) tea.Msg {
		loading := library.Status().Loading
		found, err := library.Search(ctx, q, o)
		if err == nil && older != nil && q.AsksForMarks() {
			found.Listing, err = withOlder(ctx, library, q, o, found.Listing, older)
		}
		return listed{
			items: found.Listing, err: err, keep: k, loading: loading,
			hits: &hits{query: words, order: o.Order, complete: found.Complete || limit == 0, unsearched: found.Unsearched},
		}
	})
}

// withOlder adds to what a search has found the rows of an older list that only
// their marks keep out.
func withOlder(ctx context.Context, library Library, q query.Query, o model.SearchOptions, found, older model.Listing) (model.Listing, error) {
	all, err := library.Search(ctx, q.WithoutMarks(), o)
	if err != nil {
		return nil, err
	}
	wanted := map[model.ID]bool{}
	for _, list := range []model.Listing{found, older} {
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

// nextUnread gives the row of the next unread article, as a Library does.
func (h *home) nextUnread(step int) (row int, wrapped, found bool) {
	kept, ok := h.list.items.(chosenRows)
	if !ok {
		return h.app.library.NextUnread(h.list.items, h.list.cursor, step)
	}
	n := kept.Len()
	for i := 1; i < n; i++ {
		at := h.list.cursor + i*step
		row = (at + n) % n
		if !h.app.library.Marks(kept.At(row).ID).IsRead() {
			return row, row != at, true
		}
	}
	return 0, false, false
}

// turnOrder lists the best hits first, or the newest.
func (h *home) turnOrder() tea.Cmd {
	h.order = model.BestHits - h.order
	h.app.say(h.app.words.OrderNow(h.order == model.BestHits))
	if h.search() == nil {
		return nil
	}
	h.list.moved = false
	return h.ask(keepFirst)
}

func (h *home) offNoSearch() string {
	if h.search() == nil {
		return h.app.words.OffNoSearch(h.app.keys.KeyOf("list.search"))
	}
	return ""
}

// searched are the terms that the search which the list shows looks for.
func (h *home) searched() []query.Term {
	if h.list.hits == nil {
		return nil
	}
	return searchedTerms(h.list.hits.query)
}

// searchedTerms are what a search looks for in a text.
func searchedTerms(q query.Query) []query.Term {
	var searched []query.Term
	for _, terms := range q.Any {
		for _, term := range terms {
			if !term.Not && (term.Field == query.FieldWord || term.Field == query.FieldText) {
				searched = append(searched, term)
			}
		}
	}
	return searched
}

// searchLights are what a search lights in titles.
func searchLights(q query.Query) []light {
	var all []light
	for _, term := range searchedTerms(q) {
		all = append(all, light{field: query.FieldText, term: term})
	}
	return append(all, lightsOf(withoutWords(q))...)
}

// withoutWords is a query without what a search looks for in texts.
func withoutWords(q query.Query) query.Query {
	var without query.Query
	for _, terms := range q.Any {
		var kept []query.Term
		for _, term := range terms {
			if term.Field != query.FieldWord && term.Field != query.FieldText {
				kept = append(kept, term)
			}
		}
		without.Any = append(without.Any, kept)
	}
	return without
}

// snipped is the answer to the question for snippets.
type snipped struct {
	query    string
	snippets map[model.ID]model.Snippet
}

// maximumSnippets is how many snippets are kept: those of many windows.
const maximumSnippets = 1000

// askSnippets asks for the snippets of the rows in sight that are not known
// yet. One question at a time is enough: when it is answered, it is asked for
// what is in sight then.
func (l *listView) askSnippets(ctx context.Context, width, height int) tea.Cmd {
	if l.hits == nil {
		return nil
	}
	query, of := l.hits.query, l.hits.query.String()
	if of != l.snippetsOf || l.snippets == nil || len(l.snippets) > maximumSnippets {
		l.snippetFetch.Drop()
		l.snippets, l.snippetsOf = map[model.ID]model.Snippet{}, of
	}
	if l.snippetFetch.Waiting() {
		return nil
	}
	var missing []model.ID
	for i := l.top; i < l.items.Len() && height > 0; i++ {
		if id := l.items.At(i).ID; !l.hasSnippet(id) {
			missing = append(missing, id)
		}
		height -= l.heightOf(i, width)
	}
	if len(missing) == 0 {
		return nil
	}
	library := l.library
	return l.snippetFetch.Ask(ctx, func(ctx context.Context) tea.Msg {
		answer := snipped{query: of, snippets: map[model.ID]model.Snippet{}}
		for _, id := range missing {
			// An article without a snippet, because its file is gone, say, is shown
			// without one; why stands in the article's pane.
			snippet, err := library.Snippet(ctx, id, query)
			if ctx.Err() != nil {
				break
			}
			if err == nil {
				answer.snippets[id] = snippet
			} else {
				answer.snippets[id] = model.Snippet{}
			}
		}
		return answer
	})
}

func (l *listView) hasSnippet(id model.ID) bool {
	_, known := l.snippets[id]
	return known
}

func (l *listView) takeSnippets(answer snipped) {
	if answer.query != l.snippetsOf {
		return
	}
	for id, snippet := range answer.snippets {
		l.snippets[id] = snippet
	}
}

// putSnippet puts so much of a snippet as there is room for, with its first
// match in sight.
func putSnippet(l *canvas.Line, style *canvas.RowStyles, snippet model.Snippet, room int) {
	text, matches := snippet.Text, snippet.Matches
	if ansi.StringWidth(text) > room && len(matches) > 0 {
		start := startOfSnippet(text, matches[0], room)
		if start > 0 {
			l.Put(style.Dim, "…")
			room--
		}
		shifted := make([]fold.Range, 0, len(matches))
		for _, m := range matches {
			shifted = append(shifted, fold.Range{Start: m.Start - start, End: m.End - start})
		}
		text, matches = text[start:], shifted
	}
	shown := render.Truncate(text, room)
	canvas.PutRanges(l, style.Text, style.Match, shown, canvas.OnRows(text, []string{shown}, matches)[0], 0)
}

// isLatin says whether a character is a part of a word that stands between
// spaces.
func isLatin(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// startOfSnippet is where to begin a text that is too wide, so that a match is
// in sight with a third of the room before it.
func startOfSnippet(text string, match fold.Range, room int) int {
	before := canvas.Clusters(text[:match.Start])
	start, used := match.Start, 0
	most := room / 3
	if rest := ansi.StringWidth(text[match.Start:]); rest < room-most {
		most = room - rest - 1
	}
	for len(before) > 0 {
		last := before[len(before)-1]
		if used += ansi.StringWidth(last); used > most {
			break
		}
		start -= len(last)
		before = before[:len(before)-1]
	}
	// Words are not cut, and a mark that ends what was left out does not begin
	// what is shown.
	if last, _ := utf8.DecodeLastRuneInString(text[:start]); isLatin(last) {
		start += len(text[start:match.Start]) - len(strings.TrimLeftFunc(text[start:match.Start], isLatin))
	}
	for _, r := range text[start:match.Start] {
		if !unicode.IsPunct(r) && !unicode.IsSpace(r) || unicode.In(r, unicode.Ps, unicode.Pi) {
			break
		}
		start += utf8.RuneLen(r)
	}
	return start
}
