package feeding

import (
	"cmp"
	"errors"
	"io/fs"
	"net/url"
	"time"

	"broadsheet/articles/feed"
	"broadsheet/feeds"
	"broadsheet/feeds/discovery"
	"broadsheet/feeds/fulltext"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
	"broadsheet/model"
)

// toldOf is how a feed is, as screens are told. Those of guests are told no addresses,
// which may have secrets in them, and no sentences that name files or programs.
func toldOf(s *feeds.Status, now time.Time, guests bool) model.Subscription {
	told := model.Subscription{
		Key: s.Subscription.Key(), Name: s.Name, Category: s.Subscription.Category, Articles: s.Articles,
		News: s.LastNews, Asked: s.LastAsked, Due: s.Next, State: stateOf(s.State),
	}
	told.PagesWaiting, told.PagesFailed = s.Pages.Waiting, s.Pages.Failed
	if s.Subscription.URL != "" && !guests {
		told.Address = withoutPassword(s.Subscription.URL)
	}
	switch {
	case s.State == feeds.Paused:
		return told
	case s.Kind == "" && s.Cut:
		told.Trouble = &model.FeedError{Kind: model.FeedCut, What: cmp.Or(hostOf(s.Subscription.URL), s.Name)}
		return told
	case s.Kind == "":
		return told
	}
	told.Failing = s.Since
	told.Trouble = &model.FeedError{Kind: model.FeedErrorKind(s.Kind), What: hostOf(s.Subscription.URL), Err: errors.New(s.Sentence)}
	switch s.Kind {
	case feeds.KindQuery:
		told.Trouble.What = s.Name
	case feeds.KindTooMany, feeds.KindHeld:
		told.Trouble.Again = max(0, s.Next.Sub(now)).Round(time.Minute)
	default: // the kind has the same name
	}
	if told.Trouble.What == "" {
		told.Trouble.What = s.Name
	}
	if guests {
		told.Trouble.Err = nil
	}
	return told
}

func stateOf(s feeds.State) model.FeedState {
	switch s {
	case feeds.Well:
		return model.FeedWell
	case feeds.Failing:
		return model.FeedFailing
	case feeds.Broken, feeds.Gone:
		return model.FeedBroken
	case feeds.Paused:
		return model.FeedPaused
	default:
		return model.FeedUnasked
	}
}

// unasked says how feeds are of which nothing is known yet.
func unasked(all []subscriptions.Subscription) []feeds.Status {
	statuses := make([]feeds.Status, len(all))
	for i, s := range all {
		statuses[i] = feeds.Status{Subscription: s, Name: s.Name, State: feeds.New}
		if s.Paused {
			statuses[i].State = feeds.Paused
		}
	}
	return statuses
}

func hostOf(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return parsed.Host
}

// withoutPassword is an address without who asks.
func withoutPassword(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return ""
	}
	parsed.User = nil
	return parsed.String()
}

// toldError makes of an error one that screens have words for. Nil stays nil.
func toldError(err error) error {
	var (
		locked  *feeds.LockedError
		list    *subscriptions.Error
		network *web.Error
		none    *discovery.NoFeedError
		missing *feeds.MissingError
		other   *feed.NotFeedError
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &locked):
		return &model.FeedError{Kind: model.FeedBusy, Err: err}
	case errors.As(err, &missing):
		return &model.FeedError{Kind: model.FeedMissing, What: missing.Path, Err: err}
	case errors.As(err, &list):
		return toldListError(list)
	case errors.As(err, &none):
		return &model.FeedError{Kind: model.FeedNoneFound, What: none.Address, Err: err}
	case errors.As(err, &other):
		return &model.FeedError{Kind: model.FeedNotFeed, Err: err}
	case errors.As(err, &network):
		what := network.Host
		if network.Kind == web.KindAddress {
			what = network.URL
		}
		return &model.FeedError{Kind: model.FeedErrorKind(network.Kind), What: what, Again: network.RetryAfter, Err: err}
	}
	return err
}

// toldPageError is why there is no full text of an article. Nil stays nil.
func toldPageError(err error) error {
	var (
		unknown *feeds.UnknownError
		unread  *fulltext.Error
	)
	switch {
	case errors.As(err, &unknown):
		return &model.FeedError{Kind: model.PageNotOfFeed, Err: err}
	case errors.As(err, &unread):
		return &model.FeedError{Kind: model.FeedErrorKind(unread.Kind), What: hostOf(unread.URL), Err: err} // the words are the same
	case errors.Is(err, fs.ErrNotExist):
		return &model.FeedError{Kind: model.PageVanished, Err: err}
	}
	return toldError(err)
}

func toldListError(e *subscriptions.Error) error {
	told := &model.FeedError{What: e.Path, Line: e.Line, Err: e}
	switch e.Kind {
	case subscriptions.Damaged:
		told.Kind = model.FeedListDamaged
	case subscriptions.Unreadable:
		told.Kind = model.FeedListUnread
	case subscriptions.Unwritable:
		told.Kind = model.FeedListUnkept
	case subscriptions.Followed:
		told.Kind, told.What = model.FeedFollowed, e.What
	case subscriptions.NotFollowed:
		told.Kind, told.What = model.FeedNotFollowed, e.What
	case subscriptions.BadAddress:
		told.Kind, told.What = model.FeedAddress, e.What
	default:
		told.Kind, told.What = model.FeedListRejected, e.What
	}
	return told
}
