// Package config is what whoever runs the program has chosen: the config file over
// the environment over the defaults, and the places where the system keeps the
// files of a program. Each setting is a row that says its name, help and example,
// so that the parser, the default file and the manual say the same. It reads the
// config file and style files, writes nothing, and knows no command.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"broadsheet/articles"
	"broadsheet/cli/usage"
	"broadsheet/library"
	"broadsheet/model"
)

// Config is what the reader of the program has chosen: the config file over the
// environment over the defaults. The program never writes to that file.
type Config struct {
	Path       string // of the file, whether there is one or not
	Libraries  []Library
	Language   string // "en", "zh" or "zh-Hant"
	Theme      string // "auto", the name of a theme, or the path of a style file
	Measure    int    // cells
	List       string // one of model's Lists
	Days       bool
	Timezone   *time.Location
	DateZone   *time.Location
	LineBreaks articles.LineBreaks
	Mouse      bool
	Linear     bool // lines to listen to, in place of a screen
	Hyperlinks bool
	Resume     bool // the reader goes on where the last session ended
	Watch      library.Watch
	Keys       map[string][]string
	Views      []model.View
	Feeds      Feeds
	Serve      Serve
	Sources    map[string]string // where the value of each setting is from
}

// Library is one [[library]] of the config file.
type Library struct{ Name, Path string }

// configError says what is wrong in a config file, and where.
type configError struct {
	path string
	line int // 0 where no line can be named
	err  error
}

func (e *configError) Error() string {
	if e.line == 0 {
		return fmt.Sprintf("the config file %s: %v", e.path, e.err)
	}
	return fmt.Sprintf("the config file %s, line %d: %v", e.path, e.line, e.err)
}

func (e *configError) Unwrap() error { return e.err }

// Load reads the config file; a missing one is as good as an empty one.
func Load(e Environment) (*Config, error) {
	c := Defaults(e)
	path, err := Path(e)
	if err != nil {
		// Without a home there is no file, and nothing to complain about.
		return c, nil //nolint:nilerr // a reader without a home reads all the same
	}
	c.Path = path
	data, err := readSmall(path)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the config file cannot be read: %w", err)
	}
	if err := c.parse(data, e.Get("HOME")); err != nil {
		return nil, err
	}
	return c, nil
}

// smallFile is how large a file of settings or of a style can be, in bytes.
const smallFile = 1 << 20

// readSmall reads a file that a person has written, and nothing that goes on and
// on.
func readSmall(path string) (data []byte, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	data, err = io.ReadAll(io.LimitReader(file, smallFile+1))
	if err == nil && len(data) > smallFile {
		err = fmt.Errorf("%s has more than %d bytes, which is no such file", path, smallFile)
	}
	return data, err
}

// parse takes over what a config file says.
func (c *Config) parse(data []byte, home string) error {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	values := map[string]any{}
	if err := toml.Unmarshal(data, &values); err != nil {
		line := 0
		var decode *toml.DecodeError
		if errors.As(err, &decode) {
			line, _ = decode.Position()
		}
		return c.errorf(line, "it is not TOML: %s", strings.TrimPrefix(err.Error(), "toml: "))
	}
	lines := keyLines(data)
	rows := Settings()
	for _, name := range inOrder(values, lines) {
		i := slices.IndexFunc(rows, func(row Setting) bool { return row.Name == name })
		if i < 0 {
			return c.errorf(lines[name], "there is no setting `%s`%s", name, usage.DidYouMean(name, settingNames()))
		}
		source := sourceOf{config: c, lines: lines, home: home}
		if err := rows[i].set(source, values[name]); err != nil {
			var known *configError
			if errors.As(err, &known) {
				return err
			}
			return c.errorf(lines[name], "%s: %w", name, err)
		}
		c.Sources[name] = fmt.Sprintf("line %d of the config file", lines[name])
	}
	return nil
}

func (c *Config) errorf(line int, format string, arguments ...any) error {
	return &configError{path: c.Path, line: line, err: fmt.Errorf(format, arguments...)}
}

// sourceOf is what a setting may ask about the file that it is read from.
type sourceOf struct {
	config *Config
	lines  map[string]int
	home   string
}

// file makes a path of the config file a path of the file system: ~ is the home
// folder, and a relative path begins where the config file is.
func (s sourceOf) file(path string) string {
	if rest, ok := strings.CutPrefix(filepath.ToSlash(path), "~/"); ok && s.home != "" {
		return filepath.Join(s.home, filepath.FromSlash(rest))
	}
	if path == "~" && s.home != "" {
		return s.home
	}
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(s.config.Path), path)
}

// keyLines finds the line on which each key of a TOML document stands first: the
// parts of a key joined by a NUL, and those of tables too. In an array of tables
// the number of the table, from 0, is a part.
func keyLines(data []byte) map[string]int {
	lines, tables := map[string]int{}, map[string]int{}
	parser := unstable.Parser{}
	parser.Reset(data)
	var table []string
	for parser.NextExpression() {
		expression := parser.Expression()
		var parts []string
		line := 0
		for key := expression.Key(); key.Next(); {
			if line == 0 {
				line = parser.Shape(key.Node().Raw).Start.Line
			}
			parts = append(parts, string(key.Node().Data))
		}
		switch expression.Kind {
		case unstable.KeyValue:
			parts = slices.Concat(table, parts)
		case unstable.ArrayTable:
			name := strings.Join(parts, "\x00")
			parts = append(parts, strconv.Itoa(tables[name]))
			tables[name]++
			table = parts
		default:
			table = parts
		}
		for i := range parts {
			key := strings.Join(parts[:i+1], "\x00")
			if lines[key] == 0 {
				lines[key] = line
			}
		}
	}
	return lines
}

// inOrder gives the names of a table's values from the top of the file down, so
// that the first mistake is named first.
func inOrder(values map[string]any, lines map[string]int) []string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if lines[a] != lines[b] {
			return lines[a] - lines[b]
		}
		return strings.Compare(a, b)
	})
	return names
}
