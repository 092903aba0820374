package library

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// repack keeps the columns of roots of which much has changed, and gives all
// articles new numbers without those that are gone. What the catalogues have of
// articles need not be in memory any more.
func (l *Library) repack(ctx context.Context) {
	l.scans.Lock()
	defer l.scans.Unlock()
	for _, s := range l.sources {
		s.writing.Wait()
	}
	if ctx.Err() != nil || !l.worthPacking() {
		return
	}
	l.building.Lock()
	defer l.building.Unlock()
	old := l.builder
	fresh := old.anew()
	for _, s := range l.sources {
		if catalogue := s.catalogue.Load(); catalogue != nil && s.owner.Load() {
			packed := old.pack(s.origin)
			packed.odd = s.odd
			err := catalogue.keepPacked(ctx, packed)
			if err == nil {
				fresh.addPacked(packed, s.origin)
				fresh.addRest(old, s.origin, true)
				continue
			}
			if ctx.Err() != nil {
				return
			}
			s.notPacked(catalogue, err)
		}
		fresh.addRest(old, s.origin, false)
	}
	l.builder = fresh
	l.publish(model.Status{})
	go debug.FreeOSMemory() // the first reading of a large root leaves as much again as the library needs
}

// notPacked decides what becomes of a catalogue whose columns cannot be kept.
func (s *source) notPacked(catalogue *catalogue, cause error) {
	s.keeping.Lock()
	defer s.keeping.Unlock()
	if !sqlite.IsDamaged(cause) {
		s.stopKeeping(cause)
		return
	}
	s.drop(catalogue, cause)
	s.distrust(nil, cause)
}

// worthPacking says whether so much has changed in a catalogue that the next
// start would be slower for it, or so many numbers are dead that they are most
// of all.
func (l *Library) worthPacking() bool {
	l.building.Lock()
	dead, count := l.builder.waste()
	l.building.Unlock()
	if dead > max(count, cmp.Or(l.options.packFrom, packFrom)) {
		return true
	}
	for _, s := range l.sources {
		if catalogue := s.catalogue.Load(); catalogue != nil && s.owner.Load() && catalogue.changes() >= cmp.Or(l.options.packFrom, packFrom) {
			return true
		}
	}
	return false
}

// unusedFor is after which time the caches of a root that nobody opened are
// removed.
const unusedFor = 60 * 24 * time.Hour

// sweep removes the caches of roots that nobody has opened for long. What
// cannot be removed does no harm.
func (l *Library) sweep() {
	if l.options.Cache == "" {
		return
	}
	folders, err := os.ReadDir(l.options.Cache)
	if err != nil {
		return
	}
	for _, folder := range folders {
		path := filepath.Join(l.options.Cache, folder.Name())
		used, err := os.Stat(filepath.Join(path, lockName))
		if err == nil && folder.IsDir() && l.now().Sub(used.ModTime()) > unusedFor {
			_ = os.RemoveAll(path)
		}
	}
}
