package plain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/articles/gate"
)

const (
	// wrappedLine is the widest line, in cells, that may be a line of a wrapped
	// paragraph; a wider one is a paragraph by itself.
	wrappedLine = 100
	// narrowest is the narrowest width at which texts were wrapped: what is narrower
	// is verse, a list or a talk. Chinese was wrapped at fewer characters.
	narrowest, narrowestHan = 50, 40
	// manyLines are as many as tell by themselves whether they were wrapped.
	manyLines = 4
)

// wrapWidth gives the width at which a text seems to be wrapped: that of its widest
// lines that another one follows; 0: it has none.
func wrapWidth(parts [][]string) int {
	var widths []int
	for _, part := range parts {
		for _, line := range part[:len(part)-1] {
			if width := lineWidth(line); width <= wrappedLine && !strings.Contains(line, "://") {
				widths = append(widths, width)
			}
		}
	}
	if len(widths) == 0 {
		return 0
	}
	slices.Sort(widths)
	return widths[len(widths)-1-min(len(widths)/20, 5)] // one that stands out says nothing
}

// wraps says of each line but the last of a part whether it ends only because the
// next word had no room in it. That is so where the paragraph was plainly wrapped:
// it is as wide as texts are wrapped, most of its lines are full, and neither do all
// of them begin with a capital, as verse does, nor all end with a mark.
func wraps(lines []string, width int) []bool {
	full := make([]bool, len(lines)-1)
	widest, count, capitals, marks := 0, 0, 0, 0
	for _, line := range lines {
		widest = max(widest, lineWidth(line))
	}
	if len(lines) < manyLines {
		widest = max(widest, width)
	}
	han := isHan(lines[0])
	for i := range full {
		full[i] = isFull(lines[i], lines[i+1], widest) && !isItem(lines[i+1])
		if full[i] {
			count++
		}
		if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(lines[i+1], "\"'“‘«([—- ")); unicode.IsUpper(first) {
			capitals++
		}
		if last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(lines[i], " \t\u3000”’」』\"")); strings.ContainsRune("，。！？；：、…,.!?;:", last) {
			marks++
		}
	}
	least := narrowest
	if han {
		least = narrowestHan
	}
	verse := capitals == len(full) && (len(full) >= manyLines-1 || widest < 60) || marks == len(full) && (han || widest < 60)
	if widest < least || verse || 3*count < 2*len(full) {
		clear(full)
	}
	return full
}

// isFull says that a line has no room for the first word of the next one, or for
// what is broken off with it by hand.
func isFull(line, next string, widest int) bool {
	next = strings.TrimLeft(next, " \t\u3000")
	slack := widest / 10
	first, size := utf8.DecodeRuneInString(next)
	word := gate.Cells(first)
	if isHan(line) || isHan(next) {
		slack = 4
	}
	if !isHan(next) {
		end := strings.IndexFunc(next[size:], unicode.IsSpace)
		if end < 0 {
			end = len(next) - size
		}
		word += 1 + lineWidth(next[size:size+end])
	}
	return lineWidth(line)+word > widest-slack
}

// isHan says that a line begins in a writing without blanks between words.
func isHan(line string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, " \t\u3000“‘「『（《("))
	return gate.Cells(first) == 2 && !unicode.Is(unicode.Hangul, first)
}

// isItem says that a line looks like an entry: of a list, of a talk ("[10:01] ann:",
// "<ann>", "Ann: "), of the head of a letter, or quoted of another letter.
func isItem(line string) bool {
	first, size := utf8.DecodeRuneInString(line)
	switch {
	case strings.ContainsRune("-*•·◦▪●○■□◆★☆※", first):
		return strings.HasPrefix(line[size:], " ") || first > 0xFF
	case first == '>', first == '|', first == '【', first == '（':
		return true
	case first == '[', first == '<', first == '(':
		return strings.ContainsAny(line[:min(len(line), 40)], "]>)")
	case first >= '0' && first <= '9':
		rest := strings.TrimLeft(line, "0123456789")
		return rest != "" && strings.ContainsRune(".):、．）", firstOf(rest)) && len(line)-len(rest) <= 3
	}
	name, rest, found := strings.Cut(line[:min(len(line), 40)], ":")
	if !found {
		name, rest, found = strings.Cut(line[:min(len(line), 40)], "：")
	}
	return found && !strings.ContainsAny(name, " ,.，。") && rest != "" && !strings.HasPrefix(rest, "/")
}

func firstOf(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}
