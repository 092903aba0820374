package shells

import (
	"strings"
	"unicode/utf8"
)

// Line is a command line of bash up to the cursor.
type Line struct {
	Words []string // without the quotation marks; the first is the program, the last is being typed
	quote rune     // that is open at its end: ', " or 0
	kept  string   // of the last word: what bash leaves as it is, without quotation marks
	typed string   // what it replaces, as it was typed
}

// ParseLine reads a command line up to the cursor as bash would, but carries nothing
// out: of what bash expands only a ~/ is. The breaks are bash's COMP_WORDBREAKS: bash
// replaces what stands behind the last of them.
func ParseLine(line, breaks, home string) Line {
	var l Line
	var word, kept strings.Builder
	inWord, escaped := false, false
	from := 0 // where that begins which bash replaces
	end := func() {
		if inWord {
			l.Words = append(l.Words, word.String())
		}
		word.Reset()
		inWord = false
	}
	keep := func(at int) {
		kept.Reset()
		kept.WriteString(word.String())
		from = at
	}
	for at, r := range line {
		next := at + utf8.RuneLen(r)
		switch {
		case escaped:
			if l.quote == '"' && !strings.ContainsRune("\"\\$`", r) {
				word.WriteByte('\\')
			}
			word.WriteRune(r)
			escaped = false
		case r == '\\' && l.quote != '\'':
			inWord, escaped = true, true
		case l.quote != 0 && r == l.quote:
			l.quote = 0
			keep(next)
		case l.quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			inWord, l.quote = true, r
			keep(next)
		case strings.ContainsRune(" \t\n", r):
			end()
			keep(next)
		default:
			inWord = true
			word.WriteRune(r)
			if strings.ContainsRune(breaks, r) {
				keep(next)
			}
		}
	}
	l.Words = append(l.Words, word.String())
	for i, text := range l.Words {
		if rest, ok := strings.CutPrefix(text, "~/"); ok && home != "" {
			l.Words[i] = home + "/" + rest
		}
	}
	l.kept, l.typed = kept.String(), line[from:]
	return l
}

// What bash wants to know, as it tells in COMP_TYPE.
const (
	listing = "63" // ?: what there is, after a second tab
	cycling = "37" // %: one after the other
)

// Value is something that may stand in the place of the last word.
type Value struct {
	Text string
	Help string // what it is, to stand beside it in a list; may be empty
}

// Answers gives the values as bash puts them in place of what was typed: quoted as that
// is, and with a blank behind them if they are complete. What bash will only list has
// its help beside it. Where the common beginning of several would take away letters that
// were typed, and give none, they are written behind those, so that bash changes nothing.
func (l Line) Answers(values []Value, complete bool, comp string) []string {
	var answers []string
	for _, value := range values {
		rest, begins := cutFolded(value.Text, l.kept)
		if !begins {
			continue
		}
		answer := l.quoted(rest)
		switch several := len(values) > 1 && comp != cycling; {
		case several && value.Help != "":
			answer += "  (" + value.Help + ")"
		case complete && l.quote == 0 && !several:
			answer += " "
		}
		answers = append(answers, answer)
	}
	if len(answers) < 2 || comp == listing || comp == cycling {
		return answers
	}
	common := answers[0]
	for _, answer := range answers[1:] {
		common = commonStart(common, answer)
	}
	if common == "" || common == l.typed || !strings.HasPrefix(l.typed, common) {
		return answers
	}
	for i, answer := range answers {
		answers[i] = l.typed + "  " + answer
	}
	return append(answers, l.typed)
}

// cutFolded takes a beginning off a text, whatever its case.
func cutFolded(text, beginning string) (rest string, ok bool) {
	if len(text) < len(beginning) || !strings.EqualFold(text[:len(beginning)], beginning) {
		return "", false
	}
	return text[len(beginning):], true
}

// quoted writes a value so that bash reads it back in the quotation marks that are open.
func (l Line) quoted(value string) string {
	switch l.quote {
	case '\'':
		return strings.ReplaceAll(value, "'", `'\''`)
	case '"':
		return escaped(value, "\"\\$`")
	}
	return escaped(value, " \t\"'\\$`&|;<>()*?[]{}!#~")
}

// escaped puts a backslash before each of the special characters.
func escaped(value, special string) string {
	var b strings.Builder
	for _, r := range value {
		if strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func commonStart(a, b string) string {
	n := 0
	for i, r := range a {
		if !strings.HasPrefix(b[min(i, len(b)):], string(r)) {
			break
		}
		n = i + utf8.RuneLen(r)
	}
	return a[:n]
}
