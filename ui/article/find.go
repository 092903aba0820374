package article

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model/fold"
	"broadsheet/model/query"
	"broadsheet/render"
	"broadsheet/ui/command"
)

// find is what is looked for in an article, and where it stands.
type find struct {
	words   []string
	terms   []query.Term // of a search; none: the words are those of a find line
	seek    bool         // the first match is to be shown as soon as it is known
	matches []render.Match
	current int
	from    spot // where the reader was before
	kept    bool // the reader goes through the matches, or will as soon as there are any

	searched *render.Page // the page that the matches are in
	asked    *render.Page // the page that is being looked through
	found    bool         // there were matches already, in this page or at another width
}

// sought is what was found in a page with very much text.
type sought struct {
	in      *find // what was looked for
	page    *render.Page
	matches []render.Match
}

// active says whether there is something to go through.
func (f *find) active() bool { return len(f.words) > 0 && (!f.hits() || len(f.matches) > 0) }

// hits says whether what is looked for is what a search has found.
func (f *find) hits() bool { return len(f.terms) > 0 }

// in gives where a text has what is looked for.
func (f *find) in(text string) []fold.Range {
	var all []fold.Range
	for _, term := range f.terms {
		all = append(all, term.FindIn(text)...)
	}
	return all
}

// look looks for the words in a page.
func (f *find) look(ctx context.Context, page *render.Page) []render.Match {
	switch {
	case len(f.words) == 0:
		return nil
	case f.hits():
		return page.FindBy(ctx, f.in)
	default:
		return page.Find(ctx, f.words[0])
	}
}

// set takes the matches in a page. At another width they are the same ones in
// the same order, so the current one stays.
func (f *find) set(page *render.Page, matches []render.Match) {
	f.searched, f.matches = page, matches
	f.current = min(f.current, max(0, len(matches)-1))
}

// pending says that it is not known yet whether the words are in a page.
func (f *find) pending(page *render.Page) bool { return len(f.words) > 0 && f.searched != page }

// atOnce is how much text is looked through while a reader waits for a key, in
// bytes: far more than an article has.
const atOnce = 1 << 20

// search looks for the words in the page, and says whether that is done. In a
// page with very much text it is not: seek asks for that.
func (v *View) search(ctx context.Context) (done bool) {
	f := &v.find
	f.searched, f.matches = nil, nil
	switch {
	case v.page == nil:
		return true
	case len(f.words) > 0 && v.page.Size() > atOnce:
		return false
	}
	f.set(v.page, f.look(ctx, v.page))
	return true
}

// seek asks for the matches in a page with very much text, unless that was asked.
func (v *View) seek(ctx context.Context) tea.Cmd {
	f, page := &v.find, v.page
	if page == nil || !v.Ready() || !page.Complete() || !f.pending(page) || f.asked == page {
		return nil
	}
	f.asked = page
	wanted := *f
	return v.seeking.Ask(ctx, func(ctx context.Context) tea.Msg {
		return sought{in: &wanted, page: page, matches: wanted.look(ctx, page)}
	})
}

// takeMatches takes what was found, if it is still looked for in this page.
func (v *View) takeMatches(answer sought) {
	f := &v.find
	if answer.page != v.page || f.hits() != answer.in.hits() || !slices.Equal(f.words, answer.in.words) {
		return
	}
	f.set(answer.page, answer.matches)
	v.arrive()
	if f.kept {
		v.stay()
	}
}

// Finding says whether there is something to go through.
func (v *View) Finding() bool { return v.find.active() }

// endFind forgets what is looked for.
func (v *View) endFind() { v.find = find{} }

// Matches are the number of the current match and how many there are. They are
// not known while the page is still looked through.
func (v *View) Matches() (at, of int, known bool) {
	f := &v.find
	return f.current + 1, len(f.matches), !f.pending(v.page)
}

