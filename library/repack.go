package library

import (
	"cmp"
	"context"
	"runtime/debug"

	"broadsheet/model"
)

// repack keeps the columns of roots of which much has changed, and gives all
// articles new numbers without those that are gone. What the catalogues have of
// articles need not be in memory any more.
func (l *Library) repack(ctx context.Context) {
	l.scans.Lock()
	defer l.scans.Unlock()
	for _, r := range l.roots {
		r.writing.Wait()
	}
	if ctx.Err() != nil || !l.worthPacking() {
		return
	}
	l.building.Lock()
	defer l.building.Unlock()
	old := l.builder
	fresh := old.Anew()
	for _, r := range l.roots {
		if r.catalogue.Writable() {
			packed := old.Pack(r.origin)
			packed.Odd = r.odd
			kept, damaged := r.catalogue.KeepPacked(ctx, packed)
			if kept {
				fresh.AddPacked(packed, r.origin)
				fresh.AddRest(old, r.origin, true)
				continue
			}
			if ctx.Err() != nil {
				return
			}
			if damaged != nil {
				r.distrust(damaged)
			}
		}
		fresh.AddRest(old, r.origin, false)
	}
	l.builder = fresh
	l.publish(model.Status{})
	go debug.FreeOSMemory() // the first reading of a large root leaves as much again as the library needs
}

// worthPacking says whether so much has changed in a catalogue that the next
// start would be slower for it, or so many numbers are dead that they are most
// of all.
func (l *Library) worthPacking() bool {
	l.building.Lock()
	dead, count := l.builder.Waste()
	l.building.Unlock()
	if dead > max(count, cmp.Or(l.options.packFrom, packFrom)) {
		return true
	}
	for _, r := range l.roots {
		if r.catalogue.Changes() >= cmp.Or(l.options.packFrom, packFrom) {
			return true
		}
	}
	return false
}
