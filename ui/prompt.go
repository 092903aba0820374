package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
)

// prompt is a line at the bottom of the window that the reader types into,
// with a line under it that says what came of it. It is a layer: the filter of
// the headlines, or the find in an article.
type prompt struct {
	home  *home
	input *field
	find  bool              // a find, not a filter
	err   *model.QueryError // what is wrong with the query typed
	from  spot              // where the article stood before the find
	text  string            // what stood in the filter line at first
	stood standing          // what the list was then
}

// height is the lines that the prompt takes: one more where there is room.
func (p *prompt) height() int {
	if p.home.app.height >= 6 {
		return 2
	}
	return 1
}

func (h *home) startFilter() tea.Cmd {
	text := ""
	for _, f := range h.filters {
		if !f.unread {
			text = f.text
		}
	}
	h.app.push(&prompt{home: h, input: newField(text), text: text, stood: h.list.standing()})
	return nil
}

func (h *home) startFind() tea.Cmd {
	h.app.push(&prompt{home: h, find: true, input: newField(""), from: h.article.spotOf(h.article.top)})
	return nil
}

func (p *prompt) commands() []Command {
	if p.find {
		return p.findRows()
	}
	return p.filterRows()
}

func (p *prompt) filterRows() []Command {
	w := p.home.app.words
	return []Command{
		{Name: "filter.keep", Keys: []string{"enter"}, Help: w.helpFilterKeep(), Short: w.shortKeep(), Run: p.keepFilter},
		{Name: "filter.drop", Keys: []string{"esc"}, Help: w.helpFilterDrop(), Short: w.shortDrop(), Run: p.dropFilter},
		{Name: "filter.down", Keys: []string{"down", "ctrl+n"}, Help: w.helpDown(), Run: does(func() { p.home.list.moveTo(p.home.list.cursor + 1) })},
		{Name: "filter.up", Keys: []string{"up", "ctrl+p"}, Help: w.helpUp(), Run: does(func() { p.home.list.moveTo(p.home.list.cursor - 1) })},
	}
}

func (p *prompt) findRows() []Command {
	w := p.home.app.words
	return []Command{
		{Name: "findline.keep", Keys: []string{"enter"}, Help: w.helpFindKeep(), Short: w.shortKeep(), Run: p.keepFind},
		{Name: "findline.drop", Keys: []string{"esc"}, Help: w.helpFindDrop(), Short: w.shortDrop(), Run: p.dropFind},
		{Name: "findline.next", Keys: []string{"down", "ctrl+n"}, Help: w.helpFindNext(), Run: does(func() { p.home.article.nextMatch(1) })},
		{Name: "findline.previous", Keys: []string{"up", "ctrl+p"}, Help: w.helpFindPrevious(), Run: does(func() { p.home.article.nextMatch(-1) })},
	}
}

func (p *prompt) letters(key tea.KeyPressMsg) tea.Cmd {
	if !p.input.press(key) {
		return nil
	}
	return p.typed()
}

func (p *prompt) paste(text string) tea.Cmd {
	p.input.insert(text)
	return p.typed()
}

// typed filters or finds what has been typed so far. While the query is wrong,
// the list stays as it was.
func (p *prompt) typed() tea.Cmd {
	text := p.input.String()
	switch {
	case p.find:
		p.home.article.lookFor(text, p.from)
		return nil
	case text == p.text:
		return p.takeBack()
	}
	query, err := model.ParseQuery(text)
	if err != nil {
		p.err = queryError(err)
		return nil
	}
	p.err = nil
	p.home.draft = &filter{text: text, query: query}
	p.home.list.lit = lightsOf(query)
	return p.home.ask(keepFirst)
}

func queryError(err error) *model.QueryError {
	var wrong *model.QueryError
	if errors.As(err, &wrong) {
		return wrong
	}
	return &model.QueryError{Word: err.Error()}
}

// keepFilter makes what was typed a filter; nothing typed is none.
func (p *prompt) keepFilter() tea.Cmd {
	h := p.home
	if p.err != nil {
		return nil
	}
	h.app.pop()
	h.focus = listPane
	if h.draft == nil {
		return nil
	}
	draft := h.draft
	h.draft = nil
	h.setText(draft)
	h.list.moved = true
	return h.ask(keepArticle)
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
	h.list.lit = nil
	if draft != nil && draft.text != "" {
		h.filters = append(h.filters, *draft)
		h.list.lit = lightsOf(draft.query)
	}
}

