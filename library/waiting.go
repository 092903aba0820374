package library

import (
	"cmp"
	"context"
	"fmt"
	"time"
)

// wayTime is how long the first screen of a known library has the machine to
// itself.
const wayTime = 200 * time.Millisecond

// giveWay lets those go first who show what is known, unless they wait for what
// has changed.
func (l *Library) giveWay(ctx context.Context) {
	timer := time.NewTimer(wayTime)
	defer timer.Stop()
	select {
	case <-l.hurried.Happened:
	case <-timer.C:
	case <-ctx.Done():
	}
}

// awaitAnswered lets those go first who list what is known: on a machine of two
// cores the database would take the time of both.
func (l *Library) awaitAnswered(ctx context.Context) {
	timer := time.NewTimer(wayTime)
	defer timer.Stop()
	select {
	case <-l.answered.Happened:
	case <-l.hurried.Happened:
	case <-timer.C:
	case <-ctx.Done():
	}
}

// firstPatience is how long a question waits for the first articles.
const firstPatience = 250 * time.Millisecond

// First returns when the first articles are listed, or all that there are.
func (l *Library) First(ctx context.Context) {
	select {
	case <-l.begun.Happened:
	case <-ctx.Done():
	}
}

// awaitFirst waits for the first articles, if not long.
func (l *Library) awaitFirst(ctx context.Context) {
	select {
	case <-l.begun.Happened:
		return
	default:
	}
	timer := time.NewTimer(firstPatience)
	defer timer.Stop()
	select {
	case <-l.begun.Happened:
	case <-timer.C:
	case <-ctx.Done():
	}
}

// Wait returns when all roots are listed, what is kept of them is kept, and the
// marks of all readers are there. The error is the context's, or says which roots
// could not be listed; what else there is, is listed nevertheless.
func (l *Library) Wait(ctx context.Context) error {
	l.hurried.Close()
	select {
	case <-l.loaded:
	case <-ctx.Done():
	}
	if err := cmp.Or(ctx.Err(), l.marks.Wait(ctx)); err != nil {
		return fmt.Errorf("the library is not read to its end: %w", err)
	}
	return l.failed
}
