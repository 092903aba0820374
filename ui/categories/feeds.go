package categories

import "broadsheet/model"

// This file holds what the pane shows of feeds: a category may be one.

// brokenSign marks a feed that is broken, or a category that hides one, for terminals
// without colours too.
const brokenSign = "!"

// SetBroken says which categories are feeds that are broken.
func (t *View) SetBroken(paths [][]string) {
	t.broken, t.feeds = map[string]int{}, map[string]bool{}
	for _, path := range paths {
		t.feeds[model.CategoryKey(path)] = true
		for i := range path {
			t.broken[model.CategoryKey(path[:i+1])]++
		}
	}
}

// isBroken says whether a row is marked: a feed that is broken, or a folded category
// with one below it.
func (t *View) isBroken(row treeRow) bool {
	if row.node == nil {
		return false
	}
	key := model.CategoryKey(row.path)
	return t.feeds[key] || t.broken[key] > 0 && !t.isOpen(row.node)
}

// Category is the category chosen, nil where a view is.
func (t *View) Category() []string { return t.selected.path }

// BrokenBelow is how many feeds are broken below the category chosen.
func (t *View) BrokenBelow() int {
	if t.selected.kind != selectCategory {
		return 0
	}
	return t.broken[model.CategoryKey(t.selected.path)]
}

// ChooseCategory moves the cursor to a category, with all above it unfolded. It says
// whether there is such a category.
func (t *View) ChooseCategory(path []string) bool {
	if t.tree == nil || t.tree.Find(path) == nil {
		return false
	}
	t.choose(selection{kind: selectCategory, path: path})
	return true
}
