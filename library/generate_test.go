package library

import (
	"context"
	"iter"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"broadsheet/articles"
	"broadsheet/model"
	"broadsheet/model/query"
)

// noon is the time of all tests.
func noon() time.Time { return time.Date(2021, 6, 11, 12, 0, 0, 0, time.UTC) }

func shanghai() *time.Location { return time.FixedZone("CST", 8*60*60) }

// holding opens a library that holds the items, found in several batches.
func holding(t testing.TB, items []*model.Item) *Library {
	t.Helper()
	l, err := Open(t.Context(), nil, Options{Now: noon, Location: shanghai()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeLibrary(t, l) })
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	for size := 1; len(items) > 0; size *= 3 {
		size = min(size, len(items))
		give(l, items[:size])
		items = items[size:]
	}
	return l
}

func closeLibrary(t testing.TB, l *Library) {
	t.Helper()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// give lets the library find the items in one batch.
func give(l *Library, items []*model.Item) {
	batch := make([]articles.Found, len(items))
	for i, item := range items {
		batch[i] = articles.Found{Item: item, Stamp: 1}
	}
	s := newRoot(l, articles.NewRoot("given", "Given", fstest.MapFS{}), 0)
	n := s.newScan(nothingKnown)
	n.take(batch)
	<-n.writes
}

func parse(t testing.TB, text string) query.Query {
	t.Helper()
	query, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return query
}

func list(t testing.TB, r *Reader, query string, by query.Sort) []*model.Item {
	t.Helper()
	items, err := r.List(context.Background(), parse(t, query), by, nil)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return slices.Collect(whole(t, r, items))
}

// whole gives the articles of a listing with all that is known of them.
func whole(t testing.TB, r *Reader, list model.Listing) iter.Seq[*model.Item] {
	return func(yield func(*model.Item) bool) {
		for item, err := range r.Whole(context.Background(), list, list.Len()) {
			if err != nil {
				t.Fatal(err)
			}
			if !yield(item) {
				return
			}
		}
	}
}

// ids names the items, in their order.
func ids(items []*model.Item) []model.ID {
	names := make([]model.ID, len(items))
	for i, item := range items {
		names[i] = item.ID
	}
	return names
}
