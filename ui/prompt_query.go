package ui

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model/query"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/headlines"
	"broadsheet/ui/prompt"
)

// queryLine is the line that a filter or a search is typed into.
type queryLine struct {
	*prompt.Line
	home     *home
	search   bool               // the text of all articles is searched; else the headlines are filtered
	err      *query.Error       // what is wrong with the query typed
	before   string             // what stood in the line at first
	stood    headlines.Standing // what the list was then
	filters  []filter           // and its filters
	place    standpoint         // where the reader was then
	answered *filter            // the last draft that was answered, nil before there is one
	failed   error              // why what was typed cannot be answered
	refused  bool               // the reader wanted to keep what is wrong
}

func (h *home) startFilter() tea.Cmd { return h.startQuery(false) }
func (h *home) startSearch() tea.Cmd { return h.startQuery(true) }

// startQuery opens the line of a filter or of a search, with what is filtered
// or searched already.
func (h *home) startQuery(search bool) tea.Cmd {
	text := ""
	for _, f := range h.filters {
		if !f.unread && f.search == search {
			text = f.text
		}
	}
	sign := "/"
	if search {
		sign = h.app.words.SearchSign()
	}
	p := &queryLine{home: h, search: search, before: text, stood: h.list.Standing(), filters: slices.Clone(h.filters), place: h.standpoint()}
	h.enter(listPane) // what is found has to be in sight, and the article to follow it
	p.Line = h.app.line(p, sign, text)
	h.app.push(p)
	return nil
}

// line makes a line to type into. What is typed into it is a query if it is completed.
func (a *App) line(use prompt.Use, sign, text string) *prompt.Line {
	o := prompt.Options{Context: a.ctx, Window: a.window, Keys: a.keys, Words: a.words, Say: a.say, Sign: sign, Text: text}
	if _, isQuery := use.(*queryLine); isQuery {
		o.Library = a.library
	}
	return prompt.New(o, use)
}

// typing is the line that a query is typed into, nil where there is none. Its name may
// be asked for above it.
func (a *App) typing() *queryLine {
	for _, l := range a.layers {
		if p, ok := l.(*queryLine); ok {
			return p
		}
	}
	return nil
}

// Commands are those that are bound while a query is typed.
func (p *queryLine) Commands() []command.Command {
	if p.search {
		return append(p.commandsOf("searchline"),
			command.Command{Name: "searchline.order", Run: p.home.turnOrder},
		)
	}
	return append(p.commandsOf("filter"),
		command.Command{Name: "filter.save", Off: p.offNothingToSave(), Run: p.startNaming},
	)
}

// commandsOf are the commands that both lines have, each under its own names.
func (p *queryLine) commandsOf(name string) []command.Command {
	return []command.Command{
		{Name: name + ".keep", Run: p.keepFilter},
		{Name: name + ".drop", Run: p.dropFilter},
		{Name: name + ".complete", Run: func() tea.Cmd { return p.Complete(1) }},
		{Name: name + ".complete_back", Run: func() tea.Cmd { return p.Complete(-1) }},
		{Name: name + ".down", Run: command.Does(func() { p.home.list.Do("move.down") })},
		{Name: name + ".up", Run: command.Does(func() { p.home.list.Do("move.up") })},
	}
}

// Hints are the commands that the line names.
func (p *queryLine) Hints() []command.Hint {
	if p.search {
		return []command.Hint{{"searchline.complete"}, {"searchline.order"}, {"searchline.keep"}, {"searchline.drop"}}
	}
	return []command.Hint{{"filter.complete"}, {"filter.save"}, {"filter.keep"}, {"filter.drop"}}
}

// Refusal says why what was typed is not kept, once the reader wanted that.
func (p *queryLine) Refusal() string {
	if !p.refused {
		return ""
	}
	return p.reason()
}

// Found is how much was found, where that can be said.
func (p *queryLine) Found() string {
	if p.err != nil || p.failed != nil {
		return ""
	}
	return p.home.list.Outcome()
}

// PutOutcome puts what is wrong with the query and where, or what was found.
func (p *queryLine) PutOutcome(l *canvas.Line) {
	a, empty := p.home.app, p.Text() == ""
	s := a.window.Styles
	switch {
	case p.err != nil:
		before := p.Text()
		before = before[:min(max(p.err.Position, 0), len(before))]
		sentence := "^ " + p.reason()
		indent, width := l.Column(), l.Column()+l.Room()
		column := min(indent+ansi.StringWidth(before), max(indent, width-ansi.StringWidth(sentence)-1))
		l.To(s.Text, column).Put(s.Failure, sentence)
	case p.failed != nil:
		l.Put(s.Failure, p.reason())
	case a.notice != "":
		l.Put(s.Accent, a.notice)
	case empty && p.search:
		l.Put(s.Dim, a.words.SearchHint())
	case empty:
		l.Put(s.Dim, a.words.QueryHint())
	default:
		l.Put(s.Dim, p.home.list.Outcome())
	}
}

