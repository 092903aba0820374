package charset

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// undoMisreading mends a text in UTF-8 that a program once took for windows-1252,
// and wrote in UTF-8 again, so that â€™ stands for ’. It is certain of it where
// everything beyond ASCII is like that, in more than one place; else only of what
// begins with â€, which no language writes. It says whether it did anything.
func undoMisreading(text string) (mended string, undone bool) {
	if everywhere := isMisread(text[:min(len(text), mostLooked)]); !everywhere && !strings.Contains(text, "â€") {
		return text, false
	} else if everywhere {
		return replaceMisread(text, ""), true
	}
	mended = replaceMisread(text, "â€")
	return mended, mended != text
}

// isMisread says whether all that is beyond ASCII in a text is UTF-8 that was
// misread.
func isMisread(text string) bool {
	count, last := 0, -1 // last: where the one before ends
	for at := 0; at < len(text); {
		if text[at] < utf8.RuneSelf {
			at++
			continue
		}
		meant, size := misread(text[at:])
		switch {
		case size == 0:
			return len(text)-at < 4*utf8.UTFMax && count > 1 && len(text) == mostLooked // cut within one
		case meant >= 0x800: // three characters in a row are no accident
			count += 2
		case last == at, !strings.ContainsRune("“”‘’…–—", lastRune(text[at:at+size])): // CAFÉ… is French
			count++
		}
		at += size
		last = at
	}
	return count > 1
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// replaceMisread mends each character that was misread and whose misreading begins
// with a text.
func replaceMisread(text, beginning string) string {
	var b strings.Builder
	b.Grow(len(text))
	for at := 0; at < len(text); {
		if text[at] >= utf8.RuneSelf && strings.HasPrefix(text[at:], beginning) {
			if meant, size := misread(text[at:]); size > 0 {
				b.WriteRune(meant)
				at += size
				continue
			}
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		b.WriteString(text[at : at+size])
		at += size
	}
	return b.String()
}

// misread gives the character that the beginning of a text was before its bytes
// were taken for characters, and how many bytes of the text it is; 0: it was none.
func misread(text string) (meant rune, size int) {
	var encoded [utf8.UTFMax]byte
	for n := range encoded {
		r, width := utf8.DecodeRuneInString(text[size:])
		code, known := charmap.Windows1252.EncodeRune(r)
		switch {
		case known:
			encoded[n] = code
		case r >= 0x80 && r < 0xA0: // what windows-1252 leaves open
			encoded[n] = byte(r)
		default:
			return 0, 0
		}
		size += width
		if utf8.FullRune(encoded[:n+1]) {
			meant, length := utf8.DecodeRune(encoded[:n+1])
			if meant == utf8.RuneError || length < 2 {
				return 0, 0
			}
			return meant, size
		}
	}
	return 0, 0
}
