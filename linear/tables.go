package linear

import (
	"strings"

	"broadsheet/model"
	"broadsheet/render/table"
)

// table says a table as records: for each row what its cells are called, and what they
// say.
func (p *parter) table(t model.Table) {
	if len(t.Caption) > 0 {
		p.take()
		p.before = append(p.before, p.text(t.Caption))
	}
	first := p.leaf
	g := table.New(t, p.text)
	p.set = nil // the references are met again below
	r := records{parter: p, Grid: g, labels: make([]string, g.Columns), covered: make([]spanned, g.Columns)}
	p.before = append(p.before, p.words.table(len(g.Rows)-g.Header, g.Columns))
	var lines []string
	for i := range g.Rows {
		if fields := r.row(i); len(fields) > 0 {
			lines = append(lines, p.words.row(fields))
		}
		if len(lines) == mostTableRows {
			p.add(first, strings.Join(lines, "\n"))
			lines, first = nil, p.leaf
		}
	}
	p.add(first, strings.Join(lines, "\n"))
}

// records says the rows of a table, one after the other.
type records struct {
	*parter
	table.Grid
	labels  []string  // of the columns
	covered []spanned // for each column, the cell of a row above that reaches down
}

// spanned is a cell that reaches down into the rows below its own.
type spanned struct {
	text  string
	until int // the first row that it does not reach
}

// row gives what the cells of a row say, each after the label of its column, and those of
// rows above that reach into it. The cells of a header become labels; a header that is
// all of a table is said.
func (r *records) row(number int) (fields []string) {
	next := 0
	for _, cell := range r.Rows[number] {
		fields = append(fields, r.above(number, next, cell.Column)...)
		next = cell.Column + cell.Columns
		text := r.cell(cell)
		switch {
		case number < r.Header:
			r.name(cell, text)
			if r.Header == len(r.Rows) {
				fields = append(fields, nonEmpty(text)...)
			}
		case text != "":
			label := ""
			if cell.Columns == 1 {
				label = r.labels[cell.Column]
			}
			fields = append(fields, r.words.field(label, text))
			if cell.RowSpan > 1 {
				r.covered[cell.Column] = spanned{text, number + cell.RowSpan}
			}
		}
	}
	return append(fields, r.above(number, next, len(r.covered))...)
}

// cell is what a cell says, in one line.
func (r *records) cell(cell table.Cell) string {
	inner := r.inner()
	inner.blocks(cell.Blocks)
	r.leaf, r.picture = inner.leaf, inner.picture
	return joined(inner.pieces)
}

// above says the cells of rows above that reach into columns of a row.
func (r *records) above(number, from, to int) (fields []string) {
	for column := from; column < min(to, len(r.covered)); column++ {
		if c := r.covered[column]; number < c.until {
			fields = append(fields, r.words.field(r.labels[column], c.text))
		}
	}
	return fields
}

// name has the columns under a cell of the header be called after it; not all of them: a
// cell over the whole table is a title, which is said before its rows.
func (r *records) name(cell table.Cell, text string) {
	if cell.Columns == len(r.labels) && cell.Columns > 1 {
		if r.Header < len(r.Rows) {
			r.before = append(r.before, nonEmpty(text)...)
		}
		return
	}
	for c := cell.Column; c < min(cell.Column+cell.Columns, len(r.labels)); c++ {
		r.labels[c] = strings.Join(append(nonEmpty(r.labels[c]), nonEmpty(text)...), ", ")
	}
}
