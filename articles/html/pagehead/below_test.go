package pagehead

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

const (
	siteData    = `<script type="application/ld+json">{"@type":"WebSite","name":"The Gazette"}</script>`
	articleData = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Late ferries","datePublished":"2026-11-03T06:30:00Z"}</script>`
)

// Wherever the beginning of a page ends, in its text or in the data, what is read of the
// rest is all that says when the article was published, and hardly more.
func TestBelow(t *testing.T) {
	text := strings.Repeat("<p>雾与潮水, the fog and the tide.</p>\n", 1500)
	page := "<html><head><title>Ferries</title></head><body>" + text + siteData + text + articleData + text + "</body></html>"
	pieces := bufio.NewReaderSize(nil, 4<<10)
	for _, script := range []string{siteData, articleData} {
		start := strings.Index(page, script)
		for at := start - 50; at <= start+len(script)+50; at++ {
			read, err := Below([]byte(page[:at]), iotest.HalfReader(strings.NewReader(page[at:])), pieces)
			if err != nil {
				t.Fatal(err)
			}
			whole := string(read)
			if read == nil { // all of it was in the beginning
				whole = page[:at]
			}
			if head := Read(whole, true, time.UTC); head.Title != "Late ferries" || head.Date.IsZero() || head.Site != "The Gazette" {
				t.Fatalf("cut at %d: of %d bytes %.300q: %+v", at, len(read), whole[max(0, at-100):], head)
			}
			if most := at + len(siteData) + len(articleData); len(whole) > most {
				t.Fatalf("cut at %d: %d bytes were kept, want %d at most", at, len(whole), most)
			}
		}
	}
}

// A page without data is not kept, and one that cannot be read on gives what there is.
func TestBelowWithoutData(t *testing.T) {
	pieces := bufio.NewReaderSize(nil, 4<<10)
	text := strings.Repeat("<p>The fog, and the tide.</p>\n", 1000)
	page, err := Below([]byte("<html><body>"+text), strings.NewReader(text+"</body></html>"), pieces)
	if page != nil || err != nil {
		t.Errorf("%d bytes, %v", len(page), err)
	}
	broken := errors.New("the disk is gone")
	page, err = Below([]byte("<html><body>"+text), io.MultiReader(strings.NewReader(articleData+text), iotest.ErrReader(broken)), pieces)
	if !errors.Is(err, broken) || !strings.HasSuffix(string(page), articleData) {
		t.Errorf("%d bytes, %v", len(page), err)
	}
	page, err = Below([]byte("<html><body>"), iotest.ErrReader(broken), pieces)
	if page != nil || !errors.Is(err, broken) {
		t.Errorf("%d bytes, %v", len(page), err)
	}
}
