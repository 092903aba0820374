package ui

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/ui/canvas"
	"broadsheet/ui/popup"
	"broadsheet/ui/words"
)

// problemsWidth has room for sentences and for paths.
const problemsWidth = 84

// startProblems shows what could not be understood of the files: each sentence once,
// with all the files that it is true of, which can be opened.
func (a *App) startProblems() tea.Cmd {
	found := a.library.Problems()
	if len(found) == 0 {
		a.say(a.words.NoProblems())
		return nil
	}
	groups := a.problemGroups(popup.FirstRows(a.popupOptions(), found))
	return a.openMenu(&popup.Menu{
		Options: a.popupOptions(),
		Title:   a.words.TitleProblems(),
		Width:   problemsWidth,
		None:    a.words.NoProblemLike(),
		Input:   canvas.NewField(""),
		Entries: func(typed string) []popup.Entry { return a.problemEntries(groups, typed) },
	})
}

// problemGroup is a sentence, and the files that it is true of.
type problemGroup struct {
	text       string
	unreadable bool
	files      []popup.Entry
}

// problemGroups puts together what says the same: first what keeps files from being
// shown, then what is true of the most files.
func (a *App) problemGroups(found []model.Problem) []*problemGroup {
	names := map[string]string{}
	if len(a.roots) > 1 {
		for _, root := range a.roots {
			names[root.Key] = cmp.Or(root.Name, root.Key)
		}
	}
	var groups []*problemGroup
	byText := map[string]*problemGroup{}
	for _, problem := range found {
		group := byText[problem.Text]
		if group == nil {
			group = &problemGroup{text: problem.Text}
			byText[problem.Text] = group
			groups = append(groups, group)
		}
		group.unreadable = group.unreadable || problem.Unreadable
		group.files = append(group.files, a.problemEntry(problem, names[problem.Root]))
	}
	last := map[bool]int{false: 1}
	slices.SortStableFunc(groups, func(a, b *problemGroup) int {
		return cmp.Or(cmp.Compare(last[a.unreadable], last[b.unreadable]), cmp.Compare(len(b.files), len(a.files)))
	})
	return groups
}

// problemEntry is the row of a file.
func (a *App) problemEntry(problem model.Problem, root string) popup.Entry {
	where := cmp.Or(problem.Path, root) // a folder that cannot be read has no file
	if problem.Line > 0 {
		where += ":" + words.Grouped(problem.Line)
	}
	return popup.Entry{Text: where, Path: true, Right: root, Value: problem.Text, Run: func() tea.Cmd { return a.openProblem(problem) }}
}

// openProblem opens the article of a file, if it has one, or says why that cannot be.
func (a *App) openProblem(problem model.Problem) tea.Cmd {
	if _, listed := a.library.Revision(problem.ID); listed && !problem.Unreadable {
		return a.home.openNamed(problem.ID)
	}
	a.say(a.words.ProblemNotShown(problem.Path))
	return nil
}

// problemEntries are the files that match what was typed, each group under its
// sentence.
func (a *App) problemEntries(groups []*problemGroup, typed string) []popup.Entry {
	width := a.window.Frame(problemsWidth, 1).Width - 6
	var all []popup.Entry
	for _, group := range groups {
		files := popup.Filtered(group.files, typed)
		if len(files) == 0 {
			continue
		}
		if len(all) > 0 {
			all = append(all, popup.Entry{Heading: true})
		}
		count := ""
		if len(files) > 1 {
			count = a.words.ProblemFiles(len(files))
		}
		for i, line := range render.WrapLines(group.text, max(width-len(count), 1), 0) {
			if i > 0 {
				count = ""
			}
			all = append(all, popup.Entry{Heading: true, Text: strings.TrimSpace(line), Right: count})
		}
		all = append(all, files...)
	}
	return all
}

// openNamed opens an article, which the headlines need not list.
func (h *home) openNamed(id model.ID) tea.Cmd {
	item := &model.Item{ID: id}
	if h.list.GoTo(id) {
		item = h.list.Current()
	}
	h.article.Follow(h.app.ctx, item, nil)
	h.focus = articlePane
	return h.markOpened()
}
