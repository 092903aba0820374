package html

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
	"broadsheet/model"
)

const (
	// MaxColumns is the widest table that is kept as one; no reader can follow
	// more.
	MaxColumns = 200
	// maxTables is how deep tables are kept in the cells of others: all that is in
	// the innermost is set anew for each of those around it.
	maxTables = 4
	// MaxSpan is how many columns or rows a cell may claim, as browsers have it
	// for columns.
	MaxSpan = 1000
	// longCell is how many characters in a cell, without any header cell in the
	// table, tell a page's columns from data.
	longCell = 500
)

// grid is an HTML table as its cells lie, with spans worked out.
type grid struct {
	caption    *html.Node
	rows       [][]gridCell
	headerRows int // in <thead>
	columns    int
	headers    bool // there is a <th>
	spansRows  bool // a cell reaches into further rows
}

// gridCell is a cell and where it lies.
type gridCell struct {
	node             *html.Node
	column           int
	colSpan, rowSpan int
}

// table reads a <table>: as a table if it holds data, else as what its cells
// hold, one after the other.
func (f *flow) table(node *html.Node, st style) {
	g := readGrid(node)
	if f.reader.full() || f.reader.tables == maxTables || g.isLayout(node, f.reader.layouts > 0) {
		f.reader.layouts++
		f.children(node, st)
		f.reader.layouts--
		return
	}
	f.reader.tables++
	defer func() { f.reader.tables-- }()
	table := model.Table{HeaderRows: g.headerRows, Columns: g.alignments()}
	if g.caption != nil {
		table.Caption = f.reader.inlines(g.caption, styled(g.caption, st))
	}
	for i, cells := range g.rows {
		row, blank := f.row(cells, st)
		blank = blank && !g.spansRows
		if blank && i < g.headerRows {
			table.HeaderRows-- // Markdown must write a header, even without words
		}
		if !blank {
			table.Rows = append(table.Rows, row)
		}
	}
	if len(table.Rows) > 0 {
		f.add(table)
	}
}

// row reads the cells of a row and says whether all of them are blank.
func (f *flow) row(cells []gridCell, st style) (row model.Row, blank bool) {
	blank = true
	for _, cell := range cells {
		inner := styled(cell.node, st)
		inner.preserve = st.preserve
		blocks := f.reader.inner(cell.node, inner)
		blank = blank && len(blocks) == 0
		row.Cells = append(row.Cells, model.Cell{
			Header:  cell.node.DataAtom == atom.Th,
			ColSpan: cell.colSpan,
			RowSpan: cell.rowSpan,
			Blocks:  blocks,
		})
	}
	return row, blank
}

// readGrid lays the cells of a table out.
func readGrid(table *html.Node) *grid {
	g := &grid{}
	g.read(table, atom.Tbody)
	g.dropEmptyColumns()
	g.clampRowSpans()
	if g.headerRows == 0 {
		for g.headerRows < len(g.rows) && allHeaders(g.rows[g.headerRows]) {
			g.headerRows++
		}
		if g.headerRows == len(g.rows) { // names beside each other, not above anything
			g.headerRows = min(1, g.headerRows)
		}
	}
	return g
}

func allHeaders(cells []gridCell) bool {
	return len(cells) > 0 && !slices.ContainsFunc(cells, func(c gridCell) bool { return c.node.DataAtom != atom.Th })
}

// read takes the rows of a table or of a part of it.
func (g *grid) read(node *html.Node, part atom.Atom) {
	var busy []int // for each column, how many more rows a cell reaches into
	var read func(node *html.Node, part atom.Atom)
	read = func(node *html.Node, part atom.Atom) {
		for child := node.FirstChild; child != nil; child = child.NextSibling {
			switch child.DataAtom {
			case atom.Thead, atom.Tbody, atom.Tfoot:
				read(child, child.DataAtom)
			case atom.Caption:
				if g.caption == nil {
					g.caption = child
				}
			case atom.Tr:
				if part == atom.Thead && g.headerRows == len(g.rows) {
					g.headerRows++
				}
				busy = g.addRow(child, busy)
			default: // columns, and what a parser leaves in a table for scripts
			}
		}
	}
	read(node, part)
}

// addRow lays the cells of a row into the columns that are free.
func (g *grid) addRow(row *html.Node, busy []int) []int {
	var cells []gridCell
	column := 0
	for child := row.FirstChild; child != nil; child = child.NextSibling {
		if child.DataAtom != atom.Td && child.DataAtom != atom.Th || isGutter(child) {
			continue
		}
		for column < len(busy) && busy[column] > 0 {
			column++
		}
		cell := gridCell{node: child, column: column, colSpan: span(child, "colspan"), rowSpan: span(child, "rowspan")}
		if column > MaxColumns {
			cell.colSpan, cell.rowSpan = 1, 1
		}
		for range cell.colSpan {
			for column >= len(busy) {
				busy = append(busy, 0)
			}
			busy[column] = cell.rowSpan
			column++
		}
		g.headers = g.headers || child.DataAtom == atom.Th
		cells = append(cells, cell)
	}
	g.columns = max(g.columns, column)
	for i := range busy {
		busy[i] = max(0, busy[i]-1)
	}
	g.rows = append(g.rows, cells)
	return busy
}

