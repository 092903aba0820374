package table

import (
	"slices"
	"strings"
)

// Widths shares the room among the columns of a table: each has what it wants
// if that fits, else the widest are made narrower, as far as possible without
// cutting words, and first those that are wide for the sake of their header. It
// is false where that would make a table that is hard to read.
func (g Grid) Widths(room int) ([]int, bool) {
	if g.Columns == 0 || g.Columns > room {
		return nil, false
	}
	room -= Gap * (g.Columns - 1)
	columns := g.measure(0)
	natural, body, least := make([]int, g.Columns), make([]int, g.Columns), make([]int, g.Columns)
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
func (g Grid) crowded(widths []int) bool {
	crowded := 0
	for _, row := range g.Rows {
		for _, c := range row {
			if w := c.Width(widths); c.Natural > w && c.Natural > w*w/4 {
				crowded++
				break
			}
		}
	}
	return 4*crowded > len(g.Rows)
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
func (g Grid) measure(depth int) []measured {
	columns := make([]measured, g.Columns)
	cells := 20_000
	var spanning []Cell
	var wanted []measured
	for r, row := range g.Rows {
		for i := range row {
			m := measurer{g.text, depth}.blocks(row[i].Blocks)
			row[i].Natural = m.natural
			if r >= g.Header {
				m.body = m.natural
			}
			if row[i].Columns > 1 {
				spanning, wanted = append(spanning, row[i]), append(wanted, m)
				continue
			}
			columns[row[i].Column].grow(m)
		}
		if cells -= len(row); cells < 0 {
			break
		}
	}
	for i, c := range spanning {
		spread(columns[c.Column:c.Column+c.Columns], wanted[i])
	}
	return columns
}

// spread gives columns together what a cell wants that spans them.
func spread(columns []measured, m measured) {
	natural, body, least := -Gap, -Gap, -Gap
	for _, c := range columns {
		natural += c.natural + Gap
		body += c.body + Gap
		least += c.least + Gap
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

// Tall says whether a row under the header needs more than one line in columns of these
// widths, as far as their cells were measured.
func (g Grid) Tall(widths []int) bool {
	for _, row := range g.Rows[g.Header:] {
		for _, c := range row {
			if len(c.Blocks) > 1 || c.Natural > c.Width(widths) || strings.Contains(g.cellText(c), "\n") {
				return true
			}
		}
	}
	return false
}
