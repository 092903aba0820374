// Package export writes articles as Markdown, HTML and JSON, so that the first two
// are read back to the same document. It reads nothing itself.
package export

import (
	"context"
	"io"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

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
	b.WriteString("---\n")
	writeFrontMatter(&b, a)
	b.WriteString("---\n")
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

// writeFrontMatter writes what the reader of front matter takes from it.
func writeFrontMatter(b *strings.Builder, a *model.Article) {
	field := func(key, value string) {
		if value != "" {
			b.WriteString(key + ": " + yamlScalar(value) + "\n")
		}
	}
	if !isMadeOfText(a) {
		field("title", a.Title)
	}
	field("author", a.Author)
	if !a.DateInferred {
		field("date", pageDate(a.Date))
	}
	field("updated", pageDate(a.Updated))
	writeCategories(b, a.Categories)
	if len(a.Tags) > 0 {
		b.WriteString("tags:\n")
		for _, tag := range a.Tags {
			b.WriteString(" - " + yamlScalar(tag) + "\n")
		}
	}
	field("link", a.Link)
	if showsImage(a) {
		field("headimg", a.Image)
	}
	field("lang", a.Lang)
	field("excerpt", a.Excerpt)
	if a.Draft {
		b.WriteString("draft: true\n")
	}
}

// writeCategories writes one path as a flat list, and several as lists in one.
func writeCategories(b *strings.Builder, paths [][]string) {
	if len(paths) == 0 || len(paths) == 1 && len(paths[0]) == 1 && paths[0][0] == model.Uncategorised {
		return
	}
	b.WriteString("categories:\n")
	for _, path := range paths {
		if len(paths) == 1 {
			for _, name := range path {
				b.WriteString(" - " + yamlScalar(name) + "\n")
			}
			continue
		}
		quoted := make([]string, len(path))
		for i, name := range path {
			quoted[i] = yamlQuoted(name)
		}
		b.WriteString(" - [" + strings.Join(quoted, ", ") + "]\n")
	}
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

// yamlScalar writes a text of one line as YAML, in quotes where it needs them.
func yamlScalar(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	plain := unicode.IsLetter(first) || unicode.IsDigit(first) && !strings.Contains(s, ": ")
	if !plain || strings.ContainsAny(s, "\"'\\[]{}#&*|>%@`") || strings.Contains(s, ": ") || strings.HasSuffix(s, ":") || isYAMLWord(s) {
		return yamlQuoted(s)
	}
	return s
}

// isYAMLWord says that a plain text means something other than itself.
func isYAMLWord(s string) bool {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		return true
	}
	return strings.Trim(s, "0123456789._+-eExXoObB:") == ""
}

// yamlQuoted writes a text in single quotes, which nothing needs to be escaped
// in; in double quotes only where a brace would be read of it.
func yamlQuoted(s string) string {
	if hasEscapedBrace(s) {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", `\x26`).Replace(s) + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}
