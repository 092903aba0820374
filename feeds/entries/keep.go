package entries

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"broadsheet/feeds/entries/files"
	"broadsheet/feeds/state"
)

// categories gives the paths of categories of an entry's file: of the feed whose text
// it has, then of those that tell of it too.
func (k *Keeper) categories(ctx context.Context, row *state.Entry) (paths [][]string, err error) {
	err = k.state.In(ctx, false, func(tx *state.Tx) error {
		others, err := tx.SharedWith(row.ID)
		if err != nil {
			return err
		}
		paths = nil
		for _, id := range append([]int64{row.Feed}, others...) {
			f, err := tx.FeedByID(id)
			if err != nil {
				return err
			}
			for _, path := range append([][]string{f.Shown}, f.Also...) {
				if !slices.ContainsFunc(paths, func(other []string) bool { return slices.Equal(other, path) }) {
					paths = append(paths, path)
				}
			}
		}
		return nil
	})
	return paths, err
}

// recategorise writes files with the categories that their entries have now. What else
// is in them stays, and one that is not there any more is left alone.
func (k *Keeper) recategorise(ctx context.Context, rows []state.Entry) error {
	for some := range slices.Chunk(rows, files.Batch) {
		var err error
		for i := range some {
			if err == nil {
				err = errors.Join(k.recategoriseOne(ctx, &some[i]), ctx.Err())
			}
		}
		if _, failure := k.folder.Settle(); err != nil || failure != nil {
			return errors.Join(err, failure)
		}
	}
	return nil
}

func (k *Keeper) recategoriseOne(ctx context.Context, row *state.Entry) error {
	file, err := k.read(row.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if file.head.Categories, err = k.categories(ctx, row); err != nil {
		return err
	}
	if owner := file.head.Categories[0]; len(owner) > 0 {
		file.head.Feed = owner[len(owner)-1]
	}
	_, err = k.folder.Put(row.Path, compose(&file.head, file.body, file.page), false)
	return err
}

// Recategorise writes the categories and the name of a feed, as the state has them,
// into all files that it tells of. Their paths stay.
func (k *Keeper) Recategorise(ctx context.Context, feed int64) error {
	unlock, err := k.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	defer k.folder.Leave()
	var rows []state.Entry
	err = k.state.In(ctx, false, func(tx *state.Tx) (err error) {
		rows, err = tx.AllOf(feed)
		return err
	})
	if err != nil {
		return err
	}
	return k.recategorise(ctx, rows)
}

// Retire removes the articles of a feed that are more than it keeps, or older; a
// starred one stays, and one that another feed tells of too. What is removed does not
// come back. It says how many were removed.
func (k *Keeper) Retire(ctx context.Context, f *Source, starred func(path string) bool, now time.Time) (removed int, err error) {
	if f.Keep == (Keep{}) {
		return 0, nil
	}
	unlock, err := k.lock(ctx)
	if err != nil {
		return 0, err
	}
	defer unlock()
	defer k.folder.Leave()
	var due []state.Entry
	err = k.state.In(ctx, false, func(tx *state.Tx) (err error) {
		due, err = overdue(tx, f, starred, now)
		return err
	})
	if err == nil && len(due) > 0 {
		err = k.folder.There() // else what was not removed would count as removed
	}
	if err != nil {
		return 0, err
	}
	var failures []error
	gone := due[:0]
	for _, row := range due {
		// A file that is gone while the database has it was deleted by hand, which is as
		// good: so it goes first.
		if err := k.folder.Remove(row.Path); err != nil {
			failures = append(failures, err)
			continue
		}
		row.Gone = state.Purged
		gone = append(gone, row)
	}
	return len(gone), errors.Join(append(failures, k.save(ctx, gone, nil))...)
}

// overdue gives the articles of a feed that it does not keep any more.
func overdue(tx *state.Tx, f *Source, starred func(path string) bool, now time.Time) (due []state.Entry, err error) {
	rows, err := tx.Kept(f.ID)
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		many := f.Keep.Articles > 0 && i >= f.Keep.Articles
		old := f.Keep.Age > 0 && row.Date.Before(now.Add(-f.Keep.Age))
		if !many && !old || starred != nil && starred(row.Path) {
			continue
		}
		shared, err := tx.SharedWith(row.ID)
		if err != nil {
			return nil, err
		}
		if len(shared) == 0 {
			due = append(due, row)
		}
	}
	return due, nil
}

// mostPages is how many pages of a feed may wait to be read. Of more, the older ones are
// left: a feed could send us to a stranger's server thousands of times.
const mostPages = 200

// save writes what has changed of rows, and which linked pages are to be read, though
// the program may be about to end.
func (k *Keeper) save(ctx context.Context, rows []state.Entry, pages []state.Page) error {
	return k.state.In(context.WithoutCancel(ctx), false, func(tx *state.Tx) error {
		for i := range rows {
			if err := tx.Save(&rows[i]); err != nil {
				return err
			}
		}
		for _, page := range pages {
			if err := tx.SavePage(page); err != nil {
				return err
			}
		}
		if len(pages) == 0 {
			return nil
		}
		return tx.TrimPages(mostPages)
	})
}
