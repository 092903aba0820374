package articles

import (
	"regexp"
	"strings"
	"time"

	"broadsheet/model"
)

// gateItem makes what the front matter says safe, and fills in what every
// article has.
func gateItem(item *model.Item) {
	item.Root, item.RootName, item.Path = gatePath(item.Root), Clean(item.RootName), gatePath(item.Path)
	if !regexp.MustCompile(`^[0-9a-f]{12}$`).MatchString(string(item.ID)) {
		item.ID = model.NewID(item.Root, item.Path)
	}
	item.Title = cut(Clean(item.Title), maxTitle)
	item.Author = cut(Clean(item.Author), maxTitle)
	item.Excerpt = cut(Clean(item.Excerpt), maxExcerpt)
	item.Lang = cut(Clean(item.Lang), 35)
	item.Link, item.Image = cleanURL(item.Link), pictureURL(item.Image)
	var categories [][]string
	for _, path := range item.Categories {
		if names := gateNames(path); len(names) > 0 {
			categories = append(categories, names)
		}
	}
	if item.Categories = categories; len(categories) == 0 {
		item.Categories = [][]string{{uncategorised}}
	}
	item.Tags = gateNames(item.Tags)
	if item.Date.IsZero() {
		item.DateInferred = true
	}
	for _, date := range []*time.Time{&item.Date, &item.Updated} {
		*date = date.UTC()
	}
	item.Minutes, item.Size = max(1, item.Minutes), max(0, item.Size)
}

func gateNames(names []string) []string {
	var kept []string
	for _, name := range names {
		if name = cut(Clean(name), maxTitle); name != "" {
			kept = append(kept, name)
		}
	}
	return kept
}

// gatePath passes a path through the gate. Blanks are part of a file's name.
func gatePath(path string) string {
	return strings.NewReplacer("\n", "", "\t", "").Replace(cleanText(path))
}

// pictureURL gives a picture's safe address, or "".
func pictureURL(s string) string {
	if address := cleanURL(s); !strings.HasPrefix(address, "mailto:") {
		return address
	}
	return ""
}
