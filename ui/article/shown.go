package article

import (
	"broadsheet/model"
	"broadsheet/render"
)

// This file answers what is asked of the pane from outside.

// Subject is what the pane is for, nil for nothing.
func (v *View) Subject() *model.Item { return v.item }

// Failed says whether what the pane is for cannot be shown.
func (v *View) Failed() bool { return v.err != nil }

// Reduced says whether there is more of the page than the article, which is shown now or
// can be.
func (v *View) Reduced() bool { return v.whole || v.Ready() && v.shown.Reduced }

// TurnWhole shows all of a page of a site, or its article alone again. The line that the
// reader looks at stays where it is, if the other has it too.
func (v *View) TurnWhole() {
	v.anchor = v.anchorAt(v.top)
	v.whole = !v.whole
	v.place, v.jumped = model.Place{}, nil
}

// Gone says whether the file of the article was taken out of the library.
func (v *View) Gone() bool { return v.deleted }

// Full says whether the text is that of the page which the article of a feed links to.
func (v *View) Full() bool { return v.Ready() && v.shown.FullText }

// Links are what the reader may follow: the article's own page, what comes with it,
// and the links of its text.
func (v *View) Links() []render.Link { return v.pageLinks }

// Complete says whether all of the page is laid.
func (v *View) Complete() bool { return v.page != nil && v.page.Complete() }

// PercentAt is how far down the page a line stands.
func (v *View) PercentAt(line int) int { return line * 100 / max(1, v.page.Len()) }
