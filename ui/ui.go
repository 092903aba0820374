// Package ui is the Bubble Tea program: the screens, their keys and their
// words. It asks a Library for what it shows and package render for lines; it
// knows nothing of files, stores or formats, reads no clock and no environment,
// and keeps nothing outside of an App, so that many sessions can run in one
// process.
package ui

import (
	"context"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/render"
	"broadsheet/render/themes"
	"broadsheet/ui/command"
	"broadsheet/ui/outside"
	"broadsheet/ui/subscriptions"
)

// Library is all that the program asks of what stores articles and marks, as
// one reader sees it. Its methods may be called from any goroutine; those
// without a context answer from memory.
type Library interface {
	// List gives the articles that a query wants. Those of an older list that
	// are missing only because their marks changed since are listed as well; it
	// may be nil.
	List(ctx context.Context, q query.Query, by query.Sort, older model.Listing) (model.Listing, error)
	// NextUnread gives the row of the next unread article of a list, from a row
	// on, down or, where step is -1, up; after the last row it goes on at the
	// other end.
	NextUnread(list model.Listing, from, step int) (row int, wrapped, found bool)
	// Details gives all that is known of an article without reading its file.
	Details(ctx context.Context, id model.ID) (*model.Item, error)
	// Tree gives the categories with the reader's counts.
	Tree(ctx context.Context) (*model.Tree, error)
	// Counts says how many articles each query wants.
	Counts(ctx context.Context, queries []query.Query) ([]model.Count, error)
	// Search gives the articles whose title or text has what the query's words
	// say.
	Search(ctx context.Context, q query.Query, o model.SearchOptions) (model.Hits, error)
	// Snippet gives the part of an article's text that shows why a search has
	// found it.
	Snippet(ctx context.Context, id model.ID, q query.Query) (model.Snippet, error)
	// Complete gives what can stand in the place of a term that has been begun,
	// at most so many, the most probable first.
	Complete(ctx context.Context, p query.Partial, limit int) ([]string, error)
	// Article reads one article. The error wraps fs.ErrNotExist where its file
	// has vanished.
	Article(ctx context.Context, id model.ID) (*model.Article, error)
	// WholeArticle is Article with all of a page of a site.
	WholeArticle(ctx context.Context, id model.ID) (*model.Article, error)
	// Revision gives a number that changes with an article's file, and whether the
	// article is listed.
	Revision(id model.ID) (revision uint64, listed bool)
	// Marks gives what the reader did with an article.
	Marks(id model.ID) model.Marks
	// SetRead marks articles read or unread, as one step to undo.
	SetRead(ids []model.ID, read bool)
	// SetAllRead marks all articles of a list read, as one step to undo, and
	// gives how many were not.
	SetAllRead(list model.Listing) int
	// SetStarred stars articles or takes their stars, as one step to undo.
	SetStarred(ids []model.ID, starred bool)
	// SetPlace keeps where the reader stopped in an article.
	SetPlace(id model.ID, p model.Place)
	// Undo takes back the last step that changed marks, and names it.
	Undo() (model.Change, bool)
	// Redo does again what Undo last took back, and names it.
	Redo() (model.Change, bool)
	// SetSettings keeps what the reader changed, for the sessions to come.
	SetSettings(s model.Settings)
	// Views gives the views that the reader has saved.
	Views() []model.View
	// SetView keeps a view under its name; one without a query is forgotten.
	SetView(v model.View)
	// Order gives the order in which the reader wants a category or a view listed, by the
	// name that SetOrder was given.
	Order(of string) query.Sort
	// SetOrder keeps the order in which the reader wants a category or a view listed.
	SetOrder(of string, by query.Sort)
	// Notice gives a sentence that the reader should see, each of them once; or
	// nothing.
	Notice() string
	// Status says how far loading is.
	Status() model.Status
	// Problems gives what could not be understood of the files.
	Problems() []model.Problem
	// Changed gives a token whenever there is something new to list or to count.
	Changed() <-chan struct{}
}

