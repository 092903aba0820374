package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// startFollowing opens a program with feeds in every state.
func startFollowing(t testing.TB, width, height int) *session {
	t.Helper()
	return start(t, following(options(newMemory(now(), paper()...))), width, height)
}

// fetch lets the feeds be fetched, as far as is said.
func (s *session) fetch(status model.FeedStatus) {
	f := s.feeds()
	f.change(func() { f.status = status })
	s.send(feedsChanged{})
}

// names are what the feeds are called, in their order.
func (f *fakeFeeds) names() []string {
	var names []string
	for _, s := range f.Subscriptions() {
		names = append(names, strings.Join(append(slices.Clone(s.Category), s.Name), "/"))
	}
	return names
}

// TestFetchTakesNoPlace fetches: how far that is stands beside where the reader is, and
// never in the place of what a key said.
func TestFetchTakesNoPlace(t *testing.T) {
	s := startFollowing(t, 120, 24)
	s.press("ctrl+r")
	if got := s.feeds().fetched; len(got) != 1 || got[0].Key != "" || got[0].Category != nil {
		t.Fatalf("fetched is %v", got)
	}
	s.fetch(model.FeedStatus{Fetching: true, Done: 12, Total: 40, New: 7})
	s.shows("1 of 7  12 of 40 feeds, 7 new")
	s.press("*")
	s.fetch(model.FeedStatus{Fetching: true, Done: 13, Total: 40, New: 7})
	s.lacks("13 of 40")
	s.fetch(model.FeedStatus{Done: 40, Total: 40, New: 7, Finished: 1})
	if !strings.HasPrefix(s.statusLine(), " Starred ") {
		t.Errorf("what the key said is gone: %s", s.statusLine())
	}
	s.press("j")
	s.lacks("7 new in 40 feeds")
	s.press("ctrl+r")
	s.fetch(model.FeedStatus{Done: 40, Total: 40, Failed: 1, Finished: 2})
	s.shows("No new articles in 40 feeds; 1 failed (press f to see why)")
	s.press("j")
	s.fetch(model.FeedStatus{Done: 40, Total: 40, New: 3, Finished: 3}) // nobody asked for that one
	s.lacks("3 new in")
}

// TestFetchMovesNothing fetches while the reader reads: nothing of the panes moves.
func TestFetchMovesNothing(t *testing.T) {
	for _, width := range []int{40, 80, 120} {
		s := startFollowing(t, width, 24)
		s.press("j", "enter", "space")
		before := strings.Split(s.screen(), "\n")
		s.fetch(model.FeedStatus{Fetching: true, Done: 1, Total: 5, New: 1})
		after := strings.Split(s.screen(), "\n")
		for i := range before[:len(before)-2] {
			if before[i] != after[i] {
				t.Errorf("at %d line %d was %q and is %q", width, i, before[i], after[i])
			}
		}
	}
}

// TestFetchRefused says why nothing is fetched.
func TestFetchRefused(t *testing.T) {
	s := startFollowing(t, 120, 24)
	s.feeds().failure = newFailure("too soon")
	s.press("ctrl+r")
	s.shows("All feeds were checked a few minutes ago.")
	s.fetch(model.FeedStatus{Finished: 1})
	s.press("j")
	s.lacks("Nothing new")

	s = start(t, beginning(options(newMemory(now(), paper()...))), 120, 24)
	s.press("ctrl+r")
	s.shows("You do not follow any feeds yet; press a to add one.")

	s = start(t, options(newMemory(now(), paper()...)), 120, 24)
	for _, key := range []string{"ctrl+r", "f", "a"} {
		s.press(key)
		s.shows("Feeds are not fetched here")
	}
}

