// Package fold compares texts as readers mean them: without case, width and
// accents, traditional Chinese as simplified, and Chinese by its pinyin. It is
// made of tables and knows no articles.
package fold

import (
	"strings"
	"unicode/utf8"
)

// Range is a part of a text, in bytes: text[Start:End].
type Range struct{ Start, End int }

const foldedBelow = 0x30000 // characters from here on fold to themselves

// Rune folds one character as Fold does. It is -1 for one that folding
// drops: a diacritic of its own, a soft hyphen, a zero-width space.
func Rune(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf:
		return r
	case r >= foldedBelow:
		if 0xE0100 <= r && r <= 0xE01EF { // variation selectors
			return -1
		}
		return r
	}
	switch number := lookUp(foldIndex, foldPages, r); number {
	case 0:
		return r
	case 1:
		return -1
	default:
		target := foldTargets[3*int(number):]
		return rune(target[0]) | rune(target[1])<<8 | rune(target[2])<<16
	}
}

// lookUp finds r's value in a table of two levels as generate_tables.go writes
// them.
func lookUp(index, pages string, r rune) uint16 {
	at := 2 * int(r>>6)
	page := int(index[at]) | int(index[at+1])<<8
	at = 2 * (page<<6 + int(r&63))
	return uint16(pages[at]) | uint16(pages[at+1])<<8
}

// String makes texts that a reader takes for the same the same: case, width,
// diacritics and traditional Chinese characters no longer count, and a byte
// that is not UTF-8 is U+FFFD. Folding twice is folding once.
func String(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return foldFrom(s, i)
		}
	}
	return s
}

// foldFrom folds s, of which the first start bytes fold to themselves. It
// makes no new string where nothing changes.
func foldFrom(s string, start int) string {
	for i, r := range s[start:] {
		if Rune(r) != r || r == utf8.RuneError {
			start += i
			folded := make([]byte, start, len(s)+utf8.UTFMax)
			copy(folded, s)
			return string(Append(folded, s[start:]))
		}
	}
	return s
}

// Append appends the folded text to what is in folded already.
func Append(folded []byte, s string) []byte {
	for _, r := range s {
		if r = Rune(r); r >= 0 {
			folded = utf8.AppendRune(folded, r)
		}
	}
	return folded
}

// Find gives all places in text whose folding is folded, from left to
// right, none overlapping another. Marks that folding drops belong to the
// character before them.
func Find(text, folded string) []Range {
	if folded == "" || !utf8.ValidString(folded) {
		return nil
	}
	whole := String(text)
	var found []Range
	at := position{text: text}
	for from := 0; ; {
		i := strings.Index(whole[from:], folded)
		if i < 0 {
			return found
		}
		start := at.advance(from + i)
		from += i + len(folded)
		found = append(found, Range{start, at.advance(from)})
	}
}

// position walks along a text and its folding in step.
type position struct {
	text             string
	original, folded int // bytes
}

// advance goes on to a place in the folded text and gives the place in the
// original one, behind all marks that folding drops there.
func (p *position) advance(folded int) int {
	for p.original < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.original:])
		r = Rune(r)
		if r >= 0 && p.folded >= folded {
			break
		}
		p.original += size
		if r >= 0 {
			p.folded += utf8.RuneLen(r)
		}
	}
	return p.original
}
