package ui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/render"
)

// startHelp shows all keys, as they are now.
func (a *App) startHelp() tea.Cmd {
	a.push(&sheet{app: a, title: a.words.titleHelp(), width: 112, blocks: 1, block: func(_, width int) []sheetLine {
		var lines []sheetLine
		for _, text := range a.helpText(width) {
			lines = append(lines, sheetLine{text: text})
		}
		return lines
	}})
	return nil
}

// helpRow is a line of the help: keys, and what they do.
type helpRow struct{ keys, help string }

// helpRows are the rows of a section. Neighbours that do the same, such as the
// nine categories, are one row.
func (a *App) helpRows(rows []Command) []helpRow {
	var all []helpRow
	for i := 0; i < len(rows); {
		var keys []string
		j := i
		for ; j < len(rows) && rows[j].Help == rows[i].Help; j++ {
			keys = append(keys, rows[j].Keys...)
		}
		text := keyNames(keys)
		if j-i > 2 {
			text = keyName(keys[0]) + " … " + keyName(keys[len(keys)-1])
		}
		all = append(all, helpRow{keys: text, help: rows[i].Help})
		i = j
	}
	return all
}

// keysColumn is how far the keys reach.
const keysColumn = 20

// helpText is the help in one column or two.
func (a *App) helpText(width int) []string {
	var blocks [][]string
	column := width - 2
	if width >= 90 {
		column = (width - 4) / 2
	}
	total := 0
	for _, s := range a.sections() {
		block := a.helpBlock(s, column)
		blocks = append(blocks, block)
		total += len(block)
	}
	var left, right []string
	for _, block := range blocks {
		if column < width-2 && len(left) > 0 && len(left)+len(block)/2 > total/2 {
			right = append(right, block...)
		} else {
			left = append(left, block...)
		}
	}
	lines := make([]string, 0, len(left))
	for i := range max(len(left), len(right)) {
		l := newLine(width).skip(a.styles.text, 1)
		if i < len(left) {
			l.styled(left[i])
		}
		l.to(a.styles.text, column+3)
		if i < len(right) {
			l.styled(right[i])
		}
		lines = append(lines, l.String())
	}
	return lines[:len(lines)-1] // without the blank one of the last section
}

// helpBlock is a section under its title, with a blank line at its end.
func (a *App) helpBlock(s section, width int) []string {
	st := a.styles
	lines := []string{newLine(width).put(st.name, s.title).String()}
	keys := min(keysColumn, width*2/5)
	for _, row := range a.helpRows(a.bind(s.rows)) {
		first := newLine(width).put(st.strong, row.keys)
		if ansi.StringWidth(row.keys) > keys-1 {
			lines = append(lines, first.String())
			first = newLine(width)
		}
		for i, text := range render.WrapLines(row.help, width-keys, 0) {
			if i > 0 {
				first = newLine(width)
			}
			lines = append(lines, first.to(st.text, keys).put(st.text, text).String())
		}
	}
	return append(lines, newLine(width).String())
}
