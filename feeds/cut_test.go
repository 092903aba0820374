package feeds

import (
	"slices"
	"testing"
	"time"

	"broadsheet/feeds/web"
)

// That a document has no end is told when it comes, and until another one comes: it is a
// feed that is well.
func TestADocumentWithoutAnEnd(t *testing.T) {
	w := newWorld(t)
	const address = "https://example.org/feed"
	sub := w.follow(address, document(1, 2))
	whole := w.pages[address]
	w.pages[address] = func(r web.Request) (*web.Response, error) {
		response, err := whole(r)
		response.Cut = true
		return response, err
	}
	says := func(what string, cut, told bool, entries int, sentence string) {
		t.Helper()
		summary := w.fetch(time.Hour, Selection{Forced: true})
		all, err := w.service.Status(t.Context())
		if err != nil || slices.Contains(summary.Cut, sub.Name) != told || all[0].Cut != cut || all[0].State != Well || all[0].Articles != entries || all[0].Sentence != sentence {
			t.Errorf("%s: %q told, %+v (%v)", what, summary.Cut, all, err)
		}
	}
	says("without an end", true, true, 2, SentenceOfCut)
	says("the same again", true, false, 2, SentenceOfCut)
	w.serve(address, document(1, 2, 3))
	says("whole", false, false, 3, "All is well.")
}
