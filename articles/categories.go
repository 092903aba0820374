package articles

import (
	"path"
	"strings"
)

// maxTitle is how many characters of a title or a name are kept.
const maxTitle = 1000

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
