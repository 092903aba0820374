package popup

import (
	"cmp"
	"slices"

	"broadsheet/model/fold"
)

// Matching gives the entries that match what was typed, with what matched highlighted:
// those that begin with it before the others.
func Matching(all []Entry, typed string) []Entry {
	found := Filtered(all, typed)
	if typed != "" {
		slices.SortStableFunc(found, func(a, b Entry) int { return cmp.Compare(rank(a), rank(b)) })
	}
	return found
}

// Filtered gives the entries that match what was typed, in their order, with
// what matched highlighted.
func Filtered(all []Entry, typed string) []Entry {
	matcher := fold.NewMatcher(typed)
	var found []Entry
	for _, e := range all {
		matches, ok := matcher.Match(e.Text)
		if !ok {
			// What stands before the text, such as the categories above, counts as
			// well, but is not highlighted.
			if _, ok = matcher.Match(e.Before + e.Text + " " + e.Value); !ok {
				continue
			}
			matches = nil
		}
		e.Matches = matches
		found = append(found, e)
	}
	return found
}

// rank is the smaller, the better an entry matches.
func rank(e Entry) int {
	switch {
	case len(e.Matches) == 0:
		return 2
	case e.Matches[0].Start == 0:
		return 0
	default:
		return 1
	}
}
