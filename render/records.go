package render

import (
	"slices"
	"strings"

	"broadsheet/model"
	"broadsheet/render/linebreak"
	"broadsheet/render/table"
	"broadsheet/render/themes"
)

// What a table repeats when it is set as records is bounded, so that no table
// makes an endless page.
const (
	labelRows     = 8    // of a header that name columns; those above are shown once
	labelSpan     = 8    // columns under a cell that is named after them
	repeatedLines = 3    // of a cell that spans rows, or of a label
	repeatedAll   = 2000 // lines of cells that span rows, in a table
)

// columnHead is a cell of a table's header, laid out.
type columnHead struct {
	lines []line
	shown bool // whether a record has shown it
}

// recordSet is a table that is set as records: each row for itself, a line for
// each cell, "代码: 600519".
type recordSet struct {
	*layouter
	table.Grid
	box      *box
	room     int             // cells in a line
	heads    [][]*columnHead // for each column, from the top down
	labels   [][]line        // for each column
	lone     []bool          // whether no value would show a column's label
	spanning []spanningCell  // for each column, the one that covers it and began there
	repeated int             // lines of spanning cells, so far
	used     bool            // whether a record is laid
}

// spanningCell is a cell that spans rows.
type spanningCell struct {
	lines []line // to repeat in each record
	until int    // the row in which it covers the column no more
}

// records lays out a table as records.
func (l *layouter) records(b *box, g table.Grid) {
	s := recordSet{layouter: l, Grid: g, box: b, room: max(1, l.width-b.restWidth), spanning: make([]spanningCell, g.Columns)}
	if g.Header == len(g.Rows) {
		for _, row := range g.Rows {
			s.plain(row)
		}
		return
	}
	s.readHeader()
	for r, row := range g.Rows[g.Header:] {
		if l.full() {
			return
		}
		s.record(g.Header+r, row)
	}
}

// plain lays out the cells of a row that is no record.
func (s *recordSet) plain(row []table.Cell) {
	for _, p := range row {
		s.lay(s.value(p, nil))
	}
}

// readHeader lays out the header, to stand before the values. A cell over all
// columns is a title, which names none of them.
func (s *recordSet) readHeader() {
	s.heads = make([][]*columnHead, s.Columns)
	titles := max(0, s.Header-labelRows)
	for r, row := range s.Rows[:s.Header] {
		for _, p := range row {
			lines := s.capture(s.room, true, p.Blocks)
			switch {
			case len(lines) == 0:
			case r < titles || p.Columns == s.Columns && p.Columns > 1:
				s.lay(lines)
			default:
				head := &columnHead{lines: lines}
				for c := p.Column; c < p.Column+p.Columns; c++ {
					s.heads[c] = append(s.heads[c], head)
				}
			}
		}
	}
	s.labels = make([][]line, s.Columns)
	for c := range s.labels {
		s.labels[c] = s.label(s.heads[c : c+1])
	}
	s.findLone()
}

// findLone finds the columns whose label no value shows, since all their cells
// are empty: it stands in the first record, so that it is not lost.
func (s *recordSet) findLone() {
	shown := map[*columnHead]bool{}
	for _, row := range s.Rows[s.Header:] {
		for _, p := range row {
			if s.named(p) && !isBlank(p.Blocks) {
				for _, heads := range s.heads[p.Column : p.Column+p.Columns] {
					for _, h := range heads {
						shown[h] = true
					}
				}
			}
		}
	}
	s.lone = make([]bool, s.Columns)
	for c, heads := range s.heads {
		for _, h := range heads {
			s.lone[c] = s.lone[c] || !shown[h]
			shown[h] = true
		}
	}
}

// named says whether a cell stands after the label of its columns.
func (s *recordSet) named(p table.Cell) bool {
	return p.Columns == 1 || p.Columns < s.Columns && p.Columns <= labelSpan
}

// isBlank says whether blocks show nothing.
func isBlank(blocks []model.Block) bool {
	return !slices.ContainsFunc(blocks, func(b model.Block) bool {
		p, ok := b.(model.Paragraph)
		return !ok || textOf(p.Inlines) != ""
	})
}

// record lays out a row, with the cells of rows above that reach into it.
func (s *recordSet) record(r int, row []table.Cell) {
	var fields [][]line
	own, next := r == s.Header, 0
	pass := func(to int) { // the columns in which no cell begins
		for ; next < to; next++ {
			switch {
			case r < s.spanning[next].until:
				fields = append(fields, s.repeat(next))
			case r == s.Header && s.lone[next]:
				fields = append(fields, s.labels[next])
			}
		}
	}
	for _, p := range row {
		pass(p.Column)
		field := s.field(p, r == s.Header)
		s.cover(p, r, field)
		fields = append(fields, field)
		own = own || len(field) > 0
		next = p.Column + p.Columns
	}
	pass(s.Columns)
	if !own || !slices.ContainsFunc(fields, func(f []line) bool { return len(f) > 0 }) {
		return
	}
	if s.used {
		s.gap(s.box)
	}
	s.used = true
	for _, f := range fields {
		s.lay(f)
	}
}

