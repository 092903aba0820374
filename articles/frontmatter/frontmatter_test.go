package frontmatter

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"broadsheet/articles/gate"
)

// TestPlainFieldsAgree compares the reader for plain heads with the library.
func TestPlainFieldsAgree(t *testing.T) {
	plain := 0
	for i := range 2000 {
		head := variedHead(i)
		if agreesWithYAML(t, head) {
			plain++
		}
	}
	if plain < 800 {
		t.Errorf("only %d of 2000 heads were taken for plain ones", plain)
	}
}

// agreesWithYAML fails the test where a head that counts as plain says something
// else to the YAML library.
func agreesWithYAML(t *testing.T, head string) bool {
	t.Helper()
	quick, plain := plainFields(head, 1)
	if !plain {
		return false
	}
	slow, refused := yamlFields(head, 1)
	if refused != nil {
		t.Fatalf("the library refuses %q: %s", head, refused.text)
	}
	if len(quick) != len(slow) || len(slow) > 0 && !reflect.DeepEqual(quick, slow) {
		t.Fatalf("%q\n plainly %+v\n by YAML %+v", head, quick, slow)
	}
	return true
}

// variedHead gives one of many heads, most of them in the usual form.
func variedHead(i int) string {
	pick := func(n int, from ...string) string { return from[i/n%len(from)] }
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\n", pick(1,
		"'潮水为什么每天晚到五十分钟'", "Moon and tide", fmt.Sprintf("'The %dth tide''s height'", i), "12_00", "\"Type, set\"", "@tide", "快讯: 潮水"))
	indent := pick(7, " ", "    ", "", "  ")
	fmt.Fprintf(&b, "categories: %s\n", pick(14, "", "\n", "Science", "[a, b]", "")+"")
	for j := range i % 4 {
		fmt.Fprintf(&b, "%s- %s %d\n", indent, pick(3, "科学", "海洋 - 观测", "Sea", "(潮)"), j)
	}
	fmt.Fprintf(&b, "headimg: 'https://example.org/%d.jpg'\nauthor: %s\n", i, pick(5, "海洋日报", "Sea Daily", "''", "\"\""))
	fmt.Fprintf(&b, "comments: false\ndate: %s\n", pick(11, "Fri, 11 Jun 2021 03:05:25 GMT", "2021-06-11 03:05:25"))
	fmt.Fprintf(&b, "thumbnail: %s\n", pick(2, "''", "", "https://example.org/a.jpg?b=c&d=e#f"))
	return b.String()
}

func FuzzFrontMatter(f *testing.F) {
	for i := range 20 {
		f.Add("---\n" + variedHead(i*97) + "---\nText.\n")
	}
	for _, seed := range []string{
		"---\ntitle: - a\n b: [\n---\n", "+++\na = 1\n+++\n", ";;;\n\"a\": {}\n;;;\n", "{\"title\": [1, {\"a\": null}]}\nText", "---\n? a\n: b\n---",
		"---\ntitle: a\n---\n---\n", "\ufeff\n---\r\ntitle: &a *a\r\n---", "---\ntitle: a\n\nText\n\n---\nMore", "---\n%YAML 1.2\n---\n",
		"---\ntitle: a: b\n  c: d\n- e\n|\n---\n", "---\ncategories: [[a, [b]], c]\n---\n", "---\ntitle:\n- ''\n\n-  \"a\"\n---\n",
		"---\na: x\n\n\n# c\nb: 'x'  \n---\n", "---\nauthor: {name: a}\ncover: {image: b}\n---\n", "---\ntitle: &#123;&#125;\n---\n", "---\ntitle:00\n0\n0\n00\n---",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd") // as all text is that comes here
		head := Read(text, nil)
		for _, shown := range append([]string{head.Title, head.Author, head.Excerpt, head.Lang}, slices.Concat(head.Categories...)...) {
			if shown != gate.Clean(shown) {
				t.Fatalf("%q did not pass the gate", shown)
			}
		}
		if s := splitHead(text); s.format == yamlHead {
			agreesWithYAML(t, s.head)
		}
	})
}

// BenchmarkFrontMatter reads 1,000 varied heads a round: most are plain, some
// need the YAML library, a few the rescue.
func BenchmarkFrontMatter(b *testing.B) {
	heads := make([]string, 1000)
	size := 0
	for i := range heads {
		heads[i] = "\n---\n" + variedHead(i) + "---\n\n<div>   \n<p>　　月亮每天东移十三度。</p>  \n</div>\n"
		size += len(heads[i])
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, head := range heads {
			if Read(head, nil).Line == 0 {
				b.Fatal("a head was not read")
			}
		}
	}
}
