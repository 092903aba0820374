package library

import (
	"context"
	"errors"
	"fmt"
	"time"

	"broadsheet/articles"
	"broadsheet/library/bitset"
	"broadsheet/library/catalogue"
	"broadsheet/library/index"
	"broadsheet/model"
)

// scan is one look at the files of a root.
type scan struct {
	*root
	trust        trust
	snapshot     *index.Snapshot
	odd          map[model.Key]uint64
	seen         bitset.Set         // of the snapshot's numbers
	seenOdd      map[model.Key]bool // of those without
	met          int                // how many files there are
	lost         []string           // folders that could not be read
	failed       map[model.Key]bool // what could not be read for a reason that may pass
	failedBefore bool               // some of what was looked at before did
	strange      bool               // something is gone that was not known: a folder, perhaps
	arrived      int                // articles that were not listed before
	writes       chan batchOf       // to the catalogue, beside the reading
}

// trust is how much a look believes what is listed.
type trust int

const (
	nothingKnown trust = iota // there is nothing
	onlyChanges               // files are read whose stamps are not those that are known
	allAnew                   // all files are read: what is listed came from a cache that is damaged
)

// batchOf is what a batch has for the catalogue.
type batchOf struct {
	read []catalogue.File
	gone []model.Key
}

// look looks at all files of the root, or at some paths alone, reads those that
// are new or changed, and lists what has become of the root. It says whether
// there may be more to find.
func (r *root) look(ctx context.Context, paths []string, trust trust) (more bool, err error) {
	seen, err := r.scan(ctx, paths, trust)
	return paths != nil && seen.strange, err
}

// scan is look, and gives what was seen.
func (r *root) scan(ctx context.Context, paths []string, trust trust) (now *scan, err error) {
	r.looking.Lock()
	defer r.looking.Unlock()
	r.library.scans.RLock()
	defer r.library.scans.RUnlock()
	now = r.newScan(trust)
	if r.stepped.Load() {
		return now, nil
	}
	defer func() {
		if ctx.Err() == nil {
			now.settle(paths, err)
		}
	}()
	r.writing.Go(func() {
		ctx, stop := lingering(ctx)
		defer stop()
		for batch := range now.writes {
			r.keep(ctx, batch.read, batch.gone)
		}
	})
	defer close(now.writes)
	options := r.library.options.Articles
	if paths != nil {
		return now, r.files.Look(ctx, options, paths, now.known, now.take)
	}
	if err := r.files.Update(ctx, options, now.known, now.take); err != nil {
		return now, err
	}
	r.seen.Store(true)
	return now, now.finish(ctx)
}

// lingerTime is how long what was read is still written after the program was
// told to end.
const lingerTime = time.Second

// lingering is a context that ends a while after another.
func lingering(ctx context.Context) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(lingerTime, cancel) })
	return longer, func() { stop(); cancel() }
}

func (r *root) newScan(trust trust) *scan {
	snapshot := r.library.current.Load()
	return &scan{
		root: r, trust: trust, snapshot: snapshot, odd: r.oddFiles(), seen: bitset.New(snapshot.Len()), seenOdd: map[model.Key]bool{},
		failed: map[model.Key]bool{}, failedBefore: r.isFailing(), writes: make(chan batchOf, 64),
	}
}

// known says whether a file is as it was when it was last read. It is called by
// several goroutines at once.
func (n *scan) known(path string, stamp articles.Stamp) bool {
	if n.trust == allAnew {
		return false
	}
	k := n.keyAt(path)
	if number, ok := n.snapshot.Number(k); ok {
		return n.snapshot.Stamp(number) == uint64(stamp)
	}
	return n.odd[k] == uint64(stamp)
}

