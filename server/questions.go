package server

import (
	"context"
	"runtime"
	"time"
)

// What a session may have of the processor for what its program asks beside its
// screen: finding articles, reading one, setting it in lines. It is a part of a
// core over time, and some of it at once.
const (
	questionShare = 0.125
	questionBurst = 2 * time.Second
	// mostAsked is how much one question counts at most: it may have waited for
	// others.
	mostAsked = time.Second
)

// defaultQuestionTurns is how many questions are worked on at a time: there is a
// processor for each but one, which is there for the screens.
func defaultQuestionTurns() int { return max(1, runtime.GOMAXPROCS(0)-1) }

// Background is how many commands and questions are worked on at a time, beside
// the screens.
func (s *Server) Background() int { return s.limits().Commands + s.questionTurns }

// turnKey finds in a question's context its turn.
type turnKey struct{}

// questionTurn is a question's turn. One goroutine works on the question.
type questionTurn struct {
	session *session
	begun   time.Time // zero without a turn
}

// ask works on a question when it is the session's turn, and has it count. It does
// not, if the context ends before.
func (s *session) ask(ctx context.Context, question func(context.Context)) {
	turn := &questionTurn{session: s}
	if s.rested(ctx, s.asks) && turn.take(ctx) {
		defer turn.give()
		question(context.WithValue(ctx, turnKey{}, turn))
	}
}

func (t *questionTurn) take(ctx context.Context) bool {
	s := t.session
	if s.server.questions.take(ctx, s.asks.left(s.server.options.Now())) != nil {
		return false
	}
	t.begun = s.server.options.Now()
	return true
}

// give gives the turn back, if there is one.
func (t *questionTurn) give() {
	if t.begun.IsZero() {
		return
	}
	now := t.session.server.options.Now()
	t.session.asks.charge(now, min(now.Sub(t.begun), mostAsked))
	t.session.server.questions.give()
	t.begun = time.Time{}
}

// GiveTurn gives back the turn of the question whose context it is, until what it
// gives is called: what waits for others must not keep them from their work. For
// any other context it does nothing.
func GiveTurn(ctx context.Context) (again func()) {
	turn, ok := ctx.Value(turnKey{}).(*questionTurn)
	if !ok {
		return func() {}
	}
	turn.give()
	return func() { turn.take(ctx) } // without one, the context has ended
}

// rested waits until no more of a share was had than there is. It says whether
// the context goes on.
func (s *session) rested(ctx context.Context, used *share) bool {
	debt := used.debt(s.server.options.Now())
	if debt == 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(debt)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
