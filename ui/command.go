package ui

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// Command is one thing the reader can do, all of it in one row. Keys, help,
// footer, palette and the names in the config come from these rows alone.
type Command struct {
	Name  string   // "list.open": the word in the config
	Keys  []string // as Bubble Tea names them: "j", "ctrl+d", "space"
	Help  string   // what it does, in the reader's language
	Short string   // the same in a word for the footer; empty: never there
	Off   string   // why it cannot be done now; empty: it can
	Run   func() tea.Cmd
}

// CommandInfo is what there is to tell of a command: in the README's table, in
// the config's comments and in the manual.
type CommandInfo struct {
	Name   string
	Keys   []string          // the default ones
	Help   map[string]string // by language: "en", "zh"
	Screen string            // where it works: "tree", "list", "article", "everywhere", …
}

// section is a group of commands under a title, as the help shows them.
type section struct {
	screen, title string
	rows          []Command
}

// Commands gives every command there is, in the order of the help.
func Commands() []CommandInfo {
	var all []CommandInfo
	chinese := prototype(chinese{}).sections()
	for i, s := range prototype(english{}).sections() {
		for j, row := range s.rows {
			all = append(all, CommandInfo{
				Name:   row.Name,
				Keys:   row.Keys,
				Help:   map[string]string{"en": row.Help, "zh": chinese[i].rows[j].Help},
				Screen: s.screen,
			})
		}
	}
	return all
}

// prototype is an App with nothing in it, whose rows can be read, not run.
func prototype(words language) *App {
	a := &App{words: words, measure: DefaultMeasure, window: &window{}}
	a.home = newHome(a)
	return a
}

// keyMap has the keys that the reader has chosen for commands, by their names.
type keyMap map[string][]string

// bind puts the reader's own keys in place of the default ones.
func (m keyMap) bind(rows []Command) []Command {
	for i := range rows {
		if keys, ok := m[rows[i].Name]; ok {
			rows[i].Keys = keys
		}
	}
	return rows
}

// checkKeys refuses keys for commands that do not exist, and two commands on
// one key where both could be meant.
func (a *App) checkKeys() error {
	known := map[string]bool{}
	for _, s := range a.sections() {
		for _, row := range s.rows {
			known[row.Name] = true
		}
	}
	for name := range sorted(a.keys) {
		if !known[name] {
			if near := model.Nearest(name, slices.Collect(sorted(known))); near != "" {
				return fmt.Errorf("keys: there is no command %q; did you mean %q?", name, near)
			}
			return fmt.Errorf("keys: there is no command %q; the README and `broadsheet man` name them all", name)
		}
		for _, key := range a.keys[name] {
			if key == "" || strings.ContainsAny(key, "\t\n ") {
				return fmt.Errorf("keys: %q is no key for %s; keys are written as \"j\", \"ctrl+d\", \"space\"", key, name)
			}
		}
	}
	for _, k := range a.keyboards() {
		if err := k.check(); err != nil {
			return err
		}
	}
	return nil
}

// keyboard is a set of rows that listen at the same time.
type keyboard struct {
	screen string
	typing bool // letters are text there
	rows   []Command
}

func (k keyboard) check() error {
	taken := map[string]string{}
	for _, row := range k.rows {
		for _, key := range row.Keys {
			if other, ok := taken[key]; ok && other != row.Name {
				return fmt.Errorf("keys: %q stands for both %s and %s; give one of them another key", key, other, row.Name)
			}
			taken[key] = row.Name
			if k.typing && utf8.RuneCountInString(key) == 1 {
				return fmt.Errorf("keys: %q cannot stand for %s, since letters are text there", key, row.Name)
			}
		}
	}
	return nil
}

// pressed gives the row that a key stands for, if there is one.
func pressed(rows []Command, key tea.KeyPressMsg) (Command, bool) {
	text, stroke := key.String(), key.Keystroke()
	for _, row := range rows {
		if slices.Contains(row.Keys, text) || slices.Contains(row.Keys, stroke) {
			return row, true
		}
	}
	return Command{}, false
}

// keyNames are keys as a reader would write them.
func keyNames(keys []string) string {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = keyName(key)
	}
	return strings.Join(names, " ")
}

func keyName(key string) string {
	switch key {
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	case "home":
		return "Home"
	case "end":
		return "End"
	}
	return key
}
