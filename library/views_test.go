package library

import (
	"slices"
	"testing"
	"time"

	"broadsheet/library/marks/storetest"
	"broadsheet/model"
	"broadsheet/model/query"
)

// Two processes save views at the same time: both are kept, each sees the
// other's, and the later one of the same name is right.
func TestViewsAreKeptEachUnderItsName(t *testing.T) {
	path := marksPath(t)
	first, second := keeping(t, path, storetest.Ticking(noon()), nil), keeping(t, path, storetest.Ticking(noon().Add(time.Hour)), nil)
	here, there := first.Reader("ann", ReaderOptions{}), second.Reader("ann", ReaderOptions{})
	until := func(r *Reader, want ...model.View) {
		t.Helper()
		for {
			news := r.Changed()
			if slices.Equal(r.Views(), want) {
				return
			}
			select {
			case <-news:
			case <-t.Context().Done():
				t.Fatalf("the views are %v, want %v", r.Views(), want)
			}
		}
	}
	money, trains := model.View{Name: "钱", Query: "cat:金融"}, model.View{Name: "Trains", Query: `cat:Travel OR "night  trains"`}
	here.SetView(money)
	there.SetView(trains)
	trains.Query = `cat:Travel OR "night trains"`
	until(here, trains, money)
	until(there, trains, money)
	here.SetSettings(model.Settings{Theme: "dark"}) // leaves the views alone
	money.Query = "cat:金融 is:unread"
	there.SetView(money)
	until(here, trains, money)
	there.SetView(model.View{Name: "Trains"})
	until(here, money)
	closeLibrary(t, first)
	closeLibrary(t, second)
	kept(t, path, func(again *Reader) {
		if views := again.Views(); !slices.Equal(views, []model.View{money}) {
			t.Errorf("the views are %v", views)
		}
	})
}

func TestCountsAreThoseOfTheLists(t *testing.T) {
	items := newsItems(300)
	reader := holding(t, items).Reader("", ReaderOptions{})
	reader.SetRead(ids(items[:100]), true)
	texts := []string{"", "is:unread", "is:starred", "is:long", "-is:long is:read", "after:today before:2030"}
	var queries []query.Query
	for _, text := range texts {
		queries = append(queries, parse(t, text))
	}
	counts, err := reader.Counts(t.Context(), queries)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		want := model.Count{
			Count:  len(list(t, reader, text, query.NewestFirst)),
			Unread: len(list(t, reader, "is:unread "+text, query.NewestFirst)),
		}
		if counts[i] != want {
			t.Errorf("%q counts %+v, want %+v", text, counts[i], want)
		}
	}
	if counts[3].Count == 0 || counts[3].Count == len(items) {
		t.Errorf("%d of %d articles are long", counts[3].Count, len(items))
	}
}

func TestTodayIsTheReadersDay(t *testing.T) {
	item := func(path string, date time.Time) *model.Item {
		return &model.Item{ID: model.NewID("", path), Title: path, Date: date, Categories: [][]string{{"x"}}}
	}
	l := holding(t, []*model.Item{
		item("11 June in Shanghai alone", time.Date(2021, 6, 10, 17, 0, 0, 0, time.UTC)),
		item("11 June in both", time.Date(2021, 6, 11, 1, 0, 0, 0, time.UTC)),
	})
	for name, test := range map[string]struct {
		zone *time.Location
		want int
	}{"Shanghai, as the library's": {nil, 2}, "UTC": {time.UTC, 1}} {
		counts, err := l.Reader("", ReaderOptions{Location: test.zone}).Counts(t.Context(), []query.Query{parse(t, "after:today")})
		if err != nil || counts[0].Count != test.want {
			t.Errorf("%s: %d articles of today (%v), want %d", name, counts[0].Count, err, test.want)
		}
	}
}

// BenchmarkCounts counts for eight views; a few milliseconds are allowed.
func BenchmarkCounts(b *testing.B) {
	reader := newsReader(b)
	var queries []query.Query
	for _, text := range []string{"after:today", "is:unread", "is:starred", "is:long", "cat:类3 is:unread", "金融", "tesla OR 新闻", "author:新"} {
		queries = append(queries, parse(b, text))
	}
	for b.Loop() {
		if _, err := reader.Counts(b.Context(), queries); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkComplete completes a category by its pinyin, and an author.
func BenchmarkComplete(b *testing.B) {
	reader := newsReader(b)
	for _, text := range []string{"cat:l", "author:x"} {
		p, _ := query.PartialTerm(text)
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				if _, err := reader.Complete(b.Context(), p, 50); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
