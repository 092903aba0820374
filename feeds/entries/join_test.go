package entries

import (
	"strings"
	"testing"
)

// A stranger's feed that was there first with something else cannot keep from readers
// what a site says, however much of it there is, and however often it was changed.
func TestAStrangerWasThereFirst(t *testing.T) {
	for _, test := range []struct{ name, title, text string }{
		{"another text", "Title 1", long(10)},
		{"a title in all titles", "e", long(10)},
		{"a site without texts", "e", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t)
			thief, site := d.feed("thief"), d.feed("site")
			e := entry(1)
			e.Text, e.Link = test.text, "https://site.example.net/1"
			site.Address = "https://site.example.net/feed"
			fake := e
			fake.ID, fake.Title = "fake", test.title
			for n := range mostChanges + 2 {
				fake.Text = "<p>" + strings.Repeat("Buy this now and be rich. ", 500+n) + "</p>"
				d.take(thief, fake)
			}
			for range 2 {
				if result := d.take(site, e); len(result.New) != 0 {
					t.Fatalf("it became another article: %+v", result)
				}
				d.take(thief, fake)
			}
			items := d.articles()
			if len(items) != 1 || items[0].Title != "Title 1" || items[0].Size > 5000 {
				t.Errorf("the site's article is not there, but %+v", items)
			}
		})
	}
}
