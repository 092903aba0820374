package measure

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// FoldTitle keeps the letters and digits of a title, in their plain forms, to
// compare it with another: punctuation is what the makers of files change.
func FoldTitle(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
