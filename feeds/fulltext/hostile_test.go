package fulltext

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hostile are pages that attack whoever reads them.
func hostile() map[string]string {
	attributes := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, " a%d=b", i)
		}
		return b.String()
	}
	nest := func(open, shut string, n int) string {
		return strings.Repeat(open, n) + paragraphs(3) + strings.Repeat(shut, n)
	}
	headings := `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"` + strings.Repeat("word ", 180_000) + `"}</script>`
	return map[string]string{
		"100,000 tags":              "<html><body>" + strings.Repeat("<p>a, b, c</p>", 50_000),
		"30,000 paragraphs":         "<html><body><div>" + strings.Repeat("<p>one, two, three, four, five, six</p>", 30_000),
		"40,000 empty elements":     "<html><body><div>" + strings.Repeat("<div><span></span></div>", 20_000) + paragraphs(10),
		"depth 10,000":              nest("<div>", "</div>", 10_000),
		"depth 10,000, with text":   strings.Repeat("<div>text, more text, and more", 10_000),
		"depth 400 of sections":     strings.Repeat("<section><p>a paragraph, of more than 25 characters, here</p>", 400) + strings.Repeat("<p>a paragraph, of more than 25 characters, there</p>", 5000),
		"tables in tables":          nest("<table><tr><td>", "</td></tr></table>", 3000),
		"5 MB without a tag":        strings.Repeat("word ", 1<<20),
		"5 MB of one word":          "<p>" + strings.Repeat("w", 5<<20),
		"1 MB in deep elements":     nest("<div>", "</div>", 90) + strings.Repeat("<div>", 90) + strings.Repeat("word, ", 170_000),
		"100,000 attributes":        "<div" + attributes(100_000) + ">" + paragraphs(5),
		"divs of 30 attributes":     strings.Repeat("<div"+attributes(30)+">", 3000) + paragraphs(5),
		"formatting never closed":   strings.Repeat("<b><i><font><p>text", 10_000),
		"bodies":                    strings.Repeat("<body"+attributes(20)+">", 10_000) + paragraphs(5),
		"a title for all headings":  "<html><head>" + headings + "<title>" + strings.Repeat("word ", 200_000) + "</title></head><body>" + strings.Repeat("<h2>word one</h2><p>text</p>", 20_000),
		"JSON that is deep":         `<script type="application/ld+json">` + strings.Repeat("[", 500_000) + "</script>" + paragraphs(5),
		"JSON that is wide":         `<script type="application/ld+json">[` + strings.Repeat("0,", 400_000) + "0]</script>" + paragraphs(5),
		"metas":                     strings.Repeat(`<meta property="og:title og:image dc:creator" content="`+strings.Repeat("x", 500)+`">`, 10_000) + paragraphs(5),
		"authors in authors":        strings.Repeat(`<div rel="author" class="byline">`, 90) + strings.Repeat("<span>name of a person, </span>", 8000),
		"noscripts":                 strings.Repeat(`<img src="a.png"><noscript><img src="b.png"></noscript>`, 8000) + paragraphs(5),
		"noscript with deep things": strings.Repeat(`<img src="a.png"><noscript>`+strings.Repeat("<div>", 400)+"</noscript>", 100) + paragraphs(5),
		"breaks":                    "<div>" + strings.Repeat("text<br> <br>", 25_000),
		"links":                     strings.Repeat(`<a href="/x?`+strings.Repeat("y", 100)+`">link</a>, `, 30_000),
		"long addresses":            strings.Repeat(`<img src="data:image/png;base64,`+strings.Repeat("A", 100_000)+`">`, 40) + paragraphs(5),
		"a base for each":           `<base href="https://e.example/` + strings.Repeat("a/", 5000) + `">` + strings.Repeat(`<a href="b">c</a>`, 20_000) + paragraphs(50),
		"shares in shares":          strings.Repeat(`<div class="share">`, 90) + strings.Repeat("<p>word, word, word, word, word, word</p>", 5000),
		"a script never closed":     paragraphs(5) + "<script>" + strings.Repeat("<p>", 100_000),
		"comments":                  paragraphs(5) + strings.Repeat("<!-- -->", 50_000) + "<!--" + strings.Repeat("-", 100_000),
		"lists in lists":            nest("<ul><li>", "</li></ul>", 5000),
		"foreign elements":          nest("<svg><foreignObject>", "</foreignObject></svg>", 200) + nest("<math><mi>", "</mi></math>", 200),
		"a void element with more":  "<table><tr><td><table><tr><td>" + paragraphs(3) + "</td></tr></table></td></tr></table><br>" + strings.Repeat("<td>", 1000),
		"nothing but closing tags":  strings.Repeat("</div></p></b>", 20_000),
		"illegal characters":        strings.Repeat("\x00\x01\x1b[2J\u202e\ufffe", 1000) + paragraphs(5),
	}
}