// TestBrokenFeedIsTold marks a broken feed in the tree without colour, and those above it
// while they hide it; choosing it says what to do.
func TestBrokenFeedIsTold(t *testing.T) {
	for _, width := range []int{40, 80, 120, 200} {
		s := startFollowing(t, width, 24)
		s.press("h", "j", "j", "j", "j", "j")
		marked := func() string {
			var rows []string
			for line := range strings.Lines(s.screen()) {
				pane, _, _ := strings.Cut(line, "│")
				if strings.Contains(pane, "! 2") {
					rows = append(rows, strings.Trim(pane, "▌1 ▸▾!2\n"))
				}
			}
			return strings.Join(rows, ",")
		}
		if got := marked(); got != "金融" {
			t.Errorf("at %d %q is marked, want 金融", width, got)
		}
		s.shows("1 feed here is broken; press f.")
		s.press("l", "j", "l", "j")
		if got := marked(); got != "国内" {
			t.Errorf("at %d %q is marked, want 国内", width, got)
		}
		s.shows("! Broken since 26 May.")
		s.lacks("feed here")
		s.press("enter")
		s.shows("! Broken since 26 May.")
		text := strings.Join(strings.FieldsFunc(s.screen(), func(r rune) bool { return r == ' ' || r == '\n' || r == '│' }), " ")
		if width == 40 && !strings.Contains(text, "check the spelling of the address, or whether the site has moved.") {
			t.Errorf("what to do is not said:\n%s", s.screen())
		}
		f := s.feeds()
		f.change(func() { f.subs[1].State, f.subs[1].Trouble = model.FeedWell, nil })
		s.send(feedsChanged{})
		s.lacks("!")
		s.fits()
	}
}

// TestClickUnderTrouble clicks a headline under the sentence of a broken feed.
func TestClickUnderTrouble(t *testing.T) {
	s := startFollowing(t, 120, 24)
	s.press("h", "j", "j", "j", "j", "j", "l", "j", "l", "j")
	lines := strings.Split(s.screen(), "\n")
	at := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "银行把柜台搬进菜市场") })
	s.send(tea.MouseClickMsg{X: 30, Y: at, Button: tea.MouseLeft})
	if !strings.Contains(strings.Split(s.screen(), "\n")[at], "▌● 银行") {
		t.Errorf("the headline that was clicked is not chosen:\n%s", s.screen())
	}
}

// TestAddFeed adds feeds by address: the only one of a site at once, of several the one
// that is chosen.
func TestAddFeed(t *testing.T) {
	s := startFollowing(t, 100, 30)
	s.press("a")
	s.write("  one.example.org ")
	s.press("enter")
	s.shows("Now following “One feed alone”")
	s.shows("▌  One feed alone")
	f := s.feeds()
	if got := f.fetched[len(f.fetched)-1].Key; got != "https://one.example.org/rss" {
		t.Errorf("%q is fetched", got)
	}
	s.fetch(model.FeedStatus{Done: 1, Total: 1, New: 20, Finished: 1}) // which is what the key was for
	s.shows("20 new articles in 1 feed")
	s.press("a")
	s.write("night.example.org")
	s.press("enter")
	s.shows("Feeds of night.example.org")
	s.write("comm")
	s.press("enter")
	s.shows("Now following “Comments on The Night Train”")
	s.press("a")
	s.write("nowhere.example.org")
	s.press("enter")
	s.shows("Could not find nowhere.example.org; check the spelling of the address, or whether the site has")
	s.shows("moved.") // where there is room for all of it
	s.press("backspace")
	s.lacks("Could not find")
	s.press("esc", "esc")
	if got := len(f.Subscriptions()); got != 7 {
		t.Errorf("%d feeds are followed: %v", got, f.names())
	}
}

// TestLookingIsStopped stops to look for feeds: what is found later is of no interest.
func TestLookingIsStopped(t *testing.T) {
	s := startFollowing(t, 100, 30)
	s.press("a")
	s.write("one.example.org")
	s.holding = true
	s.press("enter")
	s.shows("looking for feeds on one.example.org… (esc to stop)")
	s.press("esc")
	s.release()
	s.lacks("Followed")
	if got := len(s.feeds().Subscriptions()); got != 5 {
		t.Errorf("%d feeds are followed", got)
	}
}