// field lays out a cell after its label. In the first record labels stand, too,
// that would show nowhere else.
func (s *recordSet) field(p table.Cell, first bool) []line {
	blank := isBlank(p.Blocks)
	if s.named(p) && !blank {
		label := s.labels[p.Column]
		if p.Columns > 1 {
			label = s.label(s.heads[p.Column : p.Column+p.Columns])
		}
		if s.seen(p) {
			label = s.shorter(label, p)
		}
		return s.value(p, label)
	}
	var lines []line
	for c := p.Column; first && c < p.Column+p.Columns; c++ {
		if s.lone[c] {
			lines = append(lines, s.labels[c]...)
		}
	}
	value := s.value(p, nil) // also of an empty cell: its leaf is counted, as in a grid
	if blank {
		return lines
	}
	return append(lines, value...)
}

// seen says whether a record has shown all of the header above a cell. From now
// on one has.
func (s *recordSet) seen(p table.Cell) bool {
	all := true
	for _, heads := range s.heads[p.Column : p.Column+p.Columns] {
		for _, h := range heads {
			all = all && h.shown
			h.shown = true
		}
	}
	return all
}

// shorter is a label as it is repeated: if it is long only its last part, or
// nothing.
func (s *recordSet) shorter(label []line, p table.Cell) []line {
	if len(label) <= repeatedLines {
		return label
	}
	if heads := s.heads[p.Column]; p.Columns == 1 && len(heads[len(heads)-1].lines) <= repeatedLines {
		return s.label([][]*columnHead{heads[len(heads)-1:]})
	}
	return nil
}

// cover notes a cell that spans rows, to repeat it in theirs: whole if it is
// short, else as a ditto sign.
func (s *recordSet) cover(p table.Cell, r int, field []line) {
	if p.RowSpan < 2 || len(field) == 0 {
		return
	}
	if len(field) > repeatedLines {
		label := s.shorter(s.labels[p.Column], p)
		if len(label) == 0 {
			return
		}
		ditto := sign(" "+s.signs.ditto, s.theme.Dim)
		if label[len(label)-1].width+linebreak.Width(ditto.sign) > s.room {
			label = append(label[:len(label):len(label)], line{})
		}
		field = withSign(label, ditto)
	}
	s.spanning[p.Column] = spanningCell{field, r + p.RowSpan}
}

// repeat gives the lines of the cell of a row above that covers a column.
func (s *recordSet) repeat(column int) []line {
	lines := s.spanning[column].lines
	if s.repeated += len(lines); s.repeated > repeatedAll {
		return nil
	}
	return lines
}

// lay puts lines that were laid apart in the box.
func (s *recordSet) lay(lines []line) {
	for _, part := range lines {
		s.put(s.box, part.width, part.all()...)
	}
}

// all is what stands in a line, with what stands before it.
func (l line) all() []piece {
	return append(l.before[:len(l.before):len(l.before)], l.pieces...)
}

// withSign returns lines with a sign after the last one.
func withSign(lines []line, p piece) []line {
	lines = slices.Clone(lines)
	last := &lines[len(lines)-1]
	last.pieces = append(last.pieces[:len(last.pieces):len(last.pieces)], p)
	last.width += linebreak.Width(p.sign)
	return lines
}

// label composes the label of columns: the cells of the header above each of
// them, a cell above several only once: "Pages · News, Other:".
func (s *recordSet) label(columns [][]*columnHead) []line {
	var lines []line
	var known []*columnHead
	for _, heads := range columns {
		separator := ", "
		for _, h := range heads {
			if slices.Contains(known, h) {
				continue
			}
			known = append(known, h)
			lines = s.join(lines, separator, h.lines)
			separator = " · "
		}
	}
	if n := len(lines); n > 0 && lines[n-1].width < s.room && !s.endsWithColon(lines[n-1]) {
		lines = withSign(lines, sign(":", themes.Ink{}))
	}
	return lines
}

// join puts a part of a label after others: on their last line, if there is
// room.
func (s *recordSet) join(lines []line, separator string, part []line) []line {
	if len(lines) == 0 {
		return part
	}
	last := lines[len(lines)-1]
	if len(part) == 1 && last.width+linebreak.Width(separator)+part[0].width < s.room {
		lines = withSign(lines, sign(separator, themes.Ink{}))
		end := &lines[len(lines)-1]
		end.pieces = append(end.pieces, part[0].all()...)
		end.width += part[0].width
		return lines
	}
	if separator = strings.TrimRight(separator, " "); last.width+linebreak.Width(separator) <= s.room {
		lines = withSign(lines, sign(separator, themes.Ink{}))
	}
	return append(lines[:len(lines):len(lines)], part...)
}

// endsWithColon says whether a line ends with a colon of the author's.
func (s *recordSet) endsWithColon(l line) bool {
	text := ""
	for _, q := range l.pieces {
		text = s.page.text(q)
	}
	return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
}

// value lays out a cell after a label: on the same line if there is room, else
// below it.
func (s *recordSet) value(p table.Cell, label []line) []line {
	return s.apart(s.room, func() {
		b := &box{bold: p.Heading}
		if len(label) == 0 {
			s.blocks(b, p.Blocks, true)
			return
		}
		indent := sign("  ", themes.Ink{})
		box := s.inside(b, indent, indent)
		width := label[0].width + 1
		if short := p.Natural > 0 && width+p.Natural <= s.room; len(label) == 1 && (short || width <= s.room/2) {
			box.first, box.firstWidth = append(label[0].all(), sign(" ", themes.Ink{})), width
		} else {
			for _, part := range label {
				s.put(b, part.width, part.all()...)
			}
			box = s.inside(b, indent, indent)
		}
		s.blocks(box, p.Blocks, true)
		s.finish(box)
	})
}
