package categories

import (
	"strconv"
	"strings"

	"broadsheet/model"
)

// This file holds how something is chosen: by a command, by a click, or from a list of
// all that there is.

// Do does a command, one of those named "move.", "tree." or "category.". It says
// whether something was chosen.
func (t *View) Do(command string) (chosen bool) {
	if digit, ok := strings.CutPrefix(command, "category."); ok && command != "category.all" {
		n, err := strconv.Atoi(digit)
		return err == nil && t.chooseTop(n)
	}
	page := max(1, t.height)
	half := max(1, t.height/2)
	switch command {
	case "move.down":
		return t.moveBy(1)
	case "move.up":
		return t.moveBy(-1)
	case "move.half_down":
		return t.moveBy(half)
	case "move.half_up":
		return t.moveBy(-half)
	case "move.page_down":
		return t.moveBy(page)
	case "move.page_up":
		return t.moveBy(-page)
	case "move.first":
		return t.moveBy(-len(t.rows))
	case "move.last":
		return t.moveBy(len(t.rows))
	case "move.top":
		return t.toRow(0)
	case "move.middle":
		return t.toRow((min(t.height, len(t.rows)-t.top) - 1) / 2)
	case "move.bottom":
		return t.toRow(t.height - 1)
	case "tree.unfold":
		t.unfoldNode()
	case "tree.fold":
		return t.foldNode()
	case "tree.remove":
		t.removeView()
		return true
	case "category.all":
		t.choose(selection{})
		return true
	}
	return false
}

// Click takes a click on a cell of the pane: it chooses a row, or shows all views,
// or folds or unfolds a category by its mark.
func (t *View) Click(x, y int) (hit, chosen bool) {
	at := t.top + y
	if at >= len(t.rows) || t.rows[at].kind == selectNothing {
		return false, false
	}
	row := t.rows[at]
	if row.kind == selectMore {
		t.views.all = true
		t.listRows()
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

// Choice is something that can be chosen in the tree, folded or not.
type Choice struct {
	Title     string
	Above     []string // the categories that it stands under
	Unread    int      // of a category
	selection selection
}

// Choices are all that can be chosen, in the order of the rows.
func (t *View) Choices() []Choice {
	var all []Choice
	add := func(row treeRow) {
		c := Choice{selection: row.selection, Title: t.nameOf(row)}
		if row.node != nil {
			c.Above, c.Unread = row.path[:len(row.path)-1], row.node.Unread
		}
		all = append(all, c)
	}
	add(treeRow{selection: selection{}})
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

// Choose moves the cursor to one of the choices, with all above it unfolded.
func (t *View) Choose(c Choice) { t.choose(c.selection) }

// chooseTop chooses the n-th category at the top, unfolded, and tells the reader where
// there is none.
func (t *View) chooseTop(n int) bool {
	if t.tree == nil || n > len(t.tree.Top) {
		t.o.Say(t.o.Words.NoSuchCategory(n))
		return false
	}
	node := t.tree.Top[n-1]
	t.open[model.CategoryKey(node.Path)] = true
	t.choose(selection{kind: selectCategory, path: node.Path})
	return true
}

// unfoldNode unfolds the category under the cursor, if it is on one.
func (t *View) unfoldNode() {
	if node := t.node(); node != nil {
		t.setOpen(node, true)
	}
}

// foldNode folds the category under the cursor, or else goes to the one above.
// It says whether it went there.
func (t *View) foldNode() (moved bool) {
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

// Foldable says whether the category under the cursor can be unfolded, or folded.
func (t *View) Foldable() (unfold, fold bool) {
	node := t.node()
	if node == nil || len(node.Children) == 0 {
		return false, false
	}
	return !t.isOpen(node), t.isOpen(node)
}
