package ui

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"
)

// This file holds the command rows of the home screen, in the order of the help.

// commands are the rows that listen now. While an article is searched, the
// rows of the find come first.
func (h *home) commands() []Command {
	var rows []Command
	if h.focus == articlePane && h.article.find.active() {
		rows = h.findRows()
	}
	return append(append(append(rows, h.paneRows(h.focus)...), h.sharedRows()...), h.app.rows()...)
}

// paneRows are the rows of one pane.
func (h *home) paneRows(p pane) []Command {
	switch p {
	case treePane:
		return h.treeRows()
	case articlePane:
		if !h.reading || h.article.err != nil {
			return append([]Command{h.openRow()}, h.articleRows()...)
		}
		return h.articleRows()
	default:
		return h.listRows()
	}
}

// sharedRows work in each pane.
func (h *home) sharedRows() []Command {
	rows := h.headlineRows()
	rows = append(rows, h.readingRows()...)
	rows = append(rows, h.markRows()...)
	rows = append(rows, h.categoryRows()...)
	return append(rows, h.moveRows()...)
}

func does(f func()) func() tea.Cmd {
	return func() tea.Cmd { f(); return nil }
}

func (h *home) moveRows() []Command {
	w := h.app.words
	return []Command{
		{Name: "move.down", Keys: []string{"j", "down"}, Help: w.helpDown(), Short: w.shortMove(), Run: func() tea.Cmd { return h.move(1) }},
		{Name: "move.up", Keys: []string{"k", "up"}, Help: w.helpUp(), Short: w.shortMove(), Run: func() tea.Cmd { return h.move(-1) }},
		{Name: "move.half_down", Keys: []string{"ctrl+d"}, Help: w.helpHalfDown(), Run: func() tea.Cmd { return h.page(1, 2) }},
		{Name: "move.half_up", Keys: []string{"ctrl+u"}, Help: w.helpHalfUp(), Run: func() tea.Cmd { return h.page(-1, 2) }},
		{Name: "move.page_down", Keys: []string{"space", "pgdown"}, Help: w.helpPageDown(), Short: w.shortPage(), Run: func() tea.Cmd { return h.page(1, 1) }},
		{Name: "move.page_up", Keys: []string{"b", "pgup"}, Help: w.helpPageUp(), Run: func() tea.Cmd { return h.page(-1, 1) }},
		{Name: "move.first", Keys: []string{"g", "home"}, Help: w.helpFirst(), Run: func() tea.Cmd { return h.jump(-1) }},
		{Name: "move.last", Keys: []string{"G", "end"}, Help: w.helpLast(), Run: func() tea.Cmd { return h.jump(1) }},
		{Name: "pane.next", Keys: []string{"tab"}, Help: w.helpNextPane(), Run: func() tea.Cmd { return h.turn(1) }},
		{Name: "pane.previous", Keys: []string{"shift+tab"}, Help: w.helpPreviousPane(), Run: func() tea.Cmd { return h.turn(-1) }},
	}
}

func (h *home) treeRows() []Command {
	w := h.app.words
	return []Command{
		{Name: "tree.open", Keys: []string{"enter"}, Help: w.helpTreeOpen(), Short: w.shortOpen(), Run: func() tea.Cmd { return h.enter(listPane) }},
		{Name: "tree.unfold", Keys: []string{"l", "right"}, Help: w.helpUnfold(), Short: w.shortUnfold(), Run: h.unfold},
		{Name: "tree.fold", Keys: []string{"h", "left"}, Help: w.helpFold(), Short: w.shortFold(), Run: h.fold},
		h.filterRow(),
		{Name: "tree.remove", Keys: []string{"x", "delete"}, Help: w.helpRemoveView(), Short: w.shortRemove(), Off: h.offNotOwn(), Run: h.removeView},
	}
}

func (h *home) listRows() []Command {
	w := h.app.words
	return []Command{
		h.openRow(),
		{Name: "pane.left", Keys: []string{"h", "left"}, Help: w.helpLeft(), Run: func() tea.Cmd { return h.enter(treePane) }},
		{Name: "pane.right", Keys: []string{"l", "right"}, Help: w.helpRight(), Off: h.offNoItem(), Run: func() tea.Cmd { return h.enter(articlePane) }},
		h.filterRow(),
	}
}

