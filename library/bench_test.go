package library

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"broadsheet/library/index"
	"broadsheet/library/marks/sqlite"
	"broadsheet/model"
	"broadsheet/model/query"
)

const many = 100_000

// newsItems makes articles like those of a large archive: titles of some
// twenty characters, 400 categories, 2,000 authors, addresses of their own.
func newsItems(n int) []*model.Item {
	r := rand.New(rand.NewPCG(1, 1))
	syllables := []rune("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经")
	items := make([]*model.Item, n)
	for i := range items {
		title := make([]rune, 12+r.IntN(16))
		for j := range title {
			title[j] = syllables[r.IntN(len(syllables))]
		}
		text := string(title)
		switch r.IntN(50) {
		case 0:
			text += "金融"
		case 1:
			text = "Tesla " + text
		}
		path := fmt.Sprintf("2021/%02d/%d-%s.md", i%12, i, text)
		items[i] = &model.Item{
			ID:         model.NewID("bench", path),
			Root:       "bench",
			RootName:   "Bench",
			Path:       path,
			Title:      text,
			Author:     fmt.Sprint("作者", r.IntN(2000)),
			Date:       noon().Add(-time.Duration(r.IntN(100_000)) * time.Minute),
			Categories: [][]string{{fmt.Sprint("类", i%8), fmt.Sprint("报", i%48), fmt.Sprint("栏", i%384)}},
			Link:       fmt.Sprintf("https://news.example.org/2021/%d/article-%x.html", i, r.Uint64()),
			Image:      fmt.Sprintf("https://images.example.org/%x/%x.jpg", r.Uint64(), r.Uint64()),
			Minutes:    1 + i%12,
		}
	}
	return items
}

// newsReader gives a reader of many articles who has read a third of them.
func newsReader(b *testing.B) *Reader {
	b.Helper()
	items := newsItems(many)
	reader := holding(b, items).Reader("", ReaderOptions{})
	reader.SetRead(ids(items[:many/3]), true)
	return reader
}

func benchmarkList(b *testing.B, query string, by query.Sort, least int) {
	b.Helper()
	reader := newsReader(b)
	if found := len(list(b, reader, query, by)); found < least {
		b.Fatalf("%q lists %d articles", query, found)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		list(b, reader, query, by)
	}
}

func BenchmarkList(b *testing.B) {
	b.Run("all", func(b *testing.B) { benchmarkList(b, "", query.NewestFirst, many) })
	b.Run("category", func(b *testing.B) { benchmarkList(b, "cat:类3 is:unread", query.NewestFirst, 1) })
	b.Run("month", func(b *testing.B) { benchmarkList(b, "after:2021-05 before:2021-06", query.OldestFirst, 1) })
	b.Run("title", func(b *testing.B) { benchmarkList(b, "cat:类3", query.ByTitle, 1) })
}

func BenchmarkFilterWord(b *testing.B) {
	b.Run("two characters", func(b *testing.B) { benchmarkList(b, "金融", query.NewestFirst, many/100) })
	b.Run("latin", func(b *testing.B) { benchmarkList(b, "tesla", query.NewestFirst, many/100) })
	b.Run("common character", func(b *testing.B) { benchmarkList(b, "的", query.NewestFirst, many/10) })
	b.Run("phrase", func(b *testing.B) { benchmarkList(b, `"Tesla "`, query.NewestFirst, many/100) })
}

func BenchmarkFilterPinyin(b *testing.B) {
	for _, typed := range []string{"j", "jr", "jinrong", "jinr", "zgrm", "xyzzyplugh"} {
		b.Run(typed, func(b *testing.B) { benchmarkList(b, typed, query.NewestFirst, 0) })
	}
	b.Run("mixed", func(b *testing.B) { benchmarkList(b, "j融", query.NewestFirst, many/100) })
}

