package feed

import "strings"

// kind is what a token is.
type kind int

const (
	endOfText kind = iota
	charData       // text, with entities
	cData          // text as it stands
	startTag
	emptyTag // <a/>
	endTag
	aside // a comment, a processing instruction, a document type
)

// token is one piece of a document.
type token struct {
	kind kind
	name string // of a tag, as it is written
	text string // of text: as it is written; of a tag: its attributes
	raw  string // all of it
}

// scanner parts XML and HTML of any quality into tokens. It never fails, for one
// fault must not lose the entries after it: what can be no tag is text, and what
// has no end is passed over, so that what follows is read as if it did not begin.
// (encoding/xml ends at the first fault, and golang.org/x/net/html copies and keeps
// all attributes of a tag, however many.)
type scanner struct {
	source string
	at     int
	stray  bool // something was read that is not well-formed
}

// next gives the next token.
func (s *scanner) next() token {
	rest := s.source[s.at:]
	if rest == "" {
		return token{}
	}
	for from := 0; ; {
		open := strings.IndexByte(rest[from:], '<')
		if open < 0 {
			return s.take(charData, rest, rest)
		}
		open += from
		t, size := s.markup(rest[open:])
		if size == 0 { // a stray <
			s.stray = true
			from = open + 1
			continue
		}
		if open > 0 {
			return s.take(charData, rest[:open], rest[:open])
		}
		s.at += size
		t.raw = rest[:size]
		return t
	}
}

func (s *scanner) take(kind kind, text, raw string) token {
	s.at += len(raw)
	return token{kind: kind, text: text, raw: raw}
}

// markup reads the markup that a text begins with, and gives its length; 0: its <
// is text.
func (s *scanner) markup(text string) (t token, size int) {
	if len(text) < 2 {
		return t, 0
	}
	switch c := text[1]; {
	case c == '/':
		return closing(text)
	case c == '?':
		if end := strings.Index(text, "?>"); end > 0 {
			return token{kind: aside}, end + 2
		}
		return skipTo(text, '>')
	case c == '!':
		return s.declaration(text)
	case isNameStart(c):
		return opening(text)
	}
	return t, 0
}

// declaration reads a comment, a CDATA section or a document type.
func (s *scanner) declaration(text string) (token, int) {
	const comment, section = "<!--", "<![CDATA["
	switch {
	case strings.HasPrefix(text, comment):
		if end := strings.Index(text[len(comment):], "-->"); end >= 0 {
			return token{kind: aside}, len(comment) + end + len("-->")
		}
		s.stray = true
		return token{kind: aside}, len(comment)
	case strings.HasPrefix(text, section):
		inner, _, ended := strings.Cut(text[len(section):], "]]>")
		if !ended || strings.Contains(inner, "</item>") || strings.Contains(inner, "</entry>") {
			s.stray = true // it has no end, or that of a later entry
			return token{kind: aside}, len(section)
		}
		return token{kind: cData, text: inner}, len(section) + len(inner) + len("]]>")
	case len(text) > 2 && isNameStart(text[2]):
		end := strings.IndexByte(text, '>')
		if subset := strings.IndexByte(text, '['); subset > 0 && subset < end {
			if close := strings.Index(text, "]>"); close > 0 {
				end = close + 1
			}
		}
		if end > 0 {
			return token{kind: aside}, end + 1
		}
	}
	return token{}, 0
}

func skipTo(text string, end byte) (token, int) {
	return token{kind: aside}, 1 + strings.IndexByte(text, end)
}

// closing reads an end tag.
func closing(text string) (token, int) {
	name := leadingName(text[2:])
	if name == "" {
		return token{}, 0
	}
	end := strings.IndexAny(text[1:], "<>")
	if end < 0 || text[1+end] == '<' {
		return token{}, 0
	}
	return token{kind: endTag, name: name}, end + 2
}

// maxTag is how long a tag is, in bytes; what is longer is text.
const maxTag = 64 << 10

// opening reads a start tag. One with another < in it, outside of quotes, is none.
func opening(text string) (token, int) {
	text = text[:min(len(text), maxTag)]
	name := leadingName(text[1:])
	from := 1 + len(name)
	if from < len(text) && !isSpace(text[from]) && text[from] != '>' && text[from] != '/' {
		return token{}, 0 // <me@example.org>
	}
	for i := from; i < len(text); i++ {
		switch c := text[i]; c {
		case '<':
			return token{}, 0
		case '>':
			if text[i-1] == '/' && (i < 2 || text[i-2] != '=') {
				return token{kind: emptyTag, name: name, text: text[from : i-1]}, i + 1
			}
			return token{kind: startTag, name: name, text: text[from:i]}, i + 1
		case '"', '\'':
			if before := strings.TrimRight(text[from:i], " \t\r\n"); strings.HasSuffix(before, "=") {
				i += quoted(text[i:])
			}
		case '/':
			if i == from && i+1 < len(text) && text[i+1] == '/' {
				return token{}, 0 // <https://example.org>
			}
		}
	}
	return token{}, 0
}

// quoted gives the place of the quote that ends what begins with one; 0: there is
// none, or it is that of a later entry.
func quoted(text string) int {
	end := 1 + strings.IndexByte(text[1:], text[0])
	if end > 0 && (strings.Contains(text[:end], "</item>") || strings.Contains(text[:end], "</entry>")) {
		return 0
	}
	return end
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func isNameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

// leadingName gives the name that a text begins with.
func leadingName(text string) string {
	if text == "" || !isNameStart(text[0]) {
		return ""
	}
	for i := range len(text) {
		if c := text[i]; !isNameStart(c) && c != ':' && c != '-' && c != '.' && (c < '0' || c > '9') {
			return text[:i]
		}
	}
	return text
}

// attribute is one of a tag: its value without quotes, as it is written, and the
// place of all of it in the tag's text.
type attribute struct {
	name, value string
	start, end  int
}

// maxAttributes is how many attributes of a tag are read.
const maxAttributes = 64

// attributes parts the text of a tag.
func attributes(text string) []attribute {
	var list []attribute
	for i := 0; len(list) < maxAttributes; {
		for i < len(text) && (isSpace(text[i]) || text[i] == '/' || text[i] == '"' || text[i] == '\'' || text[i] == '=') {
			i++
		}
		if i == len(text) {
			break
		}
		a := attribute{start: i}
		for i < len(text) && !isSpace(text[i]) && text[i] != '=' {
			i++
		}
		a.name, a.end = text[a.start:i], i
		for i < len(text) && isSpace(text[i]) {
			i++
		}
		if i < len(text) && text[i] == '=' {
			i++
			for i < len(text) && isSpace(text[i]) {
				i++
			}
			a.value, i = attributeValue(text, i)
			a.end = i
		}
		list = append(list, a)
	}
	return list
}

// attributeValue gives the value that begins at a place, and where it has ended.
func attributeValue(text string, from int) (value string, end int) {
	if from < len(text) && (text[from] == '"' || text[from] == '\'') {
		if length := quoted(text[from:]); length > 0 {
			return text[from+1 : from+length], from + length + 1
		}
		from++
	}
	for end = from; end < len(text) && !isSpace(text[end]); {
		end++
	}
	return text[from:end], end
}
