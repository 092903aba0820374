package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model/query"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/headlines"
)

// prompt is a line at the bottom of the window that the reader types into,
// with a line under it that says what came of it. It is a layer.
type prompt struct {
	home  *home
	kind  promptKind
	input *canvas.Field
	err   *query.Error // what is wrong with the query typed

	text     string             // what stood in the line at first
	stood    headlines.Standing // what the list was then
	filters  []filter           // and its filters
	answered *filter            // the last draft that was answered, nil before there is one
	failed   error              // why what was typed cannot be answered
	refused  bool               // the reader wanted to keep what is wrong
	offer    offer
}

// promptKind is what a prompt is for.
type promptKind int

const (
	filterLine promptKind = iota // the headlines, by what is in memory
	searchLine                   // the text of all articles
	findLine                     // the article that is open
)

// sign stands before what is typed.
func (p *prompt) sign() string {
	if p.kind == searchLine {
		return p.home.app.words.SearchSign()
	}
	return "/"
}

// height is the lines that the prompt takes: one more where there is room.
func (p *prompt) height() int {
	if p.home.app.window.Height >= 6 {
		return 2
	}
	return 1
}

func (h *home) startFilter() tea.Cmd { return h.startQuery(filterLine) }
func (h *home) startSearch() tea.Cmd { return h.startQuery(searchLine) }

// startQuery opens the line of a filter or of a search, with what is filtered
// or searched already.
func (h *home) startQuery(kind promptKind) tea.Cmd {
	text := ""
	for _, f := range h.filters {
		if !f.unread && f.search == (kind == searchLine) {
			text = f.text
		}
	}
	h.app.push(&prompt{home: h, kind: kind, input: canvas.NewField(text), text: text, stood: h.list.Standing(), filters: slices.Clone(h.filters)})
	return nil
}

func (h *home) startFind() tea.Cmd {
	h.article.StartFind()
	h.app.push(&prompt{home: h, kind: findLine, input: canvas.NewField("")})
	return nil
}

// prompt is the line that is typed into, nil where there is none. Its name may
// be asked for above it.
func (a *App) prompt() *prompt {
	for _, l := range a.layers {
		if p, ok := l.(*prompt); ok {
			return p
		}
	}
	return nil
}

func (p *prompt) Commands() []command.Command {
	switch p.kind {
	case searchLine:
		return p.searchRows()
	case findLine:
		return p.findRows()
	default:
		return p.filterRows()
	}
}

func (p *prompt) filterRows() []command.Command {
	return append(p.queryRows("filter"),
		command.Command{Name: "filter.save", Off: p.offNothingToSave(), Run: p.startNaming},
	)
}

func (p *prompt) searchRows() []command.Command {
	return append(p.queryRows("searchline"),
		command.Command{Name: "searchline.order", Run: p.home.turnOrder},
	)
}

// queryRows are the rows of a line with a query in it.
func (p *prompt) queryRows(name string) []command.Command {
	return []command.Command{
		{Name: name + ".keep", Run: p.keepFilter},
		{Name: name + ".drop", Run: p.dropFilter},
		{Name: name + ".complete", Run: func() tea.Cmd { return p.complete(1) }},
		{Name: name + ".complete_back", Run: func() tea.Cmd { return p.complete(-1) }},
		{Name: name + ".down", Run: command.Does(func() { p.home.list.Do("move.down") })},
		{Name: name + ".up", Run: command.Does(func() { p.home.list.Do("move.up") })},
	}
}

func (p *prompt) findRows() []command.Command {
	return []command.Command{
		{Name: "findline.keep", Run: p.keepFind},
		{Name: "findline.drop", Run: p.dropFind},
		{Name: "findline.next", Run: command.Does(func() { p.home.article.NextMatch(1) })},
		{Name: "findline.previous", Run: command.Does(func() { p.home.article.NextMatch(-1) })},
	}
}

func (p *prompt) Letters(key tea.KeyPressMsg) tea.Cmd {
	if !p.input.Press(key) {
		p.offer.drop()
		return nil
	}
	return p.typed()
}

// TypedInto is what the reader types into on this layer.
func (p *prompt) TypedInto() *canvas.Field { return p.input }

func (p *prompt) Paste(text string) tea.Cmd {
	p.input.Insert(text)
	return p.typed()
}

// typed filters, searches or finds what has been typed so far.
func (p *prompt) typed() tea.Cmd {
	if p.kind == findLine {
		p.home.article.Find(p.home.app.ctx, p.input.String())
		return nil
	}
	asked := p.askQuery()
	return tea.Batch(asked, p.askOffer())
}