func BenchmarkTree(b *testing.B) {
	reader := newsReader(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := reader.Tree(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMarks reads one article, counts what is left and undoes it.
func BenchmarkMarks(b *testing.B) {
	reader := newsReader(b)
	id := ids(list(b, reader, "is:unread", query.NewestFirst))[:1]
	for b.Loop() {
		reader.SetRead(id, true)
		if _, err := reader.Tree(b.Context()); err != nil {
			b.Fatal(err)
		}
		reader.Undo()
	}
}

// BenchmarkSnapshot takes all articles in, in batches as a walk gives them,
// and says how much memory an article needs in the end.
func BenchmarkSnapshot(b *testing.B) {
	for range b.N {
		b.StopTimer()
		before := heap()
		items := newsItems(many)
		l, err := Open(b.Context(), nil, Options{Now: noon})
		if err != nil {
			b.Fatal(err)
		}
		if err := l.Wait(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		for rest := items; len(rest) > 0; {
			size := min(2048, len(rest))
			give(l, rest[:size])
			rest = rest[size:]
		}
		b.StopTimer()
		clear(items)
		b.ReportMetric(float64(heap()-before)/many, "B/article")
		runtime.KeepAlive(l)
	}
}

func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// BenchmarkLoadMarks reads the marks of a reader of 100,000 articles, from
// opening the database on (budget: 100 ms in the background).
func BenchmarkLoadMarks(b *testing.B) {
	path, items := marksPath(b), newsItems(many)
	l := keeping(b, path, noon, items)
	reader := l.Reader("ann", ReaderOptions{})
	reader.SetRead(ids(items), true)
	closeLibrary(b, l)
	for b.Loop() {
		b.StopTimer()
		l := keeping(b, path, noon, nil)
		b.StartTimer()
		reader := l.Reader("ann", ReaderOptions{})
		if err := l.Wait(b.Context()); err != nil || !reader.Marks(items[0].ID).IsRead() {
			b.Fatal("the marks are not there", err)
		}
		b.StopTimer()
		closeLibrary(b, l)
		b.StartTimer()
	}
}

// BenchmarkReadSettings is what the marks database adds to the start.
func BenchmarkReadSettings(b *testing.B) {
	path := marksPath(b)
	l := keeping(b, path, noon, nil)
	l.Reader("ann", ReaderOptions{}).SetSettings(model.Settings{Theme: "dark"})
	closeLibrary(b, l)
	for b.Loop() {
		l, err := Open(b.Context(), nil, Options{Marks: sqlite.New(path)})
		if err != nil {
			b.Fatal(err)
		}
		if s := l.Reader("ann", ReaderOptions{}).Settings(b.Context()); s.Theme != "dark" {
			b.Fatalf("the settings are %+v", s)
		}
		b.StopTimer()
		closeLibrary(b, l)
		b.StartTimer()
	}
}

// BenchmarkWriteMarks marks 100,000 articles and keeps them.
func BenchmarkWriteMarks(b *testing.B) {
	items := newsItems(many)
	for b.Loop() {
		b.StopTimer()
		l := keeping(b, marksPath(b), noon, items)
		reader := l.Reader("ann", ReaderOptions{})
		names := ids(items)
		b.StartTimer()
		reader.SetRead(names, true)
		if err := reader.Flush(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		closeLibrary(b, l)
		b.StartTimer()
	}
}

// BenchmarkReadAll marks all articles read, as one key does.
func BenchmarkReadAll(b *testing.B) {
	items := newsItems(many)
	for range b.N {
		b.StopTimer()
		reader := holding(b, items).Reader("", ReaderOptions{})
		listed, err := reader.List(b.Context(), query.Query{}, query.NewestFirst, nil)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if n := reader.SetAllRead(listed); n != many {
			b.Fatalf("%d were marked", n)
		}
	}
}

// BenchmarkOpenCatalogue is what a start with a catalogue adds until the first
// headlines can be listed (a part of the budget of 60 ms).
func BenchmarkOpenCatalogue(b *testing.B) {
	packed := holding(b, newsItems(many)).builder.Pack(0)
	data, err := packed.Encode()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		p, err := index.Decode(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			b.Fatal(err)
		}
		builder := index.New([]string{""}, []string{""})
		builder.AddPacked(p, 0)
		builder.Snapshot()
	}
}

// BenchmarkGuestsReadAll is a guest who marks all of 100,000 articles read, which
// others have done before, counts what is left and takes it back.
func BenchmarkGuestsReadAll(b *testing.B) {
	l := holding(b, newsItems(many))
	mark := func() {
		guest := l.Reader("", ReaderOptions{Forget: true})
		defer guest.Close()
		listed, err := guest.List(b.Context(), query.Query{}, query.NewestFirst, nil)
		if err != nil {
			b.Fatal(err)
		}
		for range 2 {
			if n := guest.SetAllRead(listed); n != many {
				b.Fatalf("%d were marked", n)
			}
			counts, err := guest.Counts(b.Context(), []query.Query{{}})
			if err != nil || counts[0].Unread != 0 {
				b.Fatalf("%d are unread (%v)", counts[0].Unread, err)
			}
			if _, undone := guest.Undo(); !undone {
				b.Fatal("nothing was taken back")
			}
		}
	}
	mark()
	for b.Loop() {
		mark()
	}
}
