package article

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/render"
	"broadsheet/render/themes"
	"broadsheet/ui/ask"
	"broadsheet/ui/canvas"
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// shelf is a Library of a few articles.
type shelf struct {
	articles  map[model.ID]*model.Article
	revisions map[model.ID]uint64
	places    map[model.ID]model.Place
	failure   error
	reads     int
	wholes    map[model.ID]*model.Article // all of a page, where the article is a part of it
}

func (s *shelf) WholeArticle(ctx context.Context, id model.ID) (*model.Article, error) {
	if whole, reduced := s.wholes[id]; reduced {
		return whole, nil
	}
	return s.Article(ctx, id)
}

func (s *shelf) Article(_ context.Context, id model.ID) (*model.Article, error) {
	s.reads++
	if s.failure != nil {
		return nil, s.failure
	}
	return s.articles[id], nil
}

func (s *shelf) Revision(id model.ID) (revision uint64, listed bool) {
	_, listed = s.articles[id]
	return s.revisions[id], listed
}

func (s *shelf) Marks(id model.ID) model.Marks { return model.Marks{Place: s.places[id]} }

func (s *shelf) SetPlace(id model.ID, p model.Place) { s.places[id] = p }

// pane drives a View as a program would, but runs its questions at once.
type pane struct {
	*View
	t             *testing.T
	library       *shelf
	width, height int
	said          string
	holding       bool
	held          []tea.Cmd
}

// show opens the first of some articles in a pane.
func show(t *testing.T, width, height int, articles ...*model.Article) *pane {
	t.Helper()
	library := &shelf{articles: map[model.ID]*model.Article{}, revisions: map[model.ID]uint64{}, places: map[model.ID]model.Place{}}
	for _, a := range articles {
		library.articles[a.ID] = a
	}
	theme, err := themes.Load("auto", true)
	if err != nil {
		t.Fatal(err)
	}
	w := words.For("en")
	keys, err := command.NewKeymap(w, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &pane{t: t, library: library, width: width, height: height}
	window := &canvas.Window{Width: width, Height: height + 2}
	window.SetTheme(theme, theme.Dark)
	p.View = New(Options{
		Library: library, Renderer: render.New(1 << 20), Window: window, Words: w, Keys: keys,
		Say: func(text string) { p.said = text }, Zone: time.UTC,
	})
	p.follow(&articles[0].Item)
	return p
}

func (p *pane) follow(item *model.Item) {
	p.Follow(p.t.Context(), item, nil)
	p.settle()
}

// settle asks for what the pane needs, until it has all.
func (p *pane) settle() { p.run(p.Settle(p.t.Context(), p.width, p.height, 76)) }

func (p *pane) run(cmd tea.Cmd) {
	switch {
	case cmd == nil:
		return
	case p.holding:
		p.held = append(p.held, cmd)
		return
	}
	switch message := cmd().(type) {
	case tea.BatchMsg:
		for _, cmd := range message {
			p.run(cmd)
		}
	case ask.Answer:
		if answer, wanted := message.Open(); wanted {
			p.run(p.Receive(p.t.Context(), answer))
			p.settle()
		}
	}
}

func (p *pane) resize(width, height int) {
	p.width, p.height = width, height
	p.settle()
}

// press does commands, by their names.
func (p *pane) press(names ...string) {
	for _, name := range names {
		if strings.HasPrefix(name, "move.") {
			p.Do(name)
		}
		for _, row := range append(p.FindCommands(), p.FootnoteCommand()) {
			if row.Name == name && row.Off == "" {
				p.run(row.Run())
			}
		}
		p.settle()
	}
}

func (p *pane) screen() string {
	lines := p.Draw(p.width, p.height, "nothing is open")
	if len(lines) != p.height {
		p.t.Errorf("%d lines are drawn for %d", len(lines), p.height)
	}
	for _, line := range lines {
		if got := ansi.StringWidth(line); got != p.width {
			p.t.Errorf("a line is %d cells wide for %d: %q", got, p.width, line)
		}
	}
	return strings.ReplaceAll(ansi.Strip(strings.Join(lines, "\n")), "\u00a0", " ")
}

func (p *pane) shows(text string) {
	p.t.Helper()
	if screen := p.screen(); !strings.Contains(screen, text) {
		p.t.Errorf("the pane does not show %q:\n%s", text, screen)
	}
}

func (p *pane) lacks(text string) {
	p.t.Helper()
	if screen := p.screen(); strings.Contains(screen, text) {
		p.t.Errorf("the pane shows %q:\n%s", text, screen)
	}
}

// piece is an article of paragraphs; what is a Block already is taken as it is.
func piece(title string, body ...any) *model.Article {
	a := &model.Article{Item: model.Item{
		ID: model.NewID("test", title), Title: title, Author: "The Timetable", Minutes: 2,
		Date: time.Date(2021, 6, 11, 6, 5, 0, 0, time.UTC), Categories: [][]string{{"Travel", "Trains"}},
	}}
	for _, part := range body {
		switch part := part.(type) {
		case string:
			a.Document.Blocks = append(a.Document.Blocks, model.Paragraph{Inlines: []model.Inline{model.Text{Text: part}}})
		case model.Block:
			a.Document.Blocks = append(a.Document.Blocks, part)
		}
	}
	return a
}

// paragraphs are so many of them, each with its number.
func paragraphs(n int) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = fmt.Sprintf("This is paragraph %d.", i+1)
	}
	return all
}

