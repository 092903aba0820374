package ui

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/model/query"
)

// naming asks for the name of a view, in the line that its query was typed
// into.
type naming struct {
	prompt  *prompt
	input   *field
	query   string // what is to be saved: all that the list shows
	refused string // why it is not
}

// longestName is how wide the name of a view can be, in cells, and nameBytes how
// long.
const (
	longestName = 40
	nameBytes   = 200
)

// startNaming asks for a name, and proposes the query itself.
func (p *prompt) startNaming() tea.Cmd {
	h := p.home
	query := h.listedQuery()
	n := &naming{prompt: p, query: query, input: newField("")}
	proposed := query
	if h.draft != nil {
		proposed = h.draft.text
	} else if p.text != "" {
		proposed = p.text
	}
	if h.tree.selected.kind == selectView && h.draft == nil {
		proposed = h.tree.selected.name
	}
	n.input.insert(proposed)
	h.app.push(n)
	return nil
}

// listedQuery is what the list shows, as a query.
func (h *home) listedQuery() string {
	q := h.filterQuery()
	if h.tree.selected.kind == selectToday { // not the day that it is now
		return q.And(query.Term{Field: query.FieldAfter}).String()
	}
	return q.AndQuery(h.tree.query(h.tree.selected)).String()
}

func (p *prompt) offNothingToSave() string {
	switch words := p.home.app.words; {
	case p.err != nil || p.failed != nil:
		return p.reason()
	case p.home.listedQuery() == "":
		return words.offNothingToSave()
	default: // together with the category it may be too long
		if _, err := query.Parse(p.home.listedQuery()); err != nil {
			return words.queryWrong(queryError(err))
		}
		return ""
	}
}

func (n *naming) commands() []Command {
	return []Command{
		{Name: "name.save", Run: n.save},
		{Name: "name.drop", Run: does(n.prompt.home.app.pop)},
	}
}

func (n *naming) hints() []hint {
	return []hint{{"name.save"}, {"name.drop"}}
}

func (n *naming) letters(key tea.KeyPressMsg) tea.Cmd {
	if n.input.press(key) {
		n.refused = ""
	}
	return nil
}

// typedInto is what the reader types into on this layer.
func (n *naming) typedInto() *field { return n.input }

func (n *naming) paste(text string) tea.Cmd {
	n.input.insert(text)
	n.refused = ""
	return nil
}

// name is what was typed, as one line without blanks at its ends.
func (n *naming) name() string { return strings.Join(strings.Fields(n.input.String()), " ") }

// save keeps the view, and shows it in place of the filters that it was made of.
func (n *naming) save() tea.Cmd {
	h, words := n.prompt.home, n.prompt.home.app.words
	name := n.name()
	switch {
	case name == "":
		n.refused = words.nameMissing()
		return nil
	case len(name) > nameBytes || ansi.StringWidth(name) > longestName:
		n.refused = words.nameTooLong()
		return nil
	case h.tree.isBuiltIn(name):
		n.refused = words.nameTaken(name)
		return nil
	}
	view := model.View{Name: name, Query: n.query}
	switch {
	case !model.HasRoomFor(h.app.library.Views(), view):
		n.refused = words.viewsFull()
		return nil
	case !h.saveView(view):
		h.app.sayNotices()
		n.refused = cmp.Or(h.app.notice, words.viewNotSaved())
		return nil
	}
	h.app.pop()
	h.app.pop()
	h.draft, h.filters, h.focus = nil, nil, listPane
	h.lightWords()
	h.list.moved = true
	h.tree.choose(selection{kind: selectView, name: name})
	return tea.Batch(h.ask(keepArticle), h.tree.ask(h.app.ctx))
}

func (n *naming) draw(c *canvas) {
	p := n.prompt
	a := p.home.app
	y := c.height - p.height()
	l := newLine(c.width).skip(a.styles.text, 1).put(a.styles.prompt, a.words.nameSign()).skip(a.styles.text, 1)
	text, cursor := n.input.view(l.room() - 1)
	c.putCursor(l.column()+cursor, y)
	indent := l.column()
	l.put(a.styles.text, text)
	if n.refused != "" && p.height() == 1 {
		l.skip(a.styles.text, 2).put(a.styles.failure, n.refused)
	} else {
		putHints(l, a.styles, a.keys.bind(a.top().commands()), n.hints())
	}
	c.set(y, l.String())
	if p.height() == 1 {
		return
	}
	below := newLine(c.width).skip(a.styles.text, indent)
	switch {
	case n.refused != "":
		below.put(a.styles.failure, n.refused)
	case a.notice != "":
		below.put(a.styles.accent, a.notice)
	case p.home.tree.ownView(n.name()) != nil:
		below.put(a.styles.accent, a.words.nameReplaces(n.name()))
	default:
		below.put(a.styles.dim, a.words.nameSaves(n.query))
	}
	c.set(y+1, below.String())
}

// click beside the line leaves everything as it is.
func (n *naming) click(int, int) tea.Cmd { return nil }

func (n *naming) wheel(x, y, lines int) tea.Cmd { return n.prompt.wheel(x, y, lines) }
