package words

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

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

// Category is what a reader sees of a category: that of articles without any is named in
// the reader's language.
func Category(name string, words Language) string {
	if name == model.Uncategorised {
		return words.Uncategorised()
	}
	return name
}

// CategoryPath is a category with those above it, as a reader sees them.
func CategoryPath(path []string, words Language) string {
	names := make([]string, len(path))
	for i, name := range path {
		names[i] = Category(name, words)
	}
	return strings.Join(names, PathArrow)
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

// TagLine is the tags of an article as a line of its head, those that are no categories of
// it: #harbour · #tides. Of more than there is room for in so many cells, the last part
// says how many there are besides; 0 cells are as many as it takes.
func TagLine(item *model.Item, width int) string {
	var tags []string
	for _, tag := range item.Tags {
		tag = strings.TrimLeft(tag, "#＃ ")
		known := func(other string) bool { return strings.EqualFold(other, tag) || strings.EqualFold(other, "#"+tag) }
		if tag != "" && !slices.ContainsFunc(tags, known) && !slices.ContainsFunc(item.Categories, func(path []string) bool { return slices.ContainsFunc(path, known) }) {
			tags = append(tags, "#"+tag)
		}
	}
	line := ""
	for i, tag := range tags {
		longer, more := tag, ""
		if i > 0 {
			longer = line + " · " + tag
		}
		if i+1 < len(tags) {
			more = " · +" + Grouped(len(tags)-i-1)
		}
		if width > 0 && i > 0 && ansi.StringWidth(longer+more) > width {
			return line + " · +" + Grouped(len(tags)-i)
		}
		line = longer
	}
	return line
}
