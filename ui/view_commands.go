package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/ui/categories"
	"broadsheet/ui/headlines"
)

// saveView keeps a view, and says whether the library has taken it.
func (h *home) saveView(v model.View) bool {
	a := h.app
	before, saved := h.tree.OwnView(v.Name), a.library.Views()
	a.library.SetView(v)
	if !slices.Contains(saved, v) && slices.Equal(saved, a.library.Views()) {
		return false
	}
	h.canRestore(restoring(v.Name, before))
	h.tree.TakeViews()
	if before != nil {
		a.say(a.words.ViewReplaced(v.Name, h.app.keys.KeyOf("mark.undo")))
		return true
	}
	a.say(a.words.ViewSaved(v.Name))
	return true
}

// canRestore lets undo bring a view back: so many changes, the last ones.
func (h *home) canRestore(before model.View) {
	const most = 50
	h.unviewed = append(h.unviewed, before)
	h.unviewed = h.unviewed[max(0, len(h.unviewed)-most):]
}

// restoring is what brings a view back to what it was: kept here, or not.
func restoring(name string, before *categories.SavedView) model.View {
	if before == nil || !before.Saved {
		return model.View{Name: name}
	}
	return before.View
}

// offNotOwn says why the view under the cursor cannot be removed.
func (h *home) offNotOwn() string {
	s := h.tree.Chosen()
	if s.Kind != categories.OwnView {
		return h.app.words.OffNoOwnView()
	}
	if v := h.tree.OwnView(s.Name); v == nil || !v.Saved {
		return h.app.words.OffConfigured()
	}
	return ""
}

// removeView forgets a view of the reader's own.
func (h *home) removeView() tea.Cmd {
	a, name := h.app, h.tree.Chosen().Name
	before := h.tree.OwnView(name)
	h.canRestore(before.View)
	at := h.tree.Cursor()
	a.library.SetView(model.View{Name: name})
	h.tree.TakeViews()
	h.tree.StandAt(at)
	a.say(a.words.ViewRemoved(name, h.app.keys.KeyOf("mark.undo")))
	return tea.Batch(h.ask(headlines.KeepNothing), h.tree.Ask(a.ctx))
}

// restoreView takes back the last change of a view.
func (h *home) restoreView(before model.View) tea.Cmd {
	a := h.app
	a.library.SetView(before)
	gone := h.tree.TakeViews()
	a.say(a.words.ViewRestored(before.Name, before.Query != ""))
	if gone || h.tree.Chosen().Name == before.Name {
		return tea.Batch(h.ask(headlines.KeepArticle), h.tree.Ask(a.ctx))
	}
	return h.tree.Ask(a.ctx)
}
