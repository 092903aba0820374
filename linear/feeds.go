package linear

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"broadsheet/model"
	"broadsheet/model/query"
)

// feeds says the feeds that are followed, and what is wrong with them. A number lists
// the articles of one.
func (s *Session) feeds(context.Context) { s.sayFeeds(false) }

func (s *Session) brokenFeeds(context.Context) { s.sayFeeds(true) }

func (s *Session) sayFeeds(broken bool) {
	if s.o.Feeds == nil {
		s.say(s.language.noFeedsHere())
		return
	}
	all := slices.Clone(s.o.Feeds.Subscriptions())
	if status := s.o.Feeds.Status(); status.Fetching {
		s.say(s.words.FeedProgress(status))
	}
	switch {
	case len(all) == 0 && s.o.Fetcher == nil:
		s.say(s.language.noFeedsHere())
		return
	case len(all) == 0:
		s.say(s.language.noFeeds())
		return
	}
	if broken {
		all = slices.DeleteFunc(all, func(f model.Subscription) bool { return f.State != model.FeedBroken && f.State != model.FeedFailing })
		if len(all) == 0 {
			s.say(s.words.OffNoneBroken())
			return
		}
	}
	s.show(&menu{
		rows: len(all), page: menuPage,
		line: func(i int) string { return s.feed(&all[i]) },
		told: func(from, to int) string { return s.language.feedsTold(from, to, len(all)) },
		choose: func(ctx context.Context, i int) {
			q := query.Query{}.And(query.Term{Field: query.FieldCategory, Path: all[i].Path(), Anchored: true})
			s.chooseQuery(ctx, pathName(all[i].Path()), q, q)
		},
	})
}

// feed is a feed, how many articles there are of it, and what is wrong with it.
func (s *Session) feed(f *model.Subscription) string {
	parts := []string{f.Name}
	if len(f.Category) > 0 {
		parts = append(parts, pathName(f.Category))
	}
	parts = append(parts, s.words.Articles(f.Articles))
	if !f.News.IsZero() {
		parts = append(parts, s.language.newsOf(s.language.when(f.News.In(s.zone), s.now(), false)))
	}
	if word := s.words.FeedWord(f.State); word != "" {
		parts = append(parts, word)
	}
	said := s.language.parts(parts)
	if f.Trouble == nil || f.State != model.FeedFailing && f.State != model.FeedBroken {
		return said
	}
	trouble := s.words.FeedTrouble(f.Trouble)
	if !f.Failing.IsZero() {
		trouble = s.words.FeedFailing(s.words.Since(f.Failing.In(s.zone), s.now()), trouble, f.State == model.FeedBroken)
	}
	return said + s.language.colon() + trouble
}

// fetch asks all feeds for news. Who wants to know how it went asks again.
func (s *Session) fetch(ctx context.Context) {
	switch {
	case s.o.Feeds == nil:
		s.say(s.language.noFeedsHere())
	case s.o.Fetcher == nil:
		s.say(s.words.FeedsServed())
	default:
		if err := s.o.Fetcher.Fetch(ctx, model.FeedSelection{}); err != nil {
			s.fail(s.words.FeedTrouble(model.AsFeedError(err)))
			return
		}
		s.say(s.language.fetching(len(s.o.Feeds.Subscriptions())))
	}
}

// problems says what could not be understood of the files.
func (s *Session) problems(context.Context) {
	all := s.o.Library.Problems()
	if len(all) == 0 {
		s.say(s.words.NoProblems())
		return
	}
	s.show(&menu{
		rows: len(all), page: menuPage,
		line: func(i int) string {
			problem := all[i]
			return s.language.problem(cmp.Or(problem.Path, problem.Root), problem.Line, strings.TrimSpace(problem.Text))
		},
		told:   func(from, to int) string { return s.language.problemsTold(from, to, len(all)) },
		choose: func(_ context.Context, i int) { s.page(i) },
	})
}
