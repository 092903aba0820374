package ui

import (
	"context"
	"net/url"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
)

// This file holds what the command rows of the home screen do.

// measureStep is how much longer or shorter a key makes the lines: two
// characters of Chinese.
const measureStep = 4

// target is the item that commands act on: the article being read, else the
// headline under the cursor.
func (h *home) target() *model.Item {
	if h.focus == articlePane {
		return h.article.item
	}
	return h.list.current()
}

// move moves the cursor of the pane that has the keys, or its text.
func (h *home) move(rows int) tea.Cmd {
	switch h.focus {
	case treePane:
		return h.moveInTree(rows)
	case articlePane:
		h.article.scroll(rows)
	default:
		h.list.moveTo(h.list.cursor + rows)
	}
	return nil
}

func (h *home) moveInTree(rows int) tea.Cmd {
	if !h.tree.move(rows) {
		return nil
	}
	return h.ask(keepFirst)
}

// page moves by a page, or a part of it.
func (h *home) page(step, part int) tea.Cmd {
	l := h.layout()
	switch h.focus {
	case treePane:
		return h.moveInTree(step * max(1, l.tree.height/part))
	case listPane:
		h.list.moveTo(h.list.page(l.list.width, l.list.height/part, step))
		return nil
	default:
		return h.pageArticle(step, max(1, (l.article.height-overlap)/part), part == 1)
	}
}

// overlap is the lines that a page keeps of the one before, so that the eye
// finds its place.
const overlap = 2

// pageArticle scrolls the article by lines. A whole page down at its end is the
// next unread article.
func (h *home) pageArticle(step, lines int, whole bool) tea.Cmd {
	if step > 0 && whole && h.article.ready() && h.article.atEnd() {
		return h.unread(1)
	}
	h.article.scroll(step * lines)
	return nil
}

// jump goes to the first or the last line.
func (h *home) jump(end int) tea.Cmd {
	switch {
	case h.focus == treePane:
		return h.moveInTree(end * len(h.tree.rows))
	case h.focus == listPane && end < 0:
		h.list.moveTo(0)
	case h.focus == listPane:
		h.list.moveTo(len(h.list.items) - 1)
	case end < 0:
		h.article.scrollTo(0)
	default:
		h.article.end()
	}
	return nil
}

// turn goes to the next pane, round and round.
func (h *home) turn(step int) tea.Cmd {
	next := pane((int(h.focus) + step + 3) % 3)
	if h.focus == articlePane {
		h.zoomed = false
	}
	if next == articlePane && h.offNoItem() != "" {
		next = (next + pane(step) + 3) % 3
	}
	return h.enter(next)
}

// enter gives a pane the keys.
func (h *home) enter(p pane) tea.Cmd {
	if p != articlePane {
		h.zoomed, h.single, h.reading = false, false, false
	}
	h.focus = p
	if p == articlePane {
		if item := h.list.current(); item != nil {
			h.article.follow(item)
		}
		if h.alone() {
			return h.markOpened()
		}
	}
	return nil
}

// leave goes from the article back to the headlines.
func (h *home) leave() tea.Cmd { return h.enter(listPane) }

// openArticle gives the article the keys and marks it read.
func (h *home) openArticle() tea.Cmd {
	if h.focus != articlePane {
		h.article.follow(h.list.current())
	} else if h.article.err != nil {
		h.article.again()
	}
	h.focus = articlePane
	return h.markOpened()
}

// markOpened marks the article read, because it is being read.
func (h *home) markOpened() tea.Cmd {
	h.reading = true
	item := h.article.item
	if item == nil || h.app.library.Marks(item.ID).IsRead() {
		return nil
	}
	h.app.library.SetRead([]model.ID{item.ID}, true)
	return h.tree.ask()
}

// unfold opens the category under the cursor; where it is open already or has
// nothing to open, it goes to its headlines.
func (h *home) unfold() tea.Cmd {
	node := h.tree.node()
	if node == nil || len(node.Children) == 0 || h.tree.isOpen(node) {
		return h.enter(listPane)
	}
	h.tree.setOpen(node, true)
	return nil
}

