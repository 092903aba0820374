// Package gate makes text and addresses safe to be shown: all that comes from a
// file passes it once, before it is in a model. It knows where no text comes from.
package gate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks, joiners and variation selectors may
// follow one character; more are only ever an attack on the screen.
const maxMarks = 8

// MaxURL is the longest address that is kept, in bytes.
const MaxURL = 2048

// Clean is the gate for one line of text: titles, names, error texts. The
// result is valid UTF-8 without control, bidi, invisible or private-use
// characters, its runs of white space are one blank, and it is trimmed.
func Clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	g := Filter{}
	g.StartOfText()
	var space rune
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if kind := WhiteSpace(r); kind != 0 {
			space = JoinSpaces(space, kind)
			continue
		}
		if !g.Admit(r, size) {
			continue
		}
		if space != 0 && b.Len() > 0 {
			b.WriteRune(space)
		}
		space = 0
		b.WriteRune(r)
	}
	return b.String()
}

// Text passes text of several lines through the gate: line ends of every
// kind become "\n", other white space stays, a tab too.
func Text(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	g := Filter{}
	g.StartOfText()
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch r {
		case '\r':
			if i < len(s) && s[i] == '\n' {
				continue
			}
			r = '\n'
		case '\v', '\f', 0x85, 0x2028, 0x2029:
			r = '\n'
		case '\n', '\t':
		default:
			if !g.Admit(r, size) {
				continue
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Filter decides which characters of a text get into a model.
type Filter struct {
	marks  int  // combining marks since the last base character
	broken bool // the last byte was not UTF-8 and is shown already
}

// StartOfText forbids a combining mark to come first, where it would settle on
// whatever the screen shows before the text.
func (g *Filter) StartOfText() { g.marks = maxMarks }

// Admit says whether r, which took size bytes, may pass. A byte that is not
// UTF-8 passes as U+FFFD, once for a run of them.
func (g *Filter) Admit(r rune, size int) bool {
	if r >= ' ' && r <= '~' || r >= 0x4E00 && r <= 0x9FFF {
		g.marks, g.broken = 0, false
		return true
	}
	if r == utf8.RuneError && size <= 1 {
		again := g.broken
		g.broken, g.marks = true, 0
		return !again
	}
	g.broken = false
	if forbidden(r) {
		return false
	}
	if joiner(r) || unicode.Is(unicode.M, r) {
		g.marks++
		return g.marks <= maxMarks
	}
	g.marks = 0
	return true
}

// joiner says whether r is invisible but shapes the characters beside it:
// ZWJ and ZWNJ for emoji and Persian, variation selectors for emoji and Han.
func joiner(r rune) bool {
	return r == 0x200C || r == 0x200D || unicode.Is(unicode.Variation_Selector, r)
}

// forbidden says whether r has no business on a screen: controls, bidi
// controls, what Unicode calls default ignorable, private use, noncharacters.
func forbidden(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r < 0xA0: // C0, DEL, C1
		return true
	case r < 0x300:
		return r == 0xAD // the soft hyphen
	case r == 0x115F, r == 0x1160: // fillers that old Korean needs between jamo
		return false
	case r >= 0xE000 && r <= 0xF8FF, r >= 0xF0000: // private use
		return true
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE: // noncharacters
		return true
	case joiner(r), unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false
	case r >= 0xE0000 && r <= 0xE0FFF: // tags, and what is reserved for their like
		return true
	case r == 0x2028, r == 0x2029: // white space that nothing else takes for it
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point)
}

// WhiteSpace says what white space r is, as a text keeps it: a blank, a blank
// that forbids a line break, an ideographic space; 0: r is none.
func WhiteSpace(r rune) rune {
	switch {
	case r == ' ', r >= '\t' && r <= '\r':
		return ' '
	case r < 0x85:
		return 0
	case r == 0xA0, r == 0x2007, r == 0x202F:
		return 0xA0
	case r == 0x3000:
		return 0x3000
	case r == 0x85, r == 0x1680, r >= 0x2000 && r <= 0x200A, r == 0x2028, r == 0x2029, r == 0x205F:
		return ' '
	}
	return 0
}

// JoinSpaces gives the one space that stands for a run of them: an ideographic
// one if there is any, a single no-break blank as it is, else a blank.
func JoinSpaces(run, next rune) rune {
	switch {
	case run == 0x3000 || next == 0x3000:
		return 0x3000
	case run == 0:
		return next
	}
	return ' '
}

// URL passes an address through the gate: absolute, of a scheme that a
// reader may follow, percent-encoded to visible ASCII, and 2048 bytes at most.
// An address that is none of this, or relative, gives "".
func URL(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' || WhiteSpace(r) != 0 })
	if len(s) > MaxURL { // encoding only makes it longer
		return ""
	}
	if strings.ContainsAny(s, "\t\r\n") {
		s = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(s) // as browsers do
	}
	if strings.HasPrefix(s, "//") {
		s = "https:" + s
	}
	scheme, rest, found := strings.Cut(s, ":")
	if !found {
		return ""
	}
	scheme = strings.ToLower(scheme)
	switch scheme {
	case "http", "https", "gemini", "ftp":
		host := strings.TrimLeft(rest, "/")
		if !strings.HasPrefix(rest, "//") || host == "" || strings.ContainsRune("?#", rune(host[0])) {
			return ""
		}
	case "magnet":
		if !strings.HasPrefix(rest, "?") || rest == "?" {
			return ""
		}
	case "mailto":
		if rest == "" {
			return ""
		}
	default:
		return ""
	}
	encoded := scheme + ":" + percentEncode(rest)
	if len(encoded) > MaxURL {
		return ""
	}
	return encoded
}

// percentEncode encodes every byte that is not visible ASCII or that would end
// an address in HTML or Markdown.
func percentEncode(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s))
	for i := range len(s) {
		c := s[i]
		if c <= ' ' || c >= 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// IsBlank says that a browser would show nothing for s.
func IsBlank(s string) bool {
	for _, r := range s {
		if WhiteSpace(r) == 0 && !forbidden(r) {
			return false
		}
	}
	return true
}
