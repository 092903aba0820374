package search

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"broadsheet/model/query"
)

// textTerm is what one term of a query looks for in plain texts. The zero textTerm
// is that of a term without any letter, which says nothing.
type textTerm struct {
	text   []byte // the piece of a plain text
	match  string // the same for the full-text index, in the language of FTS5
	tokens int    // in match
	cut    bool   // match is only the beginning
	broad  bool   // match ends with the first character of a token, of which there are many
}

// newTextTerm makes it of a term. Without quotation marks a * at its end
// stands for the rest of a word.
func newTextTerm(term query.Term) textTerm {
	var p plain
	p.add(term.Text)
	text := bytes.TrimSpace(p.text)
	if len(text) == 0 {
		return textTerm{}
	}
	first, _ := utf8.DecodeRune(text)
	last, _ := utf8.DecodeLastRune(text)
	isPrefix := !term.Phrase && strings.HasSuffix(term.Text, "*")
	wanted := make([]byte, 0, len(text)+2)
	if scriptOf(first) == letters {
		wanted = append(wanted, ' ')
	}
	wanted = append(wanted, text...)
	if scriptOf(last) == letters && !isPrefix {
		wanted = append(wanted, ' ')
	}
	t := textTerm{text: wanted}
	t.ask(text, isPrefix)
	return t
}

// ask writes the phrase in the language of FTS5. Nothing in a plain text means
// anything in it: it holds letters, numbers and blanks.
func (t *textTerm) ask(text []byte, isPrefix bool) {
	tokens := strings.Fields(string(appendTokens(nil, text)))
	last := tokens[len(tokens)-1]
	if first, _ := utf8.DecodeRuneInString(last); scriptOf(first) == character {
		// The text may go on behind the last character. The pair that it ends says
		// as much as it; without one it is the beginning of a token.
		if len(tokens) > 1 && isPairWith(tokens[len(tokens)-2], last) {
			tokens = tokens[:len(tokens)-1]
		} else {
			isPrefix = true
		}
	}
	if t.cut = len(tokens) > maximumTermTokens; t.cut {
		tokens, isPrefix = tokens[:maximumTermTokens], false
	}
	t.tokens = len(tokens)
	t.match = `"` + strings.Join(tokens, " ") + `"`
	if isPrefix {
		t.match += " *"
		t.broad = utf8.RuneCountInString(tokens[len(tokens)-1]) == 1
	}
}

// isPairWith says whether a token is a pair of characters that ends with the
// one.
func isPairWith(token, last string) bool {
	first, ok := strings.CutSuffix(token, last)
	r, size := utf8.DecodeRuneInString(first)
	return ok && size > 0 && size == len(first) && scriptOf(r) == character
}

// isEmpty says that the term has no letter.
func (t textTerm) isEmpty() bool { return len(t.text) == 0 }

// in says whether the term is in a plain text.
func (t textTerm) in(text []byte) bool { return bytes.Contains(text, t.text) }

// places gives where the term begins in a plain text, from left to right.
func (t textTerm) places(text []byte) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; ; {
			at := bytes.Index(text[from:], t.text)
			if at < 0 || !yield(from+at) {
				return
			}
			from += at + max(1, len(t.text)-1) // the blank behind it may belong to the next one
		}
	}
}

// count is how often the term is in a plain text.
func (t textTerm) count(text []byte) int {
	count := 0
	for range t.places(text) {
		count++
	}
	return count
}

// textTerms are the terms of one alternative that are about texts.
type textTerms struct {
	with, without []textTerm
}

// textTermsOf gives what an alternative wants of texts. In a search, words
// are about texts too.
func textTermsOf(all []query.Term, words bool) textTerms {
	var t textTerms
	for _, term := range all {
		if !isAboutText(term, words) {
			continue
		}
		wanted := newTextTerm(term)
		switch {
		case wanted.isEmpty():
		case term.Not:
			t.without = append(t.without, wanted)
		default:
			t.with = append(t.with, wanted)
		}
	}
	return t
}

func isAboutText(term query.Term, words bool) bool {
	return term.Field == query.FieldText || words && term.Field == query.FieldWord
}

func (t textTerms) isEmpty() bool { return len(t.with) == 0 && len(t.without) == 0 }

// in says whether a plain text has all that is wanted and nothing that is not.
func (t textTerms) in(text []byte) bool {
	for _, term := range t.with {
		if !term.in(text) {
			return false
		}
	}
	for _, term := range t.without {
		if term.in(text) {
			return false
		}
	}
	return true
}

// maximumTokens is how many tokens the full-text index is asked for at once, and
// maximumTermTokens how many of one term. Each costs memory for every segment.
const (
	maximumTokens     = 64
	maximumTermTokens = 24
)

// ftsQuery writes what is wanted in the language of FTS5, which knows no NOT
// without something before it: with nothing wanted, negated is what the texts
// match that are not. A question that would be too long is a shorter one with
// more answers, which have to be looked through: it is loose.
func (t textTerms) ftsQuery() (match string, negated, loose bool) {
	left := maximumTokens
	ask := func(all []textTerm, mayCut bool) []string {
		var parts []string
		for _, term := range all {
			if term.cut && !mayCut || left < term.tokens {
				loose = true
				continue
			}
			left -= term.tokens
			loose = loose || term.cut
			parts = append(parts, term.match)
		}
		return parts
	}
	with, without := ask(t.with, true), ask(t.without, false)
	if len(with) == 0 {
		return strings.Join(without, " OR "), true, loose
	}
	match = strings.Join(with, " AND ")
	if len(without) > 0 {
		match = "(" + match + ") NOT (" + strings.Join(without, " OR ") + ")"
	}
	return match, false, loose
}

// alternatives are what a text may have, one or the other of them.
type alternatives []textTerms

// isEmpty says that one of them says nothing about texts, and holds for all.
func (a alternatives) isEmpty() bool { return slices.ContainsFunc(a, textTerms.isEmpty) }

// in says whether a plain text has what one of them wants.
func (a alternatives) in(text []byte) bool {
	return slices.ContainsFunc(a, func(n textTerms) bool { return n.in(text) })
}

// with gives all that is looked for.
func (a alternatives) with() []textTerm {
	if len(a) == 1 {
		return a[0].with
	}
	var all []textTerm
	for _, t := range a {
		all = append(all, t.with...)
	}
	return all
}

// admit takes in another alternative, if one question can still ask for all of
// them.
func (a *alternatives) admit(t textTerms) bool {
	tokens := t.tokens()
	for _, known := range *a {
		if !known.canBeJoined() {
			return false
		}
		tokens += known.tokens()
	}
	if !t.canBeJoined() || tokens > maximumTokens {
		return false
	}
	*a = append(*a, t)
	return true
}

// canBeJoined says whether a question can ask for it beside something else.
func (t textTerms) canBeJoined() bool {
	_, negated, loose := t.ftsQuery()
	return !negated && !loose
}

func (t textTerms) tokens() int {
	sum := 0
	for _, term := range slices.Concat(t.with, t.without) {
		sum += term.tokens
	}
	return sum
}

// ftsQuery is that of the one alternative, or of all that were admitted.
func (a alternatives) ftsQuery() (match string, negated, loose bool) {
	if len(a) == 1 {
		return a[0].ftsQuery()
	}
	parts := make([]string, len(a))
	for i, t := range a {
		part, _, _ := t.ftsQuery()
		parts[i] = "(" + part + ")"
	}
	return strings.Join(parts, " OR "), false, false
}
