package feed_test

import (
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"broadsheet/articles/feed"
)

// TestBesideGofeed holds that gofeed, the second voice, finds nothing in sound feeds
// that is not found here.
func TestBesideGofeed(t *testing.T) {
	documents := []string{
		string(generate(20, 3)),
		rss(`<item><title>One</title><link>https://a.example/1</link><guid isPermaLink="false">1</guid><category>a</category><category>b</category>
			<pubDate>Fri, 11 Jun 2021 03:05:25 +0800</pubDate><author>ada@example.org (Ada)</author><enclosure url="https://a.example/1.mp3" type="audio/mpeg" length="5"/></item>`),
		atom(`<entry><title type="html">Tom &amp;amp; Jerry</title><link href="https://a.example/1"/><id>tag:1</id><category term="a" label="A"/>
			<published>2021-06-11T03:05:25Z</published><updated>2021-06-12T03:05:25Z</updated><author><name>Ada</name></author></entry>`),
	}
	for _, test := range formats {
		if !strings.HasPrefix(test.format, "RSS 1.1") && !strings.HasPrefix(test.format, "JSON") && test.format != "Atom 0.3" {
			documents = append(documents, test.document)
		}
	}
	for _, document := range documents {
		other, err := gofeed.NewParser().ParseString(document)
		if err != nil {
			t.Errorf("gofeed: %v: %.100s", err, document)
			continue
		}
		ours := read(t, document)
		if len(ours.Entries) != len(other.Items) || ours.Title != other.Title {
			t.Errorf("%q with %d entries, gofeed %q with %d: %.100s", ours.Title, len(ours.Entries), other.Title, len(other.Items), document)
			continue
		}
		for i, item := range other.Items {
			compare(t, ours.Entries[i], item)
		}
	}
}

// compare compares what gofeed finds with what we do, where both mean the same.
func compare(t *testing.T, ours feed.Entry, other *gofeed.Item) {
	t.Helper()
	for _, test := range []struct{ name, ours, other string }{
		{"link", ours.Link, other.Link},
		{"id", ours.ID, other.GUID},
		{"categories", strings.Join(ours.Categories, "|"), strings.Join(other.Categories, "|")},
	} {
		if test.other != "" && test.ours != test.other && !strings.HasPrefix(test.other, "/") && test.other != "A" {
			t.Errorf("%s: %s %q, gofeed %q", ours.Title, test.name, test.ours, test.other)
		}
	}
	if other.PublishedParsed != nil && !ours.Published.Equal(*other.PublishedParsed) {
		t.Errorf("%s: published %v, gofeed %v", ours.Title, ours.Published, other.PublishedParsed)
	}
	if other.UpdatedParsed != nil && !ours.Updated.Equal(*other.UpdatedParsed) {
		t.Errorf("%s: updated %v, gofeed %v", ours.Title, ours.Updated, other.UpdatedParsed)
	}
	if len(other.Enclosures) > 0 && (len(ours.Enclosures) == 0 || ours.Enclosures[0].URL != other.Enclosures[0].URL) {
		t.Errorf("%s: enclosures %v, gofeed %v", ours.Title, ours.Enclosures, other.Enclosures[0])
	}
	if len(other.Authors) > 0 && (len(ours.Authors) == 0 || ours.Authors[0] != other.Authors[0].Name) {
		t.Errorf("%s: authors %q, gofeed %q", ours.Title, ours.Authors, other.Authors[0].Name)
	}
}
