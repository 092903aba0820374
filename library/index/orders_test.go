package index

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
)

// sourceOf is what stands under a title.
func sourceOf(item *model.Item) string {
	if item.Author != "" {
		return item.Author
	}
	return item.Categories[0][len(item.Categories[0])-1]
}

// TestGroupedOrders lists by source and by length, the newest of the same first.
func TestGroupedOrders(t *testing.T) {
	items := randomItems(3, 700)
	f := asking(held(items))
	newest := list(t, f, "", query.NewestFirst)
	for by, before := range map[query.Sort]func(a, b *model.Item) int{
		query.BySource: func(a, b *model.Item) int { return cmp.Compare(fold.String(sourceOf(a)), fold.String(sourceOf(b))) },
		query.ByLength: func(a, b *model.Item) int { return cmp.Compare(a.Minutes, b.Minutes) },
	} {
		want := slices.Clone(newest)
		slices.SortStableFunc(want, before)
		if got := list(t, f, "", by); !slices.Equal(ids(got), ids(want)) {
			t.Errorf("the order by %v is wrong", by)
		}
		if got := list(t, f, "金融 -is:read", by); !slices.IsSortedFunc(got, before) || len(got) == 0 {
			t.Errorf("the order by %v of some is wrong", by)
		}
	}
}

// TestTitlesAreAddedTo lists by title while articles come and go, in the newest snapshot
// and in earlier ones.
func TestTitlesAreAddedTo(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	b := New([]string{"random"}, []string{"Random"})
	items := randomItems(4, 400)
	var snapshots []*Snapshot
	for i, item := range items {
		b.Add(item, uint64(i)+1, 0, true)
		if r.IntN(10) == 0 {
			k, _ := model.KeyOf(items[r.IntN(i+1)].ID)
			b.Remove(k)
		}
		if r.IntN(40) == 0 {
			snapshots = append(snapshots, b.Snapshot())
		}
	}
	r.Shuffle(len(snapshots), func(i, j int) { snapshots[i], snapshots[j] = snapshots[j], snapshots[i] })
	for _, s := range append(snapshots, b.Snapshot()) {
		f := asking(s)
		want := list(t, f, "", query.NewestFirst)
		slices.SortFunc(want, func(a, b *model.Item) int {
			return cmp.Or(strings.Compare(fold.String(a.Title), fold.String(b.Title)), cmp.Compare(a.ID, b.ID))
		})
		if got := list(t, f, "", query.ByTitle); !slices.Equal(ids(got), ids(want)) {
			t.Errorf("of %d articles the order by title is wrong", s.Count())
		}
	}
}

// BenchmarkOrders makes and asks each order of a hundred thousand articles: "first" when
// it is asked for the first time, "grown" after some more articles, "again" at each key.
func BenchmarkOrders(b *testing.B) {
	const many = 100_000
	for _, by := range query.Sorts() {
		b.Run(fmt.Sprint(by, "/first"), func(b *testing.B) {
			builder := filled(many)
			builder.Snapshot().PrepareTitles()
			for b.Loop() {
				builder.byTitle = &titleOrder{}
				builder.Snapshot().order(by)
			}
		})
		b.Run(fmt.Sprint(by, "/grown"), func(b *testing.B) {
			builder := filled(many)
			builder.Snapshot().order(by)
			items := randomItems(5, 100)
			for b.Loop() {
				for _, item := range items {
					builder.Add(item, 1, 0, true)
				}
				builder.Snapshot().order(by)
			}
		})
		b.Run(fmt.Sprint(by, "/again"), func(b *testing.B) {
			s := filled(many).Snapshot()
			for b.Loop() {
				s.List(s.All(), by)
			}
		})
	}
}
