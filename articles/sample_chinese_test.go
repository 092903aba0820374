package articles

import (
	"slices"
	"testing"
	"time"
)

// TestChineseFirst begins the sample edition with the manual of the reader's language.
func TestChineseFirst(t *testing.T) {
	for chinese, want := range map[bool]string{false: "how-to-read.md", true: "zenyang-dubao.md"} {
		root := Sample(chinese)
		var newest time.Time
		var first []string
		if err := root.Walk(t.Context(), Options{}, func(batch []Found) {
			for _, found := range batch {
				if found.Item != nil && found.Item.Date.After(newest) {
					newest, first = found.Item.Date, append(first, found.Item.Path)
				}
			}
		}); err != nil {
			t.Fatal(err)
		}
		if len(first) == 0 || first[len(first)-1] != want {
			t.Errorf("the newest article is %q, want %q", first, want)
		}
		article, err := root.Read(t.Context(), Options{}, want)
		if err != nil || len(article.Document.Blocks) < 20 || !slices.Equal(article.Categories[0], []string{"报纸", "本报", "读报手册"}) {
			t.Errorf("the manual is not whole: %v", err)
		}
	}
}
