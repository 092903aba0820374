package feeds

import (
	"context"
	"errors"
	"fmt"

	"broadsheet/articles/gate"
	"broadsheet/feeds/entries"
	"broadsheet/feeds/fulltext"
	"broadsheet/feeds/state"
	"broadsheet/feeds/subscriptions"
	"broadsheet/feeds/web"
)

// This file reads the page that one article links to, because a reader wants it now.

// UnknownError says that an article is none of a feed's, so that there is no other text
// of it to be shown.
type UnknownError struct{ Path string }

// Error implements error.
func (e *UnknownError) Error() string {
	return gate.Clean(e.Path) + " did not come from a feed, so that no page is read for it"
}

// FullText shows the other text of an article: that of the page that it links to, which
// is read if it is not in the article's file yet, or else the feed's again. Full says
// which one is shown now. The path is that below the feeds' folder. It may be called
// while news is fetched, by this process or another. An error that says why there is no
// other text is a *UnknownError, a *fulltext.Error, a *entries.FolderError or one of the
// network's, or wraps fs.ErrNotExist where the file is gone; the article stays as it was
// then.
func (s *Service) FullText(ctx context.Context, path string) (full bool, err error) {
	keeper, err := entries.Open(s.state, s.options.Folder, true, s.files.take)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, keeper.Close()) }()
	full, err = s.fullText(ctx, keeper, path)
	if !s.forgot(ctx, err) {
		return full, err
	}
	err = s.exclusive(ctx, func(learned *entries.Keeper) (err error) {
		full, err = s.fullText(ctx, learned, path)
		return err
	})
	return full, err
}

// forgot says whether an error may come of a database that is lost or damaged, so that
// it has to be made anew from the files before the article is known.
func (s *Service) forgot(ctx context.Context, err error) bool {
	var unknown *UnknownError
	if !errors.As(err, &unknown) {
		return state.Damaged(err)
	}
	empty := false
	err = s.state.In(ctx, false, func(tx *state.Tx) (err error) {
		empty, err = tx.Empty()
		return err
	})
	return empty || state.Damaged(err)
}

func (s *Service) fullText(ctx context.Context, keeper *entries.Keeper, path string) (full bool, err error) {
	row, of, err := s.articleAt(ctx, path)
	if err != nil {
		return false, err
	}
	for {
		file, err := keeper.File(path)
		switch {
		case err != nil:
			return false, err
		case file.HasPage:
			return keeper.Turn(ctx, path)
		case !isPage(file.Link):
			return false, &fulltext.Error{Kind: fulltext.KindNoLink}
		}
		if err := s.mayAsk(ctx, file.Link); err != nil {
			return false, err
		}
		page, _, err := s.page(ctx, of, &file, true)
		if err != nil {
			return false, err
		}
		// Where the feed has another link by now, that is what is to be read.
		if kept, err := keeper.KeepPage(ctx, row.ID, path, page); kept || err != nil {
			return kept, err
		}
	}
}

// articleAt finds the article at a path, and the subscription that it came by; nil: it
// is not followed any more.
func (s *Service) articleAt(ctx context.Context, path string) (row state.Entry, of *subscriptions.Subscription, err error) {
	subs, err := s.options.Subscriptions(ctx)
	if err != nil {
		return row, nil, fmt.Errorf("it cannot be read which feeds are followed: %w", err)
	}
	found := false
	err = s.state.In(ctx, false, func(tx *state.Tx) (err error) {
		if row, found, err = tx.ByPath(path); err != nil {
			return err
		}
		rows, err := byAddress(tx)
		for i := range subs {
			if known, found := rows.find(&subs[i]); found && known.ID == row.Feed {
				of = &subs[i]
			}
		}
		return err
	})
	if err == nil && (!found || row.Gone != state.Here) {
		err = &UnknownError{Path: path}
	}
	return row, of, err
}

// mayAsk says, by an error, that a host wants to be left alone.
func (s *Service) mayAsk(ctx context.Context, address string) error {
	now, host := s.options.Now(), hostOf(address)
	f := fetch{}
	err := s.state.In(ctx, false, func(tx *state.Tx) (err error) {
		f.holds, err = tx.Holds()
		return err
	})
	if err == nil && f.held(host, now) {
		err = &web.Error{Kind: web.KindHeld, URL: address, Host: host, RetryAfter: f.holds[host].Sub(now)}
	}
	return err
}
