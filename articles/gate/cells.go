package gate

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// ExpandTabs sets tabs to columns of eight cells.
func ExpandTabs(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	column := 0
	for _, r := range s {
		switch r {
		case '\t':
			blanks := 8 - column%8
			b.WriteString(strings.Repeat(" ", blanks))
			column += blanks
		case '\n':
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteRune(r)
			column += Cells(r)
		}
	}
	return b.String()
}

// Cells gives the width of a character in cells.
func Cells(r rune) int {
	if unicode.Is(unicode.Mn, r) || joiner(r) {
		return 0
	}
	if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
		return 2
	}
	return 1
}
