package marks_test

import (
	"fmt"
	"testing"

	"broadsheet/library/marks/storetest"
	"broadsheet/model/query"
)

// TestOrdersAreKept keeps the order of each category and view, until it is the usual one
// again.
func TestOrdersAreKept(t *testing.T) {
	path := marksPath(t)
	kept(t, path, nil, func(r *storetest.Reader) {
		r.SetOrder("cat:/金融", query.ByTitle)
		r.SetOrder("unread", query.OldestFirst)
		r.SetOrder("", query.ByLength)
		r.SetOrder("", query.NewestFirst)
		r.Kept(t)
	})
	kept(t, path, nil, func(r *storetest.Reader) {
		for of, want := range map[string]query.Sort{"cat:/金融": query.ByTitle, "unread": query.OldestFirst, "": query.NewestFirst, "cat:/文字": query.NewestFirst} {
			if got := r.Order(of); got != want {
				t.Errorf("%q is listed by %v, want %v", of, got, want)
			}
		}
	})
}

// TestOrdersHaveABound sets more orders than are kept: those that were set first go.
func TestOrdersHaveABound(t *testing.T) {
	r := holding(t, nil).Reader("ann")
	for i := range 250 {
		r.SetOrder(fmt.Sprintf("cat:/c%03d", i), query.BySource)
	}
	for i, want := range map[int]query.Sort{0: query.NewestFirst, 49: query.NewestFirst, 50: query.BySource, 249: query.BySource} {
		if got := r.Order(fmt.Sprintf("cat:/c%03d", i)); got != want {
			t.Errorf("the order of %d is %v, want %v", i, got, want)
		}
	}
}
