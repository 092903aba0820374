package articles

import (
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/export"
	"broadsheet/model"
)

// asked is a context that ends when it has been asked so many times, and notes
// what memory was taken until then.
type asked struct {
	context.Context
	times, left int
	taken       uint64 // bytes from the heap when it ended
}

func (a *asked) Err() error {
	if a.times++; a.times < a.left {
		return nil
	}
	if a.taken == 0 {
		a.taken = heapTaken()
	}
	return context.Canceled
}

func heapTaken() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.TotalAlloc
}

// Reading a body and writing an article end soon after their reader has gone,
// wherever they are: little is done afterwards.
func TestReadingAndWritingEndWithTheirContext(t *testing.T) {
	pages := strings.Repeat("<p>The <b>sea</b> rises &amp; <a href='https://example.org'>falls</a>.</p>\n", 5_000)
	notes := strings.Repeat("The *sea* rises & [falls](https://example.org).\n\n> - Tides\n\n", 3_000)
	article := Parse(Options{}, "root", "a.html", time.Unix(0, 0), []byte(pages))
	work := map[string]func(ctx context.Context) error{
		"page":     func(ctx context.Context) error { parseBody(ctx, bodyHTML, pages, "", ""); return ctx.Err() },
		"Markdown": func(ctx context.Context) error { parseBody(ctx, bodyMarkdown, notes, "", ""); return ctx.Err() },
	}
	for name, write := range map[string]func(context.Context, io.Writer, *model.Article) error{
		"as Markdown": export.Markdown, "as a page": export.HTML, "as JSON": export.JSON,
	} {
		work[name] = func(ctx context.Context) error { return write(ctx, io.Discard, article) }
	}
	for name, do := range work {
		whole := &asked{Context: t.Context(), left: 1 << 40}
		before := heapTaken()
		if err := do(whole); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all := heapTaken() - before
		if whole.times < 2_000 {
			t.Errorf("%s: the context is looked at only %d times", name, whole.times)
		}
		for part := 1; part < 10; part += 2 {
			ctx := &asked{Context: t.Context(), left: whole.times * part / 10}
			if err := do(ctx); !errors.Is(err, context.Canceled) {
				t.Errorf("%s, ended: %v", name, err)
			}
			if after := heapTaken() - ctx.taken; after > all/3 {
				t.Errorf("%s, ended after %d of ten parts, takes %d bytes more; all take %d", name, part, after, all)
			}
		}
	}
}

// A text of 2 MB that is nothing but what may have to be escaped is written in
// a moment; where each character is looked for in all that follow, it would take
// minutes.
func TestEscapingTakesNoSquare(t *testing.T) {
	for _, text := range []string{"&amp ", "&", "&a", "`", "` ", "\\", "<", "[", "_", "!", "://"} {
		paragraph := model.Paragraph{Inlines: []model.Inline{model.Text{Text: strings.Repeat(text, 2<<20/len(text))}}}
		article := &model.Article{Document: model.Document{Blocks: []model.Block{paragraph}}}
		began := time.Now()
		for _, write := range []func(context.Context, io.Writer, *model.Article) error{export.Markdown, export.HTML, export.JSON} {
			if err := write(t.Context(), io.Discard, article); err != nil {
				t.Fatal(err)
			}
		}
		if taken := time.Since(began); taken > time.Minute {
			t.Errorf("%q takes %v", text, taken)
		}
	}
}

// A file whose text takes too long to understand is unreadable, with its reason,
// and tried again; who gives up waiting is not told that.
func TestReadingHasItsTime(t *testing.T) {
	f := &file{root: "root", path: "a.md", modified: time.Unix(0, 0)}
	text := []byte("The sea rises.")
	if _, err := f.articleInTime(t.Context(), mostTime, text); err != nil {
		t.Fatal(err)
	}
	if _, err := f.articleInTime(t.Context(), 0, text); !errors.Is(err, errTooLong) || !MayPass(err) ||
		err.Error() != "a.md cannot be shown: it took longer than 10 seconds to understand" {
		t.Errorf("it is said: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.articleInTime(gone, mostTime, text); !errors.Is(err, context.Canceled) || errors.Is(err, errTooLong) {
		t.Errorf("who has gone is told: %v", err)
	}
}
