package ui

import (
	"errors"
	"slices"
	"strings"

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

	text     string   // what stood in the filter line at first
	stood    standing // what the list was then
	filters  []filter // and its filters
	answered *filter  // the last draft that was answered, nil before there is one
	failed   error    // why what was typed cannot be answered
	refused  bool     // the reader wanted to keep what is wrong
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
	h.app.push(&prompt{home: h, input: newField(text), text: text, stood: h.list.standing(), filters: slices.Clone(h.filters)})
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
		{Name: "findline.keep", Keys: []string{"enter"}, Help: w.helpFindKeep(), Short: w.shortGoThrough(), Run: p.keepFind},
		{Name: "findline.drop", Keys: []string{"esc"}, Help: w.helpFindDrop(), Short: w.shortEnd(), Run: p.dropFind},
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
// the list is that of the terms before the faulty one.
func (p *prompt) typed() tea.Cmd {
	text, h := p.input.String(), p.home
	if p.find {
		h.article.lookFor(text, p.from)
		return nil
	}
	p.failed, p.refused = nil, false
	text, query, wrong := validPart(text)
	p.err = wrong
	switch {
	case text == p.text:
		return p.takeBack()
	case wrong != nil && h.draft != nil && h.draft.text == text:
		return nil
	}
	h.draft = &filter{text: text, query: query}
	h.list.lit = lightsOf(query)
	return h.ask(keepFirst)
}

// validPart is a query as far as it is right, without the term that is wrong
// and what stands behind that, and what is wrong there.
func validPart(text string) (string, model.Query, *model.QueryError) {
	var wrong *model.QueryError
	for {
		query, err := model.ParseQuery(text)
		if err == nil {
			return text, query, wrong
		}
		found := queryError(err)
		if wrong == nil {
			wrong = found
		}
		if found.Position <= 0 || found.Position >= len(text) {
			return "", model.Query{}, wrong
		}
		text = strings.TrimRight(text[:found.Position], " ")
	}
}

// unanswered shows the headlines of the draft that was answered last, and says
// why this one is not.
func (p *prompt) unanswered(err error) tea.Cmd {
	h := p.home
	p.failed = err
	if p.answered == nil {
		return p.takeBack()
	}
	h.draft = p.answered
	h.list.lit = lightsOf(h.draft.query)
	return nil
}

func queryError(err error) *model.QueryError {
	var wrong *model.QueryError
	if errors.As(err, &wrong) {
		return wrong
	}
	return &model.QueryError{Word: err.Error()}
}

// keepFilter makes what was typed a filter; nothing typed is none. What is
// wrong is not kept.
func (p *prompt) keepFilter() tea.Cmd {
	h := p.home
	if p.err != nil || p.failed != nil {
		p.refused = true
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
	h.unproven = p
	return h.ask(keepArticle)
}

// withdraw drops the filter that was kept before it turned out that the
// library cannot answer it.
func (p *prompt) withdraw(err error) tea.Cmd {
	h := p.home
	h.app.say(h.app.words.notKept(err.Error()))
	h.filters = p.filters
	h.lightWords()
	if !h.list.standAgain(p.stood) {
		return h.ask(keepArticle)
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
	p.answered = nil
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
	if p.refused && p.height() == 1 {
		l.skip(a.styles.text, 2).put(a.styles.failure, p.reason())
	} else {
		a.putHints(l, p.hints())
	}
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
		sentence := "^ " + p.reason()
		column := min(indent+ansi.StringWidth(before), max(indent, width-ansi.StringWidth(sentence)-1))
		l.to(a.styles.text, column).put(a.styles.failure, sentence)
	case p.failed != nil:
		l.put(a.styles.failure, p.reason())
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
		l.put(a.styles.dim, a.words.articles(p.home.list.items.Len()))
	}
	return l.String()
}

// reason says why what was typed has no headlines of its own, and is not kept.
func (p *prompt) reason() string {
	words := p.home.app.words
	text := ""
	switch {
	case p.err != nil:
		text = words.queryWrong(p.err)
	case p.failed != nil:
		text = p.failed.Error()
	}
	if p.refused {
		return words.notKept(text)
	}
	return text
}

func (p *prompt) click(x, y int) tea.Cmd {
	if y >= p.home.app.height-p.height() {
		return nil
	}
	cmd := p.keepFind
	if !p.find {
		cmd = p.keepFilter
	}
	kept := cmd()
	if p.home.app.top() == layer(p) {
		return kept // refused
	}
	return tea.Batch(kept, p.home.click(x, y))
}

func (p *prompt) wheel(x, y, lines int) tea.Cmd { return p.home.wheel(x, y, lines) }
