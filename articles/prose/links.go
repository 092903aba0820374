package prose

import (
	"strings"

	"broadsheet/articles/gate"
)

// WriteLinked writes text as it stands in the source, with links where
// addresses are in it.
func (w *Writer) WriteLinked(s string, f *Frame) {
	for {
		at := strings.Index(s, "http")
		if at < 0 {
			break
		}
		length := bareAddress(s[at:])
		if length == 0 {
			length = len("http")
			w.Write(s[:at+length], f, false)
		} else {
			w.Write(s[:at], f, false)
			address := s[at : at+length]
			w.Write(address, f.Linked(gate.URL(address)), false)
		}
		s = s[at+length:]
	}
	w.Write(s, f, false)
}

// bareAddress gives the length of the address that s begins with, or 0. The
// address ends where ASCII ends, since Chinese follows without a blank, and
// before punctuation that belongs to the sentence around it.
func bareAddress(s string) int {
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") {
		return 0
	}
	end := 0
	for end < min(len(s), gate.MaxURL) && s[end] > ' ' && s[end] < 0x7F && strings.IndexByte("<>\"`{}|\\^", s[end]) < 0 {
		end++
	}
	for end > 0 {
		last := s[end-1]
		unopened := last == ')' && strings.Count(s[:end], "(") < strings.Count(s[:end], ")")
		if !unopened && strings.IndexByte(".,:;!?'*_~", last) < 0 {
			break
		}
		end--
	}
	if gate.URL(s[:end]) == "" {
		return 0
	}
	return end
}
