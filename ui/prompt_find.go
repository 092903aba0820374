package ui

import (
	tea "charm.land/bubbletea/v2"
)

// keepFind stays where the match is, to go on to others from there.
func (p *prompt) keepFind() tea.Cmd {
	p.home.app.pop()
	if notice := p.home.article.KeepFind(); notice != "" {
		p.home.app.say(notice)
	}
	return nil
}

// dropFind goes back to where the reader was.
func (p *prompt) dropFind() tea.Cmd {
	p.home.app.pop()
	p.home.article.DropFind(p.from)
	return nil
}

// goToMatch goes on to another match, to read there.
func (h *home) goToMatch(step int) { h.app.say(h.article.ReadMatch(step)) }
