package articles

import (
	"strings"
	"testing"
	"time"

	"broadsheet/model"
)

// parseWritten reads a file that was written.
func parseWritten(file string) *model.Article {
	return Parse(Options{}, "root", "written.md", time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC), []byte(file))
}

func TestMarkdownReadsBack(t *testing.T) {
	for seed := range uint64(*generated) {
		a := generateArticle(seed)
		file := written(t, func(b *strings.Builder) error { return WriteMarkdown(b, a) })
		got := parseWritten(file)
		checkReadBack(t, "the Markdown", file, &a.Document, &got.Document)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
