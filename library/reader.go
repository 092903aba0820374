package library

import (
	"context"
	"time"

	"broadsheet/library/index"
	"broadsheet/model"
	"broadsheet/model/query"
)

// ReaderOptions say how a reader wants to see the library.
type ReaderOptions struct {
	Location *time.Location // the reader's zone; nil: that of the library

	// Forget makes a reader whose marks are nobody else's and last no longer than
	// the session, whatever the name.
	Forget bool
}

// Reader is a library as one reader sees it in one session: with that reader's
// marks, which all sessions of the reader share, and with what this session
// can undo. It may be used from several goroutines at once.
type Reader struct {
	library *Library
	marks   *marks
	zone    *time.Location
	history history
	changed chan struct{}
	noticed int      // how many of the library's notices were given; under its lock
	own     []string // sentences for this session alone; under its lock too
	refused bool     // it was told that no more is kept; under its lock too
}

// Close ends the session: Changed gives nothing any more. The reader's marks
// stay.
func (r *Reader) Close() {
	r.library.mu.Lock()
	defer r.library.mu.Unlock()
	if _, open := r.library.readers[r]; !open {
		return
	}
	delete(r.library.readers, r)
	r.marks.sessions--
	if r.library.keeper != nil {
		r.library.keeper.poke()
	}
}

// Tree gives all categories, with what this reader has not read.
func (r *Reader) Tree(ctx context.Context) (*model.Tree, error) {
	return r.TreeOf(ctx, query.Query{})
}

// TreeOf gives the categories of the articles that the query wants, and counts
// those alone. The categories are in the same order as in the whole tree. The
// errors are those of List.
func (r *Reader) TreeOf(ctx context.Context, q query.Query) (*model.Tree, error) {
	if err := r.awaitMarks(ctx, q.AsksForMarks()); err != nil {
		return nil, err
	}
	asked := r.newFilter(ctx)
	wanted, err := asked.Answer(ctx, q)
	if err != nil {
		return nil, err
	}
	return asked.Tree(wanted), nil
}

// Marks gives what the reader did with the article.
func (r *Reader) Marks(id model.ID) model.Marks {
	r.library.searcher.Ask() // who draws a screen asks it for each row
	return r.marks.of(id)
}

// SetRead marks articles read or unread.
func (r *Reader) SetRead(ids []model.ID, read bool) { r.mark(readFlag, model.KeysOf(ids), read) }

// SetStarred gives articles a star or takes it away.
func (r *Reader) SetStarred(ids []model.ID, starred bool) {
	r.mark(starredFlag, model.KeysOf(ids), starred)
}

// mark gives how many marks really changed.
func (r *Reader) mark(f flag, keys []model.Key, set bool) int {
	if !r.allowed(false, keys...) {
		return 0
	}
	s := r.library.current.Load()
	done := r.marks.mark(f, keys, set, r.now(), s.Hash)
	if done.count() > 0 {
		r.history.push(done)
		r.library.marked(r)
	}
	return done.count()
}

// SetPlace remembers where the reader stopped in the article, and that it was
// open now.
func (r *Reader) SetPlace(id model.ID, p model.Place) {
	if k, ok := model.KeyOf(id); ok && r.allowed(true, k) {
		r.marks.setPlace(k, p, r.now())
		r.library.marked(r)
	}
}

// Undo takes back what this session last did with SetRead or SetStarred, and
// gives what that was, with the articles whose marks it gave back. It is false
// where nothing is left to take back.
func (r *Reader) Undo() (model.Change, bool) {
	for {
		last, ok := r.history.pop()
		if !ok {
			return model.Change{}, false
		}
		if undone := r.marks.undo(last, r.now()); undone.count() > 0 {
			r.library.marked(r)
			return undone.model(), true
		}
	}
}

// Notice gives a sentence that the reader should see, each of them once, and
// nothing when there is no other.
func (r *Reader) Notice() string {
	r.library.mu.Lock()
	defer r.library.mu.Unlock()
	if len(r.own) > 0 {
		first := r.own[0]
		r.own = r.own[1:]
		return first
	}
	if r.noticed == len(r.library.notices) {
		return ""
	}
	r.noticed++
	return r.library.notices[r.noticed-1]
}

func (r *Reader) now() moment { return max(1, momentOf(r.library.now())) }

// Status says how far the loading is.
func (r *Reader) Status() model.Status { return r.library.Status() }

// Problems gives what could not be understood so far.
func (r *Reader) Problems() []model.Problem { return r.library.Problems() }

// Changed gives a token whenever there is news: articles, progress, or marks
// that another session of the same reader made. Tokens that nobody has taken
// become one. Who asks for it is told of other processes' marks too.
func (r *Reader) Changed() <-chan struct{} {
	if r.library.keeper != nil {
		r.library.keeper.listens.Store(true)
	}
	return r.changed
}

func (r *Reader) tell() {
	select {
	case r.changed <- struct{}{}:
	default:
	}
}

// newFilter gives what a query is asked of now. While nothing at all is listed it
// waits for the first articles, if not long: a first screen without any would
// only flash.
func (r *Reader) newFilter(ctx context.Context) *index.Filter {
	r.library.searcher.Ask()
	r.library.awaitFirst(ctx)
	snapshot := r.library.current.Load()
	read, starred := r.marks.bitsets(snapshot)
	return &index.Filter{
		Snapshot: snapshot, Read: read, Starred: starred, Now: r.library.now(), Zone: r.zone, Texts: r.library.searcher.FindTexts,
	}
}
