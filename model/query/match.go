package query

import (
	"slices"
	"strings"
	"time"

	"broadsheet/model"
	"broadsheet/model/fold"
)

// Match says whether the article with these marks is wanted. It is the meaning
// of a query, which any faster way of asking has to agree with. Days are those
// of zone, where it is now the day of now.
func (q Query) Match(it *model.Item, m model.Marks, now time.Time, zone *time.Location) bool {
	if len(q.Any) == 0 {
		return true
	}
	for _, all := range q.Any {
		misses := func(t Term) bool { return !t.Match(it, m, now, zone) }
		if !slices.ContainsFunc(all, misses) {
			return true
		}
	}
	return false
}

// Match says whether the term holds for the article with these marks. A text:
// term holds for none, negated for all: an item does not know its text.
func (t Term) Match(it *model.Item, m model.Marks, now time.Time, zone *time.Location) bool {
	return t.holds(it, m, now, zone) != t.Not
}

func (t Term) holds(it *model.Item, m model.Marks, now time.Time, zone *time.Location) bool {
	switch t.Field {
	case FieldWord:
		return t.matchesWord(it)
	case FieldTitle:
		_, ok := t.Matcher().Match(it.Title)
		return ok
	case FieldCategory:
		return slices.ContainsFunc(it.Categories, t.MatchPath)
	case FieldAuthor:
		return strings.Contains(fold.String(it.Author), fold.String(t.Text))
	case FieldTag:
		folded := fold.String(t.Text)
		return slices.ContainsFunc(it.Tags, func(tag string) bool { return strings.Contains(fold.String(tag), folded) })
	case FieldIs:
		switch t.State {
		case IsRead:
			return m.IsRead()
		case IsStarred:
			return m.IsStarred()
		case IsLong:
			return it.Minutes >= LongMinutes
		default:
			return !m.IsRead()
		}
	case FieldDate:
		return !it.Date.Before(t.Day.Start(now, zone)) && it.Date.Before(t.Day.End(now, zone))
	case FieldAfter:
		return !it.Date.Before(t.Day.Start(now, zone))
	case FieldBefore:
		return it.Date.Before(t.Day.Start(now, zone))
	case FieldLang:
		return t.MatchLanguage(it.Language())
	default:
		return false
	}
}

// Matcher gives what finds the term's text in titles and names. A word is also
// found by its pinyin, but not a phrase, and not a negated word, which would
// rule out more than one can foresee.
func (t Term) Matcher() fold.Matcher {
	if t.Phrase || t.Not {
		return fold.PlainMatcher(t.Text)
	}
	return fold.NewMatcher(t.Text)
}

func (t Term) matchesWord(it *model.Item) bool {
	matcher := t.Matcher()
	matches := func(text string) bool {
		_, ok := matcher.Match(text)
		return ok
	}
	return matches(it.Title) || matches(it.Author) || slices.ContainsFunc(it.Categories, func(path []string) bool {
		return slices.ContainsFunc(path, matches)
	})
}

// MatchPath says whether a cat: term means the category at path or one above
// it, whether the term is negated or not.
func (t Term) MatchPath(path []string) bool {
	n := len(t.Path)
	if t.Anchored {
		return len(path) >= n && slices.Equal(path[:n], t.Path)
	}
	for start := 0; start+n <= len(path); start++ {
		if slices.EqualFunc(path[start:start+n], t.Path, func(a, b string) bool { return fold.String(a) == fold.String(b) }) {
			return true
		}
	}
	return false
}

// MatchLanguage says whether a lang: term means the language, whether the term
// is negated or not: zh means zh-CN and zh_Hant too.
func (t Term) MatchLanguage(language string) bool {
	fold := func(s string) string { return strings.ReplaceAll(fold.String(s), "_", "-") }
	rest, ok := strings.CutPrefix(fold(language), fold(t.Text))
	return ok && language != "" && (rest == "" || rest[0] == '-')
}
