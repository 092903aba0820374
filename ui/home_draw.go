package ui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// This file draws the home screen: the masthead, the panes with hairlines
// between them, and the status line.

// body is where the panes stand: from which line on, and how many lines.
func (a *App) body() (top, height int) {
	top = a.window.Above()
	height = a.window.Height - top - a.window.Below()
	if typing, is := a.firstLayer().(interface{ Height() int }); is {
		height -= typing.Height() - 1
	}
	return top, max(height, 0)
}

// idle is what stands in the article's pane while nothing is open.
func (h *home) idle() string {
	if h.list.Listing().Len() == 0 {
		return ""
	}
	return h.app.words.NothingOpen()
}

// covered says whether a popup stands over the home screen.
func (a *App) covered() bool {
	_, typing := a.firstLayer().(interface{ Height() int })
	return len(a.layers) > 0 && !typing
}

// beside says whether the popup leaves panes in sight.
func (a *App) beside() bool {
	_, is := a.firstLayer().(*themeChooser)
	return is
}

// firstLayer is the lowest layer over the home screen, nil where there is none. A line
// that is typed into is always that.
func (a *App) firstLayer() layer {
	if len(a.layers) == 0 {
		return nil
	}
	return a.layers[0]
}

func (h *home) Draw(c *canvas.Canvas) {
	a := h.app
	top, height := a.body()
	if top > 0 {
		c.Set(0, h.masthead(c.Width))
	}
	l := h.layout()
	if top > 1 {
		c.Set(1, h.rule(l, c.Width))
	}
	focus := !a.covered()
	var tree, list, article []string
	if !l.tree.Empty() {
		tree = append(h.tree.Draw(l.tree.Width, l.tree.Height, focus && h.focus == treePane), l.treeTrouble...)
	}
	if !l.list.Empty() {
		list = append(l.listTrouble, h.drawList(l.list.Width, l.list.Height, focus && h.focus == listPane)...)
	}
	if !l.article.Empty() {
		article = h.article.Draw(l.article.Width, height, h.idle())
	}
	drawer := tree
	if l.drawer {
		tree = nil
		if h.list.Listing().Len() == 0 { // what is said of that would be half covered
			list, article = slices.Repeat([]string{blank(list)}, height), h.drawList(l.article.Width, height, false)
		}
	}
	for y := range height {
		c.Set(top+y, a.joined(at(tree, y), at(list, y), at(article, y)))
	}
	if l.drawer {
		h.drawDrawer(c, drawer, top, l.tree.Width)
	}
	h.putCursor(c, l)
	last := top + height + a.window.Below() - 1
	status, _ := h.statusLine(c.Width)
	c.Set(last, status)
	h.drawLongNotice(c, last)
}

// drawLongNotice draws what was just told over the last lines of the panes as well, where
// the status line is too short for it.
func (h *home) drawLongNotice(c *canvas.Canvas, last int) {
	const most = 3 // lines
	a := h.app
	if ansi.StringWidth(a.notice)+1 <= c.Width || len(a.layers) > 0 {
		return
	}
	rows := render.WrapLines(a.notice, max(1, c.Width-2), min(most, last))
	for i, row := range rows {
		c.Set(last+1-len(rows)+i, canvas.NewLine(c.Width).Skip(a.window.Styles.Text, 1).PutLink(a.window.Styles.Accent, row, a.leads).String())
	}
}

// drawDrawer draws the categories, with a hairline, over what is there.
func (h *home) drawDrawer(c *canvas.Canvas, tree []string, top, width int) {
	box := make([]string, len(tree))
	for i, row := range tree {
		box[i] = row + h.app.window.Styles.Hairline.Render("│")
	}
	c.Overlay(0, top, width+1, box)
}

// joined puts lines of the panes side by side, those that are shown, with a
// hairline between them.
func (a *App) joined(panes ...string) string {
	var row strings.Builder
	for _, pane := range panes {
		if pane == "" {
			continue
		}
		if row.Len() > 0 {
			row.WriteString(a.window.Styles.Hairline.Render("│"))
		}
		row.WriteString(pane)
	}
	return row.String()
}

// at is the y-th line of a pane, nothing where it is not shown.
func at(pane []string, y int) string {
	if y >= len(pane) {
		return ""
	}
	return pane[y]
}

// blank is a line of a pane with nothing in it, nothing where it is not shown.
func blank(pane []string) string { return strings.Repeat(" ", ansi.StringWidth(at(pane, 0))) }

// rule is the hairline under the masthead, joined to those between the panes.
func (h *home) rule(l layout, width int) string {
	cells := []rune(strings.Repeat("─", width))
	if h.app.covered() && !h.app.beside() {
		return h.app.window.Styles.Hairline.Render(string(cells))
	}
	for _, pane := range []canvas.Area{l.list, l.article} {
		if !pane.Empty() && pane.X > 0 {
			cells[pane.X-1] = '┬'
		}
	}
	if l.drawer {
		cells[l.tree.Width] = '┬'
	}
	return h.app.window.Styles.Hairline.Render(string(cells))
}

