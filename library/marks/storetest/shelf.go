package storetest

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"broadsheet/model"

	"broadsheet/library/marks"
)

// Noon is when the clocks of tests begin.
func Noon() time.Time { return time.Date(2021, 6, 11, 12, 0, 0, 0, time.UTC) }

// Ticking is a clock that goes on by a second whenever it is looked at, by
// whomever.
func Ticking(start time.Time) func() time.Time {
	var seconds atomic.Int64
	return func() time.Time { return start.Add(time.Duration(seconds.Add(1)) * time.Second) }
}

// IDs names so many articles.
func IDs(n int) []model.ID {
	ids := make([]model.ID, n)
	for i := range ids {
		ids[i] = model.NewID("r", fmt.Sprint(i))
	}
	return ids
}

// Shelf is what a process knows of marks: the readers of some articles, and a store.
type Shelf struct {
	*marks.Keeper
	articles atomic.Pointer[articles]

	mu      sync.Mutex
	notices []string
	readers []*Reader
}

// Open opens a store as a process of its own would that lists the articles.
func Open(ctx context.Context, o marks.Options, listed []model.ID) *Shelf {
	s := &Shelf{}
	s.articles.Store(&articles{})
	s.Give(listed)
	loaded := make(chan struct{})
	close(loaded)
	o.Notify, o.Listed, o.Loaded = s.notify, func() marks.Articles { return s.articles.Load() }, loaded
	s.Keeper = marks.Open(ctx, o)
	return s
}

// Give lists more articles.
func (s *Shelf) Give(ids []model.ID) {
	next := &articles{keys: s.articles.Load().keys, numbers: &numbers{of: map[model.Key]uint32{}}}
	next.keys = append(next.keys[:len(next.keys):len(next.keys)], model.KeysOf(ids)...)
	for number, k := range next.keys {
		next.numbers.of[k] = uint32(number) //nolint:gosec // a small number
	}
	s.articles.Store(next)
}

func (s *Shelf) notify(sentence string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notices = append(s.notices, sentence)
	for _, r := range s.readers {
		r.tell()
	}
}

// Reader is a session of a reader.
type Reader struct {
	*marks.Session
	shelf   *Shelf
	own     []string
	noticed int
	changed chan struct{}
}

// Reader gives a session of a reader.
func (s *Shelf) Reader(name string) *Reader { return s.session(name, false) }

// Guest gives a session whose marks are forgotten.
func (s *Shelf) Guest() *Reader { return s.session("", true) }

func (s *Shelf) session(name string, forget bool) *Reader {
	r := &Reader{shelf: s, changed: make(chan struct{}, 1)}
	r.Session = s.Session(name, marks.SessionOptions{Forget: forget, Tell: r.tell, Say: r.say})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.readers = append(s.readers, r)
	return r
}

func (r *Reader) tell() {
	select {
	case r.changed <- struct{}{}:
	default:
	}
}

func (r *Reader) say(sentence string) {
	r.shelf.mu.Lock()
	r.own = append(r.own, sentence)
	r.shelf.mu.Unlock()
	r.tell()
}

// Changed gives a token when there is news, from other processes too.
func (r *Reader) Changed() <-chan struct{} {
	r.shelf.Listen()
	return r.changed
}

// Notice gives a sentence that the reader was told, each once; "" if there is none.
func (r *Reader) Notice() (sentence string) {
	r.shelf.mu.Lock()
	defer r.shelf.mu.Unlock()
	if len(r.own) > 0 {
		sentence, r.own = r.own[0], r.own[1:]
		return sentence
	}
	if r.noticed == len(r.shelf.notices) {
		return ""
	}
	r.noticed++
	return r.shelf.notices[r.noticed-1]
}

// Unread is how many of the listed articles are unread.
func (r *Reader) Unread() int {
	listed := r.shelf.articles.Load()
	read, _ := r.Flags(listed)
	return listed.Len() - read.Count()
}

// Starred is how many of the listed articles are starred.
func (r *Reader) Starred() int {
	_, starred := r.Flags(r.shelf.articles.Load())
	return starred.Count()
}

// MarkAll marks all listed articles read, and gives how many were not.
func (r *Reader) MarkAll() int {
	listed := r.shelf.articles.Load()
	numbers := make([]uint32, listed.Len())
	for i := range numbers {
		numbers[i] = uint32(i) //nolint:gosec // a small number
	}
	return r.ReadAll(listed, numbers)
}

// articles implements marks.Articles.
type articles struct {
	keys    []model.Key
	numbers *numbers
}

// Len implements marks.Articles.
func (a *articles) Len() int { return len(a.keys) }

// Key implements marks.Articles.
func (a *articles) Key(number uint32) model.Key { return a.keys[number] }

// Numbering implements marks.Articles.
func (a *articles) Numbering() marks.Numbering { return a.numbers }

// Content implements marks.Articles.
func (a *articles) Content(k model.Key) int64 {
	if _, ok := a.numbers.Number(k); ok {
		return int64(k) | 1 //nolint:gosec // 48 bits
	}
	return 0
}

// Contents implements marks.Articles.
func (a *articles) Contents() iter.Seq2[model.Key, int64] {
	return func(yield func(model.Key, int64) bool) {
		for _, k := range a.keys {
			if !yield(k, a.Content(k)) {
				return
			}
		}
	}
}

// numbers implements marks.Numbering.
type numbers struct{ of map[model.Key]uint32 }

// Number implements marks.Numbering.
func (n *numbers) Number(k model.Key) (number uint32, ok bool) {
	number, ok = n.of[k]
	return number, ok
}

// Ready waits until the marks of all readers are there.
func (s *Shelf) Ready(t testing.TB) {
	t.Helper()
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// End closes the store.
func (s *Shelf) End(t testing.TB) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// Kept waits until all that the reader did is kept.
func (r *Reader) Kept(t testing.TB) {
	t.Helper()
	if err := r.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// await waits for something that the reader is told of.
func (r *Reader) await(ctx context.Context, t testing.TB, what string, is func() bool) {
	t.Helper()
	for {
		news := r.Changed()
		if is() {
			return
		}
		select {
		case <-news:
		case <-ctx.Done():
			t.Fatalf("the reader is not told of %s", what)
		}
	}
}
