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
func (r *root) fail(k model.Key, f failure) {
	r.unreadable += unreadable(f.problems) - unreadable(r.failing[k].problems)
	r.failing[k] = f
}

// recovered forgets a failure. The caller holds the building lock.
func (r *root) recovered(k model.Key) {
	r.unreadable -= unreadable(r.failing[k].problems)
	delete(r.failing, k)
}

// isFailing says whether there is anything to be tried again.
func (r *root) isFailing() bool {
	r.library.building.Lock()
	defer r.library.building.Unlock()
	return len(r.failing) > 0
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
		problem := model.Problem{Root: n.files.Key(), Text: articles.Clean(failed.Error()), Unreadable: true}
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
		l.notifyOnce(fmt.Sprintf("Some files of %s cannot be read for now. What was known of them is still listed, and they are tried again. %s: %s",
			n.files.Name(), first.Path, first.Text))
	}
	select {
	case n.again <- struct{}{}:
	default:
	}
}
