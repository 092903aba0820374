package feed

import (
	"strings"
	"unicode/utf8"

	"broadsheet/articles/gate"
)

// words gives how many characters of HTML a reader sees, roughly.
func words(html string) int {
	count, inTag := 0, false
	for i := range len(html) {
		switch c := html[i]; {
		case c == '<':
			inTag = true
		case c == '>':
			inTag = false
		case !inTag && c > ' ' && utf8.RuneStart(c):
			count++
		}
	}
	return count
}

// seen gives the words of the beginning of HTML, with single blanks between them.
func seen(html string, most int) string {
	var b strings.Builder
	for s := (scanner{source: html}); b.Len() < most; {
		t := s.next()
		if t.kind == endOfText {
			break
		}
		if t.kind != charData && t.kind != cData {
			b.WriteByte(' ')
			continue
		}
		b.WriteString(unescape(t.text))
	}
	return gate.Clean(b.String())
}

// isBeginning says that a summary tells nothing but what stands at the beginning of
// a text, after a caption perhaps.
func isBeginning(summary, text string) bool {
	short := seen(summary, len(summary)+1)
	for _, ending := range []string{"[…]", "[...]", "[&hellip;]", "…", "...", "Read more", "Continue reading", "阅读全文"} {
		short = strings.TrimSpace(strings.TrimSuffix(short, ending))
	}
	folded := func(text string) string { return strings.ReplaceAll(text, " ", "") }
	return strings.Contains(folded(seen(text, 2*len(summary)+1000)), folded(short))
}
