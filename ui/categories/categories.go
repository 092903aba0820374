// Package categories is the pane of categories and views: what can be chosen, what
// is unfolded, and how much there is of each. It does not know the list of what was
// chosen.
package categories

import (
	"context"
	"slices"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/ui/ask"
	"broadsheet/ui/canvas"
	"broadsheet/ui/words"
)

// View is the pane of categories. Its cursor is what the list shows.
type View struct {
	Options
	tree     *model.Tree
	open     map[string]bool // the keys of unfolded categories
	selected Selection
	rows     []treeRow // what is unfolded
	top      int       // the first row shown
	height   int       // of the pane when it was last settled
	loose    bool      // scrolled by the wheel: the cursor may be out of sight
	views    views
	fetch    ask.Question
	again    bool
}

// Options are what the pane of categories is made of.
type Options struct {
	Library    Library
	Window     *canvas.Window
	Words      words.Language
	Now        func() time.Time
	Zone       *time.Location
	Configured []model.View // the views of the config
}

// Library is what the pane asks of the library.
type Library interface {
	Tree(ctx context.Context) (*model.Tree, error)
	Counts(ctx context.Context, queries []query.Query) ([]model.Count, error)
	Views() []model.View
}

// New makes the pane with nothing in it yet.
func New(o Options) *View {
	return &View{Options: o, open: map[string]bool{}}
}

// Selection is what was chosen in the tree.
type Selection struct {
	Kind selectionKind
	path []string // of a category
	Name string   // of a view of one's own
}

type selectionKind int

// What can be chosen.
const (
	All selectionKind = iota
	Today
	Unread
	Starred
	Long
	OwnView // of one's own
	Category
	selectMore    // a row that stands for the views that are not shown
	selectNothing // a row that is only space
)

func (s Selection) key() string {
	return strconv.Itoa(int(s.Kind)) + s.Name + model.CategoryKey(s.path)
}

// treeRow is one line of the pane.
type treeRow struct {
	Selection
	node   *model.Category
	number int // 1 to 9 of a category at the top that has a key
}

// Counted is the answer to the question for the tree and for what the views
// have.
type Counted struct {
	tree   *model.Tree
	counts map[string]model.Count
	err    error
}

// Ask asks for the tree; while a question is open, it is asked after that.
func (t *View) Ask(ctx context.Context) tea.Cmd {
	if t.fetch.Waiting() {
		t.again = true
		return nil
	}
	library, all := t.Library, t.counted()
	queries := make([]query.Query, len(all))
	for i, s := range all {
		queries[i] = t.Query(s)
	}
	return t.fetch.Ask(ctx, func(ctx context.Context) tea.Msg {
		tree, err := library.Tree(ctx)
		if err != nil {
			return Counted{err: err}
		}
		counts, err := library.Counts(ctx, queries)
		answer := Counted{tree: tree, counts: map[string]model.Count{}, err: err}
		for i, count := range counts {
			answer.counts[all[i].key()] = count
		}
		return answer
	})
}

// AskAgain asks for the tree once more, where that was wanted while a question was open.
func (t *View) AskAgain(ctx context.Context) tea.Cmd {
	if !t.again {
		return nil
	}
	t.again = false
	return t.Ask(ctx)
}

// Take shows a new tree. It says whether the category chosen is gone, in which
// case the nearest one above it is chosen. The error is that of the answer.
func (t *View) Take(c Counted) (gone bool, err error) {
	if c.err != nil {
		return false, c.err
	}
	t.tree, t.views.counts = c.tree, c.counts
	for t.selected.Kind == Category && t.tree.Find(t.selected.path) == nil {
		gone = true
		t.selected.path = t.selected.path[:len(t.selected.path)-1]
		if len(t.selected.path) == 0 {
			t.selected = Selection{}
		}
	}
	t.unfold()
	return gone, nil
}

// unfold lists the rows that can be seen.
func (t *View) unfold() {
	t.rows = append(append(t.rows[:0], treeRow{Selection: Selection{Kind: All}}), t.viewRows()...)
	if t.tree == nil || len(t.tree.Top) == 0 {
		return
	}
	t.rows = append(t.rows, treeRow{Selection: Selection{Kind: selectNothing}})
	for i, node := range t.tree.Top {
		number := i + 1
		if number > 9 {
			number = 0
		}
		t.add(node, number)
	}
}

func (t *View) add(node *model.Category, number int) {
	t.rows = append(t.rows, treeRow{Selection: Selection{Kind: Category, path: node.Path}, node: node, number: number})
	if !t.open[model.CategoryKey(node.Path)] {
		return
	}
	for _, child := range node.Children {
		t.add(child, 0)
	}
}

// Cursor is the row of the selection.
func (t *View) Cursor() int {
	key := t.selected.key()
	return max(0, slices.IndexFunc(t.rows, func(r treeRow) bool { return r.key() == key }))
}

// Choose moves the cursor to a selection, with all above it unfolded.
func (t *View) Choose(s Selection) {
	t.selected, t.loose = s, false
	if at := slices.IndexFunc(t.views.own, func(v SavedView) bool { return v.Name == s.Name }); s.Kind == OwnView && at >= shownViews {
		t.views.all = true
	}
	for i := 1; i < len(s.path); i++ {
		t.open[model.CategoryKey(s.path[:i])] = true
	}
	t.unfold()
}

