package frontmatter

import (
	"slices"
	"strings"

	"broadsheet/articles/gate"
	"broadsheet/model"
)

// MaxCategory is how many levels a path of categories has, and how many paths an
// article.
const MaxCategory = 100

const (
	maxExcerpt  = 4000 // characters of an excerpt that are kept
	maxLanguage = 35   // characters of a language's tag

	maxEnclosures = 20 // files that come with an article
)

// field is a key of the front matter and what it says.
type field struct {
	key   string // in lower case
	line  int    // in the file, from 1; 0 where it is not known
	value value
}

// value is a text as it is written, a list, or a few fields.
type value struct {
	text   string
	list   []value // not nil: a list
	fields []field // not nil: fields
}

// find gives the first field of the first of these keys that says anything.
func find(fields []field, keys ...string) field {
	for _, key := range keys {
		for _, f := range fields {
			if f.key == key && !f.value.isEmpty() {
				return f
			}
		}
	}
	return field{}
}

func (v value) isEmpty() bool {
	return len(v.list) == 0 && len(v.fields) == 0 && strings.TrimSpace(v.text) == ""
}

// scalar gives a value as one text: a list's first, or of fields the first of
// the given keys.
func (v value) scalar(keys ...string) string {
	if len(v.list) > 0 {
		return v.list[0].scalar(keys...)
	}
	if len(v.fields) > 0 {
		return find(v.fields, keys...).value.text
	}
	return v.text
}

// categoriesOf reads categories as Hexo means them: a flat list is one path from
// the top down, a list with lists in it is several, a text is a path of one.
func categoriesOf(v value) [][]string {
	nested := slices.ContainsFunc(v.list, func(item value) bool { return item.list != nil })
	var paths [][]string
	if !nested {
		paths = [][]string{names(v, nil)}
	} else {
		for _, item := range v.list {
			paths = append(paths, names(item, nil))
		}
	}
	var kept [][]string
	for _, path := range paths[:min(len(paths), MaxCategory)] {
		same := func(other []string) bool { return slices.Equal(path, other) }
		if len(path) > 0 && !slices.ContainsFunc(kept, same) {
			kept = append(kept, path)
		}
	}
	return kept
}

// names gives all texts of a value, safe and without empty ones. A field is a
// name with a colon in it, which YAML took for more.
func names(v value, found []string) []string {
	if len(found) >= MaxCategory {
		return found
	}
	if name := saidName(v.text); name != "" {
		found = append(found, name)
	}
	for _, item := range v.list {
		found = names(item, found)
	}
	for _, f := range v.fields {
		found = append(found, gate.Cut(gate.Clean(written(f.key+": "+f.value.text)), gate.MaxTitle))
	}
	return found
}

// nameOf makes a name fit to be shown; what means nothing in YAML is none.
func nameOf(text string) string {
	switch text = gate.Cut(gate.Clean(text), gate.MaxTitle); text {
	case "~", "null", "Null", "NULL":
		return ""
	}
	return text
}

// saidName is nameOf for what a head says, which may have been written for a page.
func saidName(text string) string { return nameOf(written(text)) }

// tagsOf reads tags: a list, or one text with commas, each tag once.
func tagsOf(v value) []string {
	if v.list == nil && v.fields == nil {
		for tag := range strings.FieldsFuncSeq(v.text, func(r rune) bool { return r == ',' || r == '，' }) {
			if len(v.list) == maxItems {
				break
			}
			v.list = append(v.list, value{text: tag})
		}
		v.text = ""
	}
	var tags []string
	for _, tag := range names(v, nil) {
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// authorOf reads an author: a name, several, or fields with a name in them, as
// WordPress, Jekyll and Hugo have them, also under a key for each.
func authorOf(v value) string {
	if len(v.fields) > 0 && v.scalar(authorKeys()...) == "" {
		for _, f := range v.fields {
			v.list = append(v.list, f.value)
		}
	}
	if len(v.list) == 0 {
		return saidName(v.scalar(authorKeys()...))
	}
	var authors []string
	for _, one := range v.list[:min(len(v.list), 20)] {
		if name := saidName(one.scalar(authorKeys()...)); name != "" && !slices.Contains(authors, name) {
			authors = append(authors, name)
		}
	}
	return gate.Cut(strings.Join(authors, ", "), gate.MaxTitle)
}

func authorKeys() []string {
	return []string{"name", "display_name", "displayname", "nickname", "username", "login"}
}

func isWord(f field, words ...string) bool {
	for _, word := range words {
		if strings.EqualFold(strings.TrimSpace(f.value.text), word) {
			return true
		}
	}
	return false
}

// repeatedKeys reports keys that stand twice, the first few of them.
func repeatedKeys(fields []field) []model.Problem {
	const most = 10
	var problems []model.Problem
	for i, f := range fields {
		if len(problems) == most {
			break
		}
		for _, earlier := range fields[:min(i, 100)] {
			if earlier.key == f.key {
				problems = append(problems, model.Problem{
					Line: f.line, Text: "The key " + gate.Clean(f.key) + " stands twice; the first one counts.",
				})
				break
			}
		}
	}
	return problems
}
