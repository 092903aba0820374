// Package memory bounds what a process uses at once for the large things that its
// readers ask for: who asks for more than is left waits.
package memory

import (
	"context"
	"errors"
	"runtime"
	"time"

	"golang.org/x/sync/semaphore"

	"broadsheet/server"
)

// Budget is what a process may use for something at once: who asks for more than
// is left waits until others have given theirs back.
type Budget struct {
	left     *semaphore.Weighted
	bytes    int64
	patience time.Duration // 0: as long as the context lasts
}

// New gives a budget of so many bytes. Nobody waits longer for a part of it than
// the patience; 0: as long as the context lasts.
func New(bytes int64, patience time.Duration) *Budget {
	return &Budget{left: semaphore.NewWeighted(bytes), bytes: bytes, patience: patience}
}

// errNoMemory is what a reader is told whose patience was in vain.
var errNoMemory = errors.New("this article is large, and so are others that are open now, more than there is memory for: try again in a moment")

// Reserve waits for so many bytes, or for all that there are. The error is the
// context's, or errNoMemory.
func (m *Budget) Reserve(ctx context.Context, bytes int64) (release func(), err error) {
	bytes = min(bytes, m.bytes)
	if !m.left.TryAcquire(bytes) {
		if err := m.wait(ctx, bytes); err != nil {
			return nil, err
		}
	}
	return func() { m.left.Release(bytes) }, nil
}

func (m *Budget) wait(ctx context.Context, bytes int64) error {
	defer server.GiveTurn(ctx)()
	if m.patience == 0 {
		return m.left.Acquire(ctx, bytes)
	}
	runtime.GC() // pages that nobody has open give theirs back when they are collected
	patient, cancel := context.WithTimeout(ctx, m.patience)
	defer cancel()
	if err := m.left.Acquire(patient, bytes); err != nil && ctx.Err() == nil {
		return errNoMemory
	}
	return ctx.Err()
}
