package feeding

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"broadsheet/articles/feed"
	"broadsheet/cli/config"
	"broadsheet/feeds"
	"broadsheet/feeds/discovery"
	"broadsheet/feeds/subscriptions"
	"broadsheet/model"
)

// This file holds what a reader at this machine may change. It implements the program's
// ui.FeedEditor; errors are *model.FeedError where there are words for them.

// Fetch begins to fetch, and does not wait for the end of it.
func (s *Screen) Fetch(ctx context.Context, which model.FeedSelection) error {
	if err := s.ending.Err(); err != nil {
		return err
	}
	service, err := s.open()
	if err != nil {
		return toldError(err)
	}
	s.mu.Lock()
	selection := feeds.Selection{Forced: s.added[which.Key], Which: chosenBy(which)}
	delete(s.added, which.Key)
	s.mu.Unlock()
	began := make(chan error, 1)
	begun := func(err error) {
		select {
		case began <- err:
		default: // it has begun before
		}
	}
	s.work.Go(func() {
		summary, err := service.Fetch(s.ending, selection, func(p feeds.Progress) {
			s.progress(p)
			if p.Total > 0 {
				begun(nil)
			}
		})
		var locked *feeds.LockedError
		if elsewhere := errors.As(err, &locked); !elsewhere {
			s.finish(summary)
		} else if locked.Own {
			err = nil // what goes on is told, and what was added is asked after it
		}
		if err == nil && summary.Asked == 0 && summary.Skipped > 0 {
			err = &model.FeedError{Kind: model.FeedTooSoon}
		}
		select {
		case began <- toldFetchError(err):
		default:
			if err != nil && s.ending.Err() == nil {
				s.settings.Notify(err.Error())
			}
		}
		service.Poke()
	})
	select {
	case err := <-began:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// toldFetchError is why nothing is fetched: if nothing else is known, the articles cannot
// be kept.
func toldFetchError(err error) error {
	told := toldError(err)
	if _, known := errors.AsType[*model.FeedError](told); known || err == nil || errors.Is(err, context.Canceled) {
		return told
	}
	return &model.FeedError{Kind: model.FeedUnkept, Err: err}
}

// FullText shows the other text of the article at a path below the feeds' folder, and
// says whether that is the one of the page which it links to.
func (s *Screen) FullText(ctx context.Context, path string) (full bool, err error) {
	s.work.Add(1)
	defer s.work.Done()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(s.ending, stop)()
	if err := s.ending.Err(); err != nil {
		return false, err
	}
	service, err := s.open()
	if err != nil {
		return false, toldError(err)
	}
	full, err = service.FullText(ctx, path)
	s.stir()
	return full, toldPageError(err)
}

// chosenBy says of a feed whether it is meant.
func chosenBy(which model.FeedSelection) func(*subscriptions.Subscription) bool {
	return func(s *subscriptions.Subscription) bool {
		if which.Key != "" {
			return s.Key() == which.Key
		}
		n := len(which.Category)
		return len(s.Category) >= n && slices.Equal(s.Category[:n], which.Category)
	}
}

// Find looks which feeds there are at an address.
func (s *Screen) Find(ctx context.Context, address string) ([]model.FeedCandidate, error) {
	found, err := discovery.Find(ctx, s.settings.Client, feed.Read, address)
	if err != nil {
		return nil, toldError(err)
	}
	told := make([]model.FeedCandidate, len(found))
	for i, candidate := range found {
		told[i] = model.FeedCandidate{Address: candidate.URL, Name: candidate.Title, Site: candidate.Site, Format: candidate.Format, Entries: candidate.Entries, Newest: candidate.Newest}
	}
	return told, nil
}

// Follow follows a feed, and gives its key. Its news is to be fetched.
func (s *Screen) Follow(ctx context.Context, feed model.FeedCandidate, category []string) (key string, err error) {
	if s.config.Feeds.Folder == "" {
		return "", &model.FeedError{Kind: model.FeedUnkept, Err: noFolder()}
	}
	if err := os.MkdirAll(s.config.Feeds.Folder, 0o700); err != nil {
		return "", &model.FeedError{Kind: model.FeedUnkept, Err: fmt.Errorf("the folder for the articles of feeds cannot be made: %w", err)}
	}
	err = s.edit(ctx, func(file *subscriptions.File) error {
		added, err := file.Add(subscriptions.Subscription{URL: feed.Address, Site: feed.Site, Name: feed.Name, Category: category})
		switch {
		case err != nil:
			return err
		case len(added) == 0:
			return &subscriptions.Error{Kind: subscriptions.Followed, What: feed.Address}
		}
		key = added[0].Key()
		return nil
	})
	if err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.added[key] = true
	return key, nil
}

// Rename gives a feed another name.
func (s *Screen) Rename(ctx context.Context, key, name string) error {
	return s.editAndCarry(ctx, func(file *subscriptions.File) error { return file.Rename(key, name) })
}

// Move puts a feed into another category, or into none.
func (s *Screen) Move(ctx context.Context, key string, category []string) error {
	return s.editAndCarry(ctx, func(file *subscriptions.File) error { return file.Move(key, category) })
}

// Pause says whether a feed is asked from now on.
func (s *Screen) Pause(ctx context.Context, key string, paused bool) error {
	return s.editAndCarry(ctx, func(file *subscriptions.File) error { return file.Pause(key, paused) })
}

// Unfollow stops following a feed, and gives what can be done about that. Its articles
// stay until they are discarded.
func (s *Screen) Unfollow(ctx context.Context, key string) (model.FeedRemoval, error) {
	var (
		removed subscriptions.Removed
		feed    subscriptions.Subscription
	)
	err := s.edit(ctx, func(file *subscriptions.File) (err error) {
		feed, _ = file.Find(key)
		removed, err = file.Remove(key)
		return err
	})
	if err != nil {
		return model.FeedRemoval{}, err
	}
	return model.FeedRemoval{
		Undo: func(ctx context.Context) error {
			return s.editAndCarry(ctx, func(file *subscriptions.File) error { return file.Restore(removed) })
		},
		Discard: func(ctx context.Context) (deleted, kept int, err error) { return s.discard(ctx, &feed) },
	}, nil
}

// discard deletes the articles of a feed that was removed.
func (s *Screen) discard(ctx context.Context, feed *subscriptions.Subscription) (deleted, kept int, err error) {
	if _, err := os.Stat(config.FeedsStatePath(s.settings.Environment)); err != nil {
		return 0, 0, nil // nothing was ever fetched
	}
	all, err := s.settings.list.followed(ctx)
	if err != nil {
		return 0, 0, toldError(err)
	}
	if slices.ContainsFunc(all, func(other subscriptions.Subscription) bool { return other.Key() == feed.Key() }) {
		return 0, 0, &model.FeedError{Kind: model.FeedFollowed, What: feed.Name} // again, since
	}
	service, err := s.open()
	if err != nil {
		return 0, 0, toldError(err)
	}
	done, err := service.Discard(ctx, feed)
	if locked, ok := errors.AsType[*feeds.LockedError](err); ok {
		return 0, 0, &model.FeedError{Kind: model.FeedUndiscarded, Err: locked}
	}
	if look := s.settings.Fetched; look != nil && done.Deleted > 0 {
		look(ctx)
	}
	return done.Deleted, done.Starred + done.Shared, toldError(err)
}

// editAndCarry edits the file, and lets the background look at once what follows from
// that for the articles.
func (s *Screen) editAndCarry(ctx context.Context, change func(*subscriptions.File) error) error {
	if err := s.edit(ctx, change); err != nil {
		return err
	}
	select {
	case <-s.opened:
		s.service.Poke()
	default: // nothing was fetched yet
	}
	return nil
}

// edit changes the file of subscriptions, and what is told.
func (s *Screen) edit(ctx context.Context, change func(*subscriptions.File) error) error {
	s.editing.Lock()
	defer s.editing.Unlock()
	file, err := subscriptions.Open(s.path)
	if err == nil {
		err = change(file)
	}
	if err == nil {
		err = file.Save(ctx)
	}
	if err != nil {
		return toldError(err)
	}
	s.refresh(ctx)
	return nil
}
