package articles

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/frontmatter"
	"broadsheet/model"
)

// coastStory is an article with the quirks of the format that the first real
// articles came in.
const coastStory = `
---
title: '老灯塔重新点亮 618位志愿者参与修复'
categories: 
 - 地方
 - 海岸日报
 - 海岸日报－社會
headimg: 'https://img.example.cn/coast2021/32/w499h333/20210611/lamp-0001.jpg'
author: 海岸日报
comments: false
date: Fri, 11 Jun 2021 03:05:25 GMT
thumbnail: 'https://img.example.cn/coast2021/32/w499h333/20210611/lamp-0001.jpg'
---

<div>   
<p class="ori_titlesource">　　原标题：老灯塔重新点亮 618位志愿者参与修复</p>
<p class="ori_titlesource">　　来源：LampWeb</p>
<p cms-style="font-L">　　[LampWeb]6月11日消息，停用四十年的老灯塔昨夜重新点亮。</p>
<p cms-style="font-L">　　灯塔高三十一米，光程十八海里。</p>
<div class="img_wrapper"><img id="0" style="max-width: 640px;" src="https://img.example.cn/coast2021/32/w499h333/20210611/lamp-0001.jpg" referrerpolicy="no-referrer"></div>
<p cms-style="font-L">　　修复工作历时两年。</p>  
</div>
            `

func TestCoastStory(t *testing.T) {
	article := Parse(Options{}, "root", "a/老灯塔重新点亮 618位志愿者参与修复.md", time.Unix(0, 0), []byte(coastStory))
	if want := "老灯塔重新点亮 618位志愿者参与修复"; article.Title != want {
		t.Errorf("title %q", article.Title)
	}
	if want := [][]string{{"地方", "海岸日报", "海岸日报－社會"}}; !reflect.DeepEqual(article.Categories, want) {
		t.Errorf("categories %q", article.Categories)
	}
	if article.Author != "海岸日报" {
		t.Errorf("author %q", article.Author)
	}
	if want := time.Date(2021, 6, 11, 3, 5, 25, 0, time.UTC); !article.Date.Equal(want) || article.DateInferred {
		t.Errorf("date %v, inferred %v", article.Date, article.DateInferred)
	}
	if want := "https://img.example.cn/coast2021/32/w499h333/20210611/lamp-0001.jpg"; article.Image != want {
		t.Errorf("image %q", article.Image)
	}
	if len(article.Problems) > 0 {
		t.Errorf("problems %v", article.Problems)
	}
}

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
		{"none", "author: a", [][]string{{"news", "local"}}},
		{"empty", "categories:", [][]string{{"news", "local"}}},
		{"empty list", "categories: []", [][]string{{"news", "local"}}},
		{"null", "categories: null", [][]string{{"news", "local"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			article := parseHead(t, "---\ntitle: a\n"+test.head+"\n---\nText.")
			if !reflect.DeepEqual(article.Categories, test.want) {
				t.Errorf("%s\ngives %q, want %q", test.head, article.Categories, test.want)
			}
		})
	}
}

func TestCategoriesOfPaths(t *testing.T) {
	tests := []struct {
		path string
		want []string
	}{
		{"a.md", []string{"Uncategorised"}},
		{"news/a.md", []string{"news"}},
		{"news/of \x1b[31m/the  sea/a.md", []string{"news", "of [31m", "the sea"}},
		{"\u202e/\u200b/a.md", []string{"Uncategorised"}},
		{"\xd0\xc2\xce\xc5/a.md", []string{"新闻"}}, // GBK
	}
	for _, test := range tests {
		article := Parse(Options{}, "root", test.path, time.Time{}, []byte("Text."))
		if want := [][]string{test.want}; !reflect.DeepEqual(article.Categories, want) {
			t.Errorf("%q gives %q, want %q", test.path, article.Categories, want)
		}
	}
}

func TestOtherFields(t *testing.T) {
	tests := []struct {
		name, head string
		got        func(model.Item) any
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
		{"lang", "lang: zh-CN", func(i model.Item) any { return i.Lang }, "zh-CN"},
		{"updated", "updated: 2021-06-11", func(i model.Item) any { return i.Updated.Format(time.RFC3339) }, "2021-06-11T00:00:00Z"},
		{"draft", "draft: true", draft, true},
		{"draft in words", "draft: Yes", draft, true},
		{"no draft", "draft: false", draft, false},
		{"unpublished", "published: false", draft, true},
		{"published", "published: true", draft, false},
		{"image", "headimg: https://example.org/a.jpg\ncover: https://example.org/b.jpg", image, "https://example.org/a.jpg"},
		{"thumbnail", "headimg: ''\nthumbnail: https://example.org/b.jpg", image, "https://example.org/b.jpg"},
		{"cover", "cover: {image: https://example.org/b.jpg}", image, "https://example.org/b.jpg"},
		{"placeholder, then another", "headimg: https://example.org/loadimg.gif\nthumbnail: https://example.org/b.jpg", image, "https://example.org/b.jpg"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			article := parseHead(t, "---\ntitle: a\n"+test.head+"\n---\nText.")
			if got := test.got(article.Item); got != test.want {
				t.Errorf("%s gives %q, want %q", test.head, got, test.want)
			}
		})
	}
}

