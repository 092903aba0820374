// Package library is what is kept and found: the articles of one or more roots
// in memory, as immutable snapshots that all sessions share, and what each
// reader did with them.
package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"broadsheet/articles"
	"broadsheet/model"
)

// Options say how a library is opened. The zero Options will do.
type Options struct {
	Location *time.Location   // the zone of readers who name none; nil: UTC
	Now      func() time.Time // the clock; nil: the machine's
	Articles articles.Options // how files are read

	// Marks is the path of the database that keeps what readers did. It is made
	// with its folder when there is something to keep. Without a path all is
	// forgotten when the library is closed.
	Marks string

	marksPages int // how large that database may grow, in pages; for tests
}

// Library is one or more roots, seen as one. It may be used from several
// goroutines at once.
type Library struct {
	options Options
	roots   map[string]*articles.Root // by key
	order   []*articles.Root          // each once, as they were given
	cancel  context.CancelFunc
	loaded  chan struct{} // closed when all roots are listed
	failed  error         // why some root could not be listed; set before loaded is closed

	keeper *keeper // nil: nothing is kept

	current atomic.Pointer[snapshot]
	numbers numbers

	building sync.Mutex
	builder  *builder

	mu       sync.Mutex // held for moments only: the screen waits for it
	status   model.Status
	problems []model.Problem
	marks    map[string]*marks // by the reader's name
	readers  map[*Reader]struct{}
	notices  []string // sentences for every reader to see once
}

// Open gives a library of the roots, at once: it is loaded in the background,
// until ctx ends or Close is called. A root that was given twice counts once.
// From then on the roots belong to the library, which closes them.
func Open(ctx context.Context, roots []*articles.Root, o Options) (*Library, error) {
	ctx, cancel := context.WithCancel(ctx)
	l := &Library{
		options: o,
		roots:   map[string]*articles.Root{},
		cancel:  cancel,
		loaded:  make(chan struct{}),
		builder: newBuilder(),
		status:  model.Status{Loading: true},
		marks:   map[string]*marks{},
		readers: map[*Reader]struct{}{},
	}
	for _, root := range roots {
		if _, known := l.roots[root.Key()]; !known {
			l.roots[root.Key()] = root
			l.order = append(l.order, root)
		}
	}
	l.current.Store(l.builder.snapshot())
	if o.Marks != "" {
		l.keeper = newKeeper(l, o)
		go l.keeper.run(context.WithoutCancel(ctx))
	}
	go l.load(ctx)
	return l, nil
}

// load lists all roots, those at the same time.
func (l *Library) load(ctx context.Context) {
	defer close(l.loaded)
	failures := make([]error, len(l.order))
	var walks sync.WaitGroup
	for i, root := range l.order {
		walks.Go(func() {
			failures[i] = root.Walk(ctx, l.options.Articles, func(batch []articles.Found) { l.take(batch) })
		})
	}
	walks.Wait()
	l.failed = errors.Join(failures...)

	var problems []model.Problem
	for i, err := range failures {
		if err != nil && ctx.Err() == nil {
			problems = append(problems, model.Problem{Root: l.order[i].Key(), Text: articles.Clean(err.Error()), Unreadable: true})
		}
	}
	l.building.Lock()
	defer l.building.Unlock()
	l.builder.clip()
	l.publish(model.Status{}, problems)
}

// take takes in what a walk came by and publishes it. Walks give small batches
// only at their beginning and after a while of waiting, so that publishing
// each of them costs little beside reading the files.
func (l *Library) take(batch []articles.Found) {
	l.building.Lock()
	defer l.building.Unlock()
	progress := model.Status{Loading: true, Files: len(batch)}
	var problems []model.Problem
	for _, found := range batch {
		problems = append(problems, found.Problems...)
		switch item := found.Item; {
		case item == nil:
		case item.Draft && !l.roots[item.Root].IsFile(): // who names a file wants to see it
			problems = append(problems, articles.DraftProblem(item))
		default:
			l.numbers.add(item.ID, l.builder.add(item))
			progress.Articles++
		}
	}
	l.publish(progress, problems)
}

