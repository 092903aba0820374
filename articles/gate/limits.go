package gate

import (
	"strings"
)

// MaxTitle is how many characters of a title or a name are kept.
const MaxTitle = 1000

// Cut shortens a text to so many characters.
func Cut(text string, characters int) string {
	if len(text) <= characters {
		return text
	}
	for i := range text {
		if characters == 0 {
			return strings.TrimSpace(text[:i]) + "…"
		}
		characters--
	}
	return text
}

// Title makes a title fit to be shown, "" where it says nothing.
func Title(text string) string {
	text = Clean(text)
	if strings.HasPrefix(text, `"""`) && strings.HasSuffix(text, `"""`) {
		text = Clean(strings.Trim(text, `"`)) // as one generator of articles piled them up
	}
	if strings.Trim(text, "# \u3000") == "" || text == "~" {
		return ""
	}
	return Cut(text, MaxTitle)
}
