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
	root := configuredRoot{}
	line, err := s.texts("library", i, value, map[string]*string{"name": &root.name, "path": &root.path})
	if err != nil {
		return root, err
	}
	if root.path == "" {
		return root, s.config.errorf(line(""), "this library has no path")
	}
	root.path = s.file(root.path)
	taken := func(other configuredRoot) bool { return root.name != "" && other.name == root.name }
	if slices.ContainsFunc(s.config.libraries, taken) {
		return root, s.config.errorf(line("name"), "two libraries are called %q; give one another name", root.name)
	}
	return root, nil
}
