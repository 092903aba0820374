package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/popup"
)

// paletteWidth has room for what a command does and for why it cannot be done.
const paletteWidth = 84

// startPalette shows all commands that there are now, found by typing: by what they
// do, by other words for it, or by their names in the config.
func (a *App) startPalette() tea.Cmd {
	all := a.palette()
	return a.openMenu(&popup.Menu{
		Options: a.popupOptions(),
		Title:   a.words.TitlePalette(),
		Width:   paletteWidth,
		None:    a.words.NoCommand(),
		Input:   canvas.NewField(""),
		Entries: func(typed string) []popup.Entry { return popup.Matching(all, strings.TrimPrefix(typed, ":")) },
	})
}

// palette is a row for each command that there is now.
func (a *App) palette() []popup.Entry {
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
		does, also := a.keys.Spoken(row.Name)
		all = append(all, popup.Entry{Text: does, Right: command.KeyNames(row.Keys), Off: row.Off, Run: row.Run, Value: row.Name, Also: also})
	}
	return all
}
