package frontmatter

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestCategories(t *testing.T) {
	tests := []struct {
		name, head string
		want       [][]string
	}{
		{"flat list", "categories:\n - 地方\n - 海岸日报\n - 社會", [][]string{{"地方", "海岸日报", "社會"}}},
		{"in brackets", "categories: [Sea, Tides]", [][]string{{"Sea", "Tides"}}},
		{"text", "categories: Sea", [][]string{{"Sea"}}},
		{"number", "categories: 2021", [][]string{{"2021"}}},
		{"alias", "category: Sea", [][]string{{"Sea"}}},
		{"both keys", "category: Land\ncategories: [Sea]", [][]string{{"Sea"}}},
		{"slash in a name", "categories: Sea/Tides", [][]string{{"Sea/Tides"}}},
		{"lists in a list", "categories:\n- [Sea, Tides]\n- [Science, Moon]\n- Land", [][]string{{"Sea", "Tides"}, {"Science", "Moon"}, {"Land"}}},
		{"lists in a block list", "categories:\n- - Sea\n  - Tides\n- - Science", [][]string{{"Sea", "Tides"}, {"Science"}}},
		{"deeper lists", "categories: [[Sea, [Tides]], [Sea, Tides]]", [][]string{{"Sea", "Tides"}}},
		{"empty ones", "categories:\n- Sea\n-\n- ''\n- ~\n- Tides", [][]string{{"Sea", "Tides"}}},
		{"colon in a name", "categories:\n- 'Sea'\n- 报: 社会", [][]string{{"Sea", "报: 社会"}}},
		{"pipe before the third", "categories:\n - Sea\n - Tides\n - | Tides－local", [][]string{{"Sea", "Tides", "Tides－local"}}},
		{"tabs", "categories:\n\t- Sea\n\t- Tides", [][]string{{"Sea", "Tides"}}},
		{"rescued, in brackets", "link: @x\ncategories: ['Sea', [Tides, \"Moon\"]]", [][]string{{"Sea"}, {"Tides", "Moon"}}},
		{"rescued, as text", "link: @x\ncategories: Sea", [][]string{{"Sea"}}},
		{"control characters", "categories:\n- \"Se\\ea\"\n- \u202eTides", [][]string{{"Sea", "Tides"}}},
		{"none", "author: a", nil},
		{"empty", "categories:", nil},
		{"empty list", "categories: []", nil},
		{"null", "categories: null", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			head := Read("---\ntitle: a\n"+test.head+"\n---\nText.", nil)
			if !reflect.DeepEqual(head.Categories, test.want) {
				t.Errorf("%s\ngives %q, want %q", test.head, head.Categories, test.want)
			}
		})
	}
}

func TestOtherFields(t *testing.T) {
	tests := []struct {
		name, head string
		got        func(Head) any
		want       any
	}{
		{"tags", "tags: [a, b, a, '']", tags, "a|b"},
		{"tags in a text", "tags: a, b，c", tags, "a|b|c"},
		{"tag", "tag:\n- 1\n- true", tags, "1|true"},
		{"no tags", "tags:", tags, ""},
		{"author", "author: 海岸日报 - 社會", author, "海岸日报 - 社會"},
		{"authors", "author: [A, B]", author, "A, B"},
		{"author with fields", "author: {name: A, mail: b}", author, "A"},
		{"authors with fields", "author:\n- name: A\n- name: B", author, "A, B"},
		{"author null", "author: ~", author, ""},
		{"author with escape", "author: \"A\\e[31m\"", author, "A[31m"},
		{"link", "link: https://example.org/a?b=c&d", link, "https://example.org/a?b=c&d"},
		{"url", "url: http://example.org/潮", link, "http://example.org/%E6%BD%AE"},
		{"source", "source: //example.org/a", link, "https://example.org/a"},
		{"source that is a name", "source: Sea Daily", link, ""},
		{"refused link, then url", "link: javascript:alert(1)\nurl: https://example.org/", link, "https://example.org/"},
		{"javascript in capitals", "link: \" JavaScript:alert(1)\"", link, ""},
		{"data", "link: data:text/html,a", link, ""},
		{"excerpt", "excerpt: |\n  a\n  b\ndescription: c", excerpt, "a b"},
		{"description", "description: c", excerpt, "c"},
		{"lang", "lang: zh-CN", func(h Head) any { return h.Lang }, "zh-CN"},
		{"updated", "updated: 2021-06-11", func(h Head) any { return h.Updated.Format(time.RFC3339) }, "2021-06-11T00:00:00Z"},
		{"draft", "draft: true", draft, true},
		{"draft in words", "draft: Yes", draft, true},
		{"no draft", "draft: false", draft, false},
		{"unpublished", "published: false", draft, true},
		{"published", "published: true", draft, false},
		{"image", "headimg: https://example.org/a.jpg\ncover: https://example.org/b.jpg", image, "https://example.org/a.jpg"},
		{"thumbnail", "headimg: ''\nthumbnail: https://example.org/b.jpg", image, "https://example.org/b.jpg"},
		{"Jekyll's image", "image:\n  path: x\n  url: https://example.org/b.jpg", image, "https://example.org/b.jpg"},
		{"Hugo's images", "images: ['https://example.org/b.jpg', c]", image, "https://example.org/b.jpg"},
		{"params", "params:\n  Author:\n    name: A", author, "A"},
		{"params and the key itself", "params:\n  author: B\nauthor: A", author, "A"},
		{"description in params", "params: {description: c}", excerpt, "c"},
		{"picture in params", "params: {featured_image: https://example.org/b.jpg}", image, "https://example.org/b.jpg"},
		{"cover", "cover: {image: https://example.org/b.jpg}", image, "https://example.org/b.jpg"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			head := Read("---\ntitle: a\n"+test.head+"\n---\nText.", nil)
			if got := test.got(head); got != test.want {
				t.Errorf("%s gives %q, want %q", test.head, got, test.want)
			}
		})
	}
}

func tags(h Head) any    { return strings.Join(h.Tags, "|") }
func author(h Head) any  { return h.Author }
func link(h Head) any    { return h.Link }
func excerpt(h Head) any { return h.Excerpt }
func draft(h Head) any   { return h.Draft }
func image(h Head) any   { return h.Images[0] }

// What Hugo keeps in a table of its own counts in TOML, too.
func TestParamsInTOML(t *testing.T) {
	head := Read("+++\ntitle = 'a'\n[params]\nauthor = 'A'\nimage = 'https://example.org/b.jpg'\n+++\nText.", nil)
	if head.Author != "A" || len(head.Images) != 1 || head.Images[0] != "https://example.org/b.jpg" || len(head.Problems) > 0 {
		t.Errorf("%+v", head)
	}
}
