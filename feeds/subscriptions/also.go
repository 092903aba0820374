package subscriptions

import (
	"slices"
	"strings"
)

// readAlso reads the further categories of a feed as OPML 2.0 has them in the attribute
// category: with commas between them, each a path with slashes, or a tag, which has none.
// That in which the feed stands anyway is none of them.
func readAlso(value string, category []string) [][]string {
	var all [][]string
	for one := range strings.SplitSeq(value, ",") {
		var path []string
		for name := range strings.SplitSeq(one, "/") {
			if name = cleanName(name); name != "" {
				path = append(path, name)
			}
		}
		same := func(other []string) bool { return slices.Equal(other, path) }
		if len(path) > 0 && len(path) < mostLevels/2 && !same(category) && !slices.ContainsFunc(all, same) && len(all) < mostAlso {
			all = append(all, path)
		}
	}
	return all
}

// writeAlso writes what readAlso reads. A comma or a slash in a name cannot be written.
func writeAlso(all [][]string) string {
	texts := make([]string, len(all))
	for i, path := range all {
		for j, name := range path {
			if j > 0 || len(path) > 1 {
				texts[i] += "/"
			}
			texts[i] += strings.NewReplacer(",", " ", "/", " ").Replace(name)
		}
	}
	return strings.Join(texts, ",")
}
