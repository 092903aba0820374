package popup

import (
	"cmp"
	"slices"

	"broadsheet/model/fold"
)

// Matching gives the entries that match what was typed, with what matched highlighted:
// those that begin with it, or have it for another word, before the others, and those
// that cannot be chosen now last.
func Matching(all []Entry, typed string) []Entry {
	found := Filtered(all, typed)
	folded := fold.NewMatcher(typed).Folded()
	slices.SortStableFunc(found, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(offLast(a), offLast(b)), cmp.Compare(rank(a, folded), rank(b, folded)))
	})
	return found
}

func offLast(e Entry) int {
	if e.Off != "" {
		return 1
	}
	return 0
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
			// well, and so do other words for it, but that is not highlighted.
			is := func(word string) bool { _, ok := matcher.Match(word); return ok }
			if !is(e.Before+e.Text+" "+e.Value) && !slices.ContainsFunc(e.Also, is) {
				continue
			}
			matches = nil
		}
		e.Matches = matches
		found = append(found, e)
	}
	return found
}

// rank is the smaller, the better an entry matches what was typed, which is folded.
func rank(e Entry, folded string) int {
	switch {
	case folded == "":
		return 0
	case len(e.Matches) > 0 && e.Matches[0].Start == 0, slices.Contains(e.Also, folded):
		return 0
	case len(e.Matches) > 0:
		return 1
	default:
		return 2
	}
}
