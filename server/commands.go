package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// commands shares out what command lines need: so many work at a time, so many
// wait, and each has so much time.
type commands struct {
	turns turns

	mu      sync.Mutex
	waiting map[holder]int
}

// queue counts a command in that waits, unless too many of its source or account
// do. It counts it out by the function that it gives.
func (c *commands) queue(holders []holder, most int) (out func(), ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, h := range holders {
		if c.waiting[h] >= most {
			return nil, false
		}
	}
	if c.waiting == nil {
		c.waiting = map[holder]int{}
	}
	for _, h := range holders {
		c.waiting[h]++
	}
	return sync.OnceFunc(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		for _, h := range holders {
			if c.waiting[h]--; c.waiting[h] == 0 {
				delete(c.waiting, h)
			}
		}
	}), true
}

// errOutOfTime ends a command that takes too long.
var errOutOfTime = errors.New("the command takes too long")

// graceTime is how long a command may take to end that was told to.
const graceTime = 2 * time.Second

// command runs a command line without a program.
func (s *session) command(args []string) int {
	server, limits := s.server, s.server.limits()
	if !s.connection.source.commands.AllowN(server.options.Now(), 1) {
		server.counts.refuse(refusedCommands)
		s.say("%s", refusedCommands.sentence())
		return statusLater
	}
	out, ok := server.commands.queue(s.holders(), limits.CommandQueue)
	if !ok {
		server.counts.refuse(refusedQueue)
		s.say("%s", refusedQueue.sentence())
		return statusLater
	}
	defer out()
	old := time.AfterFunc(limits.Lifetime, s.cancel)
	defer old.Stop()
	ctx, cancel := context.WithCancelCause(s.ctx)
	defer cancel(nil)
	w := &work{server: server, source: s.connection.source, ctx: ctx, left: limits.Command}
	defer w.pause()
	w.over = func() {
		cancel(errOutOfTime)
		time.AfterFunc(graceTime, func() {
			if s.ctx.Err() == nil { // it runs on
				s.outOfTime(limits.Command)
			}
		})
	}
	status := statusLater
	if w.resume() == nil {
		out()
		status = server.options.Run(ctx, s.describe(args), Streams{Out: &workWriter{w, s.output()}, Err: &workWriter{w, s.errors()}})
	}
	w.pause()
	switch {
	case errors.Is(context.Cause(ctx), errOutOfTime):
		return s.outOfTime(limits.Command)
	case s.endedBy() == Stopping:
		s.say("%s", refusedStopping.sentence())
		return statusLater
	}
	return status
}

// outOfTime tells the client that its command took too long. It does so once: a
// command that does not end when it is told to, is not waited for.
func (s *session) outOfTime(limit time.Duration) int {
	s.timeUp.Do(func() {
		s.server.counts.refuse(refusedTime)
		s.say("The command took more than the %v that this server gives it, and was ended; ask for less, with -q or --limit.", limit)
		s.finish(statusLater)
	})
	return statusLater
}

// work is a command's use of the processor. While it waits for its client, others
// have its turn, and its time stands still. One goroutine writes.
type work struct {
	server *Server
	source *source
	ctx    context.Context
	over   func() // called when its time is over
	left   time.Duration
	begun  time.Time
	timer  *time.Timer // while it has a turn
}

// resume waits for a turn, and lets the time run on. A source has all turns but
// one at most.
func (w *work) resume() error {
	select {
	case w.source.atWork <- struct{}{}:
	case <-w.ctx.Done():
		return fmt.Errorf("the command has ended: %w", w.ctx.Err())
	}
	if err := w.server.commands.turns.take(w.ctx, w.source.used.left(w.server.options.Now())); err != nil {
		<-w.source.atWork
		return fmt.Errorf("the command has ended: %w", err)
	}
	w.begun = w.server.options.Now()
	w.timer = time.AfterFunc(w.left, w.over)
	return nil
}

// pause gives the turn back, if there is one.
func (w *work) pause() {
	if w.timer == nil {
		return
	}
	w.timer.Stop() // that it has fired shows in the context
	w.timer = nil
	now := w.server.options.Now()
	had := now.Sub(w.begun)
	w.left -= had
	w.source.used.charge(now, had)
	w.server.commands.turns.give()
	<-w.source.atWork
}

// workWriter is an end of a command that works.
type workWriter struct {
	work *work
	to   io.Writer
}

// Write writes without a turn.
func (w *workWriter) Write(p []byte) (int, error) {
	w.work.pause()
	n, err := w.to.Write(p)
	if err == nil {
		err = w.work.resume()
	}
	return n, err
}
