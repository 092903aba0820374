package feed_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"broadsheet/articles/feed"
)

// three is a feed of three items; the fault is in the second.
func three(fault string) string {
	return rss(`<item><title>One</title><link>https://a.example/1</link></item>
<item><title>Two</title><link>https://a.example/2</link>` + fault + `</item>
<item><title>Three</title><link>https://a.example/3</link></item>`)
}

func titles(f *feed.Feed) []string {
	var list []string
	for _, e := range f.Entries {
		list = append(list, e.Title)
	}
	return list
}

// TestOneFaultLosesNoEntry has what breaks readers of XML in an entry: all entries are
// there, and the others are as they were.
func TestOneFaultLosesNoEntry(t *testing.T) {
	for _, fault := range []string{
		"",
		"\x00\x01\x1b[31m\x7f",
		"<description>a \x08 b</description>",
		"<description>caf\xe9</description>",
		"<description>Tom & Jerry &nosuch; &; &#; &#xZZ; &#99999999999;</description>",
		"<description>1 < 2 <3 <- << <, <=</description>",
		"<description><p>Open<b>tags</description>",
		"<description></p></b></nonsense></description>",
		"<description>One<br>two<img src=x><hr></description>",
		"</p></div></nonsense>",
		"<p><div><nonsense>",
		"<description>no end",
		"<description",
		"<enclosure url=https://a.example/a.mp3 length=5>",
		`<enclosure url="https://a.example/a.mp3 />`,
		`<enclosure url='https://a.example/a.mp3" length="5/>`,
		`<enclosure url="a" url="b" url="c"/>`,
		"<description><![CDATA[no end]]</description>",
		"<description><![CDATA[<p>]] > ]]&gt;</description>",
		"<description><![CDATA[nested <![CDATA[section]]>]]></description>",
		"<!-- no end",
		"<!-- -- --->",
		"<?php echo 1",
		"<?xml version='1.0'?>",
		"<!ENTITY x 'y'>",
		"<undeclared:element>x</undeclared:element>",
		"<a:b:c>x</a:b:c>",
		"<:a>x</:a>",
		"<![CDATA[>",
		"<title",
		"<",
		"&",
		strings.Repeat("<a>", 500),
		strings.Repeat("</a>", 500),
		"<pubDate>31.31.9999</pubDate>",
		"<link>http://[::1</link>",
		"<link>\x00</link>",
	} {
		f := read(t, three(fault))
		got := titles(f)
		if !slices.Equal(got, []string{"One", "Two", "Three"}) {
			t.Errorf("%.60q: entries %q, problems %q", fault, got, f.Problems)
			continue
		}
		if f.Entries[2].Link != "https://a.example/3" || f.Entries[0].Link != "https://a.example/1" {
			t.Errorf("%.60q: links %q and %q", fault, f.Entries[0].Link, f.Entries[2].Link)
		}
	}
}

func TestTitleWithoutEnd(t *testing.T) {
	f := read(t, rss(`<item><title>One<link>https://a.example/1</link></item><item><title>Two</item><item><title>Three</title></item>`))
	if got := titles(f); !slices.Equal(got, []string{"One", "Two", "Three"}) || f.Entries[0].Link != "https://a.example/1" {
		t.Errorf("%q %q", got, f.Entries[0].Link)
	}
}

func TestItemWithoutEnd(t *testing.T) {
	f := read(t, rss(`<item><title>One</title><item><title>Two</title></item><item><title>Three</title>`))
	if got := titles(f); !slices.Equal(got, []string{"One", "Two", "Three"}) || len(f.Problems) == 0 {
		t.Errorf("%q %q", got, f.Problems)
	}
}

// TestBeforeTheDocument has what servers write before their feeds.
func TestBeforeTheDocument(t *testing.T) {
	for _, before := range []string{
		"", "\n\n  ", "\uFEFF", "\uFEFF\n", "<!-- a comment -->", "<!-- <rss> --><!-- -->", "<?xml-stylesheet href='x'?>", "12ab\r\n",
		"<br />\n<b>Warning</b>: something in <b>/www/feed.php</b> on line <b>7</b><br />\n",
		`<!DOCTYPE rss [ <!ENTITY a "b"> ]>`,
		`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">`,
	} {
		if got := titles(read(t, before+three(""))); len(got) != 3 {
			t.Errorf("after %q: %q", before, got)
		}
	}
}

