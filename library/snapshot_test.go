package library

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
	"broadsheet/model/query/querytest"
)

// queries try every field, alone and together.
func queries() []string {
	return []string{
		"", "金融", "金融 红包", "jr", "jinrong", "szrmb", "shuzirmb", "ren民", "人m", "qianlong", "tesla", "ＴＥＳＬＡ", "don't", "cafe",
		`"café"`, "-jr", "-金融", `"jr"`, "新华社", "xhs", "国内", "hn", "xyzzy", "\"新闻 \n红包\"",
		"cat:金融", "cat:国内", "cat:金融/国内", "-cat:金融/國內", "cat:/金融", "cat:/国内", "cat:/金融/國內", `cat:"hacker news"`, `cat:AC\/DC`, "cat:无",
		"author:新浪", "author:华社", "-author:reuters", "tag:go", `tag:"go 语"`, "tag:无", "-tag:排版",
		"is:read", "is:unread", "is:starred", "-is:starred is:read",
		"after:today", "before:today", "after:2021-06-10 before:2021-06-11", "after:2021", "before:2021-07", "-after:2021-06-11",
		"lang:zh", "lang:zh-CN", "lang:en", "lang:z", "-lang:zh",
		"jr OR tesla is:unread", "cat:金融 -is:read after:today OR tag:go",
	}
}

func TestListIsWhatTheQueryMeans(t *testing.T) {
	items := randomItems(1, 700)
	l := holding(t, items)
	reader := l.Reader("", ReaderOptions{})
	markSome(rand.New(rand.NewPCG(1, 2)), reader, items)
	for _, text := range queries() {
		asked := parse(t, text)
		var want []model.ID
		for _, item := range items {
			if querytest.Wants(asked, item, reader.Marks(item.ID), noon(), shanghai()) {
				want = append(want, item.ID)
			}
		}
		got := ids(list(t, reader, text, query.NewestFirst))
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q lists %d articles, want %d", text, len(got), len(want))
		}
	}
}

func TestListOrders(t *testing.T) {
	items := randomItems(2, 700)
	reader := holding(t, items).Reader("", ReaderOptions{})
	later := func(a, b *model.Item) bool { return a.Date.After(b.Date) }
	orders := map[query.Sort]func(a, b *model.Item) bool{
		query.NewestFirst: later,
		query.OldestFirst: func(a, b *model.Item) bool { return later(b, a) },
	}
	for by, before := range orders {
		listed := list(t, reader, "", by)
		want := slices.SortedFunc(slices.Values(items), func(a, b *model.Item) int {
			switch {
			case a.DateInferred != b.DateInferred:
				if b.DateInferred {
					return -1
				}
				return 1
			case before(a, b):
				return -1
			case before(b, a):
				return 1
			}
			return strings.Compare(string(a.ID), string(b.ID))
		})
		if !slices.Equal(ids(listed), ids(want)) {
			t.Errorf("order %d is wrong", by)
		}
	}
	titles := list(t, reader, "", query.ByTitle)
	want := slices.SortedFunc(slices.Values(items), func(a, b *model.Item) int {
		if a, b := fold.String(a.Title), fold.String(b.Title); a != b {
			return strings.Compare(a, b)
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	if !slices.Equal(ids(titles), ids(want)) {
		t.Error("the order by title is wrong")
	}
}

func TestTreeCountsAreThoseOfTheLists(t *testing.T) {
	for seed := range uint64(5) {
		items := randomItems(seed, 300)
		l := holding(t, items)
		reader := l.Reader("", ReaderOptions{})
		random := rand.New(rand.NewPCG(seed, 3))
		markSome(random, reader, items)
		give(l, []*model.Item{randomItem(random, 1000), randomItem(random, 1001)})
		tree, err := reader.Tree(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		counts := map[string]int{
			"": tree.Count, "is:unread": tree.Unread,
		}
		checkCounts(t, reader, counts)
		checkNodes(t, reader, tree.Top)
		recountNodes(t, list(t, reader, "", query.NewestFirst), tree)
	}
}

func checkCounts(t *testing.T, reader *Reader, counts map[string]int) {
	t.Helper()
	for asked, count := range counts {
		if listed := len(list(t, reader, asked, query.NewestFirst)); listed != count {
			t.Errorf("the tree counts %d for %q, the list %d", count, asked, listed)
		}
	}
}

func checkNodes(t *testing.T, reader *Reader, nodes []*model.Category) {
	t.Helper()
	for i, node := range nodes {
		query := query.Query{}.And(query.Term{Field: query.FieldCategory, Path: node.Path, Anchored: true}).String()
		checkCounts(t, reader, map[string]int{query: node.Count, query + " is:unread": node.Unread})
		if i > 0 && nodes[i-1].Count < node.Count {
			t.Errorf("%s with %d articles comes after %s with %d", node.Name, node.Count, nodes[i-1].Name, nodes[i-1].Count)
		}
		checkNodes(t, reader, node.Children)
	}
}

// recountNodes looks for each category of each article in the tree.
func recountNodes(t *testing.T, items []*model.Item, tree *model.Tree) {
	t.Helper()
	want := map[string]int{}
	for _, item := range items {
		own := map[string]bool{}
		for _, path := range item.Categories {
			for depth := range path {
				own[model.CategoryKey(path[:depth+1])] = true
			}
		}
		for key := range own {
			want[key]++
		}
	}
	for key, count := range want {
		if node := tree.Find(strings.Split(key, "\x1f")); node == nil || node.Count != count {
			t.Errorf("the tree has %+v for %q, want %d articles", node, key, count)
		}
	}
}

func TestTreeOfAQueryCountsItsArticlesAlone(t *testing.T) {
	items := randomItems(7, 300)
	reader := holding(t, items).Reader("", ReaderOptions{})
	reader.SetRead(ids(items[:100]), true)
	tree, err := reader.TreeOf(t.Context(), parse(t, "红包"))
	if err != nil {
		t.Fatal(err)
	}
	checkCounts(t, reader, map[string]int{"红包": tree.Count, "红包 is:unread": tree.Unread})
	for _, node := range tree.Top {
		query := "红包 cat:/" + node.Name
		checkCounts(t, reader, map[string]int{query: node.Count, query + " is:unread": node.Unread})
	}
	none, err := reader.TreeOf(t.Context(), parse(t, "xyzzy"))
	if err != nil || none.Count != 0 || len(none.Top) != 0 {
		t.Errorf("a query that nothing matches gives the tree %+v, %v", none, err)
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

func TestMillionBytesOfPhraseAreAnswered(t *testing.T) {
	reader := holding(t, randomItems(1, 1000)).Reader("", ReaderOptions{})
	huge := query.Term{Text: strings.Repeat("金融a", 1<<18)}
	items, err := reader.List(t.Context(), query.Query{}.And(huge), query.NewestFirst, nil)
	if err != nil || items.Len() != 0 {
		t.Errorf("%d articles, %v", items.Len(), err)
	}
}

func TestListStopsWhenNobodyWaits(t *testing.T) {
	reader := holding(t, randomItems(1, 100)).Reader("", ReaderOptions{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, text := range []string{"jr", "cat:金融"} {
		if _, err := reader.List(ctx, parse(t, text), query.NewestFirst, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%q: the error is %v", text, err)
		}
		if _, err := reader.TreeOf(ctx, parse(t, text)); !errors.Is(err, context.Canceled) {
			t.Errorf("%q: the tree's error is %v", text, err)
		}
	}
}
