package search

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"broadsheet/model/fold"
)

// A plain text is an article's title and text in the one form in which they are
// searched: folded, words with a blank on either side, runs of Chinese,
// Japanese and Korean characters in one piece with a blank wherever something
// else stands between two of them, and passage marks between paragraphs. What
// is searched for is brought to the same form, so that searching is looking for
// a piece of a text, and the full-text index, which splits the same form into
// tokens, finds the same.
type plain struct {
	text    []byte
	origins []int32 // for each byte of text, where its character begins in its paragraph; see keep
	keep    bool    // whether origins are wanted
	last    script
	length  int // of the word at hand, in characters
}

// passage stands between paragraphs, so that no phrase reaches over them.
const passage = '|'

// maximumWord is how many characters of a word count. What is longer is no word
// that anybody looks for.
const maximumWord = 64

// script says how a character is searched.
type script uint8

const (
	none      script = iota // it is not
	letters                 // as a part of a word
	character               // on its own: Han, Kana, Hangul and the like
)

func scriptOf(r rune) script {
	switch {
	case r < utf8.RuneSelf:
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' {
			return letters
		}
		return none
	case r < 0x1100:
	case r >= 0x4E00 && r <= 0x9FFF:
		return character
	case r >= 0x3000 && r <= 0x303F:
		if r == '々' || r == '〇' || r == '〆' || r == '〻' {
			return character
		}
		return none
	case r == 0x30FB || r == 0x30A0: // the middle dot of Kana, and its hyphen
		return none
	case r >= 0x3041 && r <= 0x31FF, r >= 0xAC00 && r <= 0xD7FF, r >= 0x1100 && r <= 0x11FF, r >= 0xA960 && r <= 0xA97F:
		return character
	case unicode.Is(unicode.Han, r), unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Yi):
		return character
	}
	if unicode.In(r, unicode.L, unicode.N, unicode.M) {
		return letters
	}
	return none
}

// reset begins a new text in the same memory.
func (p *plain) reset() {
	p.text, p.origins = append(p.text[:0], ' '), p.origins[:0]
	if p.keep {
		p.origins = append(p.origins, 0)
	}
	p.last, p.length = none, 0
}

// add adds a paragraph.
func (p *plain) add(original string) {
	if len(p.text) == 0 {
		p.reset()
	}
	if len(p.text) > 1 {
		p.put(passage, 0)
		p.put(' ', 0)
	}
	for at, r := range original {
		p.addRune(r, at)
	}
	p.separate(len(original))
}

func (p *plain) addRune(r rune, at int) {
	folded := fold.Rune(r)
	if folded < 0 || r == 0x200C || r == 0x200D { // marks, and joiners within words
		return
	}
	kind := scriptOf(folded)
	if kind != p.last {
		p.separate(at)
		p.last, p.length = kind, 0
	}
	if kind == none {
		return
	}
	if p.length++; kind == letters && p.length > maximumWord {
		return
	}
	p.put(folded, at)
}

// separate puts a blank where there is none.
func (p *plain) separate(at int) {
	if p.text[len(p.text)-1] != ' ' {
		p.put(' ', at)
	}
	p.last = none
}

func (p *plain) put(r rune, at int) {
	before := len(p.text)
	p.text = utf8.AppendRune(p.text, r)
	if p.keep {
		for range len(p.text) - before {
			p.origins = append(p.origins, int32(at)) //nolint:gosec // 8 MB of a file are read
		}
	}
}

// plainOf gives the plain text of paragraphs, the first of which is the title.
func plainOf(title string, paragraphs []string) []byte {
	var p plain
	length := len(title)
	for _, text := range paragraphs {
		length += len(text) + 3
	}
	p.text = make([]byte, 0, length+length/8)
	p.reset()
	p.add(title)
	for _, text := range paragraphs {
		p.add(text)
	}
	return p.text
}

// appendTokens splits a plain text into the tokens of the full-text index, with
// a blank between them: words and passage marks as they are, a run of
// characters as its pairs and, on its own, its last one. So each character of a
// run begins one token, whatever follows it.
func appendTokens(tokens, text []byte) []byte {
	for len(text) > 0 {
		end := bytes.IndexByte(text, ' ')
		if end < 0 {
			end = len(text)
		}
		part := text[:end]
		text = text[min(end+1, len(text)):]
		if len(part) == 0 {
			continue
		}
		first, size := utf8.DecodeRune(part)
		if scriptOf(first) != character {
			tokens = append(append(tokens, part...), ' ')
			continue
		}
		for len(part) > size {
			_, next := utf8.DecodeRune(part[size:])
			tokens = append(append(tokens, part[:size+next]...), ' ')
			part, size = part[size:], next
		}
		tokens = append(append(tokens, part...), ' ')
	}
	return tokens
}
