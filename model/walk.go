package model

import "strings"

// Walk visits all blocks of a document, and all inlines, in reading order.
func Walk(d *Document, visitBlock func(Block), visitInline func(Inline)) {
	w := documentWalker{block: visitBlock, inline: visitInline}
	w.blocks(d.Blocks)
	for _, note := range d.Footnotes {
		w.blocks(note.Blocks)
	}
}

type documentWalker struct {
	block  func(Block)
	inline func(Inline)
}

func (w *documentWalker) blocks(blocks []Block) {
	for _, block := range blocks {
		w.block(block)
		switch b := block.(type) {
		case Heading:
			WalkInlines(b.Inlines, w.inline)
		case Paragraph:
			WalkInlines(b.Inlines, w.inline)
		case List:
			for _, item := range b.Items {
				w.blocks(item.Blocks)
			}
		case Quote:
			w.blocks(b.Blocks)
		case Table:
			w.table(b)
		case Figure:
			WalkInlines(b.Caption, w.inline)
		case DefinitionList:
			w.definitions(b)
		case Details:
			WalkInlines(b.Summary, w.inline)
			w.blocks(b.Blocks)
		case CodeBlock, Rule: // hold no other
		}
	}
}

func (w *documentWalker) table(table Table) {
	WalkInlines(table.Caption, w.inline)
	for _, row := range table.Rows {
		for _, cell := range row.Cells {
			w.blocks(cell.Blocks)
		}
	}
}

func (w *documentWalker) definitions(list DefinitionList) {
	for _, item := range list.Items {
		for _, term := range item.Terms {
			WalkInlines(term, w.inline)
		}
		for _, description := range item.Descriptions {
			w.blocks(description)
		}
	}
}

// InlineText gives the text of inlines; a line break is a newline.
func InlineText(inlines []Inline) string {
	var b strings.Builder
	WalkInlines(inlines, func(inline Inline) {
		switch i := inline.(type) {
		case Text:
			b.WriteString(i.Text)
		case Code:
			b.WriteString(i.Text)
		case LineBreak:
			b.WriteByte('\n')
		}
	})
	return b.String()
}

// WalkInlines visits inlines and those in them, in reading order.
func WalkInlines(inlines []Inline, visit func(Inline)) {
	for _, inline := range inlines {
		visit(inline)
		switch i := inline.(type) {
		case Span:
			WalkInlines(i.Inlines, visit)
		case Link:
			WalkInlines(i.Inlines, visit)
		case Ruby:
			WalkInlines(i.Base, visit)
		}
	}
}
