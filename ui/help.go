package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model/fold"
	"broadsheet/render"
	"broadsheet/render/themes"
	"broadsheet/ui/canvas"
	"broadsheet/ui/popup"
)

// helpColumn is how wide a column of the help would like to be, and mostHelpColumns how
// many of them stand side by side.
const (
	helpColumn      = 52
	mostHelpColumns = 3
)

// startHelp shows all keys, as they are now.
func (a *App) startHelp() tea.Cmd {
	groups, typed := a.helpGroups(), ""
	type look struct {
		typed string
		width int
		theme *themes.Theme
	}
	var of look
	var lines []popup.SheetLine
	a.push(&popup.Sheet{
		Options: a.popupOptions(), Title: a.words.TitleHelp(), Width: a.helpWidth(), Blocks: 1,
		Block: func(_, width int) []popup.SheetLine {
			if now := (look{typed, width, a.window.Theme}); lines == nil || now != of {
				of, lines = now, a.helpText(groups, typed, width)
			}
			return lines
		},
		Find: func(text string) { typed = strings.TrimSpace(text) },
	})
	return nil
}

// helpWidth is the width of as many columns as the window has room for.
func (a *App) helpWidth() int {
	columns := min(max((a.window.Width-4)/(helpColumn+2), 1), mostHelpColumns)
	if columns == 1 {
		return 2*helpColumn + 6
	}
	return columns*(helpColumn+2) + 4
}

// helpGroup is a part of the help under a title.
type helpGroup struct {
	title string
	rows  []helpRow
}

// helpRow is a line of the help: keys, what they do, and other words for that.
type helpRow struct {
	keys, help string
	also       []string
}

// has says whether a row has what was typed.
func (r helpRow) has(typed fold.Matcher) bool {
	return slices.ContainsFunc(append([]string{r.keys, r.help}, r.also...), func(text string) bool {
		_, ok := typed.Match(text)
		return ok
	})
}

// helpText is the help in one column or several, or of it what has what was typed.
func (a *App) helpText(all []helpGroup, typed string, width int) []popup.SheetLine {
	var groups []helpGroup
	matcher := fold.NewMatcher(typed)
	for _, group := range all {
		if _, titled := matcher.Match(group.title); !titled {
			group.rows = slices.DeleteFunc(slices.Clone(group.rows), func(r helpRow) bool { return !r.has(matcher) })
		}
		if len(group.rows) > 0 {
			groups = append(groups, group)
		}
	}
	if len(groups) == 0 {
		s := a.window.Styles
		return []popup.SheetLine{{Text: canvas.NewLine(width).Skip(s.Dim, 1).Put(s.Dim, a.words.NoKey()).String()}}
	}
	n := min(max((width-2)/(helpColumn+2), 1), mostHelpColumns)
	column := (width - 2 - 2*(n-1)) / n
	return a.besides(a.inColumns(groups, n, column), column, width)
}

// helpLine is a line of a group: its title, or keys and what they do.
type helpLine struct {
	text  string
	title bool
}

// inColumns divides groups into columns of about the same length, in their order.
func (a *App) inColumns(groups []helpGroup, n, width int) [][]helpLine {
	var blocks [][]helpLine
	total := 0
	for _, group := range groups {
		block := a.helpBlock(group, width)
		blocks = append(blocks, block)
		total += len(block)
	}
	columns := make([][]helpLine, n)
	at, put := 0, 0
	for _, block := range blocks {
		if at < n-1 && len(columns[at]) > 0 && put+len(block)/2 > total*(at+1)/n {
			at++
		}
		columns[at] = append(columns[at], block...)
		put += len(block)
	}
	return columns
}

// besides puts columns side by side.
func (a *App) besides(columns [][]helpLine, column, width int) []popup.SheetLine {
	height := 0
	for _, lines := range columns {
		height = max(height, len(lines))
	}
	all := make([]popup.SheetLine, 0, height)
	for i := range height {
		text, foot := canvas.NewLine(width), canvas.NewLine(width)
		titled := false
		for c, lines := range columns {
			text.To(a.window.Styles.Text, 1+c*(column+2))
			foot.To(a.window.Styles.Text, 1+c*(column+2))
			if i >= len(lines) {
				continue
			}
			text.Styled(lines[i].text)
			if titled = titled || lines[i].title; !lines[i].title {
				foot.Styled(lines[i].text)
			}
		}
		line := popup.SheetLine{Text: text.String()}
		if titled {
			line.Foot = foot.String()
		}
		all = append(all, line)
	}
	return all[:len(all)-1] // without the blank one of the last group
}

// helpBlock is a group under its title, with a blank line at its end.
func (a *App) helpBlock(g helpGroup, width int) []helpLine {
	const keysColumn = 18 // how far the keys reach
	st := a.window.Styles
	lines := []helpLine{{canvas.NewLine(width).Put(st.Name, g.title).String(), true}}
	add := func(l *canvas.Line) { lines = append(lines, helpLine{text: l.String()}) }
	keys := min(keysColumn, width*2/5)
	for _, row := range g.rows {
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
