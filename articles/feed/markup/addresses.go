package markup

import (
	"net/url"
	"strings"

	"broadsheet/articles/gate"
)

// Resolve makes an address absolute: against the base, nil where there is none. It
// gives "" for what leads nowhere that a reader may go, such as javascript:.
func Resolve(reference string, base *url.URL) string {
	reference = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' { // as browsers do
			return -1
		}
		return r
	}, strings.TrimSpace(reference))
	switch {
	case reference == "" || len(reference) > gate.MaxURL:
		return ""
	case strings.HasPrefix(reference, "//"):
		if base != nil && base.Scheme == "http" {
			return gate.URL("http:" + reference)
		}
		return gate.URL(reference)
	case Scheme(reference) != "":
		return gate.URL(reference)
	case base == nil:
		return ""
	}
	parsed := parseURL(reference)
	if parsed == nil {
		return ""
	}
	return gate.URL(base.ResolveReference(parsed).String())
}

// parseURL reads an address, and one with a % or a character that none may have.
func parseURL(address string) *url.URL {
	if parsed, err := url.Parse(address); err == nil {
		return parsed
	}
	var b strings.Builder
	for i := range len(address) {
		if c := address[i]; c == '%' && !isHex(address, i+1) {
			b.WriteString("%25")
		} else {
			b.WriteByte(c)
		}
	}
	parsed, err := url.Parse(b.String())
	if err != nil {
		return nil
	}
	return parsed
}

func isHex(text string, at int) bool {
	const digits = "0123456789abcdefABCDEF"
	return at+1 < len(text) && strings.IndexByte(digits, text[at]) >= 0 && strings.IndexByte(digits, text[at+1]) >= 0
}

// Scheme gives the scheme of an address, in lower case; "" if it has none.
func Scheme(address string) string {
	for i := range len(address) {
		switch c := address[i]; {
		case c == ':' && i > 0:
			return strings.ToLower(address[:i])
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return ""
		}
	}
	return ""
}

// maxBase is how long the part of a base may be that comes before each relative
// address, so that a document cannot become many times as long as it is.
const maxBase = 256

// BaseOf makes a base of an absolute address; nil: it is none.
func BaseOf(address string) *url.URL {
	address = gate.URL(address)
	path, _, _ := strings.Cut(address, "?")
	if address == "" || strings.LastIndexByte(path, '/') > maxBase {
		return nil
	}
	parsed := parseURL(address)
	if parsed == nil || parsed.Host == "" { // such as magnet:, below which there is nothing
		return nil
	}
	return parsed
}

// FirstOf gives the first base that there is.
func FirstOf(bases ...*url.URL) *url.URL {
	for _, base := range bases {
		if base != nil {
			return base
		}
	}
	return nil
}

// Absolute gives HTML whose addresses are absolute, and otherwise as it came. Notes
// inside of it (#fn1) stay what they are; an address that would run a program is
// left out with its attribute; a < that begins no tag is written as one.
func Absolute(source string, base *url.URL) string {
	if !strings.Contains(source, "<") {
		return source
	}
	r := rewriter{source: source, base: base}
	var list []Attribute
	for s := (Scanner{Source: source}); ; {
		at := s.At
		t := s.Next()
		if t.Kind == EndOfText || r.b.Len() > 4*len(source)+4096 { // the others stay relative
			return r.finish()
		}
		switch {
		case t.Kind == CharData && strings.Contains(t.Text, "<"):
			r.replace(at, s.At, strings.ReplaceAll(t.Text, "<", "&lt;"))
		case (t.Kind == StartTag || t.Kind == EmptyTag) && strings.Contains(t.Text, "="):
			list = Attributes(list[:0], t.Text)
			for _, a := range list {
				r.attribute(at+1+len(t.Name), a)
			}
		}
	}
}

// rewriter writes a text of which some parts are replaced.
type rewriter struct {
	source  string
	base    *url.URL
	b       strings.Builder
	written int // of the source
}

// replace puts a text in the place of a part of the source.
func (r *rewriter) replace(from, to int, text string) {
	if r.written == 0 {
		r.b.Grow(len(r.source) + len(r.source)/8)
	}
	r.b.WriteString(r.source[r.written:from])
	r.b.WriteString(text)
	r.written = to
}

// attribute replaces an attribute of the tag whose text begins there, if it holds an
// address that is to become another.
func (r *rewriter) attribute(tag int, a Attribute) {
	if !holdsAddress(a.Name) {
		return
	}
	value := Unescape(a.Value)
	changed := absoluteValue(strings.ToLower(a.Name), value, r.base)
	switch changed {
	case value:
	case "":
		r.replace(tag+a.Start, tag+a.End, "")
	default:
		r.replace(tag+a.Start, tag+a.End, a.Name+`="`+strings.ReplaceAll(Escape(changed), `"`, "&quot;")+`"`)
	}
}

func (r *rewriter) finish() string {
	if r.written == 0 {
		return r.source
	}
	r.b.WriteString(r.source[r.written:])
	return r.b.String()
}

func holdsAddress(name string) bool {
	switch strings.ToLower(name) {
	case "href", "src", "srcset", "poster", "cite", "background", "action", "data", "longdesc", "xlink:href",
		"data-src", "data-original", "data-lazy-src", "data-srcset":
		return true
	}
	return false
}

// absoluteValue gives what an attribute that holds an address becomes.
func absoluteValue(name, value string, base *url.URL) string {
	if strings.HasSuffix(name, "srcset") {
		return absoluteSet(value, base)
	}
	trimmed := strings.TrimSpace(value)
	if trimmed == "" || trimmed[0] == '#' {
		return value
	}
	switch Scheme(strings.Map(Printable, trimmed)) {
	case "":
		if resolved := Resolve(trimmed, base); resolved != "" {
			return resolved
		}
		return value // nobody knows where it leads
	case "http", "https", "ftp", "gemini", "magnet", "mailto", "tel":
		return value
	case "data":
		if strings.HasPrefix(strings.ToLower(trimmed), "data:image/") {
			return value
		}
	}
	return ""
}

// absoluteSet does for a srcset what absoluteValue does for one address.
func absoluteSet(set string, base *url.URL) string {
	if base == nil || strings.Contains(set, "data:") {
		return set
	}
	candidates := strings.Split(set, ", ")
	changed := false
	for i, candidate := range candidates {
		address, size, _ := strings.Cut(strings.TrimSpace(candidate), " ")
		if address == "" || Scheme(address) != "" {
			continue
		}
		if resolved := Resolve(address, base); resolved != "" {
			candidates[i], changed = strings.TrimSpace(resolved+" "+size), true
		}
	}
	if !changed {
		return set
	}
	return strings.Join(candidates, ", ")
}

// Printable drops what browsers pass over in an address, for strings.Map.
func Printable(r rune) rune {
	if r <= ' ' {
		return -1
	}
	return r
}
