package categories

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/model/query"
)

// SavedView is a view of the reader's own: from the config, or saved here.
type SavedView struct {
	model.View
	query query.Query
	Saved bool
}

// views are the saved queries above the categories, with what they count.
type views struct {
	own    []SavedView
	wrong  []string // the names of those whose queries cannot be read
	all    bool     // all of one's own are shown, however many
	counts map[string]model.Count
}

// shownViews is how many of one's own views are shown until one goes to the
// others, so that a small window has room for categories.
const shownViews = 5

// builtIn are the views that every reader has.
func builtIn() []Selection {
	return []Selection{{Kind: Today}, {Kind: Unread}, {Kind: Starred}, {Kind: Long}}
}

// ownViews gives the configured views and then those that were saved, which go
// before configured ones of their names. A query that cannot be read is left
// out; an earlier version of the program may not know what a later one saved.
func ownViews(configured, saved []model.View) (all []SavedView, wrong []string) {
	add := func(v model.View, isSaved bool) {
		query, err := query.Parse(v.Query)
		if err != nil {
			wrong = append(wrong, v.Name)
			return
		}
		view := SavedView{View: v, query: query, Saved: isSaved}
		if at := slices.IndexFunc(all, func(o SavedView) bool { return o.Name == v.Name }); at >= 0 {
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

// TakeViews takes over which views there are now. It says whether the one
// chosen is gone.
func (t *View) TakeViews() (gone bool) {
	t.views.own, t.views.wrong = ownViews(t.Configured, t.Library.Views())
	if t.selected.Kind == OwnView && t.OwnView(t.selected.Name) == nil {
		t.selected, gone = Selection{}, true
	}
	t.unfold()
	return gone
}

// WrongViews are the names of the views whose queries cannot be read.
func (t *View) WrongViews() []string { return t.views.wrong }

// OwnView gives the view of that name, or nil.
func (t *View) OwnView(name string) *SavedView {
	for i := range t.views.own {
		if t.views.own[i].Name == name {
			return &t.views.own[i]
		}
	}
	return nil
}

// viewRows are the rows of the views.
func (t *View) viewRows() []treeRow {
	var rows []treeRow
	for _, s := range builtIn() {
		rows = append(rows, treeRow{Selection: s})
	}
	own := t.views.own
	if !t.views.all && len(own) > shownViews {
		own = own[:shownViews]
	}
	for _, v := range own {
		rows = append(rows, treeRow{Selection: Selection{Kind: OwnView, Name: v.Name}})
	}
	if len(own) < len(t.views.own) {
		rows = append(rows, treeRow{Selection: Selection{Kind: selectMore}})
	}
	return rows
}

// allViews are all views, shown or not.
func (t *View) allViews() []Selection {
	all := builtIn()
	for _, v := range t.views.own {
		all = append(all, Selection{Kind: OwnView, Name: v.Name})
	}
	return all
}

// counted are the views that a number stands beside: those that are shown, for
// each of them is counted anew after every mark.
func (t *View) counted() []Selection {
	var all []Selection
	for _, row := range t.viewRows() {
		if row.Kind != selectMore {
			all = append(all, row.Selection)
		}
	}
	return all
}

// AskMissing asks for numbers where views are shown that were not counted yet.
func (t *View) AskMissing(ctx context.Context) tea.Cmd {
	for _, s := range t.counted() {
		if _, known := t.views.counts[s.key()]; !known {
			return t.Ask(ctx)
		}
	}
	return nil
}

// Query is what a selection wants.
func (t *View) Query(s Selection) query.Query {
	is := func(state query.State) query.Query {
		return query.Query{}.And(query.Term{Field: query.FieldIs, State: state})
	}
	switch s.Kind {
	case Today:
		return query.Query{}.And(query.Term{Field: query.FieldAfter}, query.Term{Field: query.FieldBefore, Day: t.tomorrow()})
	case Unread:
		return is(query.IsUnread)
	case Starred:
		return is(query.IsStarred)
	case Long:
		return is(query.IsLong)
	case OwnView:
		if v := t.OwnView(s.Name); v != nil {
			return v.query
		}
	case Category:
		return query.Query{}.And(query.Term{Field: query.FieldCategory, Path: s.path, Anchored: true})
	default:
	}
	return query.Query{}
}

// tomorrow is when today ends: a day that dates to come do not belong to.
func (t *View) tomorrow() query.Day {
	year, month, day := t.Now().In(t.Zone).Date()
	next := time.Date(year, month, day+1, 0, 0, 0, 0, time.UTC)
	return query.Day{Year: next.Year(), Month: int(next.Month()), Day: next.Day()}
}

// countOfView is the number beside a view: what is unread there or, where it
// asks for what the reader did, all that it has.
func (t *View) countOfView(s Selection) int {
	count := t.views.counts[s.key()]
	if t.Query(s).AsksForMarks() {
		return count.Count
	}
	return count.Unread
}

// nameOfView is what a view is called.
func (t *View) nameOfView(s Selection) string {
	words := t.Words
	switch s.Kind {
	case Today:
		return words.Today()
	case Unread:
		return words.UnreadView()
	case Starred:
		return words.Starred()
	case Long:
		return words.LongReads()
	default:
		return s.Name
	}
}

// IsBuiltIn says whether a name is that of a view that every reader has.
func (t *View) IsBuiltIn(name string) bool {
	return slices.ContainsFunc(append(builtIn(), Selection{}), func(s Selection) bool {
		return strings.EqualFold(name, t.nameOf(treeRow{Selection: s}))
	})
}

// StandAt puts the cursor on a row, or on the nearest above that can have it.
func (t *View) StandAt(row int) {
	for row = min(row, len(t.rows)-1); row > 0; row-- {
		if kind := t.rows[row].Kind; kind != selectNothing && kind != selectMore {
			break
		}
	}
	t.selected, t.loose = t.rows[max(row, 0)].Selection, false
}
