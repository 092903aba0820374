package export

import (
	"cmp"
	"context"
	"fmt"
	"html"
	"io"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	readhtml "broadsheet/articles/html"
	"broadsheet/model"
)

// pageStyle is how a browser sets a written page. It is short because a title
// is looked for in the beginning of a page only.
const pageStyle = `body { max-width: 38em; margin: 2em auto; padding: 0 1em; font-family: serif; line-height: 1.6 }
img { max-width: 100% }
pre { overflow-x: auto }
blockquote { margin-left: 0; padding-left: 1em; border-left: 3px solid silver }
table { border-collapse: collapse }
td, th { border: 1px solid silver; padding: 0 .5em; vertical-align: top }
`

// HTML writes an article as one HTML page: what the front matter says in
// its head, and a body without scripts that is read back to the same document,
// if that is one that the readers of this package give. The headline is missing
// where it would be read as part of the text. The error is that of the writer or
// the context.
func HTML(ctx context.Context, w io.Writer, a *model.Article) error {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html")
	if a.Lang != "" {
		b.WriteString(` lang="` + html.EscapeString(a.Lang) + `"`)
	}
	b.WriteString(">\n<head>\n<meta charset=\"utf-8\">\n")
	b.WriteString(`<meta name="viewport" content="width=device-width, initial-scale=1">` + "\n")
	b.WriteString("<title>" + html.EscapeString(a.Title) + "</title>\n")
	for _, fact := range pageFacts(&a.Item) {
		fmt.Fprintf(&b, "<meta %s=\"%s\" content=\"%s\">\n", fact.attribute, fact.name, html.EscapeString(fact.content))
	}
	if a.Link != "" {
		b.WriteString(`<link rel="canonical" href="` + html.EscapeString(a.Link) + "\">\n")
	}
	b.WriteString("<style>\n" + pageStyle + "</style>\n</head>\n<body>\n<article>\n")
	if isReadAsTitle(a) {
		b.WriteString("<h1>" + html.EscapeString(a.Title) + "</h1>\n")
	}
	body := newHTMLWriter(ctx, a)
	body.blocks(a.Document.Blocks)
	body.footnotes(a.Document.Footnotes)
	b.WriteString(body.b.String())
	if err := ctx.Err(); err != nil {
		return err
	}
	writeAttached(&b, a)
	b.WriteString("</article>\n</body>\n</html>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// writeAttached writes the files that come with an article and where it is discussed,
// in an element that is none of its text when it is read again.
func writeAttached(b *strings.Builder, a *model.Article) {
	if len(a.Enclosures) == 0 && a.Comments == "" {
		return
	}
	b.WriteString("<nav>\n")
	for _, e := range a.Enclosures {
		kind := ""
		if strings.Contains(e.Type, "/") {
			kind = ` type="` + html.EscapeString(e.Type) + `"`
		}
		fmt.Fprintf(b, "<p><a rel=\"enclosure\" href=\"%s\"%s>%s</a></p>\n", html.EscapeString(e.URL), kind, html.EscapeString(cmp.Or(e.Name(), e.URL)))
	}
	if a.Comments != "" {
		address := html.EscapeString(a.Comments)
		b.WriteString(`<p><a href="` + address + `">` + address + "</a></p>\n")
	}
	b.WriteString("</nav>\n")
}

// isReadAsTitle says whether a headline above the document is taken for the
// title when it is read again, and neither for a part of the document nor for a
// reason to drop one.
func isReadAsTitle(a *model.Article) bool {
	headline := model.Heading{Level: 1, Inlines: []model.Inline{model.Text{Text: a.Title}}}
	blocks := append([]model.Block{headline}, a.Document.Blocks...)
	if a.Title == "" || utf8.RuneCountInString(a.Title) > readhtml.MaxHeading {
		return false
	}
	return reflect.DeepEqual(readhtml.CleanEdges(blocks, a.Title), a.Document.Blocks)
}

// pageFact is a <meta> of a page.
type pageFact struct{ attribute, name, content string }

// pageFacts gives what the front matter says as a page's head says it.
func pageFacts(item *model.Item) []pageFact {
	var facts []pageFact
	add := func(attribute, name, content string) {
		if content != "" {
			facts = append(facts, pageFact{attribute, name, content})
		}
	}
	add("name", "author", item.Author)
	if !item.DateInferred {
		add("name", "date", pageDate(item.Date))
	}
	add("property", "article:modified_time", pageDate(item.Updated))
	for _, path := range item.Categories {
		add("name", "category", strings.Join(path, " › "))
	}
	add("name", "keywords", strings.Join(item.Tags, ", "))
	add("name", "description", item.Excerpt)
	add("property", "og:image", item.Image)
	return facts
}

// pageDate gives a date as RFC 3339 has it, in UTC; "" for none, and for a year
// that it has no form for.
func pageDate(date time.Time) string {
	if date = date.UTC(); date.IsZero() || date.Year() < 0 || date.Year() > 9999 {
		return ""
	}
	return date.Format(time.RFC3339Nano)
}
