package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"broadsheet/library/cache"
	"broadsheet/library/catalogue"
	"broadsheet/library/index"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// remember takes in what the catalogue has, and says whether there is one.
func (s *source) remember(ctx context.Context) bool {
	defer s.remembered.Close()
	s.keeping.Lock()
	defer s.keeping.Unlock()
	if s.folder == "" {
		return false
	}
	if _, err := os.Stat(filepath.Join(s.folder, catalogue.FileName)); err != nil {
		return false
	}
	if s.library.options.Rebuild && s.tryLock() {
		s.removeCatalogue()
		return false
	}
	columns := catalogue.ReadAhead(s.folder)
	if columns.Name != "" { // the list is there before the database is
		s.recall(columns.Packed)
		s.library.awaitAnswered(ctx)
	}
	err := s.openCatalogue(ctx)
	if err == nil {
		err = s.bringUpToDate(ctx, columns.Name)
	}
	if err != nil {
		s.forgetAll()
		if catalogue := s.catalogue.Swap(nil); catalogue != nil {
			err = errors.Join(err, catalogue.Close())
		}
		s.abandon(ctx, err)
		return false
	}
	return true
}

// bringUpToDate lists what came and went since the columns were packed, that are
// listed already if they have the name that is known to the catalogue.
func (s *source) bringUpToDate(ctx context.Context, listed string) error {
	stored := s.catalogue.Load()
	if columns := stored.ColumnsBut(listed); columns != nil {
		s.forgetAll()
		s.recall(columns)
	}
	gone, err := stored.Since(ctx, s.packedRow)
	if err != nil {
		return err
	}
	if s.owner.Load() {
		stored.Tidy()
	}
	s.recallGone(gone)
	return stored.Later(ctx, s.recallLater)
}

// recall lists what the columns have.
func (s *source) recall(p *index.Packed) {
	l := s.library
	l.building.Lock()
	defer l.building.Unlock()
	l.builder.AddPacked(p, s.origin)
	for k, stamp := range p.Odd {
		s.odd[k] = stamp
	}
	s.packedRow = p.LastRow
	l.publish(model.Status{Files: p.Count()})
}

func (s *source) recallGone(gone []model.Key) {
	if len(gone) == 0 {
		return
	}
	l := s.library
	l.building.Lock()
	defer l.building.Unlock()
	for _, k := range gone {
		s.forget(k)
	}
	l.publish(model.Status{})
}

// recallLater lists what is not in the columns yet.
func (s *source) recallLater(batch []catalogue.File) {
	l := s.library
	l.building.Lock()
	defer l.building.Unlock()
	for i := range batch {
		s.takeIn(&batch[i])
	}
	l.publish(model.Status{Files: len(batch)})
}

// forgetAll forgets what was listed of a catalogue that turned out to be of no
// use.
func (s *source) forgetAll() {
	l := s.library
	l.building.Lock()
	defer l.building.Unlock()
	if l.builder.Len() == 0 {
		return
	}
	for _, k := range l.builder.KeysOf(s.origin) {
		s.forget(k)
	}
	clear(s.odd)
	l.publish(model.Status{})
}

// openCatalogue opens the catalogue that is there, to write it if nobody else
// does.
func (s *source) openCatalogue(ctx context.Context) error {
	var opened *catalogue.Catalogue
	err := errReadOnly
	if s.tryLock() {
		opened, err = catalogue.Open(ctx, s.root, s.folder, s.library.options.cachePages)
		s.owner.Store(err == nil)
	}
	if sqlite.CannotWrite(err) || errors.Is(err, errReadOnly) {
		opened, err = catalogue.OpenForReading(ctx, s.root, s.folder)
	}
	if err != nil {
		return err
	}
	s.catalogue.Store(opened)
	return nil
}

// errReadOnly says that the caches are another process's to write.
var errReadOnly = errors.New("another broadsheet is writing it")

