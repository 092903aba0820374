package frontmatter

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"broadsheet/model"
)

// headFormat is what front matter is written in.
type headFormat int

const (
	noHead headFormat = iota
	yamlHead
	tomlHead
	jsonHead
)

// split is a file's text, taken apart.
type split struct {
	format   headFormat
	head     string
	headLine int // the number of the head's first line, from 1
	body     string
	bodyLine int
	open     bool   // nothing closes the front matter
	text     string // all of it
}

const (
	// MaxSize is how long front matter may be, in bytes. What nothing closes
	// within that is taken to end where its keys do.
	MaxSize = 256 << 10
	// maxTOML is how many bytes of it the TOML library is asked to read: its time
	// grows with the square of the tables.
	maxTOML = 64 << 10
)

// splitHead finds the front matter: after blank lines, between lines of three
// or more of "-" (YAML), "+" (TOML) or ";" (JSON), or a JSON object that the text
// begins with. Without any, all of the text is body.
func splitHead(text string) split {
	start, line := 0, 1
	for start < len(text) {
		next := lineEnd(text, start)
		if strings.TrimSpace(text[start:next]) != "" {
			break
		}
		start, line = next, line+1
	}
	body := split{body: text, bodyLine: 1, text: text}
	opening := lineEnd(text, start)
	fence := fenceOf(text[start:opening])
	if fence == 0 {
		if strings.HasPrefix(text[start:], "{") {
			return splitObject(body, start, line)
		}
		return splitUnopened(body, start, line)
	}
	if !beginsHead(text[opening:], fence) {
		return body
	}
	s := split{format: formatOf(fence), headLine: line + 1, text: text}
	line++
	for at := opening; at < min(len(text), opening+MaxSize); line++ {
		next := lineEnd(text, at)
		if rest, closes := closesHead(text[at:next], fence); closes {
			s.head, s.body, s.bodyLine = text[opening:at], text[next-rest:], line
			if rest == 0 {
				s.bodyLine++
			}
			return s
		}
		at = next
	}
	s.open = true
	s.cutAt(text[opening:], headLength(text[opening:], fence))
	for line := range strings.Lines(s.head) {
		if isKnownLine(strings.TrimRight(line, " \t\n"), fence) {
			return s
		}
	}
	return body
}

// splitUnopened reads front matter that only a fence at its end marks, as Hexo
// writes it: YAML above "---", or JSON without braces above ";;;". All of it must
// be keys that articles have or what may stand below them, and a title or two keys
// among them, for a line above "---" is also a heading of Markdown.
func splitUnopened(body split, start, line int) split {
	text := body.text[start:]
	fence := byte('-')
	if strings.HasPrefix(text, `"`) {
		fence = ';'
	}
	first := strings.TrimRight(text[:lineEnd(text, 0)], " \t\n")
	if !isKnownLine(first, fence) {
		return body
	}
	keys := 0
	for at := 0; at < min(len(text), MaxSize); {
		next := lineEnd(text, at)
		written := strings.TrimRight(text[at:next], " \t\n")
		switch {
		case fenceOf(written) == fence:
			if keys < 2 && !strings.HasPrefix(strings.ToLower(strings.Trim(first, `"`)), "title") {
				return body
			}
			s := split{format: formatOf(fence), headLine: line, text: body.text}
			s.head, s.body = text[:at], text[next:]
			s.bodyLine = line + strings.Count(text[:next], "\n")
			return s
		case written == "":
		case isKnownLine(written, fence):
			keys++
		case !continuesHead(written, fence):
			return body
		}
		at = next
	}
	return body
}

// cutAt ends the head after so many bytes of the text that follows its opening.
func (s *split) cutAt(text string, length int) {
	s.head, s.body = text[:length], text[length:]
	s.bodyLine = s.headLine + strings.Count(s.head, "\n")
}

func formatOf(fence byte) headFormat {
	switch fence {
	case '+':
		return tomlHead
	case ';':
		return jsonHead
	}
	return yamlHead
}

