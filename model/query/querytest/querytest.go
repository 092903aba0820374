// Package querytest is what queries mean, said as plainly as can be: whether one
// article is wanted. Tests hold the faster ways of asking against it; no program uses
// it.
package querytest

import (
	"slices"
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
)

// Wants says whether a query wants the article with these marks. Days are those of
// zone, where it is now the day of now.
func Wants(q query.Query, it *model.Item, m model.Marks, now time.Time, zone *time.Location) bool {
	if len(q.Any) == 0 {
		return true
	}
	for _, all := range q.Any {
		misses := func(t query.Term) bool { return !Holds(t, it, m, now, zone) }
		if !slices.ContainsFunc(all, misses) {
			return true
		}
	}
	return false
}

// Holds says whether a term holds for the article with these marks. A text: term
// holds for none, negated for all: an item does not know its text.
func Holds(t query.Term, it *model.Item, m model.Marks, now time.Time, zone *time.Location) bool {
	return matches(t, it, m, now, zone) != t.Not
}

func matches(t query.Term, it *model.Item, m model.Marks, now time.Time, zone *time.Location) bool {
	switch t.Field {
	case query.FieldWord:
		return matchesWord(t, it)
	case query.FieldCategory:
		return slices.ContainsFunc(it.Categories, t.MatchPath)
	case query.FieldAuthor:
		return strings.Contains(fold.String(it.Author), fold.String(t.Text))
	case query.FieldTag:
		folded := fold.String(t.Text)
		return slices.ContainsFunc(it.Tags, func(tag string) bool { return strings.Contains(fold.String(tag), folded) })
	case query.FieldIs:
		return matchesState(t.State, it, m)
	case query.FieldAfter:
		return !it.Date.Before(t.Day.Start(now, zone))
	case query.FieldBefore:
		return it.Date.Before(t.Day.Start(now, zone))
	case query.FieldLang:
		return t.MatchLanguage(it.Language())
	default:
		return false
	}
}

func matchesState(state query.State, it *model.Item, m model.Marks) bool {
	switch state {
	case query.IsRead:
		return m.IsRead()
	case query.IsStarred:
		return m.IsStarred()
	case query.IsLong:
		return it.Minutes >= query.LongMinutes
	default:
		return !m.IsRead()
	}
}

func matchesWord(t query.Term, it *model.Item) bool {
	matcher := t.Matcher()
	found := func(text string) bool {
		_, ok := matcher.Match(text)
		return ok
	}
	return found(it.Title) || found(it.Author) || slices.ContainsFunc(it.Categories, func(path []string) bool {
		return slices.ContainsFunc(path, found)
	})
}