// fold closes the category under the cursor; where it is closed already, it
// goes to the one above.
func (h *home) fold() tea.Cmd {
	node := h.tree.node()
	switch {
	case node == nil:
		return nil
	case len(node.Children) > 0 && h.tree.isOpen(node):
		h.tree.setOpen(node, false)
		return nil
	case len(node.Path) == 1:
		return nil
	}
	h.tree.choose(selection{kind: selectCategory, path: node.Path[:len(node.Path)-1]})
	return h.ask(keepFirst)
}

// show lists what was chosen, and goes to the headlines.
func (h *home) show(s selection) tea.Cmd {
	h.tree.choose(s)
	h.enter(listPane)
	return h.ask(keepFirst)
}

// nthCategory chooses the n-th category at the top, unfolded.
func (h *home) nthCategory(n int) tea.Cmd {
	if h.tree.tree == nil || n > len(h.tree.tree.Top) {
		h.app.say(h.app.words.noSuchCategory(n))
		return nil
	}
	node := h.tree.tree.Top[n-1]
	h.tree.open[model.CategoryKey(node.Path)] = true
	return h.show(selection{kind: selectCategory, path: node.Path})
}

// toggleUnread sets or drops the filter that shows unread articles only.
func (h *home) toggleUnread() tea.Cmd {
	if i := slices.IndexFunc(h.filters, func(f filter) bool { return f.unread }); i >= 0 {
		h.filters = slices.Delete(h.filters, i, i+1)
	} else {
		h.filters = append(h.filters, filter{unread: true})
	}
	h.list.moved = true
	return h.ask(keepArticle)
}

// unread goes to the next or previous unread article.
func (h *home) unread(step int) tea.Cmd {
	at, wrapped, found := h.list.nextUnread(step)
	switch {
	case !found:
		h.app.say(h.app.words.noUnread())
		return nil
	case wrapped && step > 0:
		h.app.say(h.app.words.fromTheTop())
	case wrapped:
		h.app.say(h.app.words.fromTheEnd())
	}
	return h.goTo(at)
}

// step goes to the next or previous article.
func (h *home) step(step int) tea.Cmd {
	at := h.list.cursor + step
	switch {
	case at < 0:
		h.app.say(h.app.words.firstArticle())
		return nil
	case at >= len(h.list.items):
		h.app.say(h.app.words.lastArticle())
		return nil
	}
	return h.goTo(at)
}

// goTo puts the cursor on a row; in the pane of the article, that one is shown
// instead, and marked read if the one before was opened.
func (h *home) goTo(at int) tea.Cmd {
	h.list.moveTo(at)
	if h.focus != articlePane {
		return nil
	}
	h.article.follow(h.list.current())
	if !h.reading {
		return nil
	}
	return h.markOpened()
}

// zoom shows the article alone, or beside the headlines again.
func (h *home) zoom() tea.Cmd {
	if h.zoomed {
		h.zoomed = false
		return nil
	}
	if h.focus != articlePane {
		h.article.follow(h.list.current())
	}
	h.focus, h.zoomed = articlePane, true
	return h.markOpened()
}

// setMeasure makes the lines of articles longer or shorter.
func (h *home) setMeasure(step int) tea.Cmd {
	h.app.measure = min(max(h.app.measure+step, leastMeasure), mostMeasure)
	h.app.say(h.app.words.measureNow(h.app.measure))
	return nil
}

func (h *home) toggleRead() tea.Cmd {
	item := h.target()
	read := !h.app.library.Marks(item.ID).IsRead()
	h.app.library.SetRead([]model.ID{item.ID}, read)
	h.app.say(h.app.words.markedUnread())
	if read {
		h.app.say(h.app.words.markedRead())
	}
	return h.tree.ask()
}

