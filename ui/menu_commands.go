package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/popup"
)

// startPalette shows all commands that there are now, found by typing.
func (a *App) startPalette() tea.Cmd {
	var all []popup.Entry
	listed := map[string]bool{}
	rows := a.keys.Bind(append(a.home.Commands(), a.quitRows()...))
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
		all = append(all, popup.Entry{Text: row.Help, Right: command.KeyNames(row.Keys), Off: row.Off, Run: row.Run, Value: row.Name})
	}
	return a.openMenu(&popup.Menu{
		Options: a.popupOptions(),
		Title:   a.words.TitlePalette(),
		None:    a.words.NoCommand(),
		Input:   canvas.NewField(""),
		Entries: func(typed string) []popup.Entry { return popup.Matching(all, strings.TrimPrefix(typed, ":")) },
	})
}
