package web

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	longestWait = time.Minute    // for a host that wants to be left alone; who has to wait longer is told so
	longestHold = 24 * time.Hour // that a host gets, whatever it says
	mostHosts   = 4096           // that are remembered though nobody asks them
)

// hosts sees to it that each host has one connection and its pauses, and that not
// too many are asked at once.
type hosts struct {
	pause   time.Duration
	now     func() time.Time
	running chan struct{} // one for each host that is asked, but for urgent requests

	mu     sync.Mutex
	byName map[string]*host
}

// host is one of them, by its name without the port: it is the machine that is spared.
type host struct {
	name    string
	users   int           // who ask it or wait for that; guarded by hosts.mu
	queue   chan struct{} // full while one of those who can wait is next
	turn    chan struct{} // full while it is asked; those below the limiter are for whom has it
	limiter *rate.Limiter // of when requests begin

	until  time.Time // it wants to be left alone
	http1  bool      // its HTTP/2 does not work
	urgent bool      // a person waits for what it is asked now
	begun  time.Time // when it began to be asked
}

func newHosts(pause time.Duration, atOnce int, now func() time.Time) *hosts {
	return &hosts{pause: pause, now: now, running: make(chan struct{}, atOnce), byName: map[string]*host{}}
}

// enter waits until a host may be asked; leave has to follow. It gives an Error of
// KindHeld if the host wants to be left alone for long.
//
// Who can wait stands in the queue, so that there is never more than one of them
// between an urgent request and its turn.
func (s *hosts) enter(ctx context.Context, name string, urgent bool) (*host, error) {
	h := s.take(name)
	if err := s.wait(ctx, h, urgent); err != nil {
		s.release(h)
		return nil, err
	}
	h.urgent = urgent
	if err := s.begin(ctx, h); err != nil {
		<-h.turn
		s.release(h)
		return nil, err
	}
	return h, nil
}

// wait waits for the pause and then for the turn.
func (s *hosts) wait(ctx context.Context, h *host, urgent bool) error {
	if !urgent {
		if err := put(ctx, h.queue); err != nil {
			return err
		}
		defer func() { <-h.queue }()
	}
	now := s.now()
	reserved := h.limiter.ReserveN(now, 1)
	delay := reserved.DelayFrom(now)
	if urgent { // what is left of the pause is paid by those who come after
		delay = min(delay, s.pause/4)
	}
	err := sleep(ctx, delay)
	if err == nil {
		err = put(ctx, h.turn)
	}
	if err != nil {
		reserved.CancelAt(now)
	}
	return err
}

// begin lets who has a host's turn ask it, when it may be asked and not too many are.
func (s *hosts) begin(ctx context.Context, h *host) error {
	rest := h.until.Sub(s.now())
	if rest > longestWait {
		return &Error{Kind: KindHeld, RetryAfter: rest}
	}
	if err := sleep(ctx, rest); err != nil {
		return err
	}
	if !h.urgent { // behind hundreds of others a person would wait for long
		if err := put(ctx, s.running); err != nil {
			return err
		}
	}
	h.begun = s.now()
	return nil
}

// leave ends a turn.
func (s *hosts) leave(h *host) {
	// Who was slow to answer gets a pause nevertheless.
	if now := s.now(); now.Sub(h.begun) >= s.pause {
		h.hold(now, s.pause)
	}
	if !h.urgent {
		<-s.running
	}
	<-h.turn
	s.release(h)
}

// hold remembers that a host wants to be left alone. Its turn is the caller's.
func (h *host) hold(now time.Time, wait time.Duration) {
	if until := now.Add(wait); until.After(h.until) {
		h.until = until
	}
}

func (s *hosts) take(name string) *host {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.byName[name]
	if h == nil {
		s.forget()
		limit := rate.Every(s.pause)
		h = &host{name: name, queue: make(chan struct{}, 1), turn: make(chan struct{}, 1), limiter: rate.NewLimiter(limit, 1)}
		s.byName[name] = h
	}
	h.users++
	return h
}

func (s *hosts) release(h *host) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h.users--
}

// forget drops the hosts of which there is nothing to remember, if there are many:
// redirects could name ever new ones.
func (s *hosts) forget() {
	if len(s.byName) < mostHosts {
		return
	}
	now := s.now()
	for name, h := range s.byName {
		if h.users == 0 && !h.until.After(now) && h.limiter.TokensAt(now) >= 1 {
			delete(s.byName, name)
		}
	}
}

// put waits for room in a channel.
func put(ctx context.Context, room chan<- struct{}) error {
	select {
	case room <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for its turn: %w", ctx.Err())
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for its turn: %w", ctx.Err())
	}
}
