package headlines

import (
	"time"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// This file has what a reader may have otherwise: headlines of one line each, and
// headings between the days.

// Look is how the rows are set.
type Look struct {
	Compact bool // a line each, with date, source and title in columns
	Days    bool // the first headline of a day has a heading above it
}

// SetLook sets the rows in another way from now on.
func (l *View) SetLook(k Look) { l.look = k }

// The columns of a compact row. From wideRow on there is one for the source.
const (
	compactDate = 4
	wideRow     = 60
	columnGap   = 2
)

// gap is how many lines of a row may be left out at the end of the pane: the blank one.
func (l *View) gap() int {
	if l.look.Compact {
		return 0
	}
	return 1
}

// drawCompact draws a headline of one line.
func (l *View) drawCompact(item *model.Item, marks model.Marks, width int, style *canvas.RowStyles) string {
	w, zone := l.o.Words, l.o.Zone
	row := canvas.NewLine(width).Put(style.Mark, style.Sign)
	title := style.Text
	if !marks.IsRead() {
		title = style.Strong
		row.To(style.Text, dotColumn).Put(style.Unread, unreadMark)
	}
	if marks.IsStarred() {
		row.To(style.Text, dotColumn+1).Put(style.Star, starMark)
	}
	row.To(style.Text, compactDate)
	date := ""
	if !item.Date.IsZero() {
		date = w.ShortDate(item.Date.In(zone), l.o.Now().In(zone))
	}
	row.Put(style.Dim, date).To(style.Dim, compactDate+w.ShortDateWidth()+columnGap)
	if width >= wideRow {
		end := row.Column() + min(max(width/6, 10), 20)
		source, kind := words.SourceOf(item)
		shown := render.Truncate(source, end-row.Column())
		ranges := canvas.OnRows(source, []string{shown}, rangesOf(l.highlights, source, inSource(kind)))[0]
		canvas.PutRanges(row, style.Dim, style.Match, shown, ranges, 0)
		row.To(style.Dim, end+columnGap)
	}
	shown := render.Truncate(item.Title, row.Room()-rowMargin)
	ranges := canvas.OnRows(item.Title, []string{shown}, rangesOf(l.highlights, item.Title, highlight.inTitle))[0]
	canvas.PutRanges(row, title, style.Match, shown, ranges, 0)
	return row.End(style.Text)
}

// dayOf is the heading over the headline in a row, empty where that is of the same day
// as the one before, or the list does not go by dates.
func (l *View) dayOf(i int) string {
	if !l.look.Days || !l.byDate {
		return ""
	}
	date := l.items.At(i).Date
	if date.IsZero() {
		return ""
	}
	day := date.In(l.o.Zone)
	if i > 0 {
		if before := l.items.At(i - 1).Date; !before.IsZero() && sameDay(day, before.In(l.o.Zone)) {
			return ""
		}
	}
	return l.o.Words.DayHeading(day, l.o.Now().In(l.o.Zone))
}

func sameDay(a, b time.Time) bool {
	y, m, d := a.Date()
	z, n, e := b.Date()
	return y == z && m == n && d == e
}

// headingHeight is how many lines stand above the headline in a row: the heading of its
// day, and a blank one before it where rows have none.
func (l *View) headingHeight(i int) int {
	switch {
	case l.dayOf(i) == "":
		return 0
	case l.look.Compact && i > 0:
		return 2
	}
	return 1
}

// drawHeading draws what stands above the headline in a row.
func (l *View) drawHeading(lines []string, i, width int) []string {
	height := l.headingHeight(i)
	if height == 0 {
		return lines
	}
	if height > 1 {
		lines = append(lines, canvas.NewLine(width).String())
	}
	s := l.o.Window.Styles
	row := canvas.NewLine(width).Skip(s.Text, 1).Put(s.Dim, l.dayOf(i)).Skip(s.Text, 1)
	for row.Room() > rowMargin {
		row.Put(s.Hairline, "─")
	}
	return append(lines, row.String())
}