func (h *home) toggleStar() tea.Cmd {
	item := h.target()
	star := !h.app.library.Marks(item.ID).IsStarred()
	h.app.library.SetStarred([]model.ID{item.ID}, star)
	h.app.say(h.app.words.starRemoved())
	if star {
		h.app.say(h.app.words.starAdded())
	}
	return h.tree.ask()
}

// readAll marks all headlines listed read. It asks nothing, since it can be
// undone.
func (h *home) readAll() tea.Cmd {
	var ids []model.ID
	for _, item := range h.list.items {
		if !h.app.library.Marks(item.ID).IsRead() {
			ids = append(ids, item.ID)
		}
	}
	if len(ids) == 0 {
		h.app.say(h.app.words.allReadAlready())
		return nil
	}
	h.app.library.SetRead(ids, true)
	h.app.say(h.app.words.markedAll(len(ids), h.keyOf("mark.undo")))
	return h.tree.ask()
}

// undo takes back the last mark and says which.
func (h *home) undo() tea.Cmd {
	change, ok := h.app.library.Undo()
	if !ok {
		h.app.say(h.app.words.nothingToUndo())
		return nil
	}
	title := ""
	if len(change.IDs) == 1 {
		title = h.titleOf(change.IDs[0])
	}
	h.app.say(h.app.words.undone(change.Kind, len(change.IDs), title))
	return h.tree.ask()
}

// titleOf is the title of an article that is listed, or nothing.
func (h *home) titleOf(id model.ID) string {
	if item := h.article.item; item != nil && item.ID == id {
		return item.Title
	}
	if at, ok := indexNear(h.list.items, id, h.list.cursor); ok {
		return h.list.items[at].Title
	}
	return ""
}

// copyAddress puts the article's address on the reader's clipboard.
func (h *home) copyAddress() tea.Cmd { return h.app.copyLink(h.target().Link) }

// copyLink asks the terminal to copy, which works over SSH as well (OSC 52).
func (a *App) copyLink(address string) tea.Cmd {
	a.say(a.words.copied(address))
	return tea.SetClipboard(address)
}

// openURL opens an address in the reader's browser, or copies it where there
// is none.
func (a *App) openURL(address string) tea.Cmd {
	if a.openLink == nil {
		return a.copyLink(address)
	}
	ctx, open, words := a.ctx, a.openLink, a.words
	return a.opened.ask(ctx, func(ctx context.Context) tea.Msg {
		if err := open(ctx, address); err != nil {
			return saying{text: words.linkFailed(err.Error())}
		}
		return saying{text: words.linkOpened(hostOf(address))}
	})
}

// hostOf is what a reader knows an address by.
func hostOf(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return address
	}
	if parsed.Host == "" {
		return strings.TrimPrefix(address, parsed.Scheme+":")
	}
	return strings.TrimPrefix(parsed.Host, "www.")
}

// stepBack goes one step back: out of the article, or out of the drawer, and
// then it drops the last filter.
func (h *home) stepBack() tea.Cmd {
	switch {
	case h.zoomed && h.app.width >= twoPanes && !h.single:
		h.zoomed = false
		return nil
	case h.focus == articlePane:
		return h.leave()
	case h.focus == treePane:
		return h.enter(listPane)
	case len(h.filters) > 0:
		h.filters = h.filters[:len(h.filters)-1]
		h.list.moved = true
		return h.ask(keepArticle)
	}
	return nil
}

// back leaves what is in front; at the first screen it quits.
func (h *home) back() tea.Cmd {
	switch {
	case h.single:
		return tea.Quit
	case h.focus == articlePane:
		return h.leave()
	case h.focus == treePane && h.app.width < threePanes:
		return h.enter(listPane)
	}
	return tea.Quit
}

// keyOf is the first key of a command, as a reader would write it.
func (h *home) keyOf(name string) string {
	for _, row := range h.app.bind(h.commands()) {
		if row.Name == name && len(row.Keys) > 0 {
			return keyName(row.Keys[0])
		}
	}
	return ":"
}
