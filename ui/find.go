package ui

import (
	"slices"

	"broadsheet/render"
)

// find is a word looked for in an article, and where it stands.
type find struct {
	word    string
	matches []render.Match
	current int
	from    spot // where the reader was before
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

// lookFor finds a word, from the first match at or below a spot on. The reader
// only looks so far: without a match, the text is shown where it was.
func (v *articleView) lookFor(word string, from spot) {
	v.find = find{word: word, from: from}
	v.find.search(v.page)
	v.firstMatch()
}

// firstMatch shows the first match from where the find began on.
func (v *articleView) firstMatch() {
	from := v.lineOf(v.find.from)
	if len(v.find.matches) == 0 {
		v.lookAt(from)
		return
	}
	v.find.current = max(0, slices.IndexFunc(v.find.matches, func(m render.Match) bool { return m.Line >= from }))
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
