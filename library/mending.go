package library

import (
	"context"
	"fmt"
	"time"

	"broadsheet/library/catalogue"
	"broadsheet/library/sqlite"
)

// mostDrops is how often a process makes a catalogue anew. After that the place
// where it is kept is not to be trusted either.
const mostDrops = 3

// drop gives up a catalogue that failed. One that is damaged is removed, if it is
// ours to write; the files say all that it said. The caller holds the lock of
// keeping.
func (s *source) drop(failed *catalogue.Catalogue, cause error) {
	s.catalogue.Store(nil)
	ours := s.owner.Swap(false) || s.tryLock()
	_ = failed.Close() // it is of no use any more
	s.dropped, s.unkept, s.packedRow = true, nil, 0
	s.drops++
	switch {
	case !sqlite.IsDamaged(cause) || s.drops > mostDrops:
		s.stopKeeping(cause)
	case !ours:
		s.folder = "" // who has it mends it
	default:
		s.library.notify(fmt.Sprintf("The catalogue of %s was damaged and is made anew.", s.root.Name()))
		s.removeCatalogue()
	}
}

// mendRequest asks for a catalogue that failed to be given up, and for all files
// to be read in its place.
type mendRequest struct {
	failed *catalogue.Catalogue
	cause  error
	done   chan struct{} // closed then; may be nil
}

// distrust asks for that, and does not wait.
func (s *source) distrust(failed *catalogue.Catalogue, cause error) {
	select {
	case s.mending <- mendRequest{failed, cause, nil}:
	default: // it is asked for already
	}
}

// heal asks for that, and returns when all files are read. It must not be called
// by who looks at files.
func (s *source) heal(ctx context.Context, failed *catalogue.Catalogue, cause error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	request := mendRequest{failed, cause, make(chan struct{})}
	select {
	case s.mending <- request:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.library.ended.Happened:
		return cause
	}
	select {
	case <-request.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-s.library.ended.Happened:
		return cause
	}
}

// mend does what is asked for, until ctx ends.
func (s *source) mend(ctx context.Context) {
	for {
		select {
		case request := <-s.mending:
			s.giveUp(ctx, request)
			if request.done != nil {
				close(request.done)
			}
		case <-ctx.Done():
			return
		}
	}
}

func (s *source) giveUp(ctx context.Context, request mendRequest) {
	s.keeping.Lock()
	if request.failed != nil && s.catalogue.Load() == request.failed {
		s.drop(request.failed, request.cause)
	}
	dropped := s.dropped
	s.dropped = false
	s.keeping.Unlock()
	if !dropped {
		return // somebody else has asked before
	}
	_, err := s.look(ctx, nil, allAnew)
	s.tell(ctx, err)
}

// How long it takes until what failed is tried again: at first, and at most. In
// between each pause is twice the one before it.
const (
	firstRetry   = time.Second
	longestRetry = 5 * time.Minute
)

// retry looks again as long as something failed that may pass, with growing
// pauses, until ctx ends.
func (s *source) retry(ctx context.Context) {
	for {
		select {
		case <-s.again:
		case <-ctx.Done():
			return
		}
		for pause := firstRetry; s.isFailing(); {
			timer := time.NewTimer(pause)
			select {
			case <-timer.C:
			case <-ctx.Done():
				timer.Stop()
				return
			}
			started := s.library.now()
			s.changed(ctx, nil)
			pause = min(max(2*pause, restFactor*s.library.now().Sub(started)), longestRetry)
		}
	}
}
