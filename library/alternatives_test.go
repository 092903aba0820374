package library

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"broadsheet/model"
	"broadsheet/model/query"
)

// Many alternatives are few questions to the index, and find what each of them
// finds alone.
func TestManyAlternatives(t *testing.T) {
	t.Parallel()
	dir, all := writtenFolder(t, 11, 300)
	cache := t.TempDir()
	closeLibrary(t, indexed(t, dir, cache))
	l := opened(t, dir, Options{Cache: cache})
	defer closeLibrary(t, l)
	var terms []string
	for _, a := range all[:40] {
		first := []rune(a.paragraphs[0])
		terms = append(terms, string(first[:min(2, len(first))]))
	}
	terms = slices.DeleteFunc(terms, func(term string) bool {
		_, err := query.Parse(term)
		return err != nil || strings.TrimSpace(term) != term || strings.ContainsAny(term, `-"“:`)
	})
	if len(terms) < 20 {
		t.Fatalf("there are only %d terms", len(terms))
	}
	reader := l.Reader("", ReaderOptions{})
	for _, test := range []struct {
		query    string
		requests int // at most
	}{
		{strings.Join(terms, " OR "), 3},
		{"after:2000 " + strings.Join(terms, " OR after:2000 "), 3},
		{"-" + terms[0] + " OR " + strings.Join(terms[1:], " OR "), 4},
		{terms[0] + " before:1990 OR " + strings.Join(terms, " OR "), 4},
	} {
		query := parse(t, test.query)
		requests, err := l.searcher.requests(t.Context(), reader.newFilter(t.Context()), query, 0)
		if err != nil || len(requests) > test.requests {
			t.Errorf("%s asks the index %d times (%v), want %d at most", test.query, len(requests), err, test.requests)
		}
		want := foundAlone(t, reader, query)
		for _, order := range []model.SearchOrder{model.NewestHits, model.BestHits} {
			got := listed(searchFor(t, l, test.query, model.SearchOptions{Order: order}).Listing)
			if len(got) != len(want) || slices.ContainsFunc(got, func(id model.ID) bool { return !want[id] }) {
				t.Errorf("%s finds %d articles in order %d, want %d", test.query, len(got), order, len(want))
			}
		}
	}
}

// foundAlone is what the alternatives of a query find, one after the other.
func foundAlone(t *testing.T, reader *Reader, asked query.Query) map[model.ID]bool {
	t.Helper()
	found := map[model.ID]bool{}
	for _, alone := range asked.Any {
		hits, err := reader.Search(t.Context(), query.Query{Any: [][]query.Term{alone}}, model.SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range listed(hits.Listing) {
			found[id] = true
		}
	}
	return found
}

// What would have the index asked without end is refused with a sentence.
func TestTooManyAlternatives(t *testing.T) {
	t.Parallel()
	l := opened(t, pieces(t, map[string]string{"a": "Some words.\n"}), Options{})
	defer closeLibrary(t, l)
	var categories, words query.Query
	for i := range 70 {
		categories.Any = append(categories.Any, []query.Term{{Field: query.FieldCategory, Path: []string{fmt.Sprint("c", i)}}})
		words.Any = append(words.Any, []query.Term{{Text: fmt.Sprint("w", i)}})
	}
	_, err := l.Reader("", ReaderOptions{}).Search(t.Context(), words.AndQuery(categories), model.SearchOptions{})
	if !errors.Is(err, errTooManyAlternatives) {
		t.Errorf("a search with %d alternatives gives %v", 70*70, err)
	}
	list, err := l.Reader("", ReaderOptions{}).List(t.Context(), words.AndQuery(categories), query.NewestFirst, nil)
	if err != nil || list.Len() != 0 {
		t.Errorf("a list with as many gives %v", err)
	}
}

// However long a paragraph is, little of it is looked at at once.
func TestPiecesOf(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("长a", 50_000) + " needle here " + strings.Repeat("é", 50_000)
	count, found := 0, false
	for piece := range piecesOf(text) {
		count++
		found = found || strings.Contains(piece, "needle here")
		if len(piece) > pieceBytes || !utf8.ValidString(piece) {
			t.Fatalf("a piece has %d bytes", len(piece))
		}
	}
	if most := len(text)/(pieceBytes-pieceOverlap-utf8.UTFMax) + 1; count > most || !found {
		t.Errorf("there are %d pieces, want %d; the needle is there: %v", count, most, found)
	}
	shown, err := snippet(t.Context(), []string{text}, needlesOf([]query.Term{{Text: "nowhere"}, {Text: "needle"}}, true).with)
	if err != nil || !strings.Contains(shown.Text, "needle here") {
		t.Errorf("the snippet is %q (%v)", shown.Text, err)
	}
}
