package frontmatter

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"broadsheet/articles/gate"
)

// tomlFields reads front matter with the TOML library.
func tomlFields(head string, line int) ([]field, *headError) {
	var table map[string]any
	if err := toml.Unmarshal([]byte(head), &table); err != nil {
		refused := &headError{line: line}
		var decoding *toml.DecodeError
		if errors.As(err, &decoding) {
			row, _ := decoding.Position()
			refused.line = line + row - 1
		}
		message := strings.TrimPrefix(err.Error(), "toml: ")
		refused.text = "The front matter is not valid TOML (" + gate.Clean(message) + "), so its keys were read line by line."
		return nil, refused
	}
	return fieldsOf(table, linesOfKeys(head, "=", line), line), nil
}

// jsonFields reads front matter that is a JSON object, with or without the
// braces round it.
func jsonFields(head string, line int) ([]field, *headError) {
	object := strings.TrimSpace(head)
	if !strings.HasPrefix(object, "{") {
		object = "{" + strings.TrimSuffix(object, ",") + "}"
	}
	decoder := json.NewDecoder(strings.NewReader(object))
	decoder.UseNumber()
	var table map[string]any
	err := decoder.Decode(&table)
	if err == nil {
		if _, after := decoder.Token(); !errors.Is(after, io.EOF) {
			err = errors.New("something follows the object")
		}
	}
	if err != nil {
		start := len(head) - len(strings.TrimLeft(head, " \t\n"))
		offset := min(start+int(decoder.InputOffset()), len(head))
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			offset = min(start+int(syntax.Offset), len(head))
		}
		return nil, &headError{
			line: line + strings.Count(head[:offset], "\n"),
			text: "The front matter is not valid JSON (" + gate.Clean(err.Error()) + "), so its keys were read line by line.",
		}
	}
	return fieldsOf(table, linesOfKeys(head, ":", line), line), nil
}

// fieldsOf turns the table that a TOML or JSON library read into fields: first
// those that articles have, then the others, each in the order of their keys. A
// key that stands on no line of its own is said to be on the head's first.
func fieldsOf(table map[string]any, lines map[string]int, line int) []field {
	fields := []field{}
	keys := slices.SortedFunc(maps.Keys(table), func(a, b string) int {
		if known := isKnownKey(strings.ToLower(a)); known != isKnownKey(strings.ToLower(b)) {
			return map[bool]int{true: -1, false: 1}[known]
		}
		return strings.Compare(a, b)
	})
	for _, key := range keys[:min(len(keys), maxItems+1)] {
		f := field{key: strings.ToLower(strings.TrimSpace(key)), line: line, value: valueOf(table[key], 1)}
		if number, found := lines[key]; found {
			f.line = number
		}
		fields = append(fields, f)
	}
	return fields
}

// innerFields turns a table in a table into fields.
func innerFields(table map[string]any, depth int) []field {
	fields := []field{}
	keys := slices.Sorted(maps.Keys(table))
	for _, key := range keys[:min(len(keys), maxItems)] {
		fields = append(fields, field{key: strings.ToLower(strings.TrimSpace(key)), value: valueOf(table[key], depth+1)})
	}
	return fields
}

func valueOf(content any, depth int) value {
	if depth > maxDepth {
		return value{}
	}
	switch content := content.(type) {
	case nil:
		return value{}
	case string:
		return value{text: content}
	case time.Time:
		return value{text: content.Format(time.RFC3339Nano)}
	case []any:
		list := []value{}
		for _, item := range content[:min(len(content), maxItems)] {
			list = append(list, valueOf(item, depth+1))
		}
		return value{list: list}
	case map[string]any:
		return value{fields: innerFields(content, depth)}
	default: // numbers, booleans, TOML's local dates
		return value{text: fmt.Sprint(content)}
	}
}

// linesOfKeys gives, for each key, the number of the first line that it begins,
// with the sign that stands between it and its value.
func linesOfKeys(head, sign string, line int) map[string]int {
	lines := map[string]int{}
	for text := range strings.Lines(head) {
		if name, _, found := strings.Cut(text, sign); found {
			key := strings.Trim(name, "\"' \t{")
			if _, earlier := lines[key]; !earlier {
				lines[key] = line
			}
		}
		line++
	}
	return lines
}
