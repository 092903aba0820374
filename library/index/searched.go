package index

import (
	"sync"
	"unicode/utf8"
)

// searched are texts as a filter looks through them. They are laid out in the
// background or by the first who needs them, and shared by all snapshots of a
// numbering.
type searched struct {
	mu    sync.Mutex
	texts texts
}

// upTo gives the first n texts. All is what they are together, if that is known:
// then room is made for them at once.
func (s *searched) upTo(n int, at func(i int) string, all []byte) texts {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.texts.len() == 0 && len(all) > 0 {
		s.texts.grow(n, utf8.RuneCount(all), len(all))
	}
	for i := s.texts.len(); i < n; i++ {
		s.texts.add(at(i))
	}
	return s.texts.first(n)
}
