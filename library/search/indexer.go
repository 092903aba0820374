package search

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"time"

	"broadsheet/library/index"
	"broadsheet/library/sqlite"
)

const (
	// indexBatch is how many bytes of words are written in one transaction, and
	// indexMemory how much memory for what makes a segment of the index: about as
	// many. More would only miss the processor's cache more often.
	indexBatch  = 1 << 20
	indexMemory = 4 << 20
	// The same in the background, where memory counts more than time.
	backgroundBatch  = 1 << 19
	backgroundMemory = 2 << 20
	// pausePart is how long the background waits for readers to need nothing.
	pausePart = 200 * time.Millisecond
	// followInterval is how often it is looked for what another process has
	// written, and whether it still does.
	followInterval = 2 * time.Second
	// longestPause is how long it takes at most until what could not be read is tried
	// again.
	longestPause = 5 * time.Minute
	// tellInterval is how often readers are told of the progress.
	tellInterval = time.Second
	// muchToIndex is how many articles are worth writing the index in another way.
	muchToIndex = 2000
	// readAtOnce is how many articles' paths are asked for at once.
	readAtOnce = 256
)

// Progress says how far IndexTexts is.
type Progress struct {
	Articles, OfArticles int   // done, and to do
	Bytes                int64 // of the files of those that are done
	Held                 int   // articles that were in the index before
}

// errElsewhere says that another process brings a root's full text up to
// date.
var errElsewhere = errors.New("another broadsheet is at it")

// IndexRoot brings the index of one root up to date, at full speed, and says how many
// articles could not be read for now. A root may have none. With rebuild all of it is
// made anew.
func (s *Searcher) IndexRoot(ctx context.Context, origin uint16, rebuild bool, progress func(Progress)) (unread int, err error) {
	index := s.indexes[origin]
	if index == nil {
		return 0, nil
	}
	job := indexJob{searcher: s, root: s.options.Roots[origin], origin: origin, index: index, pipelined: true, rebuild: rebuild, progress: progress}
	err = job.run(ctx)
	return job.unread, err
}

// Run keeps the indexes up to date, until ctx ends.
func (s *Searcher) Run(ctx context.Context) {
	select {
	case <-s.options.Listed:
	case <-ctx.Done():
		return
	}
	if !s.options.Index || len(s.indexes) == 0 {
		return
	}
	off := map[uint16]bool{} // roots whose index cannot be written
	pause := followInterval
	for {
		elsewhere, unread := s.indexAll(ctx, off)
		var again <-chan time.Time
		switch {
		case elsewhere:
			again = time.After(followInterval)
		case unread:
			again = time.After(pause)
			pause = min(2*pause, longestPause)
		default:
			pause = followInterval
		}
		select {
		case <-s.wake:
		case <-again:
		case <-ctx.Done():
			return
		}
	}
}

// indexAll brings all indexes up to date, and says whether another process is at
// some of them, and whether there are articles that could not be read for now.
func (s *Searcher) indexAll(ctx context.Context, off map[uint16]bool) (elsewhere, unread bool) {
	defer s.options.Progress(Progress{}, true)
	for at, root := range s.options.Roots {
		origin := uint16(at) //nolint:gosec // so many roots cannot be named
		index := s.indexes[origin]
		if index == nil || off[origin] || ctx.Err() != nil {
			continue
		}
		var told time.Time
		job := indexJob{searcher: s, root: root, origin: origin, index: index, progress: func(p Progress) {
			now := s.options.Now()
			tell := now.Sub(told).Abs() >= tellInterval // the clock may go backwards
			if tell {
				told = now
			}
			s.options.Progress(p, tell)
		}}
		err := job.run(ctx)
		unread = unread || job.unread > 0
		switch {
		case err == nil || ctx.Err() != nil:
		case errors.Is(err, errElsewhere):
			elsewhere = true
		default:
			off[origin] = true
			s.options.Notify(fmt.Sprintf("The full text of %s cannot be kept in %s, so that searching it is slow: %v.", root.Name, index.path, err))
		}
	}
	return elsewhere, unread
}

// indexJob brings the index of one root up to date, once.
type indexJob struct {
	searcher  *Searcher
	root      Root
	origin    uint16 // its place
	index     *fullText
	pipelined bool // read on one core and write on another, for nobody waits for either
	rebuild   bool
	progress  func(Progress)

	snapshot  *index.Snapshot
	positions []uint32
	mapping   *mapping
	retried   bool
	unread    int   // articles that could not be read, or not to their end, for a reason that may pass
	asked     int64 // of the searcher, when it was last looked at
}

// toDo is what the index lacks and what it has too much.
type toDo struct {
	add   []uint32          // articles, the newest first
	again map[uint32]uint32 // of those the rows of some that were in it with another text
	gone  []uint32          // rows, in order
}

func (t toDo) isNothing() bool { return len(t.add) == 0 && len(t.gone) == 0 }

// run brings the index up to date. The first time it also holds it against its
// sums, though there be nothing to do.
func (j *indexJob) run(ctx context.Context) error {
	err := j.index.refresh(ctx)
	if err == nil {
		err = j.index.open(ctx)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !sqlite.IsDamaged(err) && !errors.Is(err, sqlite.ErrOutdated) {
		return err
	}
	idle := err == nil && !j.rebuild && j.compare().isNothing()
	if idle && j.index.verified.Load() {
		return nil
	}
	if errors.Is(err, fs.ErrNotExist) && j.articles() < j.root.Few {
		return nil // so few are looked through in a moment
	}
	err = j.write(ctx)
	if idle && (errors.Is(err, errElsewhere) || mayNotWrite(err)) {
		return nil // who may write it verifies it
	}
	return err
}

// mayNotWrite says that the place of an index is not ours to write to.
func mayNotWrite(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) || sqlite.CannotWrite(err)
}