// Options are what a program is started with.
type Options struct {
	Library   Library
	Renderer  *render.Renderer
	Theme     string   // "auto", a built-in theme or a Glamour style; empty means auto
	Themes    []string // what the theme command walks through
	LoadTheme func(name string, dark bool) (*themes.Theme, error)
	// Settings are what the reader changed in earlier sessions; they go before
	// Theme and Measure. While the terminal's background is not known and the
	// theme depends on it, the first window waits a little for its answer.
	Settings model.Settings
	// Resume goes on where the last session ended, as the settings have it, and keeps where
	// this one ends: see App.Leave. With a query or an article to begin with it does neither.
	Resume   bool
	Language string              // "en", "zh" or "zh-Hant"; empty means English
	Keys     map[string][]string // other keys for commands, by their names
	Measure  int                 // cells to a line of an article; 0 means 76
	List     string              // how headlines are set, one of model's Lists; empty means roomy
	Days     bool                // headings stand between the days of the headlines
	Mouse    bool
	// PlainLinks leaves links unmarked for the terminal (OSC 8).
	PlainLinks bool
	Views      []model.View // those of the config
	Query      string       // a query to begin with; it is the first filter
	ArticleID  model.ID     // an article to open at once
	Now        func() time.Time
	Location   *time.Location // the reader's zone; nil means UTC
	Title      string         // the name in the masthead; empty means broadsheet
	// OpenLink opens an address in the reader's browser. Without it links can
	// only be copied, as over SSH.
	OpenLink func(ctx context.Context, url string) error
	// Clipboard puts a text on the clipboard of this machine, for terminals that do not do
	// so when they are asked. Nil where there is none, as over SSH.
	Clipboard func(ctx context.Context, text string) error
	// Editor gives what edits an article's file, and Command what a line names that reads
	// an article. Nil where the reader may start no programs, as over SSH.
	Editor  outside.Editor
	Command outside.Command
	Roots   []Root // of the library, in its order, to name them; may be empty
	// InScreen says that the terminal may be GNU screen, which hands what it does
	// not know itself on to the terminal outside only if that is wrapped.
	InScreen bool
	// Feeds tells of the feeds that are followed, and FeedEditor changes that and
	// fetches. Either may be nil: then nothing is told, or nothing can be changed, as
	// over SSH.
	Feeds      Feeds
	FeedEditor FeedEditor
	// FullText shows the other text of an article that a feed brought: that of the page
	// which it links to, or else the feed's again, and says whether it is the page's. It
	// may take long. An error that a reader can do something about is a
	// *model.FeedError. Nil means that no pages are read, as over SSH.
	FullText func(ctx context.Context, root, path string) (full bool, err error)
	// FeedsElsewhere names the library that has the articles of feeds where this one has
	// been chosen without them; empty: there is none.
	FeedsElsewhere string
	// Look looks again at the folders of the library and says how many articles came. Nil
	// where the reader may not have that done, as over SSH.
	Look func(ctx context.Context) (arrived int, err error)
	// Sample says that the library is the sample edition, which tells whoever follows
	// no feeds yet how to begin.
	Sample bool
	// Guest says that what the reader does is forgotten at the end, which the
	// program tells at its beginning.
	Guest bool
	// Ask works on a question whose answer the screen does not wait for, when it is
	// time, and not at all if the context ends before. Nil works on it at once.
	Ask func(ctx context.Context, question func(context.Context))
}

// Foreground is a program that is given the terminal for as long as it runs.
type Foreground = outside.Program

// Feeds is all that the program asks of what knows which feeds are followed.
type Feeds = subscriptions.Feeds

// FeedEditor is all that the program asks of what changes that, and fetches.
type FeedEditor = subscriptions.Editor

// Root is what a folder of the library, or whatever else it reads, is known by.
type Root struct {
	Key  string // as problems have it
	Name string // as readers know it
	Fed  bool   // feeds alone write there: readers put no files into it
}

// Commands gives every command there is, in the order of the help.
func Commands() []command.Info { return command.All() }
