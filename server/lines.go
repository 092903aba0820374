package server

import (
	"context"
	"io"
	"sync"
	"time"

	"broadsheet/server/terminal"
)

// Conversation is a session without a screen: a line is typed, and lines are answered.
type Conversation struct {
	// Begin gives what is said first, whole lines.
	Begin func(context.Context) string
	// Answer gives the answer to a line; over says that the reader leaves.
	Answer func(ctx context.Context, line string) (answer string, over bool)
	// Sentence tells the reader of an event.
	Sentence func(Event) string
	Close    func() // called when the conversation has ended
}

// prompt says that it is the reader's turn.
const prompt = "> "

// converse holds a session in lines. Each line is a question, which has its turn and its
// share of the processor as those that a screen asks.
func (s *session) converse(about Session) int {
	about.Ask = s.ask
	talk, err := s.server.options.Converse(s.ctx, about)
	if err != nil {
		s.say("%v", err)
		return statusUsage
	}
	defer talk.Close()
	s.mu.Lock()
	s.talks = true
	s.mu.Unlock()
	typed, stop := s.timers()
	defer stop()
	defer context.AfterFunc(s.ctx, s.typed.discard)() // who reads there is let go
	out := s.output()
	var echo io.Writer
	if s.asked.terminal {
		echo = out
	}
	var telling sync.WaitGroup
	telling.Go(func() {
		defer s.Catch()
		s.tellOf(talk, out)
	})
	s.hold(talk, terminal.NewLines(s.typed, echo, typed), out)
	s.cancel()
	telling.Wait()
	return s.concludeTalk(talk, out)
}

// hold asks and answers until one of both sides ends it.
func (s *session) hold(talk *Conversation, lines *terminal.Lines, out io.Writer) {
	text, over := "", false
	s.ask(s.ctx, func(ctx context.Context) { text = talk.Begin(ctx) })
	for s.ctx.Err() == nil {
		if _, err := io.WriteString(out, text+prompt); err != nil {
			return // nobody is there to hear it
		}
		line, err := lines.Read()
		if err != nil {
			return
		}
		text = ""
		s.ask(s.ctx, func(ctx context.Context) { text, over = talk.Answer(ctx, line) })
		if over {
			_, _ = io.WriteString(out, text) // who has gone needs no goodbye
			return
		}
	}
}

// tellOf tells the reader of what happens to the session, on a line of its own.
func (s *session) tellOf(talk *Conversation, out io.Writer) {
	for {
		select {
		case event := <-s.events:
			if _, err := io.WriteString(out, "\n"+talk.Sentence(event)+"\n"+prompt); err != nil {
				return
			}
		case <-s.ctx.Done():
			return
		}
	}
}

// concludeTalk tells the reader what has ended the session, if it was not the reader.
func (s *session) concludeTalk(talk *Conversation, out io.Writer) int {
	why := s.endedBy()
	if why != 0 {
		_, _ = io.WriteString(out, "\n"+talk.Sentence(why)+"\n")
	}
	switch why {
	case Stopping:
		return statusLater
	case Crashed:
		return statusCrashed
	default:
		return 0
	}
}

// timers end the session for idleness and for age, each after a notice. typed is called
// whenever something was typed.
func (s *session) timers() (typed, stop func()) {
	limits := s.server.limits()
	idleSoon := time.AfterFunc(limits.Idle-limits.IdleNotice, func() { s.tell(IdleSoon) })
	idle := time.AfterFunc(limits.Idle, func() { s.end(Idle) })
	oldSoon := time.AfterFunc(limits.Lifetime-limits.IdleNotice, func() { s.tell(OldSoon) })
	old := time.AfterFunc(limits.Lifetime, func() { s.end(Old) })
	typed = func() {
		idleSoon.Reset(limits.Idle - limits.IdleNotice)
		idle.Reset(limits.Idle)
	}
	stop = func() {
		for _, timer := range []*time.Timer{idleSoon, idle, oldSoon, old} {
			timer.Stop()
		}
	}
	return typed, stop
}
