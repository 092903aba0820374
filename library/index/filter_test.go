package index

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
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
		"date:today", "-date:yesterday", "date:2021-06", "date:2021-06-11", "date:week", "date:1d", "after:7d", "before:yesterday", "after:week before:today",
		"title:金融", "title:jr", "-title:jr", `title:"金融"`, "title:新华社", "title:国内", "source:新浪", "category:国内",
		"lang:zh", "lang:zh-CN", "lang:en", "lang:z", "-lang:zh",
		"jr OR tesla is:unread", "cat:金融 -is:read after:today OR tag:go",
	}
}

func TestListIsWhatTheQueryMeans(t *testing.T) {
	items := randomItems(1, 700)
	f := asking(held(items))
	markSome(rand.New(rand.NewPCG(1, 2)), f)
	for _, text := range queries() {
		asked := parse(t, text)
		var want []model.ID
		for _, item := range items {
			if asked.Match(item, marksOf(f, item.ID), noon(), shanghai()) {
				want = append(want, item.ID)
			}
		}
		got := ids(list(t, f, text, query.NewestFirst))
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q lists %d articles, want %d", text, len(got), len(want))
		}
	}
}

func TestListOrders(t *testing.T) {
	items := randomItems(2, 700)
	f := asking(held(items))
	later := func(a, b *model.Item) bool { return a.Date.After(b.Date) }
	orders := map[query.Sort]func(a, b *model.Item) bool{
		query.NewestFirst: later,
		query.OldestFirst: func(a, b *model.Item) bool { return later(b, a) },
	}
	for by, before := range orders {
		listed := list(t, f, "", by)
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
	titles := list(t, f, "", query.ByTitle)
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
		f := asking(held(items))
		markSome(rand.New(rand.NewPCG(seed, 3)), f)
		tree := treeOf(t, f, "")
		counts := map[string]int{
			"": tree.Count, "is:unread": tree.Unread,
		}
		checkCounts(t, f, counts)
		checkNodes(t, f, tree.Top)
		recountNodes(t, list(t, f, "", query.NewestFirst), tree)
	}
}

func checkCounts(t *testing.T, f *Filter, counts map[string]int) {
	t.Helper()
	for asked, count := range counts {
		if listed := len(list(t, f, asked, query.NewestFirst)); listed != count {
			t.Errorf("the tree counts %d for %q, the list %d", count, asked, listed)
		}
	}
}

func checkNodes(t *testing.T, f *Filter, nodes []*model.Category) {
	t.Helper()
	for i, node := range nodes {
		query := query.Query{}.And(query.Term{Field: query.FieldCategory, Path: node.Path, Anchored: true}).String()
		checkCounts(t, f, map[string]int{query: node.Count, query + " is:unread": node.Unread})
		if i > 0 && nodes[i-1].Count < node.Count {
			t.Errorf("%s with %d articles comes after %s with %d", node.Name, node.Count, nodes[i-1].Name, nodes[i-1].Count)
		}
		checkNodes(t, f, node.Children)
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
	f := asking(held(items))
	for number := range uint32(100) {
		f.Read.Set(number)
	}
	tree := treeOf(t, f, "红包")
	checkCounts(t, f, map[string]int{"红包": tree.Count, "红包 is:unread": tree.Unread})
	for _, node := range tree.Top {
		query := "红包 cat:/" + node.Name
		checkCounts(t, f, map[string]int{query: node.Count, query + " is:unread": node.Unread})
	}
	if none := treeOf(t, f, "xyzzy"); none.Count != 0 || len(none.Top) != 0 {
		t.Errorf("a query that nothing matches gives the tree %+v", none)
	}
}

func TestMillionBytesOfPhraseAreAnswered(t *testing.T) {
	f := asking(held(randomItems(1, 1000)))
	huge := query.Term{Text: strings.Repeat("金融a", 1<<18)}
	if wanted, err := f.Answer(t.Context(), query.Query{}.And(huge)); err != nil || wanted.Count() != 0 {
		t.Errorf("%d articles, %v", wanted.Count(), err)
	}
}

func TestListStopsWhenNobodyWaits(t *testing.T) {
	f := asking(held(randomItems(1, 100)))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, text := range []string{"jr", "cat:金融"} {
		if _, err := f.Answer(ctx, parse(t, text)); !errors.Is(err, context.Canceled) {
			t.Errorf("%q: the error is %v", text, err)
		}
	}
}
