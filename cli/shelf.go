package cli

import (
	"context"
	"sync"
	"time"

	"broadsheet/model"
)

// shelf keeps the articles that were read last by anybody, for a moment: many
// readers of a server open the same ones, and reading and understanding a file is
// most of what a key costs. Nobody changes an article, so that all may have it.
type shelf struct {
	now func() time.Time

	mu       sync.Mutex
	articles map[model.ID]shelved
	order    []model.ID // the oldest first
	bytes    int64      // of their files
}

type shelved struct {
	article *model.Article
	since   time.Time
}

const (
	shelfTime  = 20 * time.Second // how long a change of a file may go unnoticed
	shelfBytes = 8 << 20          // of files; in memory an article takes some times its file
)

func newShelf(now func() time.Time) *shelf {
	return &shelf{now: now, articles: map[model.ID]shelved{}}
}

// article gives an article of the shelf, or reads it.
func (s *shelf) article(ctx context.Context, id model.ID, read func(context.Context, model.ID) (*model.Article, error)) (*model.Article, error) {
	s.mu.Lock()
	s.clear()
	known, found := s.articles[id]
	s.mu.Unlock()
	if found {
		return known.article, nil
	}
	article, err := read(ctx, id)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, found := s.articles[id]; !found {
		s.articles[id] = shelved{article, s.now()}
		s.order = append(s.order, id)
		s.bytes += article.Size
	}
	return article, nil
}

// clear takes away what is too old, or too much. The caller holds the lock.
func (s *shelf) clear() {
	for len(s.order) > 0 {
		oldest := s.articles[s.order[0]]
		if s.bytes <= shelfBytes && s.now().Sub(oldest.since) < shelfTime {
			return
		}
		s.bytes -= oldest.article.Size
		delete(s.articles, s.order[0])
		s.order = s.order[1:]
	}
}