// masthead is the name of the paper on the left, the day and what is unread on
// the right.
func (h *home) masthead(width int) string {
	a := h.app
	status := a.library.Status()
	parts := []string{a.words.Day(a.now().In(a.zone))}
	if all, unread, known := h.tree.Counts(); known && all > 0 {
		parts = append(parts, a.words.Unread(unread))
	}
	if status.Unreadable > 0 {
		parts = append(parts, a.words.UnreadableFiles(status.Unreadable))
	}
	if status.Loading {
		parts = append(parts, a.words.Files(status.Files))
	}
	l := canvas.NewLine(width).Skip(a.window.Styles.Text, 1).Put(a.window.Styles.Name, a.title)
	h.putNews(l, status)
	room := l.Room() - 3
	for len(parts) > 1 && ansi.StringWidth(strings.Join(parts, " · ")) > room {
		parts = parts[1:]
	}
	if text := strings.Join(parts, " · "); ansi.StringWidth(text) <= room {
		l.Right(a.window.Styles.Dim, text, 1)
	}
	return l.String()
}

// drawList draws the headlines, or says why there are none.
func (h *home) drawList(width, height int, focused bool) []string {
	if h.list.Listing().Len() > 0 {
		return h.list.Draw(width, height, focused)
	}
	headline, texts := h.noHeadlines()
	return h.app.window.Message(width, height, headline, texts...)
}

// noHeadlines says why the list is empty, and what to do.
func (h *home) noHeadlines() (headline string, texts []string) {
	if status := h.app.library.Status(); status.Articles == 0 && status.Unreadable == 0 && !status.Loading {
		if known, err := h.list.Answered(); known && err == nil {
			return h.noArticles()
		}
	}
	headline, text := h.noneListed()
	return headline, []string{text}
}

// noneListed says why none of the articles is listed.
func (h *home) noneListed() (headline, text string) {
	words := h.app.words
	status := h.app.library.Status()
	known, err := h.list.Answered()
	switch back := h.app.keys.KeyOf("app.step_back"); {
	case err != nil:
		return words.ListFailed(), err.Error()
	case status.Loading || !known:
		return words.Loading(status.Files)
	case status.Articles == 0 && status.Unreadable > 0:
		return words.NoneReadable(status.Unreadable, h.app.keys.KeyOf("app.problems"))
	case len(h.filters) == 1 && h.unreadOnly() && h.draft == nil:
		return words.NoneUnread(h.app.keys.KeyOf("list.unread"))
	case len(h.filters) > 0 || h.draft != nil:
		return words.NoMatch(h.filterNames(), back)
	}
	if headline, text, said := h.tree.NoneListed(); said {
		return headline, text
	}
	return words.Empty(h.app.rootNames())
}

// rootNames are the names of the folders that readers put files into, quoted, in one
// line.
func (a *App) rootNames() string {
	var names []string
	for _, root := range a.roots {
		if !root.Fed {
			names = append(names, a.words.Quoted(root.Name))
		}
	}
	return a.words.List(names)
}

// filterNames are the chips' words, and the category where one is chosen.
func (h *home) filterNames() []string {
	var names []string
	if !h.tree.ListsAll() {
		names = append(names, words.CategoryPath(h.tree.Title(), h.app.words))
	}
	for _, f := range h.filters {
		if f.unread {
			names = append(names, h.app.words.ChipUnread())
		} else if h.draft == nil {
			names = append(names, h.chipText(f))
		}
	}
	if h.draft != nil && h.draft.text != "" {
		names = append(names, h.chipText(*h.draft))
	}
	return names
}

// statusLine says where the reader is, what is filtered, and which keys matter; and
// where those keys stand.
func (h *home) statusLine(width int) (text string, hits []command.Span) {
	a := h.app
	l := canvas.NewLine(width).Skip(a.window.Styles.Text, 1)
	hints := a.top().Hints()
	if a.notice != "" {
		l.PutLink(a.window.Styles.Accent, a.notice, a.leads)
	} else if !a.covered() || width >= twoPanes {
		h.putWhere(l)
		h.putNumber(l)
	}
	hits = command.PutHints(l, a.window.Styles, a.keys.Bind(a.top().Commands()), hints)
	return l.String(), hits
}

// ofArticle is what the status line says of the article: it stands apart from what it
// says of the list, and how far one has read only where one reads.
func (h *home) ofArticle() []string {
	a := h.app
	if h.layout().article.Empty() {
		return nil
	}
	var said []string
	if percent, ok := h.article.Percent(); ok && h.focus == articlePane {
		said = append(said, a.words.ReadSoFar(percent))
	}
	if h.article.Full() {
		said = append(said, a.words.FullText())
	}
	if current, found, _ := h.article.Matches(); h.article.Finding() && h.focus == articlePane {
		said = append(said, a.words.Matches(current, found))
	}
	if h.article.Gone() {
		said = append(said, a.words.FileGone())
	}
	return said
}

