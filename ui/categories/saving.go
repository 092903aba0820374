package categories

import (
	"slices"

	"broadsheet/model"
)

// This file saves and removes views of the reader's own, and takes that back.

// SaveView keeps a view and chooses it. It says whether the library has taken it.
func (t *View) SaveView(v model.View) bool {
	before, saved := t.ownView(v.Name), t.o.Library.Views()
	t.o.Library.SetView(v)
	if !slices.Contains(saved, v) && slices.Equal(saved, t.o.Library.Views()) {
		return false
	}
	t.canUndo(restoring(v.Name, before))
	t.redo = nil
	t.takeViews()
	if before != nil {
		t.o.Say(t.o.Words.ViewReplaced(v.Name, t.o.Keys.KeyOf("mark.undo")))
	} else {
		t.o.Say(t.o.Words.ViewSaved(v.Name))
	}
	t.choose(selection{kind: selectOwn, name: v.Name})
	t.stale = true
	return true
}

// canUndo lets UndoView bring a view back: so many changes, the last ones.
func (t *View) canUndo(before model.View) {
	const most = 50
	t.undo = append(t.undo, before)
	t.undo = t.undo[max(0, len(t.undo)-most):]
}

// restoring is what brings a view back to what it was: kept here, or not.
func restoring(name string, before *savedView) model.View {
	if before == nil || !before.saved {
		return model.View{Name: name}
	}
	return before.View
}

// OffRemove says why the view under the cursor cannot be removed; empty: it can.
func (t *View) OffRemove() string {
	if t.selected.kind != selectOwn {
		return t.o.Words.OffNoOwnView()
	}
	if v := t.ownView(t.selected.name); v == nil || !v.saved {
		return t.o.Words.OffConfigured()
	}
	return ""
}

// removeView forgets the view under the cursor, which stays where it is.
func (t *View) removeView() {
	name, row := t.selected.name, t.cursor()
	t.canUndo(t.ownView(name).View)
	t.redo = nil
	t.o.Library.SetView(model.View{Name: name})
	t.takeViews()
	t.standAt(row)
	t.o.Say(t.o.Words.ViewRemoved(name, t.o.Keys.KeyOf("mark.undo")))
	t.stale = true
}

// UndoView takes back the last change of a view, if there is one. It says whether the
// view chosen is another one now.
func (t *View) UndoView() (undone, changed bool) {
	n := len(t.undo)
	if n == 0 {
		return false, false
	}
	before := t.undo[n-1]
	t.undo = t.undo[:n-1]
	t.redo = append(t.redo, restoring(before.Name, t.ownView(before.Name)))
	t.o.Library.SetView(before)
	gone := t.takeViews()
	t.o.Say(t.o.Words.ViewRestored(before.Name, before.Query != ""))
	t.stale = true
	return true, gone || t.selected.name == before.Name
}

// RedoView changes again the view whose change was taken back last, if there is one. It
// says whether the view chosen is another one now.
func (t *View) RedoView() (again, changed bool) {
	n := len(t.redo)
	if n == 0 {
		return false, false
	}
	after := t.redo[n-1]
	t.redo = t.redo[:n-1]
	t.canUndo(restoring(after.Name, t.ownView(after.Name)))
	t.o.Library.SetView(after)
	gone := t.takeViews()
	t.o.Say(t.o.Words.ViewRedone(after.Name, after.Query != ""))
	t.stale = true
	return true, gone || t.selected.name == after.Name
}

// KeepViews has UndoView take back no change that was made before, since something
// else was done after it.
func (t *View) KeepViews() { t.undo = nil }
