package discovery

import (
	"cmp"
	"slices"
)

// best puts the best candidates first: those with articles, then those that could not
// be read, then the empty ones, then comments; else as the site has them.
func best(candidates []Candidate) []Candidate {
	rank := func(c Candidate) int {
		switch {
		case c.Comments:
			return 3
		case c.Format == "":
			return 1
		case c.Entries == 0:
			return 2
		}
		return 0
	}
	slices.SortStableFunc(candidates, func(a, b Candidate) int { return cmp.Compare(rank(a), rank(b)) })
	return candidates
}
