package articles

import (
	"path"
	"strings"
)

const (
	maxTitle    = 1000 // characters of a title or a name that are kept
	maxExcerpt  = 4000
	maxCategory = 100 // levels of one path, and paths of one article
	maxLanguage = 35  // characters of a language's tag
)

// uncategorised is where articles are that say nothing of their place.
const uncategorised = "Uncategorised"

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
