package feeds

import (
	"slices"
	"testing"
	"time"
)

// TestArticlesOfFormerFeedAreDiscarded deletes the articles of a feed that is followed no
// more: what is starred stays, and what another feed tells of. If the feed is followed
// again, it gives them again.
func TestArticlesOfFormerFeedAreDiscarded(t *testing.T) {
	w := newWorld(t)
	w.follow("https://a.example", document(1, 2, 3))
	w.fetch(0, Selection{Forced: true}) // what both have is the first one's
	w.follow("https://b.example", document(3, 4))
	w.fetch(0, Selection{Forced: true})
	if got := len(w.files()); got != 4 {
		t.Fatalf("there are %q", w.files())
	}
	all, err := w.service.Former(t.Context())
	if err != nil || len(all) != 0 {
		t.Errorf("both are followed, and former ones are %v (%v)", all, err)
	}
	sub := w.subs[0]
	w.subs = w.subs[1:]
	former, err := w.service.Former(t.Context())
	if err != nil || len(former) != 1 || former[0].Name != "a.example" || former[0].URL != "https://a.example" {
		t.Fatalf("former ones are %v (%v)", former, err)
	}
	before := w.files()
	w.star[before[0]] = true
	done, err := w.service.Discard(t.Context(), &former[0])
	if err != nil || done.Deleted != 1 || done.Starred != 1 || done.Shared != 1 {
		t.Errorf("discarded are %+v (%v)", done, err)
	}
	if after := w.files(); len(after) != 3 || !slices.Contains(after, before[0]) {
		t.Errorf("there are %q", after)
	}
	if again, err := w.service.Discard(t.Context(), &former[0]); err != nil || again.Deleted != 0 {
		t.Errorf("once more, discarded are %+v (%v)", again, err)
	}
	if summary := w.fetch(time.Hour, Selection{Forced: true}); len(summary.New) != 0 {
		t.Errorf("the other feed brings %q", summary.New)
	}
	w.subs = append(w.subs, sub)
	if summary := w.fetch(time.Hour, Selection{}); len(summary.New) != 1 || !slices.Equal(w.files(), before) {
		t.Errorf("followed again, it brings %q: %q", summary.New, w.files())
	}
}