func (h *home) articleRows() []Command {
	w := h.app.words
	footnote := w.shortFootnote()
	if _, way := h.article.footnoteInSight(); way == backAgain {
		footnote = w.shortReturn()
	}
	return []Command{
		{Name: "article.footnote", Keys: []string{"enter"}, Help: w.helpFootnote(), Short: footnote, Off: h.offNoFootnote(), Run: h.footnote},
		{Name: "article.find", Keys: []string{"/"}, Help: w.helpFind(), Short: w.shortFind(), Off: h.offNotReady(), Run: h.startFind},
		{Name: "pane.left", Keys: []string{"h", "left"}, Help: w.helpLeft(), Run: func() tea.Cmd { return h.leave() }},
	}
}

func (h *home) openRow() Command {
	w := h.app.words
	return Command{Name: "list.open", Keys: []string{"enter"}, Help: w.helpOpen(), Short: w.shortOpen(), Off: h.offNoItem(), Run: h.openArticle}
}

func (h *home) filterRow() Command {
	w := h.app.words
	return Command{Name: "list.filter", Keys: []string{"/"}, Help: w.helpFilter(), Short: w.shortFilter(), Run: h.startFilter}
}

func (h *home) searchRow() Command {
	w := h.app.words
	return Command{Name: "list.search", Keys: []string{"s"}, Help: w.helpSearch(), Short: w.shortSearch(), Run: h.startSearch}
}

// categoryRows choose what is listed.
func (h *home) categoryRows() []Command {
	w := h.app.words
	rows := []Command{{Name: "category.choose", Keys: []string{"c"}, Help: w.helpChoose(), Short: w.shortCategory(), Run: h.startChooser}}
	for n := 1; n <= 9; n++ {
		rows = append(rows, Command{
			Name: fmt.Sprintf("category.%d", n), Keys: []string{strconv.Itoa(n)}, Help: w.helpNth(),
			Run: func() tea.Cmd { return h.nthCategory(n) },
		})
	}
	return append(rows, Command{Name: "category.all", Keys: []string{"0"}, Help: w.helpAll(), Run: func() tea.Cmd { return h.show(selection{}) }})
}

// headlineRows act on the list, from every pane.
func (h *home) headlineRows() []Command {
	w := h.app.words
	return []Command{
		h.searchRow(),
		{Name: "search.order", Keys: []string{"B"}, Help: w.helpOrder(), Short: w.shortOrder(), Off: h.offNoSearch(), Run: h.turnOrder},
		{Name: "list.newest", Keys: []string{"N"}, Help: w.helpNewest(), Run: h.showNewest},
		{Name: "list.unread", Keys: []string{"r"}, Help: w.helpUnreadOnly(), Short: w.shortUnread(), Run: h.toggleUnread},
		{Name: "next.unread", Keys: []string{"n"}, Help: w.helpNextUnread(), Short: w.shortNextUnread(), Off: h.offNoItem(), Run: func() tea.Cmd { return h.unread(1) }},
		{Name: "previous.unread", Keys: []string{"p"}, Help: w.helpPreviousUnread(), Off: h.offNoItem(), Run: func() tea.Cmd { return h.unread(-1) }},
		{Name: "next.article", Keys: []string{"J"}, Help: w.helpNextArticle(), Off: h.offNoItem(), Run: func() tea.Cmd { return h.step(1) }},
		{Name: "previous.article", Keys: []string{"K"}, Help: w.helpPreviousArticle(), Off: h.offNoItem(), Run: func() tea.Cmd { return h.step(-1) }},
	}
}

// readingRows act on the article, from every pane.
func (h *home) readingRows() []Command {
	w := h.app.words
	return []Command{
		{Name: "article.links", Keys: []string{"o"}, Help: w.helpLinks(), Short: w.shortLinks(), Off: h.offNoLinks(), Run: h.startLinks},
		{Name: "article.outline", Keys: []string{"O"}, Help: w.helpOutline(), Off: h.offNoHeadings(), Run: h.startOutline},
		{Name: "article.copy", Keys: []string{"y"}, Help: w.helpCopy(), Off: h.offNoAddress(), Run: h.copyAddress},
		{Name: "article.zoom", Keys: []string{"z"}, Help: w.helpZoom(), Off: h.offNoItem(), Run: h.zoom},
		{Name: "article.wider", Keys: []string{"+", "="}, Help: w.helpWider(), Run: func() tea.Cmd { return h.setMeasure(measureStep) }},
		{Name: "article.narrower", Keys: []string{"-"}, Help: w.helpNarrower(), Run: func() tea.Cmd { return h.setMeasure(-measureStep) }},
	}
}

