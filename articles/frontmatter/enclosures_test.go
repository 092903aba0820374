package frontmatter_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/frontmatter"
)

// Files that come with an article, as programs and people write them.
func TestEnclosuresAsTheyAreWritten(t *testing.T) {
	const address = "https://cast.example/1.mp3"
	whole := frontmatter.Enclosure{URL: address, Type: "audio/mpeg", Length: 24_000_000, Duration: 34 * time.Minute}
	bare := frontmatter.Enclosure{URL: address}
	for name, test := range map[string]struct {
		head string
		want []frontmatter.Enclosure
	}{
		"what feeds write":      {" enclosures:\n - {url: '" + address + "', type: 'audio/mpeg', length: 24000000, duration: 2040}\n", []frontmatter.Enclosure{whole}},
		"an address":            {"enclosure: " + address + "\n", []frontmatter.Enclosure{bare}},
		"an address with blank": {"enclosure: https://cast.example/the tide.mp3\n", []frontmatter.Enclosure{{URL: "https://cast.example/the%20tide.mp3"}}},
		"addresses":             {"enclosures:\n  - " + address + "\n  - " + address + "\n  - https://cast.example/b\n", []frontmatter.Enclosure{bare, {URL: "https://cast.example/b"}}},
		"fields":                {"enclosure:\n  url: " + address + "\n  type: audio/mpeg\n  length: 24000000\n  duration: '34:00'\n", []frontmatter.Enclosure{whole}},
		"sound":                 {"audio: " + address + "\nduration: 0:34:00\n", []frontmatter.Enclosure{{URL: address, Duration: 34 * time.Minute}}},
		"sound without ending":  {"audio: https://cast.example/1\n", []frontmatter.Enclosure{{URL: "https://cast.example/1", Type: "audio"}}},
		"a film":                {"video:\n  src: https://cast.example/1\n", []frontmatter.Enclosure{{URL: "https://cast.example/1", Type: "video"}}},
		"formats":               {"audio:\n  mp3: " + address + "\n  ogg: https://cast.example/1.ogg\n", []frontmatter.Enclosure{bare, {URL: "https://cast.example/1.ogg"}}},
		"a podcast":             {"podcast:\n  file: " + address + "\n  mime: audio/mpeg\n  bytes: 24000000\n  duration: 34m\n", []frontmatter.Enclosure{whole}},
		"as WordPress keeps it": {"enclosure: |\n  " + address + "\n  24000000\n  audio/mpeg\n", []frontmatter.Enclosure{{URL: address, Type: "audio/mpeg", Length: 24_000_000}}},
		"in broken YAML":        {"title: @x: [\nenclosures:\n - {url: '" + address + "', type: 'audio/mpeg', length: 24000000}\n", []frontmatter.Enclosure{{URL: address, Type: "audio/mpeg", Length: 24_000_000}}},
		"no addresses":          {"audio: true\nvideo: /1.mp4\npodcast: The tide\nenclosures: [javascript:x, file:///etc/passwd, 1, [" + address + "]]\n", nil},
		"nonsense":              {"enclosure: {url: '" + address + "', length: -5, duration: long, type: ~}\n", []frontmatter.Enclosure{bare}},
		"no more than 20":       {"enclosures:\n" + strings.Repeat(" - https://cast.example/x\n", 5000) + " - " + address + "\n", []frontmatter.Enclosure{{URL: "https://cast.example/x"}}},
	} {
		head := frontmatter.Read("---\ntitle: The tide\n"+strings.TrimLeft(test.head, " ")+"---\nText", nil)
		if !slices.Equal(head.Enclosures, test.want) {
			t.Errorf("%s: %+v\nwant %+v", name, head.Enclosures, test.want)
		}
	}
	var b strings.Builder
	for i := range 100 {
		fmt.Fprintf(&b, " - https://cast.example/%d\n", i)
	}
	if head := frontmatter.Read("---\ntitle: x\nenclosures:\n"+b.String()+"---\n", nil); len(head.Enclosures) != 20 {
		t.Errorf("%d files are read", len(head.Enclosures))
	}
}

func TestCommentsAsTheyAreWritten(t *testing.T) {
	const address = "https://news.example/item?id=1"
	for line, want := range map[string]string{
		"comments: " + address:                     address,
		"comments: {url: '" + address + "'}":       address,
		"comments: true\ncomments_url: " + address: address,
		"discussion: " + address:                   address,
		"comments: true":                           "",
		"comments: no":                             "",
		"comments: javascript:alert(1)":            "",
	} {
		if head := frontmatter.Read("---\ntitle: x\n"+line+"\n---\nText", nil); head.Comments != want || len(head.Problems) > 0 {
			t.Errorf("%s: %q, %v", line, head.Comments, head.Problems)
		}
	}
}
