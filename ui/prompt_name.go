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
)

// naming asks for the name of a view, in the line that its query was typed
// into.
type naming struct {
	prompt  *prompt
	input   *canvas.Field
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
	n := &naming{prompt: p, query: query, input: canvas.NewField("")}
	proposed := query
	if h.draft != nil {
		proposed = h.draft.text
	} else if p.text != "" {
		proposed = p.text
	}
	if name := h.tree.ChosenView(); name != "" && h.draft == nil {
		proposed = name
	}
	n.input.Insert(proposed)
	h.app.push(n)
	return nil
}

// listedQuery is what the list shows, as a query.
func (h *home) listedQuery() string {
	return h.filterQuery().AndQuery(h.tree.LastingQuery()).String()
}

func (p *prompt) offNothingToSave() string {
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

func (n *naming) Commands() []command.Command {
	return []command.Command{
		{Name: "name.save", Run: n.save},
		{Name: "name.drop", Run: command.Does(n.prompt.home.app.pop)},
	}
}

func (n *naming) Hints() []command.Hint {
	return []command.Hint{{"name.save"}, {"name.drop"}}
}

func (n *naming) Letters(key tea.KeyPressMsg) tea.Cmd {
	if n.input.Press(key) {
		n.refused = ""
	}
	return nil
}

// TypedInto is what the reader types into on this layer.
func (n *naming) TypedInto() *canvas.Field { return n.input }

func (n *naming) Paste(text string) tea.Cmd {
	n.input.Insert(text)
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
	h.draft, h.filters, h.focus = nil, nil, listPane
	h.lightWords()
	return h.ask(headlines.KeepChosen)
}

func (n *naming) Draw(c *canvas.Canvas) {
	p := n.prompt
	a := p.home.app
	y := c.Height - p.height()
	l := canvas.NewLine(c.Width).Skip(a.window.Styles.Text, 1).Put(a.window.Styles.Prompt, a.words.NameSign()).Skip(a.window.Styles.Text, 1)
	text, cursor := n.input.View(l.Room() - 1)
	c.PutCursor(l.Column()+cursor, y)
	indent := l.Column()
	l.Put(a.window.Styles.Text, text)
	if n.refused != "" && p.height() == 1 {
		l.Skip(a.window.Styles.Text, 2).Put(a.window.Styles.Failure, n.refused)
	} else {
		command.PutHints(l, a.window.Styles, a.keys.Bind(a.top().Commands()), n.Hints())
	}
	c.Set(y, l.String())
	if p.height() == 1 {
		return
	}
	below := canvas.NewLine(c.Width).Skip(a.window.Styles.Text, indent)
	switch {
	case n.refused != "":
		below.Put(a.window.Styles.Failure, n.refused)
	case a.notice != "":
		below.Put(a.window.Styles.Accent, a.notice)
	case p.home.tree.HasView(n.name()):
		below.Put(a.window.Styles.Accent, a.words.NameReplaces(n.name()))
	default:
		below.Put(a.window.Styles.Dim, a.words.NameSaves(n.query))
	}
	c.Set(y+1, below.String())
}

// Click beside the line leaves everything as it is.
func (n *naming) Click(int, int) tea.Cmd { return nil }

func (n *naming) Wheel(x, y, lines int) tea.Cmd { return n.prompt.Wheel(x, y, lines) }
