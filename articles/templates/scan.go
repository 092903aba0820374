package templates

import (
	"strings"
)

// scanner parts a body into tags and what stands between them. Tags in code are none.
type scanner struct {
	body   string
	markup bool // the body is HTML
	pos    int  // all before it is in pieces, or in text
	text   int  // where the text begins that is in no piece yet
	pieces []piece

	begin   int            // of the line that a tag was last found in
	seen    int            // where that was
	fence   string         // the fence of the block of code that is open, or ""
	blank   bool           // the line before is blank
	inList  bool           // an item of a list is open, so that an indent is no code
	spans   []span         // the code in the paragraph at hand
	end     int            // of the paragraph at hand
	endless map[string]int // what does not come any more, though it was looked for
}

// maxPieces is how many parts a body may have; further tags stay as they are written.
const maxPieces = 100_000

// span is a part of the body.
type span struct{ start, end int }

func (s *scanner) scan() {
	s.pieces = append(s.pieces, piece{}) // so that 0 is no piece
	s.blank = true
	if s.markup { // it is one paragraph
		s.end = len(s.body)
		s.spans = s.codeSpans(0, s.end)
	}
	for s.pos < len(s.body) {
		if s.pos < s.end {
			s.paragraph()
		} else {
			s.line()
		}
	}
	s.take(len(s.body))
}

// take puts the text before an offset into a piece.
func (s *scanner) take(end int) {
	if s.text < end {
		s.pieces = append(s.pieces, piece{text: s.body[s.text:end], start: s.text})
	}
	s.text = end
}

// line reads a line that begins no paragraph, or begins one.
func (s *scanner) line() {
	line := s.body[s.pos:]
	if at := strings.IndexByte(line, '\n'); at >= 0 {
		line = line[:at+1]
	}
	text := strings.TrimLeft(line, " \t>")
	indent := width(line)
	switch {
	case s.fence != "":
		if closesFence(text, s.fence) {
			s.fence = ""
		}
	case strings.TrimSpace(text) == "":
		s.blank = true
		s.pos += len(line)
		return
	case opensFence(afterItem(text)) != "":
		s.fence = opensFence(afterItem(text))
	case indent >= 4 && s.blank && !s.inList:
		s.pos += len(line) // code; what follows it with an indent is code, too
		return
	default:
		s.inList = isItem(text) || s.inList && (indent > 0 || !s.blank)
		s.blank = false
		s.openParagraph()
		return
	}
	s.blank = false
	s.pos += len(line)
}

// openParagraph finds the end of the paragraph at hand, and the code in it.
func (s *scanner) openParagraph() {
	s.end = s.pos
	for line := range strings.Lines(s.body[s.pos:]) {
		text := afterItem(strings.TrimLeft(line, " \t>"))
		if strings.TrimSpace(text) == "" || s.end > s.pos && opensFence(text) != "" {
			break
		}
		s.end += len(line)
	}
	s.spans = s.codeSpans(s.pos, s.end)
}

// paragraph reads on to the next tag of the paragraph, or to its end.
func (s *scanner) paragraph() {
	for s.pos < s.end {
		at := strings.IndexByte(s.body[s.pos:s.end], '{')
		if at < 0 {
			break
		}
		s.pos += at
		for len(s.spans) > 0 && s.spans[0].end <= s.pos {
			s.spans = s.spans[1:]
		}
		if len(s.spans) > 0 && s.spans[0].start <= s.pos {
			s.pos = s.spans[0].end
			continue
		}
		tag := parseTag(s.body[s.pos:])
		if tag.kind == plainText || s.markup && (tag.kind == attributes || tag.kind == extension) || len(s.pieces) > maxPieces || s.pos > 0 && s.body[s.pos-1] == '\\' || tag.kind == attributes && !s.ends(tag) {
			s.pos++
			continue
		}
		s.addTag(tag)
		return
	}
	s.pos = max(s.pos, s.end)
}

// ends says that a list of attributes follows something that it may belong to: a line of
// its own, or emphasis, a link, a picture or code.
func (s *scanner) ends(tag piece) bool {
	if s.pos > 0 && strings.IndexByte(")]*_`>\"", s.body[s.pos-1]) >= 0 {
		return true
	}
	after := s.body[s.pos+len(tag.text):]
	after, _, _ = strings.Cut(after[:min(len(after), maxTag)], "\n")
	_, first := s.place()
	return first && strings.TrimSpace(after) == ""
}

// addTag puts a tag into a piece, with what it holds if that is no Markdown.
func (s *scanner) addTag(tag piece) {
	tag.prefix, tag.first = s.place()
	s.take(s.pos)
	tag.start = s.pos
	s.pos += len(tag.text)
	if !tag.closing && !tag.alone && (tag.kind == percent || tag.kind == shortcode || tag.kind == extension) && holdsCode(tag.name) {
		if at, length := s.closing(tag); length > 0 {
			tag.inner, tag.whole = s.body[s.pos:at], true
			s.pos = at + length
		}
	}
	s.text = s.pos
	s.pieces = append(s.pieces, tag)
}

// place gives what lines begin with where a tag stands, and whether it begins one.
func (s *scanner) place() (prefix string, first bool) {
	if at := strings.LastIndexByte(s.body[s.seen:s.pos], '\n'); at >= 0 {
		s.begin = s.seen + at + 1
	}
	s.seen = s.pos
	line := s.body[s.begin:min(s.pos, s.begin+maxTag)]
	quoted := len(line) - len(strings.TrimLeft(line, " \t>"))
	text := afterItem(line[quoted:])
	if s.markup {
		return "", strings.TrimSpace(line) == ""
	}
	prefix = line[:quoted] + strings.Repeat(" ", len(line)-quoted-len(text))
	return prefix, text == ""
}