// lineEnd gives where the line that begins at start ends, its "\n" included.
func lineEnd(text string, start int) int {
	if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
		return start + i + 1
	}
	return len(text)
}

// fenceOf gives the character that a line before or after front matter is made
// of, 0 for other lines.
func fenceOf(line string) byte {
	line = strings.TrimRight(line, " \t\n")
	if len(line) < 3 || strings.Trim(line, line[:1]) != "" {
		return 0
	}
	if c := line[0]; c == '-' || c == '+' || c == ';' {
		return c
	}
	return 0
}

// closesHead says whether a line ends front matter, and how many bytes at its
// end belong to the body: text may follow the dashes.
func closesHead(line string, fence byte) (rest int, closes bool) {
	if fenceOf(line) == fence {
		return 0, true
	}
	if fence != '-' {
		return 0, false
	}
	if strings.TrimRight(line, " \t\n") == "..." {
		return 0, true
	}
	if text, found := strings.CutPrefix(line, "---"); found {
		return len(text), true
	}
	return 0, false
}

// beginsHead tells front matter from a body that begins with a rule: its first
// line that says anything is a key, or closes it at once.
func beginsHead(text string, fence byte) bool {
	for at := 0; at < len(text); {
		next := lineEnd(text, at)
		line := strings.TrimSpace(text[at:next])
		at = next
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case fenceOf(line) == fence:
			return true
		case fence == '+':
			return strings.Contains(line, "=") || strings.HasPrefix(line, "[")
		case fence == ';':
			return strings.HasPrefix(line, "{") || strings.HasPrefix(line, `"`)
		}
		key, rest, found := strings.Cut(line, ":")
		_, _, isKey := keyLine(line)
		return isKey || found && len(key) <= 40 && (rest == "" || rest[0] == ' ') || strings.HasPrefix(line, "{")
	}
	return false
}

// headLength guesses where front matter ends that nothing closes: before the
// first line that is neither a key nor part of a value, and before a blank line
// that no known key follows.
func headLength(text string, fence byte) int {
	end := 0
	blank := false
	for at := 0; at < min(len(text), MaxSize); {
		next := lineEnd(text, at)
		line := strings.TrimRight(text[at:next], " \t\n")
		switch {
		case next > MaxSize:
			return end
		case line == "":
			blank = true
		case !continuesHead(line, fence), blank && !isKnownLine(line, fence):
			return end
		default:
			end, blank = next, false
		}
		at = next
	}
	return end
}

// continuesHead says whether a line may stand in front matter.
func continuesHead(line string, fence byte) bool {
	if strings.ContainsRune(" \t#}])", rune(line[0])) {
		return true
	}
	if fence == '-' {
		_, _, isKey := keyLine(line)
		return isKey || line == "-" || strings.HasPrefix(line, "- ")
	}
	return strings.ContainsRune(`"{[`, rune(line[0])) || isKnownLine(line, fence)
}

// isKnownLine says whether a line begins with a key that articles have.
func isKnownLine(line string, fence byte) bool {
	if fence == '-' {
		key, _, isKey := keyLine(line)
		return isKey && isKnownKey(key)
	}
	key, _, found := strings.Cut(line, map[byte]string{'+': "=", ';': ":"}[fence])
	return found && isKnownKey(strings.ToLower(strings.Trim(key, "\" \t")))
}

// isKnownKey says whether the key, in lower case, is one that articles use or
// that often stands beside those.
func isKnownKey(key string) bool {
	switch key {
	case "title", "author", "date", "updated", "categories", "category", "tags", "tag",
		"headimg", "thumbnail", "cover", "link", "url", "source", "excerpt", "description",
		"lang", "draft", "published", "comments", "layout", "permalink",
		"authors", "summary", "publishdate", "pubdate", "lastmod", "keywords":
		return true
	}
	return false
}

