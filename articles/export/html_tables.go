package export

import (
	"fmt"
	"slices"

	"broadsheet/articles/html"
	"broadsheet/model"
)

func (w *htmlWriter) table(table model.Table) {
	w.b.WriteString("<table>\n")
	if table.Caption != nil {
		w.element("caption", func() { w.inlines(table.Caption) })
		w.b.WriteByte('\n')
	}
	header := max(0, min(table.HeaderRows, len(table.Rows)))
	columns, _ := placeCells(table.Rows)
	// Without header cells and a caption, a table is one only as long as its
	// cells look like data.
	plain := table.Caption == nil && !slices.ContainsFunc(table.Rows, hasHeader)
	rows := func(part string, from, to int) {
		w.b.WriteString("<" + part + ">\n")
		for i := from; i < to; i++ {
			w.row(table, i, columns[i], plain)
		}
		w.b.WriteString("</" + part + ">\n")
	}
	switch {
	case header > 0:
		rows("thead", 0, header)
	case len(table.Rows) > 0 && isHeaderRow(table.Rows[0]): // which is one of the body
		w.b.WriteString("<thead><tr><td></td></tr></thead>\n")
	}
	rows("tbody", header, len(table.Rows))
	w.b.WriteString("</table>")
}

func hasHeader(row model.Row) bool {
	return slices.ContainsFunc(row.Cells, func(cell model.Cell) bool { return cell.Header })
}

func isHeaderRow(row model.Row) bool {
	return !slices.ContainsFunc(row.Cells, func(cell model.Cell) bool { return !cell.Header })
}

func (w *htmlWriter) row(table model.Table, number int, columns []int, plain bool) {
	w.b.WriteString("<tr>")
	for i, cell := range table.Rows[number].Cells {
		name := "td"
		if cell.Header {
			name = "th"
		}
		w.b.WriteString("<" + name)
		if cell.ColSpan > 1 {
			fmt.Fprintf(&w.b, ` colspan="%d"`, cell.ColSpan)
		} else if columns[i] < len(table.Columns) {
			w.b.WriteString(alignedStyle(table.Columns[columns[i]]))
		}
		if cell.RowSpan > 1 {
			fmt.Fprintf(&w.b, ` rowspan="%d"`, cell.RowSpan)
		}
		w.b.WriteByte('>')
		if plain {
			w.plainCell(cell.Blocks)
		} else {
			w.loose(cell.Blocks)
		}
		w.b.WriteString("</" + name + ">")
	}
	w.b.WriteString("</tr>\n")
}

func alignedStyle(alignment model.Alignment) string {
	switch alignment {
	case model.AlignLeft:
		return ` style="text-align: left"`
	case model.AlignCenter:
		return ` style="text-align: center"`
	case model.AlignRight:
		return ` style="text-align: right"`
	case model.AlignDefault:
	}
	return ""
}

// plainCell writes the blocks of a cell without the elements that would make
// the table one for layout.
func (w *htmlWriter) plainCell(blocks []model.Block) {
	w.inData = true
	defer func() { w.inData = false }()
	for i, block := range blocks {
		if i > 0 {
			w.b.WriteString("<br><br>")
		}
		switch b := block.(type) {
		case model.Paragraph:
			w.line(b.Inlines)
		case model.Figure:
			for _, image := range b.Images {
				w.image(image, false)
			}
			if len(b.Caption) > 0 {
				w.b.WriteString(`<span class="img-caption">`)
				w.inlines(b.Caption)
				w.b.WriteString("</span>")
			}
		default:
			w.block(block)
		}
	}
}

// placeCells gives the column that each cell of a table begins in, and how many
// columns there are. It counts no further than one more than a table may have.
func placeCells(rows []model.Row) (columns [][]int, width int) {
	var busy []int // for each column, how many more rows a cell reaches into
	for _, row := range rows {
		places := make([]int, 0, len(row.Cells))
		column := 0
		for _, cell := range row.Cells {
			for column < len(busy) && busy[column] > 0 {
				column++
			}
			places = append(places, column)
			end := min(column+max(1, min(cell.ColSpan, html.MaxSpan)), html.MaxColumns+1)
			for ; column < end; column++ {
				if column == len(busy) {
					busy = append(busy, 0)
				}
				busy[column] = max(busy[column], cell.RowSpan)
			}
		}
		columns = append(columns, places)
		for i := range busy {
			busy[i] = max(0, busy[i]-1)
		}
	}
	return columns, len(busy)
}
