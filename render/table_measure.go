package render

import (
	"broadsheet/model"
	"broadsheet/render/linebreak"
)

// longestPiece is how wide a piece of text without a place to break may be, in
// cells, that a column of a table never cuts.
const longestPiece = 16

// measured is how much room the cells of a column want.
type measured struct {
	natural int // without any break
	body    int // without any break, but for the header's cells
	least   int // to be legible: no word is cut, but a very long one
}

// measureBlocks finds what blocks want in a cell, which may be in a table in
// the cell of another one, and so on.
func measureBlocks(blocks []model.Block, depth int) measured {
	const deepest = 8
	if depth == deepest {
		return measured{natural: 4 * narrowColumn, least: narrowColumn}
	}
	var m measured
	for _, b := range blocks {
		m.grow(measureBlock(b, depth+1))
	}
	return m
}

// grow makes room for what another one wants.
func (m *measured) grow(by measured) {
	m.natural, m.body, m.least = max(m.natural, by.natural), max(m.body, by.body), max(m.least, by.least)
}

// indented is what is wanted with an indent.
func (m measured) indented(indent int) measured {
	return measured{natural: m.natural + indent, least: m.least + indent}
}

func measureBlock(b model.Block, depth int) (m measured) {
	switch b := b.(type) {
	case model.Paragraph:
		m = measureText(flatten(b.Inlines))
	case model.Heading:
		m = measureText(flatten(b.Inlines))
	case model.CodeBlock:
		m = measureText(codeContent(b.Text)).indented(2)
	case model.Quote:
		m = measureBlocks(b.Blocks, depth).indented(2)
	case model.List:
		for _, item := range b.Items {
			m.grow(measureBlocks(item.Blocks, depth).indented(numberWidth(b) + 4))
		}
	case model.Details:
		m = measureText(flatten(b.Summary)).indented(2)
		m.grow(measureBlocks(b.Blocks, depth).indented(2))
	case model.Figure:
		m = measureText(flatten(b.Caption)).indented(2)
		for _, i := range b.Images {
			m.grow(measured{natural: linebreak.Width(i.Alt) + linebreak.Width(host(i.URL)) + 5, least: narrowColumn})
		}
	case model.DefinitionList:
		for _, d := range b.Items {
			m.grow(measureDefinition(d, depth))
		}
	case model.Table:
		m = measureTable(b, depth)
	case model.Rule:
	}
	return m
}

func measureDefinition(d model.Definition, depth int) (m measured) {
	for _, t := range d.Terms {
		m.grow(measureText(flatten(t)))
	}
	for _, blocks := range d.Descriptions {
		m.grow(measureBlocks(blocks, depth).indented(4))
	}
	return m
}

// measureTable finds what a table wants that stands in a cell itself.
func measureTable(t model.Table, depth int) measured {
	all := measured{natural: -columnGap}
	for _, c := range makeGrid(t).measure(depth) {
		all.natural += c.natural + columnGap
		all.least = max(all.least, c.least+2)
	}
	all.grow(measureText(flatten(t.Caption)))
	return all
}

// measureText finds what a text wants.
func measureText(c content) measured {
	var m measured
	line, word, longest := 0, 0, 0
	for _, cell := range linebreak.Cells(c.text) {
		if cell.Break == linebreak.Mandatory {
			line = 0
		}
		if cell.Break != linebreak.Prohibited {
			word = 0
		}
		width := int(cell.Width)
		if cell.Flags&linebreak.Space != 0 && c.text[cell.Offset] == '\n' {
			width = 0
		}
		line += width
		if cell.Flags&linebreak.Space == 0 {
			word += width
		}
		m.natural, longest = max(m.natural, line), max(longest, word)
	}
	m.least = min(m.natural, max(narrowColumn, min(longest, longestPiece)))
	return m
}
