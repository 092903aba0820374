package ui

import (
	tea "charm.land/bubbletea/v2"

	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/prompt"
)

// findLine is the line that a word is typed into which is looked for in the article.
type findLine struct {
	*prompt.Line
	home *home
}

func (h *home) startFind() tea.Cmd {
	h.article.StartFind()
	p := &findLine{home: h}
	p.Line = h.app.line(p, "/", "")
	h.app.push(p)
	return nil
}

// Commands are those that are bound while a word is typed.
func (p *findLine) Commands() []command.Command {
	return []command.Command{
		{Name: "findline.keep", Run: p.keep},
		{Name: "findline.drop", Run: p.drop},
		{Name: "findline.next", Run: command.Does(func() { p.home.article.NextMatch(1) })},
		{Name: "findline.previous", Run: command.Does(func() { p.home.article.NextMatch(-1) })},
	}
}

// Hints are the commands that the line names.
func (p *findLine) Hints() []command.Hint {
	return []command.Hint{{"findline.keep"}, {"findline.drop"}}
}

// Typed shows the first match of what has been typed so far.
func (p *findLine) Typed() tea.Cmd {
	p.home.article.Find(p.home.app.ctx, p.Text())
	return nil
}

// Refusal is nothing: each word can be looked for.
func (p *findLine) Refusal() string { return "" }

// Found is nothing: no word is completed.
func (p *findLine) Found() string { return "" }

// PutOutcome says what was found.
func (p *findLine) PutOutcome(l *canvas.Line) {
	a, empty := p.home.app, p.Text() == ""
	current, found, known := p.home.article.Matches()
	switch {
	case empty && a.notice != "":
		l.Put(a.window.Styles.Accent, a.notice)
	case empty:
		l.Put(a.window.Styles.Dim, a.words.FindHint())
	case !known:
		l.Put(a.window.Styles.Dim, a.words.Looking())
	case found == 0:
		l.Put(a.window.Styles.Failure, a.words.NotFound(p.Text()))
	default:
		l.Put(a.window.Styles.Dim, a.words.Matches(current, found))
		if a.notice != "" {
			l.Put(a.window.Styles.Dim, " · ").Put(a.window.Styles.Accent, a.notice)
		}
	}
}

// keep stays where the match is, to go on to others from there.
func (p *findLine) keep() tea.Cmd {
	p.home.app.pop()
	p.home.article.KeepFind()
	return nil
}

// drop goes back to where the reader was.
func (p *findLine) drop() tea.Cmd {
	p.home.app.pop()
	p.home.article.DropFind()
	return nil
}

// Click on the screen keeps the find, and clicks there.
func (p *findLine) Click(x, y int) tea.Cmd {
	if y >= p.home.app.window.Height-p.Height() {
		return nil
	}
	return tea.Batch(p.keep(), p.home.Click(x, y))
}

// Wheel scrolls the screen.
func (p *findLine) Wheel(x, y, lines int) tea.Cmd { return p.home.Wheel(x, y, lines) }