func tags(i model.Item) any    { return strings.Join(i.Tags, "|") }
func author(i model.Item) any  { return i.Author }
func link(i model.Item) any    { return i.Link }
func excerpt(i model.Item) any { return i.Excerpt }
func draft(i model.Item) any   { return i.Draft }
func image(i model.Item) any   { return i.Image }

func TestLeadImage(t *testing.T) {
	tests := []struct{ address, want string }{
		{"https://example.org/a b.jpg", "https://example.org/a%20b.jpg"},
		{"//example.org/a.jpg", "https://example.org/a.jpg"},
		{"https://cors.zfour.workers.dev/?http://example.org/a.jpg", "http://example.org/a.jpg"},
		{"https://cors.zfour.workers.dev/?http%3A%2F%2Fexample.org%2Fa.jpg", "http://example.org/a.jpg"},
		{"https://picsum.photos/400/300?random=7", ""},
		{"https://example.org/images/common/loadimg.gif", ""},
		{"https://example.org/20200514/343233024.png", ""},
		{"https://example.org/wx-qrcode.png", ""},
		{"https://example.org/media/https://img.example.org/a.jpg", ""},
		{"data:image/gif;base64,R0lGODlhAQABAAAAACw=", ""},
		{"javascript:alert(1)", ""},
		{"mailto:a@example.org", ""},
		{"/local/a.jpg", ""},
		{"", ""},
	}
	for _, test := range tests {
		if got := leadImage(test.address); got != test.want {
			t.Errorf("leadImage(%q) = %q, want %q", test.address, got, test.want)
		}
	}
}

func TestDatesWithoutZone(t *testing.T) {
	o := Options{Location: time.FixedZone("", 8*3600)}
	article := Parse(o, "root", "a.md", time.Time{}, []byte("---\ntitle: a\ndate: 2021-06-11 03:05:25\n---\n"))
	if got, want := article.Date.Format(time.RFC3339), "2021-06-10T19:05:25Z"; got != want {
		t.Errorf("a date without a zone is %s, want %s", got, want)
	}
	modified := time.Date(2020, 1, 2, 3, 4, 5, 0, time.FixedZone("", 3600))
	article = Parse(o, "root", "a.md", modified, []byte("---\ntitle: a\ndate: soon\n---\n"))
	if got := article.Date.Format(time.RFC3339); got != "2020-01-02T02:04:05Z" || !article.DateInferred {
		t.Errorf("instead of a date that cannot be read: %s, inferred %v", got, article.DateInferred)
	}
}

func TestProblemsNameTheirFile(t *testing.T) {
	article := Parse(Options{}, "root", "a\x1b/\xd0\xc2.md", time.Time{}, []byte("---\ndate: soon\n---\n\xff"))
	if len(article.Problems) < 2 {
		t.Fatalf("problems %v", article.Problems)
	}
	for _, p := range article.Problems {
		if p.Root != "root" || p.Path != "a/新.md" || !strings.HasSuffix(p.Text, ".") {
			t.Errorf("%+v", p)
		}
	}
	if !slices.IsSortedFunc(article.Problems[:1], func(a, b model.Problem) int { return a.Line - b.Line }) {
		t.Errorf("not in the order of the file: %v", article.Problems)
	}
}

func TestMinutes(t *testing.T) {
	long := "<div>" + strings.Repeat("<p>潮水每天两次涨落，渔民按照月亮的位置出海归航。</p>\n", 200) + "</div>"
	article := Parse(Options{}, "root", "a.md", time.Time{}, []byte("---\ntitle: a\n---\n"+long))
	if article.Minutes != 11 { // 22 characters 200 times, at 400 a minute
		t.Errorf("the article takes %d minutes, want 11", article.Minutes)
	}
	f := file{path: "a.md", size: int64(len(long)), head: frontmatter.Head{Body: long}, read: len(long)}
	if got := f.guessMinutes(); got < 10 || got > 12 {
		t.Errorf("the guess is %d minutes, want about 11", got)
	}
}
