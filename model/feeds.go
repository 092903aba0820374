package model

import (
	"context"
	"errors"
	"slices"
	"time"
)

// Subscription is a feed that is followed, as its readers are told of it.
type Subscription struct {
	Key      string    // names it to whoever changes it; never shown
	Name     string    // as the reader calls it
	Address  string    // of the feed, without a password; empty where a command gives it
	Category []string  // path of the categories above; may be empty
	Articles int       // that there are of it
	News     time.Time // when the last of them came; zero: none yet
	Asked    time.Time // last; zero: never
	Due      time.Time // when it is asked next; zero: nobody knows
	State    FeedState
	Failing  time.Time  // since when it cannot be had; zero: it can
	Trouble  *FeedError // why; nil: nothing is wrong

	PagesWaiting int // linked pages that are read later
	PagesFailed  int // that gave no text, and are not asked for any more by themselves
}

// Path is the category of its articles: the one that is named as the feed is.
func (s *Subscription) Path() []string { return append(slices.Clone(s.Category), s.Name) }

// FeedState says how a feed is.
type FeedState int

// The states of feeds.
const (
	FeedUnasked FeedState = iota // it was never asked
	FeedWell
	FeedFailing // it cannot be had, but that may pass
	FeedBroken  // it cannot be had for so long that somebody should look
	FeedPaused  // it is not asked
)

// FeedStatus says what is being fetched. The counts are those of the fetch that goes
// on, and afterwards of the last one.
type FeedStatus struct {
	Fetching          bool
	Done              int       // feeds that have answered, or failed
	Total             int       // feeds that are asked
	New               int       // articles that came
	Failed            int       // feeds that could not be had
	Bytes             int64     // that came over the network
	Pages, TotalPages int       // linked pages that were asked for, and are; they come after the feeds
	Finished          int       // fetches that have come to their end since the start
	Next              time.Time // when the next fetch begins by itself; zero: none does
}

// FeedRemoval is what can be done about a feed that was removed.
type FeedRemoval struct {
	// Undo follows it again.
	Undo func(context.Context) error
	// Discard deletes its articles. Those that somebody has starred are kept, and those
	// that another feed tells of too.
	Discard func(context.Context) (deleted, kept int, err error)
}

// FeedSelection says which feeds: one, those of a category and below it, or all of
// them where neither is given.
type FeedSelection struct {
	Key      string // of a subscription
	Category []string
}

// FeedCandidate is a feed that could be followed.
type FeedCandidate struct {
	Address string
	Name    string    // as it calls itself; may be empty
	Site    string    // address of the pages that it tells of; may be empty
	Format  string    // "RSS 2.0", "Atom 1.0", …; may be empty
	Entries int       // that are in it; 0: not known
	Newest  time.Time // of them; zero: not known
}

// FeedError is why something cannot be done with a feed, or with the list of feeds.
// Screens have a sentence for each kind, which says what to do.
type FeedError struct {
	Kind  FeedErrorKind
	What  string        // what it is about: a host, an address, a name, a file
	Line  int           // in the file; 0: none
	Again time.Duration // after which another try is worth it; 0: not known
	Err   error         // the same as a sentence in English; may be nil
}

// Error implements error.
func (e *FeedError) Error() string {
	switch {
	case e.Err != nil:
		return e.Err.Error()
	case e.What == "":
		return string(e.Kind)
	default:
		return e.What + ": " + string(e.Kind)
	}
}

// Unwrap gives what stands behind the error.
func (e *FeedError) Unwrap() error { return e.Err }

// AsFeedError gives the error of a feed that is in an error. Any other is one of no
// kind; nil stays nil.
func AsFeedError(err error) *FeedError {
	if err == nil {
		return nil
	}
	if known, ok := errors.AsType[*FeedError](err); ok {
		return known
	}
	return &FeedError{Err: err}
}

// FeedErrorKind is what went wrong. The words are those that package web has for what
// goes wrong between us and a server, and package feeds for what is wrong with a feed.
type FeedErrorKind string

