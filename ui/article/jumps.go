package article

import (
	"slices"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/ui/command"
)

// jump is a way within an article: to a heading, or to a footnote and back.
// While what was jumped to is visible, the reader can go back.
type jump struct {
	from, to spot
	look     bool // to a footnote, from which the reader returns
}

// spot is a line of a page, which can be found again at any width.
type spot struct {
	place       model.Place
	line, width int
}

func (v *View) spotOf(line int) spot {
	return spot{place: v.page.Place(line), line: line, width: v.page.Width()}
}

// lineOf is the line of a spot: at the same width the very same one.
func (v *View) lineOf(s spot) int {
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

// JumpTo shows a heading at the top, to read on from there, and tells the reader how
// to come back.
func (v *View) JumpTo(line int) {
	v.jumped = &jump{from: v.spotOf(v.top), to: v.spotOf(line)}
	v.scrollTo(line - airAbove)
	v.o.Say(v.o.Words.Jumped(v.o.Keys.KeyOf("app.step_back")))
}

// look shows a line, and scrolls only where it is out of sight.
func (v *View) look(line int) {
	v.jumped = &jump{from: v.spotOf(v.top), to: v.spotOf(line), look: true}
	if !v.inSight(line) {
		v.lookAt(line - airAbove)
	}
}

// Headings are those of the page, in their order, with the number of the one that
// the reader is under: the one that was jumped to, else the last one above or at the
// top.
func (v *View) Headings() (all []render.Heading, here int) {
	line := v.top + airAbove
	if v.jumpInSight() {
		line = v.lineOf(v.jumped.to)
	}
	below := slices.IndexFunc(v.pageHeadings, func(heading render.Heading) bool { return heading.Line > line })
	if below < 0 {
		below = len(v.pageHeadings)
	}
	return v.pageHeadings, max(0, below-1)
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
		v.scrollTo(from)
	}
	return true
}

// footnoteWay is where the footnote command leads.
type footnoteWay int

// The ways that there are.
const (
	noFootnote  footnoteWay = iota
	toNote                  // from a visible reference to its note
	toReference             // from a visible note to where it is referred to
	backAgain               // to where the command was last given
)

// footnoteInSight is where the footnote command leads now: back, else to the
// note of the first visible reference, else from the first visible note to
// its reference. The notes that follow stand below the first one.
func (v *View) footnoteInSight() (render.Footnote, footnoteWay) {
	switch {
	case v.page == nil || !v.Ready():
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

// FootnoteCommand is the one that goes to a footnote, or back.
func (v *View) FootnoteCommand() command.Command {
	c := command.Command{Name: "article.footnote", Run: command.Does(v.goToFootnote)}
	switch _, way := v.footnoteInSight(); {
	case way == backAgain:
		c.Short = v.o.Words.ShortReturn()
	case way == noFootnote && len(v.pageNotes) == 0:
		c.Off = v.o.Words.OffNoFootnotes()
	case way == noFootnote:
		c.Off = v.o.Words.OffNoFootnoteHere()
	}
	return c
}

// goToFootnote goes where the footnote command leads, and tells the reader how to
// come back.
func (v *View) goToFootnote() {
	note, way := v.footnoteInSight()
	key := v.o.Keys.KeyOf("article.footnote")
	switch way {
	case backAgain:
		v.GoBack()
	case toNote:
		v.look(note.Line)
		v.o.Say(v.o.Words.AtFootnote(note.Label, key))
	case toReference:
		v.look(note.Reference)
		v.o.Say(v.o.Words.AtReference(note.Label, key))
	case noFootnote:
	}
}
