package headlines

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

// found is what is known of a list that a search has found.
type found struct {
	query      query.Query
	complete   bool // all hits are listed
	unsearched int  // articles whose text is not indexed yet
}

// Searched are the terms that the search which is listed looks for, none where the
// list is no search.
func (l *View) Searched() []query.Term {
	if l.hits == nil {
		return nil
	}
	return searchedTerms(l.hits.query)
}

// Unsearched is how many articles the search which is listed could not look into,
// since their texts are not indexed yet.
func (l *View) Unsearched() int {
	if l.hits == nil {
		return 0
	}
	return l.hits.unsearched
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

// searchHighlights are what a search highlights in titles.
func searchHighlights(q query.Query) []highlight {
	var all []highlight
	for _, term := range searchedTerms(q) {
		all = append(all, highlight{field: query.FieldText, term: term})
	}
	return append(all, highlightsOf(withoutWords(q))...)
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

// askSnippets asks for the snippets of the visible rows that are not known
// yet. One question at a time is enough: when it is answered, it is asked for
// what is visible then.
func (l *View) askSnippets(ctx context.Context, width, height int) tea.Cmd {
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
	library := l.o.Library
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

func (l *View) hasSnippet(id model.ID) bool {
	_, known := l.snippets[id]
	return known
}

// takeSnippets shows snippets that were asked for, if it is still their search.
func (l *View) takeSnippets(answer snipped) {
	if answer.query != l.snippetsOf {
		return
	}
	for id, snippet := range answer.snippets {
		l.snippets[id] = snippet
	}
}

// putSnippet puts so much of a snippet as there is room for, with its first
// match visible.
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
// visible with a third of the room before it.
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
