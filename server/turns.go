package server

import (
	"context"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// turns lets so many work at a time. Of those who wait, the one comes first who
// has had least, and one turn may be kept for those who had little.
//
// The sessions take turns at the processor. Without that a hundred busy ones are
// all ready to run at once, and whatever else there is to do, such as the fifty
// steps of a stranger's login, waits for all of them at each step.
type turns struct {
	mu      sync.Mutex
	free    int
	kept    time.Duration // how much one may still have who gets the last turn; 0: anybody
	waiting []*turn       // in the order in which they came
}

type turn struct {
	left  time.Duration // what it may still have
	ready chan struct{}
}

// take waits for a turn. The error is that of the context; then there is none to
// give back.
func (t *turns) take(ctx context.Context, left time.Duration) error {
	t.mu.Lock()
	if t.free > 0 && t.admits(left) {
		t.free--
		t.mu.Unlock()
		return nil
	}
	mine := &turn{left: left, ready: make(chan struct{})}
	t.waiting = append(t.waiting, mine)
	t.mu.Unlock()
	select {
	case <-mine.ready:
		return nil
	case <-ctx.Done():
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if i := slices.Index(t.waiting, mine); i >= 0 {
		t.waiting = slices.Delete(t.waiting, i, i+1)
	} else { // it came meanwhile
		t.pass()
	}
	return ctx.Err()
}

// admits says whether one who may still have so much gets a turn of those that are
// free.
func (t *turns) admits(left time.Duration) bool { return t.free > 1 || t.kept == 0 || left >= t.kept }

// give gives a turn back.
func (t *turns) give() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.pass()
}

// pass gives a free turn to whoever is next. The caller holds the lock.
func (t *turns) pass() {
	t.free++
	for t.free > 0 && len(t.waiting) > 0 {
		next := 0
		for i, other := range t.waiting {
			if other.left > t.waiting[next].left {
				next = i
			}
		}
		if !t.admits(t.waiting[next].left) {
			return
		}
		close(t.waiting[next].ready)
		t.waiting = slices.Delete(t.waiting, next, next+1)
		t.free--
	}
}

// add makes more turns, or fewer.
func (t *turns) add(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.free += n - 1
	t.pass()
}

// share is what somebody may have of the processor over time: a part of it, and
// some of it at once.
type share struct{ *rate.Limiter } // its events are microseconds

func newShare(part float64, burst time.Duration) *share {
	return &share{rate.NewLimiter(rate.Limit(part*float64(time.Second/time.Microsecond)), int(burst/time.Microsecond))}
}

// newcomersShare gives a share of which most was had: a session that begins comes
// after those that are there and did little, until it has done little for a second.
func newcomersShare(part float64, burst time.Duration, now time.Time) *share { //nolint:unparam // two kinds of work have the same share today
	s := newShare(part, burst)
	s.charge(now, burst*4/5)
	return s
}

// charge takes off what was had. It may be more than is left.
func (s *share) charge(now time.Time, had time.Duration) {
	for n := int(had / time.Microsecond); n > 0; n -= s.Burst() {
		s.ReserveN(now, min(n, s.Burst()))
	}
}

// left is what may be had at once, below zero after too much.
func (s *share) left(now time.Time) time.Duration {
	return time.Duration(s.TokensAt(now)) * time.Microsecond
}

// debt is how long to wait until nothing is owed.
func (s *share) debt(now time.Time) time.Duration {
	if left := s.left(now); left < 0 {
		return time.Duration(float64(-left/time.Microsecond) / float64(s.Limit()) * float64(time.Second))
	}
	return 0
}
