package config

import (
	"errors"
	"fmt"
	"slices"
)

// librarySetting is the row of the [[library]] tables.
func librarySetting() Setting {
	return Setting{
		Name: "library",
		Help: "A folder or zip file of articles that `broadsheet` opens when it is called without any. " +
			"Repeat the table for more of them. The name is shown, and what you have read is remembered under it, wherever the folder moves.",
		Example: []string{"[[library]]", `name = "News"`, `path = "~/news"`},
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
				source.config.Libraries = append(source.config.Libraries, root)
			}
			return nil
		},
		show: func(c *Config) string {
			text := ""
			for i, root := range c.Libraries {
				if i > 0 {
					text += ", "
				}
				text += fmt.Sprintf("{ name = %s, path = %s }", quote(root.Name), quote(root.Path))
			}
			return "[" + text + "]"
		},
	}
}

// library reads the i-th [[library]] table.
func (s sourceOf) library(i int, value any) (Library, error) {
	root := Library{}
	line, err := s.texts("library", i, value, map[string]*string{"name": &root.Name, "path": &root.Path})
	if err != nil {
		return root, err
	}
	if root.Path == "" {
		return root, s.config.errorf(line(""), "this library has no path")
	}
	root.Path = s.file(root.Path)
	taken := func(other Library) bool { return root.Name != "" && other.Name == root.Name }
	if slices.ContainsFunc(s.config.Libraries, taken) {
		return root, s.config.errorf(line("name"), "two libraries are called %q; give one another name", root.Name)
	}
	return root, nil
}
