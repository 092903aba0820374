package frontmatter

import (
	"strings"
)

// rescueFields reads the keys of front matter that its library refuses, line by
// line, with their values as they are written. It never fails.
func rescueFields(head string, line int, format headFormat) []field {
	r := rescue{sign: ":"}
	if format == tomlHead {
		r.sign = "="
	}
	for text := range strings.Lines(head) {
		r.take(strings.TrimRight(text, " \t\n"), line)
		line++
	}
	r.finish()
	return r.fields
}

// rescue is a head while it is read line by line.
type rescue struct {
	sign   string // between a key and its value
	fields []field
	text   []string   // the lines of the last key's value
	items  [][]string // the lines of each item of its list
	full   bool       // there are more keys than are read
}

// take reads one line: a key, an item of a list, or more of a value.
func (r *rescue) take(text string, line int) {
	trimmed := strings.TrimLeft(text, " \t")
	if r.full || strings.Trim(trimmed, "{}, ") == "" {
		return
	}
	if key, rest, isKey := r.key(text); isKey {
		r.finish()
		if r.full = len(r.fields) > maxItems; !r.full {
			r.fields = append(r.fields, field{key: key, line: line})
			r.text = append(r.text, rest)
		}
		return
	}
	if len(r.fields) == 0 || trimmed == text && text[0] == '#' {
		return
	}
	if item, isItem := strings.CutPrefix(trimmed, "-"); isItem && (item == "" || item[0] == ' ' || item[0] == '\t') {
		r.items = append(r.items, []string{strings.TrimLeft(item, " \t")})
		return
	}
	if last := len(r.items) - 1; last >= 0 {
		r.items[last] = append(r.items[last], trimmed)
		return
	}
	r.text = append(r.text, trimmed)
}

// key reads a line that begins with a key.
func (r *rescue) key(text string) (key, rest string, isKey bool) {
	if r.sign == ":" {
		if key, rest, isKey = keyLine(text); !isKey {
			object := strings.TrimLeft(text, " \t{")
			if key, rest, isKey = keyLine(object); !isKey || object[0] != '"' {
				return "", "", false
			}
		}
		// A second line of a title may have a colon too; a key that we do
		// not know is one if it looks as keys do.
		return key, rest, isKnownKey(key) || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz_-") == ""
	}
	key, rest, isKey = strings.Cut(text, r.sign)
	key = strings.ToLower(strings.Trim(key, " \t\""))
	return key, rest, isKey && isPlainKey(key)
}

// finish gives the last key its value, unless it has it already.
func (r *rescue) finish() {
	if len(r.fields) == 0 || len(r.text) == 0 {
		return
	}
	last := &r.fields[len(r.fields)-1]
	if isBlockScalar(r.text[0]) && len(r.text) > 1 {
		r.text = r.text[1:]
	}
	text := strings.TrimSpace(strings.Join(r.text, " "))
	switch {
	case len(r.items) > 0:
		last.value.list = []value{}
		for _, item := range r.items[:min(len(r.items), maxItems)] {
			last.value.list = append(last.value.list, rescueItem(strings.Join(item, " ")))
		}
	case isListKey(last.key) && isBracketed(text):
		last.value = flowList(text, 0)
	default:
		if r.sign == "=" || strings.HasPrefix(text, `"`) {
			text = strings.TrimRight(text, ", ")
		}
		last.value.text = unquote(text)
	}
	r.text, r.items = nil, nil
}

// isBlockScalar says whether a value's first line only tells YAML how to read
// those that follow.
func isBlockScalar(line string) bool {
	return line != "" && (line[0] == '|' || line[0] == '>') && strings.Trim(line[1:], "+-0123456789") == ""
}

// rescueItem reads an item of a list. One generator of articles writes "| "
// before the last of a path.
func rescueItem(item string) value {
	if isBracketed(item) {
		return flowList(item, 1)
	}
	return value{text: unquote(strings.TrimPrefix(item, "| "))}
}

// isListKey says whether a key's value may be a list in brackets; the brackets
// of a title are part of it.
func isListKey(key string) bool {
	switch key {
	case "categories", "category", "tags", "tag":
		return true
	}
	return false
}

func isBracketed(text string) bool {
	return strings.HasPrefix(text, "[") && strings.HasSuffix(strings.TrimRight(text, ", "), "]")
}

// flowList reads a list in brackets, with lists in it.
func flowList(text string, depth int) value {
	text = strings.TrimRight(text, ", ")
	text = strings.TrimSuffix(strings.TrimPrefix(text, "["), "]")
	list := []value{}
	nested, start := 0, 0
	add := func(item string) {
		item = strings.TrimSpace(item)
		switch {
		case item == "" || len(list) >= maxItems:
		case isBracketed(item) && depth < maxDepth:
			list = append(list, flowList(item, depth+1))
		default:
			list = append(list, value{text: unquote(item)})
		}
	}
	for i := range len(text) {
		switch text[i] {
		case '[':
			nested++
		case ']':
			nested--
		case ',':
			if nested <= 0 {
				add(text[start:i])
				start = i + 1
			}
		}
	}
	add(text[start:])
	return value{list: list}
}

// keyLine reads a line that begins with a key and a colon. What follows a colon
// without a blank is a value only if articles have such a key.
func keyLine(line string) (key, rest string, isKey bool) {
	const fullWidth = "："
	end := strings.IndexByte(line, ':')
	length := 1
	if wide := strings.Index(line, fullWidth); wide >= 0 && (end < 0 || wide < end) {
		end, length = wide, len(fullWidth)
	}
	if end <= 0 || end > 40 {
		return "", "", false
	}
	key = strings.ToLower(strings.TrimRight(line[:end], " "))
	if len(key) > 2 && (key[0] == '"' || key[0] == '\'') && key[len(key)-1] == key[0] {
		key = key[1 : len(key)-1]
	}
	rest = line[end+length:]
	if !isPlainKey(key) {
		return "", "", false
	}
	if length == 1 && (strings.TrimRight(rest, "\n") == "" || rest[0] == ' ' || rest[0] == '\t') || isKnownKey(key) {
		return key, strings.TrimSpace(rest), true
	}
	return "", "", false
}

// unquote takes quotes off a value that no library could read: piled-up double
// quotes at both ends, as one generator of articles wrote them, then one pair.
func unquote(text string) string {
	text = strings.TrimSpace(text)
	inner := strings.TrimLeft(text, `"`)
	lead := len(text) - len(inner)
	inner = strings.TrimRight(inner, `"`)
	trail := len(text) - lead - len(inner)
	if lead >= 2 && trail >= 2 || inner == "" {
		text = inner
	}
	if len(text) < 2 || text[0] != text[len(text)-1] {
		return text
	}
	switch text[0] {
	case '\'':
		return strings.TrimSpace(strings.ReplaceAll(text[1:len(text)-1], "''", "'"))
	case '"':
		return strings.TrimSpace(strings.ReplaceAll(text[1:len(text)-1], `\"`, `"`))
	}
	return text
}
