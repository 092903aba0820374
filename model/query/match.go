package query

import (
	"slices"
	"strings"
	"time"

	"broadsheet/model/fold"
)

// Matcher gives what finds the term's text in titles and names. A word is also
// found by its pinyin, but not a phrase, and not a negated word, which would
// rule out more than one can foresee.
func (t Term) Matcher() fold.Matcher {
	if t.Phrase || t.Not {
		return fold.PlainMatcher(t.Text)
	}
	return fold.NewMatcher(t.Text)
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

// Start is the beginning of the day, the month or the year in zone. The zero
// Day is the day of now.
func (d Day) Start(now time.Time, zone *time.Location) time.Time {
	if (d == Day{}) {
		year, month, day := now.In(zone).Date()
		return time.Date(year, month, day, 0, 0, 0, 0, zone)
	}
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, zone)
}
