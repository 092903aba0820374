package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/model/query"
)

// ownView is a view of the reader's own: from the config, or saved here.
type ownView struct {
	model.View
	query query.Query
	saved bool
}

// views are the saved queries above the categories, with what they count.
type views struct {
	own    []ownView
	wrong  []string // the names of those whose queries cannot be read
	all    bool     // all of one's own are shown, however many
	counts map[string]model.Count
}

// shownViews is how many of one's own views are shown until one goes to the
// others, so that a small window has room for categories.
const shownViews = 5

// builtIn are the views that every reader has.
func builtIn() []selection {
	return []selection{{kind: selectToday}, {kind: selectUnread}, {kind: selectStarred}, {kind: selectLong}}
}

// ownViews gives the configured views and then those that were saved, which go
// before configured ones of their names. A query that cannot be read is left
// out; an earlier version of the program may not know what a later one saved.
func ownViews(configured, saved []model.View) (all []ownView, wrong []string) {
	add := func(v model.View, isSaved bool) {
		query, err := query.Parse(v.Query)
		if err != nil {
			wrong = append(wrong, v.Name)
			return
		}
		view := ownView{View: v, query: query, saved: isSaved}
		if at := slices.IndexFunc(all, func(o ownView) bool { return o.Name == v.Name }); at >= 0 {
			all[at] = view
			return
		}
		all = append(all, view)
	}
	for _, v := range configured {
		add(v, false)
	}
	for _, v := range saved {
		add(v, true)
	}
	return all, wrong
}

// takeViews takes over which views there are now. It says whether the one
// chosen is gone.
func (t *treeView) takeViews() (gone bool) {
	t.views.own, t.views.wrong = ownViews(t.configured, t.library.Views())
	if t.selected.kind == selectView && t.ownView(t.selected.name) == nil {
		t.selected, gone = selection{}, true
	}
	t.unfold()
	return gone
}

// wrongViews are the names of the views whose queries cannot be read.
func (t *treeView) wrongViews() []string { return t.views.wrong }

// ownView gives the view of that name, or nil.
func (t *treeView) ownView(name string) *ownView {
	for i := range t.views.own {
		if t.views.own[i].Name == name {
			return &t.views.own[i]
		}
	}
	return nil
}

// viewRows are the rows of the views.
func (t *treeView) viewRows() []treeRow {
	var rows []treeRow
	for _, s := range builtIn() {
		rows = append(rows, treeRow{selection: s})
	}
	own := t.views.own
	if !t.views.all && len(own) > shownViews {
		own = own[:shownViews]
	}
	for _, v := range own {
		rows = append(rows, treeRow{selection: selection{kind: selectView, name: v.Name}})
	}
	if len(own) < len(t.views.own) {
		rows = append(rows, treeRow{selection: selection{kind: selectMore}})
	}
	return rows
}

// allViews are all views, shown or not.
func (t *treeView) allViews() []selection {
	all := builtIn()
	for _, v := range t.views.own {
		all = append(all, selection{kind: selectView, name: v.Name})
	}
	return all
}

// counted are the views that a number stands beside: those that are shown, for
// each of them is counted anew after every mark.
func (t *treeView) counted() []selection {
	var all []selection
	for _, row := range t.viewRows() {
		if row.kind != selectMore {
			all = append(all, row.selection)
		}
	}
	return all
}

// askMissing asks for numbers where views are shown that were not counted yet.
func (t *treeView) askMissing(ctx context.Context) tea.Cmd {
	for _, s := range t.counted() {
		if _, known := t.views.counts[s.key()]; !known {
			return t.ask(ctx)
		}
	}
	return nil
}

