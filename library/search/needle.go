package search

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"broadsheet/model/query"
)

// needle is what one term of a query looks for in plain texts. The zero needle
// is that of a term without any letter, which says nothing.
type needle struct {
	text   []byte // the piece of a plain text
	match  string // the same for the full-text index, in the language of FTS5
	tokens int    // in match
	cut    bool   // match is only the beginning
	broad  bool   // match ends with the first character of a token, of which there are many
}

// newNeedle makes the needle of a term. Without quotation marks a * at its end
// stands for the rest of a word.
func newNeedle(term query.Term) needle {
	var p plain
	p.add(term.Text)
	text := bytes.TrimSpace(p.text)
	if len(text) == 0 {
		return needle{}
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
	n := needle{text: wanted}
	n.ask(text, isPrefix)
	return n
}

// ask writes the phrase in the language of FTS5. Nothing in a plain text means
// anything in it: it holds letters, numbers and blanks.
func (n *needle) ask(text []byte, isPrefix bool) {
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
	if n.cut = len(tokens) > maximumTermTokens; n.cut {
		tokens, isPrefix = tokens[:maximumTermTokens], false
	}
	n.tokens = len(tokens)
	n.match = `"` + strings.Join(tokens, " ") + `"`
	if isPrefix {
		n.match += " *"
		n.broad = utf8.RuneCountInString(tokens[len(tokens)-1]) == 1
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
func (n needle) isEmpty() bool { return len(n.text) == 0 }

// in says whether the needle is in a plain text.
func (n needle) in(text []byte) bool { return bytes.Contains(text, n.text) }

// places gives where the needle begins in a plain text, from left to right.
func (n needle) places(text []byte) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; ; {
			at := bytes.Index(text[from:], n.text)
			if at < 0 || !yield(from+at) {
				return
			}
			from += at + max(1, len(n.text)-1) // the blank behind it may belong to the next one
		}
	}
}

// count is how often the needle is in a plain text.
func (n needle) count(text []byte) int {
	count := 0
	for range n.places(text) {
		count++
	}
	return count
}

// needles are those of the terms of one alternative that are about texts.
type needles struct {
	with, without []needle
}

// needlesOf gives what an alternative wants of texts. In a search, words
// are about texts too.
func needlesOf(all []query.Term, words bool) needles {
	var n needles
	for _, term := range all {
		if !isAboutText(term, words) {
			continue
		}
		needle := newNeedle(term)
		switch {
		case needle.isEmpty():
		case term.Not:
			n.without = append(n.without, needle)
		default:
			n.with = append(n.with, needle)
		}
	}
	return n
}

func isAboutText(term query.Term, words bool) bool {
	return term.Field == query.FieldText || words && term.Field == query.FieldWord
}

func (n needles) isEmpty() bool { return len(n.with) == 0 && len(n.without) == 0 }

// in says whether a plain text has all that is wanted and nothing that is not.
func (n needles) in(text []byte) bool {
	for _, needle := range n.with {
		if !needle.in(text) {
			return false
		}
	}
	for _, needle := range n.without {
		if needle.in(text) {
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
func (n needles) ftsQuery() (match string, negated, loose bool) {
	left := maximumTokens
	ask := func(all []needle, mayCut bool) []string {
		var parts []string
		for _, needle := range all {
			if needle.cut && !mayCut || left < needle.tokens {
				loose = true
				continue
			}
			left -= needle.tokens
			loose = loose || needle.cut
			parts = append(parts, needle.match)
		}
		return parts
	}
	with, without := ask(n.with, true), ask(n.without, false)
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
type alternatives []needles

// isEmpty says that one of them says nothing about texts, and holds for all.
func (a alternatives) isEmpty() bool { return slices.ContainsFunc(a, needles.isEmpty) }

// in says whether a plain text has what one of them wants.
func (a alternatives) in(text []byte) bool {
	return slices.ContainsFunc(a, func(n needles) bool { return n.in(text) })
}

// with gives all that is looked for.
func (a alternatives) with() []needle {
	if len(a) == 1 {
		return a[0].with
	}
	var all []needle
	for _, n := range a {
		all = append(all, n.with...)
	}
	return all
}

// admit takes in another alternative, if one question can still ask for all of
// them.
func (a *alternatives) admit(n needles) bool {
	tokens := n.tokens()
	for _, known := range *a {
		if !known.canBeJoined() {
			return false
		}
		tokens += known.tokens()
	}
	if !n.canBeJoined() || tokens > maximumTokens {
		return false
	}
	*a = append(*a, n)
	return true
}

// canBeJoined says whether a question can ask for it beside something else.
func (n needles) canBeJoined() bool {
	_, negated, loose := n.ftsQuery()
	return !negated && !loose
}

func (n needles) tokens() int {
	sum := 0
	for _, needle := range slices.Concat(n.with, n.without) {
		sum += needle.tokens
	}
	return sum
}

// ftsQuery is that of the one alternative, or of all that were admitted.
func (a alternatives) ftsQuery() (match string, negated, loose bool) {
	if len(a) == 1 {
		return a[0].ftsQuery()
	}
	parts := make([]string, len(a))
	for i, n := range a {
		part, _, _ := n.ftsQuery()
		parts[i] = "(" + part + ")"
	}
	return strings.Join(parts, " OR "), false, false
}
