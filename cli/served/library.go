// Package served is the library as those see it who come over SSH: no sentence
// tells a path of the server, what they only look at leaves no trace, and articles
// that were read last are shared by all. It knows no SSH and no command line.
package served

import (
	"context"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui"
)

// Library is the library as a session sees it: without paths of the
// server, and without leaving a trace of who only looks. It has no method that is
// not written here: what the program may ask of a library one day is decided on
// here first.
type Library struct {
	from     ui.Library
	shelf    *Shelf
	hide     *Concealer
	settings model.Settings  // that are kept
	later    *model.Settings // that are kept as soon as something else is
}

// New is the library of a session. What the others read last stands on
// the shelf; settings are those that are kept of the reader.
func New(from ui.Library, shelf *Shelf, hide *Concealer, settings model.Settings) *Library {
	return &Library{from: from, shelf: shelf, hide: hide, settings: settings}
}

// List gives the articles that a query wants.
func (l *Library) List(ctx context.Context, q query.Query, by query.Sort, older model.Listing) (model.Listing, error) {
	items, err := l.from.List(ctx, q, by, older)
	return items, l.hide.Error(err)
}

// NextUnread gives the row of the next unread article of a list.
func (l *Library) NextUnread(list model.Listing, from, step int) (row int, wrapped, found bool) {
	return l.from.NextUnread(list, from, step)
}

// Details gives all that is known of an article without reading its file.
func (l *Library) Details(ctx context.Context, id model.ID) (*model.Item, error) {
	item, err := l.from.Details(ctx, id)
	return item, l.hide.Error(err)
}

// Tree gives the categories with the reader's counts.
func (l *Library) Tree(ctx context.Context) (*model.Tree, error) {
	tree, err := l.from.Tree(ctx)
	return tree, l.hide.Error(err)
}

// Counts says how many articles each query wants.
func (l *Library) Counts(ctx context.Context, queries []query.Query) ([]model.Count, error) {
	counts, err := l.from.Counts(ctx, queries)
	return counts, l.hide.Error(err)
}

// Search finds articles by their titles and texts.
func (l *Library) Search(ctx context.Context, q query.Query, o model.SearchOptions) (model.Hits, error) {
	hits, err := l.from.Search(ctx, q, o)
	return hits, l.hide.Error(err)
}

// Snippet gives the part of an article's text that shows why it was found.
func (l *Library) Snippet(ctx context.Context, id model.ID, q query.Query) (model.Snippet, error) {
	snippet, err := l.from.Snippet(ctx, id, q)
	return snippet, l.hide.Error(err)
}

// Complete gives what can stand in the place of a term that has been begun.
func (l *Library) Complete(ctx context.Context, p query.Partial, limit int) ([]string, error) {
	found, err := l.from.Complete(ctx, p, limit)
	return found, l.hide.Error(err)
}

// Article gives an article from the shelf, or reads it.
func (l *Library) Article(ctx context.Context, id model.ID) (*model.Article, error) {
	article, err := l.shelf.article(ctx, id, l.from)
	return article, l.hide.Error(err)
}

// WholeArticle reads all of a page of a site, which few ask for.
func (l *Library) WholeArticle(ctx context.Context, id model.ID) (*model.Article, error) {
	article, err := l.from.WholeArticle(ctx, id)
	return article, l.hide.Error(err)
}

// Revision gives a number that changes with an article's file.
func (l *Library) Revision(id model.ID) (revision uint64, listed bool) {
	return l.from.Revision(id)
}

// Marks gives what the reader did with an article.
func (l *Library) Marks(id model.ID) model.Marks { return l.from.Marks(id) }

// SetRead marks articles, and keeps what waited for that.
func (l *Library) SetRead(ids []model.ID, read bool) {
	l.from.SetRead(ids, read)
	l.marked()
}

// SetAllRead marks a list, and keeps what waited for that.
func (l *Library) SetAllRead(list model.Listing) int {
	n := l.from.SetAllRead(list)
	l.marked()
	return n
}

// SetStarred stars articles, and keeps what waited for that.
func (l *Library) SetStarred(ids []model.ID, starred bool) {
	l.from.SetStarred(ids, starred)
	l.marked()
}

// SetPlace keeps where the reader stopped in an article.
func (l *Library) SetPlace(id model.ID, p model.Place) { l.from.SetPlace(id, p) }

// Undo takes back the last step that changed marks.
func (l *Library) Undo() (model.Change, bool) { return l.from.Undo() }

// Redo does again what Undo last took back.
func (l *Library) Redo() (model.Change, bool) { return l.from.Redo() }

// SetSettings keeps what the reader changed. That the terminal has told its
// background is no such change, nor is where the reader was: they make no account.
func (l *Library) SetSettings(s model.Settings) {
	alone := l.settings
	alone.Background, alone.Session = s.Background, s.Session
	if l.settings == (model.Settings{}) && s == alone {
		l.later = &s
		return
	}
	l.later, l.settings = nil, s
	l.from.SetSettings(s)
}

// Views gives the views that the reader has saved.
func (l *Library) Views() []model.View { return l.from.Views() }

// SetView keeps a view under its name.
func (l *Library) SetView(v model.View) { l.from.SetView(v) }

// Order gives the order in which a category or a view is listed.
func (l *Library) Order(of string) query.Sort { return l.from.Order(of) }

// SetOrder keeps the order of a category or a view.
func (l *Library) SetOrder(of string, by query.Sort) { l.from.SetOrder(of, by) }

// Notice gives what the library has to say.
func (l *Library) Notice() string { return l.hide.text(l.from.Notice()) }

// Status says how far loading is.
func (l *Library) Status() model.Status { return l.from.Status() }

// Problems gives what could not be understood of the files.
func (l *Library) Problems() []model.Problem {
	problems := l.from.Problems()
	shown := make([]model.Problem, len(problems))
	for i, problem := range problems {
		problem.Path, problem.Text = l.hide.text(problem.Path), l.hide.text(problem.Text)
		shown[i] = problem
	}
	return shown
}

// Changed gives a token whenever there is something new.
func (l *Library) Changed() <-chan struct{} { return l.from.Changed() }

// marked keeps the settings that waited. Update calls all of these, one after
// the other.
func (l *Library) marked() {
	if l.later != nil {
		l.settings = *l.later
		l.from.SetSettings(*l.later)
		l.later = nil
	}
}
