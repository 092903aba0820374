package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/render"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/headlines"
	"broadsheet/ui/subscriptions"
)

// This file holds what the screen shows of feeds, and how their popup is tied to it.

// newFeeds makes the popup of feeds.
func (a *App) newFeeds(o Options) *subscriptions.View {
	return subscriptions.New(subscriptions.Options{
		Options: a.popupOptions(), Context: a.ctx, Feeds: o.Feeds, Editor: o.FeedEditor, Elsewhere: o.FeedsElsewhere, Look: o.Look, Now: a.now, Zone: a.zone,
		Notice: func() string { return a.notice },
		Push:   func(l subscriptions.Layer) { a.push(l) },
		Pop:    a.pop,
		Chosen: func() []string { return a.home.tree.Category() },
		Show:   func(category []string) tea.Cmd { return a.home.showCategory(category) },
		Copy:   a.copyLink,
	})
}

// feedsChanged says that there is something new to tell of feeds.
type feedsChanged struct{}

func (a *App) awaitFeeds() tea.Cmd {
	if !a.feeds.Exists() {
		return nil
	}
	changes := a.feeds.Feeds.Changed()
	return func() tea.Msg {
		select {
		case <-changes:
			return feedsChanged{}
		case <-a.ctx.Done():
			return nil
		}
	}
}

// showCategory lists a category, and goes to its headlines.
func (h *home) showCategory(path []string) tea.Cmd {
	if !h.tree.ChooseCategory(path) {
		h.app.say(h.app.words.NoArticlesOf(path[len(path)-1]))
		return nil
	}
	h.filters = nil
	h.highlightWords()
	h.enter(listPane)
	return h.ask(headlines.KeepNothing)
}

// suggestionRows follow a feed that is suggested, where there is nothing else to do.
func (h *home) suggestionRows() []command.Command {
	if !h.bare() {
		return nil
	}
	return h.app.feeds.SuggestionRows()
}

// goneNow says why the file of what is being read is gone: the sample edition makes way
// for the first news.
func (a *App) goneNow() string {
	if a.sample {
		return a.words.SampleGoneNow()
	}
	return a.words.FileGoneNow()
}

// noArticles says what to do where the library has no articles.
func (h *home) noArticles() (headline string, texts []string) {
	a := h.app
	feeds, w := a.feeds, a.words
	switch {
	case len(feeds.Suggestions()) > 0:
		headline, text := w.FirstFeed(a.keys.KeyOf("feeds.add"))
		texts = []string{text, strings.Join(h.suggestions(), "\n")}
		if names := a.rootNames(); names != "" {
			texts = append(texts, w.AlsoFiles(names))
		}
		return headline, texts
	case feeds.Len() > 0 && feeds.Status().Fetching:
		headline, text := w.AwaitingNews()
		return headline, []string{text}
	case feeds.Len() > 0:
		headline, text := w.NoNews(feeds.Len(), a.keys.KeyOf("feeds.fetch"), a.keys.KeyOf("feeds.list"))
		return headline, []string{text}
	}
	headline, text := w.Empty(a.rootNames())
	return headline, []string{text}
}

// suggestions are the feeds that are suggested, with the keys that follow them.
func (h *home) suggestions() []string {
	var lines []string
	for i, row := range h.app.keys.Bind(h.app.feeds.SuggestionRows()) {
		lines = append(lines, command.KeyNames(row.Keys)+"\u00a0\u00a0"+h.app.feeds.Suggestions()[i].Name)
	}
	return lines
}

// sayBroken tells the reader what the sign beside a category means that is no feed, but
// has some that are broken.
func (h *home) sayBroken() {
	if below := h.tree.BrokenBelow(); below > 0 && h.app.feeds.TroubleOf(h.tree.Category()) == "" {
		h.app.say(h.app.words.BrokenBelow(below, h.app.keys.KeyOf("feeds.list")))
	}
}

// mostTrouble is how many lines are told of a feed over its headlines.
const mostTrouble = 5

// troubleLines are what is wrong with a feed, with a blank line at either end.
func (h *home) troubleLines(width, height int) []string {
	text := h.app.feeds.TroubleOf(h.tree.Category())
	if text == "" || height < 2*mostTrouble {
		return nil
	}
	const indent = 3
	s := h.app.window.Styles
	lines := []string{canvas.NewLine(width).String()}
	for i, row := range render.WrapLines(text, max(width-indent-1, 1), mostTrouble) {
		l := canvas.NewLine(width).Skip(s.Text, 1)
		if i == 0 {
			l.Put(s.Failure, subscriptions.BrokenSign)
		}
		lines = append(lines, l.To(s.Text, indent).Put(s.Text, row).String())
	}
	return append(lines, canvas.NewLine(width).String())
}

// putFetching says how far fetching is, where there is room for all of it.
func (h *home) putFetching(l *canvas.Line) {
	a := h.app
	status := a.feeds.Status()
	if !status.Fetching {
		return
	}
	if text := a.words.FeedProgress(status); ansi.StringWidth(text)+2 <= l.Room() {
		l.Skip(a.window.Styles.Text, 2).Put(a.window.Styles.Dim, text)
	}
}
