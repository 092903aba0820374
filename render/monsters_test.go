package render

import (
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/articles/monsters"
)

// Whatever an article is built of, its page takes memory that is a multiple of
// its file, at every width, and not much more than is reserved for it; every
// line of it can be drawn. BROADSHEET_MONSTERS makes the files larger than 16 KB.
func TestMonsters(t *testing.T) {
	size := 16 << 10
	if text := os.Getenv("BROADSHEET_MONSTERS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			t.Fatalf("BROADSHEET_MONSTERS is %q and no number of bytes", text)
		}
		size = n
	}
	most := min(uint64(size)*6000+(16<<20), 2<<30)
	r := New(0)
	for _, f := range monsters.Make(size) {
		article := articles.Parse(articles.Options{}, "root", f.Name, time.Unix(0, 0), []byte(f.Text))
		for _, width := range []int{1, 20, 76} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			began := time.Now()
			p, err := r.Page(t.Context(), &article.Document, Options{Width: width})
			if err != nil {
				t.Fatal(err)
			}
			taken := time.Since(began)
			runtime.ReadMemStats(&after)
			bytes := after.TotalAlloc - before.TotalAlloc
			t.Logf("%-32s %4d cells: %6d ms, %4d MB, %d lines", f.Name, width, taken.Milliseconds(), bytes>>20, p.Len())
			if bytes > most || taken > time.Minute {
				t.Errorf("%s of %d bytes takes %d bytes and %v to set at width %d", f.Name, len(f.Text), bytes, taken, width)
			}
			if last := p.Len() - 1; last >= 0 {
				p.Line(0)
				p.Line(last / 2)
				p.Line(last)
			}
		}
	}
}

// What is reserved for a page is about what it takes, of articles of any kind
// that are large enough to matter.
func TestReservedIsWhatAPageTakes(t *testing.T) {
	for _, f := range monsters.Make(600_000) {
		switch f.Name {
		case "paragraphs.html", "items.html", "one word.html", "Chinese.html", "links.html", "rows.html", "code.html", "spans.html":
		default:
			continue
		}
		article := articles.Parse(articles.Options{}, "root", f.Name, time.Unix(0, 0), []byte(f.Text))
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		p, err := New(0).Page(t.Context(), &article.Document, Options{Width: 40})
		if err != nil {
			t.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		taken, reserved := int64(after.HeapAlloc)-int64(before.HeapAlloc), pageBytes(&article.Document, 40)
		t.Logf("%s: %d bytes, reserved %d", f.Name, taken, reserved)
		if taken > 2*reserved+(4<<20) || reserved > 6*taken+(4<<20) {
			t.Errorf("%s: the page takes %d bytes, and %d are reserved", f.Name, taken, reserved)
		}
		runtime.KeepAlive(p)
	}
}
