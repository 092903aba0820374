package feeds

import (
	"context"
	"fmt"
	"time"

	"broadsheet/feeds/state"
	"broadsheet/feeds/subscriptions"
)

// State says how a feed is.
type State string

// How a feed may be.
const (
	New     State = "new"     // it was never asked
	Well    State = "well"    // the last answer was good
	Failing State = "failing" // the last ones were not
	Broken  State = "broken"  // there was none for a week and more
	Gone    State = "gone"    // for good, says the server; it is tried again each month
	Paused  State = "paused"  // the reader wants it not to be asked
)

// SentenceOfCut tells of a document without an end.
const SentenceOfCut = "its document ends too early, or is too large: the entries that are whole before that were taken"

// Status is how a feed is, for lists and screens.
type Status struct {
	Subscription subscriptions.Subscription
	Name         string
	Address      string // without a password; of a command, something that stands for it
	Asks         string // the address that is asked, where the feed has moved for good; else empty
	Folder       string // of its articles, below the feeds' folder; empty: it has none yet
	Articles     int

	LastNews, LastAsked, Next time.Time // zero: never, or not known

	State    State
	Kind     Kind      // of the last failure; empty: there is none
	Since    time.Time // of the failures
	Sentence string    // what is so and what to do, in English
	Cut      bool      // the end of the document that was read last was missing

	Pages Pages
}

// Pages says how it is with the pages that a feed's articles link to, where their text
// is wanted too. It counts those that are not there.
type Pages struct {
	Waiting  int    // that are asked for later
	Failed   int    // that are not asked for any more
	Kind     Kind   // of the last failure; empty: there is none
	Sentence string // why that page gave no text and what to do, in English
}

// Status says how the feeds are, in the order of the subscriptions. Nothing is asked
// of them.
func (s *Service) Status(ctx context.Context) ([]Status, error) {
	subs, err := s.options.Subscriptions(ctx)
	if err != nil {
		return nil, fmt.Errorf("it cannot be read which feeds are followed: %w", err)
	}
	var rows addresses
	var counts map[int64]int
	var holds map[string]time.Time
	var pages map[int64]state.Pages
	err = s.state.In(ctx, false, func(tx *state.Tx) (err error) {
		if rows, err = byAddress(tx); err == nil {
			counts, err = tx.Counts()
		}
		if err == nil {
			holds, err = tx.Holds()
		}
		if err == nil {
			pages, err = tx.Pages()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	now := s.options.Now()
	all := make([]Status, 0, len(subs))
	for _, sub := range subs {
		one := &followed{subscription: sub}
		if row, known := rows.find(&sub); known {
			one.row = *row
		}
		status := statusOf(one, now)
		status.Articles = counts[one.row.ID]
		wanted := pages[one.row.ID]
		status.Pages = Pages{Waiting: wanted.Waiting, Failed: wanted.Failed, Kind: Kind(wanted.Kind), Sentence: wanted.Error}
		if until := holds[hostOf(one.address())]; until.After(status.Next) && status.State != Paused {
			status.Next = until
		}
		all = append(all, status)
	}
	return all, nil
}

func statusOf(one *followed, now time.Time) Status {
	row := &one.row
	status := Status{
		Subscription: one.subscription, Name: nameOf(one), Address: addressOf(&one.subscription), Asks: withoutUser(row.Current), Folder: row.Folder,
		LastNews: row.News, LastAsked: row.Asked, Next: row.Due, Kind: Kind(row.Kind), Since: row.Failing,
	}
	day := row.Failing.UTC().Format("2 January 2006")
	switch {
	case one.subscription.Paused:
		status.State, status.Next, status.Sentence = Paused, time.Time{}, "It is paused; nothing is asked of it."
	case status.Kind == KindGone:
		status.State, status.Sentence = Gone, row.Error+", or remove it; it is tried again each month"
	case status.Kind != "" && !row.Failing.IsZero() && now.Sub(row.Failing) >= brokenAfter:
		status.State, status.Sentence = Broken, "Broken since "+day+": "+row.Error
	case status.Kind != "":
		status.State, status.Sentence = Failing, row.Error
	case row.Asked.IsZero():
		status.State, status.Sentence = New, "It was not asked yet."
	case row.Cut:
		status.State, status.Sentence, status.Cut = Well, SentenceOfCut, true
	default:
		status.State, status.Sentence = Well, "All is well."
	}
	return status
}
