package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/model/fold"
)

// FindIn gives the parts of a text that a search has found it by: of a word
// between spaces the whole word, or its beginning where a * stands behind it; of
// Chinese, Japanese and Korean any run of characters.
func (t Term) FindIn(text string) []fold.Range {
	word, begins := strings.TrimSpace(t.Text), false
	if !t.Phrase {
		word, begins = strings.CutSuffix(word, "*")
	}
	folded := fold.String(word)
	if folded == "" {
		return nil
	}
	first, _ := utf8.DecodeRuneInString(folded)
	last, _ := utf8.DecodeLastRuneInString(folded)
	var found []fold.Range
	for _, r := range fold.Find(text, folded) {
		before, _ := utf8.DecodeLastRuneInString(text[:r.Start])
		after, _ := utf8.DecodeRuneInString(text[r.End:])
		if isOfWord(first) && isOfWord(before) || !begins && isOfWord(last) && isOfWord(after) {
			continue
		}
		found = append(found, r)
	}
	return found
}

// isOfWord says whether a character is a part of a word that stands between
// spaces.
func isOfWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}
