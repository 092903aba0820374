package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"broadsheet/library/bitset"
	"broadsheet/model"
	"broadsheet/model/query"
)

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

// held is a snapshot that holds the items, taken in in several batches.
func held(items []*model.Item) *Snapshot {
	b := New([]string{"random"}, []string{"Random"})
	for size := 1; len(items) > 0; size *= 3 {
		size = min(size, len(items))
		for _, item := range items[:size] {
			b.Add(item, 1, 0, true)
		}
		b.Snapshot()
		items = items[size:]
	}
	return b.Snapshot()
}

// asking asks a snapshot for a reader in Shanghai who has marked nothing.
func asking(s *Snapshot) *Filter {
	return &Filter{
		Snapshot: s, Read: bitset.New(s.Len()), Starred: bitset.New(s.Len()), Now: noon(), Zone: shanghai(),
		Texts: func(context.Context, *Snapshot, []query.Term) (map[string]bitset.Set, error) {
			return map[string]bitset.Set{}, nil
		},
	}
}

// markSome reads and stars some of the articles at random.
func markSome(r *rand.Rand, f *Filter) {
	for number := range uint32(f.Len()) {
		if r.IntN(3) == 0 {
			f.Read.Set(number)
		}
		if r.IntN(5) == 0 {
			f.Starred.Set(number)
		}
	}
}

// marksOf are the marks of an article.
func marksOf(f *Filter, id model.ID) (marks model.Marks) {
	k, _ := model.KeyOf(id)
	number, _ := f.Number(k)
	if f.Read.Has(number) {
		marks.Read = noon()
	}
	if f.Starred.Has(number) {
		marks.Starred = noon()
	}
	return marks
}

func parse(t testing.TB, text string) query.Query {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// list gives the articles that a query wants.
func list(t testing.TB, f *Filter, text string, by query.Sort) []*model.Item {
	t.Helper()
	wanted, err := f.Answer(context.Background(), parse(t, text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	listing := f.List(wanted, by)
	items := make([]*model.Item, listing.Len())
	for row := range items {
		items[row] = listing.At(row)
	}
	return items
}

// treeOf counts the articles that a query wants.
func treeOf(t testing.TB, f *Filter, text string) *model.Tree {
	t.Helper()
	wanted, err := f.Answer(context.Background(), parse(t, text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return f.Tree(wanted)
}

// ids names the items, in their order.
func ids(items []*model.Item) []model.ID {
	names := make([]model.ID, len(items))
	for i, item := range items {
		names[i] = item.ID
	}
	return names
}
