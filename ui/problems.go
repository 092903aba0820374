package ui

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/ui/canvas"
	"broadsheet/ui/popup"
	"broadsheet/ui/words"
)

// startProblems shows what could not be understood of the files.
func (a *App) startProblems() tea.Cmd {
	found := a.library.Problems()
	if len(found) == 0 {
		a.say(a.words.NoProblems())
		return nil
	}
	names := map[string]string{}
	for _, root := range a.roots {
		names[root.Key] = root.Name
	}
	a.push(&popup.Sheet{
		Options: a.popupOptions(), Title: a.words.TitleProblems(), Width: 84, Blocks: len(found),
		Block: func(i, width int) []popup.SheetLine {
			root := ""
			if len(a.roots) > 1 && (i == 0 || found[i].Root != found[i-1].Root) {
				root = cmp.Or(names[found[i].Root], found[i].Root)
			}
			return a.problemLines(found[i], i > 0, root, width)
		},
	})
	return nil
}

// problemLines are where a problem is, and under that what it is. The first one
// of several roots has the name of its root over it.
func (a *App) problemLines(problem model.Problem, apart bool, root string, width int) []popup.SheetLine {
	s := a.window.Styles
	blank := canvas.NewLine(width).String()
	var lines []popup.SheetLine
	if apart {
		lines = append(lines, popup.SheetLine{Text: blank})
	}
	if root != "" {
		lines = append(lines, popup.SheetLine{Text: canvas.NewLine(width).Skip(s.Name, 1).Put(s.Name, root).String(), Foot: blank})
	}
	where := problem.Path
	if problem.Line > 0 {
		where += ":" + words.Grouped(problem.Line)
	}
	for _, row := range render.WrapLines(where, width-2, 2) {
		lines = append(lines, popup.SheetLine{Text: canvas.NewLine(width).Skip(s.Dim, 1).Put(s.Dim, row).String(), Foot: blank})
	}
	text := s.Text
	if problem.Unreadable {
		text = s.Failure
	}
	for _, row := range render.WrapLines(problem.Text, width-4, 0) {
		lines = append(lines, popup.SheetLine{Text: canvas.NewLine(width).Skip(text, 3).Put(text, row).String()})
	}
	return lines
}