// TestCutDocuments cuts a document everywhere: every item that is whole is there, no
// other is, and it is told.
func TestCutDocuments(t *testing.T) {
	for _, test := range []struct{ name, document, end string }{
		{"RSS", three("<description><![CDATA[<p>Some text</p>]]></description>"), "</item>"},
		{"Atom", atom(`<entry><title>One</title></entry><entry><title>Two</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></content></entry><entry><title>Three</title></entry>`), "</entry>"},
		{"JSON", `{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "One"}, {"title": "Two", "tags": ["a"]}, {"title": "Three"}]}`, "}"},
	} {
		for cut := range len(test.document) {
			document := test.document[:cut]
			f, err := feed.Read([]byte(document), feed.Options{URL: address})
			if err != nil {
				continue // too little to be a feed
			}
			if got, want := len(f.Entries), strings.Count(document, test.end); got != want {
				t.Errorf("%s cut after %q: %d entries, not %d", test.name, document[max(0, cut-40):], got, want)
			}
			if (len(f.Problems) == 0 || !f.Cut) && strings.TrimSpace(test.document[cut:]) != "" {
				t.Errorf("%s cut after %q: nothing is told", test.name, document[max(0, cut-40):])
			}
		}
	}
}

// TestFaultsInJSON has items as many write them, against the specification.
func TestFaultsInJSON(t *testing.T) {
	f := read(t, `{"version": 1.1, "title": ["Gazette"], "author": "The Gazette", "language": "de", "items": [
		{"id": 12.5, "url": "https://a.example/1", "tags": "ships", "author": {"name": "Ada"}, "content_text": "One\nline & <two>", "date_published": 1623369600},
		{"id": null, "tags": ["a", 1, null, ["b"], {"c": 1}], "authors": [{"name": "Bo"}, {"url": "https://c.example"}], "summary": "S", "content_html": "<p>S, <a href='x'>and more</a></p>"},
		"no object", null, 5,
		{"id": {"a": 1}, "title": {"b": 2}, "attachments": {"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": "12", "duration_in_seconds": 61},
		 "content_html": "line
end	tab"}
	]}`)
	if f.Title != "Gazette" || len(f.Entries) != 3 || len(f.Problems) == 0 {
		t.Fatalf("%q %d %q", f.Title, len(f.Entries), f.Problems)
	}
	one, two, three := f.Entries[0], f.Entries[1], f.Entries[2]
	if one.ID != "12.5" || !slices.Equal(one.Categories, []string{"ships"}) || one.Text != "<p>One<br>\nline &amp; &lt;two&gt;</p>" || one.Published.Year() != 2021 || one.Language != "de" {
		t.Errorf("%+v", one)
	}
	if !slices.Equal(two.Categories, []string{"a", "1"}) || !slices.Equal(two.Authors, []string{"Bo", "https://c.example"}) || two.Summary != "" || two.Text != `<p>S, <a href="https://gazette.example.org/x">and more</a></p>` {
		t.Errorf("%+v", two)
	}
	if len(three.Enclosures) != 1 || three.Enclosures[0].Length != 12 || three.Text != "line end tab" || !slices.Equal(three.Authors, []string{"The Gazette"}) {
		t.Errorf("%+v", three)
	}
}

// TestAddressesThatLeadNowhere has what may not come out as an address.
func TestAddressesThatLeadNowhere(t *testing.T) {
	for _, bad := range []string{"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "&#1;javascript:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/passwd"} {
		f := read(t, rss(fmt.Sprintf(`<item><link>%[1]s</link><comments>%[1]s</comments><enclosure url="%[1]s"/><media:thumbnail url="%[1]s"/>
			<description>&lt;a href="%[1]s"&gt;a&lt;/a&gt;&lt;img src='%[1]s'&gt;</description></item>`, bad)))
		e := f.Entries[0]
		if e.Link+e.Comments+e.Image != "" || len(e.Enclosures) > 0 || strings.Contains(strings.ToLower(e.Text), "script") || strings.Contains(e.Text, "data:") || strings.Contains(e.Text, "passwd") {
			t.Errorf("%s: %+v", bad, e)
		}
	}
}
