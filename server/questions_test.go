package server

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// asker is a session that does nothing but ask.
func asker(ctx context.Context, s *Server) *session {
	now := s.options.Now()
	return &session{server: s, ctx: ctx, used: newcomersShare(sessionShare, sessionBurst, now), asks: newcomersShare(questionShare, questionBurst, now)}
}

func askedServer() *Server {
	s := &Server{options: Options{Now: time.Now}}
	s.questions.free = 1
	return s
}

// Of sessions that ask, the one is served first that has had least, and a question
// that was dropped is not worked on at all.
func TestQuestionsTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := askedServer()
		greedy, modest := asker(t.Context(), s), asker(t.Context(), s)
		greedy.asks.charge(s.options.Now(), 200*time.Millisecond)
		var order []string
		note := func(name string) func(context.Context) {
			return func(context.Context) { order = append(order, name) }
		}
		dropped, drop := context.WithCancel(t.Context())
		begun := make(chan struct{})
		go greedy.ask(t.Context(), func(context.Context) {
			close(begun)
			time.Sleep(time.Second)
			order = append(order, "long")
		})
		<-begun
		go greedy.ask(t.Context(), note("greedy"))
		go greedy.ask(dropped, note("dropped"))
		synctest.Wait()
		go modest.ask(t.Context(), note("modest"))
		synctest.Wait()
		drop()
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := strings.Join(order, " "); got != "long modest greedy" {
			t.Errorf("they were worked on in this order: %s", got)
		}
	})
}

// Who asks much waits until it has had no more than its share.
func TestQuestionsHaveAShare(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := askedServer()
		from, begun := asker(t.Context(), s), s.options.Now()
		for range 20 {
			from.ask(t.Context(), func(context.Context) { time.Sleep(500 * time.Millisecond) })
		}
		// It has had ten seconds, of which half a second was there at the beginning.
		if took := s.options.Now().Sub(begun); took < 70*time.Second || took > 80*time.Second {
			t.Errorf("twenty questions of half a second were answered in %v", took)
		}
	})
}

// A question that waits for others lets them work meanwhile, and then waits for its
// turn again.
func TestQuestionsGiveTheirTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := askedServer()
		first, second := asker(t.Context(), s), asker(t.Context(), s)
		at := 0
		work := func(d time.Duration) {
			if at++; at > 1 {
				t.Errorf("%d questions are worked on", at)
			}
			time.Sleep(d)
			at--
		}
		memory := make(chan struct{})
		go first.ask(t.Context(), func(ctx context.Context) {
			again := GiveTurn(ctx)
			<-memory
			again()
			work(time.Second)
		})
		synctest.Wait()
		second.ask(t.Context(), func(context.Context) {
			close(memory)
			synctest.Wait()
			work(time.Second)
		})
		time.Sleep(time.Minute)
		synctest.Wait()
		if s.questions.free != 1 {
			t.Errorf("%d turns are free", s.questions.free)
		}
		defer GiveTurn(t.Context())() // elsewhere it does nothing
	})
}

// What a session waits to do when it ends is not done any more: sessions that end
// together would do it all at once.
func TestEndedSessionsDoNothingMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := askedServer()
		ctx, end := context.WithCancel(t.Context())
		from, done := asker(ctx, s), 0 // all turns are taken
		go from.Work(func() { done++ })
		synctest.Wait()
		end()
		synctest.Wait()
		if done != 0 || len(s.turns.waiting) != 0 {
			t.Errorf("%d was done after the end, and %d wait", done, len(s.turns.waiting))
		}
	})
}
