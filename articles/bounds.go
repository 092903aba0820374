package articles

import (
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What an article may be made of has bounds far above those of any real one, so
// that the memory and the time to read and to set a file are a small multiple of
// its size, whatever is in it. What is beyond them is cut off, which the article
// says at its end, and check.
const (
	// maxTags is how many tags, comments and attributes of HTML are read: each is
	// some hundred bytes in the tree that is parsed from them.
	maxTags = 100_000
	// maxBodyTags is how many times a page may open <html> or <body>: the parser
	// compares the attributes of each with those of all before it.
	maxBodyTags = 100
	// maxMarkdownMarks is how many lines of Markdown, and characters in it that may mean
	// something, are read.
	maxMarkdownMarks = 150_000
	// maxTextLines is how many lines of plain text are read.
	maxTextLines = 100_000
	// maxTabs is how many tabs of a body are set to columns; where there are more,
	// each is a blank.
	maxTabs = 100_000
	// maxNotes is how many times Markdown may name a footnote: its parser looks
	// through all of them at each.
	maxNotes = 4_000
	// maxParts is how many blocks, items, cells, inlines and lines of code a
	// document has.
	maxParts = 100_000
)

// boundTabs gives a body whose tabs cannot make it many times as long.
func boundTabs(body string) string {
	if strings.Count(body, "\t") <= maxTabs {
		return body
	}
	return strings.ReplaceAll(body, "\t", " ")
}

// boundLines cuts plain text after as many lines as are read.
func boundLines(body string) (bounded string, cut bool) {
	for at, lines := 0, 0; ; lines++ {
		switch next := lineEnd(body, at); {
		case lines == maxTextLines:
			return body[:at], at < len(body)
		case next == len(body):
			return body, false
		default:
			at = next
		}
	}
}

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

// boundMarkdown cuts Markdown after as many lines and marks as are read.
func boundMarkdown(body string) (bounded string, cut bool) {
	const emptyCell = 20 // what is written for a cell that a row lacks, in marks
	left := maxMarkdownMarks
	columns := 0 // of the table that a line is in: a row that is short has empty cells
	for at := 0; at < len(body); {
		next := lineEnd(body, at)
		line := body[at:next]
		switch {
		case isBlank(line):
			columns = 0
		case isDelimiterRow(line):
			columns = strings.Count(line, "|") + 1
		}
		_, markers := splitMarkers(line)
		left -= 1 + 2*markers + emptyCell*max(0, columns-strings.Count(line, "|"))
		for i := range len(line) {
			if isMarkdownMark(line[i]) {
				left--
			}
			if left < 0 {
				return strings.ToValidUTF8(body[:at+i], ""), true
			}
		}
		at = next
	}
	return body, false
}

// isDelimiterRow says that a line may be the one below the header of a table.
func isDelimiterRow(line string) bool {
	return strings.Contains(line, "|") && strings.Contains(line, "-") && strings.Trim(line, "|-: \t\n>") == ""
}

// isMarkdownMark says that Markdown may mean something by a character, or that
// it is written as several in HTML.
func isMarkdownMark(c byte) bool {
	switch c {
	case '*', '_', '~', '[', ']', '!', '<', '>', '&', '`', '\\', '|', '"', '\n':
		return true
	}
	return false
}