// Whatever a page is, it is read soon or refused, and takes no more memory than a large
// one does.
func TestHostilePages(t *testing.T) {
	for name, page := range hostile() {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			text, err := Read(t.Context(), []byte(page), address, "text/html; charset=utf-8")
			runtime.ReadMemStats(&after)
			allocated := (after.TotalAlloc - before.TotalAlloc) >> 20
			var failed *Error
			switch {
			case err != nil && !errors.As(err, &failed):
				t.Error(err)
			case failed != nil && (failed.Kind == KindTooSlow || failed.Kind == KindFailed):
				t.Error(err)
			case err == nil && (!utf8.ValidString(text.HTML) || len(text.HTML) > 2*mostRendered):
				t.Errorf("%d bytes", len(text.HTML))
			}
			if allocated > 1500 {
				t.Errorf("%d MB were allocated", allocated)
			}
			t.Logf("%d KB became %d characters (%v), %d MB", len(page)>>10, text.Characters, err, allocated)
		})
	}
}

// FuzzRead holds that whatever a page is, there is an error that says why it gives no
// text, or HTML that is whole, whose addresses lead out of no page but their own.
func FuzzRead(f *testing.F) {
	for _, page := range []string{
		"", "<p>a", around("", paragraphs(2)), around(`<base href="x">`, duanluo(3)), `<div id=js_content style="visibility:hidden">` + duanluo(5),
		`<table><tr><td><noscript><img src=a></noscript>` + paragraphs(2), `<a href="javascript:x">` + paragraphs(3), "<frameset>", "<template>" + paragraphs(3),
		`<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Article","author":[{"name":"x"}]}]}</script>` + paragraphs(2),
		"<svg><p>" + paragraphs(2), "<math><annotation-xml>", "<select><p>", "<img><noscript><p><img src=x></noscript>" + paragraphs(2), "\xff\xfe<\x00p\x00",
		"<title>a | b</title><h1>a</h1>" + paragraphs(2), "<br><br>" + strings.ReplaceAll(paragraphs(3), "<p>", "<br><br>"), "<h1><h2>" + duanluo(2),
		"<font><div class=share>" + paragraphs(2), "<iframe src=//www.youtube.com/embed/x></iframe>" + paragraphs(3), "<figure data-x='https://a.example/b.jpg'></figure>" + paragraphs(3),
	} {
		f.Add([]byte(page), "text/html")
		f.Add([]byte(page+page), "text/html; charset=gbk")
	}
	f.Fuzz(func(t *testing.T, page []byte, contentType string) {
		text, err := Read(t.Context(), page, address, contentType)
		var failed *Error
		switch {
		case err == nil:
		case !errors.As(err, &failed), failed.Kind == KindFailed, failed.Kind == KindTooSlow, failed.URL != address, failed.Error() == "":
			t.Fatal(err)
		default:
			return
		}
		if !utf8.ValidString(text.HTML + text.Title + text.Author) {
			t.Fatalf("%q", text.HTML)
		}
		checkAddresses(t, text.HTML)
	})
}

// checkAddresses holds that no address of HTML would run a program.
func checkAddresses(t *testing.T, source string) {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	for _, node := range nodes {
		for inner := range node.Descendants() {
			for _, a := range inner.Attr {
				if (a.Key == "href" || a.Key == "src") && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
					t.Fatalf("%q has the address %q", source, a.Val)
				}
			}
		}
	}
}
