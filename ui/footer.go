package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/command"
)

// This file takes clicks on the hints of the footer: they do what their keys do.

// click gives a click to the hint that it hits, or else to the topmost layer.
func (a *App) click(x, y int) tea.Cmd {
	name, hit := a.hintAt(x, y)
	a.notice = ""
	if !hit {
		return a.top().Click(x, y)
	}
	rows := a.keys.Bind(a.top().Commands())
	if i := slices.IndexFunc(rows, func(row command.Command) bool { return row.Name == name }); i >= 0 {
		a.home.looked = true
		return a.do(rows[i])
	}
	return nil
}

// hintAt gives the command whose hint stands in a cell, if there is one. A line that is
// typed into has hints of its own.
func (a *App) hintAt(x, y int) (name string, hit bool) {
	if typing, is := a.top().(interface {
		Height() int
		HintAt(x int) (string, bool)
	}); is {
		if y != a.window.Height-typing.Height() {
			return "", false
		}
		return typing.HintAt(x)
	}
	if small := a.window.Width < leastWidth || a.window.Height < leastHeight; small || y != a.window.Height-1 {
		return "", false
	}
	_, hints := a.home.statusLine(a.window.Width)
	return command.At(hints, x)
}

// do does what a row is for, or says why that cannot be done.
func (a *App) do(row command.Command) tea.Cmd {
	if row.Off != "" {
		a.say(row.Off)
		return nil
	}
	return row.Run()
}
