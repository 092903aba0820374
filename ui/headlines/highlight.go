package headlines

import (
	"cmp"
	"slices"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
	"broadsheet/ui/words"
)

// highlight is something that a filter looks for, to be highlighted in the rows it has
// found: as it is written, or as pinyin.
type highlight struct {
	field   query.Field
	matcher fold.Matcher
	path    []fold.Matcher // of a category: its names
	term    query.Term     // of a search
}

// Highlight highlights in the rows what a query looks for, or what a search for it has
// found. An empty query highlights nothing.
func (l *View) Highlight(q query.Query, search bool) {
	l.highlights = highlightsOf(q)
	if search {
		l.highlights = searchHighlights(q)
	}
}

// highlightsOf are the terms of a query that stand somewhere in a row.
func highlightsOf(q query.Query) []highlight {
	var all []highlight
	for _, terms := range q.Any {
		for _, term := range terms {
			switch {
			case term.Not || term.Anchored:
			case term.Field == query.FieldWord || term.Field == query.FieldTitle:
				all = append(all, highlight{field: term.Field, matcher: term.Matcher()})
			case term.Field == query.FieldAuthor:
				term.Phrase = true // names are found as they are written
				all = append(all, highlight{field: term.Field, matcher: term.Matcher()})
			case term.Field == query.FieldCategory:
				l := highlight{field: term.Field}
				for _, name := range term.Path {
					l.path = append(l.path, query.Term{Text: name, Phrase: true}.Matcher())
				}
				all = append(all, l)
			}
		}
	}
	return all
}

// matched gives the ranges of a text that a matcher finds; an empty one none.
func matched(m fold.Matcher, text string) []fold.Range {
	found, _ := m.Match(text)
	return found
}

func (l highlight) inTitle(text string) []fold.Range {
	switch l.field {
	case query.FieldWord, query.FieldTitle:
		return matched(l.matcher, text)
	case query.FieldText:
		return l.term.FindIn(text)
	default:
		return nil
	}
}

func (l highlight) inAuthor(text string) []fold.Range {
	if l.field != query.FieldWord && l.field != query.FieldAuthor {
		return nil
	}
	return matched(l.matcher, text)
}

// inCategory finds the name of a category: all of it where the name was asked
// for, since nothing less would be found.
func (l highlight) inCategory(text string) []fold.Range {
	switch l.field {
	case query.FieldWord:
		return matched(l.matcher, text)
	case query.FieldCategory:
		for _, name := range l.path {
			if name.Folded() == fold.String(text) {
				return []fold.Range{{Start: 0, End: len(text)}}
			}
		}
	default:
	}
	return nil
}

// inSource looks into the source of a row.
func inSource(kind words.SourceKind) func(highlight, string) []fold.Range {
	switch kind {
	case words.FromAuthor:
		return highlight.inAuthor
	case words.FromCategory:
		return highlight.inCategory
	default: // nothing is found by the name of its root
		return func(highlight, string) []fold.Range { return nil }
	}
}

// rangesOf are all parts of a text to highlight, in their order and
// none overlapping another.
func rangesOf(highlights []highlight, text string, in func(highlight, string) []fold.Range) []fold.Range {
	var all []fold.Range
	for _, l := range highlights {
		all = append(all, in(l, text)...)
	}
	slices.SortFunc(all, func(a, b fold.Range) int { return cmp.Compare(a.Start, b.Start) })
	merged := all[:0]
	for _, r := range all {
		if n := len(merged); n > 0 && r.Start <= merged[n-1].End {
			merged[n-1].End = max(merged[n-1].End, r.End)
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

// foundIn is the category of an item that the filter found it by, where nothing
// else in the row tells why it is listed.
func foundIn(highlights []highlight, item *model.Item, source string) string {
	for _, l := range highlights {
		if len(l.inTitle(item.Title)) > 0 || len(l.inAuthor(item.Author)) > 0 {
			continue
		}
		for _, path := range item.Categories {
			for _, name := range slices.Backward(path) {
				if len(l.inCategory(name)) > 0 {
					if name == source {
						break
					}
					return name
				}
			}
		}
	}
	return ""
}
