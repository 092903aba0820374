// Package article is the pane of one article: it asks for its page, scrolls it, and
// finds and jumps in it. It knows neither the list that the article stands in nor
// which key does what.
package article

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/render"
	"broadsheet/render/themes"
	"broadsheet/ui/ask"
	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// View is the pane of the article. The page of the article before
// stays until that of the next one is there, so that nothing flashes.
type View struct {
	Options
	item    *model.Item    // what the pane is for, nil for nothing
	shown   *model.Article // what it shows; another one while the next is read
	page    *render.Page   // of shown
	err     error          // why item cannot be shown
	fetch   ask.Question
	asked   pageKey
	listed  bool   // the library has the article, or had it
	file    uint64 // the revision of what is shown
	height  int
	top     int         // the first line shown
	place   model.Place // of that line, at any width
	toEnd   bool        // go to the end once it is laid
	find    find
	seeking ask.Question // for matches
	stale   bool         // what is shown is no longer what the file has
	anchor  anchor       // where the reader was before it was read anew
	deleted bool         // its file was taken out of the library; what was read of it stays
	jumped  *jump        // what the reader jumped to within the article, and from where

	// What the page has, worked out once.
	pageLinks    []render.Link
	pageHeadings []render.Heading
	pageNotes    []render.Footnote
}

// Options are what the pane of the article is made of.
type Options struct {
	Library    Library
	Renderer   *render.Renderer
	Window     *canvas.Window
	Words      words.Language
	Zone       *time.Location
	PlainLinks bool // links are not marked for the terminal
}

// Library is what the pane asks of the library.
type Library interface {
	Article(ctx context.Context, id model.ID) (*model.Article, error)
	Revision(id model.ID) (revision uint64, listed bool)
	Marks(id model.ID) model.Marks
	SetPlace(id model.ID, p model.Place)
}

// New makes the pane with nothing in it yet.
func New(o Options) *View { return &View{Options: o} }

// pageKey is all that a page depends on.
type pageKey struct {
	id    model.ID
	width int
	theme *themes.Theme
}

// laid is an article with its page, or with the first lines of it.
type laid struct {
	key     pageKey
	article *model.Article
	page    *render.Page
	err     error
	read    bool // from its file

	links    []render.Link
	headings []render.Heading
	notes    []render.Footnote
}

// Follow points the pane at an item, with what a search has found lit in it.
func (v *View) Follow(ctx context.Context, item *model.Item, searched []query.Term) {
	if item == nil && v.item == nil || item != nil && v.item != nil && item.ID == v.item.ID {
		v.item = item
		return
	}
	v.item, v.err, v.toEnd, v.find, v.jumped = item, nil, false, find{}, nil
	v.deleted, v.stale, v.listed = false, false, false
	if item == nil {
		v.fetch.Drop()
		v.shown, v.page, v.asked, v.top = nil, nil, pageKey{}, 0
		return
	}
	v.Light(ctx, searched)
}

// Again reads the article once more from its file.
func (v *View) Again() { v.asked = pageKey{} }

// Ready says whether the pane shows what it is for.
func (v *View) Ready() bool {
	return v.item != nil && v.err == nil && v.shown != nil && v.shown.ID == v.item.ID
}

// Settle asks for the page that the pane needs, if that is another one than
// was asked for last, and keeps the scrolling within it. measure is the cells
// to a line that the reader wants.
func (v *View) Settle(ctx context.Context, width, height, measure int) tea.Cmd {
	v.height = height
	v.clamp()
	if v.item == nil {
		return nil
	}
	key := pageKey{id: v.item.ID, width: TextWidth(width, measure), theme: v.Window.Theme}
	if key == v.asked && (!v.stale || v.fetch.Waiting()) {
		return nil
	}
	if key.id != v.asked.id {
		v.place = v.Library.Marks(key.id).Place
		v.file, v.listed = v.Library.Revision(key.id)
	}
	v.asked = key
	v.err = nil
	var article *model.Article
	if v.shown != nil && v.shown.ID == key.id && !v.stale {
		article = v.shown
	}
	lines := 2 * height
	if v.stale {
		v.anchor = v.anchorAt(v.top)
	}
	if v.place != (model.Place{}) || v.toEnd || v.stale {
		lines = 0
	}
	return v.lay(ctx, key, article, lines)
}

// lay reads the article unless it is known, and lays so many lines of it.
func (v *View) lay(ctx context.Context, key pageKey, article *model.Article, lines int) tea.Cmd {
	library, renderer, head := v.Library, v.Renderer, v.head
	hyperlinks := !v.PlainLinks
	minutes := v.item.Minutes // as in the list, so that one article has one figure
	return v.fetch.Ask(ctx, func(ctx context.Context) tea.Msg {
		answer := laid{key: key, article: article, read: article == nil}
		if answer.article == nil {
			if answer.article, answer.err = library.Article(ctx, key.id); answer.err != nil {
				return answer
			}
		}
		answer.page, answer.err = renderer.Page(ctx, &answer.article.Document, render.Options{
			Width: key.width, Theme: key.theme, Head: head(&answer.article.Item, cmp.Or(minutes, answer.article.Minutes), key.width), Hyperlinks: hyperlinks, Lines: lines,
		})
		if answer.err == nil {
			answer.links, answer.headings, answer.notes = answer.page.Links(), answer.page.Headings(), answer.page.Footnotes()
		}
		return answer
	})
}