// TestFeedsAreChanged renames, moves, pauses and removes feeds, and takes that back.
func TestFeedsAreChanged(t *testing.T) {
	s := startFollowing(t, 100, 30)
	f := s.feeds()
	s.press("f", "e", "ctrl+u")
	s.write("On the road")
	s.press("enter")
	s.shows("Renamed to “On the road”")
	s.press("m")
	s.write("wz") // 文字
	s.press("enter")
	s.shows("Moved “On the road” to 文字")
	s.shows("▌    On the road") // the cursor goes with it
	s.press("m")
	s.write("A / B")
	s.press("enter", "p")
	s.shows("Paused “On the road”")
	s.press("p")
	s.shows("Resumed “On the road”")
	if got := f.names()[0]; got != "A/B/On the road" {
		t.Errorf("the feed is %q", got)
	}
	s.press("x")
	s.shows("Unsubscribed from “On the road” (u to undo, X to delete its articles)")
	s.press("x", "u", "u")
	s.shows("▌    On the road")
	if got := len(f.names()); got != 5 {
		t.Errorf("the feeds are %v", f.names())
	}
	s.press("u")
	s.shows("No feed was removed")
	s.press("m", "down", "esc", "e", "esc", "y")
	if s.clipboard != "https://timetable.example.org/feed.xml" {
		t.Errorf("copied %q", s.clipboard)
	}
}

// TestArticlesOfRemovedFeedAreDeleted does so once, for a feed that is followed no more.
func TestArticlesOfRemovedFeedAreDeleted(t *testing.T) {
	s := startFollowing(t, 100, 30)
	s.press("f", "X")
	s.shows("There are no articles to delete; press x to unsubscribe from a feed first")
	s.press("x", "u", "X")
	if f := s.feeds(); len(f.discarded) > 0 {
		t.Errorf("the articles of %q were deleted, which is followed", f.discarded)
	}
	s.press("x")
	s.feeds().change(func() { s.feeds().failure = &model.FeedError{Kind: model.FeedUndiscarded} })
	s.press("X")
	s.shows("Feeds are being fetched; delete the articles when that is done.")
	s.feeds().change(func() { s.feeds().failure = nil })
	s.press("X")
	s.shows("from “Travel”; 1 kept, as they are starred or in another feed too")
	s.press("X", "esc")
	if f := s.feeds(); len(f.discarded) != 1 {
		t.Errorf("deleted were the articles of %q", f.discarded)
	}
}

// TestRemovalIsUndoneAtHome takes back that a feed was removed after the list is closed,
// unless the reader has marked something since.
func TestRemovalIsUndoneAtHome(t *testing.T) {
	s := startFollowing(t, 100, 30)
	s.press("f", "x", "esc", "u")
	s.shows("Following “Travel” again")
	s.press("f", "x", "esc", "m", "u")
	s.shows("Undone: marked unread")
	if got := len(s.feeds().Subscriptions()); got != 4 {
		t.Errorf("%d feeds are followed", got)
	}
	s.press("f", "u")
	s.shows("Following “Travel” again")
}

// TestChangesAreMadeInTurn presses keys faster than changes are made: none is lost.
func TestChangesAreMadeInTurn(t *testing.T) {
	s := startFollowing(t, 100, 30)
	s.press("f")
	s.holding = true
	s.press("p", "x", "j", "p")
	s.release()
	f := s.feeds()
	if got := f.Subscriptions(); len(got) != 4 || got[0].State != model.FeedPaused {
		t.Errorf("the feeds are %v, the first one %d", f.names(), got[0].State)
	}
}

// TestFeedIsOpened lists the articles of a feed.
func TestFeedIsOpened(t *testing.T) {
	s := startFollowing(t, 120, 30)
	s.press("f", "j", "enter")
	s.shows("金融 › 市场 › 国内 · 1 of 2")
	s.press("f")
	s.shows("▌!   国内") // the list begins where the reader is
	s.press("r", "R")
	got := s.feeds().fetched
	if len(got) != 2 || got[0].Key != "2" || strings.Join(got[1].Category, "/") != "金融/市场" {
		t.Errorf("fetched is %v", got)
	}
	s.press("G", "enter")
	s.shows("No articles from “A feed with")
}