// span reads how many columns or rows a cell claims. None means all rows.
func span(cell *html.Node, key string) int {
	n, ok := number(cell, key)
	switch {
	case !ok, n < 0, n == 0 && key == "colspan":
		return 1
	case n == 0:
		return MaxSpan
	}
	return min(n, MaxSpan)
}

// dropEmptyColumns takes away the columns in which no cell begins: a title
// over a hundred columns is no wider than the cells below it.
func (g *grid) dropEmptyColumns() {
	begins := make([]bool, g.columns+1)
	for _, row := range g.rows {
		for _, cell := range row {
			begins[cell.column] = true
		}
	}
	place := make([]int, g.columns+1) // where a column is when the empty ones are gone
	count := 0
	for column := range g.columns {
		place[column] = count
		if begins[column] {
			count++
		}
	}
	place[g.columns] = count
	for _, row := range g.rows {
		for i, cell := range row {
			end := min(cell.column+cell.colSpan, g.columns)
			row[i].column = place[cell.column]
			row[i].colSpan = max(1, place[end]-place[cell.column])
		}
	}
	g.columns = count
}

func (g *grid) clampRowSpans() {
	for i, row := range g.rows {
		for k := range row {
			row[k].rowSpan = min(row[k].rowSpan, len(g.rows)-i)
			g.spansRows = g.spansRows || row[k].rowSpan > 1
		}
	}
}

// alignments gives how each column is set: as the first of its cells that says
// so.
func (g *grid) alignments() []model.Alignment {
	columns := make([]model.Alignment, g.columns)
	for _, row := range g.rows {
		for _, cell := range row {
			if columns[cell.column] == model.AlignDefault && cell.colSpan == 1 {
				columns[cell.column] = alignment(cell.node)
			}
		}
	}
	return columns
}

func alignment(cell *html.Node) model.Alignment {
	value := dom.Attribute(cell, "align")
	for declaration := range strings.SplitSeq(dom.Attribute(cell, "style"), ";") {
		if key, css, _ := strings.Cut(declaration, ":"); strings.EqualFold(strings.TrimSpace(key), "text-align") {
			value = css
		}
	}
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "left", "start":
		return model.AlignLeft
	case "center":
		return model.AlignCenter
	case "right", "end":
		return model.AlignRight
	}
	return model.AlignDefault
}

// isLayout says that a table only arranges a page: it has one column, or no header
// cell and cells that hold parts of a page, or is beyond all reading. Within says that
// it stands in a table that does.
func (g *grid) isLayout(table *html.Node, within bool) bool {
	switch role := dom.Attribute(table, "role"); {
	case role == "presentation", role == "none", g.columns > MaxColumns, g.columns <= 1:
		return true
	case g.headers, g.caption != nil:
		return false
	}
	filled, pictured, rich := 0, 0, 0
	for _, row := range g.rows {
		for _, cell := range row {
			switch content := contentOf(cell.node); {
			case content == partOfPage, shownLength(cell.node, longCell) >= longCell:
				return true
			case content == blocks:
				rich++
				filled++
			case holdsPicture(cell.node):
				pictured++
				filled++
			case shownLength(cell.node, 1) > 0:
				filled++
			}
		}
	}
	if len(g.rows) == 1 || within {
		return pictured*2 > filled || rich > 0 || within && len(g.rows) == 1
	}
	return pictured*2 > filled || rich*2 > filled
}

// cellContent is what a cell of a table holds.
type cellContent int

const (
	line       cellContent = iota // text, a paragraph
	blocks                        // several paragraphs, a list, a table with a header
	partOfPage                    // what no cell of data has
)

// contentOf says what a cell holds.
func contentOf(cell *html.Node) cellContent {
	paragraphs, lists, tables, headers := 0, 0, 0, 0
	for node := range cell.Descendants() {
		switch node.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Figure:
			return partOfPage
		case atom.Ul, atom.Ol, atom.Dl, atom.Pre:
			lists++
		case atom.Table:
			tables++
		case atom.Th:
			headers++
		case atom.P:
			paragraphs++
		default: // stands in a paragraph
		}
	}
	switch {
	case tables > 0 && headers == 0:
		return partOfPage
	case paragraphs > 1, lists > 0, tables > 0:
		return blocks
	}
	return line
}

// holdsPicture says that there is a picture larger than a line of text.
func holdsPicture(cell *html.Node) bool {
	for node := range cell.Descendants() {
		if node.DataAtom == atom.Img && !isSmall(node) && !isPixel(node) {
			return true
		}
	}
	return false
}

// isGutter says that a cell holds the line numbers of a block of code.
func isGutter(cell *html.Node) bool {
	return dom.HasClass(cell, "gutter", "line-numbers", "linenos", "blob-num")
}
