package cli

import (
	"context"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui"
)

// servedLibrary is the library as a session sees it: without paths of the
// server, and without leaving a trace of who only looks. It has no method that is
// not written here: what the program may ask of a library one day is decided on
// here first.
type servedLibrary struct {
	from     ui.Library
	shelf    *shelf
	hide     *concealer
	settings model.Settings  // that are kept
	later    *model.Settings // that are kept as soon as something else is
}

// newServedLibrary is the library of a session. What the others read last stands on
// the shelf; settings are those that are kept of the reader.
func newServedLibrary(from ui.Library, shelf *shelf, hide *concealer, settings model.Settings) *servedLibrary {
	return &servedLibrary{from: from, shelf: shelf, hide: hide, settings: settings}
}

// List gives the articles that a query wants.
func (l *servedLibrary) List(ctx context.Context, q query.Query, by query.Sort, older model.Listing) (model.Listing, error) {
	items, err := l.from.List(ctx, q, by, older)
	return items, l.hide.error(err)
}

// NextUnread gives the row of the next unread article of a list.
func (l *servedLibrary) NextUnread(list model.Listing, from, step int) (row int, wrapped, found bool) {
	return l.from.NextUnread(list, from, step)
}

// Details gives all that is known of an article without reading its file.
func (l *servedLibrary) Details(ctx context.Context, id model.ID) (*model.Item, error) {
	item, err := l.from.Details(ctx, id)
	return item, l.hide.error(err)
}

// Tree gives the categories with the reader's counts.
func (l *servedLibrary) Tree(ctx context.Context) (*model.Tree, error) {
	tree, err := l.from.Tree(ctx)
	return tree, l.hide.error(err)
}

// Counts says how many articles each query wants.
func (l *servedLibrary) Counts(ctx context.Context, queries []query.Query) ([]model.Count, error) {
	counts, err := l.from.Counts(ctx, queries)
	return counts, l.hide.error(err)
}

// Search finds articles by their titles and texts.
func (l *servedLibrary) Search(ctx context.Context, q query.Query, o model.SearchOptions) (model.Hits, error) {
	hits, err := l.from.Search(ctx, q, o)
	return hits, l.hide.error(err)
}

// Snippet gives the part of an article's text that shows why it was found.
func (l *servedLibrary) Snippet(ctx context.Context, id model.ID, q query.Query) (model.Snippet, error) {
	snippet, err := l.from.Snippet(ctx, id, q)
	return snippet, l.hide.error(err)
}

// Complete gives what can stand in the place of a term that has been begun.
func (l *servedLibrary) Complete(ctx context.Context, p query.Partial, limit int) ([]string, error) {
	found, err := l.from.Complete(ctx, p, limit)
	return found, l.hide.error(err)
}

// Article gives an article from the shelf, or reads it.
func (l *servedLibrary) Article(ctx context.Context, id model.ID) (*model.Article, error) {
	article, err := l.shelf.article(ctx, id, l.from)
	return article, l.hide.error(err)
}

// Revision gives a number that changes with an article's file.
func (l *servedLibrary) Revision(id model.ID) (revision uint64, listed bool) {
	return l.from.Revision(id)
}

// Marks gives what the reader did with an article.
func (l *servedLibrary) Marks(id model.ID) model.Marks { return l.from.Marks(id) }

// SetRead marks articles, and keeps what waited for that.
func (l *servedLibrary) SetRead(ids []model.ID, read bool) {
	l.from.SetRead(ids, read)
	l.marked()
}

// SetAllRead marks a list, and keeps what waited for that.
func (l *servedLibrary) SetAllRead(list model.Listing) int {
	n := l.from.SetAllRead(list)
	l.marked()
	return n
}

// SetStarred stars articles, and keeps what waited for that.
func (l *servedLibrary) SetStarred(ids []model.ID, starred bool) {
	l.from.SetStarred(ids, starred)
	l.marked()
}

// SetPlace keeps where the reader stopped in an article.
func (l *servedLibrary) SetPlace(id model.ID, p model.Place) { l.from.SetPlace(id, p) }

// Undo takes back the last step that changed marks.
func (l *servedLibrary) Undo() (model.Change, bool) { return l.from.Undo() }

// SetSettings keeps what the reader changed. That the terminal has told its
// background is no such change: it makes no account.
func (l *servedLibrary) SetSettings(s model.Settings) {
	alone := l.settings
	alone.Background = s.Background
	if l.settings == (model.Settings{}) && s == alone {
		l.later = &s
		return
	}
	l.later, l.settings = nil, s
	l.from.SetSettings(s)
}

// Views gives the views that the reader has saved.
func (l *servedLibrary) Views() []model.View { return l.from.Views() }

// SetView keeps a view under its name.
func (l *servedLibrary) SetView(v model.View) { l.from.SetView(v) }

// Notice gives what the library has to say.
func (l *servedLibrary) Notice() string { return l.hide.text(l.from.Notice()) }

// Status says how far loading is.
func (l *servedLibrary) Status() model.Status { return l.from.Status() }

// Problems gives what could not be understood of the files.
func (l *servedLibrary) Problems() []model.Problem {
	problems := l.from.Problems()
	shown := make([]model.Problem, len(problems))
	for i, problem := range problems {
		problem.Path, problem.Text = l.hide.text(problem.Path), l.hide.text(problem.Text)
		shown[i] = problem
	}
	return shown
}

// Changed gives a token whenever there is something new.
func (l *servedLibrary) Changed() <-chan struct{} { return l.from.Changed() }

// marked keeps the settings that waited. Update calls all of these, one after
// the other.
func (l *servedLibrary) marked() {
	if l.later != nil {
		l.settings = *l.later
		l.from.SetSettings(*l.later)
		l.later = nil
	}
}
