package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"time"

	"broadsheet/library/sqlite"
	"broadsheet/model"
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
	// tellInterval is how often readers are told of the progress.
	tellInterval = time.Second
	// muchToIndex is how many articles are worth writing the index in another way.
	muchToIndex = 2000
	// fewToIndex is how many articles are not worth a word to readers.
	fewToIndex = 100
	// readAtOnce is how many articles' paths are asked for at once.
	readAtOnce = 256
)

// IndexProgress says how far IndexTexts is.
type IndexProgress struct {
	Articles, OfArticles int   // done, and to do
	Bytes                int64 // of the files of those that are done
	Held                 int   // articles that were in the index before
}

// ErrIndexedElsewhere says that another process brings a root's full text up to
// date.
var ErrIndexedElsewhere = errors.New("another broadsheet is at it")

// IndexTexts brings the full text of all articles up to date, at full speed,
// when everything is listed, and makes anew what is damaged of the caches. With rebuild all of it is made anew. When it is
// interrupted the next call goes on where it was. The error is the context's or
// says, in a sentence for each root, what could not be done.
func (l *Library) IndexTexts(ctx context.Context, rebuild bool, progress func(IndexProgress)) error {
	if err := l.Wait(ctx); err != nil && ctx.Err() != nil {
		return err
	}
	var failures []error
	for _, source := range l.sources {
		if err := source.verify(ctx); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			failures = append(failures, fmt.Errorf("the catalogue of %s is not up to date: %w", source.root.Name(), err))
		}
		index := l.searcher.indexes[source.origin]
		if index == nil {
			continue
		}
		job := indexJob{searcher: l.searcher, source: source, index: index, pipelined: true, rebuild: rebuild, progress: progress}
		if err := job.run(ctx); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			failures = append(failures, fmt.Errorf("the full text of %s is not up to date: %w", source.root.Name(), err))
		}
		if job.unread > 0 {
			failures = append(failures, fmt.Errorf("the full text of %s lacks %d articles that could not be read for now: bring it up to date again later",
				source.root.Name(), job.unread))
		}
	}
	return errors.Join(failures...)
}

