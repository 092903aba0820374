package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Partial is a term that is not written to its end, to be completed.
type Partial struct {
	Start int    // where what is to be replaced begins, in bytes: behind the - of a negated term
	Field Field  // FieldWord: what is there may become the name of a field
	Text  string // what stands there, of a field behind its colon, without quotation marks
	Alias string // another name of the field that it was called by, such as category for cat; or empty
}

// PartialTerm gives the term at the end of the text. It is false where a phrase
// or something else stands there that nothing can complete.
func PartialTerm(text string) (Partial, bool) {
	start := lastTerm(text)
	if strings.HasPrefix(text[start:], "-") {
		start++
	}
	word := text[start:]
	name, colon := splitField(word)
	field, known := fieldNamed(name)
	if !known {
		if strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf || !unicode.IsLetter(r) }) {
			return Partial{}, false
		}
		return Partial{Start: start, Text: word}, true
	}
	value := word[len(name)+colon:]
	for _, mark := range []string{`"`, "“", "”"} {
		value = strings.TrimPrefix(value, mark)
	}
	value = strings.NewReplacer(`\"`, `"`).Replace(strings.TrimSuffix(value, `"`))
	alias := strings.ToLower(name)
	if alias == field.name() {
		alias = ""
	}
	return Partial{Start: start, Field: field, Text: value, Alias: alias}, true
}

// lastTerm is where the last term of a query begins: behind the last space that
// is not in quotation marks.
func lastTerm(text string) int {
	start, closing := 0, rune(0)
	for i, r := range text {
		before := text[:i]
		switch {
		case closing != 0 && r == closing && !strings.HasSuffix(before, `\`):
			closing = 0
		case closing != 0:
		case r == '"' && opensQuote(text[start:i]):
			closing = '"'
		case r == '“' && opensQuote(text[start:i]):
			closing = '”'
		case unicode.IsSpace(r):
			start = i + utf8.RuneLen(r)
		}
	}
	return start
}

// opensQuote says whether a quotation mark behind this part of a term opens a
// quotation: it does at the beginning and behind a field's colon.
func opensQuote(before string) bool {
	before = strings.TrimPrefix(before, "-")
	return before == "" || strings.HasSuffix(before, ":") || strings.HasSuffix(before, "：")
}

// Spelled is a term that completes the partial one, with the field called as it was there.
func (p Partial) Spelled(term string) string {
	if p.Alias == "" {
		return term
	}
	return p.Alias + strings.TrimPrefix(term, p.Field.name())
}

// Fixed gives what can stand in the place of a field's name that has been
// begun, or of a state behind is:. Other values are not known here.
func (p Partial) Fixed() []string {
	var all []string
	switch p.Field {
	case FieldWord:
		for _, field := range fields() {
			if name := beginning(field.names(), p.Text); name != "" {
				all = append(all, name+":")
			}
		}
	case FieldIs:
		for _, state := range stateNames() {
			if strings.HasPrefix(state, strings.ToLower(p.Text)) {
				all = append(all, "is:"+state)
			}
		}
	case FieldDate, FieldAfter, FieldBefore:
		for _, day := range dayValues(p.Text) {
			all = append(all, p.Field.name()+":"+day)
		}
	default:
	}
	return all
}

// beginning is the first of the names that begins with a text; empty: none does.
func beginning(names []string, text string) string {
	for _, name := range names {
		if strings.HasPrefix(name, strings.ToLower(text)) {
			return name
		}
	}
	return ""
}

// dayValues are the words for days that begin with a text, and what a number may count.
func dayValues(text string) []string {
	var all []string
	if number, ok := parseNumber(text); ok && number < 1000 {
		for _, letter := range agoLetters {
			all = append(all, text+string(letter))
		}
		return all
	}
	for _, word := range append(dayWords(), "7d") {
		if strings.HasPrefix(word, strings.ToLower(text)) {
			all = append(all, word)
		}
	}
	return all
}

// Path gives the names of a category that has been begun: those above it, which
// are complete, and the last one, which is not.
func (p Partial) Path() (above []string, last string, anchored bool) {
	text, anchored := strings.CutPrefix(p.Text, "/")
	path := splitPath(text)
	return path[:len(path)-1], path[len(path)-1], anchored
}