// articles is how many articles the root has.
func (j *indexJob) articles() int {
	now := j.searcher.options.Current()
	count := 0
	for _, number := range now.Newest() {
		if now.Origin(number) == j.origin && now.IsListed(number) {
			count++
		}
	}
	return count
}

// compare finds out what there is to do.
func (j *indexJob) compare() toDo {
	j.snapshot = j.searcher.options.Current()
	j.positions = positionsOf(j.snapshot)
	j.mapping = newMapping(j.snapshot, j.positions, j.index.held())
	todo := toDo{again: map[uint32]uint32{}}
	for i, k := range j.mapping.keys {
		if j.mapping.numbers[i] != absent {
			continue
		}
		number, known := j.snapshot.Number(k)
		switch {
		case !known && !j.searcher.options.Missing(): // else its folder may only be away for a while
			todo.gone = append(todo.gone, j.mapping.rows[i])
		case known && j.positions[number] != absent:
			todo.again[number] = j.mapping.rows[i]
		}
	}
	for _, number := range j.snapshot.Newest() {
		if j.positions[number] != absent && j.snapshot.Origin(number) == j.origin && !j.mapping.indexed.Has(number) {
			todo.add = append(todo.add, number)
		}
	}
	if len(todo.add) == 0 && len(todo.gone) == len(j.mapping.rows) {
		todo.gone = nil // nothing at all is left: more likely a disk that is not there
	}
	return todo
}

// write does what there is to do, if no other process does.
func (j *indexJob) write(ctx context.Context) (err error) {
	writer, replaced, err := j.index.writer(ctx, j.pause)
	switch {
	case err != nil:
		return err
	case writer == nil:
		return errElsewhere
	}
	defer func() { err = errors.Join(err, writer.end()) }()
	if replaced != nil {
		j.searcher.options.Notify(unusable(j.root.Name, replaced))
	}
	if j.rebuild {
		if err := writer.begin(ctx); err != nil {
			return err
		}
	}
	j.searcher.indexing.Store(true)
	defer j.searcher.indexing.Store(false)
	err = j.fill(ctx, writer)
	if (sqlite.IsDamaged(err) || errors.Is(err, errNoRoom)) && !j.retried {
		j.retried = true
		if sqlite.IsDamaged(err) {
			j.searcher.options.Notify(unusable(j.root.Name, err))
		}
		if err = writer.begin(ctx); err == nil {
			err = j.fill(ctx, writer)
		}
	}
	if err == nil {
		j.searcher.scanned.drop()
		j.seal(ctx, writer)
	}
	return err
}

// seal keeps the sums of an index that is up to date. It is as good without them
// until the next time, and readers are told that.
func (j *indexJob) seal(ctx context.Context, writer *fullTextWriter) {
	if err := writer.seal(ctx); err != nil && ctx.Err() == nil {
		j.searcher.options.Notify(fmt.Sprintf("Damage to the full text of %s will not be noticed, for its checksums cannot be kept: %v.", j.root.Name, err))
	}
}

// errNoRoom says that there is no row for one more article.
var errNoRoom = errors.New("the index has no room left for newer articles")

func (j *indexJob) fill(ctx context.Context, writer *fullTextWriter) error {
	todo := j.compare()
	j.unread = 0
	if todo.isNothing() {
		return nil
	}
	if err := writer.unseal(); err != nil {
		return err
	}
	writer.places = j.mapping.places(j.positions)
	much := len(todo.add) >= muchToIndex
	memory := indexMemory
	if !j.pipelined {
		memory = backgroundMemory
	}
	if err := writer.tune(ctx, much, memory); err != nil {
		return err
	}
	if err := writer.remove(ctx, todo.gone); err != nil {
		return err
	}
	progress := Progress{OfArticles: len(todo.add), Held: j.mapping.indexed.Count()}
	j.progress(progress)
	err := j.batches(ctx, todo, func(batch []reading) error {
		documents := make([]document, len(batch))
		for i, r := range batch {
			d, err := j.document(writer, r, todo)
			if err != nil {
				return err
			}
			documents[i] = d
			progress.Articles++
			progress.Bytes += r.size
		}
		if err := writer.put(ctx, documents); err != nil {
			return err
		}
		j.progress(progress)
		return nil
	})
	if err != nil || !much {
		return err
	}
	return writer.tune(ctx, false, memory)
}

// pause waits, in the background, as long as readers ask for something again
// and again.
func (j *indexJob) pause(ctx context.Context) {
	if j.pipelined {
		return
	}
	for asked := j.searcher.asked.Load(); asked != j.asked; asked = j.searcher.asked.Load() {
		j.asked = asked
		timer := time.NewTimer(pausePart)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return
		}
	}
}

func (j *indexJob) document(writer *fullTextWriter, r reading, todo toDo) (document, error) {
	d := document{key: j.snapshot.Key(r.number), stamp: j.snapshot.Stamp(r.number), tokens: r.tokens}
	if d.row, d.again = todo.again[r.number]; d.again {
		return d, nil
	}
	var ok bool
	if d.row, ok = writer.places.take(j.positions[r.number]); !ok {
		return d, errNoRoom
	}
	return d, nil
}
