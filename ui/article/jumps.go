package article

import (
	"slices"

	"broadsheet/model"
	"broadsheet/render"
)

// jump is a way within an article: to a heading, or to a footnote and back.
// While what was jumped to is in sight, the reader can go back.
type jump struct {
	from, to Spot
	look     bool // to a footnote, from which the reader returns
}

// Spot is a line of a page, which can be found again at any width.
type Spot struct {
	place       model.Place
	line, width int
}

func (v *View) spotOf(line int) Spot {
	return Spot{place: v.page.Place(line), line: line, width: v.page.Width()}
}

// lineOf is the line of a spot: at the same width the very same one.
func (v *View) lineOf(s Spot) int {
	if s.width == v.page.Width() {
		return min(s.line, max(0, v.page.Len()-1))
	}
	return v.page.LineOf(s.place)
}

// jumpInSight says whether the reader sees what was jumped to.
func (v *View) jumpInSight() bool {
	return v.jumped != nil && v.page != nil && v.Ready() && v.inSight(v.lineOf(v.jumped.to))
}

func (v *View) inSight(line int) bool { return line >= v.top && line < v.top+v.height }

// JumpTo shows a heading at the top, to read on from there.
func (v *View) JumpTo(line int) {
	v.jumped = &jump{from: v.spotOf(v.top), to: v.spotOf(line)}
	v.ScrollTo(line - airAbove)
}

// look shows a line, and scrolls only where it is out of sight.
func (v *View) look(line int) {
	v.jumped = &jump{from: v.spotOf(v.top), to: v.spotOf(line), look: true}
	if !v.inSight(line) {
		v.lookAt(line - airAbove)
	}
}

// Section is the number of the heading that the reader is under: the one that
// was jumped to, else the last one above or at the top.
func (v *View) Section() int {
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

// GoBack goes back to where the reader jumped from. It says whether there was
// something to go back from.
func (v *View) GoBack() bool {
	if !v.jumpInSight() {
		return false
	}
	from, look := v.lineOf(v.jumped.from), v.jumped.look
	v.jumped = nil
	if look {
		v.lookAt(from)
	} else {
		v.ScrollTo(from)
	}
	return true
}

// FootnoteWay is where the footnote command leads.
type FootnoteWay int

// The ways that there are.
const (
	NoFootnote  FootnoteWay = iota
	ToNote                  // from a reference in sight to its note
	ToReference             // from a note in sight to where it is referred to
	BackAgain               // to where the command was last given
)

// footnoteInSight is where the footnote command leads now: back, else to the
// note of the first reference in sight, else from the first note in sight to
// its reference. The notes that follow stand below the first one.
func (v *View) footnoteInSight() (render.Footnote, FootnoteWay) {
	switch {
	case v.page == nil || !v.Ready():
		return render.Footnote{}, NoFootnote
	case v.jumpInSight() && v.jumped.look:
		return render.Footnote{}, BackAgain
	}
	for _, note := range v.pageNotes {
		if note.Line >= 0 && note.Reference >= 0 && v.inSight(note.Reference) {
			return note, ToNote
		}
	}
	for _, note := range v.pageNotes {
		if note.Reference >= 0 && v.inSight(note.Line) {
			return note, ToReference
		}
	}
	return render.Footnote{}, NoFootnote
}

// FootnoteNow is where the footnote command leads now.
func (v *View) FootnoteNow() FootnoteWay {
	_, way := v.footnoteInSight()
	return way
}

// GoToFootnote goes where the footnote command leads, and says which way that was
// and what the note is called.
func (v *View) GoToFootnote() (label string, way FootnoteWay) {
	note, way := v.footnoteInSight()
	switch way {
	case BackAgain:
		v.GoBack()
	case ToNote:
		v.look(note.Line)
	case ToReference:
		v.look(note.Reference)
	case NoFootnote:
	}
	return note.Label, way
}
