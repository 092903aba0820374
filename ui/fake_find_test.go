package ui

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"broadsheet/model"
	"broadsheet/model/fold"
	"broadsheet/model/query"
)

// This file holds what the Library in memory answers to searches, views and
// whatever else looks for articles.

func (m *memory) Counts(_ context.Context, queries []query.Query) ([]model.Count, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.slow("Counts")
	m.counted = max(m.counted, len(queries))
	counts := make([]model.Count, len(queries))
	for i, q := range queries {
		for _, item := range m.items {
			if marks := m.marks[item.ID]; q.Match(item, marks, m.now, m.zone) {
				counts[i].Count++
				if !marks.IsRead() {
					counts[i].Unread++
				}
			}
		}
	}
	return counts, nil
}

// plain is an article's text in one line.
func plain(a *model.Article) string {
	var text strings.Builder
	for _, block := range a.Document.Blocks {
		if p, ok := block.(model.Paragraph); ok {
			for _, inline := range p.Inlines {
				if t, ok := inline.(model.Text); ok {
					text.WriteString(t.Text)
				}
			}
			text.WriteString(" ")
		}
	}
	return strings.TrimSpace(text.String())
}

func has(a *model.Article, word string) bool {
	return strings.Contains(fold.String(a.Title+" "+plain(a)), fold.String(strings.TrimSuffix(word, "*")))
}

func (m *memory) Search(ctx context.Context, q query.Query, o model.SearchOptions) (model.Hits, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.slow("Search")
	if m.failure != nil {
		return model.Hits{}, m.failure
	}
	found := model.Items{}
	for _, a := range m.articles {
		if matchesText(q, a, m) {
			found = append(found, &a.Item)
		}
	}
	if o.Order == model.BestHits {
		slices.SortStableFunc(found, func(a, b *model.Item) int { return cmp.Compare(a.Title, b.Title) })
	}
	all := len(found)
	if o.Limit > 0 {
		found = found[:min(len(found), min(o.Limit, m.firstHits))]
	}
	return model.Hits{Listing: found, Complete: len(found) == all, Unsearched: m.unsearched}, ctx.Err()
}

func matchesText(q query.Query, a *model.Article, m *memory) bool {
	return len(q.Any) == 0 || slices.ContainsFunc(q.Any, func(terms []query.Term) bool {
		return !slices.ContainsFunc(terms, func(t query.Term) bool {
			if t.Field == query.FieldWord || t.Field == query.FieldText {
				return has(a, t.Text) == t.Not
			}
			return !t.Match(&a.Item, m.marks[a.ID], m.now, m.zone)
		})
	})
}

func (m *memory) Snippet(_ context.Context, id model.ID, q query.Query) (model.Snippet, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.slow("Snippet")
	m.snippets++
	for _, a := range m.articles {
		if a.ID != id {
			continue
		}
		s := model.Snippet{Text: plain(a)}
		for _, terms := range q.Any {
			for _, term := range terms {
				s.Matches = append(s.Matches, term.FindIn(s.Text)...)
			}
		}
		slices.SortFunc(s.Matches, func(a, b fold.Range) int { return cmp.Compare(a.Start, b.Start) })
		return s, nil
	}
	return model.Snippet{}, fmt.Errorf("article %s: %w", id, fs.ErrNotExist)
}

func (m *memory) Complete(_ context.Context, p query.Partial, limit int) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.slow("Complete")
	found := p.Fixed()
	for _, item := range m.items {
		terms := []query.Term{{Field: p.Field, Text: item.Author}}
		if p.Field == query.FieldCategory {
			terms = nil
			for _, path := range item.Categories {
				for _, name := range path {
					terms = append(terms, query.Term{Field: p.Field, Path: []string{name}})
				}
			}
		} else if p.Field != query.FieldAuthor || item.Author == "" {
			continue
		}
		for _, t := range terms {
			_, ok := fold.NewMatcher(p.Text).Match(t.Text + strings.Join(t.Path, ""))
			if text := t.String(); ok && !slices.Contains(found, text) {
				found = append(found, text)
			}
		}
	}
	return found[:min(len(found), limit)], nil
}

func (m *memory) Revision(id model.ID) (revision uint64, listed bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.revisions[id], slices.ContainsFunc(m.items, func(it *model.Item) bool { return it.ID == id })
}

func (m *memory) Views() []model.View {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.views)
}

func (m *memory) SetView(v model.View) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.refusal != "" {
		m.notices = append(m.notices, m.refusal)
		return
	}
	m.views = slices.DeleteFunc(slices.Clone(m.views), func(o model.View) bool { return o.Name == v.Name })
	if v.Query != "" {
		m.views = append(m.views, v)
	}
	slices.SortFunc(m.views, func(a, b model.View) int { return strings.Compare(a.Name, b.Name) })
}

// rewrite puts a paragraph before the text of an article, as if its file had
// changed.
func (m *memory) rewrite(id model.ID, text string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, a := range m.articles {
		if a.ID == id {
			again := *a
			first := model.Paragraph{Inlines: []model.Inline{model.Text{Text: text}}}
			again.Document.Blocks = append([]model.Block{first}, a.Document.Blocks...)
			m.articles[i] = &again
		}
	}
}
