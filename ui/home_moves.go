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

// move does one of the commands that move the cursor of the pane that has the focus,
// or its text. A page down at an article's end is the next unread one.
func (h *home) move(name string) tea.Cmd {
	switch h.focus {
	case treePane:
		return h.inTree(name)
	case listPane:
		h.list.Do(name)
	case articlePane:
		if percent, _ := h.article.Percent(); name == "move.page_down" && percent == 100 {
			return h.readOn()
		}
		h.article.Do(name)
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
	h.passing = next == articlePane
	return h.enter(next)
}

// enter gives a pane the focus.
func (h *home) enter(p pane) tea.Cmd {
	if p != articlePane {
		h.zoomed, h.single, h.reading, h.opening = false, false, false, ""
	}
	h.focus = p
	if p == articlePane {
		if item := h.list.Current(); item != nil {
			h.article.Follow(h.app.ctx, item, h.list.Searched())
		}
		if h.alone() {
			return h.markOpened()
		}
	}
	return nil
}

// leave goes from the article back to the headlines.
func (h *home) leave() tea.Cmd {
	counted := h.readToEnd()
	return tea.Batch(counted, h.enter(listPane))
}

// openArticle gives the article the focus, to be read.
func (h *home) openArticle() tea.Cmd {
	if h.focus != articlePane {
		h.article.Follow(h.app.ctx, h.list.Current(), h.list.Searched())
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
	h.keepChanges()
	return h.tree.Ask(h.app.ctx)
}

// goTo does one of the commands that go to the next or previous article, or unread
// one.
func (h *home) goTo(name string) tea.Cmd {
	counted := h.readToEnd()
	if !h.list.Do(name) {
		return counted
	}
	return tea.Batch(counted, h.showCurrent())
}

// showCurrent shows the article under the cursor of the list in the pane of the
// article, if that has the focus, and marks it read if the one before was opened.
func (h *home) showCurrent() tea.Cmd {
	if h.focus != articlePane {
		return nil
	}
	h.article.Follow(h.app.ctx, h.list.Current(), h.list.Searched())
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
		h.article.Follow(h.app.ctx, h.list.Current(), h.list.Searched())
	}
	h.focus, h.zoomed = articlePane, true
	return h.markOpened()
}

// turnWhole shows all of a page of a site, or its article alone again.
func (h *home) turnWhole() tea.Cmd {
	h.article.TurnWhole()
	return nil
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
		h.highlightWords()
		return h.ask(headlines.KeepChosen)
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
