package marks_test

import (
	"fmt"
	"testing"

	"broadsheet/library/marks/storetest"
)

// TestOrdersAreKept keeps the order of each category and view, until it is the usual one
// again.
func TestOrdersAreKept(t *testing.T) {
	path := marksPath(t)
	kept(t, path, nil, func(r *storetest.Reader) {
		r.SetOrder("cat:/金融", "title")
		r.SetOrder("unread", "oldest")
		r.SetOrder("", "length")
		r.SetOrder("", "")
		r.Kept(t)
	})
	kept(t, path, nil, func(r *storetest.Reader) {
		for of, want := range map[string]string{"cat:/金融": "title", "unread": "oldest", "": "", "cat:/文字": ""} {
			if got := r.Order(of); got != want {
				t.Errorf("%q is listed by %q, want %q", of, got, want)
			}
		}
	})
}

// TestOrdersHaveABound sets more orders than are kept: those that were set first go.
func TestOrdersHaveABound(t *testing.T) {
	r := holding(t, nil).Reader("ann")
	for i := range 250 {
		r.SetOrder(fmt.Sprintf("cat:/c%03d", i), "source")
	}
	for i, want := range map[int]string{0: "", 49: "", 50: "source", 249: "source"} {
		if got := r.Order(fmt.Sprintf("cat:/c%03d", i)); got != want {
			t.Errorf("the order of %d is %q, want %q", i, got, want)
		}
	}
}
