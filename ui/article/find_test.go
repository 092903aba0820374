package article

import (
	"slices"
	"strings"
	"testing"

	"broadsheet/ui/words"
)

// lines are sixty paragraphs, one of them with a word in it.
func lines(at int, word string) []any {
	all := make([]any, 60)
	for i := range all {
		all[i] = "Nothing stands in this line."
		if i == at {
			all[i] = "Here stands " + word + "."
		}
	}
	return all
}

// essay shows one long article.
func essay(t *testing.T, body ...any) *pane {
	return show(t, 79, 14, piece("A test of finding", body...))
}

// write types a word to find, letter by letter.
func (p *pane) write(word string) {
	for end := range word {
		if end > 0 {
			p.Find(p.t.Context(), word[:end])
			p.settle()
		}
	}
	p.Find(p.t.Context(), word)
	p.settle()
}

// matches fails the test where other matches are found.
func (p *pane) matches(at, of int) {
	p.t.Helper()
	if gotAt, gotOf, known := p.Matches(); gotAt != at || gotOf != of || !known {
		p.t.Errorf("match %d of %d is the current one, known is %v; want %d of %d:\n%s", gotAt, gotOf, known, at, of, p.screen())
	}
}

// TestFindIsOnlyALook types a word, and goes back to where the reader was, also at
// another width; what is kept for the next time stays as it was.
func TestFindIsOnlyALook(t *testing.T) {
	p := essay(t, lines(50, "a lighthouse")...)
	p.press("move.page_down")
	id, top := p.Subject().ID, p.top
	before := p.library.places[id]
	p.StartFind()
	p.write("lightho")
	p.shows("Here stands a lighthouse.")
	p.matches(1, 1)
	if place := p.library.places[id]; place != before {
		t.Errorf("a look has moved the place that is kept to %v", place)
	}
	p.resize(40, 14)
	p.resize(79, 14)
	p.DropFind()
	if p.top != top {
		t.Errorf("the text was at line %d and is at %d", top, p.top)
	}
	p.StartFind()
	p.write("lighthouse")
	p.KeepFind()
	p.press("find.end")
	p.shows("Here stands a lighthouse.")
	if place := p.library.places[id]; place == before || p.Finding() {
		t.Error("a find that was accepted has not moved the place that is kept, or goes on")
	}
}

// TestFindBeginsWhereTheReaderIs types on and takes back letters: the match is
// always the next one from where the find began.
func TestFindBeginsWhereTheReaderIs(t *testing.T) {
	body := lines(20, "a lamp")
	body[40] = "Here stands a lantern."
	p := essay(t, body...)
	p.StartFind()
	p.write("lan")
	p.shows("a lantern")
	p.lacks("a lamp")
	p.write("la")
	p.shows("a lamp")
	p.matches(1, 2)
	p.write("lax")
	p.matches(1, 0)
	p.shows("A test of finding") // the beginning
}

// TestFindWraps goes on from the last match to the first, and says so.
func TestFindWraps(t *testing.T) {
	body := lines(20, "a lamp")
	body[40] = "Here stands another lamp."
	p := essay(t, body...)
	p.StartFind()
	p.write("lamp")
	p.KeepFind()
	p.press("find.next")
	p.matches(2, 2)
	p.press("find.next")
	if p.said != words.For("en").FromTheTop() {
		t.Errorf("said is %q", p.said)
	}
	p.matches(1, 2)
	p.press("find.previous")
	if p.said != words.For("en").FromTheEnd() {
		t.Errorf("said is %q", p.said)
	}
}

// TestMatchHasContext holds that a match never stands at the edge of the pane
// while there is more text.
func TestMatchHasContext(t *testing.T) {
	body := lines(0, "")
	for i := range body {
		body[i] = "Another lamp."
	}
	p := essay(t, body...)
	p.StartFind()
	p.write("lamp")
	p.KeepFind()
	for _, name := range []string{"find.next", "find.previous"} {
		for range 70 {
			p.press(name)
			at := p.find.matches[p.find.current].Line
			if above, below := at-p.top, p.top+p.height-1-at; p.top > 0 && above < 2 || p.top < p.last() && below < 2 {
				t.Fatalf("%q: the match has %d lines above and %d below", name, above, below)
			}
		}
	}
}

// TestFindFolds finds in any width, case and script, and over the ends of
// lines; all that was found is lit.
func TestFindFolds(t *testing.T) {
	for name, test := range map[string]struct{ text, word, lit string }{
		"case":                   {"The LIGHTHOUSE stands.", "lighthouse", "LIGHTHOUSE"},
		"full width":             {"编号ＡＢ１２在门上。", "ab12", "ＡＢ１２"},
		"simplified":             {"車站外有一間書店。", "书店", "書店"},
		"traditional":            {"车站外有一间书店。", "書店", "书店"},
		"accents":                {"The café is closed.", "cafe", "café"},
		"over the end of a line": {strings.Repeat("一", 35) + "灯塔立在海边的礁石上。", "立在海边的礁石", "立在海边的礁石"},
	} {
		t.Run(name, func(t *testing.T) {
			p := essay(t, test.text)
			p.StartFind()
			p.write(test.word)
			p.matches(1, 1)
			p.KeepFind()
			if lit := p.lit(); lit != test.lit {
				t.Errorf("lit is %q, want %q", lit, test.lit)
			}
			p.press("find.end")
			if lit := p.lit(); lit != "" {
				t.Errorf("%q is still lit after the find has ended", lit)
			}
		})
	}
}

// lit is all that is drawn as the current match.
func (p *pane) lit() (lit string) {
	for _, part := range strings.Split(strings.Join(p.Draw(p.width, p.height, ""), "\n"), "\x1b[1;4;7m")[1:] {
		text, _, _ := strings.Cut(part, "\x1b[m")
		lit += text
	}
	return lit
}

// vast is more text than is looked through at once.
func vast() string { return strings.Repeat("Nothing stands here. ", (1<<20)/20) + "A lighthouse." }

// In an article with very much text a find is a question: what is found is not known
// at once, the reader may go on typing and keep the find, and only the last word counts.
func TestFindInVastText(t *testing.T) {
	p := essay(t, "The beginning.", vast())
	p.StartFind()
	p.holding = true
	p.write("no")
	if _, _, known := p.Matches(); known {
		t.Error("what is found is known before the text was looked through")
	}
	p.write("lighthouse")
	p.KeepFind()
	p.release()
	p.shows("A lighthouse.")
	p.matches(1, 1)
	p.StartFind()
	p.holding = true
	p.write("volcano")
	p.KeepFind()
	p.release()
	if !strings.Contains(p.said, "“volcano” not found in this article") || p.Finding() {
		t.Errorf("said %q; the find goes on: %v", p.said, p.Finding())
	}
}

// release answers the questions that were held, the last one first.
func (p *pane) release() {
	p.holding = false
	held := p.held
	p.held = nil
	for _, cmd := range slices.Backward(held) {
		p.run(cmd)
	}
}
