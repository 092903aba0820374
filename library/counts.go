package library

import (
	"context"

	"broadsheet/library/bitset"
	"broadsheet/model"
	"broadsheet/model/query"
)

// Counts says how many articles each query wants.
func (r *Reader) Counts(ctx context.Context, queries []query.Query) ([]model.Count, error) {
	asks := false
	for _, q := range queries {
		asks = asks || q.AsksForMarks()
	}
	if err := r.Await(ctx, asks); err != nil {
		return nil, err
	}
	question := r.question(ctx)
	counts := make([]model.Count, len(queries))
	for i, query := range queries {
		wanted, err := question.answer(ctx, query)
		if err != nil {
			return nil, err
		}
		counts[i].Count = wanted.Count()
		wanted.Keep(question.read, true)
		counts[i].Unread = wanted.Count()
	}
	return counts, nil
}

// addLong adds the articles that take long to read.
func (q *question) addLong(hits bitset.Set) {
	for number, minutes := range q.minutes {
		if minutes >= query.LongMinutes {
			hits.Set(uint32(number))
		}
	}
}