func (p *prompt) Draw(c *canvas.Canvas) {
	a := p.home.app
	y := c.Height - p.height()
	l := canvas.NewLine(c.Width).Skip(a.window.Styles.Text, 1).Put(a.window.Styles.Prompt, p.sign()).Skip(a.window.Styles.Text, 1)
	text, cursor := p.input.View(l.Room() - 1)
	c.PutCursor(l.Column()+cursor, y)
	indent := l.Column()
	l.Put(a.window.Styles.Text, text)
	if p.refused && p.height() == 1 {
		l.Skip(a.window.Styles.Text, 2).Put(a.window.Styles.Failure, p.reason())
	} else {
		command.PutHints(l, a.window.Styles, a.keys.Bind(a.top().Commands()), p.Hints())
	}
	c.Set(y, l.String())
	if p.height() > 1 {
		c.Set(y+1, p.drawOutcome(c.Width, indent))
	}
}

func (p *prompt) Hints() []command.Hint {
	switch p.kind {
	case searchLine:
		return []command.Hint{{"searchline.complete"}, {"searchline.order"}, {"searchline.keep"}, {"searchline.drop"}}
	case findLine:
		return []command.Hint{{"findline.keep"}, {"findline.drop"}}
	default:
		return []command.Hint{{"filter.complete"}, {"filter.save"}, {"filter.keep"}, {"filter.drop"}}
	}
}

// drawOutcome is the line under the prompt: what is wrong with the query and
// where, what could be typed, or what was found.
func (p *prompt) drawOutcome(width, indent int) string {
	a := p.home.app
	l := canvas.NewLine(width).Skip(a.window.Styles.Text, indent)
	empty := p.input.String() == ""
	switch {
	case p.kind == findLine:
		p.putMatches(l, empty)
	case p.offer.shown() && !p.refused:
		p.putOffer(l)
	case p.err != nil:
		before := p.input.String()
		before = before[:min(max(p.err.Position, 0), len(before))]
		sentence := "^ " + p.reason()
		column := min(indent+ansi.StringWidth(before), max(indent, width-ansi.StringWidth(sentence)-1))
		l.To(a.window.Styles.Text, column).Put(a.window.Styles.Failure, sentence)
	case p.failed != nil:
		l.Put(a.window.Styles.Failure, p.reason())
	case a.notice != "":
		l.Put(a.window.Styles.Accent, a.notice)
	case empty && p.kind == searchLine:
		l.Put(a.window.Styles.Dim, a.words.SearchHint())
	case empty:
		l.Put(a.window.Styles.Dim, a.words.QueryHint())
	default:
		l.Put(a.window.Styles.Dim, p.home.list.Outcome())
	}
	return l.String()
}

// putMatches says what a find has found.
func (p *prompt) putMatches(l *canvas.Line, empty bool) {
	a := p.home.app
	current, found, known := p.home.article.Matches()
	switch {
	case empty && a.notice != "":
		l.Put(a.window.Styles.Accent, a.notice)
	case empty:
		l.Put(a.window.Styles.Dim, a.words.FindHint())
	case !known:
		l.Put(a.window.Styles.Dim, a.words.Looking())
	case found == 0:
		l.Put(a.window.Styles.Failure, a.words.NotFound(p.input.String()))
	default:
		l.Put(a.window.Styles.Dim, a.words.Matches(current, found))
		if a.notice != "" {
			l.Put(a.window.Styles.Dim, " · ").Put(a.window.Styles.Accent, a.notice)
		}
	}
}

// reason says why what was typed has no headlines of its own, and is not kept.
func (p *prompt) reason() string {
	words := p.home.app.words
	text := ""
	switch {
	case p.err != nil:
		text = words.QueryWrong(p.err)
	case p.failed != nil:
		text = p.failed.Error()
	}
	if p.refused {
		return words.NotKept(text)
	}
	return text
}

func (p *prompt) Click(x, y int) tea.Cmd {
	if y >= p.home.app.window.Height-p.height() {
		return nil
	}
	cmd := p.keepFind
	if p.kind != findLine {
		cmd = p.keepFilter
	}
	kept := cmd()
	if p.home.app.top() == layer(p) {
		return kept // refused
	}
	return tea.Batch(kept, p.home.Click(x, y))
}

func (p *prompt) Wheel(x, y, lines int) tea.Cmd { return p.home.Wheel(x, y, lines) }

// keepFind stays where the match is, to go on to others from there.
func (p *prompt) keepFind() tea.Cmd {
	p.home.app.pop()
	p.home.article.KeepFind()
	return nil
}

// dropFind goes back to where the reader was.
func (p *prompt) dropFind() tea.Cmd {
	p.home.app.pop()
	p.home.article.DropFind()
	return nil
}
