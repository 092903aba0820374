package canvas

import (
	"strings"
	"unicode/utf8"

	"broadsheet/model/fold"
)

// OnRows gives the ranges of a text as they fall on the rows it was laid in.
// Spaces between rows may be gone, and the last row may be cut.
func OnRows(text string, rows []string, ranges []fold.Range) [][]fold.Range {
	all := make([][]fold.Range, len(rows))
	if len(ranges) == 0 {
		return all
	}
	at := 0
	for i, row := range rows {
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \n"))
		same := commonPrefix(row, text[at:])
		for _, r := range ranges {
			start, end := max(r.Start, at), min(r.End, at+same)
			if start < end {
				all[i] = append(all[i], fold.Range{Start: start - at, End: end - at})
			}
		}
		at += same
	}
	return all
}

// commonPrefix is how many bytes of whole characters two texts begin with in
// common.
func commonPrefix(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			for !utf8.RuneStart(a[i]) {
				i--
			}
			return i
		}
	}
	return n
}

// PutRanges puts a text, from a byte on, with parts of it highlighted.
func PutRanges(l *Line, p, match Paint, text string, highlighted []fold.Range, from int) {
	for _, r := range highlighted {
		if r.End <= from {
			continue
		}
		start := max(r.Start, from)
		l.Put(p, text[from:start]).Put(match, text[start:r.End])
		from = r.End
	}
	l.Put(p, text[from:])
}
