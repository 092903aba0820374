package index

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"broadsheet/model/fold"
	"broadsheet/model/query"
)

// Complete gives what can stand in the place of a term that has been begun, so
// many at most; see Reader.Complete.
func (f *Filter) Complete(ctx context.Context, p query.Partial, limit int) ([]string, error) {
	found := p.Fixed()
	if len(found) == 0 {
		names, err := f.namesFor(ctx, p)
		if err != nil {
			return nil, err
		}
		found = ranked(names)
		for i, term := range found {
			found[i] = p.Spelled(term)
		}
	}
	return found[:min(len(found), limit)], nil
}

// completion is a term that can stand in the place of one that has been begun.
type completion struct {
	term     query.Term
	text     string // the term as a query spells it
	articles int
	begins   bool // with what was written
}

func ranked(all []completion) []string {
	for i := range all {
		all[i].text = all[i].term.String()
	}
	slices.SortStableFunc(all, func(a, b completion) int {
		switch {
		case a.begins != b.begins && a.begins:
			return -1
		case a.begins != b.begins:
			return 1
		}
		return cmp.Or(cmp.Compare(b.articles, a.articles), cmp.Compare(a.text, b.text))
	})
	texts := make([]string, len(all))
	for i, c := range all {
		texts[i] = c.text
	}
	return texts
}

func (f *Filter) namesFor(ctx context.Context, p query.Partial) ([]completion, error) {
	switch p.Field {
	case query.FieldCategory:
		return f.categoriesFor(ctx, p)
	case query.FieldAuthor:
		return f.valuesFor(ctx, p, &f.authors)
	case query.FieldLang:
		return f.valuesFor(ctx, p, &f.languages)
	case query.FieldTag:
		return f.tagsFor(ctx, p)
	default:
		return nil, nil
	}
}

// fitting gives the names that match what was written, in pinyin too.
func fitting(ctx context.Context, all texts, names []string, written string, found func(i int, begins bool)) error {
	matcher := fold.NewMatcher(written)
	hits, err := all.find(ctx, newSearch(matcher), func(i int) string { return names[i] })
	if err != nil {
		return err
	}
	for i, name := range names {
		if hits.Has(uint32(i)) && name != "" {
			lit, _ := matcher.Match(name)
			found(i, len(lit) == 0 || lit[0].Start == 0)
		}
	}
	return nil
}

func (f *Filter) valuesFor(ctx context.Context, p query.Partial, column *values) ([]completion, error) {
	counts := make([]int, len(column.names))
	for number, value := range column.of {
		if f.live.Has(uint32(number)) {
			counts[value]++
		}
	}
	var all []completion
	err := fitting(ctx, column.texts(), column.names, p.Text, func(i int, begins bool) {
		if counts[i] > 0 {
			all = append(all, completion{term: query.Term{Field: p.Field, Text: column.names[i]}, articles: counts[i], begins: begins})
		}
	})
	return all, err
}

func (f *Filter) tagsFor(ctx context.Context, p query.Partial) ([]completion, error) {
	var all []completion
	err := fitting(ctx, f.tags.texts(), f.tags.names, p.Text, func(i int, begins bool) {
		if count := f.live.CountOf(f.tags.rows[i]); count > 0 {
			all = append(all, completion{term: query.Term{Field: p.Field, Text: f.tags.names[i]}, articles: count, begins: begins})
		}
	})
	return all, err
}

// categoriesFor completes the last name of a path: of any category where it is
// the only one, else of those right below the category above.
func (f *Filter) categoriesFor(ctx context.Context, p query.Partial) ([]completion, error) {
	above, last, anchored := p.Path()
	var all []completion
	err := fitting(ctx, f.nodeNames.texts(), f.nodeNames.names, last, func(i int, begins bool) {
		count := 0
		for _, at := range f.nodeNames.rows[i] {
			if node := &f.nodes[at]; node.follows(above, anchored) {
				count += f.live.CountOf(node.rows)
			}
		}
		if count > 0 {
			path := append(slices.Clone(above), f.nodeNames.names[i])
			all = append(all, completion{term: query.Term{Field: p.Field, Path: path, Anchored: anchored}, articles: count, begins: begins})
		}
	})
	return all, err
}

// follows says whether a category stands right below those names, from the top
// or wherever they are.
func (n *node) follows(above []string, anchored bool) bool {
	parents := n.path[:len(n.path)-1]
	if anchored && len(parents) != len(above) || len(parents) < len(above) {
		return false
	}
	return slices.EqualFunc(parents[len(parents)-len(above):], above, func(a, b string) bool {
		return fold.String(a) == fold.String(strings.TrimSpace(b))
	})
}
