package categories

import (
	"slices"
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/query"
)

// savedView is a view of the reader's own: from the config, or saved here.
type savedView struct {
	model.View
	query query.Query
	saved bool // here, not in the config
}

// views are the saved queries above the categories, with what they count.
type views struct {
	own    []savedView
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
func ownViews(configured, saved []model.View) (all []savedView, wrong []string) {
	add := func(v model.View, isSaved bool) {
		query, err := query.Parse(v.Query)
		if err != nil {
			wrong = append(wrong, v.Name)
			return
		}
		view := savedView{View: v, query: query, saved: isSaved}
		if at := slices.IndexFunc(all, func(o savedView) bool { return o.Name == v.Name }); at >= 0 {
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

// TakeViews takes over which views there are now. It says whether the one chosen is
// gone, and tells the reader so.
func (t *View) TakeViews() (gone bool) {
	gone = t.takeViews()
	if gone {
		t.o.Say(t.o.Words.ViewGone())
	}
	return gone
}

func (t *View) takeViews() (gone bool) {
	t.views.own, t.views.wrong = ownViews(t.o.Configured, t.o.Library.Views())
	if t.selected.kind == selectOwn && t.ownView(t.selected.name) == nil {
		t.selected, gone = selection{}, true
	}
	t.listRows()
	return gone
}

// WrongViews are the names of the views whose queries cannot be read.
func (t *View) WrongViews() []string { return t.views.wrong }

// HasView says whether there is a view of that name.
func (t *View) HasView(name string) bool { return t.ownView(name) != nil }

// ownView gives the view of that name, or nil.
func (t *View) ownView(name string) *savedView {
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
		rows = append(rows, treeRow{selection: s})
	}
	own := t.views.own
	if !t.views.all && len(own) > shownViews {
		own = own[:shownViews]
	}
	for _, v := range own {
		rows = append(rows, treeRow{selection: selection{kind: selectOwn, name: v.Name}})
	}
	if len(own) < len(t.views.own) {
		rows = append(rows, treeRow{selection: selection{kind: selectMore}})
	}
	return rows
}

// allViews are all views, shown or not.
func (t *View) allViews() []selection {
	all := builtIn()
	for _, v := range t.views.own {
		all = append(all, selection{kind: selectOwn, name: v.Name})
	}
	return all
}

// countedViews are the views that a number stands beside: those that are shown, for
// each of them is counted anew after every mark.
func (t *View) countedViews() []selection {
	var all []selection
	for _, row := range t.viewRows() {
		if row.kind != selectMore {
			all = append(all, row.selection)
		}
	}
	return all
}

// Query is what the selection wants.
func (t *View) Query() query.Query { return t.queryOf(t.selected) }

// LastingQuery is what the selection wants on other days too.
func (t *View) LastingQuery() query.Query {
	if t.selected.kind == selectToday { // not the day that it is now
		return query.Query{}.And(query.Term{Field: query.FieldAfter})
	}
	return t.Query()
}

func (t *View) queryOf(s selection) query.Query {
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
	case selectOwn:
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
func (t *View) tomorrow() query.Day {
	year, month, day := t.o.Now().In(t.o.Zone).Date()
	next := time.Date(year, month, day+1, 0, 0, 0, 0, time.UTC)
	return query.Day{Year: next.Year(), Month: int(next.Month()), Day: next.Day()}
}

// countOfView is the number beside a view: what is unread there or, where it
// asks for what the reader did, all that it has.
func (t *View) countOfView(s selection) int {
	count := t.views.counts[s.key()]
	if t.queryOf(s).AsksForMarks() {
		return count.Count
	}
	return count.Unread
}

// nameOfView is what a view is called.
func (t *View) nameOfView(s selection) string {
	words := t.o.Words
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

// IsBuiltIn says whether a name is that of a view that every reader has.
func (t *View) IsBuiltIn(name string) bool {
	return slices.ContainsFunc(append(builtIn(), selection{}), func(s selection) bool {
		return strings.EqualFold(name, t.nameOf(treeRow{selection: s}))
	})
}

// standAt puts the cursor on a row, or on the nearest above that can have it.
func (t *View) standAt(row int) {
	for row = min(row, len(t.rows)-1); row > 0; row-- {
		if kind := t.rows[row].kind; kind != selectNothing && kind != selectMore {
			break
		}
	}
	t.selected, t.loose = t.rows[max(row, 0)].selection, false
}

// ChosenView is the name of the view of one's own that is chosen, empty where
// something else is.
func (t *View) ChosenView() string { return t.selected.name }

// ListsAll says whether all articles are chosen.
func (t *View) ListsAll() bool { return t.selected.kind == selectAll }

// ListsNews says whether what is chosen has every article that is new.
func (t *View) ListsNews() bool { return t.ListsAll() || t.selected.kind == selectUnread }

// NoneListed says why a view that is chosen has no headlines, and what to do; said is
// false where it is no view.
func (t *View) NoneListed() (headline, text string, said bool) {
	words := t.o.Words
	switch t.selected.kind {
	case selectStarred:
		headline, text = words.NoneStarred(t.o.Keys.KeyOf("mark.star"))
	case selectToday:
		headline, text = words.NoneToday()
	case selectUnread:
		headline, text = words.AllRead()
	case selectLong:
		headline, text = words.NoneLong()
	case selectOwn:
		headline, text = words.NoneInView(t.selected.name, t.Query().String())
	default:
		return "", "", false
	}
	return headline, text, true
}
