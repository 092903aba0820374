package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"broadsheet/model"
	"broadsheet/model/query"
)

// Many alternatives find what each of them finds alone.
func TestManyAlternatives(t *testing.T) {
	t.Parallel()
	dir, all := writtenFolder(t, 11, 300)
	cache := t.TempDir()
	closeShelf(t, indexed(t, dir, cache))
	l := opened(t, dir, shelfOptions{cache: cache})
	defer closeShelf(t, l)
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
	for _, asked := range []string{
		strings.Join(terms, " OR "),
		"after:2000 " + strings.Join(terms, " OR after:2000 "),
		"-" + terms[0] + " OR " + strings.Join(terms[1:], " OR "),
		terms[0] + " before:1990 OR " + strings.Join(terms, " OR "),
	} {
		query := parse(t, asked)
		want := foundAlone(t, l, query)
		for _, order := range []model.SearchOrder{model.NewestHits, model.BestHits} {
			got := listed(searchFor(t, l, asked, model.SearchOptions{Order: order}).Listing)
			if len(got) != len(want) || slices.ContainsFunc(got, func(id model.ID) bool { return !want[id] }) {
				t.Errorf("%s finds %d articles in order %d, want %d", asked, len(got), order, len(want))
			}
		}
	}
}

// foundAlone is what the alternatives of a query find, one after the other.
func foundAlone(t *testing.T, l *shelf, asked query.Query) map[model.ID]bool {
	t.Helper()
	found := map[model.ID]bool{}
	for _, alone := range asked.Any {
		hits, err := l.search(t.Context(), query.Query{Any: [][]query.Term{alone}}, model.SearchOptions{})
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
	l := opened(t, pieces(t, map[string]string{"a": "Some words.\n"}), shelfOptions{})
	defer closeShelf(t, l)
	var categories, words query.Query
	for i := range 70 {
		categories.Any = append(categories.Any, []query.Term{{Field: query.FieldCategory, Path: []string{fmt.Sprint("c", i)}}})
		words.Any = append(words.Any, []query.Term{{Text: fmt.Sprint("w", i)}})
	}
	_, err := l.search(t.Context(), words.AndQuery(categories), model.SearchOptions{})
	if !strings.Contains(fmt.Sprint(err), "too many alternatives") {
		t.Errorf("a search with %d alternatives gives %v", 70*70, err)
	}
	list, err := l.list(t.Context(), words.AndQuery(categories))
	if err != nil || list.Len() != 0 {
		t.Errorf("a list with as many gives %v", err)
	}
}