// take takes in a batch of what a walk came by.
func (n *scan) take(batch []articles.Found) {
	l := n.library
	progress := model.Status{Files: len(batch)}
	var batched batchOf
	var failed, well []model.Key
	for i := range batch {
		f := &batch[i]
		k := n.saw(f)
		if f.Failed {
			n.failed[k] = true
			failed = append(failed, k)
			continue
		}
		if _, failing := n.failing[k]; failing {
			well = append(well, k)
		}
		switch {
		case f.Known:
		case f.Item == nil && f.Stamp == 0 && len(f.Problems) == 0:
			n.strange = n.strange || !n.isListed(k)
			batched.gone = append(batched.gone, k)
		default:
			batched.read = append(batched.read, n.fileOf(f))
		}
	}
	if n.trust != nothingKnown && len(batched.read)+len(batched.gone)+len(failed)+len(well) == 0 {
		return
	}
	l.building.Lock()
	for i := range batched.read {
		f := &batched.read[i]
		if _, listed := l.builder.Number(f.Key); f.Item != nil && !listed && n.trust != nothingKnown {
			progress.Arrived++
		}
		n.takeIn(f)
	}
	for _, k := range batched.gone {
		n.forget(k)
	}
	for _, k := range well {
		n.recovered(k)
	}
	for i := range batch {
		if batch[i].Failed {
			n.takeFailed(failed[0], &batch[i])
			failed = failed[1:]
		}
	}
	n.arrived += progress.Arrived
	l.publish(progress)
	l.building.Unlock()
	l.marks.FilesMoved()
	n.writes <- batched
}

// takeFailed notes that a file could not be read, or not to its end. Where
// nothing was known of it, what was read is listed, but not kept. The caller
// holds the building lock.
func (n *scan) takeFailed(k model.Key, f *articles.Found) {
	n.fail(k, failure{f.Path, f.Problems})
	b := n.library.builder
	if number, listed := b.Number(k); listed {
		if n.trust == allAnew && b.Whole(number) == nil { // nothing has the rest of it any more
			b.LoseStamp(number)
		}
		return
	}
	if f.Item == nil {
		return
	}
	if _, odd := n.root.odd[k]; odd {
		return
	}
	n.takeIn(&catalogue.File{Key: k, Path: f.Path, Stamp: index.Stampless, Item: f.Item})
}

// saw notes that a file is there, and gives its key.
func (n *scan) saw(f *articles.Found) model.Key {
	var k model.Key
	if f.Item != nil {
		k, _ = model.KeyOf(f.Item.ID)
	} else {
		k = n.keyAt(f.Path)
	}
	if f.Failed {
		n.lost = append(n.lost, f.Path)
	} else if f.Stamp == 0 {
		if len(f.Problems) > 0 && f.Problems[0].Unreadable {
			n.lost = append(n.lost, f.Path)
		}
		return k
	}
	n.met++
	if number, ok := n.snapshot.Number(k); ok {
		n.seen.Set(number)
	} else {
		n.seenOdd[k] = true
	}
	return k
}

func (n *scan) isListed(k model.Key) bool {
	_, listed := n.snapshot.Number(k)
	_, odd := n.odd[k]
	return listed || odd
}

// finish forgets the files that were not met. A root in which nothing at all is
// left is more often a disk that is not there than one that was emptied, so
// what was known of it is kept.
func (n *scan) finish(ctx context.Context) error {
	var gone []model.Key
	for number, k := range n.snapshot.Of(n.origin) {
		if !n.seen.Has(number) {
			gone = append(gone, k)
		}
	}
	for k := range n.odd {
		if !n.seenOdd[k] {
			gone = append(gone, k)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	if n.met == 0 && n.files.IsFolder() {
		return fmt.Errorf("%s has no files in it now (%w)", n.files.Name(), errEmptied)
	}
	if len(n.lost) > 0 {
		var err error
		if gone, err = n.notBelow(ctx, gone); err != nil {
			return err
		}
	}
	l := n.library
	l.building.Lock()
	for _, k := range gone {
		n.forget(k)
	}
	l.publish(model.Status{})
	l.building.Unlock()
	l.marks.FilesMoved()
	n.writes <- batchOf{gone: gone}
	return nil
}

// errEmptied says that a root has nothing left of what was there.
var errEmptied = errors.New("is its disk there? What was known of it is still listed")

// notBelow leaves out what is in folders that could not be read: it may well be
// there.
func (n *scan) notBelow(ctx context.Context, gone []model.Key) ([]model.Key, error) {
	files, err := n.details(ctx, gone, nil)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		n.distrust(err)
		return nil, nil // whoever looks then finds out
	}
	kept := gone[:0]
	for _, k := range gone {
		path := files[k].Path
		if number, ok := n.snapshot.Number(k); ok && n.snapshot.Whole(number) != nil {
			path = n.snapshot.Whole(number).Path
		}
		if !below(path, n.lost) {
			kept = append(kept, k)
		}
	}
	return kept, nil
}
