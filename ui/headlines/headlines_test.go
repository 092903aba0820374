package headlines

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/render/themes"
	"broadsheet/ui/ask"
	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// shelf is a Library of a few items.
type shelf struct {
	items     []*model.Item
	marks     map[model.ID]model.Marks
	loading   bool
	failure   error
	firstHits int // how many hits come at once
	snippets  int // asked for so far
}

func (s *shelf) Status() model.Status          { return model.Status{Loading: s.loading} }
func (s *shelf) Marks(id model.ID) model.Marks { return s.marks[id] }
func (s *shelf) setRead(item *model.Item)      { s.marks[item.ID] = model.Marks{Read: now()} }
func (s *shelf) find(q query.Query) (all []*model.Item) {
	for _, item := range s.items {
		if q.Match(item, s.marks[item.ID], now(), time.UTC) {
			all = append(all, item)
		}
	}
	return all
}

func (s *shelf) List(_ context.Context, q query.Query, _ query.Sort, older model.Listing) (model.Listing, error) {
	found := s.find(q)
	if older != nil {
		found = slices.DeleteFunc(s.find(q.WithoutMarks()), func(item *model.Item) bool {
			_, listed := older.Find(item.ID, 0)
			return !listed && !slices.Contains(found, item)
		})
	}
	return model.Items(found), s.failure
}

func (s *shelf) Search(_ context.Context, q query.Query, o model.SearchOptions) (model.Hits, error) {
	found := s.find(q)
	all := len(found)
	if o.Limit > 0 {
		found = found[:min(all, s.firstHits)]
	}
	return model.Hits{Listing: model.Items(found), Complete: len(found) == all, Unsearched: 3}, s.failure
}

func (s *shelf) NextUnread(list model.Listing, from, step int) (row int, wrapped, found bool) {
	for i := 1; i < list.Len(); i++ {
		at := from + i*step
		row = (at + list.Len()) % list.Len()
		if !s.marks[list.At(row).ID].IsRead() {
			return row, row != at, true
		}
	}
	return 0, false, false
}

func (s *shelf) Snippet(_ context.Context, id model.ID, _ query.Query) (model.Snippet, error) {
	s.snippets++
	return model.Snippet{Text: "the text of " + string(id)}, nil
}

// pane drives a View as a program would, but runs its questions at once.
type pane struct {
	*View
	t       *testing.T
	library *shelf
	asked   Question
	said    string
	holding bool
	held    []tea.Cmd
}

const paneWidth, paneHeight = 40, 20

// now is a Friday in summer, 14:05 in Shanghai.
func now() time.Time { return time.Date(2021, 6, 11, 6, 5, 0, 0, time.UTC) }

func show(t *testing.T, items ...*model.Item) *pane {
	t.Helper()
	p := &pane{t: t, library: &shelf{items: items, marks: map[model.ID]model.Marks{}, firstHits: 3}}
	theme, err := themes.Load("auto", true)
	if err != nil {
		t.Fatal(err)
	}
	window := &canvas.Window{Width: paneWidth, Height: paneHeight + 4}
	window.SetTheme(theme, theme.Dark)
	p.View = New(Options{
		Library: p.library, Window: window, Words: words.For("en"), Now: now, Zone: time.FixedZone("CST", 8*60*60),
		Say: func(text string) { p.said = text },
	})
	p.list(Question{}, KeepNothing)
	return p
}

func (p *pane) list(q Question, k Keep) {
	p.asked = q
	p.run(p.Ask(p.t.Context(), q, k))
	p.settle()
}

func (p *pane) listAgain() { p.run(p.AskAgain(p.t.Context(), p.asked)); p.settle() }

func (p *pane) settle() { p.run(p.Settle(p.t.Context(), paneWidth, paneHeight)) }

func (p *pane) run(cmd tea.Cmd) {
	switch {
	case cmd == nil:
		return
	case p.holding:
		p.held = append(p.held, cmd)
		return
	}
	if answer, wanted := cmd().(ask.Answer).Open(); wanted {
		p.run(p.Receive(p.t.Context(), answer, p.asked, p.Current()))
		p.settle()
	}
}

// press does commands, by their names.
func (p *pane) press(names ...string) {
	for _, name := range names {
		p.Do(name)
		p.settle()
	}
}

func (p *pane) content() string { return strings.Join(p.Draw(paneWidth, paneHeight, true), "\n") }

