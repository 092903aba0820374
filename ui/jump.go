package ui

import (
	"slices"

	"broadsheet/model"
	"broadsheet/render"
)

// jump is a way within an article: to a heading, or to a footnote and back.
// While what was jumped to is in sight, the reader can go back.
type jump struct {
	from, to spot
	look     bool // to a footnote, from which the reader returns
}

// spot is a line of a page, which can be found again at any width.
type spot struct {
	place       model.Place
	line, width int
}

func (v *articleView) spotOf(line int) spot {
	return spot{place: v.page.Place(line), line: line, width: v.page.Width()}
}

// lineOf is the line of a spot: at the same width the very same one.
func (v *articleView) lineOf(s spot) int {
	if s.width == v.page.Width() {
		return min(s.line, max(0, v.page.Len()-1))
	}
	return v.page.LineOf(s.place)
}

// jumpInSight says whether the reader sees what was jumped to.
func (v *articleView) jumpInSight() bool {
	return v.jumped != nil && v.page != nil && v.ready() && v.inSight(v.lineOf(v.jumped.to))
}

func (v *articleView) inSight(line int) bool { return line >= v.top && line < v.top+v.height }

// jumpTo shows a heading at the top, to read on from there.
func (v *articleView) jumpTo(line int) {
	v.jumped = &jump{from: v.spotOf(v.top), to: v.spotOf(line)}
	v.scrollTo(line - airAbove)
}

// look shows a line, and scrolls only where it is out of sight.
func (v *articleView) look(line int) {
	v.jumped = &jump{from: v.spotOf(v.top), to: v.spotOf(line), look: true}
	if !v.inSight(line) {
		v.lookAt(line - airAbove)
	}
}

// section is the number of the heading that the reader is under: the one that
// was jumped to, else the last one above or at the top.
func (v *articleView) section() int {
	line := v.top + airAbove
	if v.jumpInSight() {
		line = v.lineOf(v.jumped.to)
	}
	below := slices.IndexFunc(v.pageHeadings, func(heading render.Heading) bool { return heading.Line > line })
	if below < 0 {
		below = len(v.pageHeadings)
	}
	return max(0, below-1)
}

// airAbove is how many lines stand above one that was jumped to.
const airAbove = 1

// goBack goes back to where the reader jumped from. It says whether there was
// something to go back from.
func (v *articleView) goBack() bool {
	if !v.jumpInSight() {
		return false
	}
	from, look := v.lineOf(v.jumped.from), v.jumped.look
	v.jumped = nil
	if look {
		v.lookAt(from)
	} else {
		v.scrollTo(from)
	}
	return true
}

// footnoteWay is where the footnote command leads.
type footnoteWay int

const (
	noFootnote  footnoteWay = iota
	toNote                  // from a reference in sight to its note
	toReference             // from a note in sight to where it is referred to
	backAgain               // to where the command was last given
)

// footnoteInSight is where the footnote command leads now: back, else to the
// note of the first reference in sight, else from the first note in sight to
// its reference. The notes that follow stand below the first one.
func (v *articleView) footnoteInSight() (render.Footnote, footnoteWay) {
	switch {
	case v.page == nil || !v.ready():
		return render.Footnote{}, noFootnote
	case v.jumpInSight() && v.jumped.look:
		return render.Footnote{}, backAgain
	}
	for _, note := range v.pageNotes {
		if note.Line >= 0 && note.Reference >= 0 && v.inSight(note.Reference) {
			return note, toNote
		}
	}
	for _, note := range v.pageNotes {
		if note.Reference >= 0 && v.inSight(note.Line) {
			return note, toReference
		}
	}
	return render.Footnote{}, noFootnote
}

// footnoteNow is where the footnote command leads now.
func (v *articleView) footnoteNow() footnoteWay {
	_, way := v.footnoteInSight()
	return way
}

// goToFootnote goes where the footnote command leads, and says which way that was
// and what the note is called.
func (v *articleView) goToFootnote() (label string, way footnoteWay) {
	note, way := v.footnoteInSight()
	switch way {
	case backAgain:
		v.goBack()
	case toNote:
		v.look(note.Line)
	case toReference:
		v.look(note.Reference)
	case noFootnote:
	}
	return note.Label, way
}
