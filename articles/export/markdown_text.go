package export

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// blockMark matches what begins a block at the beginning of a line, up to the
// character that is to be escaped.
var blockMark = regexp.MustCompile(`^(?:[0-9]{1,9}[.)](?: |$)|[-+](?:[-: |]|$)|=|#|>|:|\|)`)

// text gives text with what would be markup in it escaped. After is the
// character that will follow.
func (l *markdownLine) text(s string, after rune) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	start := 0
	if l.atLineStart() {
		start = escapeBlockMark(&b, s)
		if strings.HasPrefix(s, "import ") || strings.HasPrefix(s, "export ") { // of MDX
			b.WriteString("&#" + strconv.Itoa(int(s[0])) + ";")
			start = 1
		}
	}
	before := l.last()
	if start > 0 {
		before, _ = utf8.DecodeLastRuneInString(s[:start])
	}
	for start < len(s) {
		r, size := utf8.DecodeRuneInString(s[start:])
		start += size
		rest, next := s[start:], after
		if rest != "" {
			next, _ = utf8.DecodeRuneInString(rest)
		}
		switch {
		case r == '&' && isReferenceLike(rest):
			b.WriteString("&amp;")
		case r == '[' && enclosesFormula(rest):
			b.WriteString("&#91;")
		case r == '\\' && beginsFormula(rest):
			b.WriteString(`\\<!-- -->`)
		case l.isMarkup(r, before, next, rest):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

// escapeBlockMark writes what would begin a block, with its last character
// escaped, and gives how many bytes that was.
func escapeBlockMark(b *strings.Builder, s string) int {
	mark := strings.TrimRight(blockMark.FindString(s), " ")
	if mark == "" {
		return 0
	}
	end := 1
	if mark[0] >= '0' && mark[0] <= '9' {
		end = len(mark)
	}
	b.WriteString(s[:end-1] + `\` + s[end-1:end])
	return end
}

// isReferenceLike says that what follows "&" would make it a character
// reference.
func isReferenceLike(rest string) bool {
	const longest = 40 // bytes; looking on to the next ";" would take a text's square
	end := strings.IndexByte(rest[:min(len(rest), longest+1)], ';')
	if end < 1 {
		return false
	}
	return strings.IndexFunc(rest[:end], func(r rune) bool {
		return r != '#' && (r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r))
	}) < 0
}

// beginsFormula says that a backslash before a text would begin a formula, even where it
// stands for itself.
func beginsFormula(rest string) bool {
	return strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "[") || strings.HasPrefix(rest, "begin{")
}

// enclosesFormula says that what follows a bracket would be a formula if the bracket
// were escaped.
func enclosesFormula(rest string) bool {
	const longest = 200 // bytes; looking on to the next bracket would take a text's square
	end := strings.IndexByte(rest[:min(len(rest), longest)], ']')
	return end < 0 || strings.ContainsAny(rest[:end], `\^_=<>$`)
}

// isMarkup says whether a character would mean more than itself.
func (l *markdownLine) isMarkup(r, before, next rune, rest string) bool {
	switch r {
	case '\\', '`', '*', '[', ']', '~':
		return true
	case '$': // of a formula
		return next > ' '
	case '_':
		return !areLetters(before, next)
	case '<':
		return next == 0 || next == '!' || next == '?' || next == '/' || next > ' ' && next <= unicode.MaxASCII
	case '!':
		return next == '[' || next == '!'
	case '^':
		return before == '['
	case '|':
		return l.place.cell
	case '{': // of site makers' tags, and of ids
		return strings.ContainsRune("%{:#./-", next)
	case '=':
		return next == '=' || before == '='
	case ':':
		if isEmojiLike(rest) {
			return true
		}
		if before == ']' { // a note's reference, not the note itself
			return true
		}
		return strings.HasPrefix(rest, "//") && !l.place.label
	case '.':
		return before == 'w' && next > ' ' && !l.place.label
	case '@':
		return before > ' ' && next > ' ' && !l.place.label
	}
	return false
}

// isEmojiLike says that what follows ":" would make it the name of an emoji.
func isEmojiLike(rest string) bool {
	const longest = 60 // bytes
	end := strings.IndexByte(rest[:min(len(rest), longest)], ':')
	return end > 0 && strings.Trim(strings.ToLower(rest[:end]), "abcdefghijklmnopqrstuvwxyz0123456789_+-") == ""
}

// areLetters says that characters are letters or digits.
func areLetters(runes ...rune) bool {
	for _, r := range runes {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}
