package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/headlines"
)

// This file holds what the command rows of marks do.

func (h *home) toggleRead() tea.Cmd {
	item := h.target()
	read := !h.app.library.Marks(item.ID).IsRead()
	h.app.library.SetRead([]model.ID{item.ID}, read)
	h.ended = item.ID
	h.keepChanges()
	h.app.say(h.app.words.MarkedUnread())
	if read {
		h.app.say(h.app.words.MarkedRead())
	}
	return h.tree.Ask(h.app.ctx)
}

func (h *home) toggleStar() tea.Cmd {
	item := h.target()
	star := !h.app.library.Marks(item.ID).IsStarred()
	h.app.library.SetStarred([]model.ID{item.ID}, star)
	h.keepChanges()
	h.app.say(h.app.words.StarRemoved())
	if star {
		h.app.say(h.app.words.StarAdded())
	}
	return h.tree.Ask(h.app.ctx)
}

// readAll marks all headlines listed read. It asks nothing, since it can be
// undone.
func (h *home) readAll() tea.Cmd {
	marked := h.app.library.SetAllRead(h.list.Listing())
	if marked == 0 {
		h.app.say(h.app.words.AllReadAlready())
		return nil
	}
	h.keepChanges()
	h.app.say(h.app.words.MarkedAll(marked, h.app.keys.KeyOf("mark.undo")))
	return h.tree.Ask(h.app.ctx)
}

// keepChanges says that a mark is now the last thing that can be taken back.
func (h *home) keepChanges() {
	h.tree.KeepViews()
	h.app.feeds.KeepRemoved()
	h.undone = nil
}

// undo takes back the last mark, or the last change of a view or of feeds after it,
// and says which.
func (h *home) undo() tea.Cmd {
	if taken, cmd := h.app.feeds.Undo(); taken {
		h.undone = append(h.undone, undoneFeed)
		return cmd
	}
	if taken, changed := h.tree.UndoView(); taken {
		h.undone = append(h.undone, undoneView)
		if changed {
			return h.ask(headlines.KeepArticle)
		}
		return nil
	}
	change, ok := h.app.library.Undo()
	if !ok {
		h.app.say(h.app.words.NothingToUndo())
		return nil
	}
	h.undone = append(h.undone, undoneMark)
	title := ""
	if change.Count == 1 {
		title = h.titleOf(change.ID)
	}
	h.app.say(h.app.words.Undone(change.Kind, change.Count, title))
	return h.refresh()
}

// titleOf is the title of an article that is listed, or nothing.
func (h *home) titleOf(id model.ID) string {
	if item := h.article.Subject(); item != nil && item.ID == id {
		return item.Title
	}
	if row, ok := h.list.Listing().Find(id, 0); ok {
		return h.list.Listing().At(row).Title
	}
	return ""
}
