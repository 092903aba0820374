package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"sync/atomic"
	"time"

	"broadsheet/library/sqlite"
)

// keeper keeps the marks of a library's readers in the database. One goroutine
// does all of it, so that nothing that a reader waits for ever waits for a
// file: marks change in memory, and are written a moment later, together.
type keeper struct {
	library  *Library
	database database
	wake     chan struct{}              // there is something to do
	flushes  chan chan error            // somebody wants to know that all is written
	orders   chan func(context.Context) // what else is asked of the goroutine
	copied   chan error                 // how a backup went
	space    atomic.Int32               // what is left on the disk: a spaceLeft
	listens  atomic.Bool                // somebody wants to know what other processes write
	moved    atomic.Bool                // files came that may have been elsewhere before

	stop sync.Once
	quit chan struct{}
	done chan error

	// What follows belongs to the goroutine.
	readers  map[*marks]*position
	off      error // why the database is not ours to write to
	lost     error
	followed bool // what has moved in the library was looked for
	begun    int  // how often a database was made anew
	again    bool // all readers are to be read anew
	copying  bool // a backup is being made
	written  bool // something was written since the last backup
	told     bool // that marks cannot be kept
	flushing bool // somebody waits for the outcome
}

// position is where the keeper is in the marks of one reader.
type position struct {
	number int64 // of the reader in the database; 0: not known yet
	seen   int64 // the last of the reader's transactions that is in memory
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
)

func newKeeper(l *Library, o Options) *keeper {
	return &keeper{
		library:  l,
		database: newDatabase(o.Marks, o.marksPages),
		wake:     make(chan struct{}, 1),
		flushes:  make(chan chan error),
		orders:   make(chan func(context.Context)),
		copied:   make(chan error, 1),
		quit:     make(chan struct{}),
		done:     make(chan error, 1),
		readers:  map[*marks]*position{},
	}
}

// poke says that there is something to do.
func (k *keeper) poke() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// run is the goroutine. Its context is not that of the library: what is
// pending is written when that has ended.
func (k *keeper) run(ctx context.Context) {
	poll := time.NewTicker(pollInterval)
	defer poll.Stop()
	write := time.NewTimer(writeDelay)
	write.Stop()
	upkeep := time.NewTimer(upkeepDelay)
	defer upkeep.Stop()
	copies, stopCopying := context.WithCancel(ctx)
	defer stopCopying()
	waiting := false // for the timer
	loaded := k.library.loaded
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
			k.upkeep(ctx, copies)
			upkeep.Reset(upkeepInterval)
		case err := <-k.copied:
			k.afterCopy(ctx, err)
		case order := <-k.orders:
			order(ctx)
		case answer := <-k.flushes:
			answer <- k.flush(ctx)
		case <-k.quit:
			stopCopying()
			k.done <- k.end(ctx)
			return
		}
	}
}

// end writes what is pending, and lets go of the database.
func (k *keeper) end(ctx context.Context) error {
	if k.copying {
		k.afterCopy(ctx, <-k.copied) // it was told to stop
	}
	err := k.flush(ctx)
	if k.off != nil {
		err = nil // that was told
	}
	err = errors.Join(err, k.database.close())
	if err == nil && k.off == nil {
		k.lastCopy(ctx)
	}
	return err
}

func (k *keeper) delay() time.Duration {
	if k.lost != nil && !sqlite.IsBusy(k.lost) {
		return retryDelay
	}
	return writeDelay
}

// close writes what is pending, and ends the goroutine. The error says what
// could not be kept.
func (k *keeper) close() error {
	k.stop.Do(func() { close(k.quit) })
	return <-k.done
}

// flush writes all that is pending. Whoever asked for it is the one who tells
// that this cannot be.
func (k *keeper) flush(ctx context.Context) error {
	k.loadNew(ctx)
	k.lost, k.flushing = nil, true
	defer func() { k.flushing = false }()
	for k.waiting() > 0 {
		if k.off != nil {
			return k.off
		}
		if k.writeGroup(ctx); k.lost != nil {
			return fmt.Errorf("what you read and starred could not be kept in %s: %w", k.database.Path, k.lost)
		}
	}
	return nil
}

// waiting is how much is not written yet, of all readers.
func (k *keeper) waiting() int {
	n := 0
	for _, m := range k.library.allMarks() {
		n += m.waiting()
	}
	return n
}

// forget lets go of the marks of readers who have left, once they are written.
func (k *keeper) forget() {
	k.library.mu.Lock()
	defer k.library.mu.Unlock()
	for name, m := range k.library.marks {
		if m.sessions == 0 && k.readers[m] != nil && m.waiting() == 0 {
			delete(k.library.marks, name)
			delete(k.readers, m)
		}
	}
}

// loadNew reads what is kept of the readers that came since it was last called,
// and of all of them where the database was made anew.
func (k *keeper) loadNew(ctx context.Context) {
	for _, m := range k.library.allMarks() {
		if k.readers[m] != nil {
			continue
		}
		k.readers[m] = &position{}
		k.admit(m, account{})
		k.loadOrMend(ctx, m)
		m.settled.close()
		m.known.close()
		k.library.tellReaders(m)
		if k.followed {
			k.follow()
		}
	}
	if !k.again {
		return
	}
	k.again = false
	for m := range k.readers {
		k.loadOrMend(ctx, m)
		k.library.tellReaders(m)
	}
}

