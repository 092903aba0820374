package linebreak

import (
	"slices"
	"testing"
)

func TestFill(t *testing.T) {
	text := "据了解，此次北京上海 the quick brown fox"
	var got []string
	for _, line := range Fill(text, Cells(text), 10, 12) {
		got = append(got, text[line.Start:line.End])
	}
	want := []string{"据了解，此", "次北京上海", "the quick", "brown fox"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
