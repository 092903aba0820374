package model

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// mostMarks is how many combining marks may follow one character; more are only
// ever an attack on the screen.
const mostMarks = 8

// Visible gives a text as it may be written to a terminal, wherever it came
// from. What a terminal would obey (control characters but for newline and tab),
// what it would not show, what turns the direction of text and what is for
// private use is written out, as JSON writes it: \u001b for the escape character.
// So are combining marks after the eighth in a row. A byte that is not UTF-8 is
// written as \x9b. All else stays, so that a text of JSON stays the same text.
func Visible(text string) string {
	start := firstHidden(text)
	if start < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 32)
	b.WriteString(text[:start])
	marks := 0
	for i := start; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if marks = marksAfter(marks, r); r == utf8.RuneError && size == 1 || isObeyed(r) || marks > mostMarks {
			writeEscaped(&b, text[i], r, size)
		} else {
			b.WriteString(text[i : i+size])
		}
		i += size
	}
	return b.String()
}

// firstHidden is where the first character with its marks stands that cannot
// stay as it is, or -1.
func firstHidden(text string) int {
	marks, base := 0, 0
	for i := 0; i < len(text); {
		if c := text[i]; c >= ' ' && c <= '~' {
			marks, base = 0, i
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if marks = marksAfter(marks, r); marks == 0 {
			base = i
		}
		if r == utf8.RuneError && size == 1 || isObeyed(r) || marks > mostMarks {
			return base
		}
		i += size
	}
	return -1
}

// marksAfter counts the marks in a row, with r.
func marksAfter(marks int, r rune) int {
	if r >= 0x4E00 && r <= 0x9FFF || !isJoiner(r) && !unicode.Is(unicode.M, r) {
		return 0
	}
	return marks + 1
}

// isJoiner says whether r is invisible but shapes the characters beside it.
func isJoiner(r rune) bool {
	return r == 0x200C || r == 0x200D || unicode.Is(unicode.Variation_Selector, r)
}

// isObeyed says whether r is hidden and neither a newline nor a tab.
func isObeyed(r rune) bool { return r != '\n' && r != '\t' && IsHidden(r) }

// IsHidden says whether a character has no business on a screen: a terminal obeys
// it, does not show it, turns the direction of text at it, or shows something of
// its own. What package articles lets into a model is never hidden.
func IsHidden(r rune) bool {
	switch {
	case r < ' ':
		return true
	case r < 0x300:
		return r >= 0x7F && r < 0xA0 || r == 0xAD
	case r >= 0x4E00 && r <= 0x9FFF, isJoiner(r):
		return false
	case r == 0x115F, r == 0x1160, unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false
	case r >= 0xE000 && r <= 0xF8FF, r >= 0xE0000 && r <= 0xE0FFF, r >= 0xF0000: // private use, and tags
		return true
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE: // noncharacters
		return true
	case r == 0x2028, r == 0x2029:
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point)
}

func writeEscaped(b *strings.Builder, first byte, r rune, size int) {
	switch high, low := utf16.EncodeRune(r); {
	case r == utf8.RuneError && size == 1:
		fmt.Fprintf(b, `\x%02x`, first)
	case high != unicode.ReplacementChar:
		fmt.Fprintf(b, `\u%04x\u%04x`, high, low)
	default:
		fmt.Fprintf(b, `\u%04x`, r)
	}
}
