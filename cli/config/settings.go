package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"broadsheet/articles"
	"broadsheet/cli/usage"
	"broadsheet/library"
	"broadsheet/model"
	"broadsheet/ui"
)

// Setting is one key of the config file. All that is known of it stands in its
// row: the parser, `config init`, `config show` and the manual read it there.
type Setting struct {
	Name    string
	Help    string   // sentences for a person, wrapped where they are shown
	Example []string // lines of TOML, as the default file shows them
	set     func(source sourceOf, value any) error
	show    func(c *Config) string // the effective value, as TOML
}

// Settings gives the rows in the order of the default file. Tables come last,
// as TOML wants it.
func Settings() []Setting {
	return []Setting{
		languageSetting(), themeSetting(), measureSetting(), listSetting(), daysSetting(), timezoneSetting(), dateZoneSetting(), lineBreaksSetting(),
		switchSetting("mouse", "Whether the mouse selects and scrolls. Switched off, the terminal's own selection works as everywhere.",
			func(c *Config) *bool { return &c.Mouse }),
		switchSetting("hyperlinks", "Whether links are sent to the terminal as links (OSC 8), to be followed with a click.",
			func(c *Config) *bool { return &c.Hyperlinks }),
		switchSetting("resume", "Whether `broadsheet`, called without a query or a path, goes on where you were: category, filter, article and place.",
			func(c *Config) *bool { return &c.Resume }),
		linearSetting(),
		watchSetting(), feedsSetting(), serveSetting(), keysSetting(), viewSetting(), librarySetting(),
	}
}

func settingNames() []string {
	var names []string
	for _, row := range Settings() {
		names = append(names, row.Name)
	}
	return names
}

// Defaults is the configuration of a reader without a config file.
func Defaults(e Environment) *Config {
	c := &Config{
		Language: "en", Theme: "auto", Measure: ui.DefaultMeasure, List: model.RoomyList, Timezone: e.Local, DateZone: time.UTC,
		Mouse: true, Hyperlinks: true, Resume: true, Watch: library.WatchAuto, Feeds: defaultFeeds(e), Serve: defaultServe(), Sources: map[string]string{},
	}
	if c.Timezone == nil {
		c.Timezone = time.UTC
	}
	c.Sources["timezone"] = "this machine"
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := e.Get(name); value != "" {
			c.Language = languageOf(value)
			c.Sources["language"] = name
			break
		}
	}
	if linear, variable := linearByEnvironment(e); variable != "" {
		c.Linear, c.Sources["linear"] = linear, variable
	}
	if value, ok := e.Lookup("TZ"); ok {
		if zone, err := time.LoadLocation(strings.TrimPrefix(value, ":")); err == nil {
			c.Timezone = zone
			c.Sources["timezone"] = "TZ"
		}
	}
	return c
}

// languageOf is the language of a locale such as zh_TW.UTF-8: Traditional Chinese where it
// is written so, by its script or by its region.
func languageOf(locale string) string {
	locale = strings.NewReplacer("-", "_", ".", "_", "@", "_").Replace(strings.ToLower(locale))
	parts := strings.Split(locale, "_")
	if parts[0] != "zh" {
		return "en"
	}
	for _, part := range parts[1:] {
		switch part {
		case "hans", "cn", "sg", "my":
			return "zh"
		case "hant", "tw", "hk", "mo":
			return "zh-Hant"
		}
	}
	return "zh"
}

func languageSetting() Setting {
	return Setting{
		Name:    "language",
		Help:    `The language of the program: "en", "zh" (Simplified Chinese) or "zh-Hant" (Traditional Chinese). Articles are never translated. If it is not set, LC_ALL, LC_MESSAGES and LANG decide.`,
		Example: []string{`language = "en"`},
		set: func(source sourceOf, value any) error {
			text, err := asString(value)
			if err != nil {
				return err
			}
			if !slices.Contains([]string{"en", "zh", "zh-Hant"}, text) {
				return fmt.Errorf(`%q is not a language; use "en", "zh" or "zh-Hant"`, text)
			}
			source.config.Language = text
			return nil
		},
		show: func(c *Config) string { return quote(c.Language) },
	}
}

