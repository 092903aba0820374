// Package library is what is kept and found: it lists the articles of one or more
// roots, notices what changes in them, and answers readers from immutable snapshots
// that all sessions share. The rooms in it know how articles are held in memory, what
// is kept of their files, what is in their texts and what readers did; here they are
// put together. It knows no screens.
package library

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"broadsheet/articles"
	"broadsheet/library/catalogue"
	"broadsheet/library/index"
	"broadsheet/library/marks"
	"broadsheet/library/marks/store"
	"broadsheet/library/once"
	"broadsheet/library/search"
	"broadsheet/model"
)

// Options say how a library is opened. The zero Options will do.
type Options struct {
	Location *time.Location   // the zone of readers who name none; nil: UTC
	Now      func() time.Time // the clock; nil: the machine's
	Articles articles.Options // how files are read

	// Marks is where what readers did is kept. It belongs to the library, which
	// closes it. Without it all is forgotten when the library is closed.
	Marks store.Store

	// Cache is the folder for what can be made again: what is known of large
	// roots, so that they need not be read at each start. Without one they are.
	Cache string

	// Rebuild forgets what is in the catalogues, so that they are made anew.
	Rebuild bool

	// Watch says how files that change while the library is open are noticed.
	Watch Watch

	// Index says that the full text of the articles is brought up to date in the
	// background.
	Index bool

	// Accounts say how much is kept of each reader.
	Accounts marks.Rules

	// StandIn is the key of a root that is listed only until there is an article in
	// another one, as a sample is; empty: there is none.
	StandIn string

	cachePages int // how large a catalogue may grow, in pages; for tests
	textPages  int // how large an index may grow, in pages; for tests
	textBytes  int // how many bytes of texts are kept in memory; for tests

	catalogueFrom, packFrom int  // in place of the constants of these names; for tests
	catalogueAny            bool // a root that is no folder gets a catalogue too; for tests
}

// Watch says how changes of files are noticed.
type Watch int

// The ways to notice changes: none, at once where the system tells of them and
// by looking again where it does not, and by looking again only.
const (
	WatchOff Watch = iota
	WatchAuto
	WatchPoll
)

// Library is one or more roots, seen as one. It may be used from several
// goroutines at once.
type Library struct {
	options  Options
	roots    []*root // each once, as they were given
	standIn  *root   // one of them that makes way for the others; nil: none does
	cancel   context.CancelFunc
	begun    once.Event    // the first articles are listed, or there are none
	hurried  once.Event    // somebody waits for all of it
	answered once.Event    // somebody has a list of the first articles
	ended    once.Event    // the library is closed
	loaded   chan struct{} // closed when all roots are listed and kept
	failed   error         // why some root could not be listed; set before loaded is closed
	running  sync.WaitGroup
	mending  sync.WaitGroup // of catalogues, until the end

	marks    *marks.Keeper // of all readers
	searcher *search.Searcher

	current atomic.Pointer[index.Snapshot]

	scans    sync.RWMutex // held while roots are looked at; renumbering waits for it
	building sync.Mutex
	builder  *index.Builder
	unlisted int // roots that nothing is known of yet

	mu      sync.Mutex // held for moments only: the screen waits for it
	status  model.Status
	readers map[*Reader]struct{}
	notices []string        // sentences for every reader to see once
	told    map[string]bool // those of them that are not repeated
}

// Open gives a library of the roots, at once: it is loaded in the background,
// until ctx ends or Close is called. A root that was given twice counts once.
// From then on the roots belong to the library, which closes them.
func Open(ctx context.Context, roots []*articles.Root, o Options) (*Library, error) {
	ctx, cancel := context.WithCancel(ctx)
	l := &Library{
		options:  o,
		cancel:   cancel,
		begun:    once.New(),
		hurried:  once.New(),
		answered: once.New(),
		ended:    once.New(),
		loaded:   make(chan struct{}),
		status:   model.Status{Loading: true},
		readers:  map[*Reader]struct{}{},
		told:     map[string]bool{},
	}
	var keys, names []string
	for _, root := range roots {
		if !slices.Contains(keys, root.Key()) {
			l.roots = append(l.roots, newRoot(l, root, len(l.roots)))
			keys, names = append(keys, root.Key()), append(names, root.Name())
			if root.Key() == o.StandIn {
				l.standIn = l.roots[len(l.roots)-1]
			}
		}
	}
	l.searcher = search.New(l.searchOptions())
	l.unlisted = len(l.roots)
	l.builder = index.New(keys, names)
	l.current.Store(l.builder.Snapshot())
	l.marks = marks.Open(ctx, marks.Options{
		Store: o.Marks, Now: l.now, Rules: o.Accounts, Notify: l.notify, Listed: l.listedArticles, Loaded: l.loaded,
	})
	l.running.Go(func() { l.load(ctx) })
	l.running.Go(func() { l.searcher.Run(ctx) })
	for _, r := range l.roots {
		l.mending.Go(func() { r.mend(ctx) })
	}
	return l, nil
}

// load lists all roots, those at the same time: first what is known of them, and
// then what has changed.
func (l *Library) load(ctx context.Context) {
	failures := make([]error, len(l.roots))
	var scans sync.WaitGroup
	for i, r := range l.roots {
		scans.Go(func() { failures[i] = l.list(ctx, r) })
	}
	scans.Wait()
	l.building.Lock()
	l.publish(model.Status{}) // of a library of no roots too
	l.building.Unlock()
	l.failed = unlisted(failures)
	l.begun.Close()
	l.repack(ctx)
	close(l.loaded)
	if ctx.Err() != nil {
		return
	}
	l.current.Load().PrepareTitles()
	if l.options.Cache != "" {
		catalogue.Sweep(l.options.Cache, l.now())
	}
}

