package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/render"
)

// startProblems shows what could not be understood of the files.
func (a *App) startProblems() tea.Cmd {
	found := a.library.Problems()
	if len(found) == 0 {
		a.say(a.words.noProblems())
		return nil
	}
	a.push(&sheet{app: a, title: a.words.titleProblems(), width: 84, text: func(width int) []string {
		s := a.styles
		var lines []string
		for i, problem := range found {
			if i > 0 {
				lines = append(lines, newLine(width).String())
			}
			where := problem.Path
			if problem.Line > 0 {
				where += ":" + grouped(problem.Line)
			}
			text := s.text
			if problem.Unreadable {
				text = s.failure
			}
			for _, row := range render.WrapLines(where, width-2, 2) {
				lines = append(lines, newLine(width).skip(s.dim, 1).put(s.dim, row).String())
			}
			for _, row := range render.WrapLines(problem.Text, width-4, 0) {
				lines = append(lines, newLine(width).skip(text, 3).put(text, row).String())
			}
		}
		return lines
	}})
	return nil
}
