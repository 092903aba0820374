package model

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/model/fold"
)

// The bounds of a lead, in characters.
const (
	longestLead = 600 // what is longer is cut at the end of a word
	leadStart   = 24  // as much of it as must stand in the text for it to repeat that
)

// How much of the text is looked through for what the lead says.
const (
	leadBlocks = 12
	leadBytes  = 4 << 10 // of each part of the text
)

// Lead is what the front matter says of the article in a sentence or a few, to stand
// over its text. It is empty where that only says what the title or the beginning of
// the text says as well.
func (a *Article) Lead() string {
	excerpt := strings.Join(strings.Fields(a.Excerpt), " ")
	lead := lettersOf(excerpt)
	if lead == "" || strings.Contains(lettersOf(a.Title), lead) {
		return ""
	}
	beginning := Document{Blocks: a.Document.Blocks[:min(len(a.Document.Blocks), leadBlocks)]}
	var text strings.Builder
	for _, part := range Texts(&beginning) {
		text.WriteString(lettersOf(strings.ToValidUTF8(part[:min(len(part), leadBytes)], "")))
	}
	if strings.Contains(text.String(), firstOf(lead, leadStart)) {
		return ""
	}
	return cutLead(excerpt)
}

// lettersOf is a text without all that two writings of it may have different: spaces,
// punctuation, case, width, simplified and traditional characters.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fold.String(text))
}

// firstOf gives the first characters of a text.
func firstOf(text string, characters int) string {
	for i := range text {
		if characters == 0 {
			return text[:i]
		}
		characters--
	}
	return text
}

// cutLead cuts what is too long for a lead where a word ends.
func cutLead(text string) string {
	if utf8.RuneCountInString(text) <= longestLead {
		return text
	}
	text = firstOf(text, longestLead)
	if at := strings.LastIndexByte(text, ' '); at > len(text)*3/4 {
		text = text[:at]
	}
	return strings.TrimRightFunc(text, unicode.IsPunct) + "…"
}
