package ui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
)

// This file draws the home screen: the masthead, the panes with hairlines
// between them, and the status line.

// body is where the panes stand: from which line on, and how many lines.
func (a *App) body() (top, height int) {
	top = a.above()
	height = a.height - top - 1
	for _, l := range a.layers {
		if p, ok := l.(*prompt); ok {
			height -= p.height() - 1
		}
	}
	return top, max(height, 0)
}

// idle is what stands in the article's pane while nothing is open.
func (h *home) idle() string {
	if h.list.items.Len() == 0 {
		return ""
	}
	return h.app.words.nothingOpen()
}

// covered says whether a popup stands over the home screen.
func (a *App) covered() bool {
	return len(a.layers) > 0 && a.prompt() == nil
}

func (h *home) draw(c *canvas) {
	a := h.app
	top, height := a.body()
	if top > 0 {
		c.set(0, h.masthead(c.width))
	}
	l := h.layout()
	if top > 1 {
		c.set(1, h.rule(l, c.width))
	}
	focus := !a.covered()
	var tree, list, article []string
	if !l.tree.empty() {
		tree = h.tree.draw(l.tree.width, height, focus && h.focus == treePane)
	}
	if !l.list.empty() {
		list = h.drawList(l.list.width, height, focus && h.focus == listPane)
	}
	if !l.article.empty() {
		article = h.article.draw(l.article.width, height, h.idle())
	}
	drawer := tree
	if l.drawer {
		tree = nil
		if h.list.items.Len() == 0 { // what is said of that would be half covered
			list, article = slices.Repeat([]string{blank(list)}, height), h.drawList(l.article.width, height, false)
		}
	}
	if top > 2 {
		c.set(2, a.joined(blank(tree), blank(list), blank(article)))
	}
	for y := range height {
		c.set(top+y, a.joined(at(tree, y), at(list, y), at(article, y)))
	}
	if l.drawer {
		h.drawDrawer(c, drawer, top, l.tree.width)
	}
	c.set(top+height, h.statusLine(c.width))
}

// drawDrawer draws the categories, with a hairline, over what is there.
func (h *home) drawDrawer(c *canvas, tree []string, top, width int) {
	if top > 2 {
		top, tree = top-1, append([]string{newLine(width).String()}, tree...)
	}
	box := make([]string, len(tree))
	for i, row := range tree {
		box[i] = row + h.app.styles.hairline.render("│")
	}
	c.overlay(0, top, width+1, box)
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
			row.WriteString(a.styles.hairline.render("│"))
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
	for _, pane := range []area{l.list, l.article} {
		if !pane.empty() && pane.x > 0 {
			cells[pane.x-1] = '┬'
		}
	}
	if l.drawer {
		cells[l.tree.width] = '┬'
	}
	return h.app.styles.hairline.render(string(cells))
}

// masthead is the name of the paper on the left, the day and what is unread on
// the right.
func (h *home) masthead(width int) string {
	a := h.app
	status := a.library.Status()
	parts := []string{a.words.day(a.now().In(a.zone))}
	if t := h.tree.tree; t != nil && t.Count > 0 {
		parts = append(parts, a.words.unread(t.Unread))
	}
	if status.Unreadable > 0 {
		parts = append(parts, a.words.unreadableFiles(status.Unreadable))
	}
	if status.Loading {
		parts = append(parts, a.words.files(status.Files))
	}
	l := newLine(width).skip(a.styles.text, 1).put(a.styles.name, a.title)
	h.putNews(l, status)
	room := l.room() - 3
	for len(parts) > 1 && ansi.StringWidth(strings.Join(parts, " · ")) > room {
		parts = parts[1:]
	}
	if text := strings.Join(parts, " · "); ansi.StringWidth(text) <= room {
		l.right(a.styles.dim, text, 1)
	}
	return l.String()
}

