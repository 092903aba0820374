package words

import (
	"broadsheet/model"
)

// PathArrow stands between a category and the one below it.
const PathArrow = " › "

// Dated is an item's date as it stands before what follows it: marked where it
// was inferred, and empty where nothing at all is known of it. Of what is vague
// already, such as now, there is nothing to mark.
func Dated(item *model.Item, words Language, date string, vague bool) string {
	switch {
	case item.Date.IsZero():
		return ""
	case item.DateInferred && !vague:
		return words.about(date) + " · "
	}
	return date + " · "
}

// SourceKind is what the source in a row is.
type SourceKind int

// The kinds that there are.
const (
	FromAuthor SourceKind = iota
	FromCategory
	fromRoot
)

// SourceOf is who wrote an article, else where it was filed.
func SourceOf(item *model.Item) (string, SourceKind) {
	if item.Author != "" {
		return item.Author, FromAuthor
	}
	if len(item.Categories) > 0 {
		if path := item.Categories[0]; len(path) > 0 {
			return path[len(path)-1], FromCategory
		}
	}
	return item.RootName, fromRoot
}
