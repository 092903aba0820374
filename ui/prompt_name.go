package ui

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/headlines"
	"broadsheet/ui/prompt"
)

// nameLine asks for the name of a view, in the place of the line that its query was
// typed into.
type nameLine struct {
	*prompt.Line
	above   *queryLine
	query   string // what is to be saved: all that the list shows
	refused string // why it is not
}

// longestName is how wide the name of a view can be, in cells, and nameBytes how
// long.
const (
	longestName = 40
	nameBytes   = 200
)

// startNaming asks for a name, and proposes the query itself, which gives way to what is
// typed.
func (p *queryLine) startNaming() tea.Cmd {
	h := p.home
	query := h.listedQuery()
	proposed := query
	if h.draft != nil {
		proposed = h.draft.text
	} else if p.before != "" {
		proposed = p.before
	}
	if name := h.tree.ChosenView(); name != "" && h.draft == nil {
		proposed = name
	}
	n := &nameLine{above: p, query: query}
	n.Line = h.app.line(n, h.app.words.NameSign(), "")
	n.TypedInto().Insert(proposed)
	n.TypedInto().SelectAll()
	h.app.push(n)
	return nil
}

// listedQuery is what the list shows, as a query.
func (h *home) listedQuery() string {
	return h.filterQuery().AndQuery(h.tree.LastingQuery()).String()
}

func (p *queryLine) offNothingToSave() string {
	switch words := p.home.app.words; {
	case p.err != nil || p.failed != nil:
		return p.reason()
	case p.home.listedQuery() == "":
		return words.OffNothingToSave()
	default: // together with the category it may be too long
		if _, err := query.Parse(p.home.listedQuery()); err != nil {
			return words.QueryWrong(queryError(err))
		}
		return ""
	}
}

// Commands are those that are bound while a name is typed.
func (n *nameLine) Commands() []command.Command {
	return []command.Command{
		{Name: "name.save", Run: n.save},
		{Name: "name.drop", Run: command.Does(n.above.home.app.pop)},
	}
}

// Hints are the commands that the line names.
func (n *nameLine) Hints() []command.Hint {
	return []command.Hint{{"name.save"}, {"name.drop"}}
}

// Typed gives the name another chance.
func (n *nameLine) Typed() tea.Cmd {
	n.refused = ""
	return nil
}

// Refusal says why the view could not be saved.
func (n *nameLine) Refusal() string { return n.refused }

// Found is nothing: no name is completed.
func (n *nameLine) Found() string { return "" }

// name is what was typed, as one line without blanks at its ends.
func (n *nameLine) name() string { return strings.Join(strings.Fields(n.Text()), " ") }

// save keeps the view, and shows it in place of the filters that it was made of.
func (n *nameLine) save() tea.Cmd {
	h, words := n.above.home, n.above.home.app.words
	name := n.name()
	switch {
	case name == "":
		n.refused = words.NameMissing()
		return nil
	case len(name) > nameBytes || ansi.StringWidth(name) > longestName:
		n.refused = words.NameTooLong()
		return nil
	case h.tree.IsBuiltIn(name):
		n.refused = words.NameTaken(name)
		return nil
	}
	view := model.View{Name: name, Query: n.query}
	switch {
	case !model.HasRoomFor(h.app.library.Views(), view):
		n.refused = words.ViewsFull()
		return nil
	case !h.tree.SaveView(view):
		h.app.sayNotices()
		n.refused = cmp.Or(h.app.notice, words.ViewNotSaved())
		return nil
	}
	h.app.pop()
	h.app.pop()
	h.app.feeds.KeepRemoved()
	h.undone = nil
	h.draft, h.filters, h.focus = nil, nil, listPane
	h.highlightWords()
	return h.ask(headlines.KeepChosen)
}

// PutOutcome puts what the name will do, or why it could not.
func (n *nameLine) PutOutcome(l *canvas.Line) {
	h := n.above.home
	s, words := h.app.window.Styles, h.app.words
	switch {
	case n.refused != "":
		l.Put(s.Failure, n.refused)
	case h.app.notice != "":
		l.Put(s.Accent, h.app.notice)
	case h.tree.HasView(n.name()):
		l.Put(s.Accent, words.NameReplaces(n.name()))
	default:
		l.Put(s.Dim, words.NameSaves(n.query))
	}
}

// Click beside the line leaves everything as it is.
func (n *nameLine) Click(int, int) tea.Cmd { return nil }

// Wheel scrolls the screen.
func (n *nameLine) Wheel(x, y, lines int) tea.Cmd { return n.above.Wheel(x, y, lines) }
