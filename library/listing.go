package library

import (
	"context"
	"iter"
	"slices"

	"broadsheet/model"
)

// listing is an ordered choice of the articles of a snapshot.
type listing struct {
	*snapshot
	rows []uint32 // their numbers
}

// Len is how many articles are listed.
func (l *listing) Len() int { return len(l.rows) }

// At makes the item in a row.
func (l *listing) At(row int) *model.Item { return l.items[l.rows[row]] }

// Find gives the row of an article.
func (l *listing) Find(id model.ID, near int) (row int, found bool) {
	return model.FindNear(len(l.rows), near, func(row int) bool { return l.items[l.rows[row]].ID == id })
}

// list gives the wanted articles in order.
func (s *snapshot) list(wanted bitset, by model.Sort) *listing {
	rows := make([]uint32, 0, wanted.count())
	for _, number := range s.order(by) {
		if wanted.has(number) {
			rows = append(rows, number)
		}
	}
	return &listing{s, rows}
}

// List gives the articles that the query wants, in order. Those of an older
// listing that are missing only because of their marks are listed as well, so
// that nothing vanishes under a reader's eyes; it may be nil. The error is the
// context's, or ErrNoIndex for a query with a text: term.
func (r *Reader) List(ctx context.Context, q model.Query, by model.Sort, older model.Listing) (model.Listing, error) {
	if err := r.awaitMarks(ctx, q.AsksForMarks()); err != nil {
		return nil, err
	}
	question := r.question()
	wanted, err := question.answer(ctx, q)
	if err != nil {
		return nil, err
	}
	if before, ok := older.(*listing); ok && q.AsksForMarks() {
		whateverMarks, err := question.answer(ctx, q.WithoutMarks())
		if err != nil {
			return nil, err
		}
		shown := newBitset(len(question.items))
		shown.addAll(before.rows)
		shown.keep(whateverMarks, false)
		wanted.add(shown)
	}
	return question.list(wanted, by), nil
}

// NextUnread gives the row of the next unread article of a listing, from a row
// on, down or, where step is -1, up; after the last row it goes on at the other
// end.
func (r *Reader) NextUnread(list model.Listing, from, step int) (row int, wrapped, found bool) {
	l, ok := list.(*listing)
	if !ok {
		return 0, false, false
	}
	read, _ := r.marks.bitsets(l.items)
	n := len(l.rows)
	for i := 1; i < n+1; i++ {
		row = from + i*step
		wrapped = row < 0 || row >= n
		row = (row + 2*n) % n
		if row != from && !read.has(l.rows[row]) {
			return row, wrapped, true
		}
	}
	return 0, false, false
}

// SetAllRead marks all articles of a listing read, and gives how many were not.
func (r *Reader) SetAllRead(list model.Listing) int {
	ids := make([]model.ID, 0, list.Len())
	for row := range list.Len() {
		ids = append(ids, list.At(row).ID)
	}
	return r.mark(readFlag, slices.Clip(ids), true)
}

// Whole gives the first articles of a listing, so many or all of them, with all
// that is known of each. It ends with the first error.
func (r *Reader) Whole(_ context.Context, list model.Listing, rows int) iter.Seq2[*model.Item, error] {
	return func(yield func(*model.Item, error) bool) {
		for row := range min(rows, list.Len()) {
			if !yield(list.At(row), nil) {
				return
			}
		}
	}
}