// publish makes what was taken in so far visible, adds to the progress and to
// the problems, and tells all sessions. The caller holds the builder's lock.
func (l *Library) publish(progress model.Status, problems []model.Problem) {
	l.current.Store(l.builder.snapshot())
	l.mu.Lock()
	defer l.mu.Unlock()
	l.problems = append(l.problems, problems...)
	l.status.Loading = progress.Loading
	l.status.Files += progress.Files
	l.status.Articles += progress.Articles
	for _, problem := range problems {
		if problem.Unreadable {
			l.status.Unreadable++
		}
	}
	for reader := range l.readers {
		reader.tell()
	}
}

// Wait returns when all roots are listed and the marks of all readers are
// there. The error is the context's, or says which roots could not be listed;
// what else there is, is listed nevertheless.
func (l *Library) Wait(ctx context.Context) error {
	ready := []<-chan struct{}{l.loaded}
	for _, m := range l.allMarks() {
		ready = append(ready, m.known.happened)
	}
	for _, ready := range ready {
		select {
		case <-ready:
		case <-ctx.Done():
			return fmt.Errorf("the library is not read to its end: %w", ctx.Err())
		}
	}
	return l.failed
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
	l.mu.Lock()
	problems := slices.Clone(l.problems)
	l.mu.Unlock()
	place := map[string]int{}
	for i, root := range l.order {
		place[root.Key()] = i
	}
	slices.SortStableFunc(problems, func(a, b model.Problem) int {
		return cmp.Or(
			cmp.Compare(place[a.Root], place[b.Root]),
			cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.Line, b.Line),
		)
	})
	return problems
}

// Close stops the loading, keeps what is not kept yet, and closes the roots.
func (l *Library) Close() error {
	l.cancel()
	<-l.loaded
	var failures []error
	if l.keeper != nil {
		failures = append(failures, l.keeper.close())
	}
	for _, root := range l.order {
		failures = append(failures, root.Close())
	}
	return errors.Join(failures...)
}

// Reader gives the library as the reader of that name sees it, for one
// session. Sessions of the same name share their marks.
func (l *Library) Reader(name string, o ReaderOptions) *Reader {
	zone := cmp.Or(o.Location, l.options.Location, time.UTC)
	l.mu.Lock()
	defer l.mu.Unlock()
	shared, ok := l.marks[name]
	if !ok {
		shared = newMarks(name)
		l.marks[name] = shared
		if l.keeper != nil {
			l.keeper.poke()
		} else {
			shared.settled.close()
			shared.known.close()
		}
	}
	reader := &Reader{library: l, marks: shared, zone: zone, changed: make(chan struct{}, 1)}
	l.readers[reader] = struct{}{}
	return reader
}

// allMarks gives the marks of every reader that there was.
func (l *Library) allMarks() []*marks {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Collect(maps.Values(l.marks))
}

// marked lets what a session has just marked be kept, and tells the other
// sessions of the same reader.
func (l *Library) marked(self *Reader) {
	if l.keeper != nil {
		l.keeper.poke()
	}
	l.tellOthers(self)
}

// tellReaders tells all sessions of a reader that marks changed.
func (l *Library) tellReaders(m *marks) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for reader := range l.readers {
		if reader.marks == m {
			reader.tell()
		}
	}
}

// notify has a sentence for every session, now and later.
func (l *Library) notify(sentence string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.notices = append(l.notices, articles.Clean(sentence))
	for reader := range l.readers {
		reader.tell()
	}
}

// tellOthers tells the other sessions of the same reader that marks changed.
func (l *Library) tellOthers(self *Reader) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for reader := range l.readers {
		if reader != self && reader.marks == self.marks {
			reader.tell()
		}
	}
}

func (l *Library) now() time.Time {
	if l.options.Now != nil {
		return l.options.Now()
	}
	return time.Now() //nolint:forbidigo // this is where a clock that nobody passed in comes from
}

// numbers finds an article's number by its id.
type numbers struct {
	mu   sync.RWMutex
	byID map[key]uint32
}

func (n *numbers) add(id model.ID, number uint32) {
	k, ok := keyOf(id)
	if !ok {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.byID == nil {
		n.byID = map[key]uint32{}
	}
	n.byID[k] = number
}

func (n *numbers) of(k key) (uint32, bool) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	number, ok := n.byID[k]
	return number, ok
}
