package ui

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

// treeView is the pane of categories. Its cursor is what the list shows.
type treeView struct {
	treeOptions
	tree     *model.Tree
	open     map[string]bool // the keys of unfolded categories
	selected selection
	rows     []treeRow // what is unfolded
	top      int       // the first row shown
	loose    bool      // scrolled by the wheel: the cursor may be out of sight
	views    views
	fetch    ask.Question
	again    bool
}

// treeOptions are what the pane of categories is made of.
type treeOptions struct {
	library    treeLibrary
	window     *canvas.Window
	words      words.Language
	now        func() time.Time
	zone       *time.Location
	configured []model.View // the views of the config
}

// treeLibrary is what the pane asks of the library.
type treeLibrary interface {
	Tree(ctx context.Context) (*model.Tree, error)
	Counts(ctx context.Context, queries []query.Query) ([]model.Count, error)
	Views() []model.View
}

func newTreeView(o treeOptions) *treeView {
	return &treeView{treeOptions: o, open: map[string]bool{}}
}

// selection is what was chosen in the tree.
type selection struct {
	kind selectionKind
	path []string // of a category
	name string   // of a view of one's own
}

type selectionKind int

const (
	selectAll selectionKind = iota
	selectToday
	selectUnread
	selectStarred
	selectLong
	selectView // of one's own
	selectCategory
	selectMore    // a row that stands for the views that are not shown
	selectNothing // a row that is only space
)

func (s selection) key() string {
	return strconv.Itoa(int(s.kind)) + s.name + model.CategoryKey(s.path)
}

// treeRow is one line of the pane.
type treeRow struct {
	selection
	node   *model.Category
	number int // 1 to 9 of a category at the top that has a key
}

// counted is the answer to the question for the tree and for what the views
// have.
type counted struct {
	tree   *model.Tree
	counts map[string]model.Count
	err    error
}

// ask asks for the tree; while a question is open, it is asked after that.
func (t *treeView) ask(ctx context.Context) tea.Cmd {
	if t.fetch.Waiting() {
		t.again = true
		return nil
	}
	library, all := t.library, t.counted()
	queries := make([]query.Query, len(all))
	for i, s := range all {
		queries[i] = t.query(s)
	}
	return t.fetch.Ask(ctx, func(ctx context.Context) tea.Msg {
		tree, err := library.Tree(ctx)
		if err != nil {
			return counted{err: err}
		}
		counts, err := library.Counts(ctx, queries)
		answer := counted{tree: tree, counts: map[string]model.Count{}, err: err}
		for i, count := range counts {
			answer.counts[all[i].key()] = count
		}
		return answer
	})
}

func (t *treeView) askAgain(ctx context.Context) tea.Cmd {
	if !t.again {
		return nil
	}
	t.again = false
	return t.ask(ctx)
}

// take shows a new tree. It says whether the category chosen is gone, in which
// case the nearest one above it is chosen. The error is that of the answer.
func (t *treeView) take(c counted) (gone bool, err error) {
	if c.err != nil {
		return false, c.err
	}
	t.tree, t.views.counts = c.tree, c.counts
	for t.selected.kind == selectCategory && t.tree.Find(t.selected.path) == nil {
		gone = true
		t.selected.path = t.selected.path[:len(t.selected.path)-1]
		if len(t.selected.path) == 0 {
			t.selected = selection{}
		}
	}
	t.unfold()
	return gone, nil
}

// unfold lists the rows that can be seen.
func (t *treeView) unfold() {
	t.rows = append(append(t.rows[:0], treeRow{selection: selection{kind: selectAll}}), t.viewRows()...)
	if t.tree == nil || len(t.tree.Top) == 0 {
		return
	}
	t.rows = append(t.rows, treeRow{selection: selection{kind: selectNothing}})
	for i, node := range t.tree.Top {
		number := i + 1
		if number > 9 {
			number = 0
		}
		t.add(node, number)
	}
}

func (t *treeView) add(node *model.Category, number int) {
	t.rows = append(t.rows, treeRow{selection: selection{kind: selectCategory, path: node.Path}, node: node, number: number})
	if !t.open[model.CategoryKey(node.Path)] {
		return
	}
	for _, child := range node.Children {
		t.add(child, 0)
	}
}

