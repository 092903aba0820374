package library

import (
	"context"

	"broadsheet/library/bitset"
	"broadsheet/model"
	"broadsheet/model/query"
)

// listing is an ordered choice of the articles of a snapshot.
type listing struct {
	*snapshot
	rows []uint32 // their numbers
}

// Len is how many articles are listed.
func (l *listing) Len() int { return len(l.rows) }

// At makes the item in a row.
func (l *listing) At(row int) *model.Item { return l.item(l.rows[row]) }

// Find gives the row of an article.
func (l *listing) Find(id model.ID, near int) (row int, found bool) {
	k, ok := model.KeyOf(id)
	if !ok {
		return 0, false
	}
	return model.FindNear(len(l.rows), near, func(row int) bool { return l.keys[l.rows[row]] == k })
}

// numbersIn is which articles a listing has in a snapshot that may be a later
// one.
func (l *listing) numbersIn(s *snapshot) bitset.Set {
	numbers := bitset.New(s.len())
	for _, number := range l.rows {
		if now, ok := s.number(l.keys[number]); ok {
			numbers.Set(now)
		}
	}
	return numbers
}

// list gives the wanted articles in order.
func (s *snapshot) list(wanted bitset.Set, by query.Sort) *listing {
	rows := make([]uint32, 0, wanted.Count())
	for _, number := range s.order(by) {
		if wanted.Has(number) {
			rows = append(rows, number)
		}
	}
	return &listing{s, rows}
}

// List gives the articles that the query wants, in order. Those of an older
// listing that are missing only because of their marks are listed as well, so
// that nothing vanishes under a reader's eyes; it may be nil. The error is the context's.
func (r *Reader) List(ctx context.Context, q query.Query, by query.Sort, older model.Listing) (model.Listing, error) {
	if err := r.Await(ctx, q.AsksForMarks()); err != nil {
		return nil, err
	}
	question := r.question(ctx)
	wanted, err := question.answer(ctx, q)
	if err != nil {
		return nil, err
	}
	if before, ok := older.(*listing); ok && q.AsksForMarks() {
		whateverMarks, err := question.answer(ctx, q.WithoutMarks())
		if err != nil {
			return nil, err
		}
		shown := before.numbersIn(question.snapshot)
		shown.Keep(whateverMarks, false)
		wanted.Add(shown)
	}
	listed := question.list(wanted, by)
	if listed.Len() > 0 {
		r.library.answered.close()
	}
	return listed, nil
}

// NextUnread gives the row of the next unread article of a listing, from a row
// on, down or, where step is -1, up; after the last row it goes on at the other
// end.
func (r *Reader) NextUnread(list model.Listing, from, step int) (row int, wrapped, found bool) {
	unread := func(row int) bool { return !r.Marks(list.At(row).ID).IsRead() }
	if l, ok := list.(*listing); ok && l.numbering == r.library.current.Load().numbering {
		read, _ := r.Flags(listedArticles{l.snapshot})
		unread = func(row int) bool { return !read.Has(l.rows[row]) }
	}
	n := list.Len()
	for i := 1; i < n; i++ {
		at := from + i*step
		row = (at + n) % n
		if unread(row) {
			return row, row != at, true
		}
	}
	return 0, false, false
}

// SetAllRead marks all articles of a listing read, and gives how many were not.
func (r *Reader) SetAllRead(list model.Listing) int {
	keys := make([]model.Key, 0, list.Len())
	if l, ok := list.(*listing); ok {
		for _, number := range l.rows {
			keys = append(keys, l.keys[number])
		}
	} else {
		keys = model.KeysOf(idsOf(list))
	}
	return r.ReadAll(keys)
}

func idsOf(list model.Listing) []model.ID {
	ids := make([]model.ID, list.Len())
	for row := range ids {
		ids[row] = list.At(row).ID
	}
	return ids
}
