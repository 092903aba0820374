package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"broadsheet/library/checksum"
	"broadsheet/library/marks/store"
)

// write writes what is new of one reader in one transaction, and gives the
// account as it is then. What is newer in the database stays.
func (d *database) write(ctx context.Context, reader string, news store.Batch, now store.Moment) (done account, err error) {
	err = d.Transaction(ctx, func(tx *sql.Tx) error {
		done, err = d.openAccount(ctx, tx, reader, 0, now)
		if err != nil {
			return err
		}
		return writeRows(ctx, tx, &done, news)
	})
	return done, err
}

// writeRows writes rows of an account, and the account.
func writeRows(ctx context.Context, tx *sql.Tx, to *account, news store.Batch) error {
	to.changes++
	if err := writeEntries(ctx, tx, to, news.Entries); err != nil {
		return err
	}
	for _, of := range news.Groups {
		if err := writeLayers(ctx, tx, to, of); err != nil {
			return err
		}
	}
	if err := writeSettings(ctx, tx, to, news.Settings); err != nil {
		return err
	}
	return writeAccount(ctx, tx, *to)
}

func writeEntries(ctx context.Context, tx *sql.Tx, to *account, entries []store.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	find, err := tx.PrepareContext(ctx, "select "+entryColumns+", changed, sum from marks where reader = ? and article = ?")
	if err != nil {
		return err
	}
	defer find.Close() //nolint:errcheck // nothing is written by it
	put, err := tx.PrepareContext(ctx, "insert or replace into marks (reader, "+entryColumns+", changed, sum) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer put.Close() //nolint:errcheck // the commit tells whether all is written
	var values, targets [11]any
	for i := range values {
		targets[i] = &values[i]
	}
	for _, e := range entries {
		e.Pending = false
		switch err := find.QueryRowContext(ctx, to.number, int64(e.Key)).Scan(targets[:]...); { //nolint:gosec // 48 bits
		case err == nil:
			old, changed, sum := scanned(&values)
			if sum != entrySum(to.number, changed, old) {
				return checksum.ErrDamaged
			}
			merged := old
			merged.Merge(e.Record)
			if e.Hash != 0 {
				merged.Hash = e.Hash
			}
			if merged == old {
				continue
			}
			to.remove(sum)
			e = merged
		case !errors.Is(err, sql.ErrNoRows):
			return err
		}
		sum := entrySum(to.number, to.changes, e)
		if _, err := put.ExecContext(ctx, to.number, int64(e.Key), e.Hash, //nolint:gosec // 48 bits
			e.Read, e.ReadAt, e.Starred, e.StarredAt, e.Opened, e.Block, e.Offset, to.changes, sum); err != nil {
			return err
		}
		to.add(sum)
	}
	return nil
}

// writeLayers writes the layers of one group, and the group.
func writeLayers(ctx context.Context, tx *sql.Tx, to *account, news store.GroupLayers) error {
	g := news.Group
	if _, err := tx.ExecContext(ctx, "insert into groups (number, articles) values (?, ?) on conflict do nothing", g.Number, g.Encode()); err != nil {
		return err
	}
	rows, err := queryLayers(ctx, tx, to, "articles = ?", g.Number)
	if err != nil {
		return err
	}
	layers := slices.Clone(news.Layers)
	for _, row := range rows {
		var ok bool
		if row.layer.Members, ok = store.DecodeMembers(row.members, len(g.Keys)); !ok {
			return checksum.ErrDamaged
		}
		layers = append(layers, row.layer)
	}
	if _, err := tx.ExecContext(ctx, "delete from group_marks where reader = ? and articles = ?", to.number, g.Number); err != nil {
		return err
	}
	for _, l := range store.MergedLayers(layers) {
		members := l.Members.Encode(len(g.Keys))
		sum := layerSum(to.number, g.Number, to.changes, l, members)
		if _, err := tx.ExecContext(ctx, "insert into group_marks (reader, articles, at, read, members, changed, sum) values (?, ?, ?, ?, ?, ?, ?)",
			to.number, g.Number, l.At, l.Flag(), members, to.changes, sum); err != nil {
			return err
		}
		to.add(sum)
	}
	return nil
}

func writeSettings(ctx context.Context, tx *sql.Tx, to *account, news map[string]store.Setting) error {
	if len(news) == 0 {
		return nil
	}
	rest := *to
	old, err := readSettings(ctx, tx, &rest)
	if err != nil {
		return err
	}
	for name, value := range news {
		value.Text = strings.ToValidUTF8(value.Text, "")
		before, known := old[name]
		if known && before.Changed >= value.Changed {
			continue
		}
		if known {
			to.remove(settingSum(to.number, name, before))
		}
		sum := settingSum(to.number, name, value)
		if _, err := tx.ExecContext(ctx, "insert or replace into settings (reader, name, value, changed, sum) values (?, ?, ?, ?, ?)",
			to.number, name, value.Text, value.Changed, sum); err != nil {
			return err
		}
		to.add(sum)
	}
	return nil
}