func themeSetting() Setting {
	return Setting{
		Name: "theme",
		Help: `How articles look: "auto" (dark or light, as the terminal is), one of ` + strings.Join(ThemeNames(), ", ") +
			`, or a Glamour style file of your own that ends in .json.`,
		Example: []string{`theme = "auto"`},
		set: func(source sourceOf, value any) error {
			text, err := asString(value)
			if err != nil {
				return err
			}
			if IsStyleFile(text) {
				text = source.file(text)
			}
			if _, err := LoadTheme(text, true); err != nil {
				return err
			}
			source.config.Theme = text
			return nil
		},
		show: func(c *Config) string { return quote(c.Theme) },
	}
}

func listSetting() Setting {
	return Setting{
		Name: "list",
		Help: `How headlines are set: "roomy" (the title on one or two lines, source, date and reading time below it) or "compact" ` +
			`(a line each, with date, source and title in columns). The key C changes it while reading.`,
		Example: []string{`list = "roomy"`},
		set: func(source sourceOf, value any) error {
			text, err := asString(value)
			if err != nil {
				return err
			}
			if text != model.RoomyList && text != model.CompactList {
				return fmt.Errorf(`%q is no way to set headlines; it is "roomy" or "compact"`, text)
			}
			source.config.List = text
			return nil
		},
		show: func(c *Config) string { return quote(c.List) },
	}
}

func daysSetting() Setting {
	s := switchSetting("days", "Whether headings part the headlines of one day from those of another.", func(c *Config) *bool { return &c.Days })
	s.Example = []string{"days = false"}
	return s
}

func measureSetting() Setting {
	return Setting{
		Name: "measure",
		Help: fmt.Sprintf("The length of an article's lines in cells, %d to %d: a Chinese character takes two. The keys + and - change it while reading.",
			ui.LeastMeasure, ui.MostMeasure),
		Example: []string{"measure = 76"},
		set: func(source sourceOf, value any) error {
			number, ok := value.(int64)
			if !ok {
				return fmt.Errorf("it is a number, as in `measure = 76`")
			}
			if number < ui.LeastMeasure || number > ui.MostMeasure {
				return fmt.Errorf("%d is out of the range of %d to %d cells", number, ui.LeastMeasure, ui.MostMeasure)
			}
			source.config.Measure = int(number)
			return nil
		},
		show: func(c *Config) string { return strconv.Itoa(c.Measure) },
	}
}

func switchSetting(name, help string, field func(*Config) *bool) Setting {
	return Setting{
		Name: name, Help: help, Example: []string{name + " = true"},
		set: func(source sourceOf, value any) error {
			on, ok := value.(bool)
			if !ok {
				return errors.New("it is true or false, without quotes")
			}
			*field(source.config) = on
			return nil
		},
		show: func(c *Config) string { return strconv.FormatBool(*field(c)) },
	}
}

func watchSetting() Setting {
	names := map[string]library.Watch{"auto": library.WatchAuto, "poll": library.WatchPoll, "off": library.WatchOff}
	return Setting{
		Name: "watch",
		Help: `How the reader notices files that come or change while it is open: "auto" (the system tells of them, else as poll), ` +
			`"poll" (it looks again every few seconds, as network disks need) or "off".`,
		Example: []string{`watch = "auto"`},
		set: func(source sourceOf, value any) error {
			text, err := asString(value)
			if err != nil {
				return err
			}
			watch, known := names[text]
			if !known {
				return fmt.Errorf(`%q is no way to notice changes; it is "auto", "poll" or "off"`, text)
			}
			source.config.Watch = watch
			return nil
		},
		show: func(c *Config) string {
			for name, watch := range names {
				if watch == c.Watch {
					return quote(name)
				}
			}
			return quote("")
		},
	}
}

