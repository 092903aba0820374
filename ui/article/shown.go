package article

import (
	"broadsheet/model"
	"broadsheet/render"
)

// Begin points the pane at an article of which nothing is known but its ID.
func (v *View) Begin(id model.ID) { v.item = &model.Item{ID: id} }

// Subject is what the pane is for, nil for nothing.
func (v *View) Subject() *model.Item { return v.item }

// Failed says whether what the pane is for cannot be shown.
func (v *View) Failed() bool { return v.err != nil }

// Gone says whether the file of the article was taken out of the library.
func (v *View) Gone() bool { return v.deleted }

// Links are those of the page, in their order.
func (v *View) Links() []render.Link { return v.pageLinks }

// Headings are those of the page, in their order.
func (v *View) Headings() []render.Heading { return v.pageHeadings }

// Footnotes says whether the page has any.
func (v *View) Footnotes() bool { return len(v.pageNotes) > 0 }

// Complete says whether all of the page is laid.
func (v *View) Complete() bool { return v.page != nil && v.page.Complete() }

// PercentAt is how far down the page a line stands.
func (v *View) PercentAt(line int) int { return line * 100 / max(1, v.page.Len()) }

// Scrolled is the first line in sight, how many there is room for, and the
// greatest that can be the first.
func (v *View) Scrolled() (top, height, last int) { return v.top, v.height, v.last() }

// FirstLine is the text of the first line in sight.
func (v *View) FirstLine() string { return v.page.Plain(v.top) }