// splitObject reads front matter that is a JSON object without fences. An
// object that is none, or that holds nothing an article has, is body.
func splitObject(body split, start, line int) split {
	text := body.body[start:]
	if rest := strings.TrimLeft(text[1:], " \t\n"); rest != "" && rest[0] != '"' {
		return body
	}
	decoder := json.NewDecoder(strings.NewReader(text[:min(len(text), MaxSize)]))
	var object map[string]json.RawMessage
	err := decoder.Decode(&object)
	s := split{format: jsonHead, headLine: line, text: body.text}
	if err == nil {
		for key := range object {
			if isKnownKey(strings.ToLower(key)) {
				s.cutAt(text, int(decoder.InputOffset()))
				return s
			}
		}
		return body
	}
	opening := lineEnd(text, 0)
	if !isKnownLine(strings.TrimSpace(strings.TrimPrefix(text, "{")), ';') {
		return body
	}
	s.open = errors.Is(err, io.ErrUnexpectedEOF)
	s.cutAt(text, opening+headLength(text[opening:], ';'))
	return s
}

// readFields reads the keys of front matter. It never fails: where a library
// refuses the head, its known keys are read line by line. Prose that an unclosed
// head ran into is given back to the body.
func (s *split) readFields() ([]field, []model.Problem) {
	var problems []model.Problem
	if s.open {
		problems = append(problems, model.Problem{
			Line: s.headLine, Text: "The front matter is not closed; it was taken to end where its keys do.",
		})
	}
	var fields []field
	var refused *headError
	if s.format == yamlHead {
		var plain bool
		if fields, plain = plainFields(s.head, s.headLine); plain {
			return fields, problems
		}
	}
	switch {
	case s.format == noHead:
		return nil, nil
	case s.format == tomlHead && len(s.head) > maxTOML:
		refused = &headError{s.headLine, "The front matter is very long, so its keys were read line by line."}
	case s.format == yamlHead:
		fields, refused = yamlFields(s.head, s.headLine)
	case s.format == tomlHead:
		fields, refused = tomlFields(s.head, s.headLine)
	case s.format == jsonHead:
		fields, refused = jsonFields(s.head, s.headLine)
	}
	if refused == nil {
		fields, problems = s.boundKeys(fields, problems)
		return fields, append(problems, repeatedKeys(fields)...)
	}
	if s.giveBackProse() {
		problems = append(problems, model.Problem{
			Line: s.bodyLine, Text: "The front matter is closed only after this text, which was taken for the body.",
		})
		fields, again := s.readFields()
		return fields, append(problems, again...)
	}
	fields = rescueFields(s.head, s.headLine, s.format)
	if !slices.ContainsFunc(fields, func(f field) bool { return isKnownKey(f.key) }) {
		*s = split{body: s.text, bodyLine: 1, text: s.text} // a text that begins with a rule
		return nil, nil
	}
	return s.boundKeys(fields, append(problems, model.Problem{Line: refused.line, Text: refused.text}))
}

// boundKeys leaves out the keys that are too many, and says so.
func (s *split) boundKeys(fields []field, problems []model.Problem) ([]field, []model.Problem) {
	if len(fields) <= maxItems {
		return fields, problems
	}
	text := fmt.Sprintf("The front matter has more than %d keys; the others were left out.", maxItems)
	return fields[:maxItems], append(problems, model.Problem{Line: s.headLine, Text: text})
}

// giveBackProse moves the end of a head that cannot be read to the body, if it
// is text that no key follows: then what seemed to close the head is a rule of
// the body.
func (s *split) giveBackProse() bool {
	if s.format != yamlHead || s.open {
		return false
	}
	length := headLength(s.head, '-')
	lines := 0
	for line := range strings.Lines(s.head[length:]) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		lines++
		if isKnownLine(strings.TrimRight(line, " \t\n"), '-') {
			return false
		}
	}
	if lines < 3 || length == 0 {
		return false
	}
	body := s.head[length:] + "---\n" + s.body
	s.head, s.body = s.head[:length], body
	s.bodyLine = s.headLine + strings.Count(s.head, "\n")
	return true
}

// headError says why a library refused front matter.
type headError struct {
	line int
	text string
}
