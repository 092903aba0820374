package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"broadsheet/model"
)

// fakeFeeds are feeds in memory, with their editor. Calls of the editor panic while the
// library's are forbidden.
type fakeFeeds struct {
	mu        sync.Mutex
	library   *memory
	subs      []model.Subscription
	status    model.FeedStatus
	changes   chan struct{}
	sites     map[string][]model.FeedCandidate
	failure   error // of whatever is changed
	fetched   []model.FeedSelection
	discarded []string                 // keys of feeds whose articles were deleted
	unread    error                    // of linked pages
	pages     int                      // that were read
	others    map[string][]model.Block // the text of an article that is not shown, by its path
}

func newFakeFeeds(library *memory, subs ...model.Subscription) *fakeFeeds {
	conversation := model.FeedCandidate{Address: "https://night.example.org/feed", Name: "The Night Train", Format: "Atom 1.0", Entries: 20, Newest: now().Add(-2 * time.Hour)}
	comments := model.FeedCandidate{Address: "https://night.example.org/comments/feed", Name: "Comments on The Night Train", Format: "RSS 2.0", Entries: 10}
	return &fakeFeeds{
		library: library, subs: subs, changes: make(chan struct{}, 1), others: map[string][]model.Block{},
		sites: map[string][]model.FeedCandidate{
			"night.example.org": {conversation, comments},
			"one.example.org":   {{Address: "https://one.example.org/rss", Name: "One feed alone"}},
			"bare.example.org":  {{Address: "https://bare.example.org/a.xml"}, {Address: "https://bare.example.org/b.xml"}},
		},
	}
}

// someFeeds are feeds in every state.
func someFeeds() []model.Subscription {
	ago := func(d time.Duration) time.Time { return now().Add(-d) }
	return []model.Subscription{
		{
			Key: "1", Name: "Travel", Address: "https://timetable.example.org/feed.xml", Articles: 1, State: model.FeedWell,
			News: ago(3 * time.Hour), Asked: ago(5 * time.Minute), Due: now().Add(25 * time.Minute),
		},
		{
			Key: "2", Name: "国内", Address: "https://wanbao.example.cn/feed", Category: []string{"金融", "市场"}, Articles: 2, State: model.FeedBroken,
			News: ago(20 * 24 * time.Hour), Asked: ago(2 * time.Hour), Due: now().Add(20 * time.Hour), Failing: ago(16 * 24 * time.Hour),
			Trouble: &model.FeedError{Kind: model.FeedNoHost, What: "wanbao.example.cn"},
		},
		{
			Key: "3", Name: "排版", Address: "https://paiban.example.cn/atom.xml", Category: []string{"文字"}, Articles: 1234, State: model.FeedPaused,
			News: ago(2 * 24 * time.Hour), Asked: ago(2 * 24 * time.Hour),
		},
		{
			Key: "4", Name: "Clocks", Address: "https://clocks.example.org/rss", Category: []string{"Terminals"}, Articles: 1, State: model.FeedFailing,
			News: ago(800 * 24 * time.Hour), Asked: ago(time.Minute), Due: now().Add(10 * time.Minute), Failing: ago(50 * time.Minute),
			Trouble: &model.FeedError{Kind: model.FeedTooMany, What: "clocks.example.org", Again: 10 * time.Minute},
		},
		{Key: "5", Name: "A feed with a name so long that it fits into no column of any popup, however wide it may be", Category: []string{"Terminals"}},
	}
}

// manyFeeds are more feeds than there is room for.
func manyFeeds(n int) []model.Subscription {
	all := make([]model.Subscription, n)
	for i := range all {
		name := "Feed " + strings.Repeat("x", i%7) + string(rune('a'+i%26))
		all[i] = model.Subscription{Key: name + time.Duration(i).String(), Name: name, Category: [][]string{nil, {"Travel"}, {"金融", "市场"}}[i*3/n], State: model.FeedState(i % 5)}
	}
	return all
}

// change changes the feeds, as a program beside this one would.
func (f *fakeFeeds) change(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

func (f *fakeFeeds) Status() model.FeedStatus {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.status
}

func (f *fakeFeeds) Subscriptions() []model.Subscription {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.subs)
}

func (f *fakeFeeds) Changed() <-chan struct{} { return f.changes }

// edit does one of the editor's calls.
func (f *fakeFeeds) edit(what, key string, change func(at int)) error {
	f.library.mu.Lock()
	f.library.slow(what)
	f.library.mu.Unlock()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.failure != nil {
		return f.failure
	}
	at := slices.IndexFunc(f.subs, func(s model.Subscription) bool { return s.Key == key })
	if key != "" && at < 0 {
		return &model.FeedError{Kind: model.FeedNotFollowed, What: key}
	}
	change(at)
	return nil
}

