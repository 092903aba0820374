package model

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Numbering is how the numbers of an ordered list are written.
type Numbering int

// The ways of HTML's type attribute of a list.
const (
	Decimal    Numbering = iota // 1 2 3
	LowerAlpha                  // a b c
	UpperAlpha                  // A B C
	LowerRoman                  // i ii iii
	UpperRoman                  // I II III
)

// Numbers gives the number of each item of an ordered list.
func (l List) Numbers() []int {
	numbers := make([]int, len(l.Items))
	step := 1
	if l.Reversed {
		step = -1
	}
	for i, item := range l.Items {
		if numbers[i] = l.Start; i > 0 {
			numbers[i] = numbers[i-1] + step + item.Skip
		}
	}
	return numbers
}

// Labels gives what stands before each item of an ordered list, without its point: 10,
// c, iv.
func (l List) Labels() []string {
	labels := make([]string, len(l.Items))
	for i, number := range l.Numbers() {
		labels[i] = l.Numbering.label(number)
	}
	return labels
}

// LabelWidth is how many characters the longest label of an ordered list has.
func (l List) LabelWidth() int {
	widest := 0
	for _, label := range l.Labels() {
		widest = max(widest, utf8.RuneCountInString(label))
	}
	return widest
}

// label writes a number; as digits where the way of writing cannot say it.
func (n Numbering) label(number int) string {
	const mostRoman = 3999
	switch {
	case n == Decimal, number < 1, (n == LowerRoman || n == UpperRoman) && number > mostRoman:
		return strconv.Itoa(number)
	case n == LowerAlpha:
		return letters(number)
	case n == UpperAlpha:
		return strings.ToUpper(letters(number))
	case n == LowerRoman:
		return roman(number)
	default:
		return strings.ToUpper(roman(number))
	}
}

// letters counts a to z, aa, ab and so on.
func letters(number int) string {
	var b []byte
	for ; number > 0; number = (number - 1) / 26 {
		b = append([]byte{byte('a' + (number-1)%26)}, b...)
	}
	return string(b)
}

func roman(number int) string {
	var b strings.Builder
	for _, sign := range []struct {
		value int
		text  string
	}{
		{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
	} {
		for ; number >= sign.value; number -= sign.value {
			b.WriteString(sign.text)
		}
	}
	return b.String()
}