// query is what a selection wants.
func (t *treeView) query(s selection) query.Query {
	is := func(state query.State) query.Query {
		return query.Query{}.And(query.Term{Field: query.FieldIs, State: state})
	}
	switch s.kind {
	case selectToday:
		return query.Query{}.And(query.Term{Field: query.FieldAfter}, query.Term{Field: query.FieldBefore, Day: t.tomorrow()})
	case selectUnread:
		return is(query.IsUnread)
	case selectStarred:
		return is(query.IsStarred)
	case selectLong:
		return is(query.IsLong)
	case selectView:
		if v := t.ownView(s.name); v != nil {
			return v.query
		}
	case selectCategory:
		return query.Query{}.And(query.Term{Field: query.FieldCategory, Path: s.path, Anchored: true})
	default:
	}
	return query.Query{}
}

// tomorrow is when today ends: a day that dates to come do not belong to.
func (t *treeView) tomorrow() query.Day {
	year, month, day := t.now().In(t.zone).Date()
	next := time.Date(year, month, day+1, 0, 0, 0, 0, time.UTC)
	return query.Day{Year: next.Year(), Month: int(next.Month()), Day: next.Day()}
}

// countOfView is the number beside a view: what is unread there or, where it
// asks for what the reader did, all that it has.
func (t *treeView) countOfView(s selection) int {
	count := t.views.counts[s.key()]
	if t.query(s).AsksForMarks() {
		return count.Count
	}
	return count.Unread
}

// nameOfView is what a view is called.
func (t *treeView) nameOfView(s selection) string {
	words := t.words
	switch s.kind {
	case selectToday:
		return words.Today()
	case selectUnread:
		return words.UnreadView()
	case selectStarred:
		return words.Starred()
	case selectLong:
		return words.LongReads()
	default:
		return s.name
	}
}

// saveView keeps a view, and says whether the library has taken it.
func (h *home) saveView(v model.View) bool {
	a := h.app
	before, saved := h.tree.ownView(v.Name), a.library.Views()
	a.library.SetView(v)
	if !slices.Contains(saved, v) && slices.Equal(saved, a.library.Views()) {
		return false
	}
	h.canRestore(restoring(v.Name, before))
	h.tree.takeViews()
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
func restoring(name string, before *ownView) model.View {
	if before == nil || !before.saved {
		return model.View{Name: name}
	}
	return before.View
}

// offNotOwn says why the view under the cursor cannot be removed.
func (h *home) offNotOwn() string {
	s := h.tree.chosen()
	if s.kind != selectView {
		return h.app.words.OffNoOwnView()
	}
	if v := h.tree.ownView(s.name); v == nil || !v.saved {
		return h.app.words.OffConfigured()
	}
	return ""
}

// isBuiltIn says whether a name is that of a view that every reader has.
func (t *treeView) isBuiltIn(name string) bool {
	return slices.ContainsFunc(append(builtIn(), selection{}), func(s selection) bool {
		return strings.EqualFold(name, t.nameOf(treeRow{selection: s}))
	})
}

// removeView forgets a view of the reader's own.
func (h *home) removeView() tea.Cmd {
	a, name := h.app, h.tree.chosen().name
	before := h.tree.ownView(name)
	h.canRestore(before.View)
	at := h.tree.cursor()
	a.library.SetView(model.View{Name: name})
	h.tree.takeViews()
	h.tree.standAt(at)
	a.say(a.words.ViewRemoved(name, h.app.keys.KeyOf("mark.undo")))
	return tea.Batch(h.ask(keepFirst), h.tree.ask(a.ctx))
}

// restoreView takes back the last change of a view.
func (h *home) restoreView(before model.View) tea.Cmd {
	a := h.app
	a.library.SetView(before)
	gone := h.tree.takeViews()
	a.say(a.words.ViewRestored(before.Name, before.Query != ""))
	if gone || h.tree.chosen().name == before.Name {
		return tea.Batch(h.ask(keepArticle), h.tree.ask(a.ctx))
	}
	return h.tree.ask(a.ctx)
}

// standAt puts the cursor on a row, or on the nearest above that can have it.
func (t *treeView) standAt(row int) {
	for row = min(row, len(t.rows)-1); row > 0; row-- {
		if kind := t.rows[row].kind; kind != selectNothing && kind != selectMore {
			break
		}
	}
	t.selected, t.loose = t.rows[max(row, 0)].selection, false
}
