package frontmatter

import (
	"strings"
)

// plainFields is a quick reader of a small part of YAML: keys of ASCII letters at the
// start of a line, scalars on the same line, and lists of scalars on lines of their
// own. Most heads are that. It is here for speed alone: without it, listing 10,000
// articles takes 44 % more of the processor's time, since the YAML library is many
// times slower. It decides nothing of its own: for whatever it reads, the library
// gives the same fields, which TestPlainFieldsAgree and FuzzFrontMatter hold, and
// whatever could mean more than it seems is left to the library (plain is false).
func plainFields(head string, line int) (fields []field, plain bool) {
	if !isPlainText(head) {
		return nil, false
	}
	p := plainHead{fields: make([]field, 0, 10)}
	for text := range strings.Lines(head) {
		text = strings.TrimRight(text, " \n")
		item := strings.TrimLeft(text, " ")
		switch {
		case text == "":
			plain = true
		case strings.HasPrefix(item, "- "):
			plain = p.item(strings.TrimLeft(item[2:], " "), len(text)-len(item))
		default:
			plain = p.key(text, line)
		}
		if !plain {
			return nil, false
		}
		line++
	}
	return p.fields, true
}

// plainHead is a head of the plainest YAML while it is read.
type plainHead struct {
	fields []field
	bare   bool // the last key has nothing beside it, so that a list may follow
	indent int  // blanks before the items of that list
}

// key reads a key and what is beside it.
func (p *plainHead) key(text string, line int) bool {
	key, rest, found := strings.Cut(text, ":")
	if !found || !isPlainKey(key) || rest != "" && rest[0] != ' ' || len(p.fields) >= 50 {
		return false
	}
	rest = strings.TrimLeft(rest, " ")
	scalar, ok := plainScalar(rest)
	key = strings.ToLower(key)
	for _, earlier := range p.fields {
		ok = ok && earlier.key != key // the slower ways report that
	}
	p.bare = rest == "" && key != "title"
	p.fields = append(p.fields, field{key: key, line: line, value: value{text: scalar}})
	return ok
}

// item reads an item of a list.
func (p *plainHead) item(text string, indent int) bool {
	scalar, ok := plainScalar(text)
	if !ok || !p.bare {
		return false
	}
	list := &p.fields[len(p.fields)-1].value.list
	if *list != nil && indent != p.indent {
		return false
	}
	p.indent = indent
	*list = append(*list, value{text: scalar})
	return true
}

// isPlainText says whether a head is free of the characters that YAML forbids or
// takes for line ends, and of tabs.
func isPlainText(head string) bool {
	for i := 0; i < len(head); i++ {
		switch c := head[i]; {
		case c < ' ' && c != '\n', c == 0x7F:
			return false
		case c == 0xC2 && i+1 < len(head) && head[i+1] < 0xA0: // C1 controls
			return false
		case c == 0xE2 && strings.HasPrefix(head[i:], "\u2028"), c == 0xE2 && strings.HasPrefix(head[i:], "\u2029"):
			return false
		case c == 0xEF && (strings.HasPrefix(head[i:], "\uFEFF") || strings.HasPrefix(head[i:], "\xEF\xBF\xBE") ||
			strings.HasPrefix(head[i:], "\xEF\xBF\xBF")):
			return false
		}
	}
	return true
}

// isPlainKey says whether a key needs no thought.
func isPlainKey(key string) bool {
	for i := range len(key) {
		if c := key[i] | 0x20; (c < 'a' || c > 'z') && (i == 0 || key[i] != '_' && key[i] != '-' && (key[i] < '0' || key[i] > '9')) {
			return false
		}
	}
	return key != ""
}

// plainScalar reads a scalar that fills the rest of its line, if it is a plain
// one, or quoted without anything escaped but a doubled single quote.
func plainScalar(text string) (string, bool) {
	if text == "" {
		return "", true
	}
	switch text[0] {
	case '\'':
		if len(text) < 2 || text[len(text)-1] != '\'' {
			return "", false
		}
		inner := text[1 : len(text)-1]
		if !strings.Contains(inner, "'") {
			return inner, true
		}
		unescaped := strings.ReplaceAll(inner, "''", "\x00")
		return strings.ReplaceAll(unescaped, "\x00", "'"), !strings.Contains(unescaped, "'")
	case '"':
		if len(text) < 2 || text[len(text)-1] != '"' {
			return "", false
		}
		inner := text[1 : len(text)-1]
		return inner, !strings.ContainsAny(inner, `"\`)
	case '&', '*', '!', '|', '>', '%', '@', '`', '{', '}', '[', ']', ',', '#', '-', '?', ':', '~', '=', '<':
		return "", false
	}
	if strings.Contains(text, ": ") || strings.Contains(text, " #") || text[len(text)-1] == ':' {
		return "", false
	}
	return text, true
}
