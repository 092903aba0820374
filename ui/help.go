package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/render"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/popup"
)

// startHelp shows all keys, as they are now.
func (a *App) startHelp() tea.Cmd {
	a.push(&popup.Sheet{Options: a.popupOptions(), Title: a.words.TitleHelp(), Width: 112, Blocks: 1, Block: func(_, width int) []popup.SheetLine {
		return a.helpText(width)
	}})
	return nil
}

// helpSections are the sections of the help, the one for where the reader is
// before the others.
func (a *App) helpSections() []command.Section {
	here := map[pane]string{treePane: "tree", listPane: "list", articlePane: "article"}[a.home.focus]
	if a.home.focus == articlePane && a.home.article.Finding() {
		here = "find"
	}
	all := a.keys.Help()
	for i := range all {
		all[i].Commands = slices.DeleteFunc(all[i].Commands, func(c command.Command) bool { return a.missing(c.Name) })
	}
	all = slices.DeleteFunc(all, func(s command.Section) bool { return len(s.Commands) == 0 })
	at := slices.IndexFunc(all, func(s command.Section) bool { return s.Screen == here })
	return slices.Concat(all[at:at+1], all[:at], all[at+1:])
}

// helpRow is a line of the help: keys, and what they do.
type helpRow struct{ keys, help string }

// helpRows are the rows of a section. Neighbours that do the same, such as the
// nine categories, are one row.
func helpRows(rows []command.Command) []helpRow {
	var all []helpRow
	for i := 0; i < len(rows); {
		var keys []string
		j := i
		for ; j < len(rows) && rows[j].Help == rows[i].Help; j++ {
			keys = append(keys, rows[j].Keys...)
		}
		text := command.KeyNames(keys)
		if j-i > 2 {
			text = command.KeyName(keys[0]) + "…" + command.KeyName(keys[len(keys)-1])
		}
		all = append(all, helpRow{keys: text, help: rows[i].Help})
		i = j
	}
	return all
}

// keysColumn is how far the keys reach.
const keysColumn = 20

// helpText is the help in one column or two.
func (a *App) helpText(width int) []popup.SheetLine {
	var blocks [][]helpLine
	column := width - 2
	if width >= 90 {
		column = (width - 4) / 2
	}
	total := 0
	for _, s := range a.helpSections() {
		block := a.helpBlock(s, column)
		blocks = append(blocks, block)
		total += len(block)
	}
	var left, right []helpLine
	for _, block := range blocks {
		if column < width-2 && len(left) > 0 && len(left)+len(block)/2 > total/2 {
			right = append(right, block...)
		} else {
			left = append(left, block...)
		}
	}
	lines := make([]popup.SheetLine, 0, len(left))
	for i := range max(len(left), len(right)) {
		var halves, foot [2]string
		for half, column := range [][]helpLine{left, right} {
			if i < len(column) {
				halves[half], foot[half] = column[i].text, column[i].text
				if column[i].title {
					foot[half] = ""
				}
			}
		}
		line := popup.SheetLine{Text: a.helpColumns(halves, column, width)}
		if foot != halves {
			line.Foot = a.helpColumns(foot, column, width)
		}
		lines = append(lines, line)
	}
	return lines[:len(lines)-1] // without the blank one of the last section
}

// helpColumns puts the columns of the help side by side.
func (a *App) helpColumns(halves [2]string, column, width int) string {
	l := canvas.NewLine(width).Skip(a.window.Styles.Text, 1).Styled(halves[0])
	return l.To(a.window.Styles.Text, column+3).Styled(halves[1]).String()
}

// helpLine is a line of a section: its title, or a key and what it does.
type helpLine struct {
	text  string
	title bool
}

// helpBlock is a section under its title, with a blank line at its end.
func (a *App) helpBlock(s command.Section, width int) []helpLine {
	st := a.window.Styles
	lines := []helpLine{{canvas.NewLine(width).Put(st.Name, s.Title).String(), true}}
	add := func(l *canvas.Line) { lines = append(lines, helpLine{text: l.String()}) }
	keys := min(keysColumn, width*2/5)
	for _, row := range helpRows(s.Commands) {
		first := canvas.NewLine(width).Put(st.Strong, row.keys)
		if ansi.StringWidth(row.keys) > keys-1 {
			add(first)
			first = canvas.NewLine(width)
		}
		for i, text := range render.WrapLines(row.help, width-keys, 0) {
			if i > 0 {
				first = canvas.NewLine(width)
			}
			add(first.To(st.Text, keys).Put(st.Text, text))
		}
	}
	add(canvas.NewLine(width))
	return lines
}
