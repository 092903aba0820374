package model

import (
	"strings"
	"time"
)

// Match says whether the article with these marks is wanted.
func (q Query) Match(it *Item, m Marks, now time.Time, zone *time.Location) bool {
	if len(q.Any) == 0 {
		return true
	}
	for _, all := range q.Any {
		holds := true
		for _, term := range all {
			holds = holds && term.Match(it, m, now, zone)
		}
		if holds {
			return true
		}
	}
	return false
}

// Match says whether the term holds for the article with these marks.
func (t Term) Match(it *Item, m Marks, now time.Time, zone *time.Location) bool {
	_, _, _ = m, now, zone
	return strings.Contains(Fold(it.Title), Fold(t.Text)) != t.Not
}
