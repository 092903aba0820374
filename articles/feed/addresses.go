package feed

import (
	"net/url"
	"strings"

	"broadsheet/articles/gate"
)

// resolve makes an address absolute: against the base, nil where there is none. It
// gives "" for what leads nowhere that a reader may go, such as javascript:.
func resolve(reference string, base *url.URL) string {
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
	case scheme(reference) != "":
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

// scheme gives the scheme of an address, in lower case; "" if it has none.
func scheme(address string) string {
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

// baseOf makes a base of an absolute address; nil: it is none.
func baseOf(address string) *url.URL {
	if address = gate.URL(address); address == "" {
		return nil
	}
	return parseURL(address)
}

// firstOf gives the first base that there is.
func firstOf(bases ...*url.URL) *url.URL {
	for _, base := range bases {
		if base != nil {
			return base
		}
	}
	return nil
}

// absolute gives HTML whose addresses are absolute, and otherwise as it came. Notes
// inside of it (#fn1) stay what they are; an address that would run a program is
// left out with its attribute; a < that begins no tag is written as one.
func absolute(source string, base *url.URL) string {
	var b strings.Builder
	written := 0 // of the source
	for s := (scanner{source: source}); ; {
		at := s.at
		t := s.next()
		if t.kind == endOfText {
			break
		}
		if t.kind == charData && strings.Contains(t.text, "<") {
			b.WriteString(source[written:at] + strings.ReplaceAll(t.text, "<", "&lt;"))
			written = s.at
		}
		if t.kind != startTag && t.kind != emptyTag || !strings.Contains(t.text, "=") {
			continue
		}
		from := at + 1 + len(t.name)
		for _, a := range attributes(t.text) {
			if !holdsAddress(a.name) {
				continue
			}
			value := unescape(a.value)
			changed := absoluteValue(strings.ToLower(a.name), value, base)
			if changed == value {
				continue
			}
			b.WriteString(source[written : from+a.start])
			if changed != "" {
				b.WriteString(a.name + `="` + strings.ReplaceAll(escape(changed), `"`, "&quot;") + `"`)
			}
			written = from + a.end
		}
	}
	if written == 0 {
		return source
	}
	b.WriteString(source[written:])
	return b.String()
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
	switch scheme(strings.Map(printable, trimmed)) {
	case "":
		if resolved := resolve(trimmed, base); resolved != "" {
			return resolved
		}
		return value // nobody knows where it leads
	case "http", "https", "ftp", "gemini", "mailto", "tel":
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
		if address == "" || scheme(address) != "" {
			continue
		}
		if resolved := resolve(address, base); resolved != "" {
			candidates[i], changed = strings.TrimSpace(resolved+" "+size), true
		}
	}
	if !changed {
		return set
	}
	return strings.Join(candidates, ", ")
}

// printable drops what browsers pass over in an address, for strings.Map.
func printable(r rune) rune {
	if r <= ' ' {
		return -1
	}
	return r
}
