package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/popup"
)

// themeChooser is the menu of themes. The one under the cursor is shown at once; who
// leaves without choosing one has that from before again.
type themeChooser struct {
	*popup.Menu
	app    *App
	before string // the name of the theme that there was
	shown  string // the one that was asked for last
	chosen bool
	closed bool
}

// startThemes shows the themes to choose from, with the cursor on that of now.
func (a *App) startThemes() tea.Cmd {
	t := &themeChooser{app: a, before: a.themeName, shown: a.themeName}
	var all []popup.Entry
	for _, name := range a.themes {
		choose := func() tea.Cmd {
			t.chosen = true
			return a.askTheme(name, true)
		}
		all = append(all, popup.Entry{Text: a.words.ThemeName(name), Value: name, Run: choose})
	}
	o := a.popupOptions()
	o.Close = func() {
		t.closed = true
		a.pop()
	}
	t.Menu = &popup.Menu{
		Options: o,
		Title:   a.words.TitleThemes(),
		None:    a.words.NoTheme(),
		Input:   canvas.NewField(""),
		Entries: func(typed string) []popup.Entry { return popup.Matching(all, typed) },
		Beside:  func() canvas.Area { return a.besideArea(len(all)) },
	}
	t.Open()
	t.Select(a.themeName)
	a.push(t)
	return nil
}

// besideArea is where a menu of so many rows stands that leaves the article in sight, or
// the headlines where those are alone: over the pane on the left, else at the foot.
func (a *App) besideArea(rows int) canvas.Area {
	top, height := a.body()
	l := a.home.layout()
	switch {
	case !l.tree.Empty() && !l.drawer && !l.list.Empty():
		return canvas.Area{Y: top, Width: l.tree.Width + 1, Height: height}
	case !l.list.Empty() && !l.article.Empty():
		return canvas.Area{Y: top, Width: l.list.Width + 1, Height: height}
	}
	frame := 2*a.window.Edge() + 2 // with the line that is typed into and the one under it
	high := min(rows+frame, max(height/2, frame+3), height)
	return canvas.Area{Y: top + height - high, Width: a.window.Width, Height: high}
}

// Commands are those of the menu, after which the theme under the cursor is shown.
func (t *themeChooser) Commands() []command.Command {
	rows := t.Menu.Commands()
	for i, row := range rows {
		rows[i].Run = func() tea.Cmd { return t.follow(row.Run()) }
	}
	return rows
}

// Letters takes a key that is no command's.
func (t *themeChooser) Letters(key tea.KeyPressMsg) tea.Cmd { return t.follow(t.Menu.Letters(key)) }

// Paste takes a text that was pasted.
func (t *themeChooser) Paste(text string) tea.Cmd { return t.follow(t.Menu.Paste(text)) }

// Click chooses what was hit; a click beside the menu closes it.
func (t *themeChooser) Click(x, y int) tea.Cmd { return t.follow(t.Menu.Click(x, y)) }

// Wheel scrolls.
func (t *themeChooser) Wheel(x, y, lines int) tea.Cmd { return t.follow(t.Menu.Wheel(x, y, lines)) }

// follow shows the theme under the cursor, or, once the menu is closed without a choice,
// that from before.
func (t *themeChooser) follow(done tea.Cmd) tea.Cmd {
	wanted := t.shown
	if t.closed {
		wanted = t.before
	} else if current, ok := t.Current(); ok {
		wanted = current.Value
	}
	if t.chosen || wanted == t.shown {
		return done
	}
	t.shown = wanted
	return tea.Batch(done, t.app.askTheme(wanted, false))
}
