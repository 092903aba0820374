package articles

import (
	"context"
	"encoding/binary"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"
)

const harbourHead = `<title>Late ferries | The Gazette</title><meta property="og:title" content="Late ferries"><meta property="og:site_name" content="The Gazette">
<meta property="article:published_time" content="2026-11-03T06:30:00Z"><meta name="author" content="Ada Pilot"><meta name="keywords" content="ferries, tides">
<link rel="canonical" href="https://gazette.example.org/a.html"><meta property="og:image" content="/pier.jpg"><meta name="description" content="Fog.">`

func harbourPage(head, body string) string {
	return `<!DOCTYPE html><html lang="en-GB"><head>` + head + "</head><body>" + body + "</body></html>"
}

// parsed is an article of a file without a date of its own.
func parsed(t *testing.T, name, data string) (title, author, date, link string) {
	t.Helper()
	article := Parse(Options{}, "root", name, time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC), []byte(data))
	return article.Title, article.Author, article.Date.Format(time.RFC3339), article.Link
}

// A page of HTML has its head for front matter.
func TestPageHead(t *testing.T) {
	article := Parse(Options{}, "root", "saved/source.html", time.Time{}, []byte(harbourPage(harbourHead, "<h1>Late ferries</h1><p>The fog.</p>")))
	if article.Title != "Late ferries" || article.Author != "Ada Pilot" || article.Link != "https://gazette.example.org/a.html" || article.Lang != "en-GB" ||
		article.Date.Format(time.RFC3339) != "2026-11-03T06:30:00Z" || article.DateInferred || !reflect.DeepEqual(article.Tags, []string{"ferries", "tides"}) ||
		article.Excerpt != "Fog." || article.Image != "https://gazette.example.org/pier.jpg" {
		t.Errorf("%+v", article.Item)
	}
	if strings.Contains(documentText(&article.Document), "Late ferries") {
		t.Error("the title is said again")
	}
	if len(article.Problems) > 0 {
		t.Errorf("problems: %v", article.Problems)
	}
}

// Front matter comes first, and what it does not say the page may say.
func TestFrontMatterBeforePageHead(t *testing.T) {
	title, author, date, link := parsed(t, "a.md", "---\ntitle: My ferries\ndate: 2021-01-01\n---\n"+harbourPage(harbourHead, "<p>The fog."))
	if title != "My ferries" || author != "Ada Pilot" || date != "2021-01-01T00:00:00Z" || link != "https://gazette.example.org/a.html" {
		t.Error(title, author, date, link)
	}
}

// A fragment has no head, whatever stands in it, and Markdown that shows a page is none.
func TestNoPageHead(t *testing.T) {
	for name, data := range map[string]string{
		"a.html": "<div><h1>Ferries</h1>" + harbourHead + "<p>The fog.</div>",
		"a.md":   "# Ferries\n\n```html\n" + harbourPage(harbourHead, "") + "\n```\n",
	} {
		if title, _, date, _ := parsed(t, name, data); title != "Ferries" || date != "2020-01-02T03:04:05Z" {
			t.Error(name, title, date)
		}
	}
}

// A page whose title says nothing is called by its heading; one that names no author, by
// who published it.
func TestPoorPageHead(t *testing.T) {
	title, author, _, _ := parsed(t, "a.html", harbourPage(`<title>Untitled Document</title><meta property="og:site_name" content="The Gazette">`, "<h2>Ferries</h2><p>The fog."))
	if title != "Ferries" || author != "The Gazette" {
		t.Error(title, author)
	}
}

// The list and the article say the same of a page, however far into it the head goes.
func TestPageHeadInLists(t *testing.T) {
	data := `<script type="application/ld+json">{"@type":"Article","headline":"Late ferries","datePublished":"2026-11-03T06:30:00Z","author":{"name":"Ada Pilot"}}</script>`
	long := strings.Repeat("<p>The fog, and the tide.</p>\n", 5000)
	style := "<style>" + strings.Repeat(".a{color:red}\n", 8000) + "</style>"
	var wide []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + harbourPage(style+harbourHead, long))) {
		wide = binary.LittleEndian.AppendUint16(wide, unit)
	}
	fsys := fstest.MapFS{
		"short.html": {Data: []byte(harbourPage(harbourHead, "<p>The fog."))},
		"long.html":  {Data: []byte(harbourPage(harbourHead, long))},
		"style.html": {Data: []byte(harbourPage(style+harbourHead, long))},
		"end.html":   {Data: []byte(harbourPage("<title>Ferries</title>", long+data))},
		"wide.html":  {Data: wide},
		"above.md":   {Data: []byte("---\ntags: [a]\n---\n" + harbourPage(style+harbourHead, long))},
	}
	root := NewRoot("root", "", fsys)
	count := 0
	err := root.Walk(t.Context(), Options{}, func(found []Found) {
		for _, f := range found {
			count++
			article, err := root.Read(context.Background(), Options{}, f.Path)
			if err != nil {
				t.Fatal(err)
			}
			item := article.Item
			item.Minutes = f.Item.Minutes // an estimate in lists
			if !reflect.DeepEqual(*f.Item, item) {
				t.Errorf("%s is listed as\n%+v, and is\n%+v", f.Path, *f.Item, item)
			}
			if item.Title != "Late ferries" || item.Author != "Ada Pilot" || item.Date.Format(time.DateOnly) != "2026-11-03" {
				t.Errorf("%s: %+v", f.Path, item)
			}
		}
	})
	if err != nil || count != len(fsys) {
		t.Error(count, err)
	}
}

