package ui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"broadsheet/model"
)

// keyMap is the table of commands as one reader has it: with the reader's own
// keys, and in one language.
type keyMap struct {
	words language
	own   map[string][]string // the reader's keys, by the names of commands
	rows  map[string]row
}

// newKeyMap makes the key map of a reader. It refuses keys for commands that do
// not exist, and two commands on one key where both could be meant.
func newKeyMap(words language, own map[string][]string) (*keyMap, error) {
	m := &keyMap{words: words, own: own, rows: map[string]row{}}
	for _, s := range sections() {
		for _, r := range s.rows {
			m.rows[r.name] = r
		}
	}
	for _, name := range slices.Sorted(maps.Keys(own)) {
		if err := m.checkName(name); err != nil {
			return nil, err
		}
	}
	for _, k := range keyboards() {
		if err := m.checkKeyboard(k); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// checkName holds that there is a command of a name, and that its keys are keys.
func (m *keyMap) checkName(name string) error {
	if _, known := m.rows[name]; !known {
		if near := model.Nearest(name, slices.Sorted(maps.Keys(m.rows))); near != "" {
			return fmt.Errorf("keys: there is no command %q; did you mean %q?", name, near)
		}
		return fmt.Errorf("keys: there is no command %q; the README and `broadsheet man` name them all", name)
	}
	for _, key := range m.own[name] {
		if key == "" || strings.ContainsAny(key, "\t\n ") {
			return fmt.Errorf("keys: %q is no key for %s; keys are written as \"j\", \"ctrl+d\", \"space\"", key, name)
		}
	}
	return nil
}

// checkKeyboard holds that a key of a keyboard is that of one command.
func (m *keyMap) checkKeyboard(k keyboard) error {
	taken := map[string]string{}
	for _, r := range k.rows {
		for _, key := range m.keysOf(r) {
			if other, ok := taken[key]; ok && other != r.name {
				return fmt.Errorf("keys: %q stands for both %s and %s; give one of them another key", key, other, r.name)
			}
			taken[key] = r.name
			if k.typing && utf8.RuneCountInString(key) == 1 {
				return fmt.Errorf("keys: %q cannot stand for %s, since letters are text there", key, r.name)
			}
		}
	}
	return nil
}

// keysOf are the keys of a command: the reader's own, else the usual ones.
func (m *keyMap) keysOf(r row) []string {
	if keys, ok := m.own[r.name]; ok {
		return keys
	}
	return strings.Fields(r.keys)
}

// bind puts into commands their keys, and what they are called. A word for the
// footer that a command has already stays.
func (m *keyMap) bind(commands []Command) []Command {
	for i := range commands {
		c := &commands[i]
		r := m.rows[c.Name]
		c.Keys, c.Help = m.keysOf(r), m.words.say(r.help)
		if c.Short == "" {
			c.Short = m.words.say(r.short)
		}
	}
	return commands
}

// keyOf is the first key of a command, as a reader would write it. Without one it
// is the key of the list of all commands.
func (m *keyMap) keyOf(name string) string {
	if keys := m.keysOf(m.rows[name]); len(keys) > 0 {
		return keyName(keys[0])
	}
	return ":"
}

// helpSection is a group of commands under a title, in the reader's language.
type helpSection struct {
	screen, title string
	commands      []Command
}

// help are all commands, in the order of the table.
func (m *keyMap) help() []helpSection {
	var all []helpSection
	for _, s := range sections() {
		h := helpSection{screen: s.screen, title: m.words.say(s.title)}
		for _, r := range s.rows {
			h.commands = append(h.commands, Command{Name: r.name})
		}
		m.bind(h.commands)
		all = append(all, h)
	}
	return all
}

// CommandInfo is what there is to tell of a command: in the README's table, in the
// config's comments and in the manual.
type CommandInfo struct {
	Name   string
	Keys   []string          // the usual ones
	Help   map[string]string // by language: "en", "zh"
	Screen string            // where it works: "tree", "list", "article", "everywhere", …
}

// allCommands gives every command there is, in the order of the help.
func allCommands() []CommandInfo {
	var all []CommandInfo
	for _, s := range sections() {
		for _, r := range s.rows {
			all = append(all, CommandInfo{Name: r.name, Keys: strings.Fields(r.keys), Screen: s.screen, Help: r.help.byCode()})
		}
	}
	return all
}
