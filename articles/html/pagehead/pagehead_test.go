package pagehead

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

func read(source string) Head { return Read(source, false, nil) }

// page is a page with something in its head and its body.
func page(head, body string) string {
	return "<!DOCTYPE html>\n<html lang=en-GB><head>" + head + "</head><body>" + body + "</body></html>"
}

func TestBegins(t *testing.T) {
	for text, want := range map[string]bool{
		"<!DOCTYPE html><p>x":                      true,
		"\ufeff\n <!-- a remark --><html lang=en>": true,
		"<?xml version='1.0'?><!doctype html>":     true,
		"<HEAD><title>x":                           true,
		"<title>x</title>":                         true,
		"<meta charset=utf-8><p>x":                 true,
		"<header>x</header>":                       false,
		"<div><title>x</title></div>":              false,
		"<html":                                    false,
		"# Markdown":                               false,
		"<!-- a remark that nothing ends":          false,
		"":                                         false,
	} {
		if got := Begins(text); got != want {
			t.Errorf("%q is the beginning of a page: %v", text, got)
		}
	}
}

// What a page says in <meta> is read, with addresses made absolute.
func TestMeta(t *testing.T) {
	got := read(page(`<title>Ferries come in late | The Harbour Gazette</title>
<base href="/2026/"><link rel="canonical" href="https://gazette.example.org/2026/11/ferry.html">
<meta property="og:title" content="Ferries come in late"><meta property="og:site_name" content="The Harbour Gazette">
<meta property="article:published_time" content="2026-11-03T07:30:00+01:00"><meta property="article:modified_time" content="2026-11-04T08:00:00Z">
<meta name="author" content="By Ada Pilot"><meta name="keywords" content="ferries, tides，fog, ferries">
<meta name="description" content="The fog &amp;amp; the tide."><meta property="og:image" content="i/pier.jpg">`, ""))
	want := Head{
		Title: "Ferries come in late", Author: "Ada Pilot", Site: "The Harbour Gazette",
		Date: time.Date(2026, 11, 3, 6, 30, 0, 0, time.UTC), Updated: time.Date(2026, 11, 4, 8, 0, 0, 0, time.UTC),
		Tags: []string{"ferries", "tides", "fog"}, Excerpt: "The fog & the tide.", Language: "en-GB",
		Link: "https://gazette.example.org/2026/11/ferry.html", Base: "https://gazette.example.org/2026/", Image: "https://gazette.example.org/2026/i/pier.jpg",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// The data for search engines are believed before <meta>, wherever they stand and
// whatever is around the article in them.
func TestData(t *testing.T) {
	const article = `{"@type":["Thing","NewsArticle"],"headline":"The tide &amp; the fog","datePublished":"2026-11-03T06:30:00Z","dateModified":"2026-11-04",
"author":[{"@type":"Person","name":"Ada Pilot"},{"name":"Bo Mate"}],"publisher":{"name":"The Gazette"},"image":[{"url":"https://example.org/a.jpg"}],"keywords":["tides","fog"],"inLanguage":"en"}`
	for name, script := range map[string]string{
		"alone":     article,
		"in a list": "[" + `{"@type":"BreadcrumbList"},` + article + "]",
		"in a graph": `{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Something else"},
{"@type":"WebPage","datePublished":"2001-01-01"},` + article + "]}",
		"in a page":     `{"@type":"WebPage","mainEntity":` + article + "}",
		"as a remark":   "<!--\n" + article + "\n-->",
		"with line end": strings.Replace(article, "The tide", "The\ttide", 1),
	} {
		got := read(page(`<title>Not this</title><meta property="og:title" content="Nor this"><meta property="article:published_time" content="2020-01-01">`,
			`<script type="application/ld+json">`+script+`</script>`))
		if got.Title != "The tide & the fog" || got.Author != "Ada Pilot, Bo Mate" || got.Date.Format(time.RFC3339) != "2026-11-03T06:30:00Z" ||
			got.Site != "The Gazette" && name != "in a graph" || got.Image != "https://example.org/a.jpg" || len(got.Tags) != 2 {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for name, script := range map[string]string{"broken": `{"@type":"NewsArticle",`, "deep": strings.Repeat("[", 20000), "of no article": `{"@type":"Organization","name":"x"}`} {
		if got := read(page("<title>This</title>", `<script type="application/ld+json">`+script+`</script>`)); got.Title != "This" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// An encyclopaedia's headline is a description of its name.
func TestNameBeforeHeadline(t *testing.T) {
	got := read(page("<title>Tide - Almanac</title>", `<script type="application/ld+json">{"@type":"Article","name":"Tide","headline":"rise and fall of the sea"}</script>`))
	if got.Title != "Tide" {
		t.Errorf("the title is %q", got.Title)
	}
}

// The name of a site goes from a title where something tells it from the title.
func TestTitles(t *testing.T) {
	og := func(site string) string { return `<meta property="og:site_name" content="` + site + `">` }
	link := func(address string) string { return `<link rel="canonical" href="` + address + `">` }
	for _, test := range []struct{ name, head, body, want string }{
		{"the site says its name", "<title>Late ferries - The Gazette</title>" + og("The Gazette"), "", "Late ferries"},
		{"in its other form", "<title>Late ferries – Gazette</title>" + og("The Gazette"), "", "Late ferries"},
		{"at the start", "<title>The Gazette: Late ferries</title>" + og("The Gazette"), "", "Late ferries"},
		{"og:title too", `<meta property="og:title" content="Late ferries | The Gazette">` + og("The Gazette"), "", "Late ferries"},
		{"by the address", "<title>Late ferries · Gazette</title>" + link("https://www.gazette.example.org/a"), "", "Late ferries"},
		{"by the heading", "<title>Late ferries come in - Gazette</title>", "<h1>Late <em>ferries</em> come in</h1>", "Late ferries come in"},
		{"a bar", "<title>Late ferries come in again | Gazette</title>", "", "Late ferries come in again"},
		{"one bar of two", "<title>Late ferries come in | Tides | Gazette</title>", "", "Late ferries come in | Tides"},
		{"a dash stays", "<title>Late ferries - what comes next</title>", "", "Late ferries - what comes next"},
		{"a colon stays", "<title>Ferries: a history of being late</title>", "<h1>Ferries</h1>", "Ferries: a history of being late"},
		{"a short bar stays", "<title>Ferries | Gazette</title>", "", "Ferries | Gazette"},
		{"the heading is the site's name", "<title>Late ferries - Gazette</title>", "<h1>Gazette</h1>", "Late ferries - Gazette"},
		{"Chinese", "<title>渡轮又晚点了_新浪新闻</title>", "", "渡轮又晚点了"},
		{"Chinese, with its part of the site", "<title>渡轮又晚点了_科技_海港网</title>", "", "渡轮又晚点了"},
		{"Chinese, with a hyphen", "<title>用Go写一个渡轮时刻表-海港博客</title>", "", "用Go写一个渡轮时刻表"},
		{"Chinese, with blanks", "<title>渡轮为什么总是晚点？ - 知乎</title>", "", "渡轮为什么总是晚点？"},
		{"an underscore stays", "<title>渡轮_第二天</title>", "", "渡轮_第二天"},
		{"a program's", "<title>Document</title>", "<h1>Late ferries</h1>", "Late ferries"},
		{"the site alone", `<title>Late ferries</title><meta property="og:title" content="The Gazette">` + og("The Gazette"), "", "Late ferries"},
		{"escaped twice", "<title>Tides &amp;amp; fog</title>", "", "Tides & fog"},
		{"in several lines", "<title>\n  Late\n  ferries\n</title>", "", "Late ferries"},
		{"of a picture", "", "<svg><title>An arrow</title></svg>", ""},
		{"Dublin Core", `<title>x</title><meta name="DC.title" content="Late ferries">`, "", "Late ferries"},
		{"several names", `<title>x</title><meta property="x:title og:title" content="Late ferries">`, "", "Late ferries"},
		{"none", "", "<p>Text.</p>", ""},
	} {
		if got := read(page(test.head, test.body)).Title; got != test.want {
			t.Errorf("%s: the title is %q, not %q", test.name, got, test.want)
		}
	}
}

func TestDates(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	for _, test := range []struct{ name, head, body, want string }{
		{"without a zone", `<meta name="pubdate" content="2026-11-03 14:30:00">`, "", "2026-11-03T06:30:00Z"},
		{"in the text", "", `<h1>T</h1><time datetime="2026-11-03T06:30:00Z">Tuesday</time><time datetime="2020-01-01">x</time>`, "2026-11-03T06:30:00Z"},
		{"marked in the text", "", `<time datetime="2020-01-01">x</time><span itemprop="datePublished" content="2026-11-03T06:30:00Z"></span>`, "2026-11-03T06:30:00Z"},
		{"as text", "", `<time>3 November 2026</time>`, "2026-11-02T16:00:00Z"},
		{"in the address", `<link rel=canonical href="https://example.org/2026/11/03/late">`, "", "2026-11-03T00:00:00Z"},
		{"nonsense", `<meta name="date" content="soon"><meta name="pubdate" content="2026-11-03T06:30:00Z">`, "", "2026-11-03T06:30:00Z"},
		{"none", "", "", "0001-01-01T00:00:00Z"},
	} {
		if got := Read(page(test.head, test.body), false, zone).Date.Format(time.RFC3339); got != test.want {
			t.Errorf("%s: the date is %s, not %s", test.name, got, test.want)
		}
	}
}

func TestAuthors(t *testing.T) {
	for _, test := range []struct{ head, body, want string }{
		{`<meta property="article:author" content="https://example.org/ada"><meta name="author" content="Ada Pilot">`, "", "Ada Pilot"},
		{`<meta name="citation_author" content="Pilot, A."><meta name="citation_author" content="Mate, B.">`, "", "Pilot, A., Mate, B."},
		{"", `<a rel="author" href="/ada">Ada Pilot</a>`, "Ada Pilot"},
		{"", `<p itemprop="author">作者：阿达</p>`, "阿达"},
		{"", `<p itemprop="author">` + strings.Repeat("A long text about who she is. ", 9) + "</p>", ""},
	} {
		if got := read(page(test.head, test.body)).Author; got != test.want {
			t.Errorf("%s%s: the author is %q, not %q", test.head, test.body, got, test.want)
		}
	}
}

// A page that a browser has saved says where it is from.
func TestSavedPages(t *testing.T) {
	for _, remark := range []string{
		"<!-- saved from url=(0029)https://example.org/a/b.html -->",
		"<!--\n Page saved with SingleFile \n url: https://example.org/a/b.html \n saved date: Tue Nov 03 2026\n-->",
	} {
		got := read("<!DOCTYPE html>\n" + remark + "<html><head><title>T</title><link rel=canonical href='/c.html'></head>")
		if got.Link != "https://example.org/c.html" {
			t.Errorf("%s: the link is %q", remark, got.Link)
		}
		if got := read("<!DOCTYPE html>\n" + remark + "<html>").Link; got != "https://example.org/a/b.html" {
			t.Errorf("%s: the link is %q", remark, got)
		}
	}
}

// What nobody may follow is no address, and what a terminal would obey no text.
func TestHostileHeads(t *testing.T) {
	got := read(page(`<title>a`+"\x1b[31m\u202e"+`b</title><link rel=canonical href="javascript:alert(1)"><base href="file:///etc/">
<meta property="og:image" content="data:image/png;base64,AA"><meta name=author content="`+strings.Repeat("x", 4000)+`"><meta name=keywords content="`+strings.Repeat("x,", 5)+"\x07"+`">`, ""))
	if got.Title != "a[31mb" || got.Link != "" || got.Base != "" || got.Image != "" || len(got.Author) > 3*longestName {
		t.Errorf("%+v", got)
	}
}

// More is read of a page only where its beginning does not say enough, and what is
// found then is the same as if all had been at hand.
func TestLongHeads(t *testing.T) {
	script := `<script type="application/ld+json">{"@type":"Article","headline":"Late ferries","datePublished":"2026-11-03T06:30:00Z"}</script>`
	long := strings.Repeat("<p>Fog.</p>", window/8)
	style := "<style>" + strings.Repeat(".a{color:red}\n", window/8) + "</style>"
	for _, test := range []struct {
		name, source string
		open, data   bool
	}{
		{"all at the beginning", page("<title>Late ferries</title><meta name=date content=2026-11-03>", long), false, false},
		{"data at the end", page("<title>Late ferries</title>", long+script), false, true},
		{"a long style", page(style+"<title>Late ferries</title>"+script, "<p>Text."), true, false},
	} {
		whole := read(test.source)
		if whole.Title != "Late ferries" || whole.Date.IsZero() || whole.Open || whole.Data {
			t.Errorf("%s: %+v", test.name, whole)
		}
		beginning := Read(test.source[:window], true, nil)
		if beginning.Open != test.open || beginning.Data != test.data {
			t.Errorf("%s: there may be more: %v, in data: %v", test.name, beginning.Open, beginning.Data)
		}
		if beginning.Open = false; !test.open && !test.data && !reflect.DeepEqual(beginning, whole) {
			t.Errorf("%s: the beginning says %+v, and all %+v", test.name, beginning, whole)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(page(`<title>a | b</title><base href="/x"><meta property="og:title" content="a">`, `<h1>a</h1><time>2026</time><script type="application/ld+json">{"@graph":[{"@type":"Article"}]}</script>`))
	f.Add("<!-- saved from url=(0)http://a/ --><title>")
	f.Fuzz(func(t *testing.T, source string) {
		head := read(source)
		if shown := fmt.Sprint(head); strings.ContainsAny(shown, "\x1b\x07\u202e") {
			t.Errorf("%q", shown)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	source := page("<title>Late ferries</title><style>"+strings.Repeat(".a{color:red}\n", 1000)+"</style><meta name=date content=2026-11-03>", strings.Repeat(`<div class="a b"><p>The <a href="x">fog</a> &amp; the tide.</p></div>`, 2000))
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		read(source)
	}
}
