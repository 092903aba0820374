package export

import (
	"flag"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"broadsheet/articles"
	"broadsheet/model"
)

var (
	generated   = flag.Int("documents", 1000, "how many generated documents the writers are tested with")
	showWritten = flag.Bool("written", false, "show what was written of a document that is not read back")
)

// describe shows a document, so that two can be compared by eye.
func describe(v any) string {
	return strings.ReplaceAll(fmt.Sprintf("%#v", v), "model.", "\n")
}

// firstDifference gives the lines around the first difference of two texts.
func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	around := func(lines []string) string { return strings.Join(lines[max(0, i-8):min(len(lines), i+8)], "\n") }
	return "want …\n" + around(a) + "\n… got …\n" + around(b)
}

func written(t *testing.T, write func(*strings.Builder) error) string {
	t.Helper()
	var b strings.Builder
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// checkReadBack reports how a document differs from what it was to be.
func checkReadBack(t *testing.T, name, source string, want, got *model.Document) {
	t.Helper()
	if reflect.DeepEqual(want, got) {
		return
	}
	t.Errorf("%s is read back as another document: %s", name, firstDifference(describe(want), describe(got)))
	if *showWritten {
		t.Log(source)
	}
}

func TestHTMLReadsBack(t *testing.T) {
	for seed := range uint64(*generated) {
		a := generateArticle(seed)
		page := written(t, func(b *strings.Builder) error { return HTML(t.Context(), b, a) })
		got := articles.Parse(articles.Options{}, "root", "page.html", time.Time{}, []byte(page))
		checkReadBack(t, "the page", page, &a.Document, &got.Document)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func TestHTMLPage(t *testing.T) {
	a := articles.Parse(articles.Options{}, "root", "a.md", time.Time{}, []byte("---\ntitle: Fog & <Light>\nauthor: Harbour \"Notes\"\ndate: 2021-06-11\nlang: en\n"+
		"categories: [Sea, Fog]\nlink: https://example.com/?a=1&b=2\ncomments: https://talk.example/?a=1&b=2\n"+
		"enclosures: [{url: 'https://cast.example/fog.mp3?a=1&b=2', type: 'audio/mpeg', length: 5}, 'https://cast.example/%3Cb%3E']\n---\n\nFog, *thick* fog.\n\n## Later\n"))
	page := written(t, func(b *strings.Builder) error { return HTML(t.Context(), b, a) })
	for _, want := range []string{
		"<!DOCTYPE html>\n<html lang=\"en\">", `<meta charset="utf-8">`, "<title>Fog &amp; &lt;Light&gt;</title>",
		`<meta name="author" content="Harbour &#34;Notes&#34;">`, `<meta name="date" content="2021-06-11T00:00:00Z">`, `<meta name="category" content="Sea › Fog">`,
		`<link rel="canonical" href="https://example.com/?a=1&amp;b=2">`, "<h1>Fog &amp; &lt;Light&gt;</h1>\n<p>Fog, <em>thick</em> fog.</p>\n<h2>Later</h2>\n",
		`<p><a rel="enclosure" href="https://cast.example/fog.mp3?a=1&amp;b=2" type="audio/mpeg">fog.mp3</a></p>`,
		`<p><a rel="enclosure" href="https://cast.example/%3Cb%3E">%3Cb%3E</a></p>`,
		`<p><a href="https://talk.example/?a=1&amp;b=2">https://talk.example/?a=1&amp;b=2</a></p>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("there is no %s in\n%s", want, page)
		}
	}
	if got := articles.Parse(articles.Options{}, "root", "a.html", time.Time{}, []byte(page)); got.Title != a.Title {
		t.Errorf("the page's title is read as %q", got.Title)
	}
}

// A headline stands above the text only where it is read as one.
func TestHTMLWithoutHeadline(t *testing.T) {
	for name, source := range map[string]string{
		"the text is the title":       "---\ntitle: Closed today\n---\n\nClosed today\n",
		"the text begins with it":     "Fog at six.\n\nMore of it at seven.\n",
		"the title has no letters":    "---\ntitle: “！！”\n---\n\nText.\n",
		"there is only a picture":     "---\ntitle: A picture\n---\n\n![](https://example.com/a.png)\n",
		"there is nothing":            "---\ntitle: Nothing\n---\n",
		"a title longer than heading": "---\ntitle: " + strings.Repeat("long ", 100) + "\n---\n\nText.\n",
	} {
		a := articles.Parse(articles.Options{}, "root", "a.md", time.Time{}, []byte(source))
		page := written(t, func(b *strings.Builder) error { return HTML(t.Context(), b, a) })
		checkReadBack(t, name, page, &a.Document, &articles.Parse(articles.Options{}, "root", "a.html", time.Time{}, []byte(page)).Document)
	}
}
