package render

import (
	"strings"
	"unicode"

	"broadsheet/model"
)

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
			cells = append(cells, placed{cell, r, column, span, r < g.header || cell.Header})
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

// alignments gives the alignment of each column: the author's, else right for
// columns of numbers.
func alignments(t model.Table, g grid) []model.Alignment {
	align := make([]model.Alignment, g.columns)
	copy(align, t.Columns)
	numbers, others := make([]int, g.columns), make([]int, g.columns)
	for _, row := range g.rows[g.header:] {
		for _, p := range row {
			switch text := cellText(p.cell); {
			case p.columns > 1 || text == "":
			case isNumber(text):
				numbers[p.column]++
			default:
				others[p.column]++
			}
		}
	}
	for c := range align {
		if align[c] == model.AlignDefault && numbers[c] > 0 && others[c] == 0 {
			align[c] = model.AlignRight
		}
	}
	return align
}

// cellText is the text of a cell that is one paragraph, or nothing.
func cellText(c *model.Cell) string {
	if len(c.Blocks) != 1 {
		return ""
	}
	p, ok := c.Blocks[0].(model.Paragraph)
	if !ok {
		return ""
	}
	return flatten(p.Inlines).text
}

// isNumber says whether a text is a number, perhaps with a sign, a currency or
// a unit like % or 亿.
func isNumber(text string) bool {
	digits, others := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune("+-−–±.,:% '￥¥$€£万亿元股手次倍月年", r):
		default:
			others++
		}
	}
	return digits > 0 && others == 0
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
		for y := range height {
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
	lines, outer := l.lines, l.width
	l.lines, l.width = nil, width
	l.captured++
	l.blocks(&box{bold: isHeading}, blocks, false)
	l.captured--
	cell := l.lines
	l.lines, l.width = lines, outer
	return cell
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
		switch free := spanWidth(widths, p) - cell.width; {
		case g.align[p.column] == model.AlignCenter || p.isHeading && p.columns > 1:
			start += max(0, free/2)
		case g.align[p.column] == model.AlignRight:
			start += max(0, free)
		}
		if start > at {
			pieces = append(pieces, sign(spaces(start-at), ink{}))
		}
		pieces = append(append(pieces, cell.before...), cell.pieces...)
		at = start + cell.width
	}
	l.put(b, at, pieces...)
}

// records lays out each row of a table for itself, a line for each cell:
// "代码: 600519".
func (l *layouter) records(b *box, g grid) {
	if g.header == len(g.rows) {
		for _, row := range g.rows {
			for _, p := range row {
				l.cellBlocks(b, p)
			}
		}
		return
	}
	labels := l.labels(g, max(1, l.width-b.restWidth))
	for r, row := range g.rows[g.header:] {
		if l.full() {
			return
		}
		if r > 0 {
			l.gap(b)
		}
		next := 0
		for _, p := range row {
			if r == 0 { // no label is lost, though there may be nothing for it
				l.loneLabels(b, labels, next, p.column)
			}
			l.record(b, p, labels, r == 0)
			next = p.column + p.columns
		}
		if r == 0 {
			l.loneLabels(b, labels, next, g.columns)
		}
	}
}

// cellBlocks lays out the blocks of a cell in a box.
func (l *layouter) cellBlocks(b *box, p placed) {
	inner := b.within()
	inner.bold = p.isHeading
	l.blocks(inner, p.cell.Blocks, true)
}

// labels lays out the header of each column, to stand before its values.
func (l *layouter) labels(g grid, width int) [][]line {
	labels := make([][]line, g.columns)
	for _, row := range g.rows[:g.header] {
		for _, p := range row {
			labels[p.column] = append(labels[p.column], l.capture(width, true, p.cell.Blocks)...)
		}
	}
	return labels
}

// loneLabels lays out the labels of columns that have no cell in a row.
func (l *layouter) loneLabels(b *box, labels [][]line, from, to int) {
	for _, label := range labels[from:to] {
		l.label(b, label)
	}
}

// label lays out a label on lines of its own.
func (l *layouter) label(b *box, label []line) {
	for i, part := range label {
		pieces := append(part.before[:len(part.before):len(part.before)], part.pieces...)
		width := part.width
		if _, before := b.before(); i+1 == len(label) && before+width < l.width {
			pieces = append(pieces, sign(":", ink{}))
			width++
		}
		l.put(b, width, pieces...)
	}
}

// record lays out one cell after the label of its column.
func (l *layouter) record(b *box, p placed, labels [][]line, first bool) {
	label := labels[p.column]
	if first { // a cell that spans columns stands for all of their labels
		for c := p.column + 1; c < p.column+p.columns; c++ {
			label = append(label[:len(label):len(label)], labels[c]...)
		}
	}
	if len(p.cell.Blocks) == 0 {
		if first {
			l.label(b, label)
		}
		return
	}
	if len(label) == 0 {
		l.cellBlocks(b, p)
		return
	}
	indent := sign("  ", ink{})
	if len(label) > 1 || label[0].width+2 > l.width/2 {
		l.label(b, label)
		l.blocks(l.inside(b, indent, indent), p.cell.Blocks, true)
		return
	}
	before, beforeWidth := b.before()
	value := l.inside(b, indent, indent)
	value.first = append(append(before[:len(before):len(before)], label[0].before...), label[0].pieces...)
	value.first = append(value.first, sign(": ", ink{}))
	value.firstWidth = beforeWidth + label[0].width + 2
	l.blocks(value, p.cell.Blocks, true)
	l.finish(value)
}
