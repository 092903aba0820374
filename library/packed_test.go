package library

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"broadsheet/model"
)

// filled is a builder that knows so many articles of one root.
func filled(n int) *builder {
	b := newBuilder([]string{"news"}, []string{"News"})
	for i := range n {
		title := fmt.Sprintf("北京上海长沙发第 %d 轮数字人民币红包 and more of it", i)
		b.add(&model.Item{
			ID: model.NewID("news", title), Root: "news", RootName: "News", Path: title, Title: title, Author: fmt.Sprintf("Author %d", i%7),
			Date: time.Unix(int64(i)*3600, 0).UTC(), Categories: [][]string{{"金融", fmt.Sprint(i % 5)}}, Tags: []string{"go", fmt.Sprint(i % 3)}, Lang: "zh",
		}, uint64(i+1), 0, true)
	}
	return b
}

func FuzzPacked(f *testing.F) {
	data, err := filled(10).pack(0).encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("{}\n"))
	f.Add([]byte(`{"Version":1,"Articles":2305843009213693952,"Sizes":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}` + "\n"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		p, err := decodePacked(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		b := newBuilder([]string{""}, []string{""})
		b.addPacked(p, 0)
		s := b.snapshot()
		for number := range uint32(s.len()) {
			s.item(number)
		}
	})
}

// BenchmarkSearchedTitles lays all titles out for the filter (budget: 150 ms).
func BenchmarkSearchedTitles(b *testing.B) {
	s := filled(100_000).snapshot()
	for b.Loop() {
		s.searched = &searched{}
		s.PrepareTitles()
	}
}
