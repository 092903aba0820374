// Package export writes articles as Markdown, HTML and JSON, so that the first two
// are read back to the same document. It reads nothing itself.
package export

import (
	"context"
	"io"
	"reflect"
	"slices"
	"strings"

	"broadsheet/articles/frontmatter"
	"broadsheet/articles/gate"
	"broadsheet/articles/html"
	"broadsheet/articles/measure"
	"broadsheet/model"
)

// Markdown writes an article as a file that this package reads: front
// matter in YAML, then the body as GitHub's Markdown, and as HTML where that
// has no words for it. The body is read back to the same document, if that is
// one that the readers of this package give. The error is that of the writer
// or the context.
func Markdown(ctx context.Context, w io.Writer, a *model.Article) error {
	var b strings.Builder
	b.WriteString(frontmatter.Write(frontMatterOf(a)))
	body := markdownBody(ctx, a)
	if err := ctx.Err(); err != nil {
		return err
	}
	if body != "" {
		b.WriteString("\n" + body + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdownBody gives the document as Markdown, without a newline at its end.
// Notes that Markdown cannot say make all of them HTML.
func markdownBody(ctx context.Context, a *model.Article) string {
	for _, htmlNotes := range []bool{!hasPlainNotes(&a.Document), true} {
		m := newMarkdownWriter(ctx, a, htmlNotes)
		body := m.blocks(a.Document.Blocks)
		if notes := m.footnotes(a.Document.Footnotes); notes != "" {
			body = strings.TrimLeft(body+"\n\n"+notes, "\n")
		}
		if !htmlNotes && m.noteInHTML {
			continue
		}
		if m.plain && html.IsPage(body) { // this shows nothing, and tells that the rest is not read as a page
			return "[//]: # (Markdown)\n\n" + body
		}
		return body
	}
	return ""
}

// frontMatterOf gives what the reader of front matter takes of an article.
func frontMatterOf(a *model.Article) *frontmatter.Head {
	h := &frontmatter.Head{
		Author: a.Author, Updated: a.Updated, Categories: a.Categories, Tags: a.Tags,
		Link: a.Link, Lang: a.Lang, Excerpt: a.Excerpt, Draft: a.Draft, Comments: a.Comments, Enclosures: a.Enclosures,
	}
	if !isMadeOfText(a) {
		h.Title = a.Title
	}
	if !a.DateInferred {
		h.Date = a.Date
	}
	if len(h.Categories) == 1 && slices.Equal(h.Categories[0], []string{model.Uncategorised}) {
		h.Categories = nil
	}
	if showsImage(a) {
		h.Images = []string{a.Image}
	}
	return h
}

// isMadeOfText says that the title is the beginning of the text, which would go
// for repeating it if it stood in the front matter too. It is found again
// without that.
func isMadeOfText(a *model.Article) bool {
	stats := measure.Document(&a.Document)
	if stats.FirstHeading != "" || gate.Title(stats.FirstSentence) != a.Title {
		return false
	}
	return !reflect.DeepEqual(html.CleanEdges(a.Document.Blocks, a.Title), a.Document.Blocks)
}

// showsImage says that the lead image is a part of the document. One that was
// dropped from it would be shown again.
func showsImage(a *model.Article) bool {
	for _, address := range measure.Document(&a.Document).Images {
		if html.SamePicture(address, a.Image) {
			return true
		}
	}
	return false
}
