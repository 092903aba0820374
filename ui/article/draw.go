package article

import (
	"errors"
	"io/fs"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// This file draws the pane, and says what stands over the text.

// mostFiles is how many lines over the text tell of files that come with it, so that
// the text is not far below.
const mostFiles = 4

// head is what stands over the text: the title, where and when it is from, and
// its categories, then what comes with it.
func (v *View) head(a *model.Article, minutes, width int) render.Head {
	w, item := v.o.Words, &a.Item
	byline := words.Dated(item, w, w.Stamp(item.Date.In(v.o.Zone)), false) + w.Minutes(minutes)
	var lines []string
	source, kind := words.SourceOf(item)
	if kind == words.FromCategory {
		source = "" // the line of its categories says it
	}
	switch whole := source + " · " + byline; {
	case source == "":
		lines = append(lines, byline)
	case ansi.StringWidth(whole) <= width:
		lines = append(lines, whole)
	default:
		lines = append(lines, source, byline)
	}
	for _, path := range item.Categories {
		lines = append(lines, words.CategoryPath(path, w))
	}
	if len(item.AlsoIn) > 0 {
		lines = append(lines, w.AlsoIn(w.List(item.AlsoIn)))
	}
	if tags := words.TagLine(item, width); tags != "" {
		lines = append(lines, tags)
	}
	head := render.Head{Title: item.Title, Lines: lines, Lead: a.Lead()}
	for _, link := range words.Attached(a, w, mostFiles) {
		head.Links = append(head.Links, render.HeadLink{URL: link.URL, Text: link.Name, Rest: link.Details})
	}
	return head
}

// TextWidth is the cells to a line in a pane: the measure, or what the margins
// leave. It is even, since Chinese characters take two.
func TextWidth(width, measure int) int {
	margin := 1
	switch {
	case width >= 60:
		margin = 4
	case width >= 40:
		margin = 3
	case width >= 30:
		margin = 2
	}
	return max(min(measure, width-2*margin)&^1, 2)
}

// Draw gives the pane's lines, each exactly width cells. idle is what stands in
// a pane without an article: what to do, if there is something to do.
func (v *View) Draw(width, height int, idle string) []string {
	lines := make([]string, 0, height)
	switch {
	case v.err != nil:
		return v.drawError(width, height)
	case v.item == nil:
		return v.o.Window.Message(width, height, "", idle)
	case v.page == nil:
		return v.o.Window.Message(width, height, "", v.o.Words.Opening())
	}
	if v.top == 0 {
		lines = append(lines, canvas.NewLine(width).String())
	}
	for i := v.top; i < v.page.Len() && len(lines) < height; i++ {
		text := v.page.Line(i)
		if len(v.find.matches) > 0 {
			text = v.page.LineLit(i, v.find.matches, v.find.current)
		}
		if v.isMarked(i) {
			lines = append(lines, v.drawMarked(i, width))
			continue
		}
		lines = append(lines, v.margin(i, width).Styled(text).String())
	}
	for len(lines) < height {
		lines = append(lines, canvas.NewLine(width).String())
	}
	return lines[:height]
}

// CursorAt is the cell of the pane that reading goes on from: the end of the marked lines
// that moves, where the match is that the reader is at, else the first line of the text.
func (v *View) CursorAt(width int) (x, y int) {
	if v.page == nil || v.err != nil {
		return 0, 0
	}
	switch {
	case v.marked != nil:
		y = max(0, v.lineOf(v.marked.moving)-v.top)
	case v.find.active() && v.find.current < len(v.find.matches):
		y = max(0, v.find.matches[v.find.current].Line-v.top)
	}
	if v.top == 0 {
		y++ // a blank line stands above
	}
	return max(0, (width-v.page.Width())/2), y
}

// margin begins a line of the pane. A sign stands in the margin of the one that
// was jumped to.
func (v *View) margin(i, width int) *canvas.Line {
	cells := max(0, (width-v.page.Width())/2)
	l := canvas.NewLine(width)
	if v.jumped != nil && i == v.lineOf(v.jumped.to) {
		l.To(v.o.Window.Styles.Text, cells-2).Put(v.o.Window.Styles.Name, jumpSign)
	}
	return l.To(v.o.Window.Styles.Text, cells)
}

// drawMarked draws a line that is marked to be copied, with a sign before it for
// terminals without colours.
func (v *View) drawMarked(i, width int) string {
	s := &v.o.Window.Styles.Selected
	cells := max(0, (width-v.page.Width())/2)
	text := canvas.NewLine(v.page.Width()).Put(s.Text, v.page.Plain(i)).End(s.Text)
	l := canvas.NewLine(width)
	if cells > 0 {
		l.To(v.o.Window.Styles.Text, cells-1).Put(s.Mark, s.Sign)
	}
	return l.Styled(text).String()
}

// jumpSign stands before the line that was jumped to.
const jumpSign = "▸"

func (v *View) drawError(width, height int) []string {
	headline, text := v.o.Words.Unreadable()
	if errors.Is(v.err, fs.ErrNotExist) {
		headline, text = v.o.Words.Vanished()
		return v.o.Window.Message(width, height, headline, v.item.Title, text)
	}
	return v.o.Window.Message(width, height, headline, v.item.Title, text, v.err.Error())
}
