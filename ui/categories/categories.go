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
	"broadsheet/ui/command"
	"broadsheet/ui/words"
)

// View is the pane of categories. Its cursor is what the list shows.
type View struct {
	o        Options
	tree     *model.Tree
	open     map[string]bool // the keys of unfolded categories
	selected selection
	resumed  bool      // it is that of the last session, and it is not known yet whether that is still there
	rows     []treeRow // what is unfolded
	top      int       // the first row shown
	height   int       // of the pane when it was last settled
	loose    bool      // scrolled by the wheel: the cursor may be out of sight
	views    views
	fetch    ask.Question
	again    bool            // asked for once more while a question was open
	stale    bool            // what is shown is to be asked for anew
	asked    map[string]bool // the keys of the views whose numbers were asked for
	undo     []model.View    // what brings views back that were changed, the last one last
	redo     []model.View    // what changes them again
	broken   map[string]int  // how many feeds are broken, by the keys of their categories and of those above
	feeds    map[string]bool // the keys of the categories that are such a feed
}

// Options are what the pane of categories is made of.
type Options struct {
	Library    Library
	Window     *canvas.Window
	Words      words.Language
	Keys       *command.Keymap
	Say        func(text string) // tells the reader a sentence
	Now        func() time.Time
	Zone       *time.Location
	Configured []model.View // the views of the config
}

// Library is what the pane asks of the library.
type Library interface {
	Tree(ctx context.Context) (*model.Tree, error)
	Counts(ctx context.Context, queries []query.Query) ([]model.Count, error)
	Status() model.Status
	Views() []model.View
	SetView(v model.View)
}

// New makes the pane with nothing in it yet.
func New(o Options) *View {
	return &View{o: o, open: map[string]bool{}}
}

// selection is what was chosen in the tree.
type selection struct {
	kind selectionKind
	path []string // of a category
	name string   // of a view of one's own
}

type selectionKind int

// What can be chosen.
const (
	selectAll selectionKind = iota
	selectToday
	selectUnread
	selectStarred
	selectLong
	selectOwn // of one's own
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

	loading bool // when it was asked for, the library was not whole
}

// Ask asks for the tree; while a question is open, it is asked after that.
func (t *View) Ask(ctx context.Context) tea.Cmd {
	t.stale = false
	library, all := t.o.Library, t.countedViews()
	queries := make([]query.Query, len(all))
	t.asked = map[string]bool{}
	for i, s := range all {
		queries[i] = t.queryOf(s)
		t.asked[s.key()] = true
	}
	if t.fetch.Waiting() {
		t.again = true
		return nil
	}
	return t.fetch.Ask(ctx, func(ctx context.Context) tea.Msg {
		loading := library.Status().Loading
		tree, err := library.Tree(ctx)
		if err != nil {
			return counted{err: err}
		}
		counts, err := library.Counts(ctx, queries)
		answer := counted{tree: tree, counts: map[string]model.Count{}, err: err, loading: loading}
		for i, count := range counts {
			answer.counts[all[i].key()] = count
		}
		return answer
	})
}

// Receive takes an answer to the pane's question; others are none of its. It asks for
// what is needed next, and says whether the category chosen is gone, in which case the
// nearest one above it is chosen.
func (t *View) Receive(ctx context.Context, message tea.Msg) (next tea.Cmd, gone bool) {
	answer, ok := message.(counted)
	if !ok {
		return nil, false
	}
	if answer.err != nil {
		t.o.Say(answer.err.Error())
	} else if resumed := t.resumed; t.take(answer) {
		gone = true
		if !resumed { // what is gone since the last session is nobody's concern
			t.o.Say(t.o.Words.CategoryGone())
		}
	}
	if t.again {
		t.again = false
		next = t.Ask(ctx)
	}
	return next, gone
}

// take shows a new tree. It says whether the category chosen is gone.
func (t *View) take(answer counted) (gone bool) {
	t.tree, t.views.counts = answer.tree, answer.counts
	if t.resumed && t.tree.Find(t.selected.path) == nil {
		if answer.loading {
			t.listRows()
			return false
		}
		t.selected, t.resumed = selection{}, false
		t.listRows()
		return true
	}
	t.resumed = false
	for t.selected.kind == selectCategory && t.tree.Find(t.selected.path) == nil {
		gone = true
		t.selected.path = t.selected.path[:len(t.selected.path)-1]
		if len(t.selected.path) == 0 {
			t.selected = selection{}
		}
	}
	t.listRows()
	return gone
}

// listRows lists the rows that can be seen.
func (t *View) listRows() {
	t.rows = append(append(t.rows[:0], treeRow{selection: selection{}}), t.viewRows()...)
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

func (t *View) add(node *model.Category, number int) {
	t.rows = append(t.rows, treeRow{selection: selection{kind: selectCategory, path: node.Path}, node: node, number: number})
	if !t.open[model.CategoryKey(node.Path)] {
		return
	}
	for _, child := range node.Children {
		t.add(child, 0)
	}
}

// cursor is the row of the selection.
func (t *View) cursor() int {
	key := t.selected.key()
	return max(0, slices.IndexFunc(t.rows, func(r treeRow) bool { return r.key() == key }))
}

// choose moves the cursor to a selection, with all above it unfolded.
func (t *View) choose(s selection) {
	t.selected, t.loose, t.resumed = s, false, false
	if at := slices.IndexFunc(t.views.own, func(v savedView) bool { return v.Name == s.name }); s.kind == selectOwn && at >= shownViews {
		t.views.all = true
	}
	for i := 1; i < len(s.path); i++ {
		t.open[model.CategoryKey(s.path[:i])] = true
	}
	t.listRows()
}

// moveBy moves the cursor by rows, not counting space, and unfolds the views
// where it comes to those that are not shown. It says whether it did.
func (t *View) moveBy(rows int) bool {
	at := t.cursor()
	if more := slices.IndexFunc(t.rows, func(r treeRow) bool { return r.kind == selectMore }); more >= 0 &&
		(at < more && at+rows >= more || at > more && at+rows <= more+1) {
		t.views.all = true
		t.listRows()
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
	t.selected, t.loose, t.resumed = t.rows[to].selection, false, false
	return true
}

// Scroll moves the rows by lines, and not the cursor.
func (t *View) Scroll(lines int) {
	t.top += lines
	t.loose = true
}

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
	if t.selected.kind != selectCategory || t.tree == nil {
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
	t.listRows()
}

// Settle keeps the cursor visible in a pane of so many lines, and asks for numbers
// where they have changed, or views are shown whose number was not asked for yet.
func (t *View) Settle(ctx context.Context, height int) tea.Cmd {
	t.height = height
	t.settle(height)
	missing := func(s selection) bool { return !t.asked[s.key()] }
	if t.stale || slices.ContainsFunc(t.countedViews(), missing) {
		return t.Ask(ctx)
	}
	return nil
}

func (t *View) settle(height int) {
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
