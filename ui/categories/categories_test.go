package categories

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
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// shelf is a Library of a small tree.
type shelf struct {
	tree    *model.Tree
	views   []model.View
	full    bool // no view is taken
	loading bool
	failure error
	counted [][]query.Query // what was asked for
}

func (s *shelf) Tree(context.Context) (*model.Tree, error) { return s.tree, s.failure }

func (s *shelf) Counts(_ context.Context, queries []query.Query) ([]model.Count, error) {
	s.counted = append(s.counted, queries)
	counts := make([]model.Count, len(queries))
	for i := range counts {
		counts[i] = model.Count{Count: 30 + i, Unread: 20 + i}
	}
	return counts, nil
}

func (s *shelf) Status() model.Status { return model.Status{Loading: s.loading} }

func (s *shelf) Views() []model.View { return slices.Clone(s.views) }

func (s *shelf) SetView(v model.View) {
	if s.full {
		return
	}
	s.views = slices.DeleteFunc(s.views, func(o model.View) bool { return o.Name == v.Name })
	if v.Query != "" {
		s.views = append(s.views, v)
	}
}

// node is a category with those below it.
func node(name string, below ...*model.Category) *model.Category {
	n := &model.Category{Name: name, Path: []string{name}, Count: 7, Unread: 5, Children: below}
	for _, child := range below {
		child.Path = append([]string{name}, child.Path...)
	}
	return n
}

// pane drives a View as a program would, but runs its questions at once.
type pane struct {
	*View
	t       *testing.T
	library *shelf
	said    string
	holding bool
	held    []tea.Cmd
}

const paneWidth, paneHeight = 28, 14

func now() time.Time { return time.Date(2021, 6, 11, 6, 5, 0, 0, time.UTC) }

func show(t *testing.T, configured ...model.View) *pane {
	t.Helper()
	p := &pane{t: t, library: &shelf{tree: &model.Tree{Count: 9, Unread: 8, Top: []*model.Category{
		node("金融", node("市场"), node("银行")), node("Travel"),
	}}}}
	theme, err := themes.Load("auto", true)
	if err != nil {
		t.Fatal(err)
	}
	w := words.For("en")
	keys, err := command.NewKeymap(w, nil)
	if err != nil {
		t.Fatal(err)
	}
	window := &canvas.Window{Width: paneWidth, Height: paneHeight + 4}
	window.SetTheme(theme, theme.Dark)
	p.View = New(Options{
		Library: p.library, Window: window, Words: w, Keys: keys, Now: now, Zone: time.FixedZone("CST", 8*60*60),
		Say: func(text string) { p.said = text }, Configured: configured,
	})
	p.TakeViews()
	p.ask()
	return p
}

func (p *pane) ask() { p.run(p.Ask(p.t.Context())); p.settle() }

func (p *pane) settle() { p.run(p.Settle(p.t.Context(), paneHeight)) }

func (p *pane) run(cmd tea.Cmd) (gone bool) {
	switch {
	case cmd == nil:
		return false
	case p.holding:
		p.held = append(p.held, cmd)
		return false
	}
	if answer, wanted := cmd().(ask.Answer).Open(); wanted {
		next, gone := p.Receive(p.t.Context(), answer)
		p.run(next)
		p.settle()
		return gone
	}
	return false
}

// press does commands, by their names.
func (p *pane) press(names ...string) {
	for _, name := range names {
		p.Do(name)
		p.settle()
	}
}

func (p *pane) screen() string {
	lines := p.Draw(paneWidth, paneHeight, true)
	for i, line := range lines {
		if got := ansi.StringWidth(line); got != paneWidth {
			p.t.Errorf("line %d is %d cells wide", i, got)
		}
	}
	return ansi.Strip(strings.Join(lines, "\n"))
}

func (p *pane) shows(text string) {
	p.t.Helper()
	if screen := p.screen(); !strings.Contains(screen, text) {
		p.t.Errorf("the pane does not show %q:\n%s", text, screen)
	}
}

// on fails the test where something else is chosen.
func (p *pane) on(title string) {
	p.t.Helper()
	if got := strings.Join(p.Title(), "/"); got != title {
		p.t.Errorf("%q is chosen, want %q:\n%s", got, title, p.screen())
	}
}

