// Package headlines is the pane of headlines: rows of what a question has found, with
// what was looked for lit in them. What is asked for is decided elsewhere.
package headlines

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

// View is the pane of headlines. Headlines take one or two lines, so rows
// differ in height; only those that can be seen are ever measured.
type View struct {
	Options
	Items  model.Listing
	Cursor int
	Top    int  // the first item shown
	loose  bool // scrolled by the wheel: the cursor may be out of sight
	Moved  bool // the reader has moved the cursor
	Known  bool // an answer has come
	Err    error
	Fetch  ask.Question
	Again  bool
	Lit    []Light // what the filter looks for, to be lit where it stands

	settled bool   // a list has been shown that was asked for after loading
	Hits    *Found // of a search; nil: the list is none

	snippets     map[model.ID]model.Snippet
	snippetsOf   string // the search that they belong to
	snippetFetch ask.Question
}

// Options are what the pane of headlines is made of.
type Options struct {
	Library Library
	Window  *canvas.Window
	Words   words.Language
	Now     func() time.Time
	Zone    *time.Location
}

// Library is what the pane asks of the library.
type Library interface {
	Marks(id model.ID) model.Marks
	Snippet(ctx context.Context, id model.ID, q query.Query) (model.Snippet, error)
}

// New makes the pane with nothing in it yet.
func New(o Options) *View {
	return &View{Options: o, Items: model.Items{}}
}

// Current is the item under the cursor, or nil.
func (l *View) Current() *model.Item {
	if l.Cursor < l.Items.Len() {
		return l.Items.At(l.Cursor)
	}
	return nil
}

// Take shows a list that was asked for. target is the article that the reader is
// at.
func (l *View) Take(answer Listed, target *model.Item) {
	l.Known, l.Err = true, answer.Err
	if answer.Err != nil {
		return
	}
	above := l.Cursor - l.Top
	var top *model.Item
	if l.Top < l.Items.Len() {
		top = l.Items.At(l.Top)
	}
	// Until all is loaded, the cursor stays at the top, whatever comes there.
	follows := !l.settled && !l.Moved && !l.loose
	l.settled = !answer.Loading
	l.Items, l.Hits = answer.Items, answer.Hits
	if answer.Keep == KeepFirst || target == nil || answer.Keep == KeepArticle && follows {
		l.Cursor, l.Top = 0, 0
		return
	}
	at, found := l.Items.Find(target.ID, l.Cursor)
	if !found {
		at = min(l.Cursor, max(0, l.Items.Len()-1))
	}
	l.Cursor, l.Top = at, max(0, at-above)
	if top == nil {
		return
	}
	if row, listed := l.Items.Find(top.ID, l.Top); listed {
		l.Top = row
	}
}

// Outcome is how much a filter or a search has found.
func (l *View) Outcome() string {
	words := l.Words
	if l.Hits == nil {
		return words.Articles(l.Items.Len())
	}
	return words.Hits(l.Items.Len(), !l.Hits.Complete) + words.NotSearched(l.Hits.Unsearched)
}

// Standing is what the list shows, to come back to.
type Standing struct {
	items       model.Listing
	cursor, top int
	moved       bool
	hits        *Found
	answered    bool // it is the answer to what was asked last
}

// Standing is what the list shows now, to come back to.
func (l *View) Standing() Standing {
	return Standing{items: l.Items, cursor: l.Cursor, top: l.Top, moved: l.Moved, hits: l.Hits, answered: l.Known && l.Err == nil && !l.Fetch.Waiting()}
}

// StandAgain comes back to what the list was, and drops what has been asked
// since. It says whether that is an answer at all.
func (l *View) StandAgain(s Standing) bool {
	if !s.answered {
		l.Moved = s.moved
		return false
	}
	l.Fetch.Drop()
	l.Err, l.loose = nil, false
	l.Items, l.Cursor, l.Top, l.Moved, l.Hits = s.items, s.cursor, s.top, s.moved, s.hits
	return true
}

// MoveTo puts the cursor on a row.
func (l *View) MoveTo(at int) {
	l.Cursor = min(max(at, 0), max(0, l.Items.Len()-1))
	l.Moved, l.loose = true, false
}

// Scroll moves the rows, and not the cursor.
func (l *View) Scroll(rows int) {
	l.Top += rows
	l.loose = true
}

// The columns of a row: a mark for the cursor, the unread dot, the text.
const (
	dotColumn  = 1
	textColumn = 3
	rowMargin  = 1
)