// closing finds the tag that closes another, after the place at hand.
func (s *scanner) closing(tag piece) (at, length int) {
	if s.endless[tag.name] > 0 {
		return 0, 0
	}
	opening := map[kind]string{percent: "{%", shortcode: "{{", extension: "{:/"}[tag.kind]
	for at = s.pos; ; at += len(opening) {
		next := strings.Index(s.body[at:], opening)
		if next < 0 {
			s.endless[tag.name] = s.pos
			return 0, 0
		}
		at += next
		if end := s.body[at:]; mayClose(end, tag.name) {
			if found := parseTag(end); found.closing && (found.name == tag.name || found.name == "") {
				return at, len(found.text)
			}
		}
	}
}

// mayClose says quickly whether a tag may close one of that name.
func mayClose(s, name string) bool {
	near := s[:min(len(s), len("{{<  / end-_  ")+len(name)+8)]
	return strings.HasPrefix(near, "{:/}") || strings.Contains(strings.ToLower(near), name)
}

// width is how far a line is indented; a tab goes to the next fourth place.
func width(line string) int {
	width := 0
	for i := range len(line) {
		switch line[i] {
		case ' ':
			width++
		case '\t':
			width += 4 - width%4
		default:
			return width
		}
	}
	return width
}

// opensFence gives the fence that a line opens a block of code with, or "".
func opensFence(text string) string {
	for _, mark := range []string{"`", "~"} {
		rest := strings.TrimLeft(text, mark)
		if length := len(text) - len(rest); length >= 3 && (mark == "~" || !strings.Contains(rest, mark)) {
			return text[:length]
		}
	}
	return ""
}

// closesFence says that a line closes the block of code that a fence opened.
func closesFence(text, fence string) bool {
	text = strings.TrimSpace(text)
	return len(text) >= len(fence) && strings.Trim(text, fence[:1]) == ""
}

// isItem says that a text begins with the mark of a list's item.
func isItem(text string) bool { return len(afterItem(text)) < len(text) }

// afterItem gives a text without the marks of lists that it begins with.
func afterItem(text string) string {
	for {
		digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
		switch {
		case digits == 0 && len(text) > 1 && strings.IndexByte("-*+", text[0]) >= 0 && (text[1] == ' ' || text[1] == '\t'):
			text = strings.TrimLeft(text[2:], " \t")
		case digits > 0 && digits < 10 && len(text) > digits+1 && strings.IndexByte(".)", text[digits]) >= 0 && text[digits+1] == ' ':
			text = strings.TrimLeft(text[digits+2:], " \t")
		default:
			return text
		}
	}
}

// codeSpans finds the code in a part of the body: what stands between two runs of as many
// back-ticks, in elements whose text is code, and in comments.
func (s *scanner) codeSpans(start, end int) []span {
	var runs []tickRun
	if !s.markup {
		runs = tickRuns(s.body, start, end)
	}
	var spans []span
	for i := start; i < end; i++ {
		switch s.body[i] {
		case '\\':
			i++
		case '`':
			for len(runs) > 0 && runs[0].at < i {
				runs = runs[1:]
			}
			if len(runs) == 0 || runs[0].at > i {
				continue // in a run
			}
			i += runs[0].length - 1
			if end := runs[0].close; end > 0 {
				spans = append(spans, span{runs[0].at, end})
				i = end - 1
			}
		case '<':
			if end := s.codeElement(i); end > 0 {
				spans = append(spans, span{i, end})
				i = end - 1
			}
		}
	}
	return spans
}

// tickRun is a run of back-ticks, with the end of the next of its length; 0: there is none.
type tickRun struct{ at, length, close int }

func tickRuns(body string, start, end int) []tickRun {
	var runs []tickRun
	for i := start; i < end; i++ {
		if body[i] == '`' {
			length := len(body[i:end]) - len(strings.TrimLeft(body[i:end], "`"))
			runs = append(runs, tickRun{at: i, length: length})
			i += length - 1
		}
	}
	later := map[int]int{}
	for i := len(runs) - 1; i >= 0; i-- {
		runs[i].close = later[runs[i].length]
		later[runs[i].length] = runs[i].at + runs[i].length
	}
	return runs
}

// codeElement gives the end of the element at an offset, if its text is code, or of the
// comment; 0 where there is none, or it has no end.
func (s *scanner) codeElement(at int) int {
	if strings.HasPrefix(s.body[at:], "<!--") {
		return s.find("-->", at)
	}
	for _, name := range []string{"code", "pre", "script", "style", "textarea", "samp"} {
		after := at + 1 + len(name)
		if len(s.body) > after && strings.EqualFold(s.body[at+1:after], name) && strings.IndexByte(" >\t\n", s.body[after]) >= 0 {
			return s.find("</"+name, at)
		}
	}
	return 0
}

// find gives the end of the next of a text after an offset, or 0. What is not there is
// looked for once.
func (s *scanner) find(text string, at int) int {
	if s.endless[text] > 0 {
		return 0
	}
	next := strings.Index(s.body[at:], text)
	if next < 0 {
		s.endless[text] = 1
		return 0
	}
	return at + next + len(text)
}
