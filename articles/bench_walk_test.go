package articles

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkWalk lists 10,000 files of a real folder a round, and tells how long
// the first of them took.
func BenchmarkWalk(b *testing.B) {
	const files = 10_000
	dir := b.TempDir()
	for i := range files {
		folder := filepath.Join(dir, fmt.Sprint(i%7), fmt.Sprint(i%11))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			b.Fatal(err)
		}
		heads := []string{"title: Moon and tide\ntags:\n- sea\n- moon\n", "title: '潮水为什么每天晚到五十分钟'\ncategories: [a, b]\n", "title: @tide\nauthor: ''\n"}
		text := "\n---\n" + heads[i%len(heads)] + "date: 2021-06-11 03:05:25\n---\n\n" + coastStory
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.md", i)), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	root, err := OpenRoot("", dir)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close() //nolint:errcheck // nothing was written
	var first time.Duration
	for b.Loop() {
		start, found := time.Now(), 0
		err := root.Walk(context.Background(), Options{}, func(batch []Found) {
			if found == 0 {
				first += time.Since(start)
			}
			found += len(batch)
		})
		if err != nil || found != files {
			b.Fatalf("%d files, %v", found, err)
		}
	}
	b.ReportMetric(float64(first.Microseconds())/1000/float64(b.N), "ms-to-first")
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/files, "us/file")
}
