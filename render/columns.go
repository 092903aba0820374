package render

import (
	"slices"

	"broadsheet/model"
	"broadsheet/render/linebreak"
)

// measured is how much room the cells of a column want.
type measured struct {
	natural int // without any break
	word    int // of the longest word
	least   int // to be legible
}

// widths shares the room among the columns of a table: each has what it wants
// if that fits, else the widest are made narrower, as far as possible without
// breaking words. It is false where a column would get too narrow to be read.
func (g grid) widths(room int) ([]int, bool) {
	if g.columns == 0 || g.columns > room {
		return nil, false
	}
	room -= columnGap * (g.columns - 1)
	columns := g.measure(0)
	natural, words, least := make([]int, g.columns), make([]int, g.columns), make([]int, g.columns)
	for i, c := range columns {
		natural[i] = max(1, c.natural)
		least[i] = max(1, c.least)
		words[i] = min(natural[i], max(least[i], min(c.word, 2*narrowColumn)))
	}
	switch {
	case sum(natural) <= room:
		return natural, true
	case sum(words) <= room:
		return share(natural, words, room), true
	case sum(least) <= room:
		return share(natural, least, room), true
	}
	return nil, false
}

// share makes the widest columns narrower until all fit in the room; no column
// gets narrower than its least width.
func share(natural, least []int, room int) []int {
	widths := make([]int, len(natural))
	at := func(limit int) []int {
		for i := range widths {
			widths[i] = max(least[i], min(natural[i], limit))
		}
		return widths
	}
	low, high := 1, slices.Max(natural)
	for low < high {
		middle := (low + high + 1) / 2
		if sum(at(middle)) <= room {
			low = middle
		} else {
			high = middle - 1
		}
	}
	at(low)
	for i, left := 0, room-sum(widths); i < len(widths) && left > 0; i++ {
		if widths[i] < natural[i] {
			widths[i]++
			left--
		}
	}
	return widths
}

func sum(numbers []int) int {
	total := 0
	for _, n := range numbers {
		total += n
	}
	return total
}

// measure finds what the columns want. Of a very long table it looks at the
// first cells only.
func (g grid) measure(depth int) []measured {
	columns := make([]measured, g.columns)
	cells := 20_000
	var spanning []placed
	for _, row := range g.rows {
		for _, p := range row {
			if p.columns > 1 {
				spanning = append(spanning, p)
				continue
			}
			m := measureBlocks(p.cell.Blocks, depth)
			c := &columns[p.column]
			c.natural, c.word, c.least = max(c.natural, m.natural), max(c.word, m.word), max(c.least, m.least)
		}
		if cells -= len(row); cells < 0 {
			break
		}
	}
	for _, p := range spanning {
		m := measureBlocks(p.cell.Blocks, depth)
		spread(columns[p.column:p.column+p.columns], m)
	}
	return columns
}

// spread gives columns together what a cell wants that spans them.
func spread(columns []measured, m measured) {
	natural, least := -columnGap, -columnGap
	for _, c := range columns {
		natural += c.natural + columnGap
		least += c.least + columnGap
	}
	for i := 0; natural < m.natural; i, natural = i+1, natural+1 {
		columns[i%len(columns)].natural++
	}
	for i := 0; least < m.least; i, least = i+1, least+1 {
		columns[i%len(columns)].least++
	}
}

// measureBlocks finds what blocks want in a cell, which may be in a table in
// the cell of another one, and so on.
func measureBlocks(blocks []model.Block, depth int) measured {
	const deepest = 8
	if depth == deepest {
		return measured{4 * narrowColumn, narrowColumn, narrowColumn}
	}
	var m measured
	for _, b := range blocks {
		m.grow(measureBlock(b, depth+1))
	}
	return m
}

// grow makes room for what another one wants.
func (m *measured) grow(by measured) {
	m.natural, m.word, m.least = max(m.natural, by.natural), max(m.word, by.word), max(m.least, by.least)
}

// indented is what is wanted with an indent.
func (m measured) indented(indent int) measured {
	return measured{m.natural + indent, m.word + indent, m.least + indent}
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
			m.grow(measured{linebreak.Width(i.Alt) + linebreak.Width(host(i.URL)) + 5, 4, narrowColumn})
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
		all.word, all.least = max(all.word, c.word), max(all.least, c.least+2)
	}
	all.grow(measureText(flatten(t.Caption)))
	return all
}

// measureText finds what a text wants.
func measureText(c content) measured {
	var m measured
	line, word := 0, 0
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
		m.natural, m.word = max(m.natural, line), max(m.word, word)
	}
	m.least = min(m.natural, narrowColumn)
	return m
}
