package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"sync/atomic"
	"time"
)

// MarksOptions say how readers' marks are kept.
type MarksOptions struct {
	Store  Store                 // where; nil: nowhere, all is forgotten in the end
	Now    func() time.Time      // the clock
	Rules  AccountRules          // how much is kept of each reader
	Notify func(sentence string) // tells every reader
	Listed func() Articles       // the articles that are listed at the moment
	Loaded <-chan struct{}       // closed when all of them are
}

// Keeper has the marks of all readers who are here, and keeps them in a store. One
// goroutine does all of the latter, so that nothing that a reader waits for ever
// waits for a disk or a network: marks change in memory, and are written a moment
// later, together. It may be used from several goroutines at once.
type Keeper struct {
	options  MarksOptions
	store    Store
	rules    atomic.Pointer[AccountRules]
	refusals refusals
	groups   *directory                 // of all readers
	wake     chan struct{}              // there is something to do
	flushes  chan chan error            // somebody wants to know that all is written
	orders   chan func(context.Context) // what else is asked of the goroutine
	space    atomic.Int32               // what is left on the disk: a spaceLeft
	listens  atomic.Bool                // somebody wants to know what other processes write
	moved    atomic.Bool                // files came that may have been elsewhere before

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

// OpenMarks gives a keeper. What waits to be written is written after the end of
// ctx too, until Close.
func OpenMarks(ctx context.Context, o MarksOptions) *Keeper {
	k := &Keeper{
		options:   o,
		store:     o.Store,
		groups:    newDirectory(),
		wake:      make(chan struct{}, 1),
		flushes:   make(chan chan error),
		orders:    make(chan func(context.Context)),
		readers:   map[string]*readerMarks{},
		sessions:  map[*Session]struct{}{},
		quit:      make(chan struct{}),
		done:      make(chan error, 1),
		positions: map[*readerMarks]*position{},
	}
	k.rules.Store(&o.Rules)
	if k.store != nil {
		k.store.Begin(Host{Now: o.Now, Notify: o.Notify, Groups: k.groups})
		go k.run(context.WithoutCancel(ctx))
	}
	return k
}

func (k *Keeper) now() moment { return max(1, momentOf(k.options.Now())) }

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
	if k.lost != nil && !errors.Is(k.lost, ErrBusy) {
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

// forget lets go of the marks of readers who have left, once they are written.
func (k *Keeper) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	for name, m := range k.readers {
		if m.sessions == 0 && k.positions[m] != nil && m.waiting() == 0 {
			delete(k.readers, name)
			delete(k.positions, m)
		}
	}
}

// loadNew reads what is kept of the readers that came since it was last called,
// and of all of them where the store was made anew.
func (k *Keeper) loadNew(ctx context.Context) {
	for _, m := range k.all() {
		if k.positions[m] != nil {
			continue
		}
		k.positions[m] = &position{}
		k.admit(m, Account{})
		k.loadOrMend(ctx, m)
		m.settled.close()
		m.known.close()
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
		if err == nil || errors.Is(err, ErrNone) {
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
	case errors.Is(err, ErrNone):
		at.loaded = true
	case err != nil:
		return err
	}
	if !loaded {
		k.tell(m)
	}
	news := batch{m.take(maximumGroup), m.takeLayers(maximumGroup), m.takeSettings()}
	k.addHashes(news.entries)
	m.noteHashes(news.entries)
	done, err := k.store.Write(ctx, m.name, news, k.now())
	if err != nil {
		m.giveBack(news.entries)
		m.giveBackLayers(news.groups)
		m.giveBackSettings(news.settings)
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

// isRenewal says of an error that the store had to be made anew, whether it was or not.
func isRenewal(err error) bool { return errors.Is(err, ErrRenewed) || errors.Is(err, ErrBroken) }

// fail decides what becomes of a failure. Marks are in memory, whatever
// happens; what cannot be written waits, and is tried again.
func (k *Keeper) fail(err error) {
	name := k.store.Name()
	off := ""
	switch {
	case errors.Is(err, ErrNone): // another process has removed it just now
	case errors.Is(err, ErrRenewed):
		k.startOver()
	case errors.Is(err, ErrNewer) || errors.Is(err, ErrForeign):
		off = "not used"
	case errors.Is(err, ErrBroken):
		off = "damaged and cannot be replaced"
	case errors.Is(err, ErrBusy):
		k.lost = err
	default:
		if !k.told && !k.flushing {
			k.options.Notify(fmt.Sprintf("What you read cannot be kept for the next time: %s.", unkept(name, err)))
		}
		k.lost, k.told = err, true
	}
	if off != "" {
		k.off = fmt.Errorf("the marks database %s is %s: %w", name, off, err)
		k.options.Notify(fmt.Sprintf("The marks database %s is %s: %v. What you read now is known only until you leave.", name, off, err))
	}
}

// unkept names the file once, whatever the error says.
func unkept(path string, err error) string {
	var failure *fs.PathError
	if errors.As(err, &failure) {
		return failure.Error()
	}
	return path + ": " + err.Error()
}

// startOver forgets where the keeper was in a store that is another one now.
func (k *Keeper) startOver() {
	for m, at := range k.positions {
		*at = position{}
		m.giveBackAll()
	}
	k.again = true
	k.poke()
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

// all gives the marks of every reader that there is.
func (k *Keeper) all() []*readerMarks {
	k.mu.Lock()
	defer k.mu.Unlock()
	all := make([]*readerMarks, 0, len(k.readers))
	for _, m := range k.readers {
		all = append(all, m)
	}
	return all
}

// tell tells all sessions of a reader that marks changed.
func (k *Keeper) tell(m *readerMarks) { k.tellBut(nil, m) }

// tellBut tells all sessions of a reader but one.
func (k *Keeper) tellBut(self *Session, m *readerMarks) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for session := range k.sessions {
		if session != self && session.marks == m && session.options.Tell != nil {
			session.options.Tell()
		}
	}
}

// Wait returns when the marks of all readers that there are are in memory. The error
// is the context's.
func (k *Keeper) Wait(ctx context.Context) error {
	for _, m := range k.all() {
		select {
		case <-m.known.happened:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// FilesMoved lets the marks of files that have moved be found.
func (k *Keeper) FilesMoved() {
	k.moved.Store(true)
	k.poke()
}

// Listen has Tell called of what other processes write too, from now on.
func (k *Keeper) Listen() { k.listens.Store(true) }

// Session gives the marks of the reader of that name to one session. Sessions of
// the same name share them.
func (k *Keeper) Session(name string, o SessionOptions) *Session {
	k.mu.Lock()
	defer k.mu.Unlock()
	shared, ok := k.readers[name]
	if o.Forget || !ok {
		shared = newReaderMarks(name, k.groups)
		shared.fleeting = o.Forget
		if !o.Forget {
			k.readers[name] = shared
		}
		if k.store != nil && !o.Forget {
			k.poke()
		} else {
			shared.settled.close()
			shared.known.close()
		}
	}
	shared.sessions++
	s := &Session{keeper: k, marks: shared, options: o}
	k.sessions[s] = struct{}{}
	return s
}
