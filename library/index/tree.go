package index

import (
	"cmp"
	"slices"

	"broadsheet/library/bitset"
	"broadsheet/model"
	"broadsheet/model/fold"
)

// Tree counts the wanted articles in each category, and leaves out those
// categories that have none. Of the children of a category, and at the top,
// the ones with more articles come first, whatever is wanted and read; equal
// ones are in the order of their folded names. So the sections that matter are
// at hand under the first keys, and nothing moves while one reads.
func (f *Filter) Tree(wanted bitset.Set) *model.Tree {
	unread := slices.Clone(wanted)
	unread.Keep(f.Read, true)
	tree := &model.Tree{Count: wanted.Count(), Unread: unread.Count()}

	everything := tree.Count == f.Len()
	shown := make([]*model.Category, len(f.nodes))
	for _, at := range f.shownOrder() {
		node := &f.nodes[at]
		count := len(node.rows)
		if !everything {
			count = wanted.CountOf(node.rows)
		}
		if count == 0 {
			continue
		}
		shown[at] = &model.Category{
			Name:   node.name(),
			Path:   node.path,
			Count:  count,
			Unread: unread.CountOf(node.rows),
		}
	}
	for _, at := range f.shownOrder() {
		switch category, parent := shown[at], f.nodes[at].parent; {
		case category == nil:
		case parent < 0:
			tree.Top = append(tree.Top, category)
		default:
			shown[parent].Children = append(shown[parent].Children, category)
		}
	}
	return tree
}

// shownOrder gives the numbers of all categories in an order that is right for
// the children of each.
func (s *Snapshot) shownOrder() []int {
	s.shownOnce.Do(func() {
		s.shown = make([]int, len(s.nodes))
		folded, counts := make([]string, len(s.nodes)), make([]int, len(s.nodes))
		for at := range s.nodes {
			s.shown[at] = at
			if counts[at] = len(s.nodes[at].rows); s.count < s.Len() {
				counts[at] = s.live.CountOf(s.nodes[at].rows)
			}
			folded[at] = fold.String(s.nodes[at].name())
		}
		slices.SortFunc(s.shown, func(a, b int) int {
			return cmp.Or(
				cmp.Compare(counts[b], counts[a]),
				cmp.Compare(folded[a], folded[b]),
				cmp.Compare(s.nodes[a].name(), s.nodes[b].name()),
			)
		})
	})
	return s.shown
}
