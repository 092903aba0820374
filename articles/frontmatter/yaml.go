package frontmatter

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v4"

	"broadsheet/articles/gate"
)

const (
	maxDepth = 4    // how deep lists and fields in them are looked into
	maxItems = 1000 // how many keys of a head are read, and how many values of one field
)

// yamlFields reads front matter with the YAML library, scalars as they are
// written.
func yamlFields(head string, line int) ([]field, *headError) {
	if isCommentary(head) {
		return nil, nil
	}
	var document yaml.Node
	if err := yaml.Load([]byte(head), &document); err != nil {
		return nil, yamlError(err, line)
	}
	if len(document.Content) != 1 || document.Content[0].Kind != yaml.MappingNode {
		return nil, &headError{line: line, text: "The front matter is not a list of keys and values, so it was read line by line."}
	}
	r := yamlReader{lines: strings.Split(head, "\n"), line: line, left: 2 * maxItems}
	return r.fields(document.Content[0], 0), nil
}

// isCommentary says whether a head holds nothing but blank lines and comments.
func isCommentary(head string) bool {
	for text := range strings.Lines(head) {
		if text = strings.TrimSpace(text); text != "" && text[0] != '#' {
			return false
		}
	}
	return true
}

func yamlError(err error, line int) *headError {
	message := err.Error()
	number := line
	var load *yaml.LoadError
	if errors.As(err, &load) {
		message = load.Message
		if load.Mark.Line > 0 {
			number = line + load.Mark.Line - 1
		}
	}
	return &headError{
		line: number, text: "The front matter is not valid YAML (" + gate.Clean(message) + "), so its keys were read line by line.",
	}
}

// yamlReader turns the library's nodes into fields.
type yamlReader struct {
	lines []string // of the head
	line  int      // the number of the first of them in the file
	left  int      // how many more values are taken
}

func (r *yamlReader) fields(mapping *yaml.Node, depth int) []field {
	fields := []field{}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, content := mapping.Content[i], mapping.Content[i+1]
		if depth > 0 {
			r.left--
		}
		if r.left < 0 || len(fields) > maxItems {
			break
		}
		f := field{key: strings.ToLower(strings.TrimSpace(key.Value)), line: r.line + key.Line - 1}
		if depth == 0 && f.key == "title" {
			f.value.text = r.title(key, content)
		} else {
			f.value = r.value(content, depth+1)
		}
		fields = append(fields, f)
	}
	return fields
}

func (r *yamlReader) value(node *yaml.Node, depth int) value {
	if node.Kind == yaml.AliasNode && node.Alias != nil {
		node = node.Alias
	}
	if r.left--; r.left < 0 || depth > maxDepth {
		return value{}
	}
	switch node.Kind {
	case yaml.SequenceNode:
		list := []value{}
		for _, item := range node.Content {
			list = append(list, r.value(item, depth+1))
		}
		return value{list: list}
	case yaml.MappingNode:
		return value{fields: r.fields(node, depth)}
	default:
		return value{text: node.Value}
	}
}

// title gives a title as its author meant it: generators write titles without
// quotes, and those may look like a comment, a list, a tag or an alias.
func (r *yamlReader) title(key, node *yaml.Node) string {
	written := ""
	if i := key.Line - 1; i >= 0 && i < len(r.lines) {
		_, written, _ = strings.Cut(r.lines[i], ":")
	}
	if node.Kind != yaml.ScalarNode || node.Anchor != "" || node.Style&yaml.TaggedStyle != 0 {
		return unquote(written)
	}
	comment := node.LineComment
	if node.Value == "" {
		comment = key.LineComment
	}
	if len(comment) > 1 && comment[1] != ' ' && node.Style == 0 && strings.HasSuffix(strings.TrimRight(written, " "), comment) {
		return strings.TrimSpace(node.Value + " " + comment)
	}
	return node.Value
}
