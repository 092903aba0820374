// Package subscriptions is the popup of the feeds that are followed: how each of them
// is, and what can be changed. It asks small interfaces for that, and knows no network,
// no files, and nothing of the screen that it stands over.
package subscriptions

import (
	"cmp"
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/ask"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/popup"
	"broadsheet/ui/words"
)

// Feeds tells of the feeds that are followed, from memory. Its methods may be called
// from any goroutine.
type Feeds interface {
	// Status says what is being fetched.
	Status() model.FeedStatus
	// Subscriptions gives all that are followed, in their order. Nobody changes what
	// was given.
	Subscriptions() []model.Subscription
	// Changed gives a token whenever one of both has something new to tell, but not
	// more than a few in a second.
	Changed() <-chan struct{}
}

// Editor changes what is followed, and fetches. Its methods may take long. An error
// that a reader can do something about is a *model.FeedError.
type Editor interface {
	// Fetch begins to fetch now, and does not wait for the end of it; whoever can looks
	// at the folders again, too, where all is fetched. The error says why nothing is
	// fetched.
	Fetch(ctx context.Context, which model.FeedSelection) error
	// Find looks which feeds there are at an address, of a feed or of a site, the best
	// first. There is at least one, or an error.
	Find(ctx context.Context, address string) ([]model.FeedCandidate, error)
	// Follow follows a feed, whose news is then to be fetched, and gives its key.
	Follow(ctx context.Context, feed model.FeedCandidate, category []string) (key string, err error)
	// Rename gives a feed another name.
	Rename(ctx context.Context, key, name string) error
	// Move puts a feed into another category, or into none.
	Move(ctx context.Context, key string, category []string) error
	// Pause says whether a feed is asked from now on.
	Pause(ctx context.Context, key string, paused bool) error
	// Unfollow stops following a feed, and gives what can be done about that.
	Unfollow(ctx context.Context, key string) (model.FeedRemoval, error)
}

// Options are what the popup is made of.
type Options struct {
	popup.Options
	Context context.Context // its questions end with this
	Feeds   Feeds           // nil: there are none
	Editor  Editor          // nil: feeds can only be looked at
	// Elsewhere names the library that is to be opened for feeds; empty: there is none.
	Elsewhere string
	Look      func(ctx context.Context) (arrived int, err error) // looks again at the folders; nil: nobody may
	Now       func() time.Time
	Zone      *time.Location
	Notice    func() string                   // what the reader was told last
	Push      func(l Layer)                   // shows something over what is there
	Pop       func()                          // takes that away again
	Chosen    func() []string                 // the category that is listed, nil: none
	Show      func(category []string) tea.Cmd // lists the articles of a category, if there is one
	Copy      func(address string) tea.Cmd    // puts an address on the reader's clipboard
}

// Layer is something that stands over the screen and has the keyboard.
type Layer interface {
	Commands() []command.Command
	Hints() []command.Hint
	Letters(key tea.KeyPressMsg) tea.Cmd
	Paste(text string) tea.Cmd
	Draw(c *canvas.Canvas)
	Click(x, y int) tea.Cmd
	Wheel(x, y, lines int) tea.Cmd
}

// View is the popup. It is there all the time, whether it is shown or not.
type View struct {
	Options
	exists  bool                 // there is something that tells of feeds
	given   []model.Subscription // as they came
	all     []model.Subscription // as they are shown
	status  model.FeedStatus
	filter  filter
	rows    []row
	whole   int // how many rows there are without the filter
	cursor  int // a row that is not a heading
	top     int // the first row shown
	open    bool
	line    *line // that is typed into, nil: none
	finding ask.Question
	change  ask.Question
	waiting []change  // changes that were wanted while another one was being made
	removed []removal // what can be taken back, the last one last
	latest  bool      // removing a feed is the last thing that the reader did

	restored string // the key of the feed that Undo brought back last
	asked    bool   // the reader wants to know how the fetch ends
	looking  ask.Question
	arrived  int    // articles that the reader's last look at the folders has found
	passing  string // what was told of something that goes on; the end of it may be told over it
}

