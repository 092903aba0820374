package articles

import "broadsheet/model"

// walkDocument visits all blocks of a document, and all inlines, in reading
// order.
func walkDocument(d *model.Document, visitBlock func(model.Block), visitInline func(model.Inline)) {
	w := documentWalker{block: visitBlock, inline: visitInline}
	w.blocks(d.Blocks)
	for _, note := range d.Footnotes {
		w.blocks(note.Blocks)
	}
}

type documentWalker struct {
	block  func(model.Block)
	inline func(model.Inline)
}

func (w *documentWalker) blocks(blocks []model.Block) {
	for _, block := range blocks {
		w.block(block)
		switch b := block.(type) {
		case model.Heading:
			walkInlines(b.Inlines, w.inline)
		case model.Paragraph:
			walkInlines(b.Inlines, w.inline)
		case model.List:
			for _, item := range b.Items {
				w.blocks(item.Blocks)
			}
		case model.Quote:
			w.blocks(b.Blocks)
		case model.Table:
			w.table(b)
		case model.Figure:
			walkInlines(b.Caption, w.inline)
		case model.DefinitionList:
			w.definitions(b)
		case model.Details:
			walkInlines(b.Summary, w.inline)
			w.blocks(b.Blocks)
		case model.CodeBlock, model.Rule: // hold no other
		}
	}
}

func (w *documentWalker) table(table model.Table) {
	walkInlines(table.Caption, w.inline)
	for _, row := range table.Rows {
		for _, cell := range row.Cells {
			w.blocks(cell.Blocks)
		}
	}
}

func (w *documentWalker) definitions(list model.DefinitionList) {
	for _, item := range list.Items {
		for _, term := range item.Terms {
			walkInlines(term, w.inline)
		}
		for _, description := range item.Descriptions {
			w.blocks(description)
		}
	}
}
