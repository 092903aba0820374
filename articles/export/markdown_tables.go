package export

import (
	"strings"

	"broadsheet/model"
)

// isGridTable says that Markdown can say a table: a header row at most, no
// spans, and nothing but text or pictures in its cells.
func isGridTable(table model.Table) bool {
	if table.Caption != nil || table.HeaderRows > 1 || len(table.Columns) == 0 || len(table.Rows) <= table.HeaderRows {
		return false
	}
	for i, row := range table.Rows {
		if len(row.Cells) != len(table.Columns) {
			return false
		}
		for _, cell := range row.Cells {
			if cell.ColSpan != 1 || cell.RowSpan != 1 || cell.Header != (i < table.HeaderRows) || !isLineCell(cell) {
				return false
			}
		}
	}
	return true
}

// isLineCell says that a cell holds nothing but paragraphs.
func isLineCell(cell model.Cell) bool {
	for _, block := range cell.Blocks {
		if _, isParagraph := block.(model.Paragraph); !isParagraph {
			return false
		}
	}
	return true
}

func (m *markdownWriter) table(table model.Table) string {
	var b strings.Builder
	rows := table.Rows
	if table.HeaderRows == 0 {
		b.WriteString(strings.Repeat("|  ", len(table.Columns)) + "|\n")
	} else {
		b.WriteString(m.row(rows[0]) + "\n")
		rows = rows[1:]
	}
	for _, alignment := range table.Columns {
		b.WriteString(map[model.Alignment]string{
			model.AlignLeft: "| :-- ", model.AlignCenter: "| :-: ", model.AlignRight: "| --: ", model.AlignDefault: "| --- ",
		}[alignment])
	}
	b.WriteByte('|')
	for _, row := range rows {
		b.WriteString("\n" + m.row(row))
	}
	return b.String()
}

func (m *markdownWriter) row(row model.Row) string {
	var b strings.Builder
	for _, cell := range row.Cells {
		b.WriteString("| ")
		for i, block := range cell.Blocks {
			paragraph, isParagraph := block.(model.Paragraph)
			if !isParagraph {
				continue
			}
			if i > 0 {
				b.WriteString("<br><br>")
			}
			b.WriteString(m.inlines(paragraph.Inlines, place{oneLine: true, cell: true, pictures: edgePictures(paragraph.Inlines)}))
		}
		b.WriteByte(' ')
	}
	b.WriteByte('|')
	return b.String()
}
