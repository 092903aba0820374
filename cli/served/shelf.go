package served

import (
	"context"
	"sync"

	"broadsheet/model"
)

// Shelf keeps the articles that were read last by anybody: many readers of a
// server open the same ones, and reading and understanding a file is most of what
// a key costs. Nobody changes an article, so that all may have it.
type Shelf struct {
	mu       sync.Mutex
	articles map[model.ID]shelved
	order    []model.ID // the oldest first
	bytes    int64      // that they take in memory, about
}

// shelved is an article as its file was at a revision.
type shelved struct {
	article  *model.Article
	revision uint64
	bytes    int64 // that it takes in memory, about
}

// shelfBytes is how much memory is kept for the articles, about.
const shelfBytes = 32 << 20

// files is what reads articles, and says whether they have changed.
type files interface {
	Article(ctx context.Context, id model.ID) (*model.Article, error)
	Revision(id model.ID) (revision uint64, listed bool)
}

// NewShelf gives an empty shelf.
func NewShelf() *Shelf { return &Shelf{articles: map[model.ID]shelved{}} }

// article gives an article of the shelf, or reads it.
func (s *Shelf) article(ctx context.Context, id model.ID, from files) (*model.Article, error) {
	revision, listed := from.Revision(id)
	s.mu.Lock()
	known, found := s.articles[id]
	s.mu.Unlock()
	if found && listed && known.revision == revision {
		return known.article, nil
	}
	article, err := from.Article(ctx, id)
	if err != nil || !listed {
		return article, err
	}
	bytes := model.Memory(article)
	s.mu.Lock()
	defer s.mu.Unlock()
	if known, found := s.articles[id]; found {
		s.bytes -= known.bytes
	} else {
		s.order = append(s.order, id)
	}
	s.articles[id] = shelved{article, revision, bytes}
	for s.bytes += bytes; s.bytes > shelfBytes; s.order = s.order[1:] {
		s.bytes -= s.articles[s.order[0]].bytes
		delete(s.articles, s.order[0])
	}
	return article, nil
}
