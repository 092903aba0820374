package query

import (
	"slices"
	"strings"

	"broadsheet/model"
)

// names are what a query calls a field: the first is how queries are written, the
// others are understood. FieldWord has none.
func (f Field) names() []string {
	switch f {
	case FieldTitle:
		return []string{"title"}
	case FieldCategory:
		return []string{"cat", "category"}
	case FieldAuthor:
		return []string{"author", "source"}
	case FieldTag:
		return []string{"tag"}
	case FieldIs:
		return []string{"is"}
	case FieldDate:
		return []string{"date"}
	case FieldAfter:
		return []string{"after"}
	case FieldBefore:
		return []string{"before"}
	case FieldLang:
		return []string{"lang"}
	case FieldText:
		return []string{"text"}
	default:
		return []string{""}
	}
}

// name is the name of the field as queries are written.
func (f Field) name() string { return f.names()[0] }

// fields are all that have a name.
func fields() []Field {
	return []Field{FieldTitle, FieldCategory, FieldAuthor, FieldTag, FieldIs, FieldDate, FieldAfter, FieldBefore, FieldLang, FieldText}
}

func fieldNamed(name string) (Field, bool) {
	for _, field := range fields() {
		if slices.Contains(field.names(), strings.ToLower(name)) {
			return field, true
		}
	}
	return FieldWord, false
}

// isUnknownField says whether a word that has a colon behind this name was meant to
// ask a field that there is not. An address (http://…), a time (12:30), a name of
// programmers (std::vector) and what is not in Latin letters are words. Chinese prints
// the wide colon in its titles, behind Latin letters too: then the name has to be near
// one that there is.
func isUnknownField(name, behind string, wide bool) bool {
	if name == "" || strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz-_") != "" {
		return false
	}
	switch {
	case strings.HasPrefix(behind, "//"), strings.HasPrefix(behind, ":"):
		return false
	case wide:
		return nearestField(name) != ""
	}
	return !slices.Contains([]string{"http", "https", "gemini", "ftp", "mailto"}, strings.ToLower(name))
}

// nearestField is the name of the field that one was most probably meant to be; empty:
// none is near.
func nearestField(name string) string {
	name = strings.ToLower(name)
	if field := elsewhere(name); field != FieldWord {
		return field.name()
	}
	var known []string
	for _, field := range fields() {
		known = append(known, field.names()...)
	}
	const enough = 3 // letters that say which field was begun
	for _, full := range known {
		if len(name) >= enough && strings.HasPrefix(full, name) || len(full) >= enough && strings.HasPrefix(name, full) {
			return full
		}
	}
	return model.Nearest(name, known)
}

// elsewhere gives the field that other programs call so.
func elsewhere(name string) Field {
	switch name {
	case "headline", "subject", "intitle":
		return FieldTitle
	case "in", "folder", "section", "topic", "group", "path":
		return FieldCategory
	case "by", "from", "feed", "site", "publisher", "feedtitle":
		return FieldAuthor
	case "label", "keyword", "hashtag":
		return FieldTag
	case "has", "state", "status", "unread", "read", "starred", "flag", "flags":
		return FieldIs
	case "on", "day", "week", "month", "year", "published", "pubdate", "newer_than", "age", "time":
		return FieldDate
	case "since", "newer":
		return FieldAfter
	case "until", "till", "older", "older_than":
		return FieldBefore
	case "locale":
		return FieldLang
	case "body", "content", "intext", "fulltext":
		return FieldText
	}
	return FieldWord
}
