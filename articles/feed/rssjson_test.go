package feed_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// RSS that is written as JSON says the same as RSS, whatever is odd about it.
func TestRSSInJSON(t *testing.T) {
	f := read(t, `{"rss": {"version": "2.0", "channel": {"title": "Gazette", "link": "https://gazette.example.org/", "language": "en-gb", "ttl": 60, "item": [
		{"title": "Late <b>ferry</b>", "link": "/ferry", "guid": {"isPermaLink": "false", "#value": "g-1"}, "pubDate": "Fri, 11 Jun 2021 03:05:25 GMT",
			"category": ["Ships", "Harbour"], "description": "<p>It came at <a href=\"/ten\">ten</a>.</p>", "enclosure": {"url": "/a.mp3", "type": "audio/mpeg", "length": 12}},
		{"description": "A note.", "guid": "https://gazette.example.org/note"}, null, "nothing"]}}}`)
	if f.Format != "RSS 2.0 as JSON" || f.Title != "Gazette" || f.Link != "https://gazette.example.org/" || f.Language != "en-gb" || f.Every != time.Hour || len(f.Entries) != 2 {
		t.Fatalf("%+v", f)
	}
	one := fmt.Sprintf("%+v", f.Entries[0])
	want := `{ID:g-1 Title:Late ferry Link:https://gazette.example.org/ferry Authors:[] Published:2021-06-11 03:05:25 +0000 UTC Updated:0001-01-01 00:00:00 +0000 UTC ` +
		`Categories:[Ships Harbour] Summary: Text:<p>It came at <a href="https://gazette.example.org/ten">ten</a>.</p> Language:en-gb Comments: Image: ` +
		`Enclosures:[{URL:https://gazette.example.org/a.mp3 Type:audio/mpeg Length:12 Duration:0s}] Source:}`
	if one != want {
		t.Errorf("%s\nwant\n%s", one, want)
	}
	if note := f.Entries[1]; note.Link != "https://gazette.example.org/note" || note.Text != "A note." {
		t.Errorf("%+v", note)
	}
}

// What is deeper than any RSS, or endless, costs no more than its length.
func TestHostileRSSInJSON(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000)
	f := read(t, `{"rss": {"channel": {"title": "Deep", "item": [{"title": "One", "media:group": `+deep+`}, `+strings.Repeat(`{"guid":"x"},`, 20_000)+`{}]}}}`)
	if len(f.Entries) != 20_000 || len(f.Problems) != 1 || f.Entries[0].Title != "One" {
		t.Errorf("%d entries, %q", len(f.Entries), f.Problems)
	}
}
