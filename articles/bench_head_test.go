package articles

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkFrontMatter reads 1,000 varied heads a round: most are plain, some
// need the YAML library, a few the rescue.
func BenchmarkFrontMatter(b *testing.B) {
	heads := make([][]byte, 1000)
	size := 0
	for i := range heads {
		heads[i] = []byte("\n---\n" + variedHead(i) + "---\n\n<div>   \n<p>　　月亮每天东移十三度。</p>  \n</div>\n")
		size += len(heads[i])
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, head := range heads {
			f := file{root: "root", path: "a.md", modified: time.Unix(0, 0), size: int64(len(head))}
			if !f.readHead(head) || f.item.Title == "" {
				b.Fatal("a head was not read")
			}
		}
	}
}

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
		text := "\n---\n" + variedHead(i) + "---\n\n" + coastStory
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