// row is a line of the list.
type row struct {
	heading   []string             // a category, which stands over its feeds
	feed      *model.Subscription  // nil: it is none
	suggested *model.FeedCandidate // nil: it is none
}

// none is what there is where no feeds are.
type none struct{}

func (none) Status() model.FeedStatus            { return model.FeedStatus{} }
func (none) Subscriptions() []model.Subscription { return nil }
func (none) Changed() <-chan struct{}            { return nil }

// New makes the popup.
func New(o Options) *View {
	v := &View{Options: o, exists: o.Feeds != nil}
	if !v.exists {
		v.Feeds, v.Editor = none{}, nil
	}
	v.Close = func() {
		v.open = false
		o.Pop()
	}
	v.Refresh()
	return v
}

// Exists says whether there is anything that could tell of feeds.
func (v *View) Exists() bool { return v.exists }

// Refresh takes over what has changed, and tells how a fetch has ended that the reader
// asked for, if nothing else was told since.
func (v *View) Refresh() {
	finished := v.status.Finished
	v.status = v.Feeds.Status()
	if v.asked && v.status.Finished > finished && !v.status.Fetching {
		v.asked = false
		if told := v.Notice(); told == "" || told == v.passing {
			v.Say(v.withArrived(v.Words.FetchDone(v.status, v.Keys.KeyOf("feeds.list"))))
		}
	}
	given := v.Feeds.Subscriptions()
	if isSame(given, v.given) {
		return
	}
	v.given, v.all = given, ordered(given)
	if v.open {
		v.listRows()
	}
}

// isSame says whether two lists are one: nobody changes them.
func isSame(a, b []model.Subscription) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// ordered are the feeds by their categories, those in none first, and without what is
// too long to be shown. Mostly that is how they come, and sessions share the list.
func ordered(given []model.Subscription) []model.Subscription {
	place := map[string]int{"": 0}
	rank := func(s *model.Subscription) int {
		if len(s.Category) == 0 {
			return 0
		}
		key := model.CategoryKey(s.Category)
		if place[key] == 0 {
			place[key] = len(place)
		}
		return place[key]
	}
	asTheyCome, highest := true, 0
	for i := range given {
		s := &given[i]
		asTheyCome = asTheyCome && isBounded(s)
		if i > 0 && slices.Equal(s.Category, given[i-1].Category) {
			continue
		}
		r := rank(s)
		asTheyCome = asTheyCome && r >= highest
		highest = r
	}
	if asTheyCome {
		return given
	}
	all := slices.Clone(given)
	slices.SortStableFunc(all, func(a, b model.Subscription) int { return cmp.Compare(rank(&a), rank(&b)) })
	for i := range all {
		bound(&all[i])
	}
	return all
}

// Status says what is being fetched.
func (v *View) Status() model.FeedStatus { return v.status }

// Len is how many feeds are followed.
func (v *View) Len() int { return len(v.all) }

// Editable says whether the reader may change what is followed.
func (v *View) Editable() bool { return v.Editor != nil }

// Broken gives the categories of the feeds that are broken.
func (v *View) Broken() [][]string {
	var broken [][]string
	for i := range v.all {
		if v.all[i].State == model.FeedBroken {
			broken = append(broken, v.all[i].Path())
		}
	}
	return broken
}

// TroubleOf says what is wrong with the feed whose articles are in a category, and what
// to do; nothing where nothing is.
func (v *View) TroubleOf(category []string) string {
	if len(category) == 0 {
		return ""
	}
	above, name := category[:len(category)-1], category[len(category)-1]
	for i := range v.all {
		if s := &v.all[i]; s.State == model.FeedBroken && s.Name == name && slices.Equal(s.Category, above) {
			return v.trouble(s)
		}
	}
	return ""
}

