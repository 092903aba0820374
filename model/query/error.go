package query

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrorKind says what is wrong with a query.
type ErrorKind int

// The ways in which a query can be wrong.
const (
	QuoteOpen     ErrorKind = iota // Word is a quotation mark that is never closed
	QuoteFollowed                  // Word stands right behind a closing quotation mark
	ValueMissing                   // Word, a field with its colon or a - or a /, has nothing behind it
	FieldUnknown                   // Word is no field
	StateUnknown                   // Word is no state that is: knows
	DayWrong                       // Word is no year, month or day, and none told from today
	OrMisplaced                    // Word is an OR with nothing before or behind it
	TooLong                        // more text or more terms than a query may have; Word is empty
)

// Error says what is wrong with a query, and where.
type Error struct {
	query    string
	Position int // where in the query, in bytes
	Kind     ErrorKind
	Word     string // what is wrong there, safe to print
	Nearest  string // of FieldUnknown: the field that was most probably meant; empty: none is near
}

// Error says what is wrong and what to write instead, in one sentence.
func (e *Error) Error() string {
	switch e.Kind {
	case QuoteOpen:
		return fmt.Sprintf("the quotation mark %s is never closed: close it, or leave it out", e.Word)
	case QuoteFollowed:
		return fmt.Sprintf("a space is missing before %q, behind the quotation mark", e.Word)
	case ValueMissing:
		return fmt.Sprintf("nothing stands behind %s", e.Word)
	case FieldUnknown:
		if e.Nearest != "" {
			return fmt.Sprintf("there is no field %s:, did you mean %s:? Put it in quotation marks to look for the word", e.Word, e.Nearest)
		}
		return fmt.Sprintf("there is no field %s: use %s, or put it in quotation marks to look for the word", e.Word, listed(fields()))
	case StateUnknown:
		return fmt.Sprintf("is:%s is not known: use is:unread, is:read, is:starred or is:long", e.Word)
	case DayWrong:
		return fmt.Sprintf("%q is no date: write a day (2021-06-11), a month (2021-06), a year (2021), "+
			"today, yesterday, week, month or year, or how long ago it is (7d, 2w, 3m, 1y)", e.Word)
	case OrMisplaced:
		return "OR needs something before it and behind it: put it in quotation marks to look for the word"
	default:
		return fmt.Sprintf("the query is too long: %d bytes and %d terms are the most", MaximumLength, maximumTerms)
	}
}

// listed names fields in a sentence.
func listed(fields []Field) string {
	var names []string
	for _, field := range fields {
		names = append(names, field.name())
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// Caret shows the place: a line of the query, cut where it is long, and a line
// with a ^ under the place. Both are safe to print at a terminal.
func (e *Error) Caret() string {
	const before, after = 30, 30 // characters
	at := min(max(e.Position, 0), len(e.query))
	head, tail := []rune(printable(lastBytes(e.query[:at], 4*before))), []rune(printable(firstBytes(e.query[at:], 4*after)))
	if len(head) > before || len(e.query[:at]) > 4*before {
		head = append([]rune("…"), head[max(0, len(head)-before):]...)
	}
	if len(tail) > after || len(e.query[at:]) > 4*after {
		tail = append(tail[:min(len(tail), after):min(len(tail), after)], '…')
	}
	indent := 0
	for _, r := range head {
		indent += cells(r)
	}
	return string(head) + string(tail) + "\n" + strings.Repeat(" ", indent) + "^"
}

func firstBytes(s string, n int) string { return s[:min(n, len(s))] }

func lastBytes(s string, n int) string {
	start := max(0, len(s)-n)
	for start > 0 && start < len(s) && !utf8.RuneStart(s[start]) {
		start++
	}
	return s[start:]
}

// printable gives the text with one visible character of known width for each
// of its characters, whatever they are.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.Is(unicode.M, r), !unicode.IsPrint(r) && !unicode.IsSpace(r):
			return '?'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
}

// cells is how wide a printable character is: two cells for those of East
// Asian scripts and for pictures.
func cells(r rune) int {
	switch {
	case r >= 0x1100 && r <= 0x115F, r >= 0x2E80 && r <= 0x303E, r >= 0x3041 && r <= 0xA4CF,
		r >= 0xAC00 && r <= 0xD7A3, r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE6F,
		r >= 0xFF00 && r <= 0xFF60, r >= 0xFFE0 && r <= 0xFFE6, r >= 0x1F300 && r <= 0x1F64F,
		r >= 0x1F900 && r <= 0x1F9FF, r >= 0x20000 && r <= 0x3FFFD:
		return 2
	}
	return 1
}