// cursor is the row of the selection.
func (t *treeView) cursor() int {
	key := t.selected.key()
	return max(0, slices.IndexFunc(t.rows, func(r treeRow) bool { return r.key() == key }))
}

// choose moves the cursor to a selection, with all above it unfolded.
func (t *treeView) choose(s selection) {
	t.selected, t.loose = s, false
	if at := slices.IndexFunc(t.views.own, func(v ownView) bool { return v.Name == s.name }); s.kind == selectView && at >= shownViews {
		t.views.all = true
	}
	for i := 1; i < len(s.path); i++ {
		t.open[model.CategoryKey(s.path[:i])] = true
	}
	t.unfold()
}

// move moves the cursor by rows, not counting space, and unfolds the views
// where it comes to those that are not shown. It says whether it did.
func (t *treeView) move(rows int) bool {
	at := t.cursor()
	if more := slices.IndexFunc(t.rows, func(r treeRow) bool { return r.kind == selectMore }); more >= 0 &&
		(at < more && at+rows >= more || at > more && at+rows <= more+1) {
		t.views.all = true
		t.unfold()
		at = t.cursor()
	}
	step := 1
	if rows < 0 {
		step = -1
	}
	to := at
	for i := at + step; rows != 0 && i >= 0 && i < len(t.rows); i += step {
		if t.rows[i].kind != selectNothing {
			to = i
			rows -= step
		}
	}
	if to == at {
		return false
	}
	t.selected, t.loose = t.rows[to].selection, false
	return true
}

// click takes a click on a cell of the pane: it chooses a row, or shows all views,
// or folds or unfolds a category by its mark.
func (t *treeView) click(x, y int) (hit, chosen bool) {
	at := t.top + y
	if at >= len(t.rows) || t.rows[at].kind == selectNothing {
		return false, false
	}
	row := t.rows[at]
	if row.kind == selectMore {
		t.views.all = true
		t.unfold()
		return true, false
	}
	if row.node != nil && len(row.node.Children) > 0 {
		if mark := foldColumn(row); x >= mark-1 && x <= mark+1 {
			t.setOpen(row.node, !t.isOpen(row.node))
			return true, false
		}
	}
	t.choose(row.selection)
	return true, true
}

// scroll moves the rows by lines, and not the cursor.
func (t *treeView) scroll(lines int) {
	t.top += lines
	t.loose = true
}

// length is how many rows are unfolded.
func (t *treeView) length() int { return len(t.rows) }

// chosen is what the cursor is on.
func (t *treeView) chosen() selection { return t.selected }

// counts are how many articles there are and how many of them are unread; known
// is false before there is a tree.
func (t *treeView) counts() (all, unread int, known bool) {
	if t.tree == nil {
		return 0, 0, false
	}
	return t.tree.Count, t.tree.Unread, true
}

// choice is something that can be chosen in the tree, folded or not.
type choice struct {
	selection
	title  string
	above  []string // the categories that it stands under
	unread int      // of a category
}

// choices are all that can be chosen, in the order of the rows.
func (t *treeView) choices() []choice {
	var all []choice
	add := func(row treeRow) {
		c := choice{selection: row.selection, title: t.nameOf(row)}
		if row.node != nil {
			c.above, c.unread = row.path[:len(row.path)-1], row.node.Unread
		}
		all = append(all, c)
	}
	add(treeRow{selection: selection{kind: selectAll}})
	for _, view := range t.allViews() {
		add(treeRow{selection: view})
	}
	var walk func(nodes []*model.Category)
	walk = func(nodes []*model.Category) {
		for _, node := range nodes {
			add(treeRow{selection: selection{kind: selectCategory, path: node.Path}, node: node})
			walk(node.Children)
		}
	}
	if t.tree != nil {
		walk(t.tree.Top)
	}
	return all
}

// nth unfolds the n-th category at the top, and gives it, if it is there.
func (t *treeView) nth(n int) (s selection, found bool) {
	if t.tree == nil || n > len(t.tree.Top) {
		return selection{}, false
	}
	node := t.tree.Top[n-1]
	t.open[model.CategoryKey(node.Path)] = true
	return selection{kind: selectCategory, path: node.Path}, true
}

