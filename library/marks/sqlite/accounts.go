package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"

	"broadsheet/library/marks/store"
	"broadsheet/library/sqlite"
)

// About how many bytes of the file a row takes, with its places in indexes.
const (
	markBytes  = 90
	layerBytes = 60
)

func (d *database) accounts(ctx context.Context, tx *sql.Tx) (all []store.Account, err error) {
	rows, err := tx.QueryContext(ctx, `select name,
  (select count(*) from marks where marks.reader = number),
  (select coalesce(sum(length(value)), 0) from settings where settings.reader = number)
from readers join accounts on reader = number order by last_seen desc, name`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	type size struct{ marks, text int64 }
	var names []string
	var sizes []size
	for rows.Next() {
		var name string
		var s size
		if err := rows.Scan(textColumn{&name}, number(&s.marks), number(&s.text)); err != nil {
			return nil, err
		}
		names, sizes = append(names, name), append(sizes, s)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	known := store.NewDirectory()
	for i, name := range names {
		a, err := d.findAccount(ctx, tx, name)
		if err != nil {
			return nil, err
		}
		at := a
		layers, err := d.readLayers(ctx, tx, &at, 0, known)
		if err != nil {
			return nil, err
		}
		one := a.public()
		one.Marks = int(sizes[i].marks)
		for _, of := range layers {
			one.Marks += of.Layers[0].Members.Count()
		}
		one.Bytes = int(sizes[i].marks)*markBytes + len(layers)*layerBytes + int(sizes[i].text)
		all = append(all, one)
	}
	return all, nil
}

// idle gives the accounts of few rows that were last here before a moment, marked
// nothing together, and have no limits of their own, which would go with them.
func (d *database) idle(ctx context.Context, before store.Moment, fewer int) (idle []store.Account, err error) {
	err = d.Reading(ctx, func(tx *sql.Tx) (err error) {
		rows, err := tx.QueryContext(ctx, `select name, number, last_seen, rows from readers join accounts on reader = number
where rows < ? and last_seen < ? and limited = 0 and not exists (select 1 from group_marks where group_marks.reader = number)`, fewer, before)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rows.Close()) }()
		for rows.Next() {
			var a account
			if err := rows.Scan(textColumn{&a.name}, number(&a.number), number(&a.last), number(&a.rows)); err != nil {
				return err
			}
			idle = append(idle, a.public())
		}
		return rows.Err()
	})
	return idle, err
}

// deleteAccount removes an account from the copies. The error is a *marks.CopyError.
func (b backups) deleteAccount(ctx context.Context, name string) error {
	var left []string
	var failures []error
	for _, path := range b.paths() {
		if err := deleteFromBackup(ctx, path, name); err != nil {
			left, failures = append(left, filepath.Base(path)), append(failures, err)
		}
	}
	if len(left) == 0 {
		return nil
	}
	return &store.CopyError{Copies: left, Cause: errors.Join(failures...)}
}

func deleteFromBackup(ctx context.Context, path, name string) error {
	backup := newDatabase(path, 0)
	var unknown *store.UnknownAccountError
	err := backup.With(ctx, "", func(ctx context.Context) error { return backup.deleteAccount(ctx, name) })
	if errors.As(err, &unknown) {
		return nil
	}
	return err
}

// tracedRows is from how many rows on the file is written anew when they are
// deleted. Accounts that did little have fewer, and many of them are forgotten at
// once.
const tracedRows = 10

// deleteAccount removes an account, and what is left of it in the file.
func (d *database) deleteAccount(ctx context.Context, name string) error {
	rows := int64(0)
	if _, err := d.Connection.ExecContext(ctx, "pragma secure_delete = on"); err != nil {
		return err
	}
	err := d.Transaction(ctx, func(tx *sql.Tx) error {
		a, err := d.findAccount(ctx, tx, name)
		if err != nil || a.number == 0 {
			return errors.Join(err, missing(a.number, name))
		}
		rows = a.rows
		all, err := accountOf(ctx, tx, everybody)
		if err != nil {
			return err
		}
		for _, statement := range []string{
			"delete from marks where reader = ?", "delete from group_marks where reader = ?", "delete from settings where reader = ?",
			"delete from accounts where reader = ?", "delete from readers where number = ?",
		} {
			if _, err := tx.ExecContext(ctx, statement, a.number); err != nil {
				return err
			}
		}
		all.remove(readerSum(a.number, name))
		return writeAccount(ctx, tx, all)
	})
	if err != nil {
		return err
	}
	// SQLite wipes out rows where they are deleted, but not where they had been before
	// pages were joined; what these and the log still have would be salvaged one day.
	if rows >= tracedRows {
		if _, err := d.Connection.ExecContext(ctx, "vacuum"); err != nil && !sqlite.IsBusy(err) {
			return err
		}
	}
	_, err = d.Connection.ExecContext(ctx, "pragma wal_checkpoint(truncate)")
	if sqlite.IsBusy(err) {
		return nil
	}
	return err
}