func lineBreaksSetting() Setting {
	names := map[string]articles.LineBreaks{"auto": articles.BySite, "keep": articles.Kept, "join": articles.Running}
	return Setting{
		Name: "line_breaks",
		Help: `What the end of a line in a paragraph of Markdown is: "auto" (a break in the posts of a Hexo blog, as its _config.yml says, else a blank), ` +
			`"keep" (always a break) or "join" (always a blank).`,
		Example: []string{`line_breaks = "auto"`},
		set: func(source sourceOf, value any) error {
			text, err := asString(value)
			if err != nil {
				return err
			}
			breaks, known := names[text]
			if !known {
				return fmt.Errorf(`%q says nothing of the ends of lines; it is "auto", "keep" or "join"`, text)
			}
			source.config.LineBreaks = breaks
			return nil
		},
		show: func(c *Config) string {
			for name, breaks := range names {
				if breaks == c.LineBreaks {
					return quote(name)
				}
			}
			return quote("")
		},
	}
}

func keysSetting() Setting {
	return Setting{
		Name:    "keys",
		Help:    "Other keys for a command, in place of its own. `broadsheet man` and the README list the commands.",
		Example: []string{"[keys]", `"list.open" = ["enter", "o"]`},
		set: func(source sourceOf, value any) error {
			table, ok := value.(map[string]any)
			if !ok {
				return errors.New(`it is a table, as in [keys] and then "list.open" = ["enter"]`)
			}
			keys := map[string][]string{}
			if err := source.keys(keys, nil, table); err != nil {
				return err
			}
			source.config.Keys = keys
			return nil
		},
		show: func(c *Config) string { return showKeys(c.Keys) },
	}
}

// keys collects the commands of a [keys] table. The dot in a command's name may
// be quoted or not, so the table may be nested.
func (s sourceOf) keys(keys map[string][]string, above []string, table map[string]any) error {
	for _, part := range inOrder(table, map[string]int{}) {
		path := append(slices.Clone(above), part)
		name := strings.Join(path, ".")
		if inner, ok := table[part].(map[string]any); ok {
			if err := s.keys(keys, path, inner); err != nil {
				return err
			}
			continue
		}
		line := s.lines["keys\x00"+strings.Join(path, "\x00")]
		if !slices.Contains(commandNames(), name) {
			return s.config.errorf(line, "there is no command %q%s", name, usage.DidYouMean(name, commandNames()))
		}
		var err error
		if keys[name], err = asStrings(table[part]); err != nil {
			return s.config.errorf(line, "%s: %w", name, err)
		}
		s.config.Sources["keys."+name] = fmt.Sprintf("line %d of the config file", line)
	}
	return nil
}

func showKeys(keys map[string][]string) string {
	var names []string
	for name := range keys {
		names = append(names, name)
	}
	slices.Sort(names)
	var pairs []string
	for _, name := range names {
		var quoted []string
		for _, key := range keys[name] {
			quoted = append(quoted, quote(key))
		}
		pairs = append(pairs, quote(name)+" = ["+strings.Join(quoted, ", ")+"]")
	}
	if len(pairs) == 0 {
		return "{}"
	}
	return "{ " + strings.Join(pairs, ", ") + " }"
}

// commandNames gives the names that the [keys] table may use.
func commandNames() []string {
	var names []string
	for _, command := range ui.Commands() {
		names = append(names, command.Name)
	}
	return names
}

func asString(value any) (string, error) {
	text, ok := value.(string)
	if !ok {
		return "", errors.New("it is a text in quotes")
	}
	return text, nil
}

func asStrings(value any) ([]string, error) {
	if text, ok := value.(string); ok {
		return []string{text}, nil
	}
	list, ok := value.([]any)
	if !ok {
		return nil, errors.New(`it is a list of keys, as in ["enter", "ctrl+o"]`)
	}
	texts := []string{}
	for _, entry := range list {
		text, ok := entry.(string)
		if !ok || text == "" {
			return nil, errors.New(`it is a list of keys, as in ["enter", "ctrl+o"]`)
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// quote writes a text as TOML.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
