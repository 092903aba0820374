package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// join writes Chinese text out of parts by the one rule there is for spaces: one
// between a Chinese character and a letter, a digit or a sign of half its width, and
// none beside punctuation. Dates are the exception that GB/T 15835 makes: 2021年6月11日.
func join(parts ...string) string {
	var b strings.Builder
	last := utf8.RuneError
	for _, part := range parts {
		if part == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(part)
		if isHan(last) && isHalf(first) || isHalf(last) && isHan(first) {
			b.WriteByte(' ')
		}
		b.WriteString(part)
		last, _ = utf8.DecodeLastRuneInString(part)
	}
	return b.String()
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// isHalf says whether a character is set as half as wide as a Chinese one, and is seen.
// Quotation marks, ellipses and middle dots are Chinese punctuation here.
func isHalf(r rune) bool {
	return r != utf8.RuneError && r < 0x2E80 && unicode.IsGraphic(r) && !unicode.IsSpace(r) && !strings.ContainsRune("“”‘’…—·", r)
}