// A whole page is reduced to its article, unless all of it is asked for; front matter
// makes no difference, and a fragment is all article.
func TestPagesAreReduced(t *testing.T) {
	menu := `<nav><ul>` + strings.Repeat(`<li><a href="/s">A section of the gazette</a></li>`, 9) + `</ul></nav>`
	body := menu + "<article>" + strings.Repeat("<p>The ferry came in late, as it does in November, and nobody on the pier, not even the master, was surprised.</p>", 9) + "</article><footer>All rights reserved.</footer>"
	page := harbourPage(harbourHead, body)
	for _, test := range []struct {
		name, data string
		whole      bool
		furniture  bool
	}{
		{"a.html", page, false, false},
		{"a.html", page, true, true},
		{"a.md", "---\ntitle: Ferries\n---\n" + page, false, false},
		{"a.html", "<div>" + body + "</div>", false, true},
	} {
		article := Parse(Options{Whole: test.whole}, "root", test.name, time.Time{}, []byte(test.data))
		text := documentText(&article.Document)
		if !strings.Contains(text, "The ferry came in late") || strings.Contains(text, "All rights reserved.") != test.furniture {
			t.Errorf("%s, whole %v: %s", test.name, test.whole, text)
		}
	}
}

// Relative addresses are those of where the article is from: what <base> says, the page's
// own address, the front matter's. Pictures that stand beside the article are its own.
func TestRelativeAddresses(t *testing.T) {
	const text = `<p>See <a href="next.html">more</a>.</p><p><img src="far.png" alt="far"></p><p><img src="near.png" alt="near"></p>`
	const front = "---\ntitle: a\nlink: https://example.org/link/a.html\n---\n"
	fsys := fstest.MapFS{
		"posts/near.png":   {Data: []byte("PNG")},
		"posts/base.html":  {Data: []byte(harbourPage(`<base href="https://example.org/base/"><link rel=canonical href="https://example.org/canonical/a.html">`, text))},
		"posts/root.html":  {Data: []byte(harbourPage(`<base href="/root/"><link rel=canonical href="https://example.org/canonical/a.html">`, text))},
		"posts/own.html":   {Data: []byte(harbourPage(`<link rel=canonical href="https://example.org/canonical/a.html">`, text))},
		"posts/front.html": {Data: []byte(front + text)},
		"posts/both.html":  {Data: []byte(front + harbourPage(`<link rel=canonical href="https://example.org/canonical/a.html">`, text))},
		"posts/front.md":   {Data: []byte(front + "See [more](next.html).\n\n![far](far.png)\n\n![near](near.png)\n")},
		"posts/perma.md":   {Data: []byte("---\ntitle: a\npermalink: https://example.org/perma/\n---\nSee [more](next.html).\n\n![far](far.png)\n\n![near](near.png)\n")},
	}
	root := NewRoot("root", "", fsys)
	for name, want := range map[string]string{
		"posts/base.html": "https://example.org/base/", "posts/root.html": "https://example.org/root/", "posts/own.html": "https://example.org/canonical/",
		"posts/front.html": "https://example.org/link/", "posts/both.html": "https://example.org/canonical/", "posts/front.md": "https://example.org/link/",
		"posts/perma.md": "https://example.org/perma/",
	} {
		article, err := root.Read(t.Context(), Options{}, name)
		if err != nil {
			t.Fatal(err)
		}
		shown := fmt.Sprintf("%+v", article.Document)
		for _, part := range []string{"URL:" + want + "next.html", "URL:" + want + "far.png"} {
			if !strings.Contains(shown, part) {
				t.Errorf("%s has no %s: %s", name, part, shown)
			}
		}
		if strings.Contains(shown, want+"near.png") {
			t.Errorf("%s has the picture beside it from afar", name)
		}
	}
}
