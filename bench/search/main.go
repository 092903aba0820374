// Command search measures how long searches take in a folder of articles whose
// full text is in the index (`broadsheet index -L FOLDER`):
//
//	go run ./bench/search -cache ~/.cache/broadsheet FOLDER [QUERY...]
//
// For each query it prints how many articles match, and how long the first page
// of 50 and all of it took, in milliseconds: median and 95 of 100.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"broadsheet/articles"
	"broadsheet/library"
	"broadsheet/model"
	"broadsheet/model/query"
)

func main() {
	cache := flag.String("cache", "", "the `FOLDER` of the index")
	times := flag.Int("times", 20, "how often each query is asked")
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*cache, flag.Arg(0), flag.Args()[1:], *times); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(cache, folder string, queries []string, times int) error {
	ctx := context.Background()
	root, err := articles.OpenRoot("", folder)
	if err != nil {
		return err
	}
	l, err := library.Open(ctx, []*articles.Root{root}, library.Options{Cache: cache})
	if err != nil {
		return err
	}
	defer l.Close() //nolint:errcheck // nothing is written
	if err := l.Wait(ctx); err != nil {
		return err
	}
	reader := l.Reader("", library.ReaderOptions{})
	if len(queries) == 0 {
		queries = []string{
			"金融", "的", "数字人民币", "人民", "机器学习", "learning", `"machine learning"`, "tes*", "数字人民币 -特斯拉", "金融 OR google",
			"区块链 after:2024", "text:深圳 cat:国际", "不存在的词语组合",
		}
	}
	fmt.Printf("%-28s %9s %9s %9s %9s %9s %9s\n", "query", "hits", "page", "p95", "best", "p95", "all")
	for _, text := range queries {
		if err := line(ctx, reader, text, times); err != nil {
			return err
		}
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return nil //nolint:nilerr // not every system has it
	}
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "VmHWM") || strings.HasPrefix(line, "VmRSS") {
			fmt.Print(line)
		}
	}
	return nil
}

// line measures one query and prints what came out.
func line(ctx context.Context, reader *library.Reader, text string, times int) error {
	query, err := query.Parse(text)
	if err != nil {
		return err
	}
	if _, err := reader.Search(ctx, query, model.SearchOptions{Limit: 50}); err != nil { // opens what is not open yet
		return err
	}
	page, err := measure(ctx, reader, query, model.SearchOptions{Limit: 50}, times)
	if err != nil {
		return err
	}
	best, err := measure(ctx, reader, query, model.SearchOptions{Limit: 50, Order: model.BestHits}, max(1, times/4))
	if err != nil {
		return err
	}
	start := time.Now()
	hits, err := reader.Search(ctx, query, model.SearchOptions{})
	if err != nil {
		return err
	}
	whole := []time.Duration{time.Since(start)}
	_, err = fmt.Printf("%-28s %9d %9.1f %9.1f %9.1f %9.1f %9.1f\n", text, hits.Listing.Len(),
		at(page, 0.5), at(page, 0.95), at(best, 0.5), at(best, 0.95), at(whole, 0.5))
	return err
}

func measure(ctx context.Context, reader *library.Reader, query query.Query, o model.SearchOptions, times int) ([]time.Duration, error) {
	var took []time.Duration
	for range times {
		start := time.Now()
		if _, err := reader.Search(ctx, query, o); err != nil {
			return nil, err
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	return took, nil
}

// at gives the time that so large a part of all took at most, in milliseconds.
func at(took []time.Duration, part float64) float64 {
	return float64(took[min(len(took)-1, int(part*float64(len(took))))].Microseconds()) / 1000
}
