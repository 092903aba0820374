// Package command has the table of all commands, with their keys and what they are
// called, and finds the command of a key. What a command does is the business of
// whoever offers it.
package command

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Command is one thing the reader can do now. Whoever does it gives its name and
// how; the key map puts in what the table says of it.
type Command struct {
	Name  string   // "list.open": the word in the config
	Keys  []string // as Bubble Tea names them: "j", "ctrl+d", "space"
	Help  string   // what it does, in the reader's language
	Short string   // the same in a word for the footer; empty: never there
	Off   string   // why it cannot be done now; empty: it can
	Run   func() tea.Cmd
}

// Does makes what a command runs of what asks for nothing.
func Does(f func()) func() tea.Cmd {
	return func() tea.Cmd { f(); return nil }
}

// Pressed gives the row that a key stands for, if there is one.
func Pressed(rows []Command, key tea.KeyPressMsg) (Command, bool) {
	text, stroke := key.String(), key.Keystroke()
	for _, row := range rows {
		if slices.Contains(row.Keys, text) || slices.Contains(row.Keys, stroke) {
			return row, true
		}
	}
	return Command{}, false
}

// KeyNames are keys as a reader would write them.
func KeyNames(keys []string) string {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = KeyName(key)
	}
	return strings.Join(names, " ")
}

// KeyName is a key as a reader would write it.
func KeyName(key string) string {
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