// TestPaneShowsItsArticle follows one item after the other, and none.
func TestPaneShowsItsArticle(t *testing.T) {
	trains, clocks := piece("Night trains", "They leave at ten."), piece("Clocks", "They run backwards.")
	p := show(t, 60, 14, trains, clocks)
	if !p.Ready() || p.Failed() || p.Subject().Title != "Night trains" {
		t.Errorf("ready %v, failed %v, for %q", p.Ready(), p.Failed(), p.Subject().Title)
	}
	for _, text := range []string{"Night trains", "The Timetable · 11 Jun 2021 06:05 · 2 min", "Travel › Trains", "They leave at ten."} {
		p.shows(text)
	}
	p.holding = true
	p.follow(&clocks.Item)
	p.shows("They leave at ten.") // until the next one is there
	if p.Ready() {
		t.Error("the pane is ready before its article is read")
	}
	p.holding = false
	p.run(p.held[0])
	p.shows("They run backwards.")
	p.follow(nil)
	p.shows("nothing is open")
}

// TestPaneIsRefused says why an article cannot be shown, and tries again.
func TestPaneIsRefused(t *testing.T) {
	a := piece("Night trains", "They leave at ten.")
	other := piece("Clocks", "They run backwards.")
	p := show(t, 60, 14, other, a)
	p.library.failure = errors.New("the disk has been pulled out")
	p.follow(&a.Item)
	p.shows("the disk has been pulled out")
	if !p.Failed() || p.Ready() {
		t.Errorf("failed %v, ready %v", p.Failed(), p.Ready())
	}
	p.library.failure = fmt.Errorf("open it: %w", fs.ErrNotExist)
	p.Again()
	p.settle()
	p.shows("This file no longer exists")
	p.library.failure = nil
	p.Again()
	p.settle()
	p.shows("They leave at ten.")
}

// TestMoves does every command that moves the text, there and back.
func TestMoves(t *testing.T) {
	p := show(t, 60, 12, piece("Night trains", paragraphs(40)...))
	for there, back := range map[string]string{
		"move.down": "move.up", "move.half_down": "move.half_up", "move.page_down": "move.page_up", "move.last": "move.first",
	} {
		first := p.screen()
		p.press(there)
		if p.screen() == first {
			t.Errorf("%s moves nothing", there)
		}
		p.press(back)
		if p.screen() != first {
			t.Errorf("%s does not take %s back:\n%s", back, there, p.screen())
		}
	}
	p.press("move.last")
	p.shows("This is paragraph 40.")
	if percent, known := p.Percent(); percent != 100 || !known {
		t.Errorf("at the end %d %% are read", percent)
	}
}

// TestPlace keeps where the reader was, at any width; what was read to its end
// begins at its beginning.
func TestPlace(t *testing.T) {
	a, other := piece("Night trains", paragraphs(40)...), piece("Clocks", "They run backwards.")
	p := show(t, 60, 12, a, other)
	p.press("move.page_down", "move.page_down")
	where := strings.TrimSpace(strings.Split(p.screen(), "\n")[0])
	p.follow(&other.Item)
	p.follow(&a.Item)
	p.shows(where)
	for _, width := range []int{24, 100, 60} {
		p.resize(width, 12)
		p.shows(where)
	}
	p.press("move.last")
	if place := p.library.places[a.ID]; place != (model.Place{}) {
		t.Errorf("an article read to its end is kept at %v", place)
	}
}

// TestMeasure holds how wide text is laid in panes of all widths.
func TestMeasure(t *testing.T) {
	for width := range 300 {
		got := TextWidth(width, 76)
		if got%2 != 0 || got > 76 || width > 4 && got > width || got < 2 {
			t.Errorf("in a pane of %d cells text is %d wide", width, got)
		}
	}
}
