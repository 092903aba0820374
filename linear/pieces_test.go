package linear

import (
	"strings"
	"testing"
	"unicode"

	"broadsheet/articles"
	"broadsheet/library"
	"broadsheet/model"
	"broadsheet/model/query"
	"broadsheet/render"
)

// edition is every article of the sample edition.
func edition(t *testing.T) []*model.Article {
	t.Helper()
	opened, err := library.Open(t.Context(), []*articles.Root{articles.Sample(false)}, library.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close() //nolint:errcheck // it was only read
	if err := opened.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	reader := opened.Reader("reader", library.ReaderOptions{})
	list, err := reader.List(t.Context(), query.Query{}, query.NewestFirst, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []*model.Article
	for row := range list.Len() {
		article, err := reader.Article(t.Context(), list.At(row).ID)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, article)
	}
	return all
}

// The places of the pieces are those of the screens: whoever stops here goes on there. In
// every article of the sample edition the headings have the same place in both.
func TestPlacesAreThoseOfTheScreens(t *testing.T) {
	all := edition(t)
	renderer, compared := render.New(1<<20), 0
	for _, article := range all {
		page, err := renderer.Page(t.Context(), &article.Document, render.Options{Width: 76})
		if err != nil {
			t.Fatal(err)
		}
		var here []int
		for _, piece := range piecesOf(&article.Document, english{}) {
			if piece.heading > 0 {
				here = append(here, piece.place.Block)
			}
		}
		headings := page.Headings()
		if len(headings) != len(here) {
			t.Errorf("%s has %d headings there and %d here", article.Title, len(headings), len(here))
			continue
		}
		for i, heading := range headings {
			compared++
			if there := page.Place(heading.Line).Block; there != here[i] {
				t.Errorf("%s: the heading %q is block %d there and %d here", article.Title, heading.Text, there, here[i])
				break
			}
		}
	}
	if compared < 20 {
		t.Errorf("only %d headings were compared", compared)
	}
}

// Nothing that a document says is lost: all its letters are in its pieces.
func TestNothingIsLost(t *testing.T) {
	all := edition(t)
	for _, article := range all {
		said, missing := letters(joined(piecesOf(&article.Document, english{}))), map[rune]int{}
		for r, n := range letters(strings.Join(model.Texts(&article.Document), " ")) {
			if n > said[r] {
				missing[r] = n - said[r]
			}
		}
		if len(missing) > 0 {
			t.Errorf("%s: of these letters fewer are said than there are: %v", article.Title, missing)
		}
	}
}

// letters counts the letters and digits of a text.
func letters(text string) map[rune]int {
	counts := map[rune]int{}
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			counts[r]++
		}
	}
	return counts
}
