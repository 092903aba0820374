package mend

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/articles/html/dom"
)

// maxCodeRows bounds the rows of a table that is looked at as code.
const maxCodeRows = 50_000

// codeTable makes a block of code of a table that sets its lines beside their numbers,
// and gives it, or nil where the table is none.
func codeTable(table *html.Node) *html.Node {
	rows := tableRows(table)
	if len(rows) == 0 || table.Parent == nil {
		return nil
	}
	if len(rows) == 1 {
		return columnsOfCode(table, rows[0])
	}
	return rowsOfCode(table, rows)
}

// tableRows gives the rows of a table, or none where a cell of one holds more than
// tables of code do.
func tableRows(table *html.Node) []*html.Node {
	var rows []*html.Node
	for part := table.FirstChild; part != nil; part = part.NextSibling {
		if part.DataAtom != atom.Tbody && part.DataAtom != atom.Thead {
			continue
		}
		for row := part.FirstChild; row != nil; row = row.NextSibling {
			if row.DataAtom == atom.Tr {
				rows = append(rows, row)
			}
			if len(rows) > maxCodeRows {
				return nil
			}
		}
	}
	return rows
}

// columnsOfCode reads a table of one row: all the numbers, then all the code.
func columnsOfCode(table, row *html.Node) *html.Node {
	cells := elementsOf(row)
	if len(cells) != 2 {
		return nil
	}
	numbers, code := cells[0], cells[1]
	pre := first(code, atom.Pre)
	marked := isNumberName(numbers) || hasClassWith(code, "code") || dom.HasClass(numbers, "lntd") || pre != nil && first(numbers, atom.Pre) != nil
	if !marked || !numbersOnly(numbers) {
		return nil
	}
	switch {
	case pre != nil && isAllText(code, pre):
		remove(pre)
	case hasClassWith(code, "code") && first(code, atom.Img, atom.Table) == nil:
		pre = newElement(atom.Pre)
		partDivs(code)
		moveChildren(code, pre)
	default:
		return nil
	}
	replace(table, pre)
	return pre
}

// isAllText says that there is no text in a cell but in its <pre>.
func isAllText(cell, pre *html.Node) bool {
	for node := range cell.Descendants() {
		if node.Type == html.TextNode && !isBlank(node.Data) {
			for at := node; at != pre; at = at.Parent {
				if at == cell {
					return false
				}
			}
		}
	}
	return true
}

// partDivs ends the line of each <div class="line">, empty ones too, since a block of
// code has them by their height.
func partDivs(code *html.Node) {
	for node := range code.Descendants() {
		if node.DataAtom == atom.Div && node.FirstChild == nil {
			node.AppendChild(newElement(atom.Br))
		}
	}
}

// rowsOfCode reads a table with a row for each line.
func rowsOfCode(table *html.Node, rows []*html.Node) *html.Node {
	lines := make([]*html.Node, 0, len(rows))
	for _, row := range rows {
		cells := elementsOf(row)
		if len(cells) < 2 || len(cells) > 3 {
			return nil
		}
		line := cells[len(cells)-1]
		if !hasClassWith(line, "code", "js-file-line", "hljs-ln-line") {
			return nil
		}
		for _, number := range cells[:len(cells)-1] {
			if !isNumberName(number) || !numbersOnly(number) {
				return nil
			}
		}
		lines = append(lines, line)
	}
	pre := newElement(atom.Pre)
	for i, line := range lines {
		if i > 0 {
			pre.AppendChild(newText("\n"))
		}
		if mark := dom.Attribute(line, "data-code-marker"); isDiffMark(mark) {
			pre.AppendChild(newText(mark))
		}
		trimLineEnds(line)
		moveChildren(line, pre)
	}
	replace(table, pre)
	return pre
}

func isDiffMark(s string) bool { return s == "+" || s == "-" || s == " " }

// trimLineEnds takes the ends of lines around the text of a cell away.
func trimLineEnds(line *html.Node) {
	if text := line.FirstChild; text != nil && text.Type == html.TextNode {
		text.Data = strings.TrimLeft(text.Data, "\r\n")
	}
	if text := line.LastChild; text != nil && text.Type == html.TextNode {
		text.Data = strings.TrimRight(text.Data, "\r\n")
	}
	if last := line.LastChild; last != nil && last.DataAtom == atom.Br {
		remove(last)
	}
}
