package ui

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/render/themes"
	"broadsheet/ui/headlines"
)

// choices are what the reader changed, in this session or an earlier one, and
// what holds where nothing was changed.
type choices struct {
	kept    model.Settings
	theme   string
	measure int
	list    string
}

func newChoices(o Options) choices {
	return choices{
		kept:    o.Settings,
		theme:   cmp.Or(o.Theme, "auto"),
		measure: boundMeasure(cmp.Or(o.Measure, DefaultMeasure)),
		list:    cmp.Or(o.List, model.RoomyList),
	}
}

func boundMeasure(cells int) int { return min(max(cells, LeastMeasure), MostMeasure) }

// firstTheme loads the theme to begin with. One that the reader once chose, but
// that is no longer there, gives way to the configured one.
func (a *App) firstTheme() (*themes.Theme, error) {
	theme, err := a.loadTheme(a.themeName, a.dark)
	if err != nil && a.themeName != a.choices.theme {
		a.themeName = a.choices.theme
		theme, err = a.loadTheme(a.themeName, a.dark)
	}
	if err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	return theme, nil
}

// keep keeps the theme, the measure, the list and the background for the sessions to
// come. What is as configured is not kept, so that the config file goes on
// deciding it.
func (a *App) keep(change func(*model.Settings)) {
	kept := a.choices.kept
	change(&kept)
	if kept.Theme == a.choices.theme {
		kept.Theme = ""
	}
	if kept.Measure == a.choices.measure {
		kept.Measure = 0
	}
	if kept.List == a.choices.list {
		kept.List = ""
	}
	if kept != a.choices.kept {
		a.choices.kept = kept
		a.library.SetSettings(kept)
	}
}

func (a *App) keepBackground() {
	background := model.BackgroundLight
	if a.dark {
		background = model.BackgroundDark
	}
	a.keep(func(s *model.Settings) { s.Background = background })
}

// sayNotices says what the library wants to have said.
func (a *App) sayNotices() {
	var notices []string
	for text := a.library.Notice(); text != ""; text = a.library.Notice() {
		notices = append(notices, text)
	}
	if len(notices) > 0 {
		a.say(strings.Join(notices, " "))
	}
}

// themed is a theme that was loaded.
type themed struct {
	name   string
	theme  *themes.Theme
	err    error
	dark   bool // for such a terminal
	chosen bool // by the reader, who is told
}

// askTheme asks for a theme to be loaded, which may read a file.
func (a *App) askTheme(name string, chosen bool) tea.Cmd {
	load, dark := a.loadTheme, a.dark
	return a.themed.Ask(a.ctx, func(context.Context) tea.Msg {
		theme, err := load(name, dark)
		return themed{name: name, theme: theme, err: err, dark: dark, chosen: chosen}
	})
}

// setList sets the headlines as the reader wants them.
func (a *App) setList(list string, days bool) {
	a.list = list
	a.home.list.SetLook(headlines.Look{Compact: list == model.CompactList, Days: days})
}

// turnList sets the headlines on one line each, or on two or three again.
func (a *App) turnList() tea.Cmd {
	list := model.CompactList
	if a.list == list {
		list = model.RoomyList
	}
	a.setList(list, a.days)
	a.keep(func(s *model.Settings) { s.List = list })
	return nil
}
