package entries

import (
	"context"
	"slices"

	"broadsheet/feeds/entries/files"
	"broadsheet/feeds/state"
)

// takeAll takes the documents that wait, when it is their turn.
func (k *Keeper) takeAll(ctx context.Context) {
	unlock, err := k.lock(ctx)
	k.mu.Lock()
	all := k.waiting
	k.waiting = nil
	k.mu.Unlock()
	if err == nil {
		defer unlock()
		defer k.folder.Leave()
		err = k.takeTogether(ctx, all)
	}
	for _, t := range all {
		t.failure = both(t.failure, err)
		close(t.taken)
	}
}

// takeTogether takes documents, and puts their files into their places all at once. One
// that tells of what another feed has written is taken after that, by itself. The error
// is of the database, and means all of them; another one is in the document's own.
func (k *Keeper) takeTogether(ctx context.Context, all []*taking) error {
	if err := k.place(ctx, all...); err != nil {
		return err
	}
	own := slices.DeleteFunc(slices.Clone(all), (*taking).sharing)
	if err := k.write(ctx, own...); err != nil {
		return err
	}
	for _, t := range all {
		if slices.Contains(own, t) {
			continue
		}
		if err := k.place(ctx, t); err != nil {
			return err
		}
		if err := k.write(ctx, t); err != nil {
			return err
		}
		if t.failure == nil && t.result.Shared > 0 {
			t.failure = k.share(ctx, t.source.ID)
		}
	}
	return nil
}

// write writes the files of documents that have their paths, and keeps them.
func (k *Keeper) write(ctx context.Context, all ...*taking) error {
	for _, t := range all {
		for i := range t.rows {
			if t.failure != nil || ctx.Err() != nil {
				break
			}
			t.failure = t.take(ctx, i)
			if k.folder.Waiting() < files.Batch {
				continue
			}
			if err := k.keep(ctx, all); err != nil {
				return err
			}
		}
	}
	return k.keep(ctx, all)
}

// place has the database learn which entries have which paths.
func (k *Keeper) place(ctx context.Context, all ...*taking) error {
	// Where a date comes from the clock, the path that it is in must not be decided twice,
	// even if the machine loses its power now.
	undated := slices.ContainsFunc(all, (*taking).undated)
	err := k.state.In(ctx, undated, func(tx *state.Tx) error {
		for _, t := range all {
			if err := t.place(tx); err != nil {
				return err
			}
		}
		return nil
	})
	k.step("placed")
	return err
}

// undated says whether the date of an entry comes from the clock.
func (t *taking) undated() bool {
	for i := range t.entries {
		if date := dateOf(&t.entries[i]); date.IsZero() || date.After(t.now) {
			return true
		}
	}
	return false
}

// sharing says whether an entry is another feed's.
func (t *taking) sharing() bool {
	return slices.ContainsFunc(t.rows, func(row *state.Entry) bool { return row != nil && row.Feed != t.source.ID })
}

// keep puts into their places the files that were written, and then into the database
// that they are there.
func (k *Keeper) keep(ctx context.Context, written []*taking) error {
	settled, failure := k.folder.Settle()
	k.step("written")
	var rows []state.Entry
	var pages []state.Page
	for _, t := range written {
		done, missing := t.done, false
		t.done = nil
		for _, one := range done {
			row := t.rows[one.place]
			if one.changed && !settled[row.Path] {
				missing = true
				continue
			}
			rows = append(rows, *row)
			if one.page {
				pages = append(pages, state.Page{Entry: row.ID, Due: t.now})
			}
			switch {
			case one.fresh:
				t.result.New, t.result.Places = append(t.result.New, row.Path), append(t.result.Places, one.place)
			case one.changed:
				t.result.Updated++
			}
		}
		if missing {
			t.failure = both(t.failure, failure)
		}
	}
	err := k.save(ctx, rows, pages)
	k.step("noted")
	return err
}

// share writes into the files of other feeds' entries that this feed tells of them
// too.
func (k *Keeper) share(ctx context.Context, feed int64) error {
	var rows []state.Entry
	err := k.state.In(ctx, false, func(tx *state.Tx) (err error) {
		rows, err = tx.Unshared(feed)
		return err
	})
	if err != nil || len(rows) == 0 {
		return err
	}
	if err := k.recategorise(ctx, rows); err != nil {
		return err
	}
	return k.state.In(ctx, false, func(tx *state.Tx) error {
		for i := range rows {
			if err := tx.Shared(rows[i].ID, feed); err != nil {
				return err
			}
		}
		return nil
	})
}