func (p *pane) shows(text string) {
	p.t.Helper()
	if screen := strings.ReplaceAll(ansi.Strip(p.content()), "\u00a0", " "); !strings.Contains(screen, text) {
		p.t.Errorf("the pane does not show %q:\n%s", text, screen)
	}
}

// at fails the test where the cursor is on another row.
func (p *pane) at(row, of int) {
	p.t.Helper()
	if gotRow, gotOf := p.Position(); gotRow != row || gotOf != of {
		p.t.Errorf("the cursor is on row %d of %d, want %d of %d", gotRow, gotOf, row, of)
	}
}

func headline(title, author string, date time.Time, path ...string) *model.Item {
	return &model.Item{ID: model.NewID("test", title), Title: title, Author: author, Date: date, Minutes: 2, Categories: [][]string{path}}
}

// many are n headlines, the newest first.
func many(n int) []*model.Item {
	all := make([]*model.Item, n)
	for i := range all {
		all[i] = headline(fmt.Sprintf("Night train %03d", i+1), "The Timetable", now().Add(-time.Duration(i)*time.Hour), "Travel")
	}
	return all
}

// TestMoves does every command that moves the cursor, there and back.
func TestMoves(t *testing.T) {
	p := show(t, many(60)...)
	for there, back := range map[string]string{
		"move.down": "move.up", "move.half_down": "move.half_up", "move.page_down": "move.page_up", "move.last": "move.first",
		"next.article": "previous.article", "next.unread": "previous.unread",
	} {
		p.press(there)
		if row, _ := p.Position(); row == 1 {
			t.Errorf("%s moves nothing", there)
		}
		p.shows("▌● " + p.Current().Title)
		p.press(back)
		if row, _ := p.Position(); row != 1 {
			t.Errorf("%s does not take %s back: row %d", back, there, row)
		}
	}
	w := words.For("en")
	for name, want := range map[string]string{"previous.article": w.FirstArticle(), "previous.unread": w.FromTheEnd()} {
		p.press("move.first", name)
		if p.said != want {
			t.Errorf("%s at the top says %q", name, p.said)
		}
	}
	p.press("move.last", "next.article")
	p.at(60, 60)
	if p.said != w.LastArticle() {
		t.Errorf("at the end is said %q", p.said)
	}
	for _, item := range p.library.items {
		p.library.setRead(item)
	}
	if p.Do("next.unread") || p.said != w.NoUnread() {
		t.Errorf("without unread articles is said %q", p.said)
	}
}

// TestRows says of each row what a reader wants to know, and of the mouse which it hits.
func TestRows(t *testing.T) {
	items := many(3)
	p := show(t, items...)
	p.library.setRead(items[1])
	p.library.marks[items[2].ID] = model.Marks{Starred: now()}
	p.shows("▌● Night train 001")
	p.shows("▌  The Timetable · now · 2 min read")
	p.shows("   Night train 002")
	p.shows(" ● Night train 003") // the star stands under the dot, and moves no title
	p.shows(" ★ The Timetable · 2h ago · 2 min read")
	if hit, again := p.Click(4); !hit || again {
		t.Errorf("the second row is hit: %v, again: %v", hit, again)
	}
	p.at(2, 3)
	if hit, again := p.Click(3); !hit || !again {
		t.Errorf("the second row is hit: %v, again: %v", hit, again)
	}
	if hit, _ := p.Click(12); hit {
		t.Error("a row is hit under the last one")
	}
}

// TestWhatComesMovesNothing lists new articles above the cursor, and takes away the one
// that it is on.
func TestWhatComesMovesNothing(t *testing.T) {
	all := many(10)
	p := show(t, all[2:]...)
	p.press("move.down")
	p.library.items = all
	p.listAgain()
	p.at(4, 10)
	p.library.items = slices.Delete(slices.Clone(all), 3, 4)
	p.listAgain()
	p.at(4, 9)
	if p.AtTop() {
		t.Error("what is new is in sight")
	}
	p.list(Question{}, KeepNothing)
	p.at(1, 9)
}

// TestLoadingKeepsTheTop follows what comes until the reader has moved.
func TestLoadingKeepsTheTop(t *testing.T) {
	all := many(10)
	p := show(t)
	p.library.loading = true
	for n := range 5 {
		p.library.items = all[9-n:]
		p.listAgain()
		p.at(1, n+1)
	}
	p.press("move.down")
	p.library.items = all
	p.listAgain()
	p.at(7, 10)
}

