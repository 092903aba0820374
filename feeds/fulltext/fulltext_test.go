package fulltext

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

const address = "https://gazette.example.org/2026/11/ferry.html?from=feed"

// paragraphs are an article's of so many sentences.
func paragraphs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<p>The ferry number %d came in late, as it does in November, and nobody on the pier was surprised. "+
			"The harbour master, who has seen 40 winters, said that the tide waits for nobody, least of all for him.</p>\n", i)
	}
	return b.String()
}

// duanluo are an article's in Chinese.
func duanluo(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<p>第%d班渡轮又晚点了，码头上没有人感到意外。港务长说，潮水不等人，十一月的雾更不等人，大家带上一本书就好。</p>\n", i)
	}
	return b.String()
}

// around puts what stands around articles on the pages of a site.
func around(head, article string) string {
	var related, menu strings.Builder
	for i := range 12 {
		fmt.Fprintf(&related, `<li><a href="/other/%d">Something else that happened, number %d</a></li>`, i, i)
		fmt.Fprintf(&menu, `<li><a href="/section/%d">Section %d</a></li>`, i, i)
	}
	return `<!DOCTYPE html><html lang="en-GB"><head><title>Ferries come in late | The Harbour Gazette</title>` + head + `</head><body>
<header class="site-header"><a href="/">The Harbour Gazette</a><nav><ul>` + menu.String() + `</ul></nav></header>
<main><article class="post"><h1>Ferries come in late</h1>` + article + `</article>
<aside class="sidebar related"><h3>Related stories</h3><ul>` + related.String() + `</ul></aside>
<div class="comments" id="comments"><h3>Comments</h3><p>First! I take this ferry each day and never saw the like of it, says a reader.</p></div></main>
<footer><p>Copyright 2026 by the Harbour Gazette. All rights reserved, and the tide too.</p></footer>
<script>var subscribe = "<p>Subscribe to our newsletter</p>";</script></body></html>`
}

