package feeds

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// An article is in all categories of its feed, and in others when those are others.
func TestFurtherCategories(t *testing.T) {
	w := newWorld(t)
	sub := w.follow(one, document(1))
	sub.Name, sub.Category, sub.Also = "Harbour", []string{"Town"}, [][]string{{"World", "Ports"}, {"Tides"}}
	shown := func() string {
		data, err := os.ReadFile(filepath.Join(w.folder, filepath.FromSlash(w.files()[0])))
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(data), "categories:\n")
		categories, _, _ := strings.Cut(rest, "\nlink:")
		return strings.Join(strings.Fields(categories), " ")
	}
	w.fetch(0, Selection{})
	if got := shown(); got != "- ['Town', 'Harbour'] - ['World', 'Ports', 'Harbour'] - ['Tides', 'Harbour']" {
		t.Error(got)
	}
	w.subs[0].Also = [][]string{{"Boats"}}
	w.fetch(time.Hour, Selection{})
	if got := shown(); got != "- ['Town', 'Harbour'] - ['Boats', 'Harbour']" {
		t.Error(got)
	}
	w.subs[0].Also = nil
	w.fetch(time.Hour, Selection{})
	if got := shown(); got != "- Town - Harbour" {
		t.Error(got)
	}
}
