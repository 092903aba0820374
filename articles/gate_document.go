package articles

import (
	"strings"

	"broadsheet/model"
)

// gateArticle makes an article that anyone may have written safe: what the
// readers of this package would have given stays as it is.
func gateArticle(a *model.Article) {
	g := &documentGate{labels: noteLabels{}}
	a.Document.Blocks = g.blocks(a.Document.Blocks)
	for i, note := range a.Document.Footnotes {
		a.Document.Footnotes[i] = model.Footnote{Label: g.noteLabel(note.Label), Blocks: g.blocks(note.Blocks)}
	}
	gateItem(&a.Item)
	if a.Title == "" {
		stats := measure(&a.Document)
		name := file{path: a.Path, item: a.Item}
		for _, title := range []string{stats.firstHeading, stats.firstSentence, name.fileTitle()} {
			if a.Title = cleanTitle(title); a.Title != "" {
				break
			}
		}
	}
	if a.Title == "" {
		a.Title = string(a.ID)
	}
	for i, problem := range a.Problems {
		problem.Root, problem.Path = a.Root, displayName(a.Path)
		problem.Line = max(0, problem.Line)
		problem.Text = Clean(problem.Text)
		a.Problems[i] = problem
	}
}

// documentGate passes a document through the gate.
type documentGate struct {
	labels noteLabels
}

// noteLabel gives a note's label, or one like it where another note has that.
func (g *documentGate) noteLabel(label string) string {
	return g.labels.take(gateLabel(label))
}

func gateLabel(label string) string {
	if label = cut(Clean(label), 60); label == "" {
		return "*"
	}
	return label
}

// blocks gives the blocks that hold anything.
func (g *documentGate) blocks(blocks []model.Block) []model.Block {
	return keep(blocks, func(block model.Block) (model.Block, bool) {
		block = g.block(block)
		return block, block != nil
	})
}

// keep gives the values of a list that pass, as they pass, in the same place;
// nil stays nil.
func keep[T any](list []T, pass func(T) (T, bool)) []T {
	if list == nil {
		return nil
	}
	kept := list[:0]
	for _, one := range list {
		if passed, passes := pass(one); passes {
			kept = append(kept, passed)
		}
	}
	return kept
}

// block gives a block as it may pass; nil if nothing is in it.
func (g *documentGate) block(block model.Block) model.Block {
	var empty bool
	switch b := block.(type) {
	case model.Heading:
		b.Level, b.Inlines = max(1, min(b.Level, 6)), gateInlines(b.Inlines)
		block, empty = b, len(b.Inlines) == 0
	case model.Paragraph:
		b.Inlines = gateInlines(b.Inlines)
		block, empty = b, len(b.Inlines) == 0
	case model.CodeBlock:
		b.Language, b.Text = languageName(b.Language), strings.TrimRight(expandTabs(cleanText(b.Text)), "\n")
		block, empty = b, b.Text == ""
	case model.List:
		b.Start = max(-maxListStart, min(b.Start, maxListStart))
		b.Items = keep(b.Items, g.listItem)
		block, empty = b, len(b.Items) == 0
	case model.Quote:
		b.Blocks = g.blocks(b.Blocks)
		block, empty = b, len(b.Blocks) == 0
	case model.Table:
		return g.table(b)
	case model.Figure:
		for i, image := range b.Images {
			b.Images[i] = gateImage(image)
		}
		b.Caption = gateInlines(b.Caption)
		block, empty = b, len(b.Images) == 0
	case model.DefinitionList:
		b.Items = keep(b.Items, g.definition)
		block, empty = b, len(b.Items) == 0
	case model.Details:
		b.Summary, b.Blocks = gateInlines(b.Summary), g.blocks(b.Blocks)
		block, empty = b, len(b.Summary) == 0 && len(b.Blocks) == 0
	case model.Rule:
	}
	if empty {
		return nil
	}
	return block
}

func (g *documentGate) listItem(item model.ListItem) (model.ListItem, bool) {
	item.Blocks = g.blocks(item.Blocks)
	return item, len(item.Blocks) > 0 || item.Task != model.NoTask
}

func (g *documentGate) definition(item model.Definition) (model.Definition, bool) {
	item.Terms = keep(item.Terms, func(term []model.Inline) ([]model.Inline, bool) {
		term = gateInlines(term)
		return term, len(term) > 0
	})
	item.Descriptions = keep(item.Descriptions, func(blocks []model.Block) ([]model.Block, bool) {
		blocks = g.blocks(blocks)
		return blocks, len(blocks) > 0
	})
	return item, len(item.Terms) > 0 || len(item.Descriptions) > 0
}

// table bounds a table's spans, and gives it as many columns as its rows need.
// One that is wider than any that the readers of articles give is what its
// cells hold.
func (g *documentGate) table(table model.Table) model.Block {
	table.Caption = gateInlines(table.Caption)
	for i, row := range table.Rows {
		for k, cell := range row.Cells {
			row.Cells[k] = model.Cell{
				Header: cell.Header, Blocks: g.blocks(cell.Blocks),
				ColSpan: max(1, min(cell.ColSpan, maxSpan)), RowSpan: max(1, min(cell.RowSpan, len(table.Rows)-i)),
			}
		}
	}
	_, width := placeCells(table.Rows)
	switch {
	case width == 0:
		return nil
	case width > maxColumns:
		if blocks := unrolled(table); len(blocks) > 0 {
			return model.Quote{Blocks: blocks}
		}
		return nil
	}
	table.Columns = table.Columns[:min(len(table.Columns), width)]
	for len(table.Columns) < width {
		table.Columns = append(table.Columns, model.AlignDefault)
	}
	table.HeaderRows = max(0, min(table.HeaderRows, len(table.Rows)))
	return table
}

// unrolled gives what the cells of a table hold, one after the other.
func unrolled(table model.Table) []model.Block {
	var blocks []model.Block
	if len(table.Caption) > 0 {
		blocks = append(blocks, model.Paragraph{Inlines: table.Caption})
	}
	for _, row := range table.Rows {
		for _, cell := range row.Cells {
			blocks = append(blocks, cell.Blocks...)
		}
	}
	return blocks
}

func gateImage(image model.Image) model.Image {
	return model.Image{URL: pictureURL(image.URL), Alt: cleanLine(image.Alt)}
}