func (h *home) markRows() []Command {
	w := h.app.words
	return []Command{
		{Name: "mark.read", Keys: []string{"m"}, Help: w.helpRead(), Off: h.offNoItem(), Run: h.toggleRead},
		{Name: "mark.star", Keys: []string{"*"}, Help: w.helpStar(), Off: h.offNoItem(), Run: h.toggleStar},
		{Name: "mark.all_read", Keys: []string{"A"}, Help: w.helpReadAll(), Off: h.offNoItem(), Run: h.readAll},
		{Name: "mark.undo", Keys: []string{"u"}, Help: w.helpUndo(), Run: h.undo},
	}
}

// findRows go through the matches of a find, over the rows of the article.
func (h *home) findRows() []Command {
	w := h.app.words
	return []Command{
		{Name: "find.next", Keys: []string{"n"}, Help: w.helpFindNext(), Short: w.shortMatches(), Run: does(func() { h.goToMatch(1) })},
		{Name: "find.previous", Keys: []string{"N"}, Help: w.helpFindPrevious(), Short: w.shortMatches(), Run: does(func() { h.goToMatch(-1) })},
		{Name: "find.end", Keys: []string{"esc"}, Help: w.helpFindEnd(), Short: w.shortEnd(), Run: does(func() { h.article.find = find{} })},
	}
}

// rows work wherever no letters are typed.
func (a *App) rows() []Command {
	w := a.words
	back := w.shortBack()
	if a.home.bare() {
		back = w.shortQuit()
	}
	offTheme := ""
	if len(a.themes) < 2 {
		offTheme = w.offNoTheme()
	}
	return []Command{
		{Name: "app.theme", Keys: []string{"T"}, Help: w.helpTheme(), Off: offTheme, Run: a.nextTheme},
		{Name: "app.problems", Keys: []string{"P"}, Help: w.helpProblems(), Short: w.shortProblems(), Run: a.startProblems},
		{Name: "app.help", Keys: []string{"?", "f1"}, Help: w.helpHelp(), Short: w.shortHelp(), Run: a.startHelp},
		{Name: "app.commands", Keys: []string{":"}, Help: w.helpPalette(), Run: a.startPalette},
		{Name: "app.step_back", Keys: []string{"esc"}, Help: w.helpEscape(), Short: w.shortBack(), Run: a.home.stepBack},
		{Name: "app.back", Keys: []string{"q"}, Help: w.helpBack(), Short: back, Run: a.home.back},
	}
}

// quitRows work everywhere, also where letters are text.
func (a *App) quitRows() []Command {
	return []Command{{Name: "app.quit", Keys: []string{"ctrl+c"}, Help: a.words.helpQuit(), Run: func() tea.Cmd { return tea.Quit }}}
}

func (h *home) offNoItem() string {
	if h.target() == nil {
		return h.app.words.offNoArticle()
	}
	return ""
}

func (h *home) offNotReady() string {
	if !h.article.ready() {
		return h.app.words.offStillOpening()
	}
	return ""
}

// offNotShown says why nothing can be done with the text of the article.
func (h *home) offNotShown() string {
	switch {
	case h.offNoItem() != "":
		return h.offNoItem()
	case h.layout().article.empty():
		return h.app.words.offNotOpen()
	case !h.article.ready() || h.target() == nil || h.target().ID != h.article.item.ID:
		return h.app.words.offStillOpening()
	}
	return ""
}

func (h *home) offNoLinks() string {
	switch off := h.offNotShown(); {
	case off != "":
		return off
	case len(h.article.links) == 0:
		return h.app.words.offNoLinks()
	}
	return ""
}

func (h *home) offNoHeadings() string {
	switch off := h.offNotShown(); {
	case off != "":
		return off
	case !h.article.page.Complete():
		return h.app.words.offStillOpening()
	case len(h.article.headings) == 0:
		return h.app.words.offNoHeadings()
	}
	return ""
}

func (h *home) offNoFootnote() string {
	if _, way := h.article.footnoteInSight(); way != noFootnote {
		return ""
	}
	if len(h.article.notes) == 0 {
		return h.app.words.offNoFootnotes()
	}
	return h.app.words.offNoFootnoteHere()
}

func (h *home) offNoAddress() string {
	switch off := h.offNoItem(); {
	case off != "":
		return off
	case h.target().Link == "" && !h.target().Partial:
		return h.app.words.offNoAddress()
	}
	return ""
}
