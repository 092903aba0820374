package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/render"
)

// find is what is looked for in an article, and where it stands.
type find struct {
	words   []string
	terms   []model.Term // of a search; none: the words are those of a find line
	seek    bool         // the first match is to be shown as soon as it is known
	matches []render.Match
	current int
	from    spot // where the reader was before
}

// active says whether there is something to go through.
func (f *find) active() bool { return len(f.words) > 0 && (!f.hits() || len(f.matches) > 0) }

// hits says whether what is looked for is what a search has found.
func (f *find) hits() bool { return len(f.terms) > 0 }

// in gives where a text has what is looked for.
func (f *find) in(text string) []model.Range {
	var all []model.Range
	for _, term := range f.terms {
		all = append(all, term.FindIn(text)...)
	}
	return all
}

// search looks for the words in a page. At another width the matches are the
// same ones in the same order, so the current one stays.
func (f *find) search(page *render.Page) {
	if len(f.words) == 0 || page == nil {
		f.matches = nil
		return
	}
	if f.hits() {
		f.matches = page.FindBy(f.in)
	} else {
		f.matches = page.Find(f.words[0])
	}
	f.current = min(f.current, max(0, len(f.matches)-1))
}

// lookFor finds a word, from the first match at or below a spot on. The reader
// only looks so far: without a match, the text is shown where it was.
func (v *articleView) lookFor(word string, from spot) {
	v.find = find{from: from}
	if word != "" {
		v.find.words = []string{word}
	}
	v.find.search(v.page)
	v.firstMatch()
}

// light lights what a search has found, as a find does, but goes nowhere.
func (v *articleView) light(terms []model.Term) {
	var words []string
	for _, term := range terms {
		words = append(words, term.String())
	}
	if len(words) == 0 && !v.find.hits() || v.find.hits() && slices.Equal(v.find.words, words) {
		return
	}
	v.find = find{words: words, terms: terms}
	if v.ready() && v.page.Complete() {
		v.found()
	}
}

// toMatch goes to the first match of a search, from where the reader is on.
func (v *articleView) toMatch() {
	if !v.find.hits() {
		return
	}
	v.find.seek = true
	if v.ready() && v.page.Complete() {
		v.found()
	}
}

// found notes where what is looked for stands, in a page that is complete, and
// goes there where that was asked for.
func (v *articleView) found() {
	before := len(v.find.matches) > 0
	v.find.search(v.page)
	if !v.find.active() {
		return
	}
	if v.find.hits() {
		v.find.from = v.spotOf(v.top)
		if !before {
			v.find.current = v.matchFrom(v.top)
		}
		if v.find.seek && len(v.find.matches) > 0 {
			v.find.seek = false
			v.find.current = v.matchFrom(v.top)
			v.showMatch()
		}
		return
	}
	if !before {
		v.firstMatch()
	}
}

// matchFrom is the first match at or below a line, or the first one of all.
func (v *articleView) matchFrom(line int) int {
	return max(0, slices.IndexFunc(v.find.matches, func(m render.Match) bool { return m.Line >= line }))
}

// firstMatch shows the first match from where the find began on.
func (v *articleView) firstMatch() {
	if v.page == nil {
		return
	}
	from := v.lineOf(v.find.from)
	if len(v.find.matches) == 0 {
		v.lookAt(from)
		return
	}
	v.find.current = v.matchFrom(from)
	v.showMatch()
}

// nextMatch goes through the matches, round and round, and says where it began
// anew.
func (v *articleView) nextMatch(step int) {
	n := len(v.find.matches)
	if n == 0 {
		return
	}
	at := v.find.current + step
	switch {
	case at >= n:
		v.app.say(v.app.words.fromTheTop())
	case at < 0:
		v.app.say(v.app.words.fromTheEnd())
	}
	v.find.current = (at + n) % n
	v.showMatch()
}

// contextLines are shown above and below the current match.
const contextLines = 2

// showMatch scrolls so that the current match is in sight with what stands
// around it, a third from the top if it has to scroll at all.
func (v *articleView) showMatch() {
	at := v.find.matches[v.find.current].Line
	around := min(contextLines, (v.height-1)/2)
	if at-around < v.top || at+around >= v.top+v.height {
		v.lookAt(at - v.height/3)
	}
}

// keepFind stays where the match is, to go on to others from there.
func (p *prompt) keepFind() tea.Cmd {
	a, v := p.home.app, p.home.article
	a.pop()
	switch {
	case v.find.active() && len(v.find.matches) == 0:
		a.say(a.words.notFound(strings.Join(v.find.words, " ")))
		v.find = find{}
	case v.find.active():
		v.keepPlace()
	}
	return nil
}

// dropFind goes back to where the reader was.
func (p *prompt) dropFind() tea.Cmd {
	v := p.home.article
	p.home.app.pop()
	v.find = find{}
	v.lookAt(v.lineOf(p.from))
	return nil
}

// goToMatch goes on to another match, to read there.
func (h *home) goToMatch(step int) {
	h.article.nextMatch(step)
	h.article.keepPlace()
}
