package library

import (
	"context"
	"time"
)

// mendRequest asks for a catalogue that failed to be given up, and for all files
// to be read in its place.
type mendRequest struct {
	cause error         // as the catalogue gave it
	done  chan struct{} // closed then; may be nil
}

// distrust asks for the catalogue to be mended, and does not wait.
func (r *root) distrust(cause error) {
	select {
	case r.mending <- mendRequest{cause, nil}:
	default: // it is asked for already
	}
}

// heal asks for the same, and returns when all files are read. It must not be called
// by who looks at files.
func (r *root) heal(ctx context.Context, cause error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	request := mendRequest{cause, make(chan struct{})}
	select {
	case r.mending <- request:
	case <-ctx.Done():
		return ctx.Err()
	case <-r.library.ended.Happened:
		return cause
	}
	select {
	case <-request.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-r.library.ended.Happened:
		return cause
	}
}

// mend does what distrust and heal ask for, until ctx ends.
func (r *root) mend(ctx context.Context) {
	for {
		select {
		case request := <-r.mending:
			r.giveUp(ctx, request)
			if request.done != nil {
				close(request.done)
			}
		case <-ctx.Done():
			return
		}
	}
}

// giveUp gives the catalogue up, if it is still the one that failed, and reads all
// files.
func (r *root) giveUp(ctx context.Context, request mendRequest) {
	if !r.catalogue.GiveUp(request.cause) {
		return // somebody else has asked before
	}
	_, err := r.look(ctx, nil, allAnew)
	r.tell(ctx, err)
}

// How long it takes until what failed is tried again: at first, and at most. In
// between each pause is twice the one before it.
const (
	firstRetry   = time.Second
	longestRetry = 5 * time.Minute
)

// retry looks again as long as something failed that may pass, with growing
// pauses, until ctx ends.
func (r *root) retry(ctx context.Context) {
	for {
		select {
		case <-r.again:
		case <-ctx.Done():
			return
		}
		for pause := firstRetry; r.isFailing(); {
			timer := time.NewTimer(pause)
			select {
			case <-timer.C:
			case <-ctx.Done():
				timer.Stop()
				return
			}
			started := r.library.now()
			r.changed(ctx, nil)
			pause = min(max(2*pause, restFactor*r.library.now().Sub(started)), longestRetry)
		}
	}
}
