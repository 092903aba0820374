package ui

import (
	"context"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/render"
	"broadsheet/ui/ask"
	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// listView is the pane of headlines. Headlines take one or two lines, so rows
// differ in height; only those that can be seen are ever measured.
type listView struct {
	listOptions
	items  model.Listing
	cursor int
	top    int  // the first item shown
	loose  bool // scrolled by the wheel: the cursor may be out of sight
	moved  bool // the reader has moved the cursor
	known  bool // an answer has come
	err    error
	fetch  ask.Question
	again  bool
	lit    []light // what the filter looks for, to be lit where it stands

	settled bool  // a list has been shown that was asked for after loading
	hits    *hits // of a search; nil: the list is none

	snippets     map[model.ID]model.Snippet
	snippetsOf   string // the search that they belong to
	snippetFetch ask.Question
}

// listOptions are what the pane of headlines is made of.
type listOptions struct {
	library listLibrary
	window  *canvas.Window
	words   words.Language
	now     func() time.Time
	zone    *time.Location
}

// listLibrary is what the pane asks of the library.
type listLibrary interface {
	Marks(id model.ID) model.Marks
	Snippet(ctx context.Context, id model.ID, q query.Query) (model.Snippet, error)
}

func newListView(o listOptions) *listView {
	return &listView{listOptions: o, items: model.Items{}}
}

// current is the item under the cursor, or nil.
func (l *listView) current() *model.Item {
	if l.cursor < l.items.Len() {
		return l.items.At(l.cursor)
	}
	return nil
}

// take shows a list that was asked for. target is the article that the reader is
// at.
func (l *listView) take(answer listed, target *model.Item) {
	l.known, l.err = true, answer.err
	if answer.err != nil {
		return
	}
	above := l.cursor - l.top
	var top *model.Item
	if l.top < l.items.Len() {
		top = l.items.At(l.top)
	}
	// Until all is loaded, the cursor stays at the top, whatever comes there.
	follows := !l.settled && !l.moved && !l.loose
	l.settled = !answer.loading
	l.items, l.hits = answer.items, answer.hits
	if answer.keep == keepFirst || target == nil || answer.keep == keepArticle && follows {
		l.cursor, l.top = 0, 0
		return
	}
	at, found := l.items.Find(target.ID, l.cursor)
	if !found {
		at = min(l.cursor, max(0, l.items.Len()-1))
	}
	l.cursor, l.top = at, max(0, at-above)
	if top == nil {
		return
	}
	if row, listed := l.items.Find(top.ID, l.top); listed {
		l.top = row
	}
}

// outcome is how much a filter or a search has found.
func (l *listView) outcome() string {
	words := l.words
	if l.hits == nil {
		return words.Articles(l.items.Len())
	}
	return words.Hits(l.items.Len(), !l.hits.complete) + words.NotSearched(l.hits.unsearched)
}

// standing is what the list shows, to come back to.
type standing struct {
	items       model.Listing
	cursor, top int
	moved       bool
	hits        *hits
	answered    bool // it is the answer to what was asked last
}

func (l *listView) standing() standing {
	return standing{items: l.items, cursor: l.cursor, top: l.top, moved: l.moved, hits: l.hits, answered: l.known && l.err == nil && !l.fetch.Waiting()}
}

// standAgain comes back to what the list was, and drops what has been asked
// since. It says whether that is an answer at all.
func (l *listView) standAgain(s standing) bool {
	if !s.answered {
		l.moved = s.moved
		return false
	}
	l.fetch.Drop()
	l.err, l.loose = nil, false
	l.items, l.cursor, l.top, l.moved, l.hits = s.items, s.cursor, s.top, s.moved, s.hits
	return true
}

// moveTo puts the cursor on a row.
func (l *listView) moveTo(at int) {
	l.cursor = min(max(at, 0), max(0, l.items.Len()-1))
	l.moved, l.loose = true, false
}

// scroll moves the rows, and not the cursor.
func (l *listView) scroll(rows int) {
	l.top += rows
	l.loose = true
}

// The columns of a row: a mark for the cursor, the unread dot, the text.
const (
	dotColumn  = 1
	textColumn = 3
	rowMargin  = 1
)

// headline is the item's title as it stands in the pane: one or two lines.
func (l *listView) headline(item *model.Item, width int) []string {
	title := item.Title
	if l.library.Marks(item.ID).IsStarred() {
		title = starMark + title
	}
	return render.WrapLines(title, max(width-textColumn-rowMargin, 1), 2)
}

const starMark = "★ "

// heightOf is how many lines an item takes: its headline, of what a search has
// found the snippet, the line under it, and a blank one.
func (l *listView) heightOf(i, width int) int {
	height := len(l.headline(l.items.At(i), width)) + 2
	if l.hits != nil {
		height++
	}
	return height
}

// settle keeps the cursor in sight, whole.
func (l *listView) settle(width, height int) {
	l.top = min(max(l.top, 0), max(0, l.items.Len()-1))
	if width <= 0 || height <= 0 || l.items.Len() == 0 {
		return
	}
	if l.loose {
		l.top = min(l.top, l.lastTop(width, height))
		return
	}
	if l.cursor <= l.top {
		l.top = l.cursor
	} else {
		// Going up from the cursor, the first item that no longer fits whole is
		// above the top.
		room, first := height+1, l.cursor+1
		for first > l.top && room >= l.heightOf(first-1, width) {
			first--
			room -= l.heightOf(first, width)
		}
		l.top = min(max(l.top, first), l.cursor)
	}
	l.top = min(l.top, l.lastTop(width, height))
}

// lastTop is the first item shown when the end of the list is in sight.
func (l *listView) lastTop(width, height int) int {
	room, first := height+1, l.items.Len()
	for first > 0 && room >= l.heightOf(first-1, width) {
		first--
		room -= l.heightOf(first, width)
	}
	return min(first, l.items.Len()-1)
}

// page is how many rows a page down or up from the cursor goes.
func (l *listView) page(width, height, step int) int {
	used, at := 0, l.cursor
	for at+step >= 0 && at+step < l.items.Len() {
		used += l.heightOf(at, width)
		if used > height {
			break
		}
		at += step
	}
	if at == l.cursor {
		at += step
	}
	return at
}

// rowAt is the item at a line of the pane, -1 where there is none.
func (l *listView) rowAt(y, width int) int {
	for i := l.top; i < l.items.Len(); i++ {
		if y -= l.heightOf(i, width); y < 0 {
			return i
		}
	}
	return -1
}

// draw gives the pane's lines, each exactly width cells.
func (l *listView) draw(width, height int, focused bool) []string {
	lines := make([]string, 0, height+4)
	for i := l.top; i < l.items.Len() && len(lines) < height; i++ {
		style := &l.window.Styles.Plain
		if i == l.cursor {
			style = &l.window.Styles.Quiet
			if focused {
				style = &l.window.Styles.Selected
			}
		}
		lines = l.drawItem(lines, l.items.At(i), width, style)
	}
	for len(lines) < height {
		lines = append(lines, canvas.NewLine(width).String())
	}
	return lines[:height]
}

func (l *listView) drawItem(lines []string, item *model.Item, width int, style *canvas.RowStyles) []string {
	marks := l.library.Marks(item.ID)
	start := func() *canvas.Line { return canvas.NewLine(width).Put(style.Mark, style.Sign) }
	title := style.Text
	if !marks.IsRead() {
		title = style.Strong
	}
	rows := l.headline(item, width)
	headline := item.Title
	if marks.IsStarred() {
		headline = starMark + headline
	}
	lit := canvas.OnRows(headline, rows, rangesOf(l.lit, headline, light.inTitle))
	for i, text := range rows {
		row := start()
		if i == 0 && !marks.IsRead() {
			row.To(style.Text, dotColumn).Put(style.Unread, "●")
		}
		row.To(style.Text, textColumn)
		from := 0
		if i == 0 && marks.IsStarred() && strings.HasPrefix(text, starMark) {
			row.Put(style.Star, "★")
			from = len(starMark) - 1
		}
		canvas.PutRanges(row, title, style.Match, text, lit[i], from)
		lines = append(lines, row.End(style.Text))
	}
	if l.hits != nil {
		row := start().To(style.Text, textColumn)
		putSnippet(row, style, l.snippets[item.ID], row.Room()-rowMargin)
		lines = append(lines, row.End(style.Text))
	}
	row := start().To(style.Dim, textColumn)
	l.putUnder(row, item, style)
	return append(lines, row.End(style.Dim), canvas.NewLine(width).String())
}

// putUnder puts the line under a headline: source, what the filter found
// elsewhere, date, reading time. Where there is no room for all of it, the
// reading time goes first, then the source is cut.
func (l *listView) putUnder(row *canvas.Line, item *model.Item, style *canvas.RowStyles) {
	w := l.words
	day, now := item.Date.In(l.zone), l.now().In(l.zone)
	date := words.Dated(item, w, w.When(day, now), words.IsNow(day, now))
	rest := date + w.Minutes(item.Minutes)
	source, from := words.SourceOf(item)
	parts := []sourcePart{{source, from}}
	if found := foundIn(l.lit, item, source); found != "" {
		parts = append(parts, sourcePart{found, words.FromCategory})
	}
	room := row.Room() - rowMargin
	if date != "" && widthOf(parts)+ansi.StringWidth(rest) > room {
		rest = strings.TrimSuffix(date, " · ")
	}
	if len(parts) > 1 && widthOf(parts)+ansi.StringWidth(rest) > room {
		parts = parts[1:] // rather why it is listed than who wrote it
	}
	room -= ansi.StringWidth(rest)
	for _, part := range parts {
		const least = 6 // cells that are worth a name
		if part.text == "" || room < least+3 {
			continue
		}
		text := render.Truncate(part.text, room-3)
		room -= ansi.StringWidth(text) + 3
		ranges := canvas.OnRows(part.text, []string{text}, rangesOf(l.lit, part.text, inSource(part.kind)))[0]
		canvas.PutRanges(row, style.Dim, style.Match, text, ranges, 0)
		row.Put(style.Dim, " · ")
	}
	row.Put(style.Dim, rest)
}

// sourcePart is a name in the line under a headline.
type sourcePart struct {
	text string
	kind words.SourceKind
}

// widthOf is how wide names are with what parts them from what follows.
func widthOf(parts []sourcePart) int {
	width := 0
	for _, part := range parts {
		if part.text != "" {
			width += ansi.StringWidth(part.text) + 3
		}
	}
	return width
}
