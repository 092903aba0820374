package markup

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Unescape gives a text with its entities read: those of HTML, for feeds use them
// without declaring them. What a document type declares is never expanded. XML asks
// for the semicolon, and addresses in feeds are full of & that begin no entity,
// such as "?a=1&copy=2".
func Unescape(text string) string {
	at := strings.IndexByte(text, '&')
	if at < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for at >= 0 {
		b.WriteString(text[:at])
		size, characters := entity(text[at:])
		b.WriteString(characters)
		text = text[at+size:]
		at = strings.IndexByte(text, '&')
	}
	b.WriteString(text)
	return b.String()
}

// entity reads the entity that a text begins with. The & of what is none is text.
func entity(text string) (size int, characters string) {
	const longest = 40 // CounterClockwiseContourIntegral has 33
	end := strings.IndexByte(text[:min(len(text), longest)], ';')
	if end < 2 {
		return 1, "&"
	}
	size = end + 1
	if text[1] == '#' {
		return numeric(text, size)
	}
	characters = html.UnescapeString(text[:size])
	if strings.HasSuffix(characters, ";") && text[:size] != "&semi;" {
		return 1, "&" // unknown, or only its beginning is known
	}
	return size, characters
}

// numeric reads an entity that is a number, or two that are the halves of one
// character: some writers make them of UTF-16.
func numeric(text string, size int) (int, string) {
	n, isNumber := number(text[2 : size-1])
	if !isNumber {
		return 1, "&"
	}
	if n == 0 {
		return size, ""
	}
	if r := rune(n); utf16.IsSurrogate(r) {
		rest := text[size:]
		if end := strings.IndexByte(rest[:min(len(rest), 12)], ';'); end > 2 && rest[:2] == "&#" {
			if low, isNumber := number(rest[2:end]); isNumber {
				if r = utf16.DecodeRune(r, rune(low)); r != '\uFFFD' {
					return size + end + 1, string(r)
				}
			}
		}
		return size, ""
	}
	// The library reads 128 to 159 as windows-1252, as browsers do.
	return size, strings.Map(Legal, html.UnescapeString(text[:size]))
}

// number reads what stands between &# and its semicolon.
func number(digits string) (uint64, bool) {
	base := 10
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 31)
	return n, err == nil
}

// Legal drops the characters that XML 1.0, section 2.2, forbids, and reads C1 controls,
// which nobody means, as the characters of windows-1252 that they were: for
// strings.Map.
func Legal(r rune) rune {
	switch {
	case r >= 0x80 && r <= 0x9F:
		return [32]rune{
			'€', -1, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', -1, 'Ž', -1,
			-1, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', -1, 'ž', 'Ÿ',
		}[r-0x80]
	case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0xFFFE, r == 0xFFFF:
		return -1
	}
	return r
}

// Escape makes HTML of plain text.
func Escape(text string) string {
	if !strings.ContainsAny(text, "&<>") {
		return text
	}
	text = strings.ReplaceAll(text, "&", "&amp;")
	return strings.ReplaceAll(strings.ReplaceAll(text, "<", "&lt;"), ">", "&gt;")
}
