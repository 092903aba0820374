package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// startPalette shows all commands that there are now, found by typing.
func (a *App) startPalette() tea.Cmd {
	var all []entry
	listed := map[string]bool{}
	for _, row := range a.bind(append(a.home.commands(), a.quitRows()...)) {
		if listed[row.Name] || row.Name == "app.commands" {
			continue
		}
		listed[row.Name] = true
		all = append(all, entry{text: row.Help, right: keyNames(row.Keys), off: row.Off, run: row.Run, value: row.Name})
	}
	return a.openMenu(&menu{
		title:   a.words.titlePalette(),
		none:    a.words.noCommand(),
		input:   newField(""),
		entries: func(typed string) []entry { return matching(all, strings.TrimPrefix(typed, ":")) },
	})
}
