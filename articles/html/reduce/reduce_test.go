package reduce

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// paragraphs are an article's of so many sentences.
func paragraphs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<p>The ferry number %d came in late, as it does in November, and nobody on the pier was surprised. "+
			"The harbour master, who has seen 40 winters, said that the tide waits for nobody, least of all for him.</p>\n", i)
	}
	return b.String()
}

// site puts what stands around articles on the pages of a site.
func site(article string) string {
	var menu, others strings.Builder
	for i := range 12 {
		fmt.Fprintf(&menu, `<li><a href="/section/%d">Section %d</a></li>`, i, i)
		fmt.Fprintf(&others, `<li><a href="/other/%d">Something else that happened, number %d</a></li>`, i, i)
	}
	return `<!DOCTYPE html><html><head><title>Ferries</title></head><body><header class="site-header"><nav><ul>` + menu.String() + `</ul></nav></header>
<main><article>` + article + `</article><aside class="sidebar related"><h3>Related stories</h3><ul>` + others.String() + `</ul></aside>
<div class="comments"><p>First! I take this ferry each day and never saw the like of it, says a reader.</p></div></main>
<footer><p>Copyright by the Harbour Gazette. All rights reserved, and the tide too.</p></footer></body></html>`
}

// reduced gives the HTML of a page after it was reduced.
func reduced(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	toArticle(t.Context(), root)
	var b strings.Builder
	if err := html.Render(&b, root); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A page of a site becomes its article, in which all stays that the reader of HTML knows
// what to do with.
func TestToArticle(t *testing.T) {
	got := reduced(t, site(paragraphs(3)+`<p style="font-weight:bold" class="lead">In short.</p><div class="figure"><img src="a.jpg" alt="The ferry"></div>
<p>So <script type="math/tex">v = s/t</script> holds<br>as ever, and <math><mi>v</mi></math> too, or <span class="formula"><span style="display: none"><math><mi>w</mi></math></span></span>.</p>
<blockquote><div>The tide, said the master, waits for nobody.</div></blockquote>
<iframe src="https://video.example.org/1"></iframe><pre><code class="language-go">fmt.Println("ahoy")</code></pre>`+paragraphs(4)))
	for _, want := range []string{
		"ferry number 0", "ferry number 3", `style="font-weight:bold"`, `src="a.jpg"`, "v = s/t", "<br/>", "<mi>v", "<mi>w", "waits for nobody.</div>", "video.example.org", `class="language-go"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s", want)
		}
	}
	for _, not := range []string{"Section 3", "Something else", "Copyright", "First!", "Related"} {
		if strings.Contains(got, not) {
			t.Errorf("there is %s", not)
		}
	}
}

// A page is shown whole that has nothing around its text, or in which no article is
// found, or too little of one.
func TestWholePages(t *testing.T) {
	links := strings.Repeat(`<li><a href="/a">Something else that happened, at some length</a></li>`, 40)
	for name, page := range map[string]string{
		"nothing around":   "<html><body><h1>Notes</h1><p>A short note.</p><ul><li>one</li></ul>" + paragraphs(2) + "<p>The end.</p></body></html>",
		"a list of links":  `<html><body><nav><a href="/">Home</a></nav><h1>News</h1><ul>` + links + `</ul><p>The end.</p></body></html>`,
		"hardly any text":  `<html><body><nav><a href="/">Home</a></nav><p>A short note.</p><p>The end.</p></body></html>`,
		"a page of nought": `<html><body><nav></nav><i>The end.</i></body></html>`,
	} {
		if got := reduced(t, page); !strings.Contains(got, "The end.") || strings.Contains(page, "Home") && !strings.Contains(got, "Home") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// A page leaves alone who has no time.
func TestToArticleEnds(t *testing.T) {
	root, err := html.Parse(strings.NewReader(site(paragraphs(9))))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	toArticle(ctx, root)
	var b strings.Builder
	if err := html.Render(&b, root); err != nil || !strings.Contains(b.String(), "Section 3") {
		t.Error("it was reduced", err)
	}
}

// Pages that attack whoever reduces them take no longer than they may.
func TestHostilePages(t *testing.T) {
	for name, page := range map[string]string{
		"30,000 divs of text":     site("<div>" + strings.Repeat("<div>one, two, three, four, five, six, seven</div>", 30_000) + "</div>"),
		"elements in elements":    site(strings.Repeat("<div>a text of more than ten letters", 90) + paragraphs(9)),
		"20,000 empty divs":       site(paragraphs(9) + strings.Repeat("<div class=share></div>", 20_000)),
		"5,000 names of nothing":  strings.Repeat(`<div class="`+strings.Repeat("a-", 500)+`">x</div>`, 5000),
		"marks that are no marks": site(strings.ReplaceAll(paragraphs(20), "<p>", `<p data-broadsheet-element="1">`)),
		"formatting never closed": site(strings.Repeat("<b><i><font>text", 100) + paragraphs(9)),
	} {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			continue
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second) // of a machine with other work
		toArticle(ctx, root)
		if ctx.Err() != nil {
			t.Errorf("%s: it takes for ever", name)
		}
		cancel()
	}
}
