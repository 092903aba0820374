package export

import (
	"context"
	"fmt"
	"html"
	"strings"

	"broadsheet/model"
)

// htmlWriter writes blocks and inlines as the HTML that htmlReader reads back
// to them.
type htmlWriter struct {
	ctx        context.Context // once it has ended, nothing more is written
	b          strings.Builder
	inMarkdown bool // a blank line would end the HTML
	inData     bool // large pictures would tell that a table is none of data
	pictures   pictureNames
	notes      noteNumbers
}

func newHTMLWriter(ctx context.Context, a *model.Article) *htmlWriter {
	return &htmlWriter{ctx: ctx, pictures: namePictures(a), notes: numberNotes(&a.Document)}
}

func (w *htmlWriter) blocks(blocks []model.Block) {
	for _, block := range blocks {
		if w.ctx.Err() != nil {
			return
		}
		w.block(block)
		w.b.WriteByte('\n')
	}
}

func (w *htmlWriter) block(block model.Block) {
	switch b := block.(type) {
	case model.Heading:
		name := fmt.Sprintf("h%d", max(1, min(b.Level, 6)))
		w.element(name, func() { w.line(b.Inlines) })
	case model.Paragraph:
		w.element("p", func() { w.line(b.Inlines) })
	case model.CodeBlock:
		w.code(b)
	case model.List:
		w.list(b)
	case model.Quote:
		w.group("blockquote", b.Blocks)
	case model.Table:
		w.table(b)
	case model.Figure:
		w.figure(b)
	case model.DefinitionList:
		w.definitions(b)
	case model.Details:
		w.b.WriteString("<details open>\n")
		if b.Summary != nil {
			w.element("summary", func() { w.inlines(b.Summary) })
			w.b.WriteByte('\n')
		}
		w.blocks(b.Blocks)
		w.b.WriteString("</details>")
	case model.Rule:
		w.b.WriteString("<hr>")
	}
}

// element writes an element whose content stands on its tags' lines.
func (w *htmlWriter) element(name string, content func()) {
	w.b.WriteString("<" + name + ">")
	content()
	w.b.WriteString("</" + name + ">")
}

// group writes an element with blocks on lines of their own.
func (w *htmlWriter) group(name string, blocks []model.Block) {
	w.b.WriteString("<" + name + ">\n")
	w.blocks(blocks)
	w.b.WriteString("</" + name + ">")
}

func (w *htmlWriter) code(block model.CodeBlock) {
	w.b.WriteString("<pre><code")
	if block.Language != "" {
		w.b.WriteString(` class="language-` + html.EscapeString(block.Language) + `"`)
	}
	w.b.WriteByte('>')
	for i, line := range strings.Split(block.Text, "\n") {
		switch {
		case i == 0:
		case w.inMarkdown: // a line may be blank
			w.b.WriteString("&#10;")
		default:
			w.b.WriteByte('\n')
		}
		w.b.WriteString(w.text(line))
	}
	w.b.WriteString("</code></pre>")
}

func (w *htmlWriter) list(list model.List) {
	name, how := "ul", ""
	var numbers []int
	if list.Ordered {
		name, how, numbers = "ol", countingHTML(list), list.Numbers()
	}
	w.b.WriteString("<" + name + how + ">\n")
	for i, item := range list.Items {
		value := ""
		if list.Ordered && i > 0 && item.Skip != 0 {
			value = fmt.Sprintf(` value="%d"`, numbers[i])
		}
		w.item(item, value, list.Tight && !hasSeveral(item))
	}
	w.b.WriteString("</" + name + ">")
}

// countingHTML gives the attributes of an ordered list that say how it counts.
func countingHTML(list model.List) (attributes string) {
	first := 1
	if list.Reversed {
		attributes, first = " reversed", len(list.Items)
	}
	if list.Start != first {
		attributes += fmt.Sprintf(` start="%d"`, list.Start)
	}
	if list.Numbering != model.Decimal {
		attributes += ` type="` + []string{"1", "a", "A", "i", "I"}[list.Numbering] + `"`
	}
	return attributes
}

// hasSeveral says that an item holds more than one block that is no list: such
// an item makes its list a loose one.
func hasSeveral(item model.ListItem) bool {
	others := 0
	for _, block := range item.Blocks {
		if _, nested := block.(model.List); !nested {
			others++
		}
	}
	return others > 1
}

// item writes a list item, with its number as an attribute where it needs one. The paragraph of a tight one has no element.
func (w *htmlWriter) item(item model.ListItem, value string, tight bool) {
	w.b.WriteString("<li" + value + ">")
	box := ""
	switch item.Task {
	case model.OpenTask:
		box = `<input type="checkbox" disabled> `
	case model.DoneTask:
		box = `<input type="checkbox" checked disabled> `
	case model.NoTask:
	}
	blocks := item.Blocks
	if len(blocks) > 0 {
		if first, isParagraph := blocks[0].(model.Paragraph); isParagraph && !tight {
			w.element("p", func() {
				w.b.WriteString(box)
				w.line(first.Inlines)
			})
			box, blocks = "", blocks[1:]
		}
	}
	w.b.WriteString(box)
	for _, block := range blocks {
		if paragraph, isParagraph := block.(model.Paragraph); isParagraph && tight {
			w.line(paragraph.Inlines)
			continue
		}
		w.b.WriteByte('\n')
		w.block(block)
	}
	w.b.WriteString("</li>\n")
}

func (w *htmlWriter) figure(figure model.Figure) {
	w.element("figure", func() {
		for _, image := range figure.Images {
			w.image(image, false)
		}
		if len(figure.Caption) > 0 {
			w.element("figcaption", func() { w.inlines(figure.Caption) })
		}
	})
}

func (w *htmlWriter) definitions(list model.DefinitionList) {
	w.b.WriteString("<dl>\n")
	for _, item := range list.Items {
		for _, term := range item.Terms {
			w.element("dt", func() { w.inlines(term) })
			w.b.WriteByte('\n')
		}
		for _, description := range item.Descriptions {
			w.element("dd", func() { w.loose(description) })
			w.b.WriteByte('\n')
		}
	}
	w.b.WriteString("</dl>")
}

// loose writes the blocks of a cell or a description, where a single paragraph
// needs no element.
func (w *htmlWriter) loose(blocks []model.Block) {
	if len(blocks) == 1 {
		if paragraph, isParagraph := blocks[0].(model.Paragraph); isParagraph {
			w.line(paragraph.Inlines)
			return
		}
	}
	if len(blocks) > 0 {
		w.b.WriteByte('\n')
		w.blocks(blocks)
	}
}
