package model

import (
	"strings"
	"unicode"
)

// Range is a part of a text, in bytes: text[Start:End].
type Range struct{ Start, End int }

// FoldRune folds one character as Fold does. It is -1 for a combining mark,
// which folding drops.
func FoldRune(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return unicode.ToLower(r)
}

// Fold makes texts that a reader takes for the same the same: case, width,
// diacritics and traditional Chinese characters no longer count.
func Fold(s string) string { return strings.Map(FoldRune, s) }

// FindFolded gives all places in text whose folding is folded, from left to
// right, none overlapping another.
func FindFolded(text, folded string) []Range {
	if folded == "" {
		return nil
	}
	var found []Range
	for start := range text {
		if n := len(found); n > 0 && start < found[n-1].End {
			continue
		}
		for end := start + 1; end <= len(text) && end-start <= 4*len(folded); end++ {
			if Fold(text[start:end]) == folded {
				found = append(found, Range{start, end})
				break
			}
		}
	}
	return found
}
