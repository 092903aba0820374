// Package sqlite is the store of marks of one machine: a file of SQLite's, its copies,
// and all that is done when the file is damaged. Each row has a checksum, so that what
// is whole can be salvaged from what is not. It knows no readers who are here, and
// nothing of when is written.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"broadsheet/library/checksum"
	"broadsheet/library/marks/store"
	"broadsheet/library/sqlite"
)

// Store is the Store of one machine: a file of SQLite's, with copies beside
// it. Who calls it need not know of damage: it mends the file, and says so.
type Store struct {
	file *database
	host store.Host

	begun   int           // how often the file was made anew
	failing bool          // the last call failed
	written bool          // something was written since the last copy
	copying func()        // stops the copy that is being made; nil: none is
	copied  chan error    // how it went
	due     chan struct{} // it has gone somehow

	freeSpace func(folder string) (free, total uint64, err error)
}

var _ store.Store = (*Store)(nil)

// New gives the store at a path. The file is made, with its folder, when there is
// something to keep.
func New(path string) *Store {
	return &Store{file: newDatabase(path, 0), copied: make(chan error, 1), due: make(chan struct{}, 1), freeSpace: freeSpace}
}

// Name is the file's path.
func (s *Store) Name() string { return s.file.Path }

// Begin implements Store.
func (s *Store) Begin(h store.Host) { s.host = h }

func (s *Store) now() store.Moment { return max(1, store.MomentOf(s.host.Now())) }

// open opens the file, if it is not. What the log has and SQLite would forget is
// put into it.
func (s *Store) open(ctx context.Context, create bool) error {
	d := s.file
	if d.Connection != nil && d.Replaced() {
		return errors.Join(store.ErrRenewed, d.close())
	}
	if d.Connection != nil {
		return nil
	}
	if d.lost() {
		return errLost
	}
	s.tellEmpty()
	log, err := d.readLog()
	if err != nil {
		return err
	}
	if err := d.Open(ctx, create); err != nil {
		if notOurs(err) && d.ours(ctx) {
			return fmt.Errorf("%w: %w", checksum.ErrDamaged, errHeader)
		}
		return err
	}
	if log == nil {
		return nil
	}
	merged, err := d.mergeLog(ctx, log, s.now())
	if merged > 0 {
		s.host.Notify(fmt.Sprintf("The log of the marks database %s was damaged: %s could be read from it nevertheless.", d.Path, counted(merged)))
	}
	return err
}

// emptyTime is how old an empty file has to be for nobody to be making a
// database of it just now.
const emptyTime = time.Minute

// tellEmpty says it where an empty file is in the place of the database, and
// nothing is known of an earlier one.
func (s *Store) tellEmpty() {
	found, err := os.Stat(s.file.Path)
	if err == nil && found.Size() == 0 && s.host.Now().Sub(found.ModTime()).Abs() > emptyTime {
		s.host.Notify(fmt.Sprintf("The marks database %s was empty, and there is no backup of it: a new one is begun.", s.file.Path))
	}
}

// on does something with the open file.
func (s *Store) on(ctx context.Context, create bool, do func(*database) error) error {
	err := s.open(ctx, create)
	if !create && errors.Is(err, fs.ErrNotExist) {
		return store.ErrNone
	}
	if err == nil {
		err = do(s.file)
	}
	return s.outcome(ctx, err)
}

// outcome gives the error that the caller of the store has to know. A damaged file is mended.
func (s *Store) outcome(ctx context.Context, err error) error {
	var unknown *store.UnknownAccountError
	s.failing = err != nil
	switch {
	case err == nil:
		return nil
	case errors.As(err, &unknown):
		s.failing = false
		return err
	case isDamage(err):
		err = s.mend(ctx, err)
	case errors.Is(err, sqlite.ErrNewer):
		err = &store.Error{Kind: store.ErrNewer, Cause: err}
	case errors.Is(err, sqlite.ErrForeign):
		err = &store.Error{Kind: store.ErrForeign, Cause: err}
	case sqlite.IsBusy(err):
		err = &store.Error{Kind: store.ErrBusy, Cause: err}
	}
	return errors.Join(err, s.file.close())
}

// maximumBegun is how many databases are made anew before it is given up.
const maximumBegun = 3

// mend makes the database anew from what can be read of it and of its backups.
// The error says how that went: ErrRenewed or ErrBroken.
func (s *Store) mend(ctx context.Context, cause error) error {
	s.begun++
	var done restored
	err := errSeveral
	if s.begun <= maximumBegun {
		done, err = s.file.restore(ctx, s.host.Now())
	}
	if err != nil {
		return &store.Error{Kind: store.ErrBroken, Cause: err}
	}
	if !done.already {
		s.host.Notify(done.sentence(s.file.Path, cause))
	}
	return &store.Error{Kind: store.ErrRenewed, Cause: cause}
}

// Load implements Store. A file in a place that nothing can be written to is read
// nevertheless.
func (s *Store) Load(ctx context.Context, reader string, after int64, to store.Found) (found store.Account, err error) {
	load := func(d *database) error {
		if after == 0 {
			if _, err := d.Changed(ctx); err != nil {
				return err
			}
		}
		a, err := d.read(ctx, reader, after, s.host.Groups, to)
		found = a.public()
		return err
	}
	switch err = s.open(ctx, false); {
	case err == nil:
		err = load(s.file)
	case errors.Is(err, fs.ErrNotExist):
		return found, store.ErrNone
	case sqlite.CannotWrite(err):
		if err = s.file.OpenUnwritable(ctx); err == nil {
			err = errors.Join(load(s.file), s.file.close())
		}
	}
	return found, s.outcome(ctx, err)
}

