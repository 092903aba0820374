// Package article is the pane of one article: it asks for its page, scrolls it, and
// finds and jumps in it. It knows neither the list that the article stands in nor
// which key does what: what it can do has the names of commands.
package article

import (
	"cmp"
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/render"
	"broadsheet/render/themes"
	"broadsheet/ui/ask"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// View is the pane of the article. The page of the article before
// stays until that of the next one is there, so that nothing flashes.
type View struct {
	o        Options
	item     *model.Item    // what the pane is for, nil for nothing
	shown    *model.Article // what it shows; another one while the next is read
	page     *render.Page   // of shown
	err      error          // why item cannot be shown
	fetch    ask.Question
	asked    pageKey
	listed   bool   // the library has the article, or had it
	file     uint64 // the revision of what is shown
	height   int
	top      int         // the first line shown
	place    model.Place // of that line, at any width
	toEnd    bool        // go to the end once it is laid
	find     find
	findFrom spot         // where the reader was when a find was begun
	seeking  ask.Question // for matches
	whole    bool         // all of the page is wanted, and not the article alone
	stale    bool         // what is shown is no longer what the file has
	anchor   anchor       // where the reader was before it was read anew, or turned whole
	back     *spot        // where the reader was in the article that is to be shown; nil: as it is kept
	turned   model.Place  // where the reader was in the other of the article's two texts
	deleted  bool         // its file was taken out of the library; what was read of it stays
	marked   *marking     // lines to be copied, nil for none
	jumped   *jump        // what the reader jumped to within the article, and from where

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
	Keys       *command.Keymap   // to tell the reader which key goes back
	Say        func(text string) // tells the reader a sentence
	Zone       *time.Location
	PlainLinks bool // links are not marked for the terminal
}

// Library is what the pane asks of the library.
type Library interface {
	Article(ctx context.Context, id model.ID) (*model.Article, error)
	WholeArticle(ctx context.Context, id model.ID) (*model.Article, error)
	Revision(id model.ID) (revision uint64, listed bool)
	Marks(id model.ID) model.Marks
	SetPlace(id model.ID, p model.Place)
}

// New makes the pane with nothing in it yet.
func New(o Options) *View { return &View{o: o} }

// pageKey is all that a page depends on.
type pageKey struct {
	id    model.ID
	whole bool
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

// Follow points the pane at an item, nil for none, with what a search has found highlighted
// in it. Of the item its ID may be all that is known.
func (v *View) Follow(ctx context.Context, item *model.Item, searched []query.Term) {
	if item == nil && v.item == nil || item != nil && v.item != nil && item.ID == v.item.ID {
		v.item = item
		v.highlight(ctx, searched)
		return
	}
	v.item, v.err, v.toEnd, v.find, v.jumped, v.turned = item, nil, false, find{}, nil, model.Place{}
	v.deleted, v.stale, v.listed, v.whole, v.back = false, false, false, false, nil
	v.marked = nil
	if item == nil {
		v.fetch.Drop()
		v.shown, v.page, v.asked, v.top = nil, nil, pageKey{}, 0
		return
	}
	v.highlight(ctx, searched)
}

// Again reads the article once more from its file.
func (v *View) Again() { v.asked = pageKey{} }

// Ready says whether the pane shows what it is for.
func (v *View) Ready() bool {
	return v.item != nil && v.err == nil && v.shown != nil && v.shown.ID == v.item.ID
}

// Settle asks for what the pane needs to be drawn in so many cells, and keeps the
// scrolling within the page. measure is the cells to a line that the reader wants.
func (v *View) Settle(ctx context.Context, width, height, measure int) tea.Cmd {
	return tea.Batch(v.askPage(ctx, width, height, measure), v.seek(ctx))
}

// askPage asks for the page that the pane needs, if that is another one than was
// asked for last.
func (v *View) askPage(ctx context.Context, width, height, measure int) tea.Cmd {
	v.height = height
	v.clamp()
	if v.item == nil {
		return nil
	}
	key := pageKey{id: v.item.ID, whole: v.whole, width: TextWidth(width, measure), theme: v.o.Window.Theme}
	if key == v.asked && (!v.stale || v.fetch.Waiting()) {
		return nil
	}
	if key.id != v.asked.id {
		v.place = v.o.Library.Marks(key.id).Place
		if v.back != nil {
			v.place = v.back.place
		}
		v.file, v.listed = v.o.Library.Revision(key.id)
	}
	same := v.asked.whole == key.whole
	v.asked = key
	v.err = nil
	var article *model.Article
	if v.shown != nil && v.shown.ID == key.id && !v.stale && same {
		article = v.shown
	}
	lines := 2 * height
	if v.stale {
		v.anchor = v.anchorAt(v.top)
	}
	if v.place != (model.Place{}) || v.toEnd || v.stale || v.anchor.text != "" {
		lines = 0
	}
	return v.lay(ctx, key, article, lines)
}

// lay reads the article unless it is known, and lays so many lines of it.
func (v *View) lay(ctx context.Context, key pageKey, article *model.Article, lines int) tea.Cmd {
	library, renderer, head, language := v.o.Library, v.o.Renderer, v.head, v.o.Words
	hyperlinks := !v.o.PlainLinks
	minutes := v.item.Minutes // as in the list, so that one article has one figure
	if v.stale {
		minutes = 0 // the list does not know yet what the file has now
	}
	return v.fetch.Ask(ctx, func(ctx context.Context) tea.Msg {
		answer := laid{key: key, article: article, read: article == nil}
		if answer.article == nil {
			read := library.Article
			if key.whole {
				read = library.WholeArticle
			}
			if answer.article, answer.err = read(ctx, key.id); answer.err != nil {
				return answer
			}
		}
		answer.page, answer.err = renderer.Page(ctx, &answer.article.Document, render.Options{
			Width: key.width, Theme: key.theme, Head: head(answer.article, cmp.Or(minutes, answer.article.Minutes), key.width), Hyperlinks: hyperlinks, Lines: lines,
		})
		if answer.err == nil {
			answer.links, answer.headings, answer.notes = linksOf(answer.article, answer.page, language), answer.page.Headings(), answer.page.Footnotes()
		}
		return answer
	})
}

// linksOf gives what a reader may follow from an article, each address once: its own
// page, unless that is one of the files that come with it; all of those and where it is
// discussed; the links of what is laid.
func linksOf(a *model.Article, page *render.Page, language words.Language) []render.Link {
	var links []render.Link
	isFile := func(e model.Enclosure) bool { return e.URL == a.Link }
	if a.Link != "" && !slices.ContainsFunc(a.Enclosures, isFile) {
		links = append(links, render.Link{URL: a.Link, Text: language.OwnPage()})
	}
	for _, link := range words.Attached(a, language, len(a.Enclosures)) {
		links = append(links, render.Link{URL: link.URL, Text: link.Name + link.Details})
	}
	before := len(links)
	for _, link := range page.Links() {
		if !slices.ContainsFunc(links[:before], func(known render.Link) bool { return known.URL == link.URL }) {
			links = append(links, link)
		}
	}
	return links
}

// Receive takes an answer to one of the pane's questions; others are none of its.
// It asks for what is needed next.
func (v *View) Receive(ctx context.Context, message tea.Msg) (next tea.Cmd) {
	switch message := message.(type) {
	case laid:
		return v.take(ctx, message)
	case sought:
		v.takeMatches(message)
	}
	return nil
}

// take shows a page that was asked for, and asks for the rest of it.
func (v *View) take(ctx context.Context, answer laid) tea.Cmd {
	v.stale = v.stale && !answer.read
	if answer.err != nil {
		v.err = answer.err
		return nil
	}
	v.err = nil
	turned := false
	if v.shown == nil || v.shown.ID != answer.article.ID {
		v.top = 0
	} else if turned = v.shown.FullText != answer.article.FullText; turned {
		v.turn()
	}
	if v.item == nil || v.item.Title == "" {
		v.item = &answer.article.Item
	}
	v.shown, v.page = answer.article, answer.page
	v.pageLinks, v.pageHeadings, v.pageNotes = answer.links, answer.headings, answer.notes
	if v.place != (model.Place{}) {
		v.top = v.page.LineOf(v.place)
	}
	if v.back != nil {
		v.top, v.back = v.lineOf(*v.back), nil
	}
	v.toAnchor()
	if turned && v.place != v.turned {
		v.keepPlace()
	}
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
