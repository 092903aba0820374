// Package marks is what readers did: read, starred, where they stopped, what they set
// and saved. A Keeper has the marks of the readers who are here in memory and writes
// them to a store; a Session is one reader's sight of them, which can undo. It knows
// neither SQL nor files, and of articles only their numbers: see Articles.
package marks

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"broadsheet/library/marks/store"
)

// Options say how readers' marks are kept.
type Options struct {
	Store  store.Store           // where; nil: nowhere, all is forgotten in the end
	Now    func() time.Time      // the clock
	Rules  Rules                 // how much is kept of each reader
	Notify func(sentence string) // tells every reader
	Listed func() Articles       // the articles that are listed at the moment
	Loaded <-chan struct{}       // closed when all of them are
}

// Keeper has the marks of all readers who are here, and keeps them in a store. One
// goroutine does all of the latter, so that nothing that a reader waits for ever
// waits for a disk or a network: marks change in memory, and are written a moment
// later, together. It may be used from several goroutines at once.
type Keeper struct {
	options     Options
	store       store.Store
	rules       atomic.Pointer[Rules]
	refusals    refusals
	groups      *store.Directory           // of all readers
	memberships *memberships               // in these
	wake        chan struct{}              // there is something to do
	flushes     chan chan error            // somebody wants to know that all is written
	orders      chan func(context.Context) // what else is asked of the goroutine
	space       atomic.Int32               // what is left on the disk: a spaceLeft
	listens     atomic.Bool                // somebody wants to know what other processes write
	moved       atomic.Bool                // files came that may have been elsewhere before

	mu       sync.Mutex              // held for moments only: the screen waits for it
	readers  map[string]*readerMarks // by name
	sessions map[*Session]struct{}

	stop sync.Once
	quit chan struct{}
	done chan error

	// What follows belongs to the goroutine.
	positions map[*readerMarks]*position
	off       error // why the store is not used
	lost      error // why what waits could not be written
	followed  bool  // what has moved in the library was looked for
	again     bool  // all readers are to be read anew
	told      bool  // that marks cannot be kept
	flushing  bool  // somebody waits for the outcome
}

// position is how much of what is kept of a reader is in memory.
type position struct {
	number int64 // of the account; 0: not known yet
	seen   int64 // the last of its changes that is in memory
	loaded bool
}

const (
	// maximumGroup is how many marks are written in one transaction. Another
	// process waits for its end.
	maximumGroup = 512
	// writeDelay is how long a mark waits for others, to be written with them.
	writeDelay = 250 * time.Millisecond
	// pollInterval is how often other processes' marks are looked for.
	pollInterval = 500 * time.Millisecond
	// retryDelay is how long after a failure to write it is tried again.
	retryDelay = 5 * time.Second
	// upkeepDelay is how long after the start the first look at backups and
	// forgotten accounts is, and upkeepInterval how often the next ones are.
	upkeepDelay    = 5 * time.Second
	upkeepInterval = 10 * time.Minute
	// mostRenewals is how often in a row something is asked of a store that was
	// made anew meanwhile.
	mostRenewals = 3
)

// Open gives a keeper. What waits to be written is written after the end of
// ctx too, until Close.
func Open(ctx context.Context, o Options) *Keeper {
	k := &Keeper{
		options:   o,
		store:     o.Store,
		groups:    store.NewDirectory(),
		wake:      make(chan struct{}, 1),
		flushes:   make(chan chan error),
		orders:    make(chan func(context.Context)),
		readers:   map[string]*readerMarks{},
		sessions:  map[*Session]struct{}{},
		quit:      make(chan struct{}),
		done:      make(chan error, 1),
		positions: map[*readerMarks]*position{},
	}
	k.memberships = &memberships{directory: k.groups}
	k.rules.Store(&o.Rules)
	if k.store != nil {
		k.store.Begin(store.Host{Now: o.Now, Notify: o.Notify, Groups: k.groups})
		go k.run(context.WithoutCancel(ctx))
	}
	return k
}

func (k *Keeper) now() store.Moment { return max(1, store.MomentOf(k.options.Now())) }

// poke says that there is something to do.
func (k *Keeper) poke() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// run is the goroutine.
func (k *Keeper) run(ctx context.Context) {
	poll := time.NewTicker(pollInterval)
	defer poll.Stop()
	write := time.NewTimer(writeDelay)
	write.Stop()
	upkeep := time.NewTimer(upkeepDelay)
	defer upkeep.Stop()
	waiting := false // for the timer
	loaded := k.options.Loaded
	k.measureSpace()
	for {
		select {
		case <-k.wake:
			k.loadNew(ctx)
			if k.followed && k.moved.Swap(false) {
				k.follow()
			}
			k.forget()
			switch n := k.waiting(); {
			case n == 0 || k.off != nil:
			case n >= maximumGroup && k.lost == nil:
				k.writeGroup(ctx)
				k.poke()
			case !waiting:
				write.Reset(k.delay())
				waiting = true
			}
		case <-write.C:
			waiting = false
			k.writeGroup(ctx)
			k.poke()
		case <-poll.C:
			if k.listens.Load() {
				k.poll(ctx)
			}
		case <-loaded:
			loaded = nil
			k.followed = true
			k.follow()
		case <-upkeep.C:
			k.upkeep(ctx)
			upkeep.Reset(upkeepInterval)
		case <-k.store.Due():
			k.tend(ctx)
		case order := <-k.orders:
			order(ctx)
		case answer := <-k.flushes:
			answer <- k.flush(ctx)
		case <-k.quit:
			k.done <- k.end(ctx)
			return
		}
	}
}

// end writes what is pending, and lets go of the store.
func (k *Keeper) end(ctx context.Context) error {
	err := k.flush(ctx)
	if k.off != nil {
		err = nil // that was told
	}
	return errors.Join(err, k.store.Close(ctx))
}

