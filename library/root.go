package library

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"broadsheet/articles"
	"broadsheet/library/catalogue"
	"broadsheet/library/once"
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
