// Package feeds brings news: it asks the feeds that are followed, and lets their
// entries become article files. It knows neither screens nor the library, and is given
// the network, the clock and the folders.
package feeds

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"broadsheet/articles/feed"
	"broadsheet/feeds/entries"
	"broadsheet/feeds/state"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
)

// Options are what a Service needs of the rest of the program. Those without a word on
// nil have to be there.
type Options struct {
	Folder string        // of the article files
	State  string        // path of the database
	Every  time.Duration // how often feeds are asked; 0: 30 minutes
	Hosts  int           // asked at once; 0: 16

	Subscriptions func(ctx context.Context) ([]subscriptions.Subscription, error)
	Get           func(ctx context.Context, request web.Request) (*web.Response, error)
	Read          func(document []byte, o feed.Options) (*feed.Feed, error) // what a document says; the error is a *feed.NotFeedError
	Fault         func(err error) Fault                                     // what an error of Get's means
	Fresh         func(header http.Header, now time.Time) time.Duration     // how long an answer is good; nil: it does not say

	// Titled is given what feeds call themselves that nobody has named, by the keys of
	// their subscriptions, so that their subscriptions say so too; nil: they need not.
	Titled func(ctx context.Context, titles map[string]string) error

	Run  func(ctx context.Context, command string) ([]byte, error)        // what a command prints; nil: none is run
	Want func(s *subscriptions.Subscription, e *feed.Entry) (bool, error) // whether its queries want an entry; nil: all are wanted

	Starred func(path string) bool // whether a reader keeps the article at a path below Folder; nil: none
	Notify  func(sentence string)  // of what happened in the background; nil: it is not told
	Now     func() time.Time
	Random  func() float64 // from 0 to 1; nil: chance

	opened func(*entries.Keeper) // is given what writes files, by the tests that let it fail; nil: there are none
}

// Kind says what is wrong with a feed, for those who decide what to do about it or say
// it in another language. Besides these, it may be any kind of error of package web, and
// of a linked page any of package fulltext.
type Kind string

// What is wrong with a feed. The first ones have the names of package web.
const (
	KindTooMany Kind = "too many"   // its host wants to be asked less often
	KindHeld    Kind = "held"       // its host has asked for a pause, and was not asked
	KindGone    Kind = "gone"       // for good, says the server
	KindOffline Kind = "no network" // this machine is on no network, which says nothing of the feed

	KindNoFeed  Kind = "no feed" // it is a page, or something else
	KindUnasked Kind = "unasked" // nothing has changed, says the server, which cannot know
	KindCommand Kind = "command" // the command that prints it failed
	KindQuery   Kind = "query"   // its subscription's query, which says what is taken, is wrong
	KindOther   Kind = "other"
)

// Fault is what an error of the network means.
type Fault struct {
	Kind       Kind
	Host       string        // that wants to be left alone; empty: the address's
	RetryAfter time.Duration // for how long; 0: it does not say
}

// Service fetches news. It may be used from several goroutines at once.
type Service struct {
	options Options
	state   *state.Store
	lock    *flock.Flock

	fetching sync.Mutex // one Fetch at a time
	files    *filesLock // article files are written by one at a time, of all processes
	reading  sync.Mutex // pages are read one at a time
	poke     chan struct{}
}

// LockedError says that news is being fetched already, so that nobody else does.
type LockedError struct{ Own bool } // by this process

// Error implements error.
func (e *LockedError) Error() string {
	if e.Own {
		return "news is being fetched already"
	}
	return "another broadsheet is fetching now; what it brings is here as well when it is done"
}

// Open opens the database; nothing is asked yet. It has to be closed.
func Open(ctx context.Context, options Options) (*Service, error) {
	if options.Every <= 0 {
		options.Every = 30 * time.Minute
	}
	if options.Hosts <= 0 {
		options.Hosts = 16
	}
	if options.Random == nil {
		options.Random = rand.Float64
	}
	if options.Notify == nil {
		options.Notify = func(string) {}
	}
	if options.Fresh == nil {
		options.Fresh = func(http.Header, time.Time) time.Duration { return 0 }
	}
	s := &Service{options: options, poke: make(chan struct{}, 1)}
	s.lock = flock.New(options.State+".lock", flock.SetPermissions(0o600))
	s.files = newFilesLock(options.State + ".files.lock")
	var err error
	if s.state, err = state.Open(ctx, options.State, options.Now()); err != nil {
		return nil, err
	}
	return s, nil
}

// Close lets go of the database. Nothing may be fetching any more.
func (s *Service) Close() error {
	return errors.Join(s.state.Close(), s.lock.Close(), s.files.lock.Close())
}

// exclusive does something while no other process and no other goroutine fetches. A
// database that proves damaged is made anew, of what the article files say, and the
// thing done again.
func (s *Service) exclusive(ctx context.Context, do func(*entries.Keeper) error) error {
	if !s.fetching.TryLock() {
		return &LockedError{Own: true}
	}
	defer s.fetching.Unlock()
	if err := os.MkdirAll(filepath.Dir(s.options.State), 0o700); err != nil {
		return fmt.Errorf("the folder of the feeds' database cannot be made: %w", err)
	}
	locked, err := s.lock.TryLock()
	if err != nil {
		return fmt.Errorf("the lock %s of the feeds' database cannot be taken: %w", s.lock.Path(), err)
	}
	if !locked {
		return &LockedError{}
	}
	defer s.lock.Unlock() //nolint:errcheck // the next to lock it says what is wrong with it
	err = s.withKeeper(ctx, do)
	if !state.Damaged(err) {
		return err
	}
	if renewed := s.state.Renew(ctx, s.options.Now()); renewed != nil {
		return errors.Join(err, renewed)
	}
	return s.withKeeper(ctx, do)
}

func (s *Service) withKeeper(ctx context.Context, do func(*entries.Keeper) error) (err error) {
	var empty, filled bool
	err = s.state.In(ctx, false, func(tx *state.Tx) (err error) {
		if empty, err = tx.Empty(); err == nil {
			filled, err = tx.Filled()
		}
		return err
	})
	if err != nil {
		return err
	}
	keeper, err := entries.Open(s.state, s.options.Folder, filled, s.files.take)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, keeper.Close()) }()
	if s.options.opened != nil {
		s.options.opened(keeper)
	}
	if empty {
		if err := s.learn(ctx, keeper); err != nil {
			return err
		}
	}
	return do(keeper)
}

// learn fills an empty database with what the files say, and tells why it was empty.
func (s *Service) learn(ctx context.Context, keeper *entries.Keeper) error {
	files, err := keeper.Learn(ctx)
	if err != nil {
		return err
	}
	switch {
	case s.state.Renewed != "":
		s.options.Notify(fmt.Sprintf("The database of feeds was damaged and is made anew; it is kept as %s. Of %d articles it is known again what they are; "+
			"articles that you had deleted may come back.", s.state.Renewed, files))
	case files > 0:
		s.options.Notify(fmt.Sprintf("There was no database of feeds; of %d articles it is known again what they are.", files))
	}
	s.state.Renewed = ""
	return nil
}
