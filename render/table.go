package render

import "broadsheet/model"

// columnGap is the room between two columns of a table, in cells.
const columnGap = 2

// narrowColumn is the width below which no column is made that has more to
// show; a table that would need it is set as records.
const narrowColumn = 8

// placed is a cell in its place in the grid.
type placed struct {
	cell      *model.Cell
	row       int
	column    int
	columns   int // that it spans
	natural   int // how wide it would be without a break, in cells; 0 where that is not known
	isHeading bool
}

// grid is a table with its cells in their places.
type grid struct {
	rows    [][]placed
	columns int
	header  int // rows
	align   []model.Alignment
}

// makeGrid finds the place of each cell. Cells that span rows keep the places
// below them free.
func makeGrid(t model.Table) grid {
	const most = 1000 // columns that a span may reach; hostile tables ask for more
	g := grid{header: min(max(t.HeaderRows, 0), len(t.Rows)), columns: len(t.Columns)}
	var takenUntil []int // for each column, the row in which it is free again
	for r, row := range t.Rows {
		var cells []placed
		column := 0
		for i := range row.Cells {
			cell := &row.Cells[i]
			for column < len(takenUntil) && takenUntil[column] > r {
				column++
			}
			span := min(max(cell.ColSpan, 1), max(1, most-column))
			cells = append(cells, placed{cell: cell, row: r, column: column, columns: span, isHeading: r < g.header || cell.Header})
			for column+span > len(takenUntil) {
				takenUntil = append(takenUntil, 0)
			}
			for c := column; c < column+span; c++ {
				takenUntil[c] = r + max(cell.RowSpan, 1)
			}
			column += span
		}
		g.rows = append(g.rows, cells)
	}
	g.columns = max(g.columns, len(takenUntil))
	g.align = alignments(t, g)
	return g
}

// table lays out a table: as a grid, or where that would be too narrow, as
// records.
func (l *layouter) table(b *box, t model.Table) {
	if len(t.Caption) > 0 {
		l.leaf(b, look{role: caption}, flatten(t.Caption))
	}
	l.clear(b)
	g := makeGrid(t)
	if widths, ok := g.widths(l.width - b.restWidth); ok {
		l.grid(b, g, widths)
		return
	}
	l.records(b, g)
}

// grid lays out the rows of a table with columns of the given widths.
func (l *layouter) grid(b *box, g grid, widths []int) {
	total := -columnGap
	for _, w := range widths {
		total += w + columnGap
	}
	wasTall := false
	for r, row := range g.rows {
		if l.full() {
			return
		}
		cells, height := l.row(row, widths)
		if r > g.header && (height > 1 || wasTall) {
			l.gap(b)
		}
		wasTall = height > 1
		for y := range height { // they are laid already, so that they are shown even if the page is full now
			l.gridLine(b, g, row, cells, widths, y)
		}
		if r+1 == g.header {
			l.put(b, total, l.hairline(total))
			wasTall = false
		}
	}
}

// row lays out the cells of a row, each by itself.
func (l *layouter) row(row []placed, widths []int) (cells [][]line, height int) {
	height = 1
	for _, p := range row {
		lines := l.capture(spanWidth(widths, p), p.isHeading, p.cell.Blocks)
		cells = append(cells, lines)
		height = max(height, len(lines))
	}
	return cells, height
}

// spanWidth is the width of a cell, with the gaps that it spans.
func spanWidth(widths []int, p placed) int {
	width := -columnGap
	for _, w := range widths[p.column : p.column+p.columns] {
		width += w + columnGap
	}
	return max(1, width)
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
func (l *layouter) gridLine(b *box, g grid, row []placed, cells [][]line, widths []int, y int) {
	var pieces []piece
	at, left, column := 0, 0, 0 // where we are, where the column begins
	for i, p := range row {
		for ; column < p.column; column++ {
			left += widths[column] + columnGap
		}
		if y >= len(cells[i]) {
			continue
		}
		cell := cells[i][y]
		start := left
		switch free := max(0, spanWidth(widths, p)-cell.width); g.alignment(p) {
		case model.AlignCenter:
			start += free / 2
		case model.AlignRight:
			start += free
		default:
		}
		if start > at {
			pieces = append(pieces, sign(spaces(start-at), ink{}))
		}
		pieces = append(append(pieces, cell.before...), cell.pieces...)
		at = start + cell.width
	}
	l.put(b, at, pieces...)
}
