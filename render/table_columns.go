package render

import (
	"slices"

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

// widths shares the room among the columns of a table: each has what it wants
// if that fits, else the widest are made narrower, as far as possible without
// cutting words, and first those that are wide for the sake of their header. It
// is false where that would make a table that is hard to read.
func (g grid) widths(room int) ([]int, bool) {
	if g.columns == 0 || g.columns > room {
		return nil, false
	}
	room -= columnGap * (g.columns - 1)
	columns := g.measure(0)
	natural, body, least := make([]int, g.columns), make([]int, g.columns), make([]int, g.columns)
	for i, c := range columns {
		natural[i], body[i], least[i] = max(1, c.natural), max(1, c.body, c.least), max(1, c.least)
	}
	switch {
	case sum(natural) <= room:
		return natural, true
	case sum(body) <= room:
		return share(natural, body, room), true
	case sum(least) <= room:
		widths := share(natural, least, room)
		return widths, !g.crowded(widths)
	}
	return nil, false
}

// crowded says whether many rows have a cell that is tall and thin: with more
// lines than a quarter of its width in cells.
func (g grid) crowded(widths []int) bool {
	crowded := 0
	for _, row := range g.rows {
		for _, p := range row {
			if w := spanWidth(widths, p); p.natural > w && p.natural > w*w/4 {
				crowded++
				break
			}
		}
	}
	return 4*crowded > len(g.rows)
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

// measure finds what the columns want, and notes it of each cell. Of a very
// long table it looks at the first cells only.
func (g grid) measure(depth int) []measured {
	columns := make([]measured, g.columns)
	cells := 20_000
	var spanning []placed
	var wanted []measured
	for r, row := range g.rows {
		for i := range row {
			m := measureBlocks(row[i].cell.Blocks, depth)
			row[i].natural = m.natural
			if r >= g.header {
				m.body = m.natural
			}
			if row[i].columns > 1 {
				spanning, wanted = append(spanning, row[i]), append(wanted, m)
				continue
			}
			columns[row[i].column].grow(m)
		}
		if cells -= len(row); cells < 0 {
			break
		}
	}
	for i, p := range spanning {
		spread(columns[p.column:p.column+p.columns], wanted[i])
	}
	return columns
}

// spread gives columns together what a cell wants that spans them.
func spread(columns []measured, m measured) {
	natural, body, least := -columnGap, -columnGap, -columnGap
	for _, c := range columns {
		natural += c.natural + columnGap
		body += c.body + columnGap
		least += c.least + columnGap
	}
	for i := 0; natural < m.natural; i, natural = i+1, natural+1 {
		columns[i%len(columns)].natural++
	}
	for i := 0; body < m.body; i, body = i+1, body+1 {
		columns[i%len(columns)].body++
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
