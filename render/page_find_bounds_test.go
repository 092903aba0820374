package render

import (
	"context"
	"strings"
	"testing"

	"broadsheet/model"
	"broadsheet/model/fold"
)

// patient is a context that is cancelled when it has been asked so many times.
type patient struct {
	context.Context
	left int
}

func (c *patient) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// A text of any length is looked through in parts: no place is lost where one
// ends, there are not more than anybody goes through, and it can be given up.
func TestFindInAVeryLongText(t *testing.T) {
	text := strings.Repeat("The sea rises. ", 300_000)
	d := &model.Document{Blocks: []model.Block{model.Paragraph{Inlines: []model.Inline{model.Text{Text: text}}}}}
	p, err := New(0).Page(t.Context(), d, Options{Width: 80})
	if err != nil {
		t.Fatal(err)
	}
	if p.Size() < len(text)-1 {
		t.Errorf("a text of %d bytes has a size of %d", len(text), p.Size())
	}
	longest := 0
	places := 0
	p.FindBy(t.Context(), func(part string) []fold.Range {
		longest = max(longest, len(part))
		found := fold.Find(part, "the sea rises. the")
		places += len(found)
		return found
	})
	if longest > findBytes+findWhole || places < 140_000/3 {
		t.Errorf("%d bytes are looked through at once, and %d places found", longest, places)
	}
	matches := p.Find(t.Context(), "e")
	if len(matches) != maxMatches {
		t.Errorf("%d places are given", len(matches))
	}
	for i := 1; i < len(matches); i++ {
		between := text[matches[i-1].end:matches[i].start]
		if strings.ContainsAny(between, "eE") {
			t.Fatalf("between two matches stands %q", between)
		}
	}
	if given := p.Find(&patient{t.Context(), 1}, "rises"); len(given) >= maxMatches || len(given) == 0 {
		t.Errorf("given up after the first part, %d places are given", len(given))
	}
}
