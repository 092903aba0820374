package feeds

import (
	"context"
	"errors"
	"time"

	"broadsheet/feeds/state"
)

// How long the background waits for what may have become due meanwhile: feeds may have
// been added to the file by hand.
const (
	shortestRest = time.Minute
	longestRest  = 5 * time.Minute
)

// Run fetches what is due until ctx ends, and tells of it. What goes wrong is said
// once, by Notify, and tried again. Each fetch is told as Fetch tells it; done is
// called after each, but not where somebody else is fetching. Both may be nil.
func (s *Service) Run(ctx context.Context, progress func(Progress), done func(Summary)) {
	said := ""
	for {
		summary, err := s.Fetch(ctx, Selection{Due: true}, progress)
		if ctx.Err() != nil {
			return
		}
		var locked *LockedError
		elsewhere := errors.As(err, &locked)
		if done != nil && !elsewhere {
			done(summary)
		}
		sentence := ""
		if err != nil && !elsewhere {
			sentence = err.Error()
		}
		if sentence != "" && sentence != said {
			s.options.Notify(sentence)
		}
		said = sentence
		timer := time.NewTimer(s.rest(ctx))
		select {
		case <-timer.C:
		case <-s.poke:
			timer.Stop()
		case <-ctx.Done():
			timer.Stop()
			return
		}
	}
}

// Poke lets Run look at once whether something is due: a subscription was added.
func (s *Service) Poke() {
	select {
	case s.poke <- struct{}{}:
	default:
	}
}

// rest says how long nothing is due.
func (s *Service) rest(ctx context.Context) time.Duration {
	wait := longestRest
	_ = s.state.In(ctx, false, func(tx *state.Tx) error { // what is wrong with it, the next fetch tells
		rows, err := tx.Feeds()
		now := s.options.Now()
		for i := range rows {
			if in := rows[i].Due.Sub(now); in > 0 {
				wait = min(wait, in)
			}
		}
		if err != nil {
			return err
		}
		page, err := tx.NextPage()
		if !page.IsZero() {
			wait = min(wait, page.Sub(now))
		}
		return err
	})
	return max(wait, shortestRest)
}
