package categories

import "broadsheet/model"

// Click takes a click on a cell of the pane: it chooses a row, or shows all views,
// or folds or unfolds a category by its mark.
func (t *View) Click(x, y int) (hit, chosen bool) {
	at := t.top + y
	if at >= len(t.rows) || t.rows[at].Kind == selectNothing {
		return false, false
	}
	row := t.rows[at]
	if row.Kind == selectMore {
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
	t.Choose(row.Selection)
	return true, true
}

// Choice is something that can be chosen in the tree, folded or not.
type Choice struct {
	Selection
	Title  string
	Above  []string // the categories that it stands under
	Unread int      // of a category
}

// Choices are all that can be chosen, in the order of the rows.
func (t *View) Choices() []Choice {
	var all []Choice
	add := func(row treeRow) {
		c := Choice{Selection: row.Selection, Title: t.nameOf(row)}
		if row.node != nil {
			c.Above, c.Unread = row.path[:len(row.path)-1], row.node.Unread
		}
		all = append(all, c)
	}
	add(treeRow{Selection: Selection{Kind: All}})
	for _, view := range t.allViews() {
		add(treeRow{Selection: view})
	}
	var walk func(nodes []*model.Category)
	walk = func(nodes []*model.Category) {
		for _, node := range nodes {
			add(treeRow{Selection: Selection{Kind: Category, path: node.Path}, node: node})
			walk(node.Children)
		}
	}
	if t.tree != nil {
		walk(t.tree.Top)
	}
	return all
}

// Nth unfolds the n-th category at the top, and gives it, if it is there.
func (t *View) Nth(n int) (s Selection, found bool) {
	if t.tree == nil || n > len(t.tree.Top) {
		return Selection{}, false
	}
	node := t.tree.Top[n-1]
	t.open[model.CategoryKey(node.Path)] = true
	return Selection{Kind: Category, path: node.Path}, true
}

// OpenNode unfolds the category under the cursor. It says whether there was
// something to unfold.
func (t *View) OpenNode() bool {
	node := t.node()
	if node == nil || len(node.Children) == 0 || t.isOpen(node) {
		return false
	}
	t.setOpen(node, true)
	return true
}

// CloseNode folds the category under the cursor, or else goes to the one above.
// It says whether it went there.
func (t *View) CloseNode() (moved bool) {
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
	t.Choose(Selection{Kind: Category, path: node.Path[:len(node.Path)-1]})
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
