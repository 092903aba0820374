package library

import (
	"context"
	"time"

	"broadsheet/library/index"
	"broadsheet/library/marks"
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
	*marks.Session // marks, settings and views

	library *Library
	zone    *time.Location
	changed chan struct{}
	noticed int      // how many of the library's notices were given; under its lock
	own     []string // sentences for this session alone; under its lock too
}

// Close ends the session: Changed gives nothing any more. The reader's marks
// stay.
func (r *Reader) Close() {
	r.Session.Close()
	r.library.mu.Lock()
	defer r.library.mu.Unlock()
	delete(r.library.readers, r)
}

// Tree gives all categories, with what this reader has not read.
func (r *Reader) Tree(ctx context.Context) (*model.Tree, error) {
	return r.TreeOf(ctx, query.Query{})
}

// TreeOf gives the categories of the articles that the query wants, and counts
// those alone. The categories are in the same order as in the whole tree. The
// errors are those of List.
func (r *Reader) TreeOf(ctx context.Context, q query.Query) (*model.Tree, error) {
	if err := r.Await(ctx, q.AsksForMarks()); err != nil {
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
	return r.Session.Marks(id)
}

// Order gives the order in which the reader wants a category or a view listed, by the name
// that SetOrder was given.
func (r *Reader) Order(of string) query.Sort {
	by, _ := query.SortNamed(r.Session.Order(of))
	return by
}

// SetOrder keeps the order in which the reader wants a category or a view listed.
func (r *Reader) SetOrder(of string, by query.Sort) {
	name := ""
	if by != query.NewestFirst {
		name = by.String()
	}
	r.Session.SetOrder(of, name)
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

// Status says how far the loading is.
func (r *Reader) Status() model.Status { return r.library.Status() }

// Problems gives what could not be understood so far.
func (r *Reader) Problems() []model.Problem { return r.library.Problems() }

// Changed gives a token whenever there is news: articles, progress, or marks
// that another session of the same reader made. Tokens that nobody has taken
// become one. Who asks for it is told of other processes' marks too.
func (r *Reader) Changed() <-chan struct{} {
	r.library.marks.Listen()
	return r.changed
}

// say has a sentence for this reader alone.
func (r *Reader) say(sentence string) {
	r.library.mu.Lock()
	r.own = append(r.own, sentence)
	r.library.mu.Unlock()
	r.tell()
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
	read, starred := r.Flags(listedArticles{snapshot})
	return &index.Filter{
		Snapshot: snapshot, Read: read, Starred: starred, Now: r.library.now(), Zone: r.zone, Texts: r.library.searcher.FindTexts,
	}
}
