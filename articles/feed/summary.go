package feed

import (
	"strings"
	"unicode/utf8"

	"broadsheet/articles/gate"

	"broadsheet/articles/feed/markup"
)

// words gives how many characters of HTML a reader sees, roughly; an entity is one.
func words(html string) int {
	const longest = 10 // of an entity
	count, inTag := 0, false
	for i := 0; i < len(html); i++ {
		switch c := html[i]; {
		case c == '<':
			inTag = true
		case c == '>':
			inTag = false
		case !inTag && c == '&':
			count++
			i += max(0, strings.IndexByte(html[i:min(len(html), i+longest)], ';'))
		case !inTag && c > ' ' && utf8.RuneStart(c):
			count++
		}
	}
	return count
}

// isBeginning says that a summary tells nothing but what stands at the beginning of
// a text, after a caption perhaps. What follows an ellipsis near its end, such as
// "Read more", is none of it.
func isBeginning(summary, text string) bool {
	short := letters(summary, len(summary)+1)
	for _, ellipsis := range []string{"…", "..."} {
		if at := strings.LastIndex(short, ellipsis); at > len(short)/2 {
			short = strings.TrimRight(short[:at], "[(")
		}
	}
	return strings.Contains(letters(text, 2*len(summary)+500), short)
}

// letters gives what can be seen of HTML, without blanks, up to about so many bytes.
func letters(html string, most int) string {
	b := make([]byte, 0, min(most, len(html)))
	for s := (markup.Scanner{Source: html}); len(b) < most; {
		t := s.Next()
		if t.Kind == markup.EndOfText {
			break
		}
		if t.Kind != markup.CharData && t.Kind != markup.CData {
			continue
		}
		for _, r := range markup.Unescape(t.Text[:min(len(t.Text), most)]) {
			if gate.WhiteSpace(r) == 0 {
				b = utf8.AppendRune(b, r)
			}
		}
	}
	return string(b)
}
