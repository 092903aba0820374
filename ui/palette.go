package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
)

// startPalette shows all commands that there are now, found by typing.
func (a *App) startPalette() tea.Cmd {
	var all []entry
	listed := map[string]bool{}
	rows := a.keys.Bind(append(a.home.commands(), a.quitRows()...))
	alike := map[string]int{}
	for _, row := range rows {
		alike[row.Help]++
	}
	for _, row := range rows {
		// Only their keys tell the nine categories from each other.
		if listed[row.Name] || alike[row.Help] > 2 || row.Name == "app.commands" {
			continue
		}
		listed[row.Name] = true
		all = append(all, entry{text: row.Help, right: command.KeyNames(row.Keys), off: row.Off, run: row.Run, value: row.Name})
	}
	return a.openMenu(&menu{
		desk:    a.desk(),
		title:   a.words.TitlePalette(),
		none:    a.words.NoCommand(),
		input:   canvas.NewField(""),
		entries: func(typed string) []entry { return matching(all, strings.TrimPrefix(typed, ":")) },
	})
}