func (p *prompt) dropFilter() tea.Cmd {
	p.home.app.pop()
	return p.takeBack()
}

// takeBack shows the headlines as they were before anything was typed, the
// cursor where it was.
func (p *prompt) takeBack() tea.Cmd {
	h := p.home
	p.err = nil
	if h.draft == nil {
		return nil
	}
	h.draft = nil
	h.lightWords()
	if !h.list.standAgain(p.stood) {
		return h.ask(keepArticle)
	}
	return h.reask()
}

// lightWords lights what the filter that is kept looks for.
func (h *home) lightWords() {
	h.list.lit = nil
	for _, f := range h.filters {
		h.list.lit = append(h.list.lit, lightsOf(f.query)...)
	}
}

// keepFind stays where the match is, to go on to others from there.
func (p *prompt) keepFind() tea.Cmd {
	a, v := p.home.app, p.home.article
	a.pop()
	switch {
	case v.find.active() && len(v.find.matches) == 0:
		a.say(a.words.notFound(v.find.word))
		v.find = find{}
	case v.find.active():
		v.keepPlace()
	}
	return nil
}

// dropFind goes back to where the reader was.
func (p *prompt) dropFind() tea.Cmd {
	v := p.home.article
	p.home.app.pop()
	v.find = find{}
	v.lookAt(v.lineOf(p.from))
	return nil
}

// goToMatch goes on to another match, to read there.
func (h *home) goToMatch(step int) {
	h.article.nextMatch(step)
	h.article.keepPlace()
}

func (p *prompt) draw(c *canvas) {
	a := p.home.app
	y := c.height - p.height()
	l := newLine(c.width).skip(a.styles.text, 1).put(a.styles.prompt, "/").skip(a.styles.text, 1)
	text, cursor := p.input.view(l.room() - 1)
	c.cursor = &position{x: l.used + cursor, y: y}
	indent := l.used
	l.put(a.styles.text, text)
	a.putHints(l, p.hints())
	c.set(y, l.String())
	if p.height() > 1 {
		c.set(y+1, p.drawOutcome(c.width, indent))
	}
}

func (p *prompt) hints() []hint {
	if p.find {
		return []hint{{[]string{"findline.keep"}}, {[]string{"findline.drop"}}}
	}
	return []hint{{[]string{"filter.keep"}}, {[]string{"filter.drop"}}}
}

// drawOutcome is the line under the prompt: what is wrong with the query and
// where, what was found, or what could be typed.
func (p *prompt) drawOutcome(width, indent int) string {
	a := p.home.app
	l := newLine(width).skip(a.styles.text, indent)
	empty := len(p.input.text) == 0
	switch {
	case p.err != nil:
		before := p.input.String()
		before = before[:min(max(p.err.Position, 0), len(before))]
		sentence := "^ " + a.words.queryWrong(p.err)
		column := min(indent+ansi.StringWidth(before), max(indent, width-ansi.StringWidth(sentence)-1))
		l.to(a.styles.text, column).put(a.styles.failure, sentence)
	case p.find && empty:
		l.put(a.styles.dim, a.words.findHint())
	case p.find && len(p.home.article.find.matches) == 0:
		l.put(a.styles.failure, a.words.notFound(p.input.String()))
	case p.find:
		f := &p.home.article.find
		l.put(a.styles.dim, a.words.matches(f.current+1, len(f.matches)))
		if a.notice != "" {
			l.put(a.styles.dim, " · ").put(a.styles.accent, a.notice)
		}
	case empty:
		l.put(a.styles.dim, a.words.queryHint())
	default:
		l.put(a.styles.dim, a.words.articles(len(p.home.list.items)))
	}
	return l.String()
}

func (p *prompt) click(x, y int) tea.Cmd {
	if y >= p.home.app.height-p.height() {
		return nil
	}
	cmd := p.keepFind
	if !p.find {
		cmd = p.keepFilter
	}
	return tea.Batch(cmd(), p.home.click(x, y))
}

func (p *prompt) wheel(x, y, lines int) tea.Cmd { return p.home.wheel(x, y, lines) }
