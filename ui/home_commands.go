package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/command"
)

// This file holds the commands of the home screen: who does what, and why
// something cannot be done now. Their keys and words stand in the table.

// Commands are the rows that are bound now. While an article is searched, the
// rows of the find come first.
func (h *home) Commands() []command.Command {
	rows := h.suggestionRows()
	if h.focus == articlePane {
		rows = h.article.FindCommands()
	}
	if len(rows) == 0 {
		rows = h.matchRows()
	}
	return append(append(append(rows, h.paneRows(h.focus)...), h.sharedRows()...), h.app.rows()...)
}

// paneRows are the rows of one pane.
func (h *home) paneRows(p pane) []command.Command {
	switch p {
	case treePane:
		return h.treeRows()
	case articlePane:
		if !h.reading || h.article.Failed() {
			return append([]command.Command{h.openRow()}, h.articleRows()...)
		}
		return h.articleRows()
	default:
		return h.listRows()
	}
}

// sharedRows work in each pane.
func (h *home) sharedRows() []command.Command {
	rows := h.headlineRows()
	rows = append(rows, h.readingRows()...)
	rows = append(rows, h.outsideRows()...)
	rows = append(rows, h.markRows()...)
	rows = append(rows, h.categoryRows()...)
	rows = append(rows, h.app.feeds.Rows()...)
	return append(rows, h.moveRows()...)
}

func (h *home) moveRows() []command.Command {
	var rows []command.Command
	for _, name := range []string{
		"move.down", "move.up", "move.half_down", "move.half_up", "move.page_down", "move.page_up", "move.first", "move.last",
	} {
		rows = append(rows, command.Command{Name: name, Run: func() tea.Cmd { return h.move(name) }})
	}
	offText := ""
	if h.focus == articlePane {
		offText = h.app.words.OffOnlyInLists()
	}
	for _, name := range []string{"move.top", "move.middle", "move.bottom"} {
		rows = append(rows, command.Command{Name: name, Off: offText, Run: func() tea.Cmd { return h.move(name) }})
	}
	return append(rows,
		command.Command{Name: "move.center", Run: h.center},
		command.Command{Name: "pane.next", Run: func() tea.Cmd { return h.turn(1) }},
		command.Command{Name: "pane.previous", Run: func() tea.Cmd { return h.turn(-1) }},
	)
}

func (h *home) treeRows() []command.Command {
	return []command.Command{
		{Name: "tree.open", Run: func() tea.Cmd { return h.enter(listPane) }},
		{Name: "tree.unfold", Run: h.unfold},
		{Name: "tree.fold", Run: func() tea.Cmd { return h.inTree("tree.fold") }},
		h.filterRow(),
		{Name: "tree.remove", Off: h.tree.OffRemove(), Run: func() tea.Cmd { return h.inTree("tree.remove") }},
	}
}

func (h *home) listRows() []command.Command {
	return []command.Command{
		h.openRow(),
		{Name: "pane.left", Run: func() tea.Cmd { return h.enter(treePane) }},
		{Name: "pane.right", Off: h.offNoItem(), Run: func() tea.Cmd { return h.enter(articlePane) }},
		h.filterRow(),
	}
}

func (h *home) articleRows() []command.Command {
	return []command.Command{
		h.article.FootnoteCommand(),
		{Name: "article.find", Off: h.offNotReady(), Run: h.startFind},
		{Name: "pane.left", Run: func() tea.Cmd { return h.leave() }},
	}
}

func (h *home) openRow() command.Command {
	return command.Command{Name: "list.open", Off: h.offNoItem(), Run: h.openArticle}
}

func (h *home) filterRow() command.Command {
	return command.Command{Name: "list.filter", Run: h.startFilter}
}

// categoryRows choose what is listed.
func (h *home) categoryRows() []command.Command {
	rows := []command.Command{{Name: "category.choose", Run: h.startChooser}}
	for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "all"} {
		rows = append(rows, command.Command{Name: "category." + n, Run: func() tea.Cmd { return h.choose("category." + n) }})
	}
	return rows
}

