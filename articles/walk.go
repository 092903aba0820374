package articles

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"broadsheet/articles/files"
	"broadsheet/model"
)

// Options say how articles are read. The zero Options will do.
type Options struct {
	Location *time.Location // the zone of dates without one; nil: UTC
	// LineBreaks says what the end of a line in a paragraph of Markdown is.
	LineBreaks LineBreaks
	Whole      bool // all of a page of HTML is shown, and not its article alone
	workers    int  // files read at the same time by a walk; 0: as many as do well

	// Reserve waits until so many bytes of memory may be used to read a large
	// article, which ends when release is called. The error is the context's. Nil:
	// there is no need to wait.
	Reserve func(ctx context.Context, bytes int64) (release func(), err error)
	// Failed is told of each file that the program failed on, from several
	// goroutines at once; nil: nobody is.
	Failed func(*Failure)
}

// Found is one file that a walk came by.
type Found struct {
	Path     string // in the root with slashes, as the file system spells it
	Stamp    files.Stamp
	Known    bool            // the file is as it was known to be, and was not read again: there is nothing else here
	Failed   bool            // it could not be looked at, or not read to its end, for a reason that may pass, or the program failed on it: what was known holds, and Problems say why
	Item     *model.Item     // nil where the file could not be read
	Problems []model.Problem // what was odd about the file, its name and its head
}

const (
	maxPart     = 64                    // files that a worker reads before it tells of them
	firstBatch  = 16                    // the first files of a walk are told as soon as there are so many,
	maxBatch    = 4096                  // later ones in larger and larger batches,
	batchPeriod = 50 * time.Millisecond // and none is held back for longer than this
)

// Walk reads the head of every article in the root, several at a time, and
// calls found with what it came by, in batches and in no particular order, from
// one goroutine at a time. A file that cannot be read is reported and does not
// end the walk. The error says why the whole root cannot be read, or is the
// context's.
func (r *Root) Walk(ctx context.Context, o Options, found func([]Found)) error {
	return r.find(ctx, o, r.store.Walk, nil, found)
}

// Update is Walk for one who knows what was in the root before: files of which
// known says that they are known with this stamp are not read again.
func (r *Root) Update(ctx context.Context, o Options, known func(path string, stamp files.Stamp) bool, found func([]Found)) error {
	if err := r.store.Refresh(); err != nil {
		if missing := r.Missing(); missing != nil {
			return missing
		}
		return fmt.Errorf("%s cannot be read now: %w. What was known of it is still listed", r.name, files.Cause(err))
	}
	return r.find(ctx, o, r.store.Walk, known, found)
}

// Look is Update for some paths alone, and for what is below those that are
// folders. Of what is no longer there Found has nothing but the path.
func (r *Root) Look(ctx context.Context, o Options, paths []string, known func(path string, stamp files.Stamp) bool, found func([]Found)) error {
	walk := func(ctx context.Context, visit func(files.Entry) error) error { return r.store.Look(ctx, paths, visit) }
	return r.find(ctx, o, walk, known, found)
}

// walk is what comes by files.
type walk func(ctx context.Context, visit func(files.Entry) error) error

func (r *Root) find(ctx context.Context, o Options, walk walk, known func(string, files.Stamp) bool, found func([]Found)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := o.workers
	if workers <= 0 {
		workers = max(8, 2*runtime.GOMAXPROCS(0)) // enough to keep a cold disk busy
	}
	entries := make(chan []files.Entry, workers)
	results := make(chan []Found, workers)
	listed := make(chan error, 1)
	go func() {
		defer close(entries)
		listed <- list(ctx, walk, entries)
	}()
	var reading sync.WaitGroup
	for range workers {
		reading.Go(func() {
			reader := r.store.Reader()
			defer reader.End()
			heads := headReader{root: r, options: o, reader: reader, known: known}
			for part := range entries {
				results <- heads.readAll(ctx, part)
			}
		})
	}
	go func() {
		reading.Wait()
		close(results)
	}()
	collect(results, func(batch []Found) {
		if ctx.Err() == nil {
			found(batch)
		}
	})
	if err := <-listed; err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("%s cannot be read: %w", r.name, files.Cause(err))
	}
	return ctx.Err()
}

// list sends what the walk comes by to the workers: the first files one by
// one, later ones in parts.
func list(ctx context.Context, walk walk, entries chan<- []files.Entry) error {
	var part []files.Entry
	size := 1
	send := func() error {
		select {
		case entries <- part:
			part, size = nil, min(2*size, maxPart)
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	err := walk(ctx, func(e files.Entry) error {
		part = append(part, e)
		if len(part) < size {
			return nil
		}
		return send()
	})
	if err != nil || len(part) == 0 {
		return err
	}
	return send()
}

// collect hands results on in batches.
func collect(results <-chan []Found, found func([]Found)) {
	size := firstBatch
	batch := make([]Found, 0, size)
	tick := time.NewTicker(batchPeriod)
	defer tick.Stop()
	hand := func() {
		if len(batch) > 0 {
			found(batch)
			size = min(4*size, maxBatch)
			batch = make([]Found, 0, size+maxPart)
		}
	}
	for {
		select {
		case part, more := <-results:
			batch = append(batch, part...)
			if !more {
				hand()
				return
			}
			if len(batch) >= size {
				hand()
			}
		case <-tick.C:
			hand()
		}
	}
}
