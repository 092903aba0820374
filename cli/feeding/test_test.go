package feeding

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"broadsheet/articles/feed"
)

// shownAs gives what `feeds test --json` shows of a document, and the names of its fields
// in their order.
func shownAs(t *testing.T, document string) (shown testedFeed, fields []string) {
	t.Helper()
	read, err := feed.Read([]byte(document), feed.Options{URL: "https://town.example/feed"})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := (&tested{feed: read}).writeJSON(&b); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(b.String()), &shown); err != nil {
		t.Fatal(err)
	}
	for decoder := json.NewDecoder(strings.NewReader(b.String())); ; {
		token, err := decoder.Token()
		if err != nil {
			return shown, fields
		}
		if name, ok := token.(string); ok && strings.Contains(b.String(), `"`+name+`":`) && !slices.Contains(fields, name) {
			fields = append(fields, name)
		}
	}
}

// The names are a format that programs read: none is missing where a feed says nothing,
// lists are empty and times null.
func TestJSONOfAFeedHasAllFields(t *testing.T) {
	shown, fields := shownAs(t, `<rss version="2.0"><channel><item><description>Only words</description><enclosure url="/a"/></item></channel></rss>`)
	want := "url status format encoding title link language problems entries key published updated author categories summary text enclosures type length"
	for name := range strings.FieldsSeq(want) {
		if !slices.Contains(fields, name) {
			t.Errorf("there is no field %q in %q", name, fields)
		}
	}
	if len(fields) != len(strings.Fields(want)) {
		t.Errorf("fields: %q", fields)
	}
	e := shown.Entries[0]
	if shown.Problems == nil || e.Categories == nil || e.Published != nil || e.Updated != nil || e.Text != "Only words" {
		t.Errorf("%+v", shown)
	}
	shown, _ = shownAs(t, `{"version":"https://jsonfeed.org/version/1","items":[]}`)
	if shown.Entries == nil || shown.Problems == nil {
		t.Errorf("an empty feed: %+v", shown)
	}
}

func TestJSONOfOddEntries(t *testing.T) {
	shown, _ := shownAs(t, `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
		<item><guid>1</guid><title>Tides &amp;amp; &lt;i&gt;ships&lt;/i&gt;</title><link>/a</link><pubDate>Mon, 30 Nov 2026 10:00:00 +0800</pubDate>
			<atom:updated>2026-11-30T10:00:00.5+08:00</atom:updated><description>&lt;img src="/i.png"&gt;</description></item>
		<item><guid>2</guid><title>No date</title><pubDate>soon</pubDate><enclosure url="a.mp3" length="many"/></item></channel></rss>`)
	e := shown.Entries[0]
	if e.Title != "Tides & ships" || e.Link != "https://town.example/a" || !strings.Contains(e.Text, `"https://town.example/i.png"`) {
		t.Errorf("%+v", e)
	}
	for _, at := range []*string{e.Published, e.Updated} {
		if at == nil || *at != "2026-11-30T02:00:00Z" {
			t.Errorf("times: %v, %v", e.Published, e.Updated)
		}
	}
	e = shown.Entries[1]
	if e.Published != nil || len(e.Enclosures) != 1 || e.Enclosures[0] != (testedEnclosure{URL: "https://town.example/a.mp3"}) || len(shown.Problems) == 0 {
		t.Errorf("%+v, problems %q", e, shown.Problems)
	}
}

// Ids are missing and doubled; what is shown as the key tells entries apart nevertheless.
func TestKeysTellEntriesApart(t *testing.T) {
	shown, _ := shownAs(t, `<rss version="2.0"><channel>
		<item><guid isPermaLink="false">same</guid><title>One</title><link>/1</link></item>
		<item><guid isPermaLink="false">same</guid><title>Two</title><link>/2</link></item>
		<item><guid isPermaLink="false">same</guid><title>Three</title><link>/2</link></item>
		<item><guid isPermaLink="false">same</guid><title>Four</title></item>
		<item><guid isPermaLink="false">same</guid><title>Two</title><link>/2</link></item>
		<item><link>/1</link><title>By its link</title></item>
		<item><title>By its title</title></item>
		<item><title>By its title</title><description>and more</description></item>
		<item><description>By its text</description></item>
		<item><description>By another text</description></item></channel></rss>`)
	var keys []string
	for _, e := range shown.Entries {
		keys = append(keys, e.Key)
	}
	want := []string{
		"same", "same https://town.example/2", "same #3", "same #2", "same https://town.example/2",
		"https://town.example/1", "By its title", "By its title #2",
	}
	if !slices.Equal(keys[:len(want)], want) {
		t.Errorf("keys: %q", keys)
	}
	if a, b := keys[8], keys[9]; a == b || !strings.HasPrefix(a, "sha256:") || !strings.HasPrefix(b, "sha256:") {
		t.Errorf("keys of what is only text: %q and %q", a, b)
	}
}
