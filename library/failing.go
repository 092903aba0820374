package library

import (
	"fmt"
	"slices"

	"broadsheet/articles"
	"broadsheet/model"
)

// failure is a file, a folder or a root that could not be read for a reason that
// may pass. It is no knowledge: what was known before still holds and is still
// listed, nothing of it is kept for the next time, and it is tried again.
type failure struct {
	path     string // in the root; empty: the root itself
	problems []model.Problem
}

// fail notes a failure. The caller holds the building lock.
func (s *source) fail(k model.Key, f failure) {
	s.unreadable += unreadable(f.problems) - unreadable(s.failing[k].problems)
	s.failing[k] = f
}

// recovered forgets a failure. The caller holds the building lock.
func (s *source) recovered(k model.Key) {
	s.unreadable -= unreadable(s.failing[k].problems)
	delete(s.failing, k)
}

// isFailing says whether there is anything to be tried again.
func (s *source) isFailing() bool {
	s.library.building.Lock()
	defer s.library.building.Unlock()
	return len(s.failing) > 0
}

// settle forgets the failures that a look at some paths, or at all, did not meet
// any more, and notes one of the root as a whole. If anything is left it is told
// once, and tried again.
func (n *scan) settle(paths []string, failed error) {
	l := n.library
	l.building.Lock()
	before := n.unreadable
	for k, f := range n.failing {
		looked := paths == nil || slices.Contains(paths, f.path) || below(f.path, paths)
		if failed == nil && looked && !n.failed[k] {
			n.recovered(k)
		}
	}
	if failed != nil {
		problem := model.Problem{Root: n.root.Key(), Text: articles.Clean(failed.Error()), Unreadable: true}
		n.fail(n.keyAt(""), failure{problems: []model.Problem{problem}})
	}
	left := len(n.failing)
	var first model.Problem
	for _, f := range n.failing {
		if f.path != "" && len(f.problems) > 0 && (first.Text == "" || f.problems[0].Path < first.Path) {
			first = f.problems[0]
		}
	}
	if n.unreadable != before {
		l.publish(model.Status{})
	}
	l.building.Unlock()
	if left == 0 {
		return
	}
	if first.Text != "" && !n.failedBefore {
		l.searcher.say(fmt.Sprintf("Some files of %s cannot be read for now. What was known of them is still listed, and they are tried again. %s: %s",
			n.root.Name(), first.Path, first.Text))
	}
	select {
	case n.again <- struct{}{}:
	default:
	}
}