// Close writes what is pending, and lets go of the store. The error says what
// could not be kept.
func (k *Keeper) Close() error {
	if k.store == nil {
		return nil
	}
	k.stop.Do(func() { close(k.quit) })
	return <-k.done
}

func (k *Keeper) delay() time.Duration {
	if k.lost != nil && !errors.Is(k.lost, store.ErrBusy) {
		return retryDelay
	}
	return writeDelay
}

// flush writes all that is pending. Whoever asked for it is the one who tells
// that this cannot be.
func (k *Keeper) flush(ctx context.Context) error {
	k.loadNew(ctx)
	k.lost, k.flushing = nil, true
	defer func() { k.flushing = false }()
	for k.waiting() > 0 {
		if k.off != nil {
			return k.off
		}
		if k.writeGroup(ctx); k.lost != nil {
			return fmt.Errorf("what you read and starred could not be kept in %s: %w", k.store.Name(), k.lost)
		}
	}
	return nil
}

// waiting is how much is not written yet, of all readers.
func (k *Keeper) waiting() int {
	n := 0
	for _, m := range k.all() {
		n += m.waiting()
	}
	return n
}

// loadNew reads what is kept of the readers that came since it was last called,
// and of all of them where the store was made anew.
func (k *Keeper) loadNew(ctx context.Context) {
	for _, m := range k.all() {
		if k.positions[m] != nil {
			continue
		}
		k.positions[m] = &position{}
		k.admit(m, store.Account{})
		k.loadOrMend(ctx, m)
		m.settled.Close()
		m.known.Close()
		k.tell(m)
		if k.followed {
			k.follow()
		}
	}
	if !k.again {
		return
	}
	k.again = false
	for m := range k.positions {
		k.loadOrMend(ctx, m)
		k.tell(m)
	}
}

// loadOrMend reads what is kept of a reader, and again where that mended the
// store.
func (k *Keeper) loadOrMend(ctx context.Context, m *readerMarks) {
	for range mostRenewals {
		err := k.load(ctx, m)
		if err == nil || errors.Is(err, store.ErrNone) {
			return
		}
		if k.fail(err); !isRenewal(err) {
			return
		}
	}
}

// load reads what is kept of a reader.
func (k *Keeper) load(ctx context.Context, m *readerMarks) error {
	at := k.positions[m]
	if at.loaded || k.off != nil {
		return nil
	}
	found, err := k.store.Load(ctx, m.name, 0, m.found(new(int)))
	if err != nil {
		return err
	}
	*at = position{number: found.Number, seen: found.Changes, loaded: true}
	k.admit(m, found)
	return k.seen(ctx, found)
}

// writeGroup writes what waits, up to a bound, of each reader.
func (k *Keeper) writeGroup(ctx context.Context) {
	for _, m := range k.all() {
		if k.off != nil || k.positions[m] == nil || m.waiting() == 0 {
			continue
		}
		if err := k.write(ctx, m); err != nil {
			k.fail(err)
			return
		}
	}
	k.lost, k.told = nil, false
}

func (k *Keeper) write(ctx context.Context, m *readerMarks) error {
	at := k.positions[m]
	loaded := at.loaded
	err := k.load(ctx, m) // it may not have been possible before
	switch {
	case errors.Is(err, store.ErrNone):
		at.loaded = true
	case err != nil:
		return err
	}
	if !loaded {
		k.tell(m)
	}
	news := store.Batch{Entries: m.take(maximumGroup), Groups: m.takeLayers(maximumGroup), Settings: m.takeSettings()}
	k.addHashes(news.Entries)
	m.noteHashes(news.Entries)
	done, err := k.store.Write(ctx, m.name, news, k.now())
	if err != nil {
		m.giveBack(news.Entries)
		m.giveBackLayers(news.Groups)
		m.giveBackSettings(news.Settings)
		return err
	}
	if at.number != done.Number {
		k.admit(m, done)
	}
	at.number = done.Number
	if at.seen == done.Changes-1 {
		at.seen = done.Changes // else another process has written between, and is read with this
	}
	return nil
}

// poll takes over what other processes have written.
func (k *Keeper) poll(ctx context.Context) {
	changed, err := k.store.Changed(ctx)
	if isRenewal(err) {
		k.fail(err)
	}
	if err != nil || !changed {
		return // whoever writes is told of it
	}
	for m, at := range k.positions {
		if err := k.catchUp(ctx, m, at); err != nil {
			k.fail(err)
			return
		}
	}
}

func (k *Keeper) catchUp(ctx context.Context, m *readerMarks, at *position) error {
	if at.number == 0 {
		at.loaded = false
		if err := k.load(ctx, m); err != nil || at.number == 0 {
			return err
		}
		k.tell(m)
		return nil
	}
	news := 0
	found, err := k.store.Load(ctx, m.name, at.seen, m.found(&news))
	if err != nil {
		return err
	}
	if found.Number != at.number { // whoever runs the server has deleted the account
		*at = position{loaded: true}
		m.clear()
		k.tell(m)
		return nil
	}
	at.seen = found.Changes
	k.admit(m, found)
	if news > 0 {
		k.tell(m)
	}
	return nil
}

// upkeep looks at the disk, forgets the accounts that nobody needs, and lets the
// store do what is due. It is called now and then.
func (k *Keeper) upkeep(ctx context.Context) {
	k.measureSpace()
	if k.off == nil {
		k.forgetIdle(ctx)
	}
	k.tend(ctx)
}

// tend lets the store do what is due.
func (k *Keeper) tend(ctx context.Context) {
	if k.off != nil {
		return
	}
	if err := k.store.Upkeep(ctx); err != nil {
		k.fail(err)
	}
}
