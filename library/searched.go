package library

import "sync"

// searched are texts as a filter looks through them. They are laid out in the
// background or by the first who needs them, and shared by all snapshots of a
// numbering.
type searched struct {
	mu    sync.Mutex
	texts texts
}

// upTo gives the first n texts.
func (s *searched) upTo(n int, at func(i int) string) texts {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := s.texts.len(); i < n; i++ {
		s.texts.add(at(i))
	}
	return s.texts.first(n)
}
