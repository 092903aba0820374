package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/article"
	"broadsheet/ui/headlines"
)

// This file holds what the command rows do that move: within a pane, from pane
// to pane, and from article to article.

// measureStep is how much longer or shorter a key makes the lines: two
// characters of Chinese.
const measureStep = 4

// target is the item that commands act on: the article being read, else the
// headline under the cursor.
func (h *home) target() *model.Item {
	if h.focus == articlePane {
		return h.article.Subject()
	}
	return h.list.Current()
}

// move moves the cursor of the pane that has the keys, or its text.
func (h *home) move(rows int) tea.Cmd {
	switch h.focus {
	case treePane:
		return h.moveInTree(rows)
	case articlePane:
		h.article.Scroll(rows)
	default:
		h.list.MoveTo(h.list.Cursor + rows)
	}
	return nil
}

func (h *home) moveInTree(rows int) tea.Cmd {
	if !h.tree.Move(rows) {
		return nil
	}
	return tea.Batch(h.ask(headlines.KeepFirst), h.tree.AskMissing(h.app.ctx))
}

// page moves by a page, or a part of it.
func (h *home) page(step, part int) tea.Cmd {
	l := h.layout()
	switch h.focus {
	case treePane:
		return h.moveInTree(step * max(1, l.tree.Height/part))
	case listPane:
		h.list.MoveTo(h.list.Page(l.list.Width, l.list.Height/part, step))
		return nil
	default:
		return h.pageArticle(step, max(1, (l.article.Height-overlap)/part), part == 1)
	}
}

// overlap is the lines that a page keeps of the one before, so that the eye
// finds its place.
const overlap = 2

// pageArticle scrolls the article by lines. A whole page down at its end is the
// next unread article.
func (h *home) pageArticle(step, lines int, whole bool) tea.Cmd {
	if step > 0 && whole && h.article.Ready() && h.article.AtEnd() {
		return h.unread(1)
	}
	h.article.Scroll(step * lines)
	return nil
}

// jump goes to the first or the last line.
func (h *home) jump(end int) tea.Cmd {
	switch {
	case h.focus == treePane:
		return h.moveInTree(end * h.tree.Length())
	case h.focus == listPane && end < 0:
		h.list.MoveTo(0)
	case h.focus == listPane:
		h.list.MoveTo(h.list.Items.Len() - 1)
	case end < 0:
		h.article.ScrollTo(0)
	default:
		h.article.End()
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
		h.zoomed, h.single, h.reading, h.opening = false, false, false, ""
	}
	h.focus = p
	if p == articlePane {
		if item := h.list.Current(); item != nil {
			h.article.Follow(h.app.ctx, item, h.searched())
		}
		if h.alone() {
			return h.markOpened()
		}
	}
	return nil
}

// leave goes from the article back to the headlines.
func (h *home) leave() tea.Cmd { return h.enter(listPane) }

// openArticle gives the article the keys, to be read.
func (h *home) openArticle() tea.Cmd {
	if h.focus != articlePane {
		h.article.Follow(h.app.ctx, h.list.Current(), h.searched())
	} else if h.article.Failed() {
		h.article.Again()
	}
	h.focus = articlePane
	h.article.ToMatch(h.app.ctx)
	return h.markOpened()
}

// markOpened marks the article read, because it is being read: as soon as it
// is shown, and not where its file cannot be read.
func (h *home) markOpened() tea.Cmd {
	h.reading = true
	if h.article.Subject() == nil {
		return nil
	}
	h.opening = h.article.Subject().ID
	return h.markShown()
}

// markShown marks the article read that was opened, once it is shown.
func (h *home) markShown() tea.Cmd {
	if h.opening == "" || !h.article.Ready() || h.article.Subject().ID != h.opening {
		return nil
	}
	id := h.opening
	h.opening = ""
	if h.app.library.Marks(id).IsRead() {
		return nil
	}
	h.app.library.SetRead([]model.ID{id}, true)
	h.unviewed = nil
	return h.tree.Ask(h.app.ctx)
}

// unread goes to the next or previous unread article.
func (h *home) unread(step int) tea.Cmd {
	at, wrapped, found := h.nextUnread(step)
	switch {
	case !found:
		h.app.say(h.app.words.NoUnread())
		return nil
	case wrapped && step > 0:
		h.app.say(h.app.words.FromTheTop())
	case wrapped:
		h.app.say(h.app.words.FromTheEnd())
	}
	return h.goTo(at)
}

// step goes to the next or previous article.
func (h *home) step(step int) tea.Cmd {
	at := h.list.Cursor + step
	switch {
	case at < 0:
		h.app.say(h.app.words.FirstArticle())
		return nil
	case at >= h.list.Items.Len():
		h.app.say(h.app.words.LastArticle())
		return nil
	}
	return h.goTo(at)
}

// goTo puts the cursor on a row; in the pane of the article, that one is shown
// instead, and marked read if the one before was opened.
func (h *home) goTo(at int) tea.Cmd {
	h.list.MoveTo(at)
	if h.focus != articlePane {
		return nil
	}
	h.article.Follow(h.app.ctx, h.list.Current(), h.searched())
	if !h.reading {
		return nil
	}
	h.article.ToMatch(h.app.ctx)
	return h.markOpened()
}

// zoom shows the article alone, or beside the headlines again.
func (h *home) zoom() tea.Cmd {
	if h.zoomed {
		h.zoomed = false
		return nil
	}
	if h.focus != articlePane {
		h.article.Follow(h.app.ctx, h.list.Current(), h.searched())
	}
	h.focus, h.zoomed = articlePane, true
	return h.markOpened()
}

// setMeasure makes the lines of articles longer or shorter than they are, which
// in a narrow pane is less than the measure.
func (h *home) setMeasure(step int) tea.Cmd {
	a, pane := h.app, h.layout().article
	shown, before := a.measure, a.measure
	if !pane.Empty() {
		shown = article.TextWidth(pane.Width, h.app.measure)
	}
	a.measure = min(max(shown+step, LeastMeasure), MostMeasure)
	if step > 0 && !pane.Empty() && article.TextWidth(pane.Width, h.app.measure) == shown {
		a.measure = before
		a.say(a.words.MeasureFull(shown))
		return nil
	}
	a.keep(func(s *model.Settings) { s.Measure = a.measure })
	a.say(a.words.MeasureNow(a.measure))
	return nil
}

// stepBack goes one step back: out of the article, or out of the drawer, and
// then it drops the last filter.
func (h *home) stepBack() tea.Cmd {
	switch {
	case h.focus == articlePane && h.article.GoBack():
		return nil
	case h.zoomed && h.app.window.Width >= twoPanes && !h.single:
		h.zoomed = false
		return nil
	case h.focus == articlePane:
		return h.leave()
	case h.focus == treePane:
		return h.enter(listPane)
	case len(h.filters) > 0:
		h.filters = h.filters[:len(h.filters)-1]
		h.lightWords()
		h.list.Moved = true
		return h.ask(headlines.KeepArticle)
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
	case h.focus == treePane && h.app.window.Width < threePanes:
		return h.enter(listPane)
	}
	return tea.Quit
}