// TestAskedOnceWhileOpen lets the library change while it is asked: it is asked once
// more after that.
func TestAskedOnceWhileOpen(t *testing.T) {
	p := show(t, many(3)...)
	p.holding = true
	for range 50 {
		p.listAgain()
	}
	if len(p.held) != 1 {
		t.Fatalf("%d questions are open", len(p.held))
	}
	if p.AtTop() {
		t.Error("what is asked for counts as seen")
	}
	p.library.items = many(4)
	p.holding = false
	p.run(p.held[0])
	p.at(1, 4)
}

// TestRowsThatWereMarkedStay until other headlines are asked for.
func TestRowsThatWereMarkedStay(t *testing.T) {
	p := show(t, many(4)...)
	unread := query.Query{}.And(query.Term{Field: query.FieldIs, State: query.IsUnread})
	for _, words := range []query.Query{{}, query.Query{}.And(query.Term{Field: query.FieldWord, Text: "train"})} {
		q := Question{Query: words.AndQuery(unread), Words: words}
		p.list(q, KeepNothing)
		_, before := p.Position()
		p.library.setRead(p.Current())
		p.listAgain()
		p.at(1, before)
		p.press("next.unread")
		p.at(2, before)
		p.list(q, KeepArticle)
		p.at(1, before-1)
	}
}

// TestFirstHitsComeAtOnce shows the first hits before all are there; the others come
// under them.
func TestFirstHitsComeAtOnce(t *testing.T) {
	p := show(t, many(20)...)
	words := query.Query{}.And(query.Term{Field: query.FieldWord, Text: "train"})
	p.asked = Question{Query: words, Words: words}
	cmd := p.Ask(t.Context(), p.asked, KeepNothing)
	p.holding = true
	message, _ := cmd().(ask.Answer).Open()
	p.run(p.Receive(t.Context(), message, p.asked, p.Current()))
	p.at(1, 3)
	if got := p.Outcome(); got != "3+ hits · 3 articles not searched yet" {
		t.Errorf("the outcome is %q", got)
	}
	p.press("move.down")
	p.holding = false
	p.run(p.held[0])
	p.at(2, 20)
	if got := p.Outcome(); !strings.HasPrefix(got, "20 hits ·") || p.Unsearched() != 3 || len(p.Searched()) != 1 {
		t.Errorf("the outcome is %q, of %d terms", got, len(p.Searched()))
	}
}

// TestStandAgain comes back from a filter to what stood there before.
func TestStandAgain(t *testing.T) {
	p := show(t, many(30)...)
	p.press("move.page_down", "move.page_down")
	before, stood := p.content(), p.Standing()
	p.list(Question{Query: query.Query{}.And(query.Term{Field: query.FieldWord, Text: "003"})}, KeepNothing)
	p.at(1, 1)
	if !p.StandAgain(stood) || p.content() != before {
		t.Errorf("it stands again as\n%s", p.content())
	}
}

// TestNoAnswer says why there are no headlines, and keeps those that there were.
func TestNoAnswer(t *testing.T) {
	p := show(t, many(3)...)
	p.library.failure = errors.New("the disk has been pulled out")
	p.listAgain()
	if known, err := p.Answered(); !known || !errors.Is(err, p.library.failure) {
		t.Errorf("answered %v, %v", known, err)
	}
	p.at(1, 3)
}

// TestSnippetsAreAskedForWhatIsSeen counts what is read of a long list of hits.
func TestSnippetsAreAskedForWhatIsSeen(t *testing.T) {
	p := show(t, many(200)...)
	words := query.Query{}.And(query.Term{Field: query.FieldWord, Text: "train"})
	p.list(Question{Query: words, Words: words}, KeepNothing)
	p.shows("the text of " + string(p.Current().ID))
	seen := p.library.snippets
	if seen == 0 || seen > paneHeight/4+1 {
		t.Errorf("%d snippets were asked for", seen)
	}
	p.press("move.down", "move.up", "move.down", "move.up")
	if p.library.snippets != seen {
		t.Error("snippets that are known were asked for again")
	}
	p.press("move.last")
	p.shows("the text of " + string(p.Current().ID))
	if p.library.snippets > seen+paneHeight/4+1 {
		t.Errorf("%d snippets were asked for at the end", p.library.snippets-seen)
	}
}
