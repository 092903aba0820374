// Package markup parts XML and HTML of any quality into tags and text, and makes the
// addresses in them absolute. It knows no feeds.
package markup

import "strings"

// Kind is what a token is.
type Kind int

// The kinds of tokens.
const (
	EndOfText Kind = iota
	CharData       // text, with entities
	CData          // text as it stands
	StartTag
	EmptyTag // <a/>
	EndTag
	Aside // a comment, a processing instruction, a document type
)

// Token is one piece of a document.
type Token struct {
	Kind Kind
	Name string // of a tag, as it is written
	Text string // of text: as it is written; of a tag: its attributes
	Raw  string // all of it
}

// Scanner parts XML and HTML of any quality into tokens. It never fails, for one
// fault must not lose the entries after it: what can be no tag is text, and what
// has no end is passed over, so that what follows is read as if it did not begin.
// (encoding/xml ends at the first fault, and golang.org/x/net/html copies and keeps
// all attributes of a tag, however many.)
type Scanner struct {
	Source string
	At     int             // where the next token begins
	Stray  bool            // something was read that is not well-formed
	absent map[string]bool // ends of markup that do not come any more
	faulty int             // up to here no CDATA section ends
}

// find gives the place of what ends markup; -1: it does not come any more, which is
// looked for once.
func (s *Scanner) find(text, end string) int {
	if s.absent[end] {
		return -1
	}
	at := strings.Index(text, end)
	if at < 0 {
		if s.absent == nil {
			s.absent = map[string]bool{}
		}
		s.absent[end] = true
	}
	return at
}

// Next gives the next token.
func (s *Scanner) Next() Token {
	rest := s.Source[s.At:]
	if rest == "" {
		return Token{}
	}
	for from := 0; ; {
		open := strings.IndexByte(rest[from:], '<')
		if open < 0 {
			return s.take(CharData, rest, rest)
		}
		open += from
		t, size := s.markup(rest[open:])
		if size == 0 { // a stray <
			s.Stray = true
			from = open + 1
			continue
		}
		if open > 0 {
			return s.take(CharData, rest[:open], rest[:open])
		}
		s.At += size
		t.Raw = rest[:size]
		return t
	}
}

func (s *Scanner) take(kind Kind, text, raw string) Token {
	s.At += len(raw)
	return Token{Kind: kind, Text: text, Raw: raw}
}

// markup reads the markup that a text begins with, and gives its length; 0: its <
// is text.
func (s *Scanner) markup(text string) (t Token, size int) {
	if len(text) < 2 {
		return t, 0
	}
	switch c := text[1]; {
	case c == '/':
		return closing(text)
	case c == '?':
		if end := s.find(text, "?>"); end > 0 {
			return Token{Kind: Aside}, end + 2
		}
		return Token{Kind: Aside}, 1 + s.find(text, ">")
	case c == '!':
		return s.declaration(text)
	case isNameStart(c):
		return opening(text)
	}
	return t, 0
}

// declaration reads a comment, a CDATA section or a document type.
func (s *Scanner) declaration(text string) (Token, int) {
	const comment, section = "<!--", "<![CDATA["
	switch {
	case strings.HasPrefix(text, comment):
		if end := s.find(text[len(comment):], "-->"); end >= 0 {
			return Token{Kind: Aside}, len(comment) + end + len("-->")
		}
		s.Stray = true
		return Token{Kind: Aside}, len(comment)
	case strings.HasPrefix(text, section):
		return s.section(text, len(section))
	case len(text) > 2 && isNameStart(text[2]):
		end := s.find(text, ">")
		if end < 0 {
			return Token{}, 0
		}
		if strings.IndexByte(text[:end], '[') > 0 { // what it declares is not read
			if subset := s.find(text, "]>"); subset > 0 {
				end = subset + 1
			}
		}
		return Token{Kind: Aside}, end + 1
	}
	return Token{}, 0
}

