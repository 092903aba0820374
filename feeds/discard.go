package feeds

import (
	"context"
	"fmt"

	"broadsheet/feeds/entries"
	"broadsheet/feeds/state"
	"broadsheet/feeds/subscriptions"
)

// Former gives the feeds of which there are articles though they are not followed any
// more: as subscriptions, as far as that is known.
func (s *Service) Former(ctx context.Context) ([]subscriptions.Subscription, error) {
	subs, err := s.options.Subscriptions(ctx)
	if err != nil {
		return nil, fmt.Errorf("it cannot be read which feeds are followed: %w", err)
	}
	var former []subscriptions.Subscription
	err = s.state.In(ctx, false, func(tx *state.Tx) error {
		rows, err := byAddress(tx)
		if err != nil {
			return err
		}
		counts, err := tx.Counts()
		if err != nil {
			return err
		}
		followed := map[int64]bool{}
		for i := range subs {
			if row, known := rows.find(&subs[i]); known {
				followed[row.ID] = true
			}
		}
		all, err := tx.Feeds()
		former = nil
		for _, row := range all {
			if n := len(row.Shown); counts[row.ID] > 0 && !followed[row.ID] && n > 0 {
				former = append(former, subscriptions.Subscription{URL: row.Address, Name: row.Shown[n-1], Category: row.Shown[:n-1]})
			}
		}
		return err
	})
	return former, err
}

// Discard deletes the articles of a feed that is not followed any more. If it is followed
// again, those that it still tells of come again. What a reader has starred stays, and
// what another feed tells of too. The error may be a *LockedError: then nothing is
// deleted.
func (s *Service) Discard(ctx context.Context, sub *subscriptions.Subscription) (discarded entries.Discarded, err error) {
	err = s.exclusive(ctx, func(keeper *entries.Keeper) error {
		var row *state.Feed
		err := s.state.In(ctx, false, func(tx *state.Tx) error {
			rows, err := byAddress(tx)
			if err == nil {
				row, _ = rows.find(sub)
			}
			return err
		})
		if err != nil || row == nil {
			return err
		}
		discarded, err = keeper.Discard(ctx, row.ID, s.options.Starred)
		return err
	})
	return discarded, err
}