// FindCommands are those that go through the matches, while there are any.
func (v *View) FindCommands() []command.Command {
	if !v.Finding() {
		return nil
	}
	return []command.Command{
		{Name: "find.next", Run: command.Does(func() { v.readMatch(1) })},
		{Name: "find.previous", Run: command.Does(func() { v.readMatch(-1) })},
		{Name: "find.end", Run: command.Does(v.endFind)},
	}
}

// StartFind notes where the reader is, for words to be found from there on.
func (v *View) StartFind() { v.findFrom = v.spotOf(v.top) }

// DropFind forgets what is looked for, and goes back to where the find began.
func (v *View) DropFind() {
	v.endFind()
	v.lookAt(v.lineOf(v.findFrom))
}

// readMatch goes on to another match, to read there.
func (v *View) readMatch(step int) {
	v.NextMatch(step)
	v.keepPlace()
}

// KeepFind stays where the match is, to go on to others from there, as soon as
// there is one.
func (v *View) KeepFind() {
	switch f := &v.find; {
	case !f.active():
	case f.pending(v.page):
		f.kept = true
	default:
		v.stay()
	}
}

// stay reads on at the current match. Without one the find ends, and the reader
// is told so.
func (v *View) stay() {
	if len(v.find.matches) == 0 {
		v.o.Say(v.o.Words.NotFound(strings.Join(v.find.words, " ")))
		v.find = find{}
		return
	}
	v.keepPlace()
}

// Find finds a word, from the first match on that is at or below the line where the
// find began. The reader only looks so far: without a match, the text is shown where
// it was.
func (v *View) Find(ctx context.Context, word string) {
	v.find = find{from: v.findFrom}
	if word != "" {
		v.find.words = []string{word}
	}
	if v.search(ctx) {
		v.find.found = len(v.find.matches) > 0
		v.firstMatch()
	}
}

// highlight highlights what a search has found, as a find does, but goes nowhere.
func (v *View) highlight(ctx context.Context, terms []query.Term) {
	var words []string
	for _, term := range terms {
		words = append(words, term.String())
	}
	if len(words) == 0 && !v.find.hits() || v.find.hits() && slices.Equal(v.find.words, words) {
		return
	}
	v.find = find{words: words, terms: terms}
	if v.Ready() && v.page.Complete() {
		v.found(ctx)
	}
}

// ToMatch goes to the first match of a search, from where the reader is on.
func (v *View) ToMatch(ctx context.Context) {
	if !v.find.hits() {
		return
	}
	v.find.seek = true
	if v.Ready() && v.page.Complete() {
		v.found(ctx)
	}
}

// found notes where what is looked for stands, in a page that is complete, and
// goes there where that was asked for.
func (v *View) found(ctx context.Context) {
	if v.search(ctx) {
		v.arrive()
	}
}

// arrive goes to a match, where that was asked for.
func (v *View) arrive() {
	before := v.find.found
	v.find.found = len(v.find.matches) > 0
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
func (v *View) matchFrom(line int) int {
	return max(0, slices.IndexFunc(v.find.matches, func(m render.Match) bool { return m.Line >= line }))
}

// firstMatch shows the first match from where the find began on.
func (v *View) firstMatch() {
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

// NextMatch goes through the matches, round and round, and tells the reader where it
// began anew.
func (v *View) NextMatch(step int) {
	n := len(v.find.matches)
	if n == 0 {
		return
	}
	at := v.find.current + step
	switch {
	case at >= n:
		v.o.Say(v.o.Words.FromTheTop())
	case at < 0:
		v.o.Say(v.o.Words.FromTheEnd())
	}
	v.find.current = (at%n + n) % n
	v.showMatch()
}

// contextLines are shown above and below the current match.
const contextLines = 2

// showMatch scrolls so that the current match is visible with what stands
// around it, a third from the top if it has to scroll at all.
func (v *View) showMatch() {
	at := v.find.matches[v.find.current].Line
	around := min(contextLines, (v.height-1)/2)
	if at-around < v.top || at+around >= v.top+v.height {
		v.lookAt(at - v.height/3)
	}
}