func mustRead(t *testing.T, page, contentType string) Text {
	t.Helper()
	text, err := Read(t.Context(), []byte(page), address, contentType)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAnArticleIsFound(t *testing.T) {
	text := mustRead(t, around(`<base href="/2026/"><meta name="author" content="By Ada Pilot"><meta property="og:image" content="/i/pier.jpg">`,
		paragraphs(3)+`<figure><img src="p/ferry.jpg" srcset="p/small.jpg 400w, p/large.jpg 800w" alt="The ferry"><figcaption>At the pier</figcaption></figure>
<p>More is in <a href="tides.html">the tide table</a>, and in <a href="#note">a note</a>, not <a href="javascript:alert(1)">here</a>.</p>`+
			`<pre><code class="language-go">fmt.Println("ahoy")</code></pre>`+paragraphs(4)+`<p id="note">The note.</p>`), "text/html; charset=utf-8")
	for _, want := range []string{
		"The ferry number 0", "The ferry number 3", "The note.", "At the pier", `href="https://gazette.example.org/2026/tides.html"`, `href="#note"`,
		`src="https://gazette.example.org/2026/p/ferry.jpg"`, "https://gazette.example.org/2026/p/large.jpg 800w", `class="language-go"`,
	} {
		if !strings.Contains(text.HTML, want) {
			t.Errorf("there is no %s", want)
		}
	}
	for _, not := range []string{"Section 3", "Related", "Something else", "Copyright", "First!", "newsletter", "javascript", "<h1"} {
		if strings.Contains(text.HTML, not) {
			t.Errorf("there is %s", not)
		}
	}
	if text.Title != "Ferries come in late" && text.Title != "Ferries come in late | The Harbour Gazette" || text.Author != "Ada Pilot" ||
		text.Image != "https://gazette.example.org/i/pier.jpg" || text.Language != "en-GB" {
		t.Errorf("%+v", text)
	}
	if text.Characters < 1000 || text.Characters > 1800 {
		t.Errorf("%d characters", text.Characters)
	}
}

// A short article in Chinese says as much as a long one in English, and is not taken
// for one whose rest has to be looked for among the links.
func TestAShortArticleInChinese(t *testing.T) {
	var others strings.Builder
	for i := range 15 {
		fmt.Fprintf(&others, `<li><a href="/n/%d.html">%d号码头的另一条新闻，与这篇文章没有关系</a></li>`, i, i)
	}
	text := mustRead(t, `<html><head><title>渡轮又晚点了_海港日报</title></head><body><div class="nav"><a href="/">首页</a><a href="/gn">国内</a></div>
<div class="article-content">`+duanluo(5)+`</div><div class="recommend"><h3>相关阅读</h3><ul>`+others.String()+`</ul></div>
<div class="comment-list"><p>网友：我每天都坐这班船，从来没有准时过，不过也没有人着急，大家都习惯了。</p></div><div class="footer">版权所有，翻印必究。</div></body></html>`, "")
	if !strings.Contains(text.HTML, "第0班渡轮") || !strings.Contains(text.HTML, "第4班渡轮") {
		t.Errorf("it lacks text: %s", text.HTML)
	}
	for _, not := range []string{"相关阅读", "另一条新闻", "首页", "网友", "版权"} {
		if strings.Contains(text.HTML, not) {
			t.Errorf("there is %s", not)
		}
	}
}

// WeChat hides its articles until a script has run, and says the addresses of pictures
// to that script alone.
func TestAHiddenArticle(t *testing.T) {
	text := mustRead(t, `<html><head><meta property="og:title" content="渡轮"></head><body><div id="js_article"><div class="rich_media_area_primary">
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">`+duanluo(8)+`<p><img data-src="https://pictures.example.com/640?wx_fmt=png" class="rich_pages"></p>
`+duanluo(2)+`</div></div></div></body></html>`, "text/html; charset=UTF-8")
	if !strings.Contains(text.HTML, "第7班") || !strings.Contains(text.HTML, "https://pictures.example.com/640?wx_fmt=png") || text.Title != "渡轮" {
		t.Errorf("%+v", text)
	}
}

// Formulas are often hidden, or in scripts, which are left out of an article.
func TestFormulasStay(t *testing.T) {
	text := mustRead(t, around("", paragraphs(3)+`<p>The tide is <script type="math/tex">h_0 + h_1</script>, or <span class="mwe-math-element"><span style="display: none"><math><mi>h</mi><mo>&gt;</mo><mn>0</mn></math></span></span> at least.</p>`+
		paragraphs(3)), "text/html; charset=utf-8")
	for _, want := range []string{"h₀\u00A0+\u00A0h₁, or", "h\u00A0&gt;\u00A00 at least"} {
		if !strings.Contains(text.HTML, want) {
			t.Errorf("%q is not in %s", want, text.HTML)
		}
	}
}

func TestCharacterSets(t *testing.T) {
	page := `<html><head><title>渡轮</title>%s</head><body><article>` + duanluo(12) + `</article></body></html>`
	gbk := func(meta string) string {
		encoded, err := simplifiedchinese.GBK.NewEncoder().String(fmt.Sprintf(page, meta))
		if err != nil {
			t.Fatal(err)
		}
		return encoded
	}
	big5, err := traditionalchinese.Big5.NewEncoder().String(`<meta charset=big5><article>` + strings.Repeat("<p>渡輪在碼頭，人人都在等，潮水不等人，也不等船。</p>", 30))
	if err != nil {
		t.Fatal(err)
	}
	wide := "\xff\xfe"
	for _, unit := range utf16.Encode([]rune(fmt.Sprintf(page, ""))) {
		wide += string([]byte{byte(unit), byte(unit >> 8)})
	}
	for _, test := range []struct{ name, page, contentType string }{
		{"the header says it", gbk(""), "text/html; charset=GBK"},
		{"the page says it", gbk(`<meta charset="gb2312">`), "text/html"},
		{"the page says it as HTML 4 does", gbk(`<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`), ""},
		{"nobody says it", gbk(""), "text/html"},
		{"the page says what is not so", fmt.Sprintf(page, `<meta charset="gbk">`), "text/html"},
		{"the header says what is not so", fmt.Sprintf(page, ""), "text/html; charset=iso-8859-1"},
		{"UTF-16", wide, ""},
		{"traditional", big5, "text/html"},
	} {
		text, err := Read(t.Context(), []byte(test.page), address, test.contentType)
		if err != nil || !strings.Contains(text.HTML, "渡轮") && !strings.Contains(text.HTML, "渡輪") || strings.Contains(text.HTML, "\ufffd") {
			t.Errorf("%s: %q, %v", test.name, text.HTML[:min(len(text.HTML), 200)], err)
		}
	}
}

func TestWhatIsNoArticle(t *testing.T) {
	var links strings.Builder
	for i := range 60 {
		fmt.Fprintf(&links, `<div class="teaser"><h2><a href="/story/%d">A story about something that happened somewhere, number %d</a></h2></div>`, i, i)
	}
	for _, test := range []struct {
		name, page, contentType string
		want                    Kind
	}{
		{"a PDF", "%PDF-1.7 ...", "text/html", KindNoPage},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00", "image/png", KindNoPage},
		{"bytes", "\x00\x01\x02\x03", "application/octet-stream", KindNoPage},
		{"data", `{"a": 1}`, "application/json", KindNoPage},
		{"nothing", " \n", "text/html", KindNoPage},
		{"a page without text", "<html><body><script>show()</script></body></html>", "text/html", KindShort},
		{"only a frame", `<frameset><frame src="a.html"></frameset>`, "text/html", KindShort},
		{"a front page", "<html><body><h1>News</h1>" + links.String() + "</body></html>", "text/html", KindLinks},
		{"a challenge", "<title>Just a moment...</title><p>Verifying you are human. This may take a few seconds, and needs JavaScript and cookies.", "text/html", KindChallenge},
		{"a challenge in Chinese", "<title>百度安全验证</title><p>网络不给力，请稍后重试。完成验证后即可继续访问。</p>", "text/html", KindChallenge},
		{"a login", "<title>Welcome</title><form><p>Please tell us who you are, so that we can show you what is yours.</p><input type=password></form>", "text/html", KindLogin},
		{"a login in Chinese", "<title>请登录</title><p>登录后即可阅读全文，没有账号的读者可以先注册一个。</p>", "text/html", KindLogin},
		{"a soft 404", "<title>Page not found - The Gazette</title><p>We could not find what you were looking for, sorry about that.</p>", "text/html", KindNotFound},
		{"deleted", "<title>该内容已被发布者删除</title><p>该内容已被发布者删除，你可以看看别的内容。</p>", "text/html", KindNotFound},
	} {
		text, err := Read(t.Context(), []byte(test.page), address, test.contentType)
		var failed *Error
		if !errors.As(err, &failed) || failed.Kind != test.want || failed.URL != address || !strings.Contains(err.Error(), ";") {
			t.Errorf("%s: %+v, %v", test.name, text, err)
		}
	}
	// A story about logging in is one nevertheless.
	story := mustRead(t, "<title>How to log in, and other access denied</title><article>"+paragraphs(5)+"</article><form><input type=password></form>", "text/html")
	if !strings.Contains(story.HTML, "number 4") {
		t.Errorf("%+v", story)
	}
}

func TestAgainstTheFeed(t *testing.T) {
	for _, test := range []struct {
		text, feed int
		taken      bool
	}{{150, 100, true}, {150, 150, false}, {199, 400, false}, {250, 400, true}, {250, 600, false}, {5000, 0, true}} {
		err := (&Text{Characters: test.text}).Against(test.feed, address)
		if (err == nil) != test.taken {
			t.Errorf("%d characters against %d: %v", test.text, test.feed, err)
		}
	}
}

// ending is a context that ends while it is asked for the n-th time.
type ending struct {
	context.Context
	left int
}

func (e *ending) Err() error {
	if e.left--; e.left < 0 {
		return context.Canceled
	}
	return nil
}

// Wherever the context ends, the work does soon.
func TestTheContextEndsIt(t *testing.T) {
	page := []byte(around("", paragraphs(200)))
	reached := 0
	for left := 0; ; left += 1 + left/4 {
		ctx := &ending{t.Context(), left}
		_, err := read(ctx, page, address, "")
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d looks: %v", left, err)
		}
		if ctx.left < -6 {
			t.Errorf("after %d looks it looked %d times more", left, -ctx.left)
		}
		reached = left
	}
	if reached < 20 {
		t.Errorf("it looked only %d times", reached)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, page, address, ""); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
