package linebreak

import "strings"

// A line ends in a URL only after one of these.
const urlBreaks = "/?&=-"

// urlEnd returns where the URL ends that has offset, the place of "://" or
// "www.", within it.
func urlEnd(text string, offset int) int {
	for offset < len(text) && isURLByte(text[offset]) {
		offset++
	}
	return offset
}

func isURLByte(c byte) bool {
	return c > ' ' && c < 0x7F && !strings.ContainsRune("\"<>\\^`{|}", rune(c))
}

// urlStartsAt tells whether the rest of the text is recognised as a URL from
// here on. Letters before "://" need no care: they hold together anyway.
func (b *breaker) urlStartsAt(offset int) bool {
	switch b.text[offset] {
	case ':':
		return strings.HasPrefix(b.text[offset:], "://")
	case 'w':
		return strings.HasPrefix(b.text[offset:], "www.") &&
			(!b.started || b.spaces || !letters.has(b.last) && b.last != classNU)
	}
	return false
}

// urlBreak returns the break before a byte within a URL.
func urlBreak(text string, offset int) Break {
	if strings.IndexByte(urlBreaks, text[offset-1]) < 0 || strings.IndexByte(urlBreaks, text[offset]) >= 0 {
		return Prohibited
	}
	if strings.HasSuffix(text[:offset], "://") || staysInURL(text[offset]) {
		return Prohibited
	}
	return Allowed
}

// staysInURL tells of punctuation that would be odd at the start of a line.
func staysInURL(c byte) bool { return strings.IndexByte(".,:;!)]", c) >= 0 }