// tryLock says whether the caches are ours to write. The lock is given back when
// the process ends, however it ends.
func (s *source) tryLock() bool {
	if s.lock != nil {
		return s.lock.Locked()
	}
	s.lock = flock.New(filepath.Join(s.folder, lockName), flock.SetPermissions(0o600))
	locked, err := s.lock.TryLock()
	if err == nil && locked {
		now := s.library.now()
		_ = os.Chtimes(s.lock.Path(), now, now) // that it was used: see sweep
	}
	return err == nil && locked
}

// abandon does without a catalogue that is of no use at the start. One that is
// damaged or of another version is made anew.
func (s *source) abandon(ctx context.Context, cause error) {
	s.owner.Store(false)
	damaged := sqlite.IsDamaged(cause)
	switch {
	case ctx.Err() != nil:
	case !damaged && !errors.Is(cause, sqlite.ErrNewer) && !errors.Is(cause, sqlite.ErrForeign) && !errors.Is(cause, sqlite.ErrOutdated):
		s.stopKeeping(cause)
	case !s.tryLock():
		s.folder = "" // who has it mends it
	default:
		if damaged {
			s.library.notify(fmt.Sprintf("The catalogue of %s was damaged and is made anew.", s.root.Name()))
		}
		s.removeCatalogue()
	}
}

// removeCatalogue removes what is to be made anew.
func (s *source) removeCatalogue() {
	files, _ := filepath.Glob(filepath.Join(s.folder, "columns-*")) // the pattern is a good one
	var failures []error
	for _, file := range files {
		failures = append(failures, cache.Remove(file))
	}
	failures = append(failures, sqlite.Remove(filepath.Join(s.folder, catalogue.FileName)))
	if err := errors.Join(failures...); err != nil {
		s.stopKeeping(err)
	}
}

// stopKeeping goes on without writing anything down. What the catalogue has can
// still be read.
func (s *source) stopKeeping(cause error) {
	s.owner.Store(false)
	s.folder, s.unkept = "", nil
	s.library.notify(fmt.Sprintf("What is known of %s cannot be kept for the next time: %v.", s.root.Name(), cause))
}

// keep writes what was read and what is gone into the catalogue. A root that has
// none gets one when it turns out to be large.
func (s *source) keep(ctx context.Context, read []catalogue.File, gone []model.Key) {
	s.keeping.Lock()
	defer s.keeping.Unlock()
	catalogue := s.catalogue.Load()
	if s.folder == "" || len(read)+len(gone) == 0 || catalogue != nil && !s.owner.Load() {
		return
	}
	if catalogue == nil {
		s.unkept = append(s.unkept, read...)
		if len(s.unkept) < s.catalogueFrom {
			return
		}
		if catalogue = s.begin(ctx); catalogue == nil {
			return
		}
		read, s.unkept = s.unkept, nil
	}
	switch err := catalogue.Write(ctx, read, gone); {
	case err == nil:
	case ctx.Err() != nil:
		s.owner.Store(false) // what is in memory is not in the catalogue, and must not be packed as if it were
	case sqlite.IsDamaged(err):
		s.drop(catalogue, err)
		s.distrust(nil, err)
	default:
		s.stopKeeping(err)
	}
}

// begin makes a catalogue, or none where that cannot be.
func (s *source) begin(ctx context.Context) *catalogue.Catalogue {
	err := os.MkdirAll(s.folder, 0o700)
	if err == nil && !s.tryLock() {
		s.unkept, s.folder = nil, "" // another process makes one
		return nil
	}
	var made *catalogue.Catalogue
	if err == nil {
		made, err = catalogue.Open(ctx, s.root, s.folder, s.library.options.cachePages)
	}
	if err != nil {
		if ctx.Err() == nil {
			s.stopKeeping(err)
		}
		return nil
	}
	s.owner.Store(true)
	s.catalogue.Store(made)
	return made
}
