package articles

import (
	"path"
	"slices"
	"strings"
)

const (
	maxTitle    = 1000 // characters of a title or a name that are kept
	maxExcerpt  = 4000
	maxCategory = 100 // levels of one path, and paths of one article
)

// uncategorised is where articles are that say nothing of their place.
const uncategorised = "Uncategorised"

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
	for _, path := range paths[:min(len(paths), maxCategory)] {
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
	if len(found) >= maxCategory {
		return found
	}
	if name := nameOf(v.text); name != "" {
		found = append(found, name)
	}
	for _, item := range v.list {
		found = names(item, found)
	}
	for _, f := range v.fields {
		found = append(found, cut(Clean(f.key+": "+f.value.text), maxTitle))
	}
	return found
}

// nameOf makes a name fit to be shown; what means nothing in YAML is none.
func nameOf(text string) string {
	switch text = cut(Clean(text), maxTitle); text {
	case "~", "null", "Null", "NULL":
		return ""
	}
	return text
}

// folderCategories takes the folders of a file's path for its categories.
func folderCategories(name string) [][]string {
	var folders []string
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		if part = displayName(part); part != "" && part != "." {
			folders = append(folders, part)
		}
	}
	if len(folders) == 0 {
		folders = []string{uncategorised}
	}
	return [][]string{folders[:min(len(folders), maxCategory)]}
}

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

// cut shortens a text to so many characters.
func cut(text string, characters int) string {
	if len(text) <= characters {
		return text
	}
	for i := range text {
		if characters == 0 {
			return strings.TrimSpace(text[:i]) + "…"
		}
		characters--
	}
	return text
}
