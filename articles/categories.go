package articles

import (
	"path"
	"strings"

	"broadsheet/articles/charset"
	"broadsheet/articles/frontmatter"
	"broadsheet/model"
)

// folderCategories takes the folders of a file's path for its categories.
func folderCategories(name string) [][]string {
	var folders []string
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		if part = charset.DisplayName(part); part != "" && part != "." {
			folders = append(folders, part)
		}
	}
	if len(folders) == 0 {
		folders = []string{model.Uncategorised}
	}
	return [][]string{folders[:min(len(folders), frontmatter.MaxCategory)]}
}
