package article

import (
	"broadsheet/model"
	"broadsheet/render"
)

// This file answers what is asked of the pane from outside.

// Subject is what the pane is for, nil for nothing.
func (v *View) Subject() *model.Item { return v.item }

// Spot is where the reader is in an article, to come back to.
type Spot struct{ spot }

// Spot is where the reader is in the article.
func (v *View) Spot() Spot {
	if !v.Ready() || v.page == nil {
		return Spot{}
	}
	at := v.spotOf(v.top)
	at.place = v.place
	return Spot{at}
}

// Return has the article that the pane follows since a moment ago begin where the reader
// was in it before, and not where it begins the next time.
func (v *View) Return(to Spot) {
	if v.item != nil && v.item.ID != v.asked.id && to.width > 0 {
		v.back = &to.spot
	}
}

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

// Top is the first line shown.
func (v *View) Top() int { return v.top }
