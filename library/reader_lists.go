package library

import (
	"context"

	"broadsheet/library/bitset"
	"broadsheet/library/index"
	"broadsheet/model"
	"broadsheet/model/query"
)

// List gives the articles that the query wants, in order. Those of an older
// listing that are missing only because of their marks are listed as well, so
// that nothing vanishes under a reader's eyes; it may be nil. The error is the
// context's.
func (r *Reader) List(ctx context.Context, q query.Query, by query.Sort, older model.Listing) (model.Listing, error) {
	if err := r.Await(ctx, q.AsksForMarks()); err != nil {
		return nil, err
	}
	asked := r.newFilter(ctx)
	wanted, err := asked.Answer(ctx, q)
	if err != nil {
		return nil, err
	}
	if older != nil && q.AsksForMarks() {
		whateverMarks, err := asked.Answer(ctx, q.WithoutMarks())
		if err != nil {
			return nil, err
		}
		shown := numbersIn(asked.Snapshot, older)
		shown.Keep(whateverMarks, false)
		wanted.Add(shown)
	}
	listed := asked.List(wanted, by)
	if listed.Len() > 0 {
		r.library.answered.Close()
	}
	return listed, nil
}

// numbersIn is which articles a listing has in a snapshot.
func numbersIn(s *index.Snapshot, list model.Listing) bitset.Set {
	if of, ok := list.(*index.Listing); ok {
		return of.NumbersIn(s)
	}
	numbers := bitset.New(s.Len())
	for _, k := range model.KeysOf(idsOf(list)) {
		if number, ok := s.Number(k); ok {
			numbers.Set(number)
		}
	}
	return numbers
}

// NextUnread gives the row of the next unread article of a listing, from a row
// on, down or, where step is -1, up; after the last row it goes on at the other
// end.
func (r *Reader) NextUnread(list model.Listing, from, step int) (row int, wrapped, found bool) {
	unread := func(row int) bool { return !r.Marks(list.At(row).ID).IsRead() }
	if l, ok := list.(*index.Listing); ok && l.SharesNumbers(r.library.current.Load()) {
		read, _ := r.Flags(listedArticles{l.Snapshot})
		unread = func(row int) bool { return !read.Has(l.Rows[row]) }
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
	if l, ok := list.(*index.Listing); ok {
		return r.ReadAll(listedArticles{l.Snapshot}, l.Rows)
	}
	current := listedArticles{r.library.current.Load()}
	var numbers []uint32
	for _, k := range model.KeysOf(idsOf(list)) {
		if number, listed := current.of.Numbering.Of(k); listed && int(number) < current.Len() {
			numbers = append(numbers, number)
		}
	}
	return r.ReadAll(current, numbers)
}

func idsOf(list model.Listing) []model.ID {
	ids := make([]model.ID, list.Len())
	for row := range ids {
		ids[row] = list.At(row).ID
	}
	return ids
}

// Complete gives what can stand in the place of a term that has been begun,
// written as a query spells it: names of fields, states, and the categories,
// authors, tags and languages that articles have. What begins with the text
// comes first, then what contains it or has it as pinyin, each the most frequent
// first.
func (r *Reader) Complete(ctx context.Context, p query.Partial, limit int) ([]string, error) {
	return r.newFilter(ctx).Complete(ctx, p, limit)
}

// Counts says how many articles each query wants.
func (r *Reader) Counts(ctx context.Context, queries []query.Query) ([]model.Count, error) {
	asks := false
	for _, q := range queries {
		asks = asks || q.AsksForMarks()
	}
	if err := r.Await(ctx, asks); err != nil {
		return nil, err
	}
	asked := r.newFilter(ctx)
	counts := make([]model.Count, len(queries))
	for i, query := range queries {
		wanted, err := asked.Answer(ctx, query)
		if err != nil {
			return nil, err
		}
		counts[i].Count = wanted.Count()
		wanted.Keep(asked.Read, true)
		counts[i].Unread = wanted.Count()
	}
	return counts, nil
}
