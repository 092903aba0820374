package render

import "slices"

// widths shares the room among the columns of a table: each has what it wants
// if that fits, else the widest are made narrower, as far as possible without
// cutting words, and first those that are wide for the sake of their header. It
// is false where that would make a table that is hard to read.
func (g grid) widths(room int) ([]int, bool) {
	if g.columns == 0 || g.columns > room {
		return nil, false
	}
	room -= columnGap * (g.columns - 1)
	columns := g.measure(0)
	natural, body, least := make([]int, g.columns), make([]int, g.columns), make([]int, g.columns)
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
func (g grid) crowded(widths []int) bool {
	crowded := 0
	for _, row := range g.rows {
		for _, p := range row {
			if w := spanWidth(widths, p); p.natural > w && p.natural > w*w/4 {
				crowded++
				break
			}
		}
	}
	return 4*crowded > len(g.rows)
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
func (g grid) measure(depth int) []measured {
	columns := make([]measured, g.columns)
	cells := 20_000
	var spanning []placed
	var wanted []measured
	for r, row := range g.rows {
		for i := range row {
			m := measureBlocks(row[i].cell.Blocks, depth)
			row[i].natural = m.natural
			if r >= g.header {
				m.body = m.natural
			}
			if row[i].columns > 1 {
				spanning, wanted = append(spanning, row[i]), append(wanted, m)
				continue
			}
			columns[row[i].column].grow(m)
		}
		if cells -= len(row); cells < 0 {
			break
		}
	}
	for i, p := range spanning {
		spread(columns[p.column:p.column+p.columns], wanted[i])
	}
	return columns
}

// spread gives columns together what a cell wants that spans them.
func spread(columns []measured, m measured) {
	natural, body, least := -columnGap, -columnGap, -columnGap
	for _, c := range columns {
		natural += c.natural + columnGap
		body += c.body + columnGap
		least += c.least + columnGap
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