// TestServedFeedsOnlyTell tries every key of the list where it cannot be changed.
func TestServedFeedsOnlyTell(t *testing.T) {
	for _, language := range []string{"en", "zh"} {
		o := following(options(newMemory(now(), paper()...)))
		o.Language, o.FeedEditor = language, nil
		s := start(t, o, 100, 30)
		before := fmt.Sprint(s.feeds().Subscriptions())
		s.press("f", "j")
		for _, key := range []string{"a", "r", "R", "e", "m", "p", "x", "ctrl+r", "delete", "1"} {
			s.press("j")
			s.press(key)
			if told := map[string]string{"en": "Only the server's administrator", "zh": "只有服务器管理员"}[language]; key != "1" && !strings.Contains(s.statusLine(), told) {
				t.Errorf("%s is answered by %q", key, s.statusLine())
			}
		}
		s.send(tea.PasteMsg{Content: "https://one.example.org"})
		if after := fmt.Sprint(s.feeds().Subscriptions()); after != before || len(s.feeds().fetched) > 0 {
			t.Errorf("the feeds were changed to %s", after)
		}
	}
}

// TestFirstFeed follows a first feed where there is nothing to read: by a key, by
// pasting, by typing.
func TestFirstFeed(t *testing.T) {
	for how, follow := range map[string]func(*session){
		"key":   func(s *session) { s.press("2") },
		"list":  func(s *session) { s.press("f", "j", "enter", "esc") },
		"paste": func(s *session) { s.send(tea.PasteMsg{Content: "one.example.org\n"}); s.press("enter", "esc") },
		"typed": func(s *session) { s.press("a"); s.write("one.example.org"); s.press("enter", "esc") },
	} {
		for language, says := range map[string]struct{ first, coming string }{
			"en": {"1  BBC News: World", "Fetching your first articles"}, "zh": {"1  少数派", "正在获取第一批文章"},
		} {
			o := beginning(options(newMemory(now())))
			o.Language = language
			s := start(t, o, 80, 24)
			s.shows(says.first)
			follow(s)
			s.shows(says.coming)
			s.lacks(says.first)
			if got := s.feeds().Subscriptions(); len(got) != 1 || len(s.feeds().fetched) != 1 {
				t.Errorf("by %s the feeds are %v, fetched %v", how, got, s.feeds().fetched)
			}
			s.arrive("The first article")
			s.shows("The first article")
			s.press("1") // it is a key of the categories again
			if got := len(s.feeds().Subscriptions()); got != 1 {
				t.Errorf("by %s the key 1 follows another feed", how)
			}
		}
	}
}

// TestSampleSaysHowToBegin tells of the first feed over the sample edition, until there
// is one.
func TestSampleSaysHowToBegin(t *testing.T) {
	o := beginning(options(newMemory(now(), paper()...)))
	o.Sample = true
	s := start(t, o, 100, 30)
	s.shows("This is the sample edition. Press a to add a feed, or f for suggestions.")
	s.press("1")
	s.shows("1 of 2")
	if got := len(s.feeds().Subscriptions()); got != 0 {
		t.Errorf("a key of the categories follows %d feeds", got)
	}
	o = following(options(newMemory(now(), paper()...)))
	o.Sample = true
	s = start(t, o, 100, 30)
	s.lacks("sample edition")
	o.Feeds, o.FeedEditor = nil, nil
	s = start(t, o, 100, 30)
	s.lacks("sample edition")
}

