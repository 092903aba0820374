// Package headlines is the pane of headlines: rows of what a question has found, with
// what was looked for highlighted in them. What is to be listed is decided elsewhere.
package headlines

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
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
	o             Options
	items         model.Listing
	cursor        int
	top           int  // the first item shown
	width, height int  // of the pane when it was last settled
	loose         bool // scrolled by the wheel: the cursor may be out of sight
	cursorLine    int  // the line that the selected headline was drawn on last; -1: it was out of sight
	moved         bool // the reader has moved the cursor
	known         bool // an answer has come
	err           error
	fetch         ask.Question
	again         bool     // asked for once more while a question was open
	resumed       model.ID // the article of the last session, which is listed also if it was read since; empty: none
	look          Look
	byDate        bool        // the newest stand first
	highlights    []highlight // what the filter looks for, to be highlighted where it stands

	settled bool   // a list has been shown that was asked for after loading
	hits    *found // of a search; nil: the list is none

	snippets     map[model.ID]model.Snippet
	snippetsOf   string // the search that they belong to
	snippetFetch ask.Question
}

// Options are what the pane of headlines is made of.
type Options struct {
	Library Library
	Window  *canvas.Window
	Words   words.Language
	Say     func(text string) // tells the reader a sentence
	Now     func() time.Time
	Zone    *time.Location
}

// Library is what the pane asks of the library.
type Library interface {
	Status() model.Status
	List(ctx context.Context, q query.Query, by query.Sort, older model.Listing) (model.Listing, error)
	Search(ctx context.Context, q query.Query, o model.SearchOptions) (model.Hits, error)
	NextUnread(list model.Listing, from, step int) (row int, wrapped, found bool)
	Marks(id model.ID) model.Marks
	Snippet(ctx context.Context, id model.ID, q query.Query) (model.Snippet, error)
}

// New makes the pane with nothing in it yet.
func New(o Options) *View {
	return &View{o: o, items: model.Items{}}
}

// Waiting says whether an answer is still to come.
func (l *View) Waiting() bool { return l.fetch.Waiting() }

// Current is the item under the cursor, or nil.
func (l *View) Current() *model.Item {
	if l.cursor < l.items.Len() {
		return l.items.At(l.cursor)
	}
	return nil
}

// Standing is what the list shows, to come back to.
type Standing struct {
	items       model.Listing
	cursor, top int
	moved       bool
	hits        *found
	answered    bool // it is the answer to what was asked last
}

// Standing is what the list shows now, to come back to.
func (l *View) Standing() Standing {
	return Standing{items: l.items, cursor: l.cursor, top: l.top, moved: l.moved, hits: l.hits, answered: l.known && l.err == nil && !l.fetch.Waiting()}
}

// StandAgain comes back to what the list was, and drops what has been asked
// since. It says whether that is an answer at all.
func (l *View) StandAgain(s Standing) bool {
	if !s.answered {
		l.moved = s.moved
		return false
	}
	l.fetch.Drop()
	l.err, l.loose = nil, false
	l.items, l.cursor, l.top, l.moved, l.hits = s.items, s.cursor, s.top, s.moved, s.hits
	return true
}

// The columns of a row: a mark for the cursor, the signs, the text.
const (
	dotColumn  = 1
	textColumn = 3
	rowMargin  = 1
)

// headline is the item's title as it stands in the pane: one or two lines.
func (l *View) headline(item *model.Item, width int) []string {
	return render.WrapLines(item.Title, max(width-textColumn-rowMargin, 1), 2)
}

// The signs of a row, which stand in the column before its text: unread on the first
// line, the star on the second, so that they move nothing.
const (
	unreadMark = "●"
	starMark   = "★"
)

// heightOf is how many lines an item takes: the heading of its day, its headline, of what
// a search has found the snippet, and, unless it is compact, the line under it and a blank
// one.
func (l *View) heightOf(i, width int) int {
	height := l.headingHeight(i) + 1
	if !l.look.Compact {
		height += len(l.headline(l.items.At(i), width)) + 1
	}
	if l.hits != nil {
		height++
	}
	return height
}

// Settle keeps the cursor visible, whole, in a pane of so many cells, and asks for
// the snippets of the rows that are.
func (l *View) Settle(ctx context.Context, width, height int) tea.Cmd {
	l.width, l.height = width, height
	l.settle(width, height)
	return l.askSnippets(ctx, width, height)
}