// TestTree shows what there is, with what is unread of it.
func TestTree(t *testing.T) {
	p := show(t)
	p.on("All")
	for _, row := range []string{
		"▌All                      8 ", " Today                   20 ", " Starred                 32 ", " 1 ▸ 金融                 5 ", " 2   Travel               5 ",
	} {
		p.shows(row)
	}
	if all, unread, known := p.Counts(); all != 9 || unread != 8 || !known {
		t.Errorf("of %d articles %d are unread", all, unread)
	}
	if len(p.library.counted) != 1 {
		t.Errorf("it was counted %d times", len(p.library.counted))
	}
}

// TestFold unfolds and folds a category by commands and by its mark, and goes up from
// one that has nothing to fold.
func TestFold(t *testing.T) {
	p := show(t)
	p.press("move.last", "move.up")
	p.on("金融")
	if unfold, fold := p.Foldable(); !unfold || fold {
		t.Errorf("it can be unfolded: %v, folded: %v", unfold, fold)
	}
	p.press("tree.unfold")
	p.shows("▾ 金融")
	p.press("move.down")
	p.on("金融/市场")
	if !p.Do("tree.fold") {
		t.Error("nothing else is chosen on the way up")
	}
	p.on("金融")
	if p.Do("tree.fold") {
		t.Error("something else is chosen by folding")
	}
	p.shows("▸ 金融")
	row := slices.IndexFunc(strings.Split(p.screen(), "\n"), func(line string) bool { return strings.Contains(line, "金融") })
	if hit, chosen := p.Click(3, row); !hit || chosen {
		t.Errorf("the mark is hit: %v, chosen: %v", hit, chosen)
	}
	p.shows("▾ 金融")
	if hit, chosen := p.Click(8, row+1); !hit || !chosen {
		t.Errorf("the row is hit: %v, chosen: %v", hit, chosen)
	}
	p.on("金融/市场")
}

// TestMoves does every command that moves the cursor, there and back.
func TestMoves(t *testing.T) {
	p := show(t)
	for range 30 {
		p.library.tree.Top = append(p.library.tree.Top, node("Another "+fmt.Sprint(len(p.library.tree.Top))))
	}
	p.ask()
	p.Do("category.2")
	for there, back := range map[string]string{"move.down": "move.up", "move.half_down": "move.half_up", "move.page_down": "move.page_up"} {
		p.press(there)
		if title := p.Title()[0]; title == "Travel" {
			t.Errorf("%s moves nothing", there)
		}
		p.shows("▌")
		p.press(back)
		p.on("Travel")
	}
	p.press("move.last")
	p.on("Another 31")
	p.press("move.first")
	p.on("All")
	if p.Do("move.up") {
		t.Error("there is something above the first row")
	}
}

// TestChoices chooses by number and from the list of all.
func TestChoices(t *testing.T) {
	p := show(t)
	if !p.Do("category.1") {
		t.Error("the first category is not there")
	}
	p.on("金融")
	if p.Do("category.3") || p.said != words.For("en").NoSuchCategory(3) {
		t.Errorf("the third category is there; said %q", p.said)
	}
	for _, c := range p.Choices() {
		p.Choose(c)
		p.on(strings.Join(append(slices.Clone(c.Above), c.Title), "/"))
		p.settle()
		p.shows("▌")
	}
	p.Do("category.all")
	if !p.ListsAll() || !p.ListsNews() || len(p.Query().Any) > 0 {
		t.Errorf("all is listed: %v, by %q", p.ListsAll(), p.Query())
	}
}

// TestCategoryGone goes to the nearest one above a category that is gone.
func TestCategoryGone(t *testing.T) {
	p := show(t)
	p.press("category.1", "move.down")
	p.on("金融/市场")
	p.library.tree = &model.Tree{Top: []*model.Category{node("金融")}}
	if gone := p.run(p.Ask(t.Context())); !gone || p.said != words.For("en").CategoryGone() {
		t.Errorf("gone %v, said %q", gone, p.said)
	}
	p.on("金融")
	p.library.failure = errors.New("the disk has been pulled out")
	if gone := p.run(p.Ask(t.Context())); gone || p.said != p.library.failure.Error() {
		t.Errorf("gone %v, said %q", gone, p.said)
	}
	p.on("金融")
}

// TestAskedOnceWhileOpen lets the library change while it is asked: it is asked once
// more after that.
func TestAskedOnceWhileOpen(t *testing.T) {
	p := show(t)
	p.holding = true
	for range 50 {
		p.ask()
	}
	if len(p.held) != 1 {
		t.Fatalf("%d questions are open", len(p.held))
	}
	before := len(p.library.counted)
	p.holding = false
	p.run(p.held[0])
	if got := len(p.library.counted) - before; got != 2 {
		t.Errorf("it was counted %d times", got)
	}
}
