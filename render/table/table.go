// Package table finds the places of a table's cells, how wide its columns are to
// be, and to which side each is set. It knows the widths of texts and of what
// stands before them, but sets no lines.
package table

import "broadsheet/model"

// Gap is the room between two columns, in cells.
const Gap = 2

// Narrow is the width, in cells, below which no column is made that has more to
// show.
const Narrow = 8

// Text gives the text of inlines as it is set.
type Text func(inlines []model.Inline) string

// Cell is a cell in its place in the grid.
type Cell struct {
	*model.Cell
	Column  int
	Columns int // that it spans
	Natural int // how wide it would be without a break, in cells; 0 where that is not known
	Heading bool
}

// Grid is a table with its cells in their places.
type Grid struct {
	Rows    [][]Cell
	Columns int
	Header  int // how many of the rows are the header

	align []model.Alignment // of the columns
	text  Text
}

// New finds the place of each cell. Cells that span rows keep the places below
// them free.
func New(t model.Table, text Text) Grid {
	const most = 1000 // columns that a span may reach; hostile tables ask for more
	g := Grid{Header: min(max(t.HeaderRows, 0), len(t.Rows)), Columns: len(t.Columns), text: text}
	var takenUntil []int // for each column, the row in which it is free again
	for r, row := range t.Rows {
		var cells []Cell
		column := 0
		for i := range row.Cells {
			cell := &row.Cells[i]
			for column < len(takenUntil) && takenUntil[column] > r {
				column++
			}
			span := min(max(cell.ColSpan, 1), max(1, most-column))
			cells = append(cells, Cell{Cell: cell, Column: column, Columns: span, Heading: r < g.Header || cell.Header})
			for column+span > len(takenUntil) {
				takenUntil = append(takenUntil, 0)
			}
			for c := column; c < column+span; c++ {
				takenUntil[c] = r + max(cell.RowSpan, 1)
			}
			column += span
		}
		g.Rows = append(g.Rows, cells)
	}
	g.Columns = max(g.Columns, len(takenUntil))
	g.align = g.alignments(t.Columns)
	return g
}

// Width is the width of a cell in columns of the given widths, with the gaps that
// it spans.
func (c Cell) Width(widths []int) int {
	width := -Gap
	for _, w := range widths[c.Column : c.Column+c.Columns] {
		width += w + Gap
	}
	return max(1, width)
}