// What can go wrong on the way to a server. What is then the host; with some that
// depend on the page, its address.
const (
	FeedAddress    FeedErrorKind = "address" // it is none of the web's
	FeedPrivate    FeedErrorKind = "private" // a server does not ask its own network for strangers
	FeedHeld       FeedErrorKind = "held"    // the host wants to be left alone
	FeedNoHost     FeedErrorKind = "no host"
	FeedNoNetwork  FeedErrorKind = "no network"
	FeedRefused    FeedErrorKind = "refused"
	FeedTimeout    FeedErrorKind = "timeout"
	FeedConnection FeedErrorKind = "connection"
	FeedProxy      FeedErrorKind = "proxy"
	FeedTLS        FeedErrorKind = "tls"
	FeedExpired    FeedErrorKind = "expired"    // the certificate is not valid today
	FeedWrongName  FeedErrorKind = "wrong name" // the certificate is for other hosts
	FeedUnknownCA  FeedErrorKind = "unknown ca"
	FeedRedirects  FeedErrorKind = "redirects"
	FeedTooLarge   FeedErrorKind = "too large"
	FeedPacked     FeedErrorKind = "unreadable" // it is compressed in a way that cannot be undone
	FeedChallenge  FeedErrorKind = "challenge"  // a page for a person with a browser stands before it
	FeedLogin      FeedErrorKind = "login"
	FeedForbidden  FeedErrorKind = "forbidden"
	FeedNotFound   FeedErrorKind = "not found"
	FeedGone       FeedErrorKind = "gone"
	FeedTooMany    FeedErrorKind = "too many"
	FeedServer     FeedErrorKind = "server"
	FeedStatusCode FeedErrorKind = "status" // any other status that is no answer
)

// What can go wrong besides.
const (
	FeedNotFeed      FeedErrorKind = "no feed"      // something else came: a page, nothing
	FeedUnchanged    FeedErrorKind = "unasked"      // nothing has changed, says the server, which cannot know
	FeedQuery        FeedErrorKind = "query"        // which says what is taken of it is wrong; What is its name
	FeedCut          FeedErrorKind = "cut"          // the end of what came was missing; what was whole is there
	FeedOther        FeedErrorKind = "other"        // that has no sentence of its own
	FeedNoneFound    FeedErrorKind = "none found"   // a site tells of no feed
	FeedCommand      FeedErrorKind = "command"      // the program that gives it failed
	FeedMissing      FeedErrorKind = "missing"      // the folder of the articles is not there, or empty; What is its path
	FeedUnkept       FeedErrorKind = "unkept"       // articles cannot be written
	FeedBusy         FeedErrorKind = "busy"         // another process fetches
	FeedUndiscarded  FeedErrorKind = "undiscarded"  // while news is fetched no articles are deleted
	FeedTooSoon      FeedErrorKind = "too soon"     // all were asked a few minutes ago
	FeedFollowed     FeedErrorKind = "followed"     // already
	FeedNotFollowed  FeedErrorKind = "not followed" // any more
	FeedListDamaged  FeedErrorKind = "damaged"      // What is the file of subscriptions
	FeedListUnread   FeedErrorKind = "list unread"
	FeedListUnkept   FeedErrorKind = "list unkept"
	FeedListRejected FeedErrorKind = "value" // a name or a category cannot be kept
)

// Why there is no full text of an article, besides what can go wrong on the way to the
// server of the page that it links to. The words are those that package fulltext has.
const (
	PageNotOfFeed FeedErrorKind = "not of a feed" // the article's file is not ours to write
	PageVanished  FeedErrorKind = "vanished"      // the article's file is gone
	PageNoLink    FeedErrorKind = "no link"       // the article links to no page
	PageOther     FeedErrorKind = "no page"       // what it links to is something else, such as a picture
	PageLinks     FeedErrorKind = "links"         // it is a list of links
	PageShort     FeedErrorKind = "short"         // it has no more text than is there already
	PageTooSlow   FeedErrorKind = "too slow"      // it takes longer than any article
	PageFailed    FeedErrorKind = "failed"        // the program failed on it
)