// run keeps the indexes up to date, until ctx ends.
func (s *searcher) run(ctx context.Context) {
	select {
	case <-s.library.loaded:
	case <-ctx.Done():
		return
	}
	if !s.library.options.Index || len(s.indexes) == 0 {
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
			pause = min(2*pause, longestRetry)
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
func (s *searcher) indexAll(ctx context.Context, off map[uint16]bool) (elsewhere, unread bool) {
	defer s.progress(IndexProgress{}, true)
	for _, source := range s.library.sources {
		index := s.indexes[source.origin]
		if index == nil || off[source.origin] || ctx.Err() != nil {
			continue
		}
		var told time.Time
		job := indexJob{searcher: s, source: source, index: index, progress: func(p IndexProgress) {
			now := s.library.now()
			tell := now.Sub(told).Abs() >= tellInterval // the clock may go backwards
			if tell {
				told = now
			}
			s.progress(p, tell)
		}}
		err := job.run(ctx)
		unread = unread || job.unread > 0
		switch {
		case err == nil || ctx.Err() != nil:
		case errors.Is(err, ErrIndexedElsewhere):
			elsewhere = true
		default:
			off[source.origin] = true
			s.say(fmt.Sprintf("The full text of %s cannot be kept in %s, so that searching it is slow: %v.", source.root.Name(), index.path, err))
		}
	}
	return elsewhere, unread
}

// progress sets what readers see of the indexing.
func (s *searcher) progress(p IndexProgress, tell bool) {
	l := s.library
	l.mu.Lock()
	defer l.mu.Unlock()
	indexed, of := p.Held+p.Articles, p.Held+p.OfArticles
	if p.OfArticles < fewToIndex { // that is done in a moment
		indexed, of = 0, 0
	}
	tell = tell && (l.status.Indexed != indexed || l.status.ToIndex != of)
	l.status.Indexed, l.status.ToIndex = indexed, of
	for reader := range l.readers {
		if tell {
			reader.tell()
		}
	}
}

// indexJob brings the index of one root up to date, once.
type indexJob struct {
	searcher  *searcher
	source    *source
	index     *fullText
	pipelined bool // read on one core and write on another, for nobody waits for either
	rebuild   bool
	progress  func(IndexProgress)

	snapshot  *snapshot
	positions []uint32
	view      *view
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
	if errors.Is(err, fs.ErrNotExist) && j.articles() < j.source.catalogueFrom {
		return nil // so few are looked through in a moment
	}
	err = j.write(ctx)
	if idle && (errors.Is(err, ErrIndexedElsewhere) || mayNotWrite(err)) {
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
	now := j.searcher.library.current.Load()
	count := 0
	for _, number := range now.Newest() {
		if now.Origin(number) == j.source.origin && now.IsListed(number) {
			count++
		}
	}
	return count
}

// compare finds out what there is to do.
func (j *indexJob) compare() toDo {
	j.snapshot = j.searcher.library.current.Load()
	j.positions = positionsOf(j.snapshot)
	j.view = newView(j.snapshot, j.positions, j.index.held())
	todo := toDo{again: map[uint32]uint32{}}
	for i, k := range j.view.keys {
		if j.view.numbers[i] != absent {
			continue
		}
		number, known := j.snapshot.number(k)
		switch {
		case !known && j.searcher.library.failed == nil: // else its folder may only be away for a while
			todo.gone = append(todo.gone, j.view.rows[i])
		case known && j.positions[number] != absent:
			todo.again[number] = j.view.rows[i]
		}
	}
	for _, number := range j.snapshot.Newest() {
		if j.positions[number] != absent && j.snapshot.Origin(number) == j.source.origin && !j.view.indexed.Has(number) {
			todo.add = append(todo.add, number)
		}
	}
	if len(todo.add) == 0 && len(todo.gone) == len(j.view.rows) {
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
		return ErrIndexedElsewhere
	}
	defer func() { err = errors.Join(err, writer.end()) }()
	if replaced != nil {
		j.searcher.say(unusable(j.source.root.Name(), replaced))
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
			j.searcher.say(unusable(j.source.root.Name(), err))
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
		j.searcher.say(fmt.Sprintf("Damage to the full text of %s will not be noticed, for its checksums cannot be kept: %v.", j.source.root.Name(), err))
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
	writer.places = j.view.places(j.positions)
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
	progress := IndexProgress{OfArticles: len(todo.add), Held: j.view.indexed.Count()}
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

// reading is an article that was read.
type reading struct {
	number uint32
	size   int64 // of its file
	tokens []byte
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

// batches reads the articles and hands them on, many at once.
func (j *indexJob) batches(ctx context.Context, todo toDo, write func([]reading) error) error {
	if !j.pipelined {
		return j.read(ctx, todo, write)
	}
	ctx, cancel := context.WithCancel(ctx)
	ready := make(chan []reading, 2)
	read := make(chan error, 1)
	go func() {
		defer close(ready)
		read <- j.read(ctx, todo, func(batch []reading) error {
			select {
			case ready <- batch:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	var failed error
	for batch := range ready {
		if failed == nil {
			if failed = write(batch); failed != nil {
				cancel()
			}
		}
	}
	cancel()
	if err := <-read; failed == nil {
		failed = err
	}
	return failed
}

// read reads the articles, the newest first. The first batches are small, so
// that the newest can be found at once.
func (j *indexJob) read(ctx context.Context, todo toDo, ready func([]reading) error) error {
	var batch []reading
	bytes, largest := 0, indexBatch
	if !j.pipelined {
		largest = backgroundBatch
	}
	most := largest / 16
	for rest := todo.add; len(rest) > 0; {
		part := rest[:min(readAtOnce, len(rest))]
		rest = rest[len(part):]
		items, err := j.searcher.library.complete(ctx, j.snapshot, part)
		if err != nil {
			return err
		}
		for i, item := range items {
			read, ok := j.readOne(ctx, part[i], item)
			if err := ctx.Err(); err != nil {
				return err
			}
			if !ok {
				continue
			}
			batch = append(batch, read)
			if bytes += len(batch[len(batch)-1].tokens); bytes < most {
				continue
			}
			if err := ready(batch); err != nil {
				return err
			}
			batch, bytes, most = nil, 0, min(2*most, largest)
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return ready(batch)
}

// readOne reads one article. It is false for one that cannot be read for now: the
// index would never learn better.
func (j *indexJob) readOne(ctx context.Context, number uint32, item *model.Item) (reading, bool) {
	if item.Partial {
		return reading{}, false // another process has just found it changed, and this one soon will
	}
	j.pause(ctx)
	text, final, err := j.searcher.read(ctx, item)
	if !final {
		if !errors.Is(err, fs.ErrNotExist) {
			j.unread++
		}
		return reading{}, false
	}
	return reading{number, item.Size, appendTokens(make([]byte, 0, 2*len(text)), text)}, true
}