// Receive takes an answer to one of the pane's questions; others are none of its.
// It asks for what is needed next, and gives a sentence for the reader, or none.
func (v *View) Receive(ctx context.Context, message tea.Msg) (next tea.Cmd, notice string) {
	switch message := message.(type) {
	case laid:
		return v.take(ctx, message), ""
	case sought:
		return nil, v.takeMatches(message)
	}
	return nil, ""
}

// take shows a page that was asked for, and asks for the rest of it.
func (v *View) take(ctx context.Context, answer laid) tea.Cmd {
	v.stale = v.stale && !answer.read
	if answer.err != nil {
		v.err = answer.err
		return nil
	}
	v.err = nil
	if v.shown == nil || v.shown.ID != answer.article.ID {
		v.top = 0
	}
	if v.item == nil || v.item.Title == "" {
		v.item = &answer.article.Item
	}
	v.shown, v.page = answer.article, answer.page
	v.pageLinks, v.pageHeadings, v.pageNotes = answer.links, answer.headings, answer.notes
	if v.place != (model.Place{}) {
		v.top = v.page.LineOf(v.place)
	}
	v.toAnchor()
	if v.toEnd && v.page.Complete() {
		v.top, v.toEnd = v.page.Len(), false
	}
	v.clamp()
	if !v.page.Complete() {
		return v.lay(ctx, answer.key, answer.article, 0)
	}
	v.found(ctx)
	return nil
}

// head is what stands over the text: the title, where and when it is from, and
// its categories.
func (v *View) head(item *model.Item, minutes, width int) render.Head {
	w := v.Words
	byline := words.Dated(item, w, w.Stamp(item.Date.In(v.Zone)), false) + w.Minutes(minutes)
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
		lines = append(lines, strings.Join(path, words.PathArrow))
	}
	if len(item.AlsoIn) > 0 {
		lines = append(lines, w.AlsoIn(w.List(item.AlsoIn)))
	}
	return render.Head{Title: item.Title, Lines: lines}
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

// last is the greatest top that leaves no empty lines under the text.
func (v *View) last() int {
	if v.page == nil {
		return 0
	}
	return max(0, v.page.Len()-v.height)
}

func (v *View) clamp() { v.top = min(max(v.top, 0), v.last()) }

// Scroll moves the text by lines.
func (v *View) Scroll(lines int) { v.ScrollTo(v.top + lines) }

// ScrollTo goes to a line to read on from there.
func (v *View) ScrollTo(top int) {
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

// End goes to the end, as soon as it is laid.
func (v *View) End() {
	if v.page != nil && !v.page.Complete() {
		v.toEnd = true
		return
	}
	v.ScrollTo(v.last())
}

// keepPlace keeps where the reader is for the next time. An article that was
// read to its end begins at its beginning then. A footnote is only looked at.
func (v *View) keepPlace() {
	if v.jumped != nil && v.jumped.look && v.jumpInSight() {
		return
	}
	kept := v.place
	if v.AtEnd() {
		kept = model.Place{}
	}
	v.Library.SetPlace(v.shown.ID, kept)
}

// AtEnd says whether the last line is in sight.
func (v *View) AtEnd() bool {
	return v.page != nil && v.page.Complete() && v.top >= v.last()
}

// Percent is how much of the article has been in sight; ok is false while
// that cannot be known.
func (v *View) Percent() (percent int, ok bool) {
	if !v.Ready() || v.page == nil || !v.page.Complete() {
		return 0, false
	}
	if v.AtEnd() {
		return 100, true
	}
	return min(99, (v.top+v.height)*100/max(1, v.page.Len())), true
}

// Draw gives the pane's lines, each exactly width cells. idle is what stands in
// a pane without an article: what to do, if there is something to do.
func (v *View) Draw(width, height int, idle string) []string {
	lines := make([]string, 0, height)
	switch {
	case v.err != nil:
		return v.drawError(width, height)
	case v.item == nil:
		return v.Window.Message(width, height, "", idle)
	case v.page == nil:
		return v.Window.Message(width, height, "", v.Words.Opening())
	}
	if v.top == 0 && !v.Window.Airy() {
		lines = append(lines, canvas.NewLine(width).String())
	}
	for i := v.top; i < v.page.Len() && len(lines) < height; i++ {
		text := v.page.Line(i)
		if len(v.find.matches) > 0 {
			text = v.page.LineLit(i, v.find.matches, v.find.current)
		}
		lines = append(lines, v.margin(i, width).Styled(text).String())
	}
	for len(lines) < height {
		lines = append(lines, canvas.NewLine(width).String())
	}
	return lines[:height]
}

// margin begins a line of the pane. A sign stands in the margin of the one that
// was jumped to.
func (v *View) margin(i, width int) *canvas.Line {
	cells := max(0, (width-v.page.Width())/2)
	l := canvas.NewLine(width)
	if v.jumped != nil && i == v.lineOf(v.jumped.to) {
		l.To(v.Window.Styles.Text, cells-2).Put(v.Window.Styles.Name, jumpSign)
	}
	return l.To(v.Window.Styles.Text, cells)
}

// jumpSign stands before the line that was jumped to.
const jumpSign = "▸"

func (v *View) drawError(width, height int) []string {
	headline, text := v.Words.Unreadable()
	if errors.Is(v.err, fs.ErrNotExist) {
		headline, text = v.Words.Vanished()
		return v.Window.Message(width, height, headline, v.item.Title, text)
	}
	return v.Window.Message(width, height, headline, v.item.Title, text, v.err.Error())
}
