package export

import (
	"strings"
	"unicode/utf8"

	"broadsheet/model"
)

func (g *documentGenerator) figure() model.Block {
	var figure model.Figure
	for range 1 + g.IntN(4)/2 {
		figure.Images = append(figure.Images, g.image(true))
	}
	if g.one(2) {
		figure.Caption = g.phrase()
	} else if alt := figure.Images[0].Alt; alt != "" && len(figure.Images) == 1 && g.one(2) {
		figure.Caption = []model.Inline{model.Link{URL: "https://example.com/page", Inlines: []model.Inline{model.Text{Text: alt}}}}
	}
	return figure
}

func (g *documentGenerator) list(depth int) model.Block {
	list := model.List{Start: 1, Tight: true}
	if list.Ordered = g.one(2); list.Ordered && g.one(2) {
		list.Start = []int{0, 2, 7, 1986, -3, 999_999_999}[g.IntN(6)]
		list.Reversed, list.Numbering = g.one(3), model.Numbering(g.IntN(5))
	}
	spaced, paragraphs, long := g.one(3), false, false
	for range 1 + g.IntN(4) {
		item := g.item(depth)
		if list.Ordered && len(list.Items) > 0 && list.Start < 2000 && g.one(6) {
			item.Skip = []int{-1, 5}[g.IntN(2)]
		}
		list.Items = append(list.Items, item)
		if hasSeveral(item) {
			list.Tight = false
		}
		for _, block := range item.Blocks {
			if paragraph, isParagraph := block.(model.Paragraph); isParagraph {
				paragraphs = true
				long = long || utf8.RuneCountInString(strings.ReplaceAll(model.InlineText(paragraph.Inlines), " ", "")) >= 120
			}
		}
	}
	if spaced && paragraphs && long {
		list.Tight = false
	}
	return list
}

func (g *documentGenerator) item(depth int) model.ListItem {
	if g.one(8) {
		return model.ListItem{Task: model.DoneTask}
	}
	item := model.ListItem{Task: model.Task(g.IntN(5) % 3)}
	if g.one(5) {
		item.Blocks = g.blocks(1+g.IntN(2), depth+1)
		if _, isParagraph := item.Blocks[0].(model.Paragraph); !isParagraph {
			item.Task = model.NoTask
		}
		return item
	}
	opening := g.word() + " "
	if g.one(3) {
		opening += strings.Repeat("a-long-item", 12)
	}
	item.Blocks = []model.Block{g.paragraphAfter(opening)}
	if depth < 3 && g.one(3) {
		item.Blocks = append(item.Blocks, g.list(depth+1))
	}
	return item
}

func (g *documentGenerator) table(depth int) model.Block {
	var table model.Table
	columns := 2 + g.IntN(3)
	for range columns {
		table.Columns = append(table.Columns, model.Alignment(g.IntN(4)))
	}
	rich := g.one(3)
	if rich && g.one(2) {
		table.Caption = g.phrase()
	}
	if g.one(2) || rich {
		table.HeaderRows = 1
		spread := rich && g.one(2)
		cells := columns
		if spread {
			cells = 1
		}
		header := g.row(cells, true, func() []model.Block { return []model.Block{g.paragraph()} })
		if spread {
			header.Cells[0].ColSpan = columns
		}
		table.Rows = append(table.Rows, header)
	}
	small := g.small
	g.small = table.HeaderRows == 0
	defer func() { g.small = small }()
	spanned := 0 // cells of the next row that one of this row reaches into
	for i := range 2 + g.IntN(3) {
		row := g.row(columns-spanned, rich && g.one(6), func() []model.Block { return g.cell(rich, depth) })
		spanned = 0
		if rich && i == 0 && g.one(2) {
			row.Cells[columns-1].RowSpan = 2
			spanned = 1
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (g *documentGenerator) cell(rich bool, depth int) []model.Block {
	switch {
	case rich:
		return g.blocks(g.IntN(3), depth+2)
	case g.one(6):
		return nil
	case g.one(6):
		return []model.Block{g.paragraph(), g.paragraph()}
	}
	return []model.Block{g.paragraph()}
}

func (g *documentGenerator) row(columns int, header bool, blocks func() []model.Block) model.Row {
	row := model.Row{}
	for i := range columns {
		cell := model.Cell{Header: header, ColSpan: 1, RowSpan: 1, Blocks: blocks()}
		if i == 0 && len(cell.Blocks) == 0 {
			cell.Blocks = []model.Block{g.paragraph()} // a blank row is none
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

func (g *documentGenerator) definitions(depth int) model.Block {
	var list model.DefinitionList
	for range 1 + g.IntN(3) {
		var item model.Definition
		for range 1 + g.IntN(2) {
			item.Terms = append(item.Terms, g.phrase())
		}
		for range 1 + g.IntN(2) {
			item.Descriptions = append(item.Descriptions, g.blocks(1+g.IntN(2), depth+2))
		}
		list.Items = append(list.Items, item)
	}
	return list
}
