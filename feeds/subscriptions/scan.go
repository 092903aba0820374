package subscriptions

import (
	"html"
	"regexp"
	"strings"
)

// tag is where an element of a document begins or ends. Positions are in bytes of
// the text.
type tag struct {
	name       string // as it is written
	attributes []attribute
	start, end int
	closes     bool // </name>
	empty      bool // <name/>
}

// attribute is an attribute as it is written.
type attribute struct {
	name                 string
	start, end           int // of all of it
	valueStart, valueEnd int // without quotation marks
	quote                byte
}

// scanner finds the tags of a text. It says where they are, which a document that
// is edited and not written anew needs, and it reads what people and programs write
// by mistake: bare ampersands, quotation marks and angle brackets in values.
type scanner struct {
	text string
	at   int
}

// next gives the next tag. Where there is none, open tells the position of
// something that begins and does not end, or is -1.
func (s *scanner) next() (found tag, ok bool, open int) {
	for {
		i := strings.IndexByte(s.text[s.at:], '<')
		if i < 0 {
			return tag{}, false, -1
		}
		start := s.at + i
		rest := s.text[start:]
		var ending string
		switch {
		case strings.HasPrefix(rest, "<!--"):
			ending = "-->"
		case strings.HasPrefix(rest, "<![CDATA["):
			ending = "]]>"
		case strings.HasPrefix(rest, "<?"):
			ending = "?>"
		case strings.HasPrefix(rest, "<!"):
			ending = doctypeEnding(rest)
		case len(rest) > 1 && isNameByte(rest[1]):
			return s.opening(start)
		case len(rest) > 2 && rest[1] == '/' && isNameByte(rest[2]):
			return s.closing(start)
		default: // a stray bracket
			s.at = start + 1
			continue
		}
		end := strings.Index(rest, ending)
		if end < 0 {
			return tag{}, false, start
		}
		s.at = start + end + len(ending)
	}
}

// doctypeEnding is what ends a document type, which may have declarations in it.
func doctypeEnding(rest string) string {
	if end := strings.IndexAny(rest, "[>"); end >= 0 && rest[end] == '[' {
		return "]>"
	}
	return ">"
}

func (s *scanner) closing(start int) (tag, bool, int) {
	end := strings.IndexByte(s.text[start:], '>')
	if end < 0 {
		return tag{}, false, start
	}
	s.at = start + end + 1
	name := s.text[start+2:]
	return tag{name: name[:nameLength(name)], start: start, end: s.at, closes: true}, true, -1
}

func (s *scanner) opening(start int) (tag, bool, int) {
	t := tag{start: start}
	at := start + 1
	t.name = s.text[at : at+nameLength(s.text[at:])]
	at += len(t.name)
	for {
		at += spaces(s.text[at:])
		switch rest := s.text[at:]; {
		case rest == "" || rest[0] == '<': // a tag cannot begin in a tag
			return tag{}, false, start
		case rest[0] == '>':
			t.end, s.at = at+1, at+1
			return t, true, -1
		case strings.HasPrefix(rest, "/>"):
			t.empty, t.end, s.at = true, at+2, at+2
			return t, true, -1
		case !isNameByte(rest[0]):
			at++
			continue
		}
		a, end := s.attribute(at)
		if end < 0 {
			return tag{}, false, start
		}
		if a.valueStart > 0 {
			t.attributes = append(t.attributes, a)
		}
		at = end
	}
}

// attribute reads the attribute at a position and gives where it ends; negative: it
// does not. Without a value it has no valueStart.
func (s *scanner) attribute(at int) (attribute, int) {
	a := attribute{start: at}
	a.name = s.text[at : at+nameLength(s.text[at:])]
	at += len(a.name)
	equals := at + spaces(s.text[at:])
	if !strings.HasPrefix(s.text[equals:], "=") {
		return a, at
	}
	at = equals + 1
	at += spaces(s.text[at:])
	if at == len(s.text) {
		return a, -1
	}
	if s.text[at] != '"' && s.text[at] != '\'' {
		length := strings.IndexFunc(s.text[at:], func(r rune) bool { return r <= ' ' || r == '>' })
		if length < 0 {
			return a, -1
		}
		if value := s.text[at : at+length]; strings.HasSuffix(value, "/") && s.text[at+length] == '>' {
			length--
		}
		a.valueStart, a.valueEnd, a.end = at, at+length, at+length
		return a, a.end
	}
	a.quote = s.text[at]
	a.valueStart = at + 1
	for end := a.valueStart; ; end++ {
		length := strings.IndexByte(s.text[end:], a.quote)
		if length < 0 {
			return a, -1
		}
		end += length
		if endsValue(s.text[end+1:]) {
			a.valueEnd, a.end = end, end+1
			return a, a.end
		}
	}
}

// endsValue says whether a quotation mark before rest ends a value: the tag ends
// there, or another attribute comes. Any other mark belongs to the value, and
// should have been escaped.
func endsValue(rest string) bool {
	rest = rest[spaces(rest):]
	if rest == "" || rest[0] == '>' || strings.HasPrefix(rest, "/>") {
		return true
	}
	name := nameLength(rest)
	rest = rest[name:]
	return name > 0 && strings.HasPrefix(rest[spaces(rest):], "=")
}

func spaces(text string) int {
	return len(text) - len(strings.TrimLeft(text, " \t\r\n"))
}

func isNameByte(c byte) bool {
	return c >= 0x80 || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == ':' || c == '-' || c == '.'
}

func nameLength(text string) int {
	n := 0
	for n < len(text) && isNameByte(text[n]) {
		n++
	}
	return n
}

// reference matches character references. Without a semicolon they are none, for
// &copy=1 is part of an address.
var reference = regexp.MustCompile(`&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});`)

// unescape reads the character references of a value. An ampersand that begins none
// stays, as in an address that was not escaped.
func unescape(value string) string {
	if !strings.Contains(value, "&") {
		return value
	}
	return reference.ReplaceAllStringFunc(value, html.UnescapeString)
}

// quoted writes a text as the value of an attribute, with quotation marks.
func quoted(text string) string {
	return `"` + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\t", "&#9;", "\n", "&#10;", "\r", "&#13;").Replace(text) + `"`
}