// headline is the item's title as it stands in the pane: one or two lines.
func (l *View) headline(item *model.Item, width int) []string {
	title := item.Title
	if l.Library.Marks(item.ID).IsStarred() {
		title = starMark + title
	}
	return render.WrapLines(title, max(width-textColumn-rowMargin, 1), 2)
}

const starMark = "★ "

// heightOf is how many lines an item takes: its headline, of what a search has
// found the snippet, the line under it, and a blank one.
func (l *View) heightOf(i, width int) int {
	height := len(l.headline(l.Items.At(i), width)) + 2
	if l.Hits != nil {
		height++
	}
	return height
}

// Settle keeps the cursor in sight, whole.
func (l *View) Settle(width, height int) {
	l.Top = min(max(l.Top, 0), max(0, l.Items.Len()-1))
	if width <= 0 || height <= 0 || l.Items.Len() == 0 {
		return
	}
	if l.loose {
		l.Top = min(l.Top, l.lastTop(width, height))
		return
	}
	if l.Cursor <= l.Top {
		l.Top = l.Cursor
	} else {
		// Going up from the cursor, the first item that no longer fits whole is
		// above the top.
		room, first := height+1, l.Cursor+1
		for first > l.Top && room >= l.heightOf(first-1, width) {
			first--
			room -= l.heightOf(first, width)
		}
		l.Top = min(max(l.Top, first), l.Cursor)
	}
	l.Top = min(l.Top, l.lastTop(width, height))
}

// lastTop is the first item shown when the end of the list is in sight.
func (l *View) lastTop(width, height int) int {
	room, first := height+1, l.Items.Len()
	for first > 0 && room >= l.heightOf(first-1, width) {
		first--
		room -= l.heightOf(first, width)
	}
	return min(first, l.Items.Len()-1)
}

// Page is how many rows a page down or up from the cursor goes.
func (l *View) Page(width, height, step int) int {
	used, at := 0, l.Cursor
	for at+step >= 0 && at+step < l.Items.Len() {
		used += l.heightOf(at, width)
		if used > height {
			break
		}
		at += step
	}
	if at == l.Cursor {
		at += step
	}
	return at
}

// RowAt is the item at a line of the pane, -1 where there is none.
func (l *View) RowAt(y, width int) int {
	for i := l.Top; i < l.Items.Len(); i++ {
		if y -= l.heightOf(i, width); y < 0 {
			return i
		}
	}
	return -1
}

// Draw gives the pane's lines, each exactly width cells.
func (l *View) Draw(width, height int, focused bool) []string {
	lines := make([]string, 0, height+4)
	for i := l.Top; i < l.Items.Len() && len(lines) < height; i++ {
		style := &l.Window.Styles.Plain
		if i == l.Cursor {
			style = &l.Window.Styles.Quiet
			if focused {
				style = &l.Window.Styles.Selected
			}
		}
		lines = l.drawItem(lines, l.Items.At(i), width, style)
	}
	for len(lines) < height {
		lines = append(lines, canvas.NewLine(width).String())
	}
	return lines[:height]
}

func (l *View) drawItem(lines []string, item *model.Item, width int, style *canvas.RowStyles) []string {
	marks := l.Library.Marks(item.ID)
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
	lit := canvas.OnRows(headline, rows, rangesOf(l.Lit, headline, Light.inTitle))
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
	if l.Hits != nil {
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
func (l *View) putUnder(row *canvas.Line, item *model.Item, style *canvas.RowStyles) {
	w := l.Words
	day, now := item.Date.In(l.Zone), l.Now().In(l.Zone)
	date := words.Dated(item, w, w.When(day, now), words.IsNow(day, now))
	rest := date + w.Minutes(item.Minutes)
	source, from := words.SourceOf(item)
	parts := []sourcePart{{source, from}}
	if found := foundIn(l.Lit, item, source); found != "" {
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
		ranges := canvas.OnRows(part.text, []string{text}, rangesOf(l.Lit, part.text, inSource(part.kind)))[0]
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

// Keep says where the cursor goes when a list arrives.
type Keep int

// Where the cursor goes.
const (
	KeepFirst   Keep = iota // to the first row
	KeepArticle             // to the article that it is on, where that is listed
	KeepRows                // the same, also before the reader has moved it
)

// Listed is the answer to a question for headlines.
type Listed struct {
	Items model.Listing
	Err   error
	Keep  Keep
	Hits  *Found // of a search

	Loading bool // when it was asked for, the library was not whole
}
