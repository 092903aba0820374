package articles

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/articles/frontmatter"
	"broadsheet/articles/gate"
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

// TestTitlesOfPlainText takes a line that stands alone for the title, and no line away
// from what is not.
func TestTitlesOfPlainText(t *testing.T) {
	for _, test := range []struct{ text, title, body string }{
		{"渡口\n\n江上灯一点，\n舟中客未眠。\n", "渡口", "江上灯一点，\n舟中客未眠。"},
		{"江上灯一点，\n舟中客未眠。\n", "江上灯一点，", "江上灯一点，\n舟中客未眠。"},
		{"[10:01] ann: is it running?\n[10:02] bob: yes\n", "[10:01] ann: is it running?", "[10:01] ann: is it running?\n[10:02] bob: yes"},
		{"A letter\n\nCome over.\n", "A letter", "Come over."},
		{"Come over.\n", "Come over", "Come over."},
	} {
		article := Parse(Options{}, "root", "a.txt", time.Time{}, []byte(test.text))
		if body := strings.Trim(documentText(&article.Document), "\n"); article.Title != test.title || body != test.body {
			t.Errorf("%q has the title %q and the body %q", test.text, article.Title, body)
		}
	}
}

// TestDatesInNames reads the dates that the names of files begin with.
func TestDatesInNames(t *testing.T) {
	modified := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	o := Options{Location: time.FixedZone("", 3600)}
	for _, test := range []struct{ path, text, want, title string }{
		{"_posts/2014-03-02-of-tides.md", "", "2014-03-01T23:00:00Z", "of-tides"},
		{"2014-3-2-潮水.markdown", "", "2014-03-01T23:00:00Z", "潮水"},
		{"2014-03-02-a.html", "---\ndate: 2015-01-01\n---\n", "2014-12-31T23:00:00Z", "a"},
		{"2014-03-02-a.md", "---\ndate: soon\n---\n", "2014-03-01T23:00:00Z", "a"},
		{"2014-02-30-a.md", "", "", "2014-02-30-a"},
		{"2014-03-02.md", "", "", "2014-03-02"},
		{"0014-03-02-a.md", "", "", "0014-03-02-a"},
		{"555-1234-12-a.txt", "", "", "555-1234-12-a"},
	} {
		article := Parse(o, "root", test.path, modified, []byte(test.text))
		want, inferred := test.want, false
		if want == "" {
			want, inferred = modified.Format(time.RFC3339), true
		}
		if got := article.Date.Format(time.RFC3339); got != want || article.DateInferred != inferred || article.Title != test.title {
			t.Errorf("%s is of %s, inferred %v, with the title %q", test.path, got, article.DateInferred, article.Title)
		}
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

// parseHead gives what a list shows of a file with that text.
func parseHead(t *testing.T, text string) *model.Article {
	t.Helper()
	article := Parse(Options{}, "root", "news/local/file name.md", time.Unix(1e9, 0), []byte(text))
	if article.Title == "" || len(article.Categories) == 0 || article.Minutes < 1 {
		t.Fatalf("an article without title, category or minutes: %+v", article.Item)
	}
	return article
}

// TestMissingTitle makes titles of bodies and of file names.
func TestMissingTitle(t *testing.T) {
	const head = "---\ntitle: %s\ndate: 2021-06-11\n---\n"
	tests := []struct{ name, text, want string }{
		{"blank", fmt.Sprintf(head, " ") + "# Of tides\n\nThe sea rises.", "Of tides"},
		{"number sign", fmt.Sprintf(head, "#") + "The sea rises. Then it falls.", "The sea rises. Then it falls"},
		{"quoted blank", fmt.Sprintf(head, "' '") + "<div>\n<p>海水上涨。随后退去。</p>\n</div>", "海水上涨"},
		{"only invisible", fmt.Sprintf(head, "'\u200b\u202e'") + "The sea rises.", "The sea rises"},
		{"no title", "---\ndate: 2021-06-11\n---\nThe sea rises.", "The sea rises"},
		{"bullet", fmt.Sprintf(head, "") + "<div>• The sea rises.<br><br>• It falls.</div>", "The sea rises"},
		{"no body", fmt.Sprintf(head, ""), "file name"},
		{"nothing", "", "file name"},
		{"no front matter", "# Of tides\n\nThe sea rises.", "Of tides"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := parseHead(t, test.text).Title; got != test.want {
				t.Errorf("title %q, want %q", got, test.want)
			}
		})
	}
}

// TestTitleOfSentenceLeavesIt checks that a text of one sentence is not taken
// away because the title was made of it.
func TestTitleOfSentenceLeavesIt(t *testing.T) {
	article := parseHead(t, "---\ntitle: \n---\nThe sea rises.")
	if len(article.Document.Blocks) == 0 {
		t.Error("the only sentence of the article is gone")
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: - a\n b: [\n---\n", "+++\na = 1\n+++\n", ";;;\n\"a\": {}\n;;;\n", "{\"title\": [1, {\"a\": null}]}\nText", "---\n? a\n: b\n---",
		"---\ntitle: a\n---\n---\n", "\ufeff\n---\r\ntitle: &a *a\r\n---", "---\ntitle: a\n\nText\n\n---\nMore", "---\n%YAML 1.2\n---\n",
		"---\ntitle: a: b\n  c: d\n- e\n|\n---\n", "---\ncategories: [[a, [b]], c]\n---\n", "---\ntitle:\n- ''\n\n-  \"a\"\n---\n",
		"---\na: x\n\n\n# c\nb: 'x'  \n---\n", "---\nauthor: {name: a}\ncover: {image: b}\n---\n", "---\ntitle: &#123;&#125;\n---\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		article := Parse(Options{}, "root", "a/b.md", time.Unix(0, 0), []byte(text))
		for _, shown := range append([]string{article.Title, article.Author, article.Excerpt, article.Lang}, slices.Concat(article.Categories...)...) {
			if shown != gate.Clean(shown) {
				t.Fatalf("%q did not pass the gate", shown)
			}
		}
		if article.Title == "" || len(article.Categories) == 0 || article.Minutes < 1 {
			t.Fatalf("%+v", article.Item)
		}
	})
}

// What is done to a text before its head is read: line ends, a byte order mark,
// braces that were written as entities.
func TestTextsBeforeTheirHead(t *testing.T) {
	const text = "---\ntitle: '&#123;tide&#125; of the moon'\nauthor: Sea Daily\n---\nText.\n"
	for name, text := range map[string]string{
		"as it is":        text,
		"byte order mark": "\ufeff" + text,
		"CR LF":           strings.ReplaceAll("\n"+text, "\n", "\r\n"),
		"CR":              strings.ReplaceAll(text, "\n", "\r"),
	} {
		article := parseHead(t, text)
		if article.Title != "{tide} of the moon" || article.Author != "Sea Daily" || !strings.Contains(documentText(&article.Document), "Text.") {
			t.Errorf("%s: title %q, author %q", name, article.Title, article.Author)
		}
	}
}

// TestHeadProblems checks the sentences and lines that check prints of what only a
// whole file shows; the others are those of front matter.
func TestHeadProblems(t *testing.T) {
	type line struct {
		Line int
		Text string
	}
	for _, test := range []struct {
		name, text string
		want       string
	}{
		{"none", "\n---\ntitle: a\n---\nb", "[]"},
		{"of the head", "---\ntitle: a\ntitle: b\n---\nc", "[{Line:3 Text:The key title stands twice; the first one counts.}]"},
		{"no title", "---\nauthor: a\ntitle: \n---\nThe sea.", "[{Line:2 Text:There is no title; the body's first sentence stands in for it.}]"},
		{"empty", "", "[{Line:0 Text:This file is empty.}]"},
		{"bytes", "---\ntitle: a\n---\nb\n\xe9t\xe9\n", "[{Line:5 Text:The text does not say in which character set it is written; it was read as windows-1252, which is a guess.}]"},
	} {
		var got []line
		for _, p := range parseHead(t, test.text).Problems {
			got = append(got, line{p.Line, p.Text})
		}
		if got := fmt.Sprintf("%+v", got); got != test.want {
			t.Errorf("%s: problems\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// Without categories in the head, the folders above the file are the path; an
// address that is a placeholder is no lead image.
func TestWhatTheHeadDoesNotSay(t *testing.T) {
	const head = "---\ntitle: a\n%s\n---\nText."
	for _, none := range []string{"author: a", "categories: []", "categories: null"} {
		if got := parseHead(t, fmt.Sprintf(head, none)).Categories; !reflect.DeepEqual(got, [][]string{{"news", "local"}}) {
			t.Errorf("%s gives the categories %q", none, got)
		}
	}
	article := parseHead(t, fmt.Sprintf(head, "headimg: https://example.org/loadimg.gif\nthumbnail: https://example.org/b.jpg"))
	if article.Image != "https://example.org/b.jpg" {
		t.Errorf("the lead image is %q", article.Image)
	}
}

// Of an article that a feed brought, and that names no author, the feed is the source;
// what other programs mean by the same key is not.
func TestSourceIsTheFeed(t *testing.T) {
	for text, want := range map[string]string{
		"---\ntitle: Late\nfeed: Harbour News\nfeed_url: https://example.org/feed\n---\n<p>x</p>\n":              "Harbour News",
		"---\ntitle: Late\nauthor: Ann\nfeed: Harbour News\nfeed_url: https://example.org/feed\n---\n<p>x</p>\n": "Ann",
		"---\ntitle: Late\nfeed: true\n---\n<p>x</p>\n":                                                          "",
	} {
		if article := parseHead(t, text); article.Author != want {
			t.Errorf("the source is %q, want %q:\n%s", article.Author, want, text)
		}
	}
}
