package feeds

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"broadsheet/feeds/entries"
	"broadsheet/feeds/state"
	"broadsheet/feeds/subscriptions"
)

// Selection says which feeds are asked.
type Selection struct {
	// Due: those alone that are due by themselves; else a reader wants news now, of all
	// that were not asked in the last ten minutes.
	Due    bool
	Forced bool                                   // however short ago they were asked
	Which  func(*subscriptions.Subscription) bool // nil: all
}

// Progress says how far a fetch is.
type Progress struct {
	Done, Total int    // feeds
	New         int    // articles
	Bytes       int64  // that came over the network
	Failed      int    // feeds
	Feed        string // that was done last

	Pages, TotalPages int // linked pages that were asked for; they come after the feeds
}

// Summary says what a fetch brought.
type Summary struct {
	Asked   int      // feeds
	Skipped int      // feeds that were asked a short while ago, or whose host wants to be left alone
	New     []string // paths of new articles below the feeds' folder
	Updated int      // articles whose text has changed
	Removed int      // articles that are kept no longer
	Pages   int      // that articles link to, whose text was kept
	Unread  int      // such pages that gave no text; Status says why
	Bytes   int64    // that came over the network
	Failed  []Failure
	Cut     []string // names of feeds whose document had no end; what was whole of it was taken
}

// Failure is a feed that could not be read.
type Failure struct {
	Name, Address string
	Kind          Kind
	Err           error // a sentence
}

// MissingError says that the folder of the articles is not there, though there were
// some in it.
type MissingError = entries.MissingError

// Fetch asks feeds for news, many hosts at once and each host one feed after the
// other, and writes what is new. Progress is told of every feed, by one goroutine at a
// time; it may be nil. What is wrong with a feed is in the summary and in its Status;
// the error is what keeps all of them from being fetched: a *LockedError, a
// *MissingError, a list of subscriptions that cannot be read, a disk that is
// full. What was fetched before that is kept.
func (s *Service) Fetch(ctx context.Context, which Selection, progress func(Progress)) (summary Summary, err error) {
	subs, err := s.options.Subscriptions(ctx)
	if err != nil {
		return summary, fmt.Errorf("it cannot be read which feeds are followed: %w", err)
	}
	if len(subs) == 0 {
		return summary, nil // and no folder is made
	}
	err = s.exclusive(ctx, func(keeper *entries.Keeper) error {
		f := fetch{service: s, keeper: keeper, which: which, tell: progress}
		err := f.run(ctx, subs)
		summary = f.summary
		f.tellTitles(ctx)
		return err
	})
	return summary, err
}

// tellTitles lets the subscriptions say what feeds call themselves. They are written
// even if the fetch was interrupted, as the articles that have come were.
func (f *fetch) tellTitles(ctx context.Context) {
	if len(f.titles) == 0 || f.service.options.Titled == nil {
		return
	}
	if err := f.service.options.Titled(context.WithoutCancel(ctx), f.titles); err != nil {
		f.service.options.Notify(fmt.Sprintf("The names of new feeds could not be kept: %v.", err))
	}
}

// fetch is one run.
type fetch struct {
	service *Service
	keeper  *entries.Keeper
	which   Selection
	tell    func(Progress)

	mu       sync.Mutex
	holds    map[string]time.Time // hosts that want to be left alone
	progress Progress
	summary  Summary
	fatal    error             // why no further feed is asked
	clock    bool              // it was told that the clock may be wrong
	titles   map[string]string // of feeds that nobody has named, by their keys
}

// followed is a feed with what is known of it.
type followed struct {
	subscription subscriptions.Subscription
	row          state.Feed
}

// every is how often the reader wants a feed to be asked.
func (s *Service) every(sub *subscriptions.Subscription) time.Duration {
	if sub.Every > 0 {
		return max(sub.Every, shortest)
	}
	return max(s.options.Every, shortest)
}

func (f *fetch) run(ctx context.Context, subs []subscriptions.Subscription) error {
	all, err := f.service.followed(ctx, f.keeper, subs)
	if err != nil {
		return err
	}
	now := f.service.options.Now()
	err = f.service.state.In(ctx, false, func(tx *state.Tx) (err error) {
		if err = tx.Release(now); err == nil {
			f.holds, err = tx.Holds()
		}
		return err
	})
	if err != nil {
		return err
	}
	hosts := f.byHost(all, now)
	if f.tell != nil {
		f.tell(f.progress)
	}
	stopped, stop := context.WithCancel(ctx)
	defer stop()
	queue := make(chan []*followed)
	var workers sync.WaitGroup
	for range min(f.service.options.Hosts, len(hosts)) {
		workers.Go(func() {
			for feeds := range queue {
				f.host(stopped, feeds, stop)
			}
		})
	}
	for _, feeds := range hosts {
		select {
		case queue <- feeds:
		case <-stopped.Done():
		}
	}
	close(queue)
	workers.Wait()
	if f.fatal == nil && ctx.Err() == nil {
		f.fatal = f.pages(ctx, all)
	}
	return errors.Join(f.fatal, ctx.Err())
}

