package feed_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/feed"
)

// TestBillionLaughs has a document type that would expand to gigabytes.
func TestBillionLaughs(t *testing.T) {
	f := read(t, `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
		<!ENTITY file SYSTEM "file:///etc/passwd">]><rss><channel><title>&c;&file;</title><item><title>&c;</title></item></channel></rss>`)
	if f.Title != "&c;&file;" || len(f.Entries) != 1 || f.Entries[0].Title != "&c;" {
		t.Errorf("%q %+v", f.Title, f.Entries)
	}
}

func TestBounds(t *testing.T) {
	const most = 20_000
	many := read(t, rss(strings.Repeat("<item><title>x</title></item>", most+5)))
	if len(many.Entries) != most || len(many.Problems) == 0 {
		t.Errorf("%d entries, problems %q", len(many.Entries), many.Problems)
	}
	many = read(t, `{"version": "https://jsonfeed.org/version/1", "items": [`+strings.Repeat("{},", most+5)+`{}]}`)
	if len(many.Entries) != most || len(many.Problems) == 0 {
		t.Errorf("%d entries of JSON, problems %q", len(many.Entries), many.Problems)
	}
	deep := read(t, rss("<item><title>One</title>"+strings.Repeat("<a>", 10_000)+"<title>no</title>"+strings.Repeat("</a>", 10_000)+"<link>https://a.example/1</link></item><item/>"))
	if len(deep.Entries) != 2 || deep.Entries[0].Link != "https://a.example/1" || len(deep.Problems) == 0 {
		t.Errorf("deep: %+v %q", deep.Entries, deep.Problems)
	}
	large := read(t, rss("<item><title>Large</title><description>"+strings.Repeat("The ferry came in late. ", 50<<20/24)+"</description></item><item><title>Next</title></item>"))
	if len(large.Entries) != 2 || large.Entries[1].Title != "Next" || len(large.Entries[0].Text) > 8<<20 || len(large.Entries[0].Text) < 7<<20 || len(large.Problems) == 0 {
		t.Errorf("large: %d entries, a text of %d bytes, problems %q", len(large.Entries), len(large.Entries[0].Text), large.Problems)
	}
	wide := item(t, strings.Repeat(`<category>x</category><enclosure url="/a"/>`, 50_000)+"<title>Last</title>")
	if len(wide.Categories) > 1 || len(wide.Enclosures) > 1 {
		t.Errorf("wide: %d categories", len(wide.Categories))
	}
}

// TestHostileDocuments reads what could take much memory for its size, and tells how
// long that takes.
func TestHostileDocuments(t *testing.T) {
	size := 4 << 20
	if testing.Short() {
		size = 1 << 18
	}
	fill := func(piece string) string { return strings.Repeat(piece, size/len(piece)) }
	longBase := "https://a.example/" + strings.Repeat("a", 2000) + "/"
	for name, document := range map[string]string{
		"comments without end":     rss("<item>" + fill("<!--")),
		"sections without end":     rss("<item><description>" + fill("<![CDATA[")),
		"sections with one end":    rss("<item><description>" + fill("<![CDATA[") + "</item>]]>"),
		"instructions without end": rss("<item>" + fill("<?x ")),
		"declarations without end": rss("<item>" + fill("<!x ")),
		"document types":           rss("<item>" + fill("<!x [>")),
		"tags without end":         rss("<item>" + fill("<a b='")),
		"quotes without end":       rss("<item><a " + fill(`b="c' d='e" `)),
		"stray <":                  rss("<item><description>" + fill("< ")),
		"naked &":                  rss("<item><description>" + fill("&")),
		"nearly entities":          rss("<item><description>" + fill("&CounterClockwiseContourIntegra;")),
		"half surrogates":          rss("<item><description>" + fill("&#55357;")),
		"texts between comments":   rss("<item><guid>" + fill("a<!---->")),
		"texts between tags":       rss("<item><description>" + fill("a<b/>")),
		"end tags":                 rss("<item>" + fill("</a>")),
		"open tags":                rss("<item>" + fill("<a>")),
		"empty items":              rss(fill("<item/>")),
		"small elements":           rss(fill("<item>" + strings.Repeat("<id/>", 900) + "</item>")),
		"attributes":               rss(fill("<item>" + strings.Repeat("<link a b c d e rel type href/>", 900) + "</item>")),
		"namespaces":               rss(fill(`<item><a xmlns:b="http://purl.org/rss/1.0/" xmlns="x"><b:id/></a></item>`)),
		"long bases":               rss(`<item xml:base="` + longBase + `"><description>` + fill("&lt;a href=b&gt;")),
		"enclosures":               rss("<link>https://a.example/" + strings.Repeat("a", 230) + "/</link>" + fill("<item>"+strings.Repeat(`<enclosure url="a"/><link>b</link>`, 90)+"</item>")),
		"addresses":                rss("<link>https://a.example/" + strings.Repeat("a", 230) + "/</link>" + fill("<item><description>"+strings.Repeat("&lt;a href=b&gt;", 90)+"</description></item>")),
		"summaries":                rss("<item>" + fill("<description>"+strings.Repeat("ab", 2000)+"</description>") + "<content>" + fill("ab") + "</content></item>"),
		"lists in JSON":            `{"version": "https://jsonfeed.org/version/1", "items": [{"tags": ` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}]}`,
		"names in JSON":            `{"version": "https://jsonfeed.org/version/1", "items": [{` + fill(`"a":1,`) + `"b":2}]}`,
		"bytes of no encoding":     "<rss>" + fill("\xff\xfe\xc3\x28"),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		f, err := feed.Read([]byte(document), feed.Options{URL: address})
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		allocated := after.TotalAlloc - before.TotalAlloc
		entries := 0
		if err == nil {
			entries = len(f.Entries)
		}
		t.Logf("%-26s %8v %5d MiB allocated, %d entries", name, took.Round(time.Millisecond), allocated>>20, entries)
		if allocated > 8<<20+80*uint64(len(document)) {
			t.Errorf("%s: %d bytes took %d bytes of memory", name, len(document), allocated)
		}
	}
}
