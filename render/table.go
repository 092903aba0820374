package render

import (
	"broadsheet/model"
	"broadsheet/render/table"
	"broadsheet/render/themes"
)

// narrowColumn is the width below which text is not squeezed, in cells.
const narrowColumn = table.Narrow

// table lays out a table: as a grid, or where that would be too narrow, as
// records.
func (l *layouter) table(b *box, t model.Table) {
	if len(t.Caption) > 0 {
		l.leaf(b, look{role: caption}, flatten(t.Caption))
	}
	l.clear(b)
	g := table.New(t, textOf)
	if widths, ok := g.Widths(l.width - b.restWidth); ok {
		l.grid(b, g, widths)
		return
	}
	l.records(b, g)
}

// grid lays out the rows of a table with columns of the given widths.
func (l *layouter) grid(b *box, g table.Grid, widths []int) {
	total := -table.Gap
	for _, w := range widths {
		total += w + table.Gap
	}
	apart := g.Tall(widths) // all rows alike, or the table would look as if some belonged together
	for r, row := range g.Rows {
		if l.full() {
			return
		}
		cells, height := l.row(row, widths)
		if r > g.Header && apart {
			l.gap(b)
		}
		for y := range height { // they are laid already, so that they are shown even if the page is full now
			l.gridLine(b, g, row, cells, widths, y)
		}
		if r+1 == g.Header {
			l.put(b, total, l.hairline(total))
		}
	}
}

// row lays out the cells of a row, each by itself.
func (l *layouter) row(row []table.Cell, widths []int) (cells [][]line, height int) {
	height = 1
	for _, p := range row {
		lines := l.capture(p.Width(widths), p.Heading, p.Blocks)
		cells = append(cells, lines)
		height = max(height, len(lines))
	}
	return cells, height
}

// capture lays out blocks by themselves at a width.
func (l *layouter) capture(width int, isHeading bool, blocks []model.Block) []line {
	return l.apart(width, func() { l.blocks(&box{bold: isHeading}, blocks, false) })
}

// apart returns the lines that are laid at a width while lay runs, which do not
// become part of the page by that.
func (l *layouter) apart(width int, lay func()) []line {
	lines, outer := l.lines, l.width
	l.lines, l.width = nil, width
	l.captured++
	lay()
	l.captured--
	laid := l.lines
	l.lines, l.width = lines, outer
	return laid
}

// gridLine puts the y-th lines of the cells of a row side by side.
func (l *layouter) gridLine(b *box, g table.Grid, row []table.Cell, cells [][]line, widths []int, y int) {
	var pieces []piece
	at, left, column := 0, 0, 0 // where we are, where the column begins
	for i, p := range row {
		for ; column < p.Column; column++ {
			left += widths[column] + table.Gap
		}
		if y >= len(cells[i]) {
			continue
		}
		cell := cells[i][y]
		start := left
		switch free := max(0, p.Width(widths)-cell.width); g.Alignment(p) {
		case model.AlignCenter:
			start += free / 2
		case model.AlignRight:
			start += free
		default:
		}
		if start > at {
			pieces = append(pieces, sign(spaces(start-at), themes.Ink{}))
		}
		pieces = append(append(pieces, cell.before...), cell.pieces...)
		at = start + cell.width
	}
	l.put(b, at, pieces...)
}