// trouble says since when a feed gives nothing, why, and what to do.
func (v *View) trouble(s *model.Subscription) string {
	if s.Trouble == nil || s.State == model.FeedPaused {
		return ""
	}
	text := v.Words.FeedTrouble(s.Trouble)
	if s.Failing.IsZero() {
		return text
	}
	since := v.Words.Since(s.Failing.In(v.Zone), v.Now().In(v.Zone))
	return v.Words.FeedFailing(since, text, s.State == model.FeedBroken)
}

// Suggestions are feeds to begin with: none where there are some already, or the reader
// may not follow any.
func (v *View) Suggestions() []words.Suggestion {
	if !v.Editable() || len(v.all) > 0 {
		return nil
	}
	return v.Words.Suggestions()
}

// listRows lists the feeds under their categories, or else what is suggested. The cursor
// stays on its feed.
func (v *View) listRows() {
	current := v.currentKey()
	defer v.goTo(current)
	v.rows, v.whole = nil, len(v.all)
	for i := range v.all {
		if startsCategory(i, func(i int) *model.Subscription { return &v.all[i] }) {
			v.whole++
		}
	}
	listed := v.filtered()
	for i, s := range listed {
		if startsCategory(i, func(i int) *model.Subscription { return listed[i] }) {
			v.rows = append(v.rows, row{heading: s.Category})
		}
		v.rows = append(v.rows, row{feed: s})
	}
	for _, s := range v.Suggestions() {
		v.rows = append(v.rows, row{suggested: &model.FeedCandidate{Name: s.Name, Address: s.Address}})
	}
	v.whole = max(v.whole, len(v.rows), 1)
}

// startsCategory says whether the name of a category stands over a feed.
func startsCategory(i int, at func(i int) *model.Subscription) bool {
	category := at(i).Category
	return len(category) > 0 && (i == 0 || !slices.Equal(category, at(i-1).Category))
}

// current is the feed under the cursor, nil where there is none.
func (v *View) current() *model.Subscription {
	if v.cursor >= len(v.rows) {
		return nil
	}
	return v.rows[v.cursor].feed
}

func (v *View) currentKey() string {
	if s := v.current(); s != nil {
		return s.Key
	}
	return ""
}

// find gives the feed of a key, nil where it is no longer followed.
func (v *View) find(key string) *model.Subscription {
	if i := slices.IndexFunc(v.all, func(s model.Subscription) bool { return s.Key == key }); i >= 0 {
		return &v.all[i]
	}
	return nil
}

// goTo moves the cursor to the feed of a key; where that is gone, it stays nearby.
func (v *View) goTo(key string) {
	at := slices.IndexFunc(v.rows, func(r row) bool { return r.feed != nil && r.feed.Key == key })
	if at >= 0 {
		v.cursor = at
	}
	v.move(0)
}

// move moves the cursor by rows, not counting headings.
func (v *View) move(rows int) {
	step := 1
	if rows < 0 {
		step = -1
	}
	v.cursor = min(max(v.cursor, 0), max(0, len(v.rows)-1))
	if len(v.rows) > 0 && v.rows[v.cursor].heading != nil {
		v.cursor++ // there is a feed under each
	}
	for i := v.cursor + step; rows != 0 && i >= 0 && i < len(v.rows); i += step {
		if v.rows[i].heading == nil {
			v.cursor = i
			rows -= step
		}
	}
}

// Start shows the popup.
func (v *View) Start() tea.Cmd {
	if v.open {
		return nil
	}
	v.open, v.cursor, v.top, v.filter = true, 0, 0, filter{}
	v.rows = nil
	v.listRows()
	v.goTo(v.keyIn(v.Chosen()))
	v.Push(v)
	return nil
}

// keyIn gives the first feed of a category or below it, or rather one that is broken;
// nothing where there is none.
func (v *View) keyIn(category []string) string {
	first := ""
	for i := range v.all {
		s := &v.all[i]
		path := s.Path()
		if len(category) == 0 || len(path) < len(category) || !slices.Equal(path[:len(category)], category) {
			continue
		}
		if s.State == model.FeedBroken {
			return s.Key
		}
		if first == "" {
			first = s.Key
		}
	}
	return first
}