// Write implements Store.
func (s *Store) Write(ctx context.Context, reader string, news store.Batch, now store.Moment) (done store.Account, err error) {
	err = s.on(ctx, true, func(d *database) error {
		a, err := d.write(ctx, reader, news, now)
		done = a.public()
		return err
	})
	s.written = s.written || err == nil
	return done, err
}

// Changed implements Store.
func (s *Store) Changed(ctx context.Context) (changed bool, err error) {
	err = s.on(ctx, false, func(d *database) (err error) {
		changed, err = d.Changed(ctx)
		return err
	})
	return changed, err
}

// Account implements Store.
func (s *Store) Account(ctx context.Context, name string) (found store.Account, err error) {
	err = s.on(ctx, false, func(d *database) error {
		return d.Reading(ctx, func(tx *sql.Tx) error {
			a, err := d.findAccount(ctx, tx, name)
			found = a.public()
			return err
		})
	})
	return found, err
}

// Accounts implements Store.
func (s *Store) Accounts(ctx context.Context) (all []store.Account, err error) {
	err = s.on(ctx, false, func(d *database) error {
		return d.Reading(ctx, func(tx *sql.Tx) (err error) {
			all, err = d.accounts(ctx, tx)
			return err
		})
	})
	return all, err
}

// Limit implements Store.
func (s *Store) Limit(ctx context.Context, name string, limits store.Limits, now store.Moment) error {
	return s.on(ctx, false, func(d *database) error {
		return d.changeAccount(ctx, name, func(a *account) {
			a.sessions, a.quota, a.blocked = int64(limits.Sessions), int64(limits.Quota), 0
			if limits.Blocked {
				a.blocked = 1
			}
			a.limited = now.After(a.limited)
		})
	})
}

// Seen implements Store. Where nothing can be written it is not noted.
func (s *Store) Seen(ctx context.Context, name string, now store.Moment) error {
	err := s.on(ctx, false, func(d *database) error {
		return d.changeAccount(ctx, name, func(a *account) { a.last = max(a.last, now) })
	})
	if sqlite.CannotWrite(err) {
		return nil // and what matters more is not written either
	}
	return err
}

// Delete implements Store. What is wrong with a backup says nothing of the file
// itself, which is not mended for it.
func (s *Store) Delete(ctx context.Context, name string) error {
	if err := s.on(ctx, false, func(d *database) error { return d.deleteAccount(ctx, name) }); err != nil {
		return err
	}
	return backupsOf(s.file.Path).deleteAccount(ctx, name)
}

// Idle implements Store.
func (s *Store) Idle(ctx context.Context, before store.Moment, rows int) (idle []store.Account, err error) {
	err = s.on(ctx, false, func(d *database) (err error) {
		idle, err = d.idle(ctx, before, rows)
		return err
	})
	return idle, err
}

// Space implements Store.
func (s *Store) Space() (free, total uint64, err error) {
	return s.freeSpace(filepath.Dir(s.file.Path))
}

// Due implements Store.
func (s *Store) Due() <-chan struct{} { return s.due }

// Upkeep makes a backup if one is due, which takes its time in the background, and
// looks at how the last one went: one that shows the database to be damaged has
// it mended.
func (s *Store) Upkeep(ctx context.Context) error {
	if s.copying != nil {
		select {
		case err := <-s.copied:
			s.copying()
			s.copying = nil
			return s.afterCopy(ctx, err)
		default:
			return nil
		}
	}
	now := s.host.Now()
	if !backupsOf(s.file.Path).due(now) {
		return nil
	}
	copies, stop := context.WithCancel(ctx)
	s.copying = stop
	go func() {
		s.copied <- backupsOf(s.file.Path).make(copies, now)
		select {
		case s.due <- struct{}{}:
		default:
		}
	}()
	return nil
}

func (s *Store) afterCopy(ctx context.Context, err error) error {
	switch {
	case err == nil:
		s.written = false
	case errors.Is(err, context.Canceled): // the program ends, and makes one then
	case isDamage(err):
		return s.outcome(ctx, err)
	default:
		s.uncopied(err)
	}
	return nil
}

func (s *Store) uncopied(err error) {
	s.host.Notify(fmt.Sprintf("No backup of the marks could be made: %s.", store.Located(backupsOf(s.file.Path).folder, err)))
}

// lastCopyBytes is how large a database is copied at the end of the program, for
// which its reader waits: that takes some 50 ms.
const lastCopyBytes = 8 << 20

// Close closes the file, and makes a backup that is due: many programs run for less
// than the time after which one is made otherwise.
func (s *Store) Close(ctx context.Context) error {
	failing := s.failing
	if s.copying != nil {
		s.copying()
		if err := <-s.copied; err == nil || !isDamage(err) { // else the next one to open it finds that out
			_ = s.afterCopy(ctx, err)
		}
		s.copying = nil
	}
	if err := s.file.close(); err != nil || failing {
		return err
	}
	found, err := os.Stat(s.file.Path)
	if !s.written || err != nil || found.Size() > lastCopyBytes {
		return nil //nolint:nilerr // there is nothing to copy
	}
	if err := backupsOf(s.file.Path).make(ctx, s.host.Now()); err != nil {
		s.uncopied(err)
	}
	return nil
}
