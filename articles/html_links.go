package articles

import "strings"

// writeLinked writes text as it stands in the source, with links where
// addresses are in it.
func (w *inlineWriter) writeLinked(s string, f *frame) {
	for {
		at := strings.Index(s, "http")
		if at < 0 {
			break
		}
		length := bareAddress(s[at:])
		if length == 0 {
			length = len("http")
			w.write(s[:at+length], f, false)
		} else {
			w.write(s[:at], f, false)
			address := s[at : at+length]
			w.write(address, f.linked(cleanURL(address)), false)
		}
		s = s[at+length:]
	}
	w.write(s, f, false)
}

// bareAddress gives the length of the address that s begins with, or 0. The
// address ends where ASCII ends, since Chinese follows without a blank, and
// before punctuation that belongs to the sentence around it.
func bareAddress(s string) int {
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") {
		return 0
	}
	end := 0
	for end < min(len(s), maxURL) && s[end] > ' ' && s[end] < 0x7F && strings.IndexByte("<>\"`{}|\\^", s[end]) < 0 {
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
	if cleanURL(s[:end]) == "" {
		return 0
	}
	return end
}
