package words

import (
	"fmt"
	"time"

	"broadsheet/model"
)

// following are what is said of feeds.
type following interface {
	TitleFeeds() string
	TitleCandidates(site string) string
	TitleMove(name string) string
	FeedWord(s model.FeedState) string // in a row of the list; nothing for one that is well
	FeedTimes(s *model.Subscription, now time.Time, zone *time.Location) string
	FeedTrouble(e *model.FeedError) string                 // what happened, and what to do
	FeedFailing(since, trouble string, broken bool) string // since when, and the trouble
	BrokenBelow(n int, list string) string
	Since(t, now time.Time) string // a date in a sentence
	Space() string                 // what stands between two sentences
	FeedProgress(s model.FeedStatus) string
	FetchDone(s model.FeedStatus, list string) string
	LookingForNews() string
	Looked(arrived int) string                             // what came into the folders
	AlsoArrived(told string, arrived int) string           // the same, after something that was told
	Candidate(c model.FeedCandidate, now time.Time) string // what is in it

	FirstFeed(add string) (headline, text string)
	Suggestions() []Suggestion
	AwaitingNews() (headline, text string)
	NoNews(feeds int, fetch, list string) (headline, text string)
	AlsoFiles(roots string) string
	NoArticlesOf(name string) string
	SampleOnly(add, list string) string
	SampleGoneNow() string // the reader has an article of it open
	NoFeeds() string
	FeedsServed() string

	AddressSign() string
	AddressHint() string
	AddressMissing() string
	LookingAt(host, stop string) string
	FeedNameHint() string
	FeedNameMissing() string
	FindFeedHint() string
	NoFeedFound() string
	FeedsFound(n, all int) string
	ShowsAllFeeds(key string) string
	NewCategory(name string) string
	NoCategoryAbove() string
	FeedFollowed(name string) string
	FeedRenamed(name string) string
	FeedMoved(name, category string) string // the category may be empty
	FeedPaused(name string, paused bool) string
	FeedRemoved(name, undo, discard string) string
	FeedDiscarded(name string, deleted, kept int) string
	FeedRestored(name string) string

	PagesFailed(n int, again string) string
	ReadingPage() string
	FullText() string                                          // that the text is the page's, in a word
	TextTurned(full bool, again string) string                 // which text is shown now
	PageTrouble(e *model.FeedError, copyAddress string) string // why there is no full text, and what to do
	OfArticle(title, sentence string) string                   // the title may be empty: it is the one that the reader sees

	OffNoFeeds() string
	OffFeedsElsewhere(library string) string
	OffNoFeed() string
	OffNothingFollowed(add string) string
	ShortFollow() string
	ShortAll() string
	OffNoFeedAddress() string
	OffNothingRemoved() string
	OffNothingToDiscard(remove string) string // no feed was removed whose articles are there
	OffNoneBroken() string
}

// Suggestion is a feed to begin with.
type Suggestion struct{ Name, Address string }

// ahead is how a reader thinks of a time to come: in minutes, in hours, or as a date.
func ahead(t, now time.Time) (minutes, hours int) {
	switch wait := t.Sub(now); {
	case wait < time.Hour:
		return max(0, int((wait+time.Minute-1)/time.Minute)), 0
	case wait < 24*time.Hour:
		return 0, int((wait + time.Hour/2) / time.Hour)
	}
	return 0, 0
}

// feedTimes are the times of a feed that are known, in the order of their names.
func feedTimes(l Language, s *model.Subscription, now time.Time, zone *time.Location, news, asked string, next func(minutes, hours int, date string) string) []string {
	parts := []string{l.Articles(s.Articles)}
	local := now.In(zone)
	if !s.News.IsZero() {
		parts = append(parts, news+l.When(s.News.In(zone), local))
	}
	if !s.Asked.IsZero() {
		parts = append(parts, asked+l.When(s.Asked.In(zone), local))
	}
	if s.State != model.FeedPaused && !s.Due.IsZero() {
		minutes, hours := ahead(s.Due, now)
		parts = append(parts, next(minutes, hours, l.When(s.Due.In(zone), local)))
	}
	return parts
}

// fetchedSize is a number of bytes as one says it, short.
func fetchedSize(bytes int64) string {
	const kB, mB = 1e3, 1e6
	switch n := float64(bytes); {
	case n >= 9.95*mB:
		return fmt.Sprintf("%.0f MB", n/mB)
	case n >= 999.5*kB:
		return fmt.Sprintf("%.1f MB", n/mB)
	default:
		return fmt.Sprintf("%.0f kB", max(1, n/kB))
	}
}