// Move moves the cursor as a command says, one of those named "move.". It says
// whether it did.
func (t *View) Move(command string) bool {
	switch command {
	case "move.down":
		return t.moveBy(1)
	case "move.up":
		return t.moveBy(-1)
	case "move.half_down":
		return t.moveBy(max(1, t.height/2))
	case "move.half_up":
		return t.moveBy(-max(1, t.height/2))
	case "move.page_down":
		return t.moveBy(max(1, t.height))
	case "move.page_up":
		return t.moveBy(-max(1, t.height))
	case "move.first":
		return t.moveBy(-len(t.rows))
	case "move.last":
		return t.moveBy(len(t.rows))
	}
	return false
}

// moveBy moves the cursor by rows, not counting space, and unfolds the views
// where it comes to those that are not shown. It says whether it did.
func (t *View) moveBy(rows int) bool {
	at := t.Cursor()
	if more := slices.IndexFunc(t.rows, func(r treeRow) bool { return r.Kind == selectMore }); more >= 0 &&
		(at < more && at+rows >= more || at > more && at+rows <= more+1) {
		t.views.all = true
		t.unfold()
		at = t.Cursor()
	}
	step := 1
	if rows < 0 {
		step = -1
	}
	to := at
	for i := at + step; rows != 0 && i >= 0 && i < len(t.rows); i += step {
		if t.rows[i].Kind != selectNothing {
			to = i
			rows -= step
		}
	}
	if to == at {
		return false
	}
	t.selected, t.loose = t.rows[to].Selection, false
	return true
}

// Scroll moves the rows by lines, and not the cursor.
func (t *View) Scroll(lines int) {
	t.top += lines
	t.loose = true
}

// Chosen is what the cursor is on.
func (t *View) Chosen() Selection { return t.selected }

// Counts are how many articles there are and how many of them are unread; known
// is false before there is a tree.
func (t *View) Counts() (all, unread int, known bool) {
	if t.tree == nil {
		return 0, 0, false
	}
	return t.tree.Count, t.tree.Unread, true
}

// node is the category under the cursor, nil where it is on none.
func (t *View) node() *model.Category {
	if t.selected.Kind != Category || t.tree == nil {
		return nil
	}
	return t.tree.Find(t.selected.path)
}

func (t *View) isOpen(node *model.Category) bool {
	return t.open[model.CategoryKey(node.Path)]
}

// setOpen folds or unfolds a category.
func (t *View) setOpen(node *model.Category, open bool) {
	t.open[model.CategoryKey(node.Path)] = open
	t.unfold()
}

// Settle keeps the cursor in sight.
func (t *View) Settle(height int) {
	t.height = height
	if height <= 0 {
		return
	}
	if t.loose {
		t.top = min(max(t.top, 0), max(0, len(t.rows)-height))
		return
	}
	at := t.Cursor()
	if at <= 4 && at < height {
		t.top = 0
	}
	t.top = min(t.top, at)
	t.top = max(t.top, at-height+1, 0)
	t.top = min(t.top, max(0, len(t.rows)-height))
}

// Title is what the selection is called, from the top down.
func (t *View) Title() []string {
	if t.selected.Kind == Category {
		return t.selected.path
	}
	return []string{t.nameOf(treeRow{Selection: t.selected})}
}

// Draw gives the pane's lines, each exactly width cells.
func (t *View) Draw(width, height int, focused bool) []string {
	lines := make([]string, 0, height)
	at := t.Cursor()
	for i := t.top; i < len(t.rows) && len(lines) < height; i++ {
		style := &t.Window.Styles.Plain
		if i == at {
			style = &t.Window.Styles.Quiet
			if focused {
				style = &t.Window.Styles.Selected
			}
		}
		lines = append(lines, t.drawRow(t.rows[i], width, style, i == at))
	}
	for len(lines) < height {
		lines = append(lines, canvas.NewLine(width).String())
	}
	return lines
}

func (t *View) drawRow(row treeRow, width int, style *canvas.RowStyles, current bool) string {
	l := canvas.NewLine(width)
	if row.Kind == selectNothing {
		return l.String()
	}
	l.Put(style.Mark, style.Sign)
	name, number, indent := t.nameOf(row), 0, 1
	text := style.Text
	switch {
	case current:
		text = style.Strong
	case row.Kind == selectMore:
		text = style.Dim
	}
	if row.node != nil {
		indent = foldColumn(row)
	}
	if row.number > 0 {
		l.To(style.Dim, 1).Put(style.Dim, strconv.Itoa(row.number))
	}
	l.To(style.Text, indent)
	if row.node != nil {
		fold := " "
		if len(row.node.Children) > 0 {
			fold = "▸"
			if t.isOpen(row.node) {
				fold = "▾"
			}
		}
		l.Put(style.Dim, fold).Skip(style.Text, 1)
	}
	count := t.countOf(row)
	if count != 0 {
		number = len(words.Grouped(count)) + 2
	}
	inner := canvas.NewLine(l.Room()-number).Put(text, name)
	l.Styled(inner.End(style.Text))
	if count != 0 {
		l.Right(style.Count, words.Grouped(count), 1)
	}
	return l.End(style.Text)
}

// foldColumn is where the mark of a category stands that says whether it is
// unfolded.
func foldColumn(row treeRow) int { return 3 + 2*(len(row.path)-1) }

func (t *View) nameOf(row treeRow) string {
	switch row.Kind {
	case All:
		return t.Words.All()
	case selectMore:
		return t.Words.MoreViews(len(t.views.own) - shownViews)
	case Category:
		return row.node.Name
	default:
		return t.nameOfView(row.Selection)
	}
}

// countOf is the number beside a row.
func (t *View) countOf(row treeRow) int {
	if t.tree == nil {
		return 0
	}
	switch row.Kind {
	case All:
		return t.tree.Unread
	case Category:
		return row.node.Unread
	case selectMore:
		return 0
	default:
		return t.countOfView(row.Selection)
	}
}
