package marks

import (
	"sync"
	"testing"
	"time"

	"broadsheet/model"
)

// noArticles lists none.
type noArticles struct{ Articles }

func (noArticles) Content(model.Key) int64 { return 0 }

// Whoever is told something may ask for marks and sessions in answer, and takes
// the same locks as the keeper's goroutine: none of them is held then, or the two
// would wait for each other for ever.
func TestReadersAreToldWithoutLocks(t *testing.T) {
	k := Open(t.Context(), Options{
		Now:    func() time.Time { return time.Unix(1, 0) },
		Listed: func() Articles { return noArticles{} },
	})
	var s *Session
	told := 0
	s = k.Session("ann", SessionOptions{Say: func(sentence string) {
		told++
		for name, lock := range map[string]*sync.Mutex{"the reader's marks": &s.marks.mu, "the keeper": &k.mu} {
			if !lock.TryLock() {
				t.Errorf("%s is locked while the reader is told %q", name, sentence)
				continue
			}
			lock.Unlock()
		}
	}})
	id := []model.ID{model.NewID("r", "1"), model.NewID("r", "2")}
	k.space.Store(int32(noneLeft))
	s.SetRead(id[:1], true)
	k.space.Store(int32(plentyLeft))
	s.marks.limit = 1
	s.SetRead(id[:1], true)
	s.SetRead(id[1:], true)
	s.marks.limit, s.marks.stranger = 0, true
	k.space.Store(int32(littleLeft))
	s.SetRead(id[1:], true) // a guest from now on
	if told != 3 || !s.marks.fleeting {
		t.Errorf("the reader is told %d sentences, want 3", told)
	}
}
