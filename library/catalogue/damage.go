package catalogue

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"broadsheet/library/cache"
	"broadsheet/library/sqlite"
)

// failure is an error, and which database had it: another may be in its place since.
type failure struct {
	error
	of *database
}

// Unwrap gives the error itself.
func (f failure) Unwrap() error { return f.error }

// failed notes whose an error is, if there is one.
func (d *database) failed(err error) error {
	if err == nil {
		return nil
	}
	return failure{err, d}
}

// GiveUp removes a catalogue for an error that it gave, if it is damaged and ours to
// write and no other is in its place since. It says whether all files are to be read
// anew, for a catalogue was given up and they have not been since.
func (c *Catalogue) GiveUp(cause error) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	var failed failure
	if errors.As(cause, &failed) && c.open.Load() == failed.of {
		c.drop(failed.of, cause)
	}
	dropped := c.dropped
	c.dropped = false
	return dropped
}

// mostDrops is how often a process makes a catalogue anew. After that the place
// where it is kept is not to be trusted either.
const mostDrops = 3

// drop gives up a database that failed. One that is damaged is removed, if it is
// ours to write; the files say all that it said. The caller holds the lock.
func (c *Catalogue) drop(failed *database, cause error) {
	c.open.Store(nil)
	ours := c.writable.Swap(false) || c.tryLock()
	_ = failed.close() // it is of no use any more
	c.dropped, c.unkept = true, nil
	c.drops++
	switch {
	case !sqlite.IsDamaged(cause) || c.drops > mostDrops:
		c.stopKeeping(cause)
	case !ours:
		c.folder = "" // who has it mends it
	default:
		c.replace()
	}
}

// abandon does without a catalogue that is of no use at the start. One that is
// damaged or of another version is made anew. The caller holds the lock.
func (c *Catalogue) abandon(ctx context.Context, cause error) {
	c.writable.Store(false)
	switch damaged := sqlite.IsDamaged(cause); {
	case ctx.Err() != nil:
	case !damaged && !sqlite.IsObsolete(cause):
		c.stopKeeping(cause)
	case !c.tryLock():
		c.folder = "" // who has it mends it
	case damaged:
		c.replace()
	default:
		c.removeFiles()
	}
}

// replace removes what is damaged, and tells readers so.
func (c *Catalogue) replace() {
	c.options.Notify(fmt.Sprintf("The catalogue of %s was damaged and is made anew.", c.options.Root.Name()))
	c.removeFiles()
}

// removeFiles removes what is to be made anew.
func (c *Catalogue) removeFiles() {
	files, _ := filepath.Glob(filepath.Join(c.folder, "columns-*")) // the pattern is a good one
	var failures []error
	for _, file := range files {
		failures = append(failures, cache.Remove(file))
	}
	failures = append(failures, sqlite.Remove(filepath.Join(c.folder, FileName)))
	if err := errors.Join(failures...); err != nil {
		c.stopKeeping(err)
	}
}

// stopKeeping goes on without writing anything down. What the catalogue has can
// still be read.
func (c *Catalogue) stopKeeping(cause error) {
	c.writable.Store(false)
	c.folder, c.unkept = "", nil
	c.options.Notify(fmt.Sprintf("What is known of %s cannot be kept for the next time: %v.", c.options.Root.Name(), cause))
}
