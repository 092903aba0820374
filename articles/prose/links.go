package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/articles/gate"
)

// WriteLinked writes text as it stands in the source, with links where addresses are in
// it: of pages (http://, https://, www.) and of mail.
func (w *Writer) WriteLinked(s string, f *Frame) {
	done := 0
	c := candidates{s: s, http: -1, www: -1, at: -1}
	for from := 0; ; {
		at := c.next(from)
		if at < 0 {
			break
		}
		start, end, address := addressAt(s, done, at)
		if address == "" {
			from = at + 1
			continue
		}
		w.Write(s[done:start], f, false)
		w.Write(s[start:end], f.Linked(address), false)
		done, from = end, end
	}
	w.Write(s[done:], f, false)
}

// candidates are where addresses may be in a text: the next of each kind. -1: not looked
// for yet; the length of the text: there is none.
type candidates struct {
	s             string
	http, www, at int
}

// next gives the first candidate from an offset on, or -1.
func (c *candidates) next(from int) int {
	for _, kind := range []struct {
		mark string
		at   *int
	}{{"http", &c.http}, {"www.", &c.www}, {"@", &c.at}} {
		if *kind.at >= from || *kind.at == len(c.s) {
			continue
		}
		*kind.at = len(c.s)
		if i := strings.Index(c.s[from:], kind.mark); i >= 0 {
			*kind.at = from + i
		}
	}
	if first := min(c.http, c.www, c.at); first < len(c.s) {
		return first
	}
	return -1
}

// addressAt gives the address that a candidate belongs to, and where in the text it
// stands, after what is done; "" where there is none.
func addressAt(s string, done, at int) (start, end int, address string) {
	switch s[at] {
	case '@':
		return mailAt(s, done, at)
	case 'w':
		if at > 0 && (isWordByte(s[at-1]) || strings.IndexByte(".-/@", s[at-1]) >= 0) {
			return 0, 0, ""
		}
		length := addressLength("http://" + s[at:min(len(s), at+gate.MaxURL)])
		if length -= len("http://"); length <= 0 {
			return 0, 0, ""
		}
		host := s[at : at+length]
		if end := strings.IndexAny(host, "/?#:"); end >= 0 {
			host = host[:end]
		}
		if strings.Count(host, ".") < 2 || strings.Contains(host, "..") ||
			strings.Trim(strings.ToLower(host), "abcdefghijklmnopqrstuvwxyz0123456789-.") != "" {
			return 0, 0, ""
		}
		return at, at + length, gate.URL("http://" + s[at:at+length])
	}
	length := addressLength(s[at:])
	return at, at + length, gate.URL(s[at : at+length])
}

// addressLength gives the length of the address that s begins with, or 0. Chinese follows
// an address without a blank, so that it belongs to one only where it begins a part of its
// path, or a value: https://zh.wikipedia.org/wiki/北京. An address ends before punctuation
// that belongs to the sentence around it.
func addressLength(s string) int {
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") {
		return 0
	}
	host := strings.Index(s, "//") + len("//")
	end, path := 0, 0 // where the path begins; 0: not yet
	for end < min(len(s), gate.MaxURL) {
		c := s[end]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[end:])
			if !belongs(r, s[:end], path) {
				break
			}
			end += size
			continue
		}
		if c <= ' ' || c == 0x7F || strings.IndexByte("<>\"`{}|\\^", c) >= 0 {
			break
		}
		if c == '/' && path == 0 && end > host {
			path = end
		}
		end++
	}
	end = withoutPunctuation(s[:end])
	if end <= host || gate.URL(s[:end]) == "" {
		return 0
	}
	return end
}

// withoutPunctuation gives the length of an address without the punctuation at its end that
// belongs to the sentence around it.
func withoutPunctuation(s string) int {
	end := len(s)
	for end > 0 {
		last := s[end-1]
		unopened := last == ')' && strings.Count(s[:end], "(") < strings.Count(s[:end], ")")
		if !unopened && strings.IndexByte(".,:;!?'*_~", last) < 0 {
			break
		}
		end--
	}
	return end
}

// belongs says that a character which is no ASCII goes on with an address.
func belongs(r rune, before string, path int) bool {
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) {
		return false
	}
	if !isGlued(r) {
		return true // between words of other scripts there are blanks
	}
	if path == 0 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case isGlued(last):
		return true
	case last == '/':
		return len(before) > path+len("/") // after the host alone a sentence goes on
	}
	encoded := len(before) > 2 && before[len(before)-3] == '%'
	return encoded || strings.ContainsRune("=-_#+:,", last)
}

// isGlued says that words of a script stand, or may stand, right after others.
func isGlued(r rune) bool { return IsCJK(r) || unicode.Is(unicode.Hangul, r) }

const (
	maxMailName = 64  // of a mail address, before its @ (RFC 5321, section 4.5.3.1)
	maxMailHost = 255 // and after it
)

// mailAt gives the mail address around an @.
func mailAt(s string, done, at int) (start, end int, address string) {
	start = at
	for start > max(done, at-maxMailName) && (isWordByte(s[start-1]) || strings.IndexByte(".+-", s[start-1]) >= 0) {
		start--
	}
	for start < at && strings.IndexByte(".+-_", s[start]) >= 0 {
		start++
	}
	end = at + 1
	for end < min(len(s), at+maxMailHost) && !beginsAddress(s[end:]) && (isWordByte(s[end]) && s[end] != '_' || s[end] == '-' || s[end] == '.') {
		end++
	}
	for end > at && strings.IndexByte(".-", s[end-1]) >= 0 {
		end--
	}
	host := s[at+1 : max(at+1, end)]
	dot := strings.LastIndexByte(host, '.')
	switch {
	case start == at, dot < 1, len(host)-dot < len(".xx"), strings.Contains(host, ".."), strings.Trim(host[dot+1:], "0123456789") == "":
		return 0, 0, ""
	case start > 0 && (s[start-1] == '/' || s[start-1] == '@'), end < len(s) && strings.IndexByte("@_/", s[end]) >= 0:
		return 0, 0, "" // a part of something else
	case end+1 < len(s) && s[end] == ':' && s[end+1] > ' ' && s[end+1] < utf8.RuneSelf: // as in git@example.org:name
		return 0, 0, ""
	}
	return start, end, gate.URL("mailto:" + s[start:end])
}

// beginsAddress says that the address of a page begins here, with no blank before it.
func beginsAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

func isWordByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_'
}
