package ui

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

// does makes what a command runs of what asks for nothing.
func does(f func()) func() tea.Cmd {
	return func() tea.Cmd { f(); return nil }
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
