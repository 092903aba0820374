package feeds

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Lists of addresses have no names: a feed is called then as it calls itself, and not
// as its server, which others share with it.
func TestAFeedThatNobodyHasNamed(t *testing.T) {
	w := newWorld(t)
	told := map[string]string{}
	w.service.options.Titled = func(_ context.Context, titles map[string]string) error {
		maps.Copy(told, titles)
		return nil
	}
	w.follow("https://example.org/feed", document(1)).Unnamed = true
	w.follow("https://example.org/other", document(2))
	summary := w.fetch(0, Selection{})
	if len(summary.New) != 2 || len(told) != 1 || told[w.subs[0].Key()] != "A feed" {
		t.Fatalf("%+v, told %q", summary, told)
	}
	var names []string
	for _, path := range summary.New {
		data, err := os.ReadFile(filepath.Join(w.folder, filepath.FromSlash(path)))
		if err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(string(data), "categories:\n - ")
		name, _, _ := strings.Cut(after, "\n")
		names = append(names, name)
	}
	if got := strings.Join(names, ", "); got != "A feed, example.org/other" {
		t.Errorf("the articles are in %s", got)
	}
}
