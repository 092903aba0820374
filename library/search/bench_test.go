package search

import (
	"testing"

	"broadsheet/model"
)

// BenchmarkIndex makes the index of 2,000 articles (budget for 100,000 of usual
// length: 150 s; bench/search has figures for such).
func BenchmarkIndex(b *testing.B) {
	dir, _ := writtenFolder(b, 40, 2000)
	l := opened(b, dir, shelfOptions{cache: b.TempDir()})
	defer closeShelf(b, l)
	for b.Loop() {
		if err := l.indexTexts(b.Context(), true, func(Progress) {}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch finds the first page among 2,000 articles, in the index and
// without one (budget at 100,000: 50 ms, one character 300 ms).
func BenchmarkSearch(b *testing.B) {
	dir, _ := writtenFolder(b, 41, 2000)
	withIndex := indexed(b, dir, b.TempDir())
	defer closeShelf(b, withIndex)
	without := opened(b, dir, shelfOptions{})
	defer closeShelf(b, without)
	for name, l := range map[string]*shelf{"index": withIndex, "scan": without} {
		for _, query := range []string{"的", "银行", "数字金融", "harbour", `"interest rate"`, "te*"} {
			b.Run(name+"/"+query, func(b *testing.B) {
				searchFor(b, l, query, model.SearchOptions{Limit: 50})
				for b.Loop() {
					searchFor(b, l, query, model.SearchOptions{Limit: 50})
				}
			})
		}
	}
}
