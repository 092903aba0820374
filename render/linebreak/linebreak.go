// Package linebreak finds where lines of text may end. It follows Unicode's
// line breaking algorithm (UAX #14) with what Chinese, Japanese, Korean and
// South-East Asian text asks for on a terminal, and knows nothing of styles.
//
// Cells cuts a text in grapheme clusters, once for all widths; Fill sets them in
// lines.
package linebreak

import (
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

//go:generate go run gen.go -ucd ucd -unicode 17.0.0

// Break tells whether a line may end before a cell.
type Break uint8

// The kinds of Break.
const (
	Prohibited Break = iota // No line ends here, but in an emergency.
	Allowed                 // A line may end here.
	Mandatory               // A line ends here: a newline came before.
)

// Flags tell what else Fill has to know of a cell.
type Flags uint8

// The flags of a cell.
const (
	Space   Flags = 1 << iota // Hangs at the end of a line, never starts a continued one; also a newline.
	NoStart                   // Starts no line where that can be avoided.
	NoEnd                     // Ends no line where that can be avoided.
	Split                     // A line that would be left short may end before this cell, inside a word.
	Loose                     // NoStart, set by the caller: it rather starts a line than punctuation does.
)

// Cell is one grapheme cluster of a text.
type Cell struct {
	Offset int32 // Bytes from the start of the text.
	Width  uint8 // Columns of the terminal: 0, 1 or 2.
	Break  Break // What is before this cell.
	Flags  Flags
}

// Width returns the number of columns that text takes on a terminal, summed
// over its grapheme clusters. Control characters take none.
func Width(text string) int { return displaywidth.String(text) }

// Cells cuts text in grapheme clusters and tells where lines may end. Every
// byte of text belongs to one cell; one that is not UTF-8 is a column wide. The
// result does not depend on a width.
func Cells(text string) []Cell {
	if text == "" {
		return nil
	}
	cells := make([]Cell, 0, utf8.RuneCountInString(text))
	b := breaker{text: text, last: classBK, before: classBK} // A text begins as after a newline.
	for offset := 0; ; {
		if cells, offset = b.run(cells, offset); offset >= len(text) {
			return cells
		}
		c := clusterAt(text, offset)
		b.adapt(&c)
		cell := Cell{Offset: int32(offset), Width: c.width}
		if offset < b.url {
			cell.Break = urlBreak(text, offset)
		} else {
			cell.Break = b.breakBefore(&c)
			if b.urlStartsAt(offset) {
				b.url = urlEnd(text, offset)
			}
		}
		cell.Flags = c.flags() | b.wordFlags(&c, text[offset:c.end])
		cells = append(cells, cell)
		b.pass(&c)
		offset = c.end
	}
}

// flags returns the flags that follow from the class.
func (c *cluster) flags() Flags {
	const (
		spaces classes = hardBreaks | 1<<classSP | 1<<classZW
		starts classes = neverStart | 1<<classIS | 1<<classNS | 1<<classIN | 1<<classPO | 1<<classQF | 1<<classBA | 1<<classHH
		ends   classes = 1<<classOP | 1<<classPR | 1<<classQI
	)
	switch {
	case spaces.has(c.first), c.first == classBA && c.isSpace():
		return Space
	case starts.has(c.first):
		return NoStart
	case ends.has(c.first):
		return NoEnd
	}
	return 0
}

// isSpace tells of the spaces that are not of class SP: they end words too, and
// nobody sees them at the end of a line, unless they carry something.
func (c *cluster) isSpace() bool {
	r := c.char
	return !c.marked && (r == '\t' || r == 0x1680 || r >= 0x2000 && r <= 0x200A || r == 0x205F)
}