// byHost gives the feeds that are to be asked now, those of one host together; that
// which waits longest comes first.
func (f *fetch) byHost(all []*followed, now time.Time) [][]*followed {
	slices.SortStableFunc(all, func(a, b *followed) int { return a.row.Asked.Compare(b.row.Asked) })
	var hosts [][]*followed
	place := map[string]int{}
	for _, one := range all {
		sub := &one.subscription
		if sub.Paused || f.which.Which != nil && !f.which.Which(sub) {
			continue
		}
		if f.which.Due && !due(&one.row, f.service.every(sub), now) {
			continue
		}
		host := hostOf(one.address())
		if !f.which.Due && !f.which.Forced && askedLately(&one.row, now) || f.held(host, now) {
			f.summary.Skipped++
			continue
		}
		f.progress.Total++
		at, met := place[host]
		if !met || host == "" {
			at = len(hosts)
			place[host] = at
			hosts = append(hosts, nil)
		}
		hosts[at] = append(hosts[at], one)
	}
	return hosts
}

// held says whether a host wants to be left alone. A time that is too far away is one
// of a clock that was wrong.
func (f *fetch) held(host string, now time.Time) bool {
	until, held := f.holds[host]
	return host != "" && held && until.After(now) && !until.After(now.Add(longest+longest/10))
}

// host asks the feeds of one host.
func (f *fetch) host(ctx context.Context, feeds []*followed, stop func()) {
	for _, one := range feeds {
		if ctx.Err() != nil {
			return
		}
		f.mu.Lock()
		held := f.held(hostOf(one.address()), f.service.options.Now())
		f.mu.Unlock()
		if held {
			f.done(one, result{skipped: true})
			continue
		}
		done := f.ask(ctx, one)
		if ctx.Err() != nil && done.failed != nil {
			return // it was broken off, which says nothing of the feed
		}
		if done.fatal != nil {
			f.mu.Lock()
			if !errors.Is(f.fatal, done.fatal) { // feeds that were written together have it together
				f.fatal = errors.Join(f.fatal, done.fatal)
			}
			f.mu.Unlock()
			stop()
			return
		}
		f.done(one, done)
	}
}

// result is what became of one feed.
type result struct {
	skipped bool
	taken   entries.Result
	removed int
	bytes   int64
	cut     bool // the document's end was missing
	kind    Kind
	failed  error // what is wrong with the feed
	fatal   error // what is wrong with more than that
}

func (f *fetch) done(one *followed, r result) {
	f.mu.Lock()
	defer f.mu.Unlock()
	name := nameOf(one)
	f.progress.Done++
	f.progress.New += len(r.taken.New)
	f.progress.Bytes += r.bytes
	f.progress.Feed = name
	if r.skipped {
		f.summary.Skipped++
	} else {
		f.summary.Asked++
	}
	f.summary.New = append(f.summary.New, r.taken.New...)
	f.summary.Updated += r.taken.Updated
	f.summary.Removed += r.removed
	f.summary.Bytes += r.bytes
	if r.cut {
		f.summary.Cut = append(f.summary.Cut, name)
	}
	if r.failed != nil {
		f.progress.Failed++
		f.summary.Failed = append(f.summary.Failed, Failure{Name: name, Address: one.row.Address, Kind: r.kind, Err: r.failed})
	}
	if f.tell != nil {
		f.tell(f.progress)
	}
}

// followed gives subscriptions with what is known of them. A new one gets its
// folder, and one with another name or category has that written into its articles.
func (s *Service) followed(ctx context.Context, keeper *entries.Keeper, subs []subscriptions.Subscription) (all []*followed, err error) {
	var renamed []*followed
	err = s.state.In(ctx, true, func(tx *state.Tx) error {
		rows, err := byAddress(tx)
		if err != nil {
			return err
		}
		all, renamed = nil, nil
		met := map[int64]bool{}
		for _, sub := range subs {
			one := &followed{subscription: sub}
			if err := s.settle(tx, rows, one); err != nil {
				return err
			}
			if one.row.Stale {
				renamed = append(renamed, one)
			}
			if !met[one.row.ID] { // else it is followed twice
				all = append(all, one)
			}
			met[one.row.ID] = true
		}
		return nil
	})
	for _, one := range renamed {
		if err != nil {
			break
		}
		if err = keeper.Recategorise(ctx, one.row.ID); err == nil {
			one.row.Stale = false
			err = s.state.In(ctx, false, func(tx *state.Tx) error { return tx.SaveFeed(&one.row) })
		}
	}
	return all, err
}

// settle finds what is known of a feed, or begins to know it. One with another name or
// category than its articles have is stale until those have it too.
func (s *Service) settle(tx *state.Tx, rows addresses, one *followed) error {
	row, known := rows.find(&one.subscription)
	if !known {
		if err := s.addFeed(tx, one); err != nil {
			return err
		}
		rows.add(&one.row)
		return nil
	}
	one.row = *row
	shown, also := shownOf(one), alsoOf(one)
	if slices.Equal(shown, one.row.Shown) && slices.EqualFunc(also, one.row.Also, slices.Equal) {
		return nil
	}
	one.row.Shown, one.row.Also, one.row.Stale = shown, also, true
	return tx.SaveFeed(&one.row)
}

func (s *Service) addFeed(tx *state.Tx, one *followed) (err error) {
	address := addressOf(&one.subscription)
	one.row = state.Feed{Address: address}
	one.row.Shown, one.row.Also = shownOf(one), alsoOf(one)
	one.row.Folder, err = entries.FolderFor(tx, one.subscription.Category, nameOf(one), address)
	if err != nil {
		return err
	}
	return tx.AddFeed(&one.row)
}
