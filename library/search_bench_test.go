package library

import (
	"fmt"
	"testing"

	"broadsheet/library/search"
	"broadsheet/model"
)

// BenchmarkIndex makes the index of 2,000 articles (budget for 100,000 of usual
// length: 150 s; bench/search has figures for such).
func BenchmarkIndex(b *testing.B) {
	dir, _ := writtenFolder(b, 40, 2000)
	l := opened(b, dir, Options{Cache: b.TempDir()})
	defer closeLibrary(b, l)
	for b.Loop() {
		if err := l.IndexTexts(b.Context(), true, func(search.Progress) {}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch finds the first page among 2,000 articles, in the index and
// without one (budget at 100,000: 50 ms, one character 300 ms).
func BenchmarkSearch(b *testing.B) {
	dir, _ := writtenFolder(b, 41, 2000)
	withIndex := indexed(b, dir, b.TempDir())
	defer closeLibrary(b, withIndex)
	without := opened(b, dir, Options{})
	defer closeLibrary(b, without)
	for name, l := range map[string]*Library{"index": withIndex, "scan": without} {
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

// BenchmarkChangesSearchable changes 100 files and waits until a search finds
// what they say now (budget: 1 s, of which files rest a tenth before they are
// looked at).
func BenchmarkChangesSearchable(b *testing.B) {
	dir, _ := writtenFolder(b, 42, 2000)
	l := opened(b, dir, Options{Cache: b.TempDir(), Index: true, Watch: WatchAuto})
	defer closeLibrary(b, l)
	reader := l.Reader("", ReaderOptions{})
	for heldBy(b, l) < 2000 {
		<-reader.Changed()
	}
	for round := range b.N {
		word := fmt.Sprintf("round%d", round)
		for i := range 100 {
			write(b, dir, fmt.Sprintf("changed/%d.md", i), "# Changed\n\nThe text says "+word+".")
		}
		for searchFor(b, l, word, model.SearchOptions{}).Listing.Len() < 100 {
			<-reader.Changed()
		}
	}
}