// loadOrMend reads what is kept of a reader, and again where that mended the
// database.
func (k *keeper) loadOrMend(ctx context.Context, m *marks) {
	for range 2 {
		err := k.load(ctx, m)
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			return
		}
		k.fail(ctx, err)
		if !isDamage(err) {
			return
		}
	}
}

// load reads what is kept of a reader.
func (k *keeper) load(ctx context.Context, m *marks) error {
	at := k.readers[m]
	if at.loaded || k.off != nil {
		return nil
	}
	if err := k.open(ctx, false); sqlite.CannotWrite(err) {
		return k.loadUnwritable(ctx, m)
	} else if err != nil {
		return err
	}
	return k.loadOpen(ctx, m)
}

// loadUnwritable reads from a place that nothing can be written to, and lets go
// of it.
func (k *keeper) loadUnwritable(ctx context.Context, m *marks) error {
	if err := k.database.OpenUnwritable(ctx); err != nil {
		return err
	}
	return errors.Join(k.loadOpen(ctx, m), k.database.close())
}

// loadOpen reads from the open database.
func (k *keeper) loadOpen(ctx context.Context, m *marks) error {
	if _, err := k.database.Changed(ctx); err != nil {
		return err
	}
	found, _, err := k.database.readInto(ctx, m, 0)
	if err != nil {
		return err
	}
	*k.readers[m] = position{number: found.number, seen: found.changes, loaded: true}
	k.admit(m, found)
	return k.seen(ctx, found)
}

// writeGroup writes what waits, up to a bound, of each reader.
func (k *keeper) writeGroup(ctx context.Context) {
	for _, m := range k.library.allMarks() {
		if k.off != nil || k.readers[m] == nil || m.waiting() == 0 {
			continue
		}
		if err := k.write(ctx, m); err != nil {
			k.fail(ctx, err)
			return
		}
	}
	k.lost, k.told = nil, false
}

func (k *keeper) write(ctx context.Context, m *marks) error {
	if err := k.open(ctx, true); err != nil {
		return err
	}
	loaded := k.readers[m].loaded
	if err := k.load(ctx, m); err != nil { // it may not have been possible before
		return err
	}
	if !loaded {
		k.library.tellReaders(m)
	}
	news := batch{m.take(maximumGroup), m.takeLayers(maximumGroup), m.takeSettings()}
	k.addHashes(news.entries)
	m.noteHashes(news.entries)
	done, err := k.database.write(ctx, m.reader, news, k.now())
	if err != nil {
		m.giveBack(news.entries)
		m.giveBackLayers(news.groups)
		m.giveBackSettings(news.settings)
		return err
	}
	k.written = true
	at := k.readers[m]
	if at.number != done.number {
		k.admit(m, done)
	}
	at.number = done.number
	if at.seen == done.changes-1 {
		at.seen = done.changes // else another process has written between, and is read with this
	}
	return nil
}

func (k *keeper) now() moment { return max(1, momentOf(k.library.now())) }

// poll takes over what other processes have written.
func (k *keeper) poll(ctx context.Context) {
	if err := k.open(ctx, false); err != nil {
		if isDamage(err) {
			k.fail(ctx, err)
		}
		return // whoever writes is told of it
	}
	if changed, err := k.database.Changed(ctx); err != nil || !changed {
		return
	}
	for m, at := range k.readers {
		if err := k.catchUp(ctx, m, at); err != nil {
			k.fail(ctx, err)
			return
		}
	}
}

func (k *keeper) catchUp(ctx context.Context, m *marks, at *position) error {
	if at.number == 0 {
		at.loaded = false
		if err := k.load(ctx, m); err != nil || at.number == 0 {
			return err
		}
		k.library.tellReaders(m)
		return nil
	}
	found, news, err := k.database.readInto(ctx, m, at.seen)
	if err != nil {
		return err
	}
	if found.number != at.number { // whoever runs the server has deleted the account
		*at = position{loaded: true}
		m.clear()
		k.library.tellReaders(m)
		return nil
	}
	at.seen = found.changes
	k.admit(m, found)
	if news > 0 {
		k.library.tellReaders(m)
	}
	return nil
}

// fail decides what becomes of a failure. Marks are in memory, whatever
// happens; what cannot be written waits, and is tried again.
func (k *keeper) fail(ctx context.Context, err error) {
	path := k.database.Path
	switch {
	case errors.Is(err, sqlite.ErrNewer) || errors.Is(err, sqlite.ErrForeign):
		k.off = fmt.Errorf("the marks database %s is not used: %w", path, err)
		k.library.notify(fmt.Sprintf("The marks database %s is not used: %v. What you read now is known only until you leave.", path, err))
	case isDamage(err):
		k.mend(ctx, err)
	case sqlite.IsBusy(err):
		k.lost = err
	default:
		if !k.told && !k.flushing {
			k.library.notify(fmt.Sprintf("What you read cannot be kept for the next time: %s.", unkept(path, err)))
		}
		k.lost, k.told = err, true
	}
	if err := k.database.close(); err != nil && k.lost == nil {
		k.lost = err
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
