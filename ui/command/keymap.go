package command

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"broadsheet/model"
	"broadsheet/ui/words"
)

// Keymap is the table of commands as one reader has it: with the reader's own
// keys, and in one language.
type Keymap struct {
	words words.Language
	own   map[string][]string // the reader's keys, by the names of commands
	rows  map[string]row

	spoken map[string]spoken // by the names of commands
}

// NewKeymap makes the key map of a reader. It refuses keys for commands that do
// not exist, and two commands on one key where both could be meant.
func NewKeymap(words words.Language, own map[string][]string) (*Keymap, error) {
	m := &Keymap{words: words, own: own, rows: map[string]row{}, spoken: allSpoken()}
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
	for _, k := range scopes() {
		if err := m.checkScope(k); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// checkName holds that there is a command of a name, and that its keys are keys.
func (m *Keymap) checkName(name string) error {
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

// checkScope holds that a key stands for one command of a scope.
func (m *Keymap) checkScope(k scope) error {
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
func (m *Keymap) keysOf(r row) []string {
	if keys, ok := m.own[r.name]; ok {
		return keys
	}
	return strings.Fields(r.keys)
}

// Bind puts into commands their keys, and what they are called. A word for the
// footer that a command has already stays.
func (m *Keymap) Bind(commands []Command) []Command {
	for i := range commands {
		c := &commands[i]
		r := m.rows[c.Name]
		c.Keys, c.Help = m.keysOf(r), m.words.Say(r.help)
		if c.Short == "" {
			c.Short = m.words.Say(r.short)
		}
	}
	return commands
}

// KeyOf is the first key of a command, as a reader would write it. Without one it
// is the key of the list of all commands.
func (m *Keymap) KeyOf(name string) string {
	if keys := m.keysOf(m.rows[name]); len(keys) > 0 {
		return KeyName(keys[0])
	}
	return ":"
}

// Section is a group of commands under a title, in the reader's language.
type Section struct {
	Screen, Title string
	Commands      []Command
}

// Help are all commands, in the order of the table.
func (m *Keymap) Help() []Section {
	var all []Section
	for _, s := range sections() {
		h := Section{Screen: s.screen, Title: m.words.Say(s.title)}
		for _, r := range s.rows {
			h.Commands = append(h.Commands, Command{Name: r.name})
		}
		m.Bind(h.Commands)
		all = append(all, h)
	}
	return all
}

// Info is what there is to tell of a command: in the README's table, in the
// config's comments and in the manual.
type Info struct {
	Name   string
	Keys   []string          // the usual ones
	Help   map[string]string // by language: "en", "zh", "zh-Hant"
	Screen string            // where it works: "tree", "list", "article", "everywhere", …
}

// All gives every command there is, in the order of the help.
func All() []Info {
	var all []Info
	for _, s := range sections() {
		for _, r := range s.rows {
			all = append(all, Info{Name: r.name, Keys: strings.Fields(r.keys), Screen: s.screen, Help: r.help.ByCode()})
		}
	}
	return all
}