// reason says why what was typed has no headlines of its own, and is not kept.
func (p *queryLine) reason() string {
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

// Click on the screen keeps what was typed, and clicks there.
func (p *queryLine) Click(x, y int) tea.Cmd {
	if y >= p.home.app.window.Height-p.Height() {
		return nil
	}
	kept := p.keepFilter()
	if p.refused {
		return kept
	}
	return tea.Batch(kept, p.home.Click(x, y))
}

// Wheel scrolls the screen.
func (p *queryLine) Wheel(x, y, lines int) tea.Cmd { return p.home.Wheel(x, y, lines) }

// Typed asks for what the query wants. While it is wrong, the list is that
// of the terms before the faulty one.
func (p *queryLine) Typed() tea.Cmd {
	text, h := p.Text(), p.home
	p.failed, p.refused = nil, false
	text, query, wrong := validPart(text)
	p.err = wrong
	switch {
	case text == p.before:
		return p.takeBack()
	case wrong != nil && h.draft != nil && h.draft.text == text:
		return nil
	}
	h.draft = &filter{text: text, query: query, search: p.search && len(query.Any) > 0}
	h.list.Highlight(h.draft.query, h.draft.search)
	return h.ask(headlines.KeepNothing)
}

// validPart is a query as far as it is right, without the term that is wrong
// and what stands behind that, and what is wrong there.
func validPart(text string) (string, query.Query, *query.Error) {
	var wrong *query.Error
	for {
		asked, err := query.Parse(text)
		if err == nil {
			return text, asked, wrong
		}
		found := queryError(err)
		if wrong == nil {
			wrong = found
		}
		if found.Position <= 0 || found.Position >= len(text) {
			return "", query.Query{}, wrong
		}
		text = strings.TrimRight(text[:found.Position], " ")
	}
}

// unanswered shows the headlines of the draft that was answered last, and says
// why this one is not.
func (p *queryLine) unanswered(err error) tea.Cmd {
	h := p.home
	p.failed = err
	if p.answered == nil {
		return p.takeBack()
	}
	h.draft = p.answered
	h.list.Highlight(h.draft.query, h.draft.search)
	return nil
}

func queryError(err error) *query.Error {
	var wrong *query.Error
	if errors.As(err, &wrong) {
		return wrong
	}
	return &query.Error{Word: err.Error()}
}

// keepFilter makes what was typed a filter; nothing typed is none. What is
// wrong is not kept.
func (p *queryLine) keepFilter() tea.Cmd {
	h := p.home
	if p.err != nil || p.failed != nil {
		p.refused = true
		return nil
	}
	h.app.pop()
	if h.draft == nil {
		h.returnTo(p.place)
		return nil
	}
	draft := h.draft
	h.draft = nil
	h.setText(draft)
	h.unproven = p
	return h.ask(headlines.KeepChosen)
}

// withdraw drops the filter that was kept before it turned out that the
// library cannot answer it.
func (p *queryLine) withdraw(err error) tea.Cmd {
	h := p.home
	h.app.say(h.app.words.NotKept(err.Error()))
	h.filters = p.filters
	h.highlightWords()
	if !h.list.StandAgain(p.stood) {
		return h.ask(headlines.KeepArticle)
	}
	return h.reask()
}

// setText puts a filter in the place of the one that was typed before.
func (h *home) setText(draft *filter) {
	kept := h.filters[:0]
	for _, f := range h.filters {
		if f.unread {
			kept = append(kept, f)
		}
	}
	h.filters = kept
	if draft != nil && len(draft.query.Any) > 0 {
		h.filters = append(h.filters, *draft)
	}
	h.highlightWords()
}

func (p *queryLine) dropFilter() tea.Cmd {
	p.home.app.pop()
	back := p.takeBack()
	p.home.returnTo(p.place)
	return back
}

// takeBack shows the headlines as they were before anything was typed, the
// cursor where it was.
func (p *queryLine) takeBack() tea.Cmd {
	h := p.home
	p.answered = nil
	if h.draft == nil {
		return nil
	}
	h.draft = nil
	h.highlightWords()
	if !h.list.StandAgain(p.stood) {
		return h.ask(headlines.KeepArticle)
	}
	return h.reask()
}

// highlightWords highlights what the filter that is kept looks for.
func (h *home) highlightWords() {
	var kept filter
	for _, f := range h.filters {
		if !f.unread {
			kept = f
		}
	}
	h.list.Highlight(kept.query, kept.search)
}
