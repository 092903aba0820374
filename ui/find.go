package ui

import (
	"broadsheet/render"
)

// find is a word looked for in an article, and where it stands.
type find struct {
	word    string
	matches []render.Match
	current int
}

// active says whether there is something to go through.
func (f *find) active() bool { return f.word != "" }

// search looks for the word in a page. At another width the matches are the
// same ones in the same order, so the current one stays.
func (f *find) search(page *render.Page) {
	if f.word == "" || page == nil {
		f.matches = nil
		return
	}
	f.matches = page.Find(f.word)
	f.current = min(f.current, max(0, len(f.matches)-1))
}

// lookFor finds a word, from the first match at or below the top on.
func (v *articleView) lookFor(word string) {
	v.find = find{word: word}
	v.find.search(v.page)
	for i, match := range v.find.matches {
		if match.Line >= v.top {
			v.find.current = i
			break
		}
	}
	v.showMatch()
}

// nextMatch goes through the matches, round and round.
func (v *articleView) nextMatch(step int) {
	if n := len(v.find.matches); n > 0 {
		v.find.current = (v.find.current + step + n) % n
		v.showMatch()
	}
}

// showMatch scrolls so that the current match is in sight, a third from the top.
func (v *articleView) showMatch() {
	if len(v.find.matches) == 0 {
		return
	}
	at := v.find.matches[v.find.current].Line
	if at < v.top || at >= v.top+v.height-1 {
		v.scrollTo(at - v.height/3)
	}
}
