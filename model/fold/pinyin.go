package fold

import (
	"unicode/utf8"
)

// A reading class stands for all characters that can be typed in the same
// ways: the characters of ASCII stand for themselves, Chinese characters for
// all their readings.
const (
	classNone         = utf8.RuneSelf // a character that has no readings
	firstReadingClass = classNone + 1
)

// readingClass is the class of a character that folds to folded, which is not
// negative.
func readingClass(r, folded rune) uint16 {
	switch {
	case folded < utf8.RuneSelf:
		return uint16(folded)
	case r > 0xFFFF:
		return classNone
	}
	if class := lookUp(readingIndex, readingPages, r); class != 0 {
		return class
	}
	return classNone
}

// classReadings gives the readings of a class from firstReadingClass on, parted
// by commas: syllables in lower case, without tones, with v for ü.
func classReadings(class uint16) string {
	at := 3 * int(class-firstReadingClass)
	return readingTexts[offset(at):offset(at+3)]
}

func offset(at int) int {
	return int(readingOffsets[at]) | int(readingOffsets[at+1])<<8 | int(readingOffsets[at+2])<<16
}

// AppendReadings appends the reading class of each character of the text to
// classes, for a Scanner to look through. Marks that folding drops have none.
func AppendReadings(classes []uint16, text string) []uint16 {
	for _, r := range text {
		if folded := Rune(r); folded >= 0 {
			classes = append(classes, readingClass(r, folded))
		}
	}
	return classes
}
