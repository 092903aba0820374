package catalogue

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"broadsheet/library/index"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// Known is a piece of what a catalogue knows when it is opened, to be put to the
// pieces before it.
type Known struct {
	Anew    bool          // the pieces before were of no use, and all of them is to be forgotten first
	Columns *index.Packed // most of the files, and those that are not listed; nil: none in this piece
	Gone    []model.Key   // files in the columns that are gone since
	Later   []File        // files that are not in the columns; to be read before the next piece only

	// Ahead says that the columns are there before the database is open, so that
	// there is time to show them.
	Ahead bool
}

// Open opens the catalogue, and tells piece by piece what it knows. It says whether
// that is of use: whether there is one, of this version and whole. If not it is made
// anew where that can be, which readers are told. With rebuild it is always.
func (c *Catalogue) Open(ctx context.Context, rebuild bool, tell func(Known)) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.folder == "" {
		return false
	}
	if _, err := os.Stat(filepath.Join(c.folder, FileName)); err != nil {
		return false
	}
	if rebuild && c.tryLock() {
		c.removeFiles()
		return false
	}
	if err := c.recall(ctx, tell); err != nil {
		tell(Known{Anew: true})
		if open := c.open.Swap(nil); open != nil {
			err = errors.Join(err, open.close())
		}
		c.abandon(ctx, err)
		return false
	}
	return true
}

// recall tells what the columns have, which are most often there alone so that they
// can be read before the database is open, and then what came and went since they
// were packed.
func (c *Catalogue) recall(ctx context.Context, tell func(Known)) error {
	read := readAhead(c.folder)
	if read.name != "" {
		tell(Known{Columns: read.Packed, Ahead: true})
	}
	open, err := c.openFiles(ctx)
	if err != nil {
		return err
	}
	c.open.Store(open)
	if open.columnsName != read.name {
		read = readColumns(open.columnsPath(open.columnsName))
		tell(Known{Columns: read.Packed, Anew: true})
	}
	packed := int64(0)
	if read.Packed != nil {
		packed = read.LastRow
	}
	gone, err := open.since(ctx, packed)
	if err != nil {
		return err
	}
	if c.writable.Load() {
		open.tidy()
	}
	if len(gone) > 0 {
		tell(Known{Gone: gone})
	}
	return open.later(ctx, func(batch []File) { tell(Known{Later: batch}) })
}

// openFiles opens the database that is there, to write it if nobody else does.
func (c *Catalogue) openFiles(ctx context.Context) (*database, error) {
	err := errReadOnly
	var open *database
	if c.tryLock() {
		open, err = openDatabase(ctx, c.options.Root, c.folder, c.options.Pages)
		c.writable.Store(err == nil)
	}
	if sqlite.CannotWrite(err) || errors.Is(err, errReadOnly) {
		return openForReading(ctx, c.options.Root, c.folder)
	}
	return open, err
}

// errReadOnly says that the caches are another process's to write.
var errReadOnly = errors.New("another broadsheet is writing it")

// lockName is the file that says whose the caches of a root are to write, and when
// they were last used.
const lockName = "lock"

// tryLock says whether the caches are ours to write. The lock is given back when
// the process ends, however it ends.
func (c *Catalogue) tryLock() bool {
	if c.lock != nil {
		return c.lock.Locked()
	}
	c.lock = flock.New(filepath.Join(c.folder, lockName), flock.SetPermissions(0o600))
	locked, err := c.lock.TryLock()
	if err == nil && locked {
		now := c.options.Now()
		_ = os.Chtimes(c.lock.Path(), now, now) // that it was used: see Sweep
	}
	return err == nil && locked
}
