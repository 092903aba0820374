package table

import (
	"strings"
	"unicode"

	"broadsheet/model"
)

// Alignment says how a cell is set. One that spans columns is in their middle,
// but for a text over columns that begin with one of text.
func (g Grid) Alignment(c Cell) model.Alignment {
	align := g.align[c.Column]
	if c.Columns > 1 && (c.Heading || align == model.AlignRight) {
		return model.AlignCenter
	}
	return align
}

// alignments gives the alignment of each column: the author's, else right for
// columns of numbers.
func (g Grid) alignments(chosen []model.Alignment) []model.Alignment {
	align := make([]model.Alignment, g.Columns)
	copy(align, chosen)
	columns := make([]columnKind, g.Columns)
	for _, row := range g.Rows[g.Header:] {
		for _, c := range row {
			if text := g.cellText(c); c.Columns == 1 && text != "" {
				columns[c.Column].add(text)
			}
		}
	}
	for c := range align {
		if align[c] == model.AlignDefault && columns[c].ofNumbers() {
			align[c] = model.AlignRight
		}
	}
	return align
}

// cellText is the text of a cell that is one paragraph, or nothing.
func (g Grid) cellText(c Cell) string {
	if len(c.Blocks) != 1 {
		return ""
	}
	p, ok := c.Blocks[0].(model.Paragraph)
	if !ok {
		return ""
	}
	return g.text(p.Inlines)
}

// columnKind tells what the texts of a column are.
type columnKind struct {
	numbers, others int
	digits          int  // texts of nothing but digits
	length          int  // of those; -1 where they differ
	zero            bool // whether one begins with a zero: 007
}

// add looks at one text of the column.
func (k *columnKind) add(text string) {
	if !isNumber(text) {
		k.others++
		return
	}
	k.numbers++
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }) {
		return
	}
	length := len([]rune(text))
	if k.digits++; k.digits == 1 {
		k.length = length
	} else if length != k.length {
		k.length = -1
	}
	k.zero = k.zero || length > 1 && text[0] == '0'
}

// ofNumbers says whether all texts are quantities, and not codes, such as those
// of stocks or towns: digits with a zero before them, or five and more, all
// equally long.
func (k *columnKind) ofNumbers() bool {
	isCode := k.zero || k.digits == k.numbers && k.length >= 5
	return k.numbers > 0 && k.others == 0 && !isCode
}

// isNumber says whether a text is a number, perhaps with a sign, a currency or
// a unit like % or 亿.
func isNumber(text string) bool {
	digits, others := 0, 0
	for i, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case r == '-' && i > 0: // a date, a telephone number
			others++
		case strings.ContainsRune("+-−–±.,:% '￥¥$€£万亿元股手次倍月年", r):
		default:
			others++
		}
	}
	return digits > 0 && others == 0
}
