package feed_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/feed"
)

const address = "https://gazette.example.org/feed.xml"

// read reads a document that has to be a feed.
func read(t *testing.T, document string) *feed.Feed {
	t.Helper()
	f, err := feed.Read([]byte(document), feed.Options{URL: address})
	if err != nil {
		t.Fatalf("%v: %.200s", err, document)
	}
	return f
}

// item reads the first entry of a feed of RSS that has these elements in it.
func item(t *testing.T, elements string) feed.Entry {
	t.Helper()
	return only(t, rss("<item>"+elements+"</item>"))
}

// entry does the same for Atom.
func entry(t *testing.T, elements string) feed.Entry {
	t.Helper()
	return only(t, atom("<entry>"+elements+"</entry>"))
}

func only(t *testing.T, document string) feed.Entry {
	t.Helper()
	f := read(t, document)
	if len(f.Entries) != 1 {
		t.Fatalf("%d entries in %s\nproblems: %q", len(f.Entries), document, f.Problems)
	}
	return f.Entries[0]
}

func rss(inside string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Gazette</title>
<link>https://gazette.example.org/</link>` + inside + `</channel></rss>`
}

func atom(inside string) string {
	return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Gazette</title>
<link href="https://gazette.example.org/"/>` + inside + `</feed>`
}

// formats are the same two entries in all formats that are read.
var formats = []struct{ format, document string }{
	{"RSS 0.90", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
		<channel><title>Gazette</title><link>https://gazette.example.org/</link><description>News</description></channel>
		<item><title>Ferry &amp; tide</title><link>https://gazette.example.org/1</link></item>
		<item><title>潮水</title><link>https://gazette.example.org/2</link></item></rdf:RDF>`},
	{"RSS 0.91", `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
		<rss version="0.91"><channel><title>Gazette</title><link>https://gazette.example.org/</link>
		<item><title>Ferry &amp; tide</title><link>https://gazette.example.org/1</link></item>
		<item><title>潮水</title><link>https://gazette.example.org/2</link></item></channel></rss>`},
	{"RSS 1.0", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
		<channel rdf:about="https://gazette.example.org/"><title>Gazette</title><link>https://gazette.example.org/</link>
		<items><rdf:Seq><rdf:li rdf:resource="https://gazette.example.org/1"/></rdf:Seq></items></channel>
		<image rdf:about="https://gazette.example.org/i.png"><title>A picture</title><link>https://pictures.example.org/</link></image>
		<item rdf:about="https://gazette.example.org/1"><title>Ferry &amp; tide</title></item>
		<item rdf:about="https://gazette.example.org/2"><title>潮水</title></item>
		<textinput><title>Search</title><link>https://search.example.org/</link></textinput></rdf:RDF>`},
	{"RSS 1.1", `<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
		<title>Gazette</title><link>https://gazette.example.org/</link><items rdf:parseType="Collection">
		<item><title>Ferry &amp; tide</title><link>https://gazette.example.org/1</link></item>
		<item><title>潮水</title><link>https://gazette.example.org/2</link></item></items></Channel>`},
	{"RSS 2.0", `<rss version="2.0"><channel>
		<item><title>Ferry &amp; tide</title><guid>https://gazette.example.org/1</guid></item>
		<item><title>潮水</title><link>https://gazette.example.org/2</link></item>
		<image><title>A picture</title><link>https://pictures.example.org/</link></image>
		<title>Gazette</title><link>https://gazette.example.org/</link></channel></rss>`},
	{"Atom 0.3", `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Gazette</title><link rel="alternate" type="text/html" href="https://gazette.example.org/"/>
		<entry><title mode="escaped">Ferry &amp;amp; tide</title><link rel="alternate" href="https://gazette.example.org/1"/></entry>
		<entry><title mode="base64">5r2u5rC0</title><link rel="alternate" href="https://gazette.example.org/2"/></entry></feed>`},
	{"Atom 1.0", `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Gazette</a:title><a:link href="https://gazette.example.org/"/>
		<a:entry><a:title type="html">Ferry &amp;amp; tide</a:title><a:link href="/1"/></a:entry>
		<a:entry><a:title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">潮<b>水</b></div></a:title><a:link href="/2"/></a:entry></a:feed>`},
	{"JSON Feed 1.1", `{"version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "home_page_url": "https://gazette.example.org/",
		"items": [{"id": 1, "title": "Ferry & tide", "url": "https://gazette.example.org/1"}, {"id": "2", "title": "潮水", "url": "/2"}]}`},
	{"JSON Feed 1", `{"version": "https://jsonfeed.org/version/1", "items": [{"title": "Ferry & tide", "url": "https://gazette.example.org/1"},
		{"title": "潮水", "external_url": "https://gazette.example.org/2"}], "title": "Gazette", "home_page_url": "https://gazette.example.org/"}`},
}

func TestFormats(t *testing.T) {
	for _, test := range formats {
		f := read(t, test.document)
		if f.Format != test.format || f.Title != "Gazette" || f.Link != "https://gazette.example.org/" || len(f.Problems) > 0 {
			t.Errorf("%s: %s %q %s %q", test.format, f.Format, f.Title, f.Link, f.Problems)
		}
		if len(f.Entries) != 2 {
			t.Errorf("%s: %d entries", test.format, len(f.Entries))
			continue
		}
		for i, want := range []string{"Ferry & tide https://gazette.example.org/1", "潮水 https://gazette.example.org/2"} {
			if got := f.Entries[i].Title + " " + f.Entries[i].Link; got != want {
				t.Errorf("%s: %q, not %q", test.format, got, want)
			}
		}
	}
}

