package article

import (
	"broadsheet/model"
)

// This file scrolls the text.

// last is the greatest top that leaves no empty lines under the text. At the beginning
// there is a blank line above it.
func (v *View) last() int {
	if v.page == nil || v.page.Len() < v.height {
		return 0
	}
	return max(1, v.page.Len()-v.height)
}

func (v *View) clamp() { v.top = min(max(v.top, 0), v.last()) }

// overlap is the lines that a page keeps of the one before, so that the eye finds
// its place.
const overlap = 2

// Do scrolls the text as a command says, one of those named "move.".
func (v *View) Do(command string) {
	page := v.height - overlap
	switch command {
	case "move.down":
		v.Scroll(1)
	case "move.up":
		v.Scroll(-1)
	case "move.half_down":
		v.Scroll(max(1, page/2))
	case "move.half_up":
		v.Scroll(-max(1, page/2))
	case "move.page_down":
		v.Scroll(max(1, page))
	case "move.page_up":
		v.Scroll(-max(1, page))
	case "move.first":
		v.scrollTo(0)
	case "move.last":
		v.end()
	}
}

// Scroll moves the text by lines.
func (v *View) Scroll(lines int) { v.scrollTo(v.top + lines) }

// scrollTo goes to a line to read on from there.
func (v *View) scrollTo(top int) {
	if v.lookAt(top) {
		v.keepPlace()
	}
}

// lookAt goes to a line just to look: what is kept for the next time stays. It
// says whether there was anywhere to go.
func (v *View) lookAt(top int) bool {
	if v.page == nil || !v.Ready() {
		return false
	}
	before := v.top
	v.top = top
	v.clamp()
	if v.top == before {
		return false
	}
	v.place = model.Place{}
	if v.top > 0 {
		v.place = v.page.Place(v.top)
	}
	return true
}

// end goes to the end, as soon as it is laid.
func (v *View) end() {
	if v.page != nil && !v.page.Complete() {
		v.toEnd = true
		return
	}
	v.scrollTo(v.last())
}

// keepPlace keeps where the reader is for the next time. An article that was
// read to its end begins at its beginning then. A footnote is only looked at, and so is
// all of a page, of which the article is what is opened the next time.
func (v *View) keepPlace() {
	if v.whole || v.jumped != nil && v.jumped.look && v.jumpInSight() {
		return
	}
	kept := v.place
	if v.atEnd() {
		kept = model.Place{}
	}
	v.o.Library.SetPlace(v.shown.ID, kept)
}

// atEnd says whether the last line is visible.
func (v *View) atEnd() bool {
	return v.page != nil && v.page.Complete() && v.top >= v.last()
}

// AtEnd says whether the reader has come to the end of the article: its last line is in
// sight, and that not for a look at a footnote.
func (v *View) AtEnd() bool {
	return v.Ready() && v.atEnd() && (v.jumped == nil || !v.jumped.look || !v.jumpInSight())
}

// Percent is how much of the article has been visible; ok is false while
// that cannot be known.
func (v *View) Percent() (percent int, ok bool) {
	if !v.Ready() || v.page == nil || !v.page.Complete() {
		return 0, false
	}
	if v.atEnd() {
		return 100, true
	}
	return min(99, (v.top+v.height)*100/max(1, v.page.Len())), true
}
