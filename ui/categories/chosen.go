package categories

import (
	"strings"

	"broadsheet/model/query"
)

// This file names what is chosen, for what is kept of it from one session to the next.

// The names of what every reader has. That of all articles is empty; a view of the
// reader's own has its name behind ownPrefix, and a category is named by its query.
const (
	todayName   = "today"
	unreadName  = "unread"
	starredName = "starred"
	longName    = "long"
	ownPrefix   = "view:"
)

// Chosen names what is chosen, by a name that means the same in later sessions.
func (t *View) Chosen() string {
	switch t.selected.kind {
	case selectToday:
		return todayName
	case selectUnread:
		return unreadName
	case selectStarred:
		return starredName
	case selectLong:
		return longName
	case selectOwn:
		return ownPrefix + t.selected.name
	case selectCategory:
		return t.Query().String()
	default:
		return ""
	}
}

// selectionNamed is what a name of Chosen stands for; all articles where it stands for
// nothing that there can be.
func selectionNamed(name string) selection {
	for kind, known := range map[selectionKind]string{
		selectToday: todayName, selectUnread: unreadName, selectStarred: starredName, selectLong: longName,
	} {
		if name == known {
			return selection{kind: kind}
		}
	}
	if own, is := strings.CutPrefix(name, ownPrefix); is {
		return selection{kind: selectOwn, name: own}
	}
	parsed, err := query.Parse(name)
	if err != nil || len(parsed.Any) != 1 || len(parsed.Any[0]) != 1 {
		return selection{}
	}
	if term := parsed.Any[0][0]; term.Field == query.FieldCategory && term.Anchored && len(term.Path) > 0 && !term.Not {
		return selection{kind: selectCategory, path: term.Path}
	}
	return selection{}
}

// Resume chooses what was chosen when an earlier session ended, by the name that Chosen
// gave. If it turns out to be gone, all articles are chosen, and nothing is said.
func (t *View) Resume(chosen string) {
	s := selectionNamed(chosen)
	if s.kind == selectOwn && t.ownView(s.name) == nil {
		return
	}
	t.choose(s)
	t.resumed = s.kind == selectCategory
}
