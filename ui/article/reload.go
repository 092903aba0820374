package article

import (
	"strings"
)

// This file keeps an article in step with its file while it is open.

// anchor is a line of a page that is known by its text, so that it is found
// again after text was added or taken away before it.
type anchor struct {
	text  string // empty: none
	below int    // how many lines below the top it stands
}

// FollowFile reads the article anew where its file has changed, and notes where
// it is gone, which it says once. What is shown stays where it is.
func (v *View) FollowFile() (gone bool) {
	if v.item == nil || v.asked.id != v.item.ID {
		return false
	}
	revision, listed := v.o.Library.Revision(v.item.ID)
	switch {
	case !listed && v.listed && !v.deleted:
		v.deleted, gone = true, true
	case listed && v.listed && (revision != v.file || v.deleted):
		v.deleted, v.stale = false, true
	}
	v.file, v.listed = revision, v.listed || listed
	return gone
}

// Reread reads the article anew, for its file is known to have changed. What is shown
// stays where it is.
func (v *View) Reread() { v.stale = v.item != nil }

// turn puts the place in the article's other text in the place of that in the one which
// was shown: who turns back is where he was. A text that was not shown before begins at
// its beginning, unless the line that the reader looks at is in it too.
func (v *View) turn() {
	v.top = 0
	v.place, v.turned = v.turned, v.place
}

// anchorAt gives the first line with text from one on. At the article's start
// there is none: what is new there is to be seen.
func (v *View) anchorAt(top int) anchor {
	if v.page == nil || top == 0 {
		return anchor{}
	}
	for line := top; line < min(top+v.height, v.page.Len()); line++ {
		if text := strings.TrimSpace(v.page.Plain(line)); text != "" {
			return anchor{text: text, below: line - top}
		}
	}
	return anchor{}
}

// toAnchor goes to where the reader was: to the line of that text that is
// nearest, if there is one.
func (v *View) toAnchor() {
	a := v.anchor
	v.anchor = anchor{}
	if a.text == "" {
		return
	}
	for away := range v.page.Len() {
		for _, line := range []int{v.top + a.below - away, v.top + a.below + away} {
			if line >= 0 && line < v.page.Len() && strings.TrimSpace(v.page.Plain(line)) == a.text {
				v.top = max(0, line-a.below)
				v.place = v.page.Place(v.top)
				return
			}
		}
	}
}
