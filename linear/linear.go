// Package linear is the reader for those who listen to their terminal, or feel it: what
// is typed is a line, and what is answered are lines, which are only ever appended. It
// has no screen, moves no cursor, and waits for nobody: whoever calls it gives it a line
// and gets the answer as a text, so that a terminal, a pipe and a connection are alike
// to it. It asks a Library for what it says, and knows nothing of files or networks.
package linear

import (
	"cmp"
	"context"
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui/words"
)

// Library is all that is asked of what stores articles and marks, as one reader sees
// it.
type Library interface {
	// List gives the articles that a query wants.
	List(ctx context.Context, q query.Query, by query.Sort, older model.Listing) (model.Listing, error)
	// NextUnread gives the row of the next unread article of a list, from a row on, down
	// or, where step is -1, up; after the last row it goes on at the other end.
	NextUnread(list model.Listing, from, step int) (row int, wrapped, found bool)
	// Details gives all that is known of an article without reading its file.
	Details(ctx context.Context, id model.ID) (*model.Item, error)
	// Tree gives the categories with the reader's counts.
	Tree(ctx context.Context) (*model.Tree, error)
	// Counts says how many articles each query wants.
	Counts(ctx context.Context, queries []query.Query) ([]model.Count, error)
	// Search gives the articles whose title or text has what the query's words say.
	Search(ctx context.Context, q query.Query, o model.SearchOptions) (model.Hits, error)
	// Article reads one article.
	Article(ctx context.Context, id model.ID) (*model.Article, error)
	// WholeArticle is Article with all of a page of a site.
	WholeArticle(ctx context.Context, id model.ID) (*model.Article, error)
	// Marks gives what the reader did with an article.
	Marks(id model.ID) model.Marks
	// SetRead marks articles read or unread, as one step to undo.
	SetRead(ids []model.ID, read bool)
	// SetAllRead marks all articles of a list read, and gives how many were not.
	SetAllRead(list model.Listing) int
	// SetStarred stars articles or takes their stars, as one step to undo.
	SetStarred(ids []model.ID, starred bool)
	// SetPlace keeps where the reader stopped in an article.
	SetPlace(id model.ID, p model.Place)
	// Undo takes back the last step that changed marks, and names it.
	Undo() (model.Change, bool)
	// Views gives the views that the reader has saved.
	Views() []model.View
	// SetView keeps a view under its name; one without a query is forgotten.
	SetView(v model.View)
	// Notice gives a sentence that the reader should hear, each of them once; or nothing.
	Notice() string
	// Status says how far loading is.
	Status() model.Status
	// Problems gives what could not be understood of the files.
	Problems() []model.Problem
}

// Feeds tells of the feeds that are followed.
type Feeds interface {
	Status() model.FeedStatus
	Subscriptions() []model.Subscription
}

// Fetcher begins to fetch the news of feeds, and does not wait for the end of it.
type Fetcher interface {
	Fetch(ctx context.Context, which model.FeedSelection) error
}

// Command is what the screens call something that can be done: what is typed may be its
// name, or one of its keys.
type Command struct {
	Name string            // "list.open"
	Keys []string          // that can be typed; "ctrl+d" is none of them
	Help map[string]string // by language: "en", "zh"
}

// Options are what a session is made of.
type Options struct {
	Library   Library
	From      string // what has asked for lines, as it is written: "--linear", "ACCESSIBLE"; empty: nobody need be told
	Language  string // "en" or "zh"; empty means English
	Commands  []Command
	Views     []model.View // those of the config
	Query     string       // a query to begin with; it is the first filter
	ArticleID model.ID     // an article to open at once
	Now       func() time.Time
	Location  *time.Location // the reader's zone; nil means UTC
	// OpenLink opens an address in the reader's browser. Without it addresses are said.
	OpenLink func(ctx context.Context, address string) error
	Feeds    Feeds   // nil: there are none to tell of
	Fetcher  Fetcher // nil: the reader may not have them fetched
	// FullText shows the other text of an article that a feed brought, and says whether
	// that is the page's. Nil means that no pages are read.
	FullText func(ctx context.Context, root, path string) (full bool, err error)
	Sample   bool // the library is the sample edition
	Guest    bool // what the reader does is forgotten at the end
}

// Session is a reader's sitting. One goroutine uses it.
type Session struct {
	o        Options
	language language
	words    words.Language // of dates, feeds and what is wrong with a query
	zone     *time.Location
	rows     []row

	out   strings.Builder // the answer, as far as it is
	over  bool
	place selection // what is listed
	list  model.Listing
	at    int // the row that the reader is at
	menu  *menu
	read  *reading // nil: no article is open
}

// New makes a session. It refuses a query that is wrong.
func New(o Options) (*Session, error) {
	s := &Session{o: o, language: languageOf(o.Language), words: words.For(o.Language), zone: cmp.Or(o.Location, time.UTC), list: model.Items{}}
	s.rows = rows()
	if o.Query != "" {
		parsed, err := query.Parse(o.Query)
		if err != nil {
			return nil, err
		}
		s.place.text, s.place.filter = o.Query, parsed
	}
	return s, nil
}

// Begin is what is said first: the mode, where it comes from, and what there is to read.
func (s *Session) Begin(ctx context.Context) string {
	s.out.Reset()
	s.say(s.language.greeting(s.o.From))
	if s.o.Guest {
		s.say(s.words.Guest())
	}
	if s.o.Sample {
		s.say(s.language.sample())
	}
	if s.o.ArticleID != "" {
		s.openArticle(ctx, &model.Item{ID: s.o.ArticleID})
		return s.out.String()
	}
	s.ask(ctx)
	s.news(ctx)
	return s.out.String()
}

// Answer does what a line says, and gives what there is to say of it, whole lines. over
// says that the reader has left.
func (s *Session) Answer(ctx context.Context, line string) (answer string, over bool) {
	s.out.Reset()
	s.do(ctx, line)
	for text := s.o.Library.Notice(); text != ""; text = s.o.Library.Notice() {
		s.say(text)
	}
	return s.out.String(), s.over
}

// say adds lines to the answer. Nothing that a terminal would obey is in them, whoever
// wrote them.
func (s *Session) say(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimRight(line, " \t\r"); line != "" {
			s.out.WriteString(model.Visible(strings.ReplaceAll(line, "\t", "    ")) + "\n")
		}
	}
}

// dotless parts what the screens part with dots as it is said here.
func (s *Session) dotless(text string) string { return s.language.parts(strings.Split(text, " · ")) }

// fail says that something could not be done, and why.
func (s *Session) fail(reason string) { s.say(s.language.failed(reason)) }

func (s *Session) now() time.Time { return s.o.Now().In(s.zone) }

// news says how much there is to read.
func (s *Session) news(ctx context.Context) {
	status := s.o.Library.Status()
	if status.Loading {
		s.say(s.language.loading(status.Files))
	}
	tree, err := s.o.Library.Tree(ctx)
	switch {
	case err != nil:
		s.fail(err.Error())
		return
	case tree.Count == 0:
		s.say(s.language.empty())
		return
	}
	categories := 0
	for _, top := range tree.Top {
		if top.Unread > 0 {
			categories++
		}
	}
	s.say(s.language.unread(tree.Unread, tree.Count, categories))
	if s.o.Feeds == nil {
		return
	}
	if feeds := s.o.Feeds.Status(); feeds.Fetching {
		s.say(s.words.FeedProgress(feeds))
	}
}
