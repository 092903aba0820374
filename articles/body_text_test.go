package articles

import (
	"strings"

	"broadsheet/model"
)

// documentText gives all words of a document, for tests: pieces are apart.
func documentText(document *model.Document) string {
	var b strings.Builder
	writeBlocks(&b, document.Blocks)
	for _, note := range document.Footnotes {
		b.WriteString(note.Label + "\n")
		writeBlocks(&b, note.Blocks)
	}
	return b.String()
}

func writeBlocks(b *strings.Builder, blocks []model.Block) {
	for _, block := range blocks {
		switch block := block.(type) {
		case model.Heading:
			writeInlines(b, block.Inlines)
		case model.Paragraph:
			writeInlines(b, block.Inlines)
		case model.CodeBlock:
			b.WriteString(block.Text)
		case model.Table:
			writeInlines(b, block.Caption)
		case model.Figure:
			writeInlines(b, block.Caption)
		case model.Details:
			writeInlines(b, block.Summary)
		case model.DefinitionList:
			for _, item := range block.Items {
				for _, term := range item.Terms {
					writeInlines(b, term)
				}
			}
		default:
		}
		b.WriteByte('\n')
		for _, inner := range innerBlocks(block) {
			writeBlocks(b, inner)
		}
	}
}

func writeInlines(b *strings.Builder, inlines []model.Inline) {
	model.WalkInlines(inlines, func(inline model.Inline) {
		switch i := inline.(type) {
		case model.Text:
			b.WriteString(i.Text)
		case model.Code:
			b.WriteString(i.Text)
		case model.Ruby:
			b.WriteString(i.Reading)
		case model.FootnoteReference:
			b.WriteString(i.Label)
		case model.Image:
			b.WriteString(i.Alt)
		case model.LineBreak:
			b.WriteByte('\n')
		default:
		}
	})
	b.WriteByte('\n')
}
