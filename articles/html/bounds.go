package html

import (
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// maxTags is how many tags, comments and attributes of HTML are read: each is
	// some hundred bytes in the tree that is parsed from them.
	maxTags = 100_000
	// maxBodyTags is how many times a page may open <html> or <body>: the parser
	// compares the attributes of each with those of all before it.
	maxBodyTags = 100
)

// boundTags cuts HTML after as many tags and attributes as are read.
func boundTags(body string) (bounded string, cut bool) {
	if countBodyTags(body) > maxBodyTags {
		body = withoutTags(body, isBodyTag)
	}
	if len(body) <= maxTags { // each has more than a byte
		return body, false
	}
	source := &tagSource{body: body}
	tokenizer := html.NewTokenizer(source)
	tags := 0
	for {
		kind := tokenizer.Next()
		if kind == html.ErrorToken {
			break
		}
		source.token += len(tokenizer.Raw())
		if kind == html.TextToken {
			continue
		}
		tags++
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			for _, more := tokenizer.TagName(); more; tags++ {
				_, _, more = tokenizer.TagAttr()
			}
		}
		if tags > maxTags {
			break
		}
	}
	if source.token < len(body) && (tags > maxTags || source.swollen) {
		return body[:source.token], true
	}
	return body, false
}

// countBodyTags counts the tags that open the page or its body, and those in
// comments too, which can make no difference to a real page.
func countBodyTags(body string) int {
	count := 0
	for {
		at := strings.IndexByte(body, '<')
		if at < 0 {
			return count
		}
		body = body[at+1:]
		if isBodyTag(leadingTag(body)) {
			count++
		}
	}
}

func isBodyTag(tag atom.Atom) bool { return tag == atom.Body || tag == atom.Html }

// tagSource hands a body to a tokenizer, and ends it in a tag that has more
// attributes than any: the tokenizer keeps all of a tag's.
type tagSource struct {
	body       string
	read       int // bytes handed on
	token      int // where the token begins that is read
	separators int // in what was handed on of it, once it is long
	counted    int // up to where they were counted
	swollen    bool
}

// Read hands the next bytes on.
func (s *tagSource) Read(p []byte) (int, error) {
	const long = 64 << 10 // of a token; most are shorter, and are not looked at
	if s.read == len(s.body) {
		return 0, io.EOF
	}
	if s.read-s.token > long && s.body[s.token] == '<' {
		if s.counted < s.token {
			s.counted, s.separators = s.token, 0
		}
		for ; s.counted < s.read; s.counted++ {
			if strings.IndexByte(" \t\n\f\r/\"'", s.body[s.counted]) >= 0 {
				s.separators++
			}
		}
		if s.separators > maxTags {
			s.swollen = true
			return 0, io.EOF
		}
	}
	n := copy(p, s.body[s.read:])
	s.read += n
	return n, nil
}
