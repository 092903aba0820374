package table

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

// grow makes room for what another one wants.
func (m *measured) grow(by measured) {
	m.natural, m.body, m.least = max(m.natural, by.natural), max(m.body, by.body), max(m.least, by.least)
}

// indented is what is wanted with an indent.
func (m measured) indented(indent int) measured {
	return measured{natural: m.natural + indent, least: m.least + indent}
}

// measurer finds what blocks want in a cell, which may be in a table in the cell
// of another one, and so on.
type measurer struct {
	text  Text
	depth int // how many blocks and tables it is in
}

func (m measurer) blocks(blocks []model.Block) (all measured) {
	const deepest = 8
	if m.depth == deepest {
		return measured{natural: 4 * Narrow, least: Narrow}
	}
	m.depth++
	for _, b := range blocks {
		all.grow(m.block(b))
	}
	return all
}

func (m measurer) block(b model.Block) (all measured) {
	switch b := b.(type) {
	case model.Paragraph:
		all = m.inlines(b.Inlines)
	case model.Heading:
		all = m.inlines(b.Inlines)
	case model.CodeBlock:
		all = measureText(b.Text).indented(2)
	case model.Quote:
		all = m.blocks(b.Blocks).indented(2)
	case model.List:
		for _, item := range b.Items {
			all.grow(m.blocks(item.Blocks).indented(b.LabelWidth() + 6))
		}
	case model.Details:
		all = m.inlines(b.Summary).indented(2)
		all.grow(m.blocks(b.Blocks).indented(2))
	case model.Figure:
		all = m.inlines(b.Caption).indented(2)
		for _, i := range b.Images {
			all.grow(measured{natural: linebreak.Width(i.Alt) + linebreak.Width(i.Host()) + 5, least: Narrow})
		}
	case model.DefinitionList:
		for _, d := range b.Items {
			all.grow(m.definition(d))
		}
	case model.Table:
		all = m.table(b)
	case model.Rule:
	}
	return all
}

func (m measurer) definition(d model.Definition) (all measured) {
	for _, t := range d.Terms {
		all.grow(m.inlines(t))
	}
	for _, blocks := range d.Descriptions {
		all.grow(m.blocks(blocks).indented(4))
	}
	return all
}

// table finds what a table wants that stands in a cell itself.
func (m measurer) table(t model.Table) measured {
	all := measured{natural: -Gap}
	for _, c := range New(t, m.text).measure(m.depth) {
		all.natural += c.natural + Gap
		all.least = max(all.least, c.least+2)
	}
	all.grow(m.inlines(t.Caption))
	return all
}

func (m measurer) inlines(inlines []model.Inline) measured { return measureText(m.text(inlines)) }

// measureText finds what a text wants.
func measureText(text string) measured {
	var m measured
	line, word, longest := 0, 0, 0
	for _, cell := range linebreak.Cells(text) {
		if cell.Break == linebreak.Mandatory {
			line = 0
		}
		if cell.Break != linebreak.Prohibited {
			word = 0
		}
		width := int(cell.Width)
		if cell.Flags&linebreak.Space != 0 && text[cell.Offset] == '\n' {
			width = 0
		}
		line += width
		if cell.Flags&linebreak.Space == 0 {
			word += width
		}
		m.natural, longest = max(m.natural, line), max(longest, word)
	}
	m.least = min(m.natural, max(Narrow, min(longest, longestPiece)))
	return m
}