// openNode unfolds the category under the cursor. It says whether there was
// something to unfold.
func (t *treeView) openNode() bool {
	node := t.node()
	if node == nil || len(node.Children) == 0 || t.isOpen(node) {
		return false
	}
	t.setOpen(node, true)
	return true
}

// closeNode folds the category under the cursor, or else goes to the one above.
// It says whether it went there.
func (t *treeView) closeNode() (moved bool) {
	node := t.node()
	switch {
	case node == nil:
		return false
	case len(node.Children) > 0 && t.isOpen(node):
		t.setOpen(node, false)
		return false
	case len(node.Path) == 1:
		return false
	}
	t.choose(selection{kind: selectCategory, path: node.Path[:len(node.Path)-1]})
	return true
}

// foldable says whether the category under the cursor can be unfolded, or folded.
func (t *treeView) foldable() (unfold, fold bool) {
	node := t.node()
	if node == nil || len(node.Children) == 0 {
		return false, false
	}
	return !t.isOpen(node), t.isOpen(node)
}

// node is the category under the cursor, nil where it is on none.
func (t *treeView) node() *model.Category {
	if t.selected.kind != selectCategory || t.tree == nil {
		return nil
	}
	return t.tree.Find(t.selected.path)
}

func (t *treeView) isOpen(node *model.Category) bool {
	return t.open[model.CategoryKey(node.Path)]
}

// setOpen folds or unfolds a category.
func (t *treeView) setOpen(node *model.Category, open bool) {
	t.open[model.CategoryKey(node.Path)] = open
	t.unfold()
}

// settle keeps the cursor in sight.
func (t *treeView) settle(height int) {
	if height <= 0 {
		return
	}
	if t.loose {
		t.top = min(max(t.top, 0), max(0, len(t.rows)-height))
		return
	}
	at := t.cursor()
	if at <= 4 && at < height {
		t.top = 0
	}
	t.top = min(t.top, at)
	t.top = max(t.top, at-height+1, 0)
	t.top = min(t.top, max(0, len(t.rows)-height))
}

// title is what the selection is called, from the top down.
func (t *treeView) title() []string {
	if t.selected.kind == selectCategory {
		return t.selected.path
	}
	return []string{t.nameOf(treeRow{selection: t.selected})}
}

// draw gives the pane's lines, each exactly width cells.
func (t *treeView) draw(width, height int, focused bool) []string {
	lines := make([]string, 0, height)
	at := t.cursor()
	for i := t.top; i < len(t.rows) && len(lines) < height; i++ {
		style := &t.window.Styles.Plain
		if i == at {
			style = &t.window.Styles.Quiet
			if focused {
				style = &t.window.Styles.Selected
			}
		}
		lines = append(lines, t.drawRow(t.rows[i], width, style, i == at))
	}
	for len(lines) < height {
		lines = append(lines, canvas.NewLine(width).String())
	}
	return lines
}

func (t *treeView) drawRow(row treeRow, width int, style *canvas.RowStyles, current bool) string {
	l := canvas.NewLine(width)
	if row.kind == selectNothing {
		return l.String()
	}
	l.Put(style.Mark, style.Sign)
	name, number, indent := t.nameOf(row), 0, 1
	text := style.Text
	switch {
	case current:
		text = style.Strong
	case row.kind == selectMore:
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

func (t *treeView) nameOf(row treeRow) string {
	switch row.kind {
	case selectAll:
		return t.words.All()
	case selectMore:
		return t.words.MoreViews(len(t.views.own) - shownViews)
	case selectCategory:
		return row.node.Name
	default:
		return t.nameOfView(row.selection)
	}
}

// countOf is the number beside a row.
func (t *treeView) countOf(row treeRow) int {
	if t.tree == nil {
		return 0
	}
	switch row.kind {
	case selectAll:
		return t.tree.Unread
	case selectCategory:
		return row.node.Unread
	case selectMore:
		return 0
	default:
		return t.countOfView(row.selection)
	}
}