// drawList draws the headlines, or says why there are none.
func (h *home) drawList(width, height int, focused bool) []string {
	a, l := h.app, h.list
	if l.items.Len() > 0 {
		return l.draw(width, height, focused)
	}
	headline, text := h.noHeadlines()
	return a.window.message(width, height, headline, text)
}

// noHeadlines says why the list is empty, and what to do.
func (h *home) noHeadlines() (headline, text string) {
	words := h.app.words
	status := h.app.library.Status()
	switch back := h.app.keys.keyOf("app.step_back"); {
	case h.list.err != nil:
		return words.listFailed(), h.list.err.Error()
	case status.Loading || !h.list.known:
		return words.loading(status.Files)
	case status.Articles == 0 && status.Unreadable > 0:
		return words.noneReadable(status.Unreadable, h.app.keys.keyOf("app.problems"))
	case status.Articles == 0:
		return words.empty(h.app.rootNames())
	case len(h.filters) == 1 && h.unreadOnly() && h.draft == nil:
		return words.noneUnread(h.app.keys.keyOf("list.unread"))
	case len(h.filters) > 0 || h.draft != nil:
		return words.noMatch(h.filterNames(), back)
	}
	return h.noneInView()
}

// noneInView says why a view has no headlines.
func (h *home) noneInView() (headline, text string) {
	words := h.app.words
	switch s := h.tree.selected; s.kind {
	case selectStarred:
		return words.noneStarred(h.app.keys.keyOf("mark.star"))
	case selectToday:
		return words.noneToday()
	case selectUnread:
		return words.allRead()
	case selectLong:
		return words.noneLong()
	case selectView:
		return words.noneInView(s.name, h.tree.query(s).String())
	default:
		return words.empty(h.app.rootNames())
	}
}

// rootNames are the names of what the library reads, quoted, in one line.
func (a *App) rootNames() string {
	var names []string
	for _, root := range a.roots {
		names = append(names, a.words.quoted(root.Name))
	}
	return a.words.list(names)
}

// filterNames are the chips' words, and the category where one is chosen.
func (h *home) filterNames() []string {
	var names []string
	if h.tree.selected.kind != selectAll {
		names = append(names, strings.Join(h.tree.title(), pathArrow))
	}
	for _, f := range h.filters {
		if f.unread {
			names = append(names, h.app.words.chipUnread())
		} else if h.draft == nil {
			names = append(names, h.chipText(f))
		}
	}
	if h.draft != nil && h.draft.text != "" {
		names = append(names, h.chipText(*h.draft))
	}
	return names
}

// statusLine says where the reader is, what is filtered, and which keys matter.
func (h *home) statusLine(width int) string {
	a := h.app
	l := newLine(width).skip(a.styles.text, 1)
	hints := a.top().hints()
	if a.notice != "" {
		l.put(a.styles.accent, a.notice)
	} else if !a.covered() || width >= twoPanes {
		h.putWhere(l)
	}
	putHints(l, a.styles, a.keys.bind(a.top().commands()), hints)
	return l.String()
}

// putWhere writes the category, the row, how much is read, and the filters.
func (h *home) putWhere(l *line) {
	a := h.app
	where := strings.Join(h.tree.title(), pathArrow)
	var rest []string
	if n := h.list.items.Len(); n > 0 {
		rest = append(rest, a.words.position(h.list.cursor+1, n))
	}
	if percent, ok := h.article.percent(); ok && !h.layout().article.empty() {
		rest = append(rest, percentage(percent))
	}
	if f := &h.article.find; f.active() && h.focus == articlePane {
		rest = append(rest, a.words.matches(f.current+1, len(f.matches)))
	}
	if h.article.gone && !h.layout().article.empty() {
		rest = append(rest, a.words.fileGone())
	}
	tail := ""
	if len(rest) > 0 {
		tail = " · " + strings.Join(rest, " · ")
	}
	room := l.room() - ansi.StringWidth(tail)
	if room >= 8 {
		head := newLine(min(room, ansi.StringWidth(where))).put(a.styles.text, where)
		l.styled(head.String())
	} else {
		tail = strings.TrimPrefix(tail, " · ")
	}
	l.put(a.styles.dim, tail)
	for _, f := range h.filters {
		if l.room() > 6 {
			l.skip(a.styles.text, 2).put(a.styles.chip, h.chip(f))
		}
		if f.search && h.list.hits != nil {
			l.put(a.styles.dim, a.words.notSearched(h.list.hits.unsearched))
		}
	}
}

