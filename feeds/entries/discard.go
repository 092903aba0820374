package entries

import (
	"context"
	"errors"

	"broadsheet/feeds/state"
)

// Discarded says what became of the articles of a feed whose articles were deleted.
type Discarded struct {
	Deleted int
	Starred int // that stay, for a reader keeps them
	Shared  int // that stay, for another feed tells of them too
}

// Discard deletes the articles of a feed, and forgets them, so that they come again if
// the feed is followed again. A starred one stays, and one that another feed tells of.
func (k *Keeper) Discard(ctx context.Context, feed int64, starred func(path string) bool) (done Discarded, err error) {
	unlock, err := k.lock(ctx)
	if err != nil {
		return Discarded{}, err
	}
	defer unlock()
	defer k.folder.Leave()
	var due []state.Entry
	err = k.state.In(ctx, false, func(tx *state.Tx) error {
		done, due = Discarded{}, nil
		rows, err := tx.Kept(feed)
		for _, row := range rows {
			if starred != nil && starred(row.Path) {
				done.Starred++
				continue
			}
			shared, err := tx.SharedWith(row.ID)
			switch {
			case err != nil:
				return err
			case len(shared) > 0:
				done.Shared++
			default:
				due = append(due, row)
			}
		}
		return err
	})
	if err == nil && len(due) > 0 {
		err = k.folder.There() // else what was not deleted would be forgotten
	}
	if err != nil {
		return Discarded{}, err
	}
	// A file goes before what is known of it: whoever is stopped between the two begins
	// again with the rest.
	var failures []error
	var gone []int64
	for i := range due {
		if err := errors.Join(ctx.Err(), k.folder.Remove(due[i].Path)); err != nil {
			failures = append(failures, err)
			if ctx.Err() != nil {
				break
			}
			continue
		}
		gone = append(gone, due[i].ID)
	}
	done.Deleted = len(gone)
	failures = append(failures, k.state.In(context.WithoutCancel(ctx), false, func(tx *state.Tx) error { return tx.Forget(feed, gone) }))
	return done, errors.Join(failures...)
}