// TestHostileFeeds follows feeds whose names and addresses mean no good.
func TestHostileFeeds(t *testing.T) {
	var subs []model.Subscription
	for name, monster := range monsters() {
		subs = append(subs, model.Subscription{
			Key: name, Name: monster, Address: monster, Category: []string{monster, monster}, State: model.FeedBroken, Failing: now(),
			Trouble: &model.FeedError{Kind: model.FeedNoHost, What: monster}, Articles: -1, Due: now().Add(-time.Hour),
		})
	}
	for _, size := range [][2]int{{40, 12}, {100, 30}} {
		s := start(t, following(options(newMemory(now(), paper()...)), subs...), size[0], size[1])
		s.press("f")
		for range subs {
			s.fits()
			s.press("j")
		}
	}
}

// TestManyFeeds goes through ten thousand feeds: a key costs as much as with ten.
func TestManyFeeds(t *testing.T) {
	s := start(t, following(options(newMemory(now(), paper()...)), manyFeeds(10_000)...), 120, 30)
	s.press("f")
	s.shows("1 of 10,000")
	s.press("G")
	s.shows("10,000 of 10,000")
	s.press("k", "pgup", "g")
	s.shows("1 of 10,000")
	s.fits()
}

func BenchmarkFeeds(b *testing.B) {
	for _, n := range []int{10, 10_000} {
		s := start(b, following(options(newMemory(now(), paper()...)), manyFeeds(n)...), 120, 40)
		s.press("f")
		b.Run(fmt.Sprintf("key/%d", n), func(b *testing.B) {
			for b.Loop() {
				s.press("j", "k")
				s.content()
			}
		})
		b.Run(fmt.Sprintf("told/%d", n), func(b *testing.B) {
			for b.Loop() {
				s.send(feedsChanged{})
				s.content()
			}
		})
	}
}

// TestLookingForNews looks at the folders too, and tells what came from where; without
// any feed, and without knowing of any, the folders alone.
func TestLookingForNews(t *testing.T) {
	for name, test := range map[string]struct {
		language       string
		arrived        int
		failed         error
		few, none, off string // what is told with some feeds, without any, and where they are elsewhere
	}{
		"nothing": {"en", 0, nil, "No new articles in 4 feeds", "No new articles in the folders. You do not follow any feeds yet; press a to add one.", "No new articles in the folders."},
		"some":    {"en", 2, nil, "No new articles in 4 feeds; 2 new in the folders", "2 new articles.", "2 new articles."},
		"chinese": {"zh", 2, nil, "4 个订阅更新完毕，没有新文章；文件夹里新增 2 篇", "2 篇新文章。", "2 篇新文章。"},
		"failed":  {"en", 0, errors.New("/far is away"), "", "/far is away", "/far is away"},
	} {
		t.Run(name, func(t *testing.T) {
			looks := 0
			begin := func(o Options) *session {
				o.Language = test.language
				o.Look = func(context.Context) (int, error) { looks++; return test.arrived, test.failed }
				s := start(t, o, 100, 30)
				s.press("ctrl+r")
				return s
			}
			s := begin(following(options(newMemory(now(), paper()...)), someFeeds()[:4]...))
			if got := s.feeds().fetched; len(got) != 1 || got[0].Key != "" {
				t.Errorf("fetched is %v", got)
			}
			s.feeds().change(func() { s.feeds().status = model.FeedStatus{Total: 4, Done: 4, Finished: 1} })
			s.send(feedsChanged{})
			s.shows(test.few)
			begin(beginning(options(newMemory(now(), paper()...)))).shows(test.none)
			elsewhere := options(newMemory(now(), paper()...))
			elsewhere.Feeds, elsewhere.FeedEditor, elsewhere.FeedsElsewhere = nil, nil, "Feeds"
			s = begin(elsewhere)
			s.shows(test.off)
			for _, key := range []string{"f", "a"} {
				s.press(key)
				s.shows(map[string]string{"en": "Your feeds are not open here; start with -L Feeds to open them too", "zh": "这里没有打开订阅；启动时加上 -L Feeds 即可打开"}[test.language])
			}
			if looks != 3 {
				t.Errorf("the folders were looked at %d times", looks)
			}
		})
	}
}
