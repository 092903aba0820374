package ui

import (
	tea "charm.land/bubbletea/v2"
)

// startLinks shows the links of the article, to open or to copy.
func (h *home) startLinks() tea.Cmd {
	a := h.app
	var all []entry
	for _, link := range h.article.links() {
		e := entry{text: link.Text, right: hostOf(link.URL), value: link.URL, run: func() tea.Cmd { return a.openURL(link.URL) }}
		if link.Image {
			e.before = "▣ "
		}
		if e.text == "" {
			e.text = link.URL
		}
		all = append(all, e)
	}
	return a.openMenu(&menu{
		title:   a.words.titleLinks(),
		entries: func(string) []entry { return all },
		more:    (*menu).linkRows,
	})
}

// linkRows are the rows of the links popup besides the common ones.
func (m *menu) linkRows() []Command {
	w := m.app.words
	return []Command{
		{Name: "links.open", Keys: []string{"enter"}, Help: w.helpLinkOpen(), Short: w.shortOpen(), Run: m.choose},
		{Name: "links.copy", Keys: []string{"y"}, Help: w.helpLinkCopy(), Short: w.shortCopy(), Run: m.copyLink},
	}
}

func (m *menu) copyLink() tea.Cmd {
	if m.cursor >= len(m.shown) {
		return nil
	}
	m.app.pop()
	return m.app.copyLink(m.shown[m.cursor].value)
}