// list lists one root. The error says why it cannot be.
func (l *Library) list(ctx context.Context, r *root) error {
	known := r.remember(ctx)
	if known {
		l.listed()
		l.giveWay(ctx)
	}
	if l.options.Watch != WatchOff {
		l.running.Go(func() { r.watch(ctx) }) // before the look, or what changes meanwhile would be missed
		l.running.Go(func() { r.retry(ctx) })
	}
	trust := nothingKnown
	if known {
		trust = onlyChanges
	}
	_, err := r.look(ctx, nil, trust)
	if !known {
		l.listed()
	}
	if err == nil || ctx.Err() != nil {
		return errors.Join(err, r.recallProblems(ctx))
	}
	if known || len(l.roots) > 1 {
		r.tell(ctx, err)
	}
	if known {
		return nil
	}
	return errors.Join(err, r.recallProblems(ctx))
}

// UnlistedError says that some of the roots could not be listed; all others are.
type UnlistedError struct {
	error
	All bool // there are no others
}

// Unwrap gives what is wrong with each.
func (e *UnlistedError) Unwrap() error { return e.error }

// unlisted makes one error of those of all roots.
func unlisted(failures []error) error {
	all := errors.Join(failures...)
	if all == nil {
		return nil
	}
	return &UnlistedError{all, !slices.Contains(failures, nil)}
}

// listed notes that of one more root all is listed that is known.
func (l *Library) listed() {
	l.building.Lock()
	defer l.building.Unlock()
	l.unlisted--
	l.publish(model.Status{})
}

// publish makes what was taken in so far visible, adds to the progress, and
// tells all sessions. The caller holds the building lock.
func (l *Library) publish(progress model.Status) {
	snapshot := l.builder.Snapshot()
	l.current.Store(snapshot)
	unreadable := 0
	for _, r := range l.roots {
		unreadable += r.unreadable
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.status.Loading = l.unlisted > 0
	l.status.Files += progress.Files
	l.status.Arrived += progress.Arrived
	l.status.Articles, l.status.Unreadable = snapshot.Count(), unreadable
	if snapshot.Count() > 0 {
		l.begun.Close()
	}
	for reader := range l.readers {
		reader.tell()
	}
	l.searcher.Poke()
}

// Status says how far the loading is.
func (l *Library) Status() model.Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.status
}

// Problems gives what could not be understood so far, by root as they were
// given, by path and by line. It names drafts too, which nothing else lists.
func (l *Library) Problems() []model.Problem {
	l.building.Lock()
	defer l.building.Unlock()
	var problems []model.Problem
	for _, r := range l.roots {
		start := len(problems)
		for k, of := range r.problems {
			for _, problem := range of {
				problem.ID = k.ID()
				problems = append(problems, problem)
			}
		}
		for _, failure := range r.failing {
			problems = append(problems, failure.problems...)
		}
		slices.SortStableFunc(problems[start:], func(a, b model.Problem) int {
			return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line))
		})
	}
	return problems
}

// Close stops the loading, keeps what is not kept yet, and closes the roots.
func (l *Library) Close() error {
	l.cancel()
	l.ended.Close()
	l.running.Wait()
	l.mending.Wait()
	l.packAtEnd()
	failures := []error{l.searcher.Close(), l.marks.Close()}
	for _, r := range l.roots {
		r.writing.Wait()
		failures = append(failures, r.close())
	}
	return errors.Join(failures...)
}

// packTime is how long the end may wait for the columns to be packed.
const packTime = 2 * time.Second

// packAtEnd packs the columns, or each start would be as slow where nobody ever
// stays long enough. It is not waited for longer than can be expected of it: the
// next one does it again.
func (l *Library) packAtEnd() {
	ctx, cancel := context.WithTimeout(context.Background(), packTime)
	defer cancel()
	l.repack(ctx)
}

// Reader gives the library as the reader of that name sees it, for one
// session. Sessions of the same name share their marks.
func (l *Library) Reader(name string, o ReaderOptions) *Reader {
	zone := cmp.Or(o.Location, l.options.Location, time.UTC)
	reader := &Reader{library: l, zone: zone, changed: make(chan struct{}, 1)}
	reader.Session = l.marks.Session(name, marks.SessionOptions{Forget: o.Forget, Tell: reader.tell, Say: reader.say})
	l.mu.Lock()
	defer l.mu.Unlock()
	l.readers[reader] = struct{}{}
	return reader
}

// Accounts are the readers of a server, for whoever runs it.
func (l *Library) Accounts() marks.Accounts { return l.marks.Accounts() }

// notify has a sentence for every session, now and later.
func (l *Library) notify(sentence string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.notices = append(l.notices, articles.Clean(sentence))
	for reader := range l.readers {
		reader.tell()
	}
}

// notifyOnce does so, unless it has before.
func (l *Library) notifyOnce(sentence string) {
	l.mu.Lock()
	again := l.told[sentence]
	l.told[sentence] = true
	l.mu.Unlock()
	if !again {
		l.notify(sentence)
	}
}

func (l *Library) now() time.Time {
	if l.options.Now != nil {
		return l.options.Now()
	}
	return time.Now() //nolint:forbidigo // this is where a clock that nobody passed in comes from
}