func (l *View) settle(width, height int) {
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
		room, first := height+l.gap(), l.cursor+1
		for first > l.top && room >= l.heightOf(first-1, width) {
			first--
			room -= l.heightOf(first, width)
		}
		l.top = min(max(l.top, first), l.cursor)
	}
	l.top = min(l.top, l.lastTop(width, height))
}

// lastTop is the first item shown when the end of the list is visible.
func (l *View) lastTop(width, height int) int {
	room, first := height+l.gap(), l.items.Len()
	for first > 0 && room >= l.heightOf(first-1, width) {
		first--
		room -= l.heightOf(first, width)
	}
	return min(first, l.items.Len()-1)
}

// Draw gives the pane's lines, each exactly width cells.
func (l *View) Draw(width, height int, focused bool) []string {
	lines := make([]string, 0, height+4)
	l.cursorLine = -1
	for i := l.top; i < l.items.Len() && len(lines) < height; i++ {
		style := &l.o.Window.Styles.Plain
		if i == l.cursor {
			l.cursorLine = len(lines)
			style = &l.o.Window.Styles.Quiet
			if focused {
				style = &l.o.Window.Styles.Selected
			}
		}
		lines = l.drawItem(l.drawHeading(lines, i, width), l.items.At(i), width, style)
	}
	for len(lines) < height {
		lines = append(lines, canvas.NewLine(width).String())
	}
	return lines[:height]
}

// CursorLine is the line of the pane that the selected headline begins on, as it was
// drawn last; -1 where it is out of sight.
func (l *View) CursorLine() int { return l.cursorLine }

func (l *View) drawItem(lines []string, item *model.Item, width int, style *canvas.RowStyles) []string {
	marks := l.o.Library.Marks(item.ID)
	height := 0
	start := func() *canvas.Line {
		row := canvas.NewLine(width).Put(style.Mark, style.Sign)
		switch height++; {
		case height == 1 && !marks.IsRead():
			row.To(style.Text, dotColumn).Put(style.Unread, unreadMark)
		case height == 2 && marks.IsStarred():
			row.To(style.Text, dotColumn).Put(style.Star, starMark)
		}
		return row
	}
	title := style.Text
	if !marks.IsRead() {
		title = style.Strong
	}
	if l.look.Compact {
		lines = append(lines, l.drawCompact(item, marks, width, style))
		return l.drawSnippet(lines, canvas.NewLine(width).Put(style.Mark, style.Sign), item, style)
	}
	rows := l.headline(item, width)
	matches := canvas.OnRows(item.Title, rows, rangesOf(l.highlights, item.Title, highlight.inTitle))
	for i, text := range rows {
		row := start().To(style.Text, textColumn)
		canvas.PutRanges(row, title, style.Match, text, matches[i], 0)
		lines = append(lines, row.End(style.Text))
	}
	if l.hits != nil {
		lines = l.drawSnippet(lines, start(), item, style)
	}
	row := start().To(style.Dim, textColumn)
	l.putUnder(row, item, style)
	return append(lines, row.End(style.Dim), canvas.NewLine(width).String())
}

// drawSnippet draws what a search has found in the text of an item.
func (l *View) drawSnippet(lines []string, row *canvas.Line, item *model.Item, style *canvas.RowStyles) []string {
	if l.hits == nil {
		return lines
	}
	row.To(style.Text, textColumn)
	putSnippet(row, style, l.snippets[item.ID], row.Room()-rowMargin)
	return append(lines, row.End(style.Text))
}

// putUnder puts the line under a headline: source, what the filter found
// elsewhere, date, reading time. Where there is no room for all of it, the
// reading time goes first, then the source is cut.
func (l *View) putUnder(row *canvas.Line, item *model.Item, style *canvas.RowStyles) {
	w := l.o.Words
	day, now := item.Date.In(l.o.Zone), l.o.Now().In(l.o.Zone)
	date := words.Dated(item, w, w.When(day, now), words.IsNow(day, now))
	rest := date + w.Minutes(item.Minutes)
	source, from := words.SourceOf(item)
	if from == words.FromCategory {
		source = words.Category(source, w)
	}
	parts := []sourcePart{{source, from}}
	if found := foundIn(l.highlights, item, source); found != "" {
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
		ranges := canvas.OnRows(part.text, []string{text}, rangesOf(l.highlights, part.text, inSource(part.kind)))[0]
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
