package articles

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
		refused.text = "The front matter is not valid TOML (" + Clean(message) + "), so its keys were read line by line."
		return nil, refused
	}
	return fieldsOf(table, head, "=", line, 0), nil
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
			text: "The front matter is not valid JSON (" + Clean(err.Error()) + "), so its keys were read line by line.",
		}
	}
	return fieldsOf(table, head, ":", line, 0), nil
}

// fieldsOf turns a table of a TOML or JSON library into fields, in the order of
// their keys. The sign between a key and its value helps to find the keys'
// lines.
func fieldsOf(table map[string]any, head, sign string, line, depth int) []field {
	fields := []field{}
	for _, key := range slices.Sorted(maps.Keys(table)) {
		if len(fields) == maxItems {
			break
		}
		f := field{key: strings.ToLower(strings.TrimSpace(key)), value: valueOf(table[key], depth+1)}
		if depth == 0 {
			f.line = lineOfKey(head, key, sign, line)
		}
		fields = append(fields, f)
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
		return value{fields: fieldsOf(content, "", "", 0, depth)}
	default: // numbers, booleans, TOML's local dates
		return value{text: fmt.Sprint(content)}
	}
}

// lineOfKey gives the number of the line that a key stands on, or else of the
// head's first line.
func lineOfKey(head, key, sign string, line int) int {
	number := line
	for text := range strings.Lines(head) {
		name, _, found := strings.Cut(text, sign)
		if found && strings.Trim(name, "\"' \t{") == key {
			return number
		}
		number++
	}
	return line
}
