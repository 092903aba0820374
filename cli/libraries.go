package cli

import (
	"errors"
	"fmt"
	"slices"
)

// librarySetting is the row of the [[library]] tables.
func librarySetting() setting {
	return setting{
		name: "library",
		help: "A folder or zip file of articles that `broadsheet` opens when it is called without any. " +
			"Repeat the table for more of them. The name is shown, and what you have read is remembered under it, wherever the folder moves.",
		example: []string{"[[library]]", `name = "News"`, `path = "~/news"`},
		set: func(source sourceOf, value any) error {
			tables, ok := value.([]any)
			if !ok {
				return errors.New("it is written with two brackets on each side: [[library]]")
			}
			for i, table := range tables {
				root, err := source.library(i, table)
				if err != nil {
					return err
				}
				source.config.libraries = append(source.config.libraries, root)
			}
			return nil
		},
		show: func(c *config) string {
			text := ""
			for i, root := range c.libraries {
				if i > 0 {
					text += ", "
				}
				text += fmt.Sprintf("{ name = %s, path = %s }", quote(root.name), quote(root.path))
			}
			return "[" + text + "]"
		},
	}
}

// library reads the i-th [[library]] table.
func (s sourceOf) library(i int, value any) (configuredRoot, error) {
	at := func(key string) int {
		prefix := fmt.Sprintf("library\x00%d", i)
		if line := s.lines[prefix+key]; line != 0 {
			return line
		}
		return max(s.lines[prefix], s.lines["library"])
	}
	table, ok := value.(map[string]any)
	if !ok {
		return configuredRoot{}, s.config.errorf(at(""), "a library is a table of name and path")
	}
	root := configuredRoot{}
	fields := map[string]*string{"name": &root.name, "path": &root.path}
	for _, key := range inOrder(table, map[string]int{}) {
		field, known := fields[key]
		if !known {
			return root, s.config.errorf(at("\x00"+key), "a library has no `%s`%s", key, didYouMean(key, []string{"name", "path"}))
		}
		text, err := asString(table[key])
		if err != nil {
			return root, s.config.errorf(at("\x00"+key), "%s: %w", key, err)
		}
		*field = text
	}
	if root.path == "" {
		return root, s.config.errorf(at(""), "this library has no path")
	}
	root.path = s.file(root.path)
	taken := func(other configuredRoot) bool { return root.name != "" && other.name == root.name }
	if slices.ContainsFunc(s.config.libraries, taken) {
		return root, s.config.errorf(at("\x00name"), "two libraries are called %q; give one another name", root.name)
	}
	return root, nil
}
