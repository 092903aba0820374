// Package catalogue keeps what the files of one root said, so that they need not be
// read again: in a database, and beside it in a file of columns that the index reads
// at once. It is a cache: whatever is wrong with it, the files are right. It finds out
// whether it may be written and whether it is damaged, and makes itself anew; it
// knows neither what is listed nor when files are looked at: the library does.
package catalogue

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"broadsheet/articles"
	"broadsheet/library/checksum"
	"broadsheet/library/index"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// Options say of which root a catalogue is, and where it is kept.
type Options struct {
	Root   *articles.Root
	Folder string // of the root's caches; empty: nothing is kept
	Few    int    // fewer files than this are read in a moment, and get no catalogue
	Pages  int    // how large the database may grow, in pages; 0: without bounds; for tests

	Notify func(sentence string) // tells every reader
	Now    func() time.Time
}

// Catalogue is what is kept of one root's files, be it nothing. One process at a
// time writes it, others read. It may be used from several goroutines at once.
type Catalogue struct {
	options Options

	open     atomic.Pointer[database] // nil: there is none
	writable atomic.Bool              // the one that is open is ours to write

	mu      sync.Mutex   // of what follows
	folder  string       // of the root's caches; empty: nothing is kept any more
	lock    *flock.Flock // beside it; nil: not tried yet
	unkept  []File       // what was read while it is not clear whether it is worth a catalogue
	dropped bool         // one was given up, and what it knew is not read again yet
	drops   int          // how often that was
}

// New gives the catalogue of a root, of which nothing is open yet.
func New(o Options) *Catalogue { return &Catalogue{options: o, folder: o.Folder} }

// Writable says whether there is a catalogue that is this process's to write.
func (c *Catalogue) Writable() bool { return c.writable.Load() && c.open.Load() != nil }

// Keep writes down what was read and what is gone. A root that has no catalogue gets
// one when it turns out to be large. What cannot be kept is told to readers; the error
// says that the catalogue was damaged, so that all files are to be read anew: see
// GiveUp.
func (c *Catalogue) Keep(ctx context.Context, read []File, gone []model.Key) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	open := c.open.Load()
	if c.folder == "" || len(read)+len(gone) == 0 || open != nil && !c.writable.Load() {
		return nil
	}
	if open == nil {
		c.unkept = append(c.unkept, read...)
		if len(c.unkept) < c.options.Few {
			return nil
		}
		if open = c.begin(ctx); open == nil {
			return nil
		}
		read, c.unkept = c.unkept, nil
	}
	switch err := open.write(ctx, read, gone); {
	case err == nil:
	case ctx.Err() != nil:
		c.writable.Store(false) // what is in memory is not in the catalogue, and must not be packed as if it were
	case sqlite.IsDamaged(err):
		c.drop(open, err)
		return err
	default:
		c.stopKeeping(err)
	}
	return nil
}

// begin makes a database, or none where that cannot be.
func (c *Catalogue) begin(ctx context.Context) *database {
	err := os.MkdirAll(c.folder, 0o700)
	if err == nil && !c.tryLock() {
		c.unkept, c.folder = nil, "" // another process makes one
		return nil
	}
	var made *database
	if err == nil {
		made, err = openDatabase(ctx, c.options.Root, c.folder, c.options.Pages)
	}
	if err != nil {
		if ctx.Err() == nil {
			c.stopKeeping(err)
		}
		return nil
	}
	c.writable.Store(true)
	c.open.Store(made)
	return made
}

// Changes is how much came and went since the columns were packed, where that is
// ours to do.
func (c *Catalogue) Changes() int {
	if open := c.open.Load(); open != nil && c.writable.Load() {
		return open.changes()
	}
	return 0
}

// KeepPacked keeps the columns of what is in the catalogue now, and says whether it
// could. The error is that of Keep.
func (c *Catalogue) KeepPacked(ctx context.Context, p *index.Packed) (kept bool, damaged error) {
	open := c.open.Load()
	if open == nil || !c.writable.Load() {
		return false, nil
	}
	err := open.keepPacked(ctx, p)
	if err == nil || ctx.Err() != nil {
		return err == nil, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !sqlite.IsDamaged(err) {
		c.stopKeeping(err)
		return false, nil
	}
	c.drop(open, err)
	return false, err
}

// Details gives what is known of the files with these keys, by key; nothing where
// there is no catalogue. Of a file that is missing, only says whether nothing else has
// it: then something is wrong with the catalogue, for its index may be damaged, which
// SQLite does not notice. It may be nil. GiveUp wants the error.
func (c *Catalogue) Details(ctx context.Context, keys []model.Key, only func(model.Key) bool) (map[model.Key]File, error) {
	open := c.open.Load()
	if open == nil {
		return nil, nil
	}
	files, err := open.details(ctx, keys)
	if err == nil && only != nil {
		err = c.checkMissing(ctx, open, files, keys, only)
	}
	return files, open.failed(err)
}

// checkMissing looks into why a catalogue lacks files that nothing else has.
func (c *Catalogue) checkMissing(ctx context.Context, open *database, files map[model.Key]File, keys []model.Key, only func(model.Key) bool) error {
	var missing []model.Key
	for _, k := range keys {
		if _, has := files[k]; !has && only(k) {
			missing = append(missing, k)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	if c.writable.Load() {
		return fmt.Errorf("%w: it lacks what it had", checksum.ErrDamaged)
	}
	hidden, err := open.hides(ctx, missing) // else another process has just taken them out
	if err == nil && hidden {
		err = fmt.Errorf("%w: its index lacks what is in the table", checksum.ErrDamaged)
	}
	return err
}

// Problems gives all files that had problems. GiveUp wants the error.
func (c *Catalogue) Problems(ctx context.Context) ([]File, error) {
	open := c.open.Load()
	if open == nil {
		return nil, nil
	}
	files, err := open.withProblems(ctx)
	return files, open.failed(err)
}

// Verify reads all of the catalogue and its columns. What is not as it was written is
// an error, which GiveUp wants.
func (c *Catalogue) Verify(ctx context.Context) error {
	open := c.open.Load()
	if open == nil {
		return nil
	}
	return open.failed(open.verify(ctx))
}

// Close lets go of the files.
func (c *Catalogue) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var failures []error
	if open := c.open.Swap(nil); open != nil {
		failures = append(failures, open.close())
	}
	if c.lock != nil {
		failures = append(failures, c.lock.Close())
	}
	return errors.Join(failures...)
}

// unusedFor is after which time the caches of a root that nobody opened are
// removed.
const unusedFor = 60 * 24 * time.Hour

// Sweep removes, of a folder with caches of many roots, those of roots that nobody has
// opened for long. What cannot be removed does no harm.
func Sweep(folder string, now time.Time) {
	caches, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, one := range caches {
		path := filepath.Join(folder, one.Name())
		used, err := os.Stat(filepath.Join(path, lockName))
		if err == nil && one.IsDir() && now.Sub(used.ModTime()) > unusedFor {
			_ = os.RemoveAll(path)
		}
	}
}