// chip is a filter as the status line shows it.
func (h *home) chip(f filter) string {
	words := h.app.words
	switch {
	case f.unread:
		return words.chipUnread()
	case f.search:
		return words.chipSearch(f.text, h.order == model.BestHits)
	}
	return f.text
}

// chipText is a filter as a sentence has it.
func (h *home) chipText(f filter) string {
	if f.search {
		return h.app.words.searchedFor(f.text)
	}
	return h.app.words.quoted(f.text)
}

func percentage(n int) string { return grouped(n) + "%" }

// hint is a word of the footer with the commands whose keys stand before it.
type hint []string

// hints are the commands that matter now, the most needed last.
func (h *home) hints() []hint {
	switch {
	case h.bare() && h.focus == listPane && h.app.library.Status().Unreadable > 0:
		return []hint{{"app.back"}, {"app.problems"}, {"app.help"}}
	case h.bare() && h.focus == listPane:
		return []hint{{"app.back"}, {"app.help"}}
	case h.focus == articlePane && h.article.find.active():
		return []hint{{"find.end"}, {"find.next", "find.previous"}, {"app.help"}}
	case h.focus == articlePane:
		return []hint{{"article.links"}, {"article.find"}, {"next.unread"}, {"move.page_down"}, {"article.footnote"}, {"app.back"}, {"app.help"}}
	case h.focus == treePane:
		return []hint{{"tree.remove"}, {"category.choose"}, h.foldHint(), {"move.down", "move.up"}, {"tree.open"}, {"app.help"}}
	}
	if h.search() != nil {
		return []hint{{"next.unread"}, {"list.unread"}, {"search.order"}, {"list.search"}, {"move.down", "move.up"}, {"app.step_back"}, {"list.open"}, {"app.help"}}
	}
	return []hint{{"next.unread"}, {"list.unread"}, {"list.search"}, {"list.filter"}, {"move.down", "move.up"}, {"category.choose"}, {"list.open"}, {"app.help"}}
}

// foldHint is what the category under the cursor can do: unfold, fold, neither.
func (h *home) foldHint() hint {
	switch node := h.tree.node(); {
	case node == nil || len(node.Children) == 0:
		return hint{}
	case h.tree.isOpen(node):
		return hint{"tree.fold"}
	}
	return hint{"tree.unfold"}
}

// putHints ends a line with as many hints as there is room for; the last ones
// are the last to go. The rows have the keys that the reader has chosen.
func putHints(l *line, s *styles, bound []Command, hints []hint) {
	rows := map[string]Command{}
	for _, row := range bound {
		if _, ok := rows[row.Name]; !ok {
			rows[row.Name] = row
		}
	}
	var texts [][2]string // keys and word
	room, used := l.room()-3, 0
	for _, hint := range slices.Backward(hints) {
		var keys []string
		word := ""
		for _, name := range hint {
			if row := rows[name]; row.Off == "" && len(row.Keys) > 0 {
				keys, word = append(keys, row.Keys[0]), row.Short
			}
		}
		text := [2]string{keyNames(keys), word}
		need := ansi.StringWidth(text[0]+text[1]) + 3
		if len(keys) == 0 || need > room {
			continue
		}
		room -= need
		used += need
		texts = append(texts, text)
	}
	slices.Reverse(texts)
	l.to(s.text, l.column()+l.room()-used+1)
	for i, text := range texts {
		if i > 0 {
			l.skip(s.text, 2)
		}
		l.put(s.accent, text[0]).skip(s.text, 1).put(s.dim, text[1])
	}
}