// section reads a CDATA section. Of one that has no end, or that of a later entry,
// the beginning is passed over.
func (s *Scanner) section(text string, start int) (Token, int) {
	here := len(s.Source) - len(text)
	end := -1
	if here >= s.faulty {
		end = s.find(text[start:], "]]>")
	}
	if end < 0 {
		s.Stray = true
		return Token{Kind: Aside}, start
	}
	inner := text[start : start+end]
	if last := endOfEntry(inner); last >= 0 {
		s.Stray, s.faulty = true, here+start+last
		return Token{Kind: Aside}, start
	}
	return Token{Kind: CData, Text: inner}, start + end + len("]]>")
}

// endOfEntry gives the place of the last end of an entry in a text, -1 if there is
// none. In a CDATA section or an attribute it means that the end of that is missing.
func endOfEntry(text string) int {
	return max(strings.LastIndex(text, "</item>"), strings.LastIndex(text, "</entry>"))
}

// closing reads an end tag.
func closing(text string) (Token, int) {
	name := leadingName(text[2:])
	if name == "" {
		return Token{}, 0
	}
	end := strings.IndexAny(text[1:], "<>")
	if end < 0 || text[1+end] == '<' {
		return Token{}, 0
	}
	return Token{Kind: EndTag, Name: name}, end + 2
}

// maxTag is how long a tag is, in bytes; what is longer is text.
const maxTag = 64 << 10

// opening reads a start tag. One with another < in it, outside of quotes, is none.
func opening(text string) (Token, int) {
	text = text[:min(len(text), maxTag)]
	name := leadingName(text[1:])
	from := 1 + len(name)
	if from < len(text) && !isSpace(text[from]) && text[from] != '>' && text[from] != '/' {
		return Token{}, 0 // <me@example.org>
	}
	for i := from; i < len(text); i++ {
		switch c := text[i]; c {
		case '<':
			return Token{}, 0
		case '>':
			if text[i-1] == '/' && (i < 2 || text[i-2] != '=') {
				return Token{Kind: EmptyTag, Name: name, Text: text[from : i-1]}, i + 1
			}
			return Token{Kind: StartTag, Name: name, Text: text[from:i]}, i + 1
		case '"', '\'':
			if before := strings.TrimRight(text[from:i], " \t\r\n"); strings.HasSuffix(before, "=") {
				i += quoted(text[i:])
			}
		case '/':
			if i == from && i+1 < len(text) && text[i+1] == '/' {
				return Token{}, 0 // <https://example.org>
			}
		}
	}
	return Token{}, 0
}

// quoted gives the place of the quote that ends what begins with one; 0: there is
// none, or it is that of a later entry.
func quoted(text string) int {
	end := 1 + strings.IndexByte(text[1:], text[0])
	if end > 0 && endOfEntry(text[:end]) >= 0 {
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

// Attribute is one of a tag: its value without quotes, as it is written, and the
// place of all of it in the tag's text.
type Attribute struct {
	Name, Value string
	Start, End  int
}

// maxAttributes is how many attributes of a tag are read.
const maxAttributes = 64

// Attributes parts the text of a tag and adds what is in it to a list.
func Attributes(list []Attribute, text string) []Attribute {
	for i := 0; len(list) < maxAttributes; {
		for i < len(text) && (isSpace(text[i]) || text[i] == '/' || text[i] == '"' || text[i] == '\'' || text[i] == '=') {
			i++
		}
		if i == len(text) {
			break
		}
		a := Attribute{Start: i}
		for i < len(text) && !isSpace(text[i]) && strings.IndexByte(`="'`, text[i]) < 0 {
			i++
		}
		a.Name, a.End = text[a.Start:i], i
		for i < len(text) && isSpace(text[i]) {
			i++
		}
		if i < len(text) && text[i] == '=' {
			i++
			for i < len(text) && isSpace(text[i]) {
				i++
			}
			a.Value, i = attributeValue(text, i)
			a.End = i
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
