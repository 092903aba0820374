package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"broadsheet/library/index"
	"broadsheet/model/query"
)

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
	shown, err := snippet(t.Context(), []string{text}, textTermsOf([]query.Term{{Text: "nowhere"}, {Text: "needle"}}, true).with)
	if err != nil || !strings.Contains(shown.Text, "needle here") {
		t.Errorf("the snippet is %q (%v)", shown.Text, err)
	}
}

func TestPlaces(t *testing.T) {
	var p places
	r := rand.New(rand.NewPCG(1, 1))
	used := map[uint32]bool{}
	for range 3000 {
		row, ok := p.take(uint32(r.IntN(1000)))
		if !ok || used[row] || row == 0 {
			t.Fatalf("row %d (%v), used before: %v", row, ok, used[row])
		}
		used[row] = true
	}
	if !slices.IsSorted(p.rows) || !slices.IsSorted(p.positions) {
		t.Error("rows or positions are out of order")
	}
}

// Many alternatives are few questions to the index.
func TestFewRequests(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	f := &index.Filter{Snapshot: index.New([]string{"news"}, []string{"News"}).Snapshot(), Texts: s.FindTexts, Zone: time.UTC}
	var terms []string
	for i := range 40 {
		terms = append(terms, fmt.Sprintf("%c%c", '一'+3*i, '丁'+5*i))
	}
	for asked, most := range map[string]int{
		strings.Join(terms, " OR "):                                 3,
		"after:2000 " + strings.Join(terms, " OR after:2000 "):      3,
		"-" + terms[0] + " OR " + strings.Join(terms[1:], " OR "):   4,
		terms[0] + " before:1990 OR " + strings.Join(terms, " OR "): 4,
	} {
		parsed, err := query.Parse(asked)
		if err != nil {
			t.Fatal(err)
		}
		requests, err := s.requests(t.Context(), f, parsed, 0)
		if err != nil || len(requests) > most {
			t.Errorf("%s asks the index %d times (%v), want %d at most", asked, len(requests), err, most)
		}
	}
}
