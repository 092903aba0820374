// Package traditional makes Traditional Chinese of what the program itself says in
// Simplified Chinese: first the words that differ, in the usage of Taiwan, which
// readers in Hong Kong and Macau know from other programs, then the characters. Its
// tables are for the program's own sentences, and would not do for strangers' texts.
package traditional

import "strings"

// Of gives a text of the program in Traditional Chinese. What is neither a word nor a
// character of the tables stays.
func Of(simplified string) string {
	var b strings.Builder
	b.Grow(len(simplified))
	for rest := simplified; rest != ""; {
		from, to := wordAt(rest)
		if from == "" {
			r := []rune(rest[:min(len(rest), 4)])[0]
			from = string(r)
			if to = character(r); to == "" {
				to = from
			}
		}
		b.WriteString(to)
		rest = rest[len(from):]
	}
	return b.String()
}
