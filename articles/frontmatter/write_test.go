package frontmatter_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/charset"
	"broadsheet/articles/frontmatter"
)

// again reads what was written, as a file of an article is read.
func again(text, body string) frontmatter.Head {
	read := frontmatter.Read(charset.Decode([]byte(text+body), false).Text, nil)
	read.Line, read.BodyLine, read.TitleLine = 0, 0, 0
	read.Dated = false
	return read
}

func TestWriteIsReadBack(t *testing.T) {
	head := frontmatter.Head{
		Title: "“Quoted”: a # title, 中文", Author: "O'Brien", Date: time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC),
		Published: time.Date(2036, 1, 2, 3, 4, 5, 0, time.UTC), Updated: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
		Categories: [][]string{{"Tech", "A: B"}, {"新闻", "- x"}}, Tags: []string{"yes", "1e5", "a, b", "0x1F", "2021-06-11"},
		Link: "https://example.org/a?b=c#d", Images: []string{"https://example.org/i.png"}, Lang: "zh-CN", Excerpt: "---",
		GUID: "tag:example.org,2026:\x01\n---\n&#123;%\u202e", Feed: "A feed", FeedURL: "https://example.org/feed.xml", Source: "Planet",
		Comments: "https://example.org/talk", FullText: true, FullTextRead: time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC),
		Enclosures: []frontmatter.Enclosure{
			{URL: "https://example.org/a.mp3", Type: "audio/mpeg", Length: 12345, Duration: time.Hour}, {URL: "https://example.org/b,%7D.mp3"},
		},
	}
	read := again(frontmatter.Write(&head), "---\ntitle: no\n---\n<p>Text")
	if read.Body != "---\ntitle: no\n---\n<p>Text" {
		t.Errorf("the body is %q", read.Body)
	}
	read.Body = ""
	if !reflect.DeepEqual(read, head) {
		t.Errorf("written as\n%s\nread as\n%+v\nwant\n%+v", frontmatter.Write(&head), read, head)
	}
}

// Other readers of YAML take a plain 0x1F for a number, and a plain date for a time.
func TestWriteQuotesWhatOthersMisread(t *testing.T) {
	for _, title := range []string{"0x1F", "2021-06-11 03:05:25", "12:30:45", "1_000", "null", "No", "a: b", "a #b", "{a}", "- a", "3 days: a"} {
		text := frontmatter.Write(&frontmatter.Head{Title: title})
		if !strings.Contains(text, "title: '"+title+"'\n") {
			t.Errorf("%s", text)
		}
	}
}

// FuzzWrite holds that whatever a stranger says is read back as it passed the gate,
// and that no value becomes another one's.
func FuzzWrite(f *testing.F) {
	long := strings.Repeat("很长", 1<<18)
	for _, text := range []string{
		"", "---", "a\n---\nb", "\x00\x01\x1b[2J\x7f", "\u202eabc\u2066", "{% raw %}{{ x }}", "&#123;&#125;", "'''", `"""a"""`, `\`, "\u2028\ufeff\ufffe",
		"a: b", "- a", "? a", "&a *a", "!!binary x", "|", "> a", "%YAML", "@a", "`a`", "null", "~", "0x1F", "2026-11-30", "# a", "a #b", "\xff\xfe",
		"\t a \t", "a:", "[a, b]", "{a: b}", "https://example.org/{{x}}", "...", "\U000e0041\u200d\u200c", "\u0085a\u00a0b\u3000c", "a\rb\r\nc", long,
	} {
		f.Add(text, "Title", uint8(0))
		f.Add("x", text, uint8(3))
	}
	f.Fuzz(func(t *testing.T, a, b string, n uint8) {
		head := frontmatter.Head{
			Title: a, Author: b, Categories: [][]string{{a, b}, {b}}[:1+n&1], Tags: []string{b, a}, Link: a, Images: []string{"https://example.org/i.png"},
			Lang: b, Excerpt: a, GUID: b, Feed: a, FeedURL: a, Source: b, Comments: b, Enclosures: []frontmatter.Enclosure{{URL: b, Type: a, Length: int64(n)}},
			Date: time.Unix(int64(n)<<32, 0).UTC(),
		}
		text := frontmatter.Write(&head)
		if strings.Count(text, "\n---\n") != 1 || strings.ContainsAny(text, "\r\x00\x1b") || len(text) > frontmatter.MaxSize && len(a)+len(b) < 8<<10 {
			t.Fatalf("written as %q", text)
		}
		read := again(text, a)
		if body := charset.Decode([]byte(a), false); !body.Binary && len(text) < frontmatter.MaxSize && strings.ToValidUTF8(a, "") == a && !strings.HasPrefix(a, "\ufeff") && read.Body != body.Text {
			t.Fatalf("the body %q was read as %q", a, read.Body)
		}
		if len(text) >= frontmatter.MaxSize || strings.ToValidUTF8(a, "") != a {
			return // whoever writes files bounds what identifies an entry, and writes UTF-8
		}
		if want := strings.ToValidUTF8(b, "\ufffd"); read.GUID != want && strings.TrimSpace(b) != "" {
			t.Fatalf("the guid %q was read as %q of %q", want, read.GUID, text)
		}
		if len(read.Problems) > 0 && !strings.Contains(read.Problems[0].Text, "not an address") {
			t.Fatalf("%q has problems: %v", text, read.Problems)
		}
		second := again(frontmatter.Write(&read), "")
		read.Body, second.Body, read.Problems, second.Problems = "", "", nil, nil
		if !reflect.DeepEqual(read, second) || slices.Contains(read.Tags, "") {
			t.Fatalf("first read as\n%+v\nthen as\n%+v", read, second)
		}
	})
}
