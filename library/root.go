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

	"broadsheet/articles"
	"broadsheet/library/catalogue"
	"broadsheet/library/once"
	"broadsheet/model"
)

// root is one root of a library: a folder, a zip file, a file or the sample, and what
// is known of it.
type root struct {
	library   *Library
	files     *articles.Root
	origin    uint16               // its place among the library's roots
	folder    string               // of its caches; empty: nothing is kept of it
	catalogue *catalogue.Catalogue // what is kept of its files

	writing    sync.WaitGroup // what is being written into the catalogue
	remembered once.Event     // what the catalogue has is listed, or there is none

	looking sync.Mutex       // one look at the files at a time
	again   chan struct{}    // something failed that may pass: see retry
	mending chan mendRequest // what the catalogue said is not to be trusted: see mend

	seen    atomic.Bool // all of it was looked at, at least once
	stepped atomic.Bool // it stood in for the others, and is listed no more: see standin.go

	telling sync.Mutex
	told    string // why the root could not be read when it was last looked at

	// Under the library's building lock:
	odd        map[model.Key]uint64 // the stamps of files that have nothing to list
	problems   map[model.Key][]model.Problem
	failing    map[model.Key]failure // what could not be read for a reason that may pass; changed by looks alone
	unreadable int                   // of the problems, those that kept a file or the root from being shown
}

// catalogueFrom is how many files make a catalogue worth while: fewer are read
// in a moment.
const catalogueFrom = 2000

// packFrom is how many changes make it worth while to pack anew.
const packFrom = 1000

func newRoot(l *Library, files *articles.Root, origin int) *root {
	r := &root{
		library: l, files: files, remembered: once.New(), origin: uint16(origin), //nolint:gosec // so many roots cannot be named
		folder: cacheFolder(files, l.options),
		again:  make(chan struct{}, 1), mending: make(chan mendRequest, 1),
		odd: map[model.Key]uint64{}, problems: map[model.Key][]model.Problem{}, failing: map[model.Key]failure{},
	}
	r.catalogue = catalogue.New(catalogue.Options{
		Root: files, Folder: r.folder, Few: cmp.Or(l.options.catalogueFrom, catalogueFrom), Pages: l.options.cachePages,
		Notify: l.notify, Now: l.now,
	})
	return r
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

// remember lists what the catalogue has, and says whether there is one.
func (r *root) remember(ctx context.Context) bool {
	defer r.remembered.Close()
	return r.catalogue.Open(ctx, r.library.options.Rebuild, func(known catalogue.Known) {
		r.recall(known)
		if known.Ahead { // the list is there before the database is
			r.library.awaitAnswered(ctx)
		}
	})
}

// recall lists a piece of what the catalogue has.
func (r *root) recall(known catalogue.Known) {
	l := r.library
	l.building.Lock()
	defer l.building.Unlock()
	if known.Anew {
		for _, k := range l.builder.KeysOf(r.origin) {
			r.forget(k)
		}
		clear(r.odd)
	}
	progress := model.Status{Files: len(known.Later)}
	if p := known.Columns; p != nil {
		l.makeWay(r)
		l.builder.AddPacked(p, r.origin)
		maps.Copy(r.odd, p.Odd)
		progress.Files += p.Count()
	}
	for _, k := range known.Gone {
		r.forget(k)
	}
	for i := range known.Later {
		r.takeIn(&known.Later[i])
	}
	l.publish(progress)
}

// keep has the catalogue keep what was read and what is gone.
func (r *root) keep(ctx context.Context, read []catalogue.File, gone []model.Key) {
	if damaged := r.catalogue.Keep(ctx, read, gone); damaged != nil {
		r.distrust(damaged)
	}
}

// keyAt is the key of the file at a path.
func (r *root) keyAt(path string) model.Key {
	var short [256]byte
	text := append(append(append(short[:0], r.files.Key()...), 0), path...)
	sum := sha256.Sum256(text) // as model.NewID, without a text between
	return model.Key(sum[0])<<40 | model.Key(sum[1])<<32 | model.Key(sum[2])<<24 | model.Key(sum[3])<<16 | model.Key(sum[4])<<8 | model.Key(sum[5])
}

// takeIn lists the article of a file, in place of what was known of the file.
// The caller holds the building lock, and publishes.
func (r *root) takeIn(f *catalogue.File) {
	if r.stepped.Load() {
		return
	}
	delete(r.odd, f.Key)
	r.setProblems(f.Key, f.Problems)
	if f.Item == nil || f.Item.Draft && !r.files.IsFile() {
		r.library.builder.Remove(f.Key)
		if f.Stamp != 0 {
			r.odd[f.Key] = f.Stamp
		}
		return
	}
	r.library.makeWay(r)
	r.library.builder.Add(f.Item, f.Stamp, r.origin, true)
}

// forget lists the article of a file no more.
func (r *root) forget(k model.Key) {
	delete(r.odd, k)
	r.setProblems(k, nil)
	r.library.builder.Remove(k)
}

// setProblems notes what could not be understood of a file.
func (r *root) setProblems(k model.Key, problems []model.Problem) {
	r.unreadable += unreadable(problems) - unreadable(r.problems[k])
	if len(problems) == 0 {
		delete(r.problems, k)
		return
	}
	r.problems[k] = problems
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
func (r *root) fileOf(f *articles.Found) catalogue.File {
	kept := catalogue.File{Path: f.Path, Stamp: uint64(f.Stamp), Item: f.Item, Problems: f.Problems}
	if f.Item != nil {
		kept.Key, _ = model.KeyOf(f.Item.ID)
		if f.Item.Draft && !r.files.IsFile() { // who names a file wants to see it
			kept.Problems = append(slices.Clip(kept.Problems), articles.DraftProblem(f.Item))
		}
		return kept
	}
	kept.Key = r.keyAt(f.Path)
	return kept
}

// recallProblems takes in the problems of files that were not read this time.
func (r *root) recallProblems(ctx context.Context) error {
	files, err := r.catalogue.Problems(ctx)
	if err != nil {
		return r.heal(ctx, err) // all files are read, and tell their problems themselves
	}
	if len(files) == 0 {
		return nil
	}
	r.library.building.Lock()
	defer r.library.building.Unlock()
	for _, f := range files {
		if _, newer := r.problems[f.Key]; !newer && r.isKnown(f.Key, f.Stamp) {
			r.setProblems(f.Key, f.Problems)
		}
	}
	r.library.publish(model.Status{})
	return nil
}

// isKnown says whether a file is known in the state of a stamp. The caller holds
// the building lock.
func (r *root) isKnown(k model.Key, stamp uint64) bool {
	b := r.library.builder
	if number, ok := b.Number(k); ok {
		return b.Stamp(number) == stamp
	}
	return r.odd[k] == stamp
}

// details gives what is kept of files; see catalogue.Details.
func (r *root) details(ctx context.Context, keys []model.Key, only func(model.Key) bool) (map[model.Key]catalogue.File, error) {
	select {
	case <-r.remembered.Happened:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return r.catalogue.Details(ctx, keys, only)
}

func (r *root) close() error { return errors.Join(r.catalogue.Close(), r.files.Close()) }

// below says whether a path is in one of the folders. The root itself is ".".
func below(path string, folders []string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return folder == "." || strings.HasPrefix(path, folder+"/") })
}

// oddFiles is what has nothing to list, for a scan that others may run beside.
func (r *root) oddFiles() map[model.Key]uint64 {
	r.library.building.Lock()
	defer r.library.building.Unlock()
	return maps.Clone(r.odd)
}