// putWhere writes the category, the row, what there is to say of the article, and the
// filters.
func (h *home) putWhere(l *canvas.Line) {
	a := h.app
	where := words.CategoryPath(h.tree.Title(), h.app.words)
	var rest []string
	if row, of := h.list.Position(); of > 0 {
		rest = append(rest, a.words.Position(row, of))
	}
	tail := ""
	if len(rest) > 0 {
		tail = " · " + strings.Join(rest, " · ")
	}
	room := l.Room() - ansi.StringWidth(tail)
	if room >= 8 {
		head := canvas.NewLine(min(room, ansi.StringWidth(where))).Put(a.window.Styles.Text, where)
		l.Styled(head.String())
	} else {
		tail = strings.TrimPrefix(tail, " · ")
	}
	l.Put(a.window.Styles.Dim, tail)
	if about := strings.Join(h.ofArticle(), " · "); about != "" {
		l.Skip(a.window.Styles.Text, 3).Put(a.window.Styles.Dim, about)
	}
	defer h.putFetching(l)
	if order := h.orderChip(); order != "" && l.Room() > 6 {
		l.Skip(a.window.Styles.Text, 2).Put(a.window.Styles.Chip, order)
	}
	for _, f := range h.filters {
		if l.Room() > 6 {
			l.Skip(a.window.Styles.Text, 2).Put(a.window.Styles.Chip, h.chip(f))
		}
		if f.search {
			l.Put(a.window.Styles.Dim, a.words.NotSearched(h.list.Unsearched()))
		}
	}
}

// chip is a filter as the status line shows it.
func (h *home) chip(f filter) string {
	words := h.app.words
	switch {
	case f.unread:
		return words.ChipUnread()
	case f.search:
		return words.ChipSearch(f.text, h.order == model.BestHits)
	}
	return f.text
}

// chipText is a filter as a sentence has it.
func (h *home) chipText(f filter) string {
	if f.search {
		return h.app.words.SearchedFor(f.text)
	}
	return h.app.words.Quoted(f.text)
}

// Hints are the commands that matter now, the most needed last.
func (h *home) Hints() []command.Hint {
	switch {
	case h.bare() && h.focus == listPane && h.app.library.Status().Unreadable > 0:
		return []command.Hint{{"app.back"}, {"app.problems"}, {"app.help"}}
	case h.bare() && h.focus == listPane:
		return []command.Hint{{"feeds.fetch"}, {"feeds.list"}, {"feeds.add"}, {"app.back"}, {"app.help"}}
	case h.focus == articlePane && h.article.Finding():
		return []command.Hint{{"find.end"}, {"find.next", "find.previous"}, {"app.help"}}
	case h.focus == articlePane:
		return []command.Hint{{"article.links"}, {"article.find"}, h.onwardHint(), {"move.page_down"}, {"article.footnote"}, {"app.back"}, {"app.help"}}
	case h.focus == treePane:
		return []command.Hint{{"tree.remove"}, {"category.choose"}, h.foldHint(), {"move.down", "move.up"}, {"tree.open"}, {"app.help"}}
	}
	if h.search() != nil {
		return []command.Hint{{"list.unread"}, {"search.order"}, {"list.search"}, {"move.down", "move.up"}, h.onwardHint(), {"app.step_back"}, {"list.open"}, {"app.help"}}
	}
	if h.filtered() {
		return []command.Hint{{"list.unread"}, {"list.search"}, {"list.filter"}, {"move.down", "move.up"}, h.onwardHint(), {"app.step_back"}, {"list.open"}, {"app.help"}}
	}
	return []command.Hint{{"next.unread"}, {"list.unread"}, {"list.search"}, {"list.filter"}, {"move.down", "move.up"}, {"category.choose"}, {"list.open"}, {"app.help"}}
}

// foldHint is what the category under the cursor can do: unfold, fold, neither.
func (h *home) foldHint() command.Hint {
	switch unfold, fold := h.tree.Foldable(); {
	case fold:
		return command.Hint{"tree.fold"}
	case !unfold:
		return command.Hint{}
	}
	return command.Hint{"tree.unfold"}
}

func (a *App) drawTooSmall(c *canvas.Canvas) {
	if c.Width == 0 || c.Height == 0 {
		return
	}
	text := render.WrapLines(a.words.TooSmall(c.Width, c.Height), c.Width, c.Height)
	for y, row := range text {
		c.Set(y, canvas.NewLine(c.Width).Put(a.window.Styles.Text, row).String())
	}
}