func (f *fakeFeeds) Fetch(_ context.Context, which model.FeedSelection) error {
	return f.edit("Fetch", which.Key, func(int) {
		f.fetched = append(f.fetched, which)
		f.status.Fetching, f.status.Done, f.status.Total, f.status.New = true, 0, len(f.subs), 0
	})
}

func (f *fakeFeeds) Find(_ context.Context, address string) (feeds []model.FeedCandidate, err error) {
	err = f.edit("Find", "", func(int) { feeds = f.sites[address] })
	if err == nil && feeds == nil {
		err = &model.FeedError{Kind: model.FeedNoHost, What: address}
	}
	return feeds, err
}

func (f *fakeFeeds) Follow(_ context.Context, feed model.FeedCandidate, category []string) (string, error) {
	name := feed.Name
	if name == "" {
		name = feed.Address
	}
	return feed.Address, f.edit("Follow", "", func(int) {
		f.subs = append(slices.Clone(f.subs), model.Subscription{Key: feed.Address, Name: name, Address: feed.Address, Category: category})
	})
}

func (f *fakeFeeds) Rename(_ context.Context, key, name string) error {
	return f.edit("Rename", key, func(at int) { f.subs[at].Name = name })
}

func (f *fakeFeeds) Move(_ context.Context, key string, category []string) error {
	return f.edit("Move", key, func(at int) { f.subs[at].Category = category })
}

func (f *fakeFeeds) Pause(_ context.Context, key string, paused bool) error {
	return f.edit("Pause", key, func(at int) {
		f.subs[at].State = model.FeedWell
		if paused {
			f.subs[at].State = model.FeedPaused
		}
	})
}

func (f *fakeFeeds) Unfollow(_ context.Context, key string) (model.FeedRemoval, error) {
	var gone model.Subscription
	var place int
	err := f.edit("Unfollow", key, func(at int) {
		place, gone = at, f.subs[at]
		f.subs = slices.Delete(slices.Clone(f.subs), at, at+1)
	})
	undo := func(context.Context) error {
		return f.edit("undo", "", func(int) { f.subs = slices.Insert(slices.Clone(f.subs), min(place, len(f.subs)), gone) })
	}
	discard := func(context.Context) (deleted, kept int, err error) {
		return gone.Articles, 1, f.edit("discard", "", func(int) { f.discarded = append(f.discarded, key) })
	}
	return model.FeedRemoval{Undo: undo, Discard: discard}, err
}

// FullText shows the other text of an article: that of its page goes on where the feed's
// ends.
func (f *fakeFeeds) FullText(_ context.Context, root, path string) (full bool, err error) {
	f.library.mu.Lock()
	defer f.library.mu.Unlock()
	f.library.slow("FullText")
	f.mu.Lock()
	defer f.mu.Unlock()
	at := slices.IndexFunc(f.library.articles, func(a *model.Article) bool { return a.Root == root && a.Path == path })
	if at < 0 {
		return false, &model.FeedError{Kind: model.PageVanished}
	}
	article := *f.library.articles[at]
	other := f.others[path]
	if other == nil {
		if f.unread != nil {
			return false, f.unread
		}
		f.pages++
		page := model.Paragraph{Inlines: []model.Inline{model.Text{Text: "Only the page tells this."}}}
		other = append(slices.Clone(article.Document.Blocks), page)
	}
	f.others[path], article.Document.Blocks, article.FullText = article.Document.Blocks, other, !article.FullText
	f.library.articles[at] = &article
	return article.FullText, nil
}

// following are options with feeds that are followed: all of a kind, or those that are
// given.
func following(o Options, subs ...model.Subscription) Options {
	if len(subs) == 0 {
		subs = someFeeds()
	}
	feeds := newFakeFeeds(o.Library.(*memory), subs...)
	o.Feeds, o.FeedEditor, o.FullText = feeds, feeds, feeds.FullText
	return o
}

// beginning are options without any feed yet.
func beginning(o Options) Options {
	feeds := newFakeFeeds(o.Library.(*memory))
	o.Feeds, o.FeedEditor = feeds, feeds
	return o
}

// feeds are those of a session.
func (s *session) feeds() *fakeFeeds { return s.app.feeds.Feeds.(*fakeFeeds) }

// newFailure is a failure of a kind.
func newFailure(kind string) error {
	switch kind {
	case "none":
		return nil
	case "odd":
		return errors.New("the moon is in the way")
	}
	return &model.FeedError{Kind: model.FeedErrorKind(kind), What: "/home/reader/.config/broadsheet/feeds.opml", Line: 12}
}
