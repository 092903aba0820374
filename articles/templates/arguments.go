package templates

import (
	"strings"
	"unicode"
)

// arguments are what follows the name of a tag.
type arguments struct {
	words  []string // without those that have a key
	quoted []bool   // of each word
	named  map[string]string
	all    string // as it is written
}

// parseArguments parts what follows the name of a tag: words, "texts in quotes" and
// key="value".
func parseArguments(s string) arguments {
	a := arguments{named: map[string]string{}, all: s}
	const most = 200
	for s = strings.TrimSpace(s); s != "" && len(a.words)+len(a.named) < most; s = strings.TrimLeft(s, " \t\n\r") {
		if text, length := quotedText(s); length > 0 {
			a.words, a.quoted = append(a.words, text), append(a.quoted, true)
			s = s[length:]
			continue
		}
		end := 0
		for end < len(s) && strings.IndexByte(" \t\r\n=", s[end]) < 0 {
			end++
		}
		rest := strings.TrimLeft(s[end:], " \t")
		if value, isKey := strings.CutPrefix(rest, "="); isKey && isKeyName(s[:end]) {
			value = strings.TrimLeft(value, " \t")
			text, length := quotedText(value)
			if length == 0 {
				text = value[:len(value)-len(strings.TrimLeftFunc(value, func(r rune) bool { return !unicode.IsSpace(r) }))]
				length = len(text)
			}
			a.named[strings.ToLower(s[:end])] = text
			s = value[length:]
			continue
		}
		for end < len(s) && strings.IndexByte(" \t\r\n", s[end]) < 0 {
			end++
		}
		a.words, a.quoted = append(a.words, strings.TrimSuffix(s[:end], ",")), append(a.quoted, false)
		s = s[end:]
	}
	return a
}

func isKeyName(s string) bool {
	return s != "" && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789_-:@.") == ""
}

// quotedText gives the text in quotes that s begins with, and its length with them; 0
// where there is none.
func quotedText(s string) (text string, length int) {
	for _, marks := range [...][2]string{{`"`, `"`}, {"'", "'"}, {"`", "`"}, {"“", "”"}} {
		rest, found := strings.CutPrefix(s, marks[0])
		if !found {
			continue
		}
		for from := 0; ; {
			at := strings.Index(rest[from:], marks[1])
			if at < 0 {
				return "", 0
			}
			if at += from; at > 0 && rest[at-1] == '\\' {
				from = at + 1
				continue
			}
			return strings.ReplaceAll(rest[:at], `\`+marks[1], marks[1]), len(marks[0]) + at + len(marks[1])
		}
	}
	return "", 0
}

// first gives the value of the first of the keys that has one.
func (a arguments) first(keys ...string) string {
	for _, key := range keys {
		if value := a.named[key]; value != "" {
			return value
		}
	}
	return ""
}

// word gives a word, or "".
func (a arguments) word(i int) string {
	if i < len(a.words) {
		return a.words[i]
	}
	return ""
}

// address gives the first word that is an address, or what a key says, or "".
func (a arguments) address() string {
	for _, word := range a.words {
		if strings.HasPrefix(word, "http://") || strings.HasPrefix(word, "https://") || strings.HasPrefix(word, "//") {
			return word
		}
	}
	return a.first("src", "url", "href", "link", "file", "image_path", "image", "path")
}

// title gives what a tag calls its content: what a key says, or the words that are
// neither a kind nor a look.
func (a arguments) title() string {
	if title := a.first("title", "summary", "header", "name", "label", "caption", "heading"); title != "" {
		return title
	}
	var title []string
	for i, word := range a.words {
		if a.quoted[i] && word != "" && !isCalloutKind(word) && !isLook(word) {
			return word
		}
		if a.quoted[i] || len(title) == 0 && (isCalloutKind(word) || isLook(word)) {
			continue
		}
		title = append(title, word)
	}
	return strings.Join(title, " ")
}

// spoken gives what the arguments of a tag that nobody knows say to a reader: texts that
// have a name for one, and texts in quotes or of some words.
func (a arguments) spoken() string {
	var texts []string
	for _, key := range []string{"title", "header", "summary", "name", "label", "text", "content", "caption", "alt", "desc", "description"} {
		if value := a.named[key]; value != "" {
			texts = append(texts, value)
		}
	}
	foreign, plain := false, 0
	for i, word := range a.words {
		foreign = foreign || strings.ContainsFunc(word, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) })
		if !a.quoted[i] && strings.Trim(strings.ToLower(word), "abcdefghijklmnopqrstuvwxyz'’,.:;!?-") == "" {
			plain++
		}
		if a.quoted[i] && strings.Contains(word, " ") {
			texts = append(texts, word)
		}
	}
	if len(texts) == 0 && (foreign || plain >= 3) {
		return strings.Join(a.words, " ")
	}
	return strings.Join(texts, " ")
}
