package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"broadsheet/articles"
	"broadsheet/model"
)

// ReaderOptions say how a reader wants to see the library.
type ReaderOptions struct {
	Location *time.Location // the reader's zone; nil: that of the library
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
	noticed int // how many of the library's notices were given; under its lock
}

// Close ends the session: Changed gives nothing any more. The reader's marks
// stay.
func (r *Reader) Close() {
	r.library.mu.Lock()
	defer r.library.mu.Unlock()
	delete(r.library.readers, r)
}

// Tree gives all categories, with what this reader has not read.
func (r *Reader) Tree(ctx context.Context) (*model.Tree, error) {
	return r.TreeOf(ctx, model.Query{})
}

// TreeOf gives the categories of the articles that the query wants, and counts
// those alone. The categories are in the same order as in the whole tree. The
// errors are those of List.
func (r *Reader) TreeOf(ctx context.Context, q model.Query) (*model.Tree, error) {
	if err := r.awaitMarks(ctx, q.AsksForMarks()); err != nil {
		return nil, err
	}
	question := r.question()
	wanted, err := question.answer(ctx, q)
	if err != nil {
		return nil, err
	}
	return question.tree(wanted), nil
}

// Item gives the listed article with the id, or nil.
func (r *Reader) Item(id model.ID) *model.Item {
	snapshot := r.library.current.Load()
	k, _ := keyOf(id)
	if number, ok := r.library.numbers.of(k); ok && int(number) < len(snapshot.items) && snapshot.items[number].ID == id {
		return snapshot.items[number]
	}
	return nil
}

// Details gives all that is known of the article without reading its file.
func (r *Reader) Details(_ context.Context, id model.ID) (*model.Item, error) {
	if item := r.Item(id); item != nil {
		return item, nil
	}
	return nil, fmt.Errorf("there is no article %s in the library (%w)", articles.Clean(string(id)), fs.ErrNotExist)
}

// Article reads the article's file. The error is fs.ErrNotExist, wrapped in a
// sentence, where the file has vanished.
func (r *Reader) Article(ctx context.Context, id model.ID) (*model.Article, error) {
	item := r.Item(id)
	if item == nil {
		return nil, fmt.Errorf("there is no article %s in the library (%w)", articles.Clean(string(id)), fs.ErrNotExist)
	}
	article, err := r.library.roots[item.Root].Read(ctx, r.library.options.Articles, item.Path)
	switch {
	case err == nil || ctx.Err() != nil:
		return article, err
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s is no longer there: it was moved or deleted since the library was read (%w)",
			articles.Clean(item.Path), fs.ErrNotExist)
	default:
		return nil, err
	}
}

// Marks gives what the reader did with the article.
func (r *Reader) Marks(id model.ID) model.Marks { return r.marks.of(id) }

// SetRead marks articles read or unread.
func (r *Reader) SetRead(ids []model.ID, read bool) { r.mark(readFlag, ids, read) }

// SetStarred gives articles a star or takes it away.
func (r *Reader) SetStarred(ids []model.ID, starred bool) { r.mark(starredFlag, ids, starred) }

// mark gives how many marks really changed.
func (r *Reader) mark(f flag, ids []model.ID, set bool) int {
	done := r.marks.mark(f, ids, set, r.now(), &r.library.numbers)
	if len(done.ids) > 0 {
		r.history.push(done)
		r.library.marked(r)
	}
	return len(done.ids)
}

// SetPlace remembers where the reader stopped in the article, and that it was
// open now.
func (r *Reader) SetPlace(id model.ID, p model.Place) {
	r.marks.setPlace(id, p, r.now(), &r.library.numbers)
	r.library.marked(r)
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
		if undone := r.marks.undo(last, r.now(), &r.library.numbers); len(undone.ids) > 0 {
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

// question gives what a query is asked of now.
func (r *Reader) question() *question {
	snapshot := r.library.current.Load()
	read, starred := r.marks.bitsets(snapshot.items)
	return &question{snapshot: snapshot, read: read, starred: starred, now: r.library.now(), zone: r.zone}
}
