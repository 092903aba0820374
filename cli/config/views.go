package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"broadsheet/articles"
	"broadsheet/cli/usage"
	"broadsheet/model"
	"broadsheet/model/query"
)

// viewSetting is the row of the [[view]] tables.
func viewSetting() Setting {
	return Setting{
		Name: "view",
		Help: "A query that stands above the categories under a name of its own. Repeat the table for more of them. " +
			"The program saves others with ctrl+s in its filter line.",
		Example: []string{"[[view]]", `name = "Programming"`, `query = "cat:Programming is:unread"`},
		set: func(source sourceOf, value any) error {
			tables, ok := value.([]any)
			if !ok {
				return errors.New("it is written with two brackets on each side: [[view]]")
			}
			for i, table := range tables {
				view, err := source.view(i, table)
				if err != nil {
					return err
				}
				source.config.Views = append(source.config.Views, view)
			}
			return nil
		},
		show: func(c *Config) string {
			var views []string
			for _, v := range c.Views {
				views = append(views, fmt.Sprintf("{ name = %s, query = %s }", quote(v.Name), quote(v.Query)))
			}
			return "[" + strings.Join(views, ", ") + "]"
		},
	}
}

// view reads the i-th [[view]] table.
func (s sourceOf) view(i int, value any) (model.View, error) {
	view := model.View{}
	line, err := s.texts("view", i, value, map[string]*string{"name": &view.Name, "query": &view.Query})
	if err != nil {
		return view, err
	}
	view.Name = articles.Clean(view.Name)
	same := func(other model.View) bool { return other.Name == view.Name }
	switch _, err := query.Parse(view.Query); {
	case view.Name == "":
		return view, s.config.errorf(line(""), "this view has no name")
	case strings.TrimSpace(view.Query) == "":
		return view, s.config.errorf(line(""), "the view %q has no query", view.Name)
	case slices.ContainsFunc(s.config.Views, same):
		return view, s.config.errorf(line("name"), "two views are called %q; give one another name", view.Name)
	case err != nil:
		return view, s.config.errorf(line("query"), "the query of the view %q is wrong: %w", view.Name, err)
	}
	return view, nil
}

// texts reads the i-th of the tables of a name, of which all values are texts.
// It gives what tells the line of one of them, or of the table itself.
func (s sourceOf) texts(name string, i int, value any, fields map[string]*string) (line func(key string) int, err error) {
	line = func(key string) int {
		prefix := fmt.Sprintf("%s\x00%d", name, i)
		if at := s.lines[prefix+"\x00"+key]; key != "" && at != 0 {
			return at
		}
		return max(s.lines[prefix], s.lines[name])
	}
	known := slices.Sorted(maps.Keys(fields))
	table, ok := value.(map[string]any)
	if !ok {
		return line, s.config.errorf(line(""), "a %s is a table of %s", name, strings.Join(known, " and "))
	}
	for _, key := range inOrder(table, map[string]int{}) {
		field, ok := fields[key]
		if !ok {
			return line, s.config.errorf(line(key), "a %s has no `%s`%s", name, key, usage.DidYouMean(key, known))
		}
		text, err := asString(table[key])
		if err != nil {
			return line, s.config.errorf(line(key), "%s: %w", key, err)
		}
		*field = text
	}
	return line, nil
}
