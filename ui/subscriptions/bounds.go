package subscriptions

import (
	"slices"
	"strings"

	"broadsheet/model"
)

// longestText is how many bytes of a name or an address are shown: names come from
// strangers, and a key must not take longer for one that is a megabyte.
const longestText = 1000

// mostLevels is how many categories above a feed are shown.
const mostLevels = 32

// bounded is the beginning of a text, as valid UTF-8.
func bounded(text string) string {
	if len(text) <= longestText {
		return text
	}
	return strings.ToValidUTF8(text[:longestText], "")
}

// isBounded says whether nothing of a feed is too long to be shown.
func isBounded(s *model.Subscription) bool {
	return len(s.Name) <= longestText && len(s.Address) <= longestText && (s.Trouble == nil || len(s.Trouble.What) <= longestText) &&
		len(s.Category) <= mostLevels && !slices.ContainsFunc(s.Category, func(name string) bool { return len(name) > longestText })
}

// bound cuts what is too long to be shown.
func bound(s *model.Subscription) {
	if isBounded(s) {
		return
	}
	s.Name, s.Address = bounded(s.Name), bounded(s.Address)
	var category []string
	for _, name := range s.Category[:min(len(s.Category), mostLevels)] {
		category = append(category, bounded(name))
	}
	s.Category = category
	if s.Trouble != nil {
		trouble := *s.Trouble
		trouble.What = bounded(trouble.What)
		s.Trouble = &trouble
	}
}