func TestWhatAFeedWants(t *testing.T) {
	f := read(t, rss(`<ttl>90</ttl><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency><language>en_GB</language>
		<atom:link rel="self" href="/own.xml"/><skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>99</hour><hour/></skipHours>
		<skipDays><day>saturday</day><day>Sunday</day><day>Someday</day></skipDays>`))
	if f.Every != 6*time.Hour || f.Language != "en-GB" || f.Self != "https://gazette.example.org/own.xml" {
		t.Errorf("every %v, in %q, itself %q", f.Every, f.Language, f.Self)
	}
	if !slices.Equal(f.SkipHours, []int{0, 7}) || !slices.Equal(f.SkipDays, []time.Weekday{time.Sunday, time.Saturday}) {
		t.Errorf("skips %v and %v", f.SkipHours, f.SkipDays)
	}
	for _, nonsense := range []string{"<ttl>-5</ttl>", "<ttl>soon</ttl>", "<sy:updatePeriod>never</sy:updatePeriod>"} {
		if f := read(t, rss(nonsense)); f.Every != 0 {
			t.Errorf("%s: every %v", nonsense, f.Every)
		}
	}
	if f := read(t, rss("<ttl>99999999999999999</ttl>")); f.Every != 366*24*time.Hour {
		t.Errorf("a ttl without bounds: %v", f.Every)
	}
}

func TestNoFeed(t *testing.T) {
	for _, test := range []struct{ document, is string }{
		{"", "empty"},
		{" \n", "empty"},
		{"<!DOCTYPE html><html><head><title>Gazette</title></head><body><rss></rss></body></html>", "an HTML page"},
		{"<!-- page --><html><body>no feed</body></html>", "an HTML page"},
		{`<?xml version="1.0"?><opml version="2.0"><body/></opml>`, "a list of feeds (OPML), which can be imported"},
		{`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>`, "a map of a site"},
		{"Not found", "text of another kind"},
		{`{"error": "not found"}`, "JSON of another kind"},
		{`{"version": "https://example.org/1", "items": 5`, "JSON of another kind"},
		{"<note>hello</note>", "XML of another kind"},
		{"\x1f\x8b\x08\x00\x00", "compressed (gzip)"},
		{"\x89PNG\r\n", "a picture"},
		{"%PDF-1.7", "a PDF"},
	} {
		f, err := feed.Read([]byte(test.document), feed.Options{})
		if err == nil {
			t.Errorf("%q is a feed: %+v", test.document, f)
			continue
		}
		if want := "this is no feed, but " + test.is; err.Error() != want {
			t.Errorf("%q: %v, not %s", test.document, err, want)
		}
	}
}

// TestNamespaces has what feeds in the wild do with prefixes.
func TestNamespaces(t *testing.T) {
	for _, elements := range []string{
		`<dc:creator>Ada</dc:creator>`,
		`<d:creator xmlns:d="http://purl.org/dc/elements/1.1/">Ada</d:creator>`,
		`<dc:creator xmlns:dc="http://purl.org/dc/wrong">Ada</dc:creator>`,
		`<creator xmlns="https://PURL.org/dc/elements/1.1">Ada</creator>`,
		`<atom:author><atom:name>Ada</atom:name></atom:author>`,
		`<a:author xmlns:a="http://www.w3.org/2005/Atom"><a:name>Ada</a:name></a:author>`,
		`<AUTHOR>Ada</AUTHOR>`,
		`<foreign:author xmlns:foreign="urn:x">Nobody</foreign:author><itunes:author>Ada</itunes:author>`,
	} {
		for _, document := range []string{rss("<item>" + elements + "</item>"), "<rss><channel><item>" + elements + "</item></channel></rss>"} {
			if got := only(t, document).Authors; !slices.Equal(got, []string{"Ada"}) {
				t.Errorf("%s: authors %q", document, got)
			}
		}
	}
	e := item(t, `<media:title>A caption</media:title><media:content url="https://x.example/v.mp4" type="video/mp4"><media:title>Film</media:title></media:content>
		<x:title xmlns:x="urn:x">Other</x:title><title>Right</title>`)
	if e.Title != "Right" {
		t.Errorf("title %q", e.Title)
	}
}

func TestEntryAlone(t *testing.T) {
	e := only(t, `<entry xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example.org/a/"><id>tag:x</id><title>Alone</title><link href="b"/></entry>`)
	if e.Title != "Alone" || e.Link != "https://other.example.org/a/b" || e.ID != "tag:x" {
		t.Errorf("%+v", e)
	}
}

func TestZone(t *testing.T) {
	shanghai := time.FixedZone("CST", 8*3600)
	f, err := feed.Read([]byte(rss("<item><pubDate>2021-06-11 11:05:25</pubDate></item>")), feed.Options{Zone: shanghai})
	if err != nil || !f.Entries[0].Published.Equal(time.Date(2021, 6, 11, 3, 5, 25, 0, time.UTC)) {
		t.Errorf("%v %v", f, err)
	}
}

func TestProblemsAreCounted(t *testing.T) {
	f := read(t, rss(strings.Repeat("<item><pubDate>yesterday, perhaps</pubDate></item>", 3)))
	want := []string{`A date is none that could be read: "yesterday, perhaps". (3 times)`}
	if !slices.Equal(f.Problems, want) {
		t.Errorf("problems %q", f.Problems)
	}
}