// headlineRows act on the list, from every pane.
func (h *home) headlineRows() []command.Command {
	rows := []command.Command{
		{Name: "list.search", Run: h.startSearch},
		{Name: "search.order", Off: h.offNoSearch(), Run: h.turnOrder},
		{Name: "list.order", Run: h.startOrders},
		{Name: "list.newest", Run: h.showNewest},
		{Name: "list.unread", Run: h.toggleUnread},
		{Name: "list.compact", Run: h.app.turnList},
	}
	for _, name := range []string{"next.unread", "previous.unread", "next.article", "previous.article"} {
		rows = append(rows, command.Command{Name: name, Off: h.offNoItem(), Run: func() tea.Cmd { return h.goTo(name) }})
	}
	return rows
}

// readingRows act on the article, from every pane.
func (h *home) readingRows() []command.Command {
	var rows []command.Command
	if h.app.fullText != nil {
		rows = append(rows, command.Command{Name: "article.full_text", Off: h.offNoItem(), Run: h.turnText})
	}
	return append(rows, []command.Command{
		{Name: "article.links", Off: h.offNoLinks(), Run: h.startLinks},
		{Name: "article.outline", Off: h.offNoHeadings(), Run: h.startOutline},
		{Name: "article.copy", Off: h.offNoAddress(), Run: h.copyAddress},
		{Name: "article.whole", Off: h.offNotReduced(), Run: h.turnWhole},
		{Name: "article.zoom", Off: h.offNoItem(), Run: h.zoom},
		{Name: "article.wider", Run: func() tea.Cmd { return h.setMeasure(measureStep) }},
		{Name: "article.narrower", Run: func() tea.Cmd { return h.setMeasure(-measureStep) }},
	}...)
}

func (h *home) markRows() []command.Command {
	return []command.Command{
		{Name: "mark.read", Off: h.offNoItem(), Run: h.toggleRead},
		{Name: "mark.star", Off: h.offNoItem(), Run: h.toggleStar},
		{Name: "mark.all_read", Off: h.offNoItem(), Run: h.readAll},
		{Name: "mark.undo", Run: h.undo},
		{Name: "mark.redo", Run: h.redo},
	}
}

// rows work wherever no letters are typed.
func (a *App) rows() []command.Command {
	w := a.words
	back := ""
	if a.home.bare() {
		back = w.ShortQuit()
	}
	offTheme := ""
	if len(a.themes) < 2 {
		offTheme = w.OffNoTheme()
	}
	return []command.Command{
		{Name: "app.theme", Off: offTheme, Run: a.startThemes},
		{Name: "app.problems", Run: a.startProblems},
		{Name: "app.help", Run: a.startHelp},
		{Name: "app.commands", Run: a.startPalette},
		{Name: "app.step_back", Run: a.home.stepBack},
		{Name: "app.back", Short: back, Run: a.home.back},
	}
}

// quitRows work everywhere, also where letters are text.
func (a *App) quitRows() []command.Command {
	return []command.Command{{Name: "app.quit", Run: func() tea.Cmd { return tea.Quit }}}
}

func (h *home) offNoItem() string {
	if h.target() == nil {
		return h.app.words.OffNoArticle()
	}
	return ""
}

func (h *home) offNotReady() string {
	if !h.article.Ready() {
		return h.app.words.OffStillOpening()
	}
	return ""
}

// offNotShown says why nothing can be done with the text of the article.
func (h *home) offNotShown() string {
	switch {
	case h.offNoItem() != "":
		return h.offNoItem()
	case h.layout().article.Empty():
		return h.app.words.OffNotOpen()
	case !h.article.Ready() || h.target() == nil || h.target().ID != h.article.Subject().ID:
		return h.app.words.OffStillOpening()
	}
	return ""
}

func (h *home) offNoLinks() string {
	switch off := h.offNotShown(); {
	case off != "":
		return off
	case len(h.article.Links()) == 0:
		return h.app.words.OffNoLinks()
	}
	return ""
}

func (h *home) offNotReduced() string {
	switch off := h.offNotShown(); {
	case off != "":
		return off
	case !h.article.Reduced():
		return h.app.words.OffNotReduced()
	}
	return ""
}

func (h *home) offNoHeadings() string {
	switch headings, _ := h.article.Headings(); {
	case h.offNotShown() != "":
		return h.offNotShown()
	case !h.article.Complete():
		return h.app.words.OffStillOpening()
	case len(headings) == 0:
		return h.app.words.OffNoHeadings()
	}
	return ""
}

func (h *home) offNoAddress() string {
	switch off := h.offNoItem(); {
	case off != "":
		return off
	case h.target().Link == "" && !h.target().Partial:
		return h.app.words.OffNoAddress()
	}
	return ""
}
