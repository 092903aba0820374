package library

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"broadsheet/articles"
	"broadsheet/library/cache"
	"broadsheet/library/catalogue"
	"broadsheet/library/index"
	"broadsheet/library/once"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// source is one root of a library, with what is kept of it.
type source struct {
	library *Library
	root    *articles.Root
	origin  uint16 // its place among the library's roots

	catalogueFrom int // how many files make a catalogue worth while

	catalogue atomic.Pointer[catalogue.Catalogue] // nil: there is none
	owner     atomic.Bool                         // the catalogue is ours to write
	writing   sync.WaitGroup                      // what is being written into it

	remembered once.Event // what the catalogue has is listed, or there is none

	looking sync.Mutex       // one look at the files at a time
	again   chan struct{}    // something failed that may pass: see retry
	mending chan mendRequest // what the catalogue said is not to be trusted: see mend

	keeping   sync.Mutex // of what follows
	packedRow int64      // the last row of the catalogue that is in the columns
	folder    string     // of the root's caches; empty: nothing is kept
	lock      *flock.Flock
	told      string           // why the root could not be read when it was last looked at
	unkept    []catalogue.File // what was read while it is not clear whether it is worth a catalogue
	dropped   bool             // the catalogue was given up, and what it knew is not read again yet
	drops     int              // how often that was

	// Under the library's building lock:
	odd        map[model.Key]uint64 // the stamps of files that have nothing to list
	problems   map[model.Key][]model.Problem
	failing    map[model.Key]failure // what could not be read for a reason that may pass; changed by looks alone
	unreadable int                   // of the problems, those that kept a file or the root from being shown
}

// catalogueFrom is how many files make a catalogue worth while: fewer are read
// in a moment.
const catalogueFrom = 2000

// lockName is the file that says whose the caches of a root are to write, and when
// they were last used.
const lockName = "lock"

// packFrom is how many changes make it worth while to pack anew.
const packFrom = 1000

func newSource(l *Library, root *articles.Root, origin int) *source {
	s := &source{
		library: l, root: root, remembered: once.New(), origin: uint16(origin), //nolint:gosec // so many roots cannot be named
		again: make(chan struct{}, 1), mending: make(chan mendRequest, 1),
		odd: map[model.Key]uint64{}, problems: map[model.Key][]model.Problem{}, failing: map[model.Key]failure{},
	}
	s.catalogueFrom = cmp.Or(l.options.catalogueFrom, catalogueFrom)
	s.folder = cacheFolder(root, l.options)
	return s
}

// cacheFolder is the folder of a root's caches; empty: nothing is kept of it.
func cacheFolder(root *articles.Root, o Options) string {
	if o.Cache == "" || !root.IsFolder() && !o.catalogueAny {
		return ""
	}
	// What is kept depends on how dates without a zone are meant, and on how files
	// are read.
	zone := cmp.Or(o.Articles.Location, time.UTC)
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", root.Key(), zone, articles.ReadingVersion))
	return filepath.Join(o.Cache, hex.EncodeToString(sum[:8]))
}

// keyAt is the key of the file at a path.
func (s *source) keyAt(path string) model.Key {
	var short [256]byte
	text := append(append(append(short[:0], s.root.Key()...), 0), path...)
	sum := sha256.Sum256(text) // as model.NewID, without a text between
	return model.Key(sum[0])<<40 | model.Key(sum[1])<<32 | model.Key(sum[2])<<24 | model.Key(sum[3])<<16 | model.Key(sum[4])<<8 | model.Key(sum[5])
}

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
	if stored.Columns != listed {
		s.forgetAll()
		s.recall(catalogue.ReadColumns(stored.ColumnsPath(stored.Columns)).Packed)
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

// takeIn lists the article of a file, in place of what was known of the file.
// The caller holds the building lock, and publishes.
func (s *source) takeIn(f *catalogue.File) {
	delete(s.odd, f.Key)
	s.setProblems(f.Key, f.Problems)
	if f.Item == nil || f.Item.Draft && !s.root.IsFile() {
		s.library.builder.Remove(f.Key)
		if f.Stamp != 0 {
			s.odd[f.Key] = f.Stamp
		}
		return
	}
	s.library.builder.Add(f.Item, f.Stamp, s.origin, true)
}

// forget lists the article of a file no more.
func (s *source) forget(k model.Key) {
	delete(s.odd, k)
	s.setProblems(k, nil)
	s.library.builder.Remove(k)
}

// setProblems notes what could not be understood of a file.
func (s *source) setProblems(k model.Key, problems []model.Problem) {
	s.unreadable += unreadable(problems) - unreadable(s.problems[k])
	if len(problems) == 0 {
		delete(s.problems, k)
		return
	}
	s.problems[k] = problems
}

func unreadable(problems []model.Problem) int {
	n := 0
	for _, problem := range problems {
		if problem.Unreadable {
			n++
		}
	}
	return n
}

// fileOf is what was found, as it is kept.
func (s *source) fileOf(f *articles.Found) catalogue.File {
	kept := catalogue.File{Path: f.Path, Stamp: uint64(f.Stamp), Item: f.Item, Problems: f.Problems}
	if f.Item != nil {
		kept.Key, _ = model.KeyOf(f.Item.ID)
		if f.Item.Draft && !s.root.IsFile() { // who names a file wants to see it
			kept.Problems = append(slices.Clip(kept.Problems), articles.DraftProblem(f.Item))
		}
		return kept
	}
	kept.Key = s.keyAt(f.Path)
	return kept
}

// recallProblems takes in the problems of files that were not read this time.
func (s *source) recallProblems(ctx context.Context) error {
	catalogue := s.catalogue.Load()
	if catalogue == nil {
		return nil
	}
	files, err := catalogue.Problems(ctx)
	if err != nil {
		return s.heal(ctx, catalogue, err) // all files are read, and tell their problems themselves
	}
	s.library.building.Lock()
	defer s.library.building.Unlock()
	for _, f := range files {
		if _, newer := s.problems[f.Key]; !newer && s.isKnown(f.Key, f.Stamp) {
			s.setProblems(f.Key, f.Problems)
		}
	}
	s.library.publish(model.Status{})
	return nil
}

// isKnown says whether a file is known in the state of a stamp. The caller holds
// the building lock.
func (s *source) isKnown(k model.Key, stamp uint64) bool {
	b := s.library.builder
	if number, ok := b.Number(k); ok {
		return b.Stamp(number) == stamp
	}
	return s.odd[k] == stamp
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

// details gives all that is known of articles without reading their files. A
// failure comes with the catalogue that had it.
func (s *source) details(ctx context.Context, keys []model.Key) (map[model.Key]catalogue.File, *catalogue.Catalogue, error) {
	select {
	case <-s.remembered.Happened:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	catalogue := s.catalogue.Load()
	if catalogue == nil {
		return nil, nil, nil
	}
	files, err := catalogue.Details(ctx, keys)
	return files, catalogue, err
}

func (s *source) close() error {
	var failures []error
	if catalogue := s.catalogue.Load(); catalogue != nil {
		failures = append(failures, catalogue.Close())
	}
	if s.lock != nil {
		failures = append(failures, s.lock.Close())
	}
	return errors.Join(append(failures, s.root.Close())...)
}

// below says whether a path is in one of the folders. The root itself is ".".
func below(path string, folders []string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return folder == "." || strings.HasPrefix(path, folder+"/") })
}

// oddFiles is what has nothing to list, for a scan that others may run beside.
func (s *source) oddFiles() map[model.Key]uint64 {
	s.library.building.Lock()
	defer s.library.building.Unlock()
	return maps.Clone(s.odd)
}
