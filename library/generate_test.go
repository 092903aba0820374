package library

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"broadsheet/articles"
	"broadsheet/model"
	"broadsheet/model/query"
)

// noon is the time of all tests.
func noon() time.Time { return time.Date(2021, 6, 11, 12, 0, 0, 0, time.UTC) }

func shanghai() *time.Location { return time.FixedZone("CST", 8*60*60) }

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

// randomItem makes an article out of few words, so that many of them share
// authors, categories, dates and parts of their titles.
func randomItem(r *rand.Rand, number int) *model.Item {
	title := ""
	for range 1 + r.IntN(5) {
		title += pick(r, "金融", "數字人民幣", "红包", "银行", "國內", "Ｔｅｓｌａ", "tesla ", "Café ", "A股", "重庆", "乾隆", "don't ", "新闻 ")
	}
	item := &model.Item{
		ID:           model.NewID("random", fmt.Sprint(number)),
		Root:         "random",
		Path:         fmt.Sprint(number),
		Title:        title,
		Author:       pick(r, "", "新浪财经", "Reuters", "金融时报", "新華社"),
		Date:         noon().Add(time.Duration(r.IntN(96)-72) * 30 * time.Minute),
		DateInferred: r.IntN(8) == 0,
		Lang:         pick(r, "", "", "zh-CN", "zh", "en", "de"),
		Minutes:      1 + r.IntN(12),
	}
	for range r.IntN(3) {
		item.Tags = append(item.Tags, pick(r, "go", "Go 语言", "排版"))
	}
	for range 1 + r.IntN(2) {
		item.Categories = append(item.Categories, randomPath(r))
	}
	return item
}

func randomPath(r *rand.Rand) []string {
	path := []string{pick(r, "金融", "科技", "Tech")}
	for range r.IntN(3) {
		path = append(path, pick(r, "國內", "国内", "金融", "Hacker News", "AC/DC"))
	}
	return path
}

func randomItems(seed uint64, n int) []*model.Item {
	r := rand.New(rand.NewPCG(seed, 1))
	items := make([]*model.Item, n)
	for i := range items {
		items[i] = randomItem(r, i)
	}
	return items
}

// holding opens a library that holds the items, found in several batches.
func holding(t testing.TB, items []*model.Item) *Library {
	t.Helper()
	l, err := Open(t.Context(), nil, Options{Now: noon, Location: shanghai()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeLibrary(t, l) })
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	for size := 1; len(items) > 0; size *= 3 {
		size = min(size, len(items))
		give(l, items[:size])
		items = items[size:]
	}
	return l
}

func closeLibrary(t testing.TB, l *Library) {
	t.Helper()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// give lets the library find the items in one batch.
func give(l *Library, items []*model.Item) {
	batch := make([]articles.Found, len(items))
	for i, item := range items {
		batch[i] = articles.Found{Item: item, Stamp: 1}
	}
	s := newRoot(l, articles.NewRoot("given", "Given", fstest.MapFS{}), 0)
	n := s.newScan(nothingKnown)
	n.take(batch)
	<-n.writes
}

func parse(t testing.TB, text string) query.Query {
	t.Helper()
	query, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return query
}

func list(t testing.TB, r *Reader, query string, by query.Sort) []*model.Item {
	t.Helper()
	items, err := r.List(context.Background(), parse(t, query), by, nil)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return slices.Collect(whole(t, r, items))
}

// whole gives the articles of a listing with all that is known of them.
func whole(t testing.TB, r *Reader, list model.Listing) iter.Seq[*model.Item] {
	return func(yield func(*model.Item) bool) {
		for item, err := range r.Whole(context.Background(), list, list.Len()) {
			if err != nil {
				t.Fatal(err)
			}
			if !yield(item) {
				return
			}
		}
	}
}

// ids names the items, in their order.
func ids(items []*model.Item) []model.ID {
	names := make([]model.ID, len(items))
	for i, item := range items {
		names[i] = item.ID
	}
	return names
}

// markSome lets the reader read and star some of the articles at random.
func markSome(r *rand.Rand, reader *Reader, items []*model.Item) {
	for range 20 {
		var some []model.ID
		for range r.IntN(len(items)/4 + 1) {
			some = append(some, items[r.IntN(len(items))].ID)
		}
		switch r.IntN(4) {
		case 0:
			reader.SetStarred(some, r.IntN(3) > 0)
		case 1:
			reader.Undo()
		default:
			reader.SetRead(some, r.IntN(3) > 0)
		}
	}
}
