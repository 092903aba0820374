package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"broadsheet/library/marks/store"
)

// This file brings a database of the first form, without sums, to that of the
// second. Nothing in it needs to change with later forms.

// sealMarks fills the tables of 0002_sums.sql from the old ones, and drops those.
func sealMarks(ctx context.Context, tx *sql.Tx) error {
	d := &database{} // of which nothing is known yet
	if err := writeAccount(ctx, tx, account{number: everybody, sessions: 2}); err != nil {
		return err
	}
	names, err := oldReaders(ctx, tx, "old_readers")
	if err != nil {
		return err
	}
	for number, name := range names {
		news, err := readOldRows(ctx, tx, "old_", number)
		if err != nil {
			return err
		}
		first, last := span(news)
		sealed, err := d.openAccount(ctx, tx, name, number, first)
		if err != nil {
			return err
		}
		sealed.last = last
		news.Groups, news.Entries = store.NewDirectory().Grouped(news.Entries)
		if err := writeRows(ctx, tx, &sealed, news); err != nil {
			return err
		}
	}
	for _, table := range []string{"old_readers", "old_marks", "old_settings"} {
		if _, err := tx.ExecContext(ctx, "drop table "+table); err != nil {
			return err
		}
	}
	return nil
}

// span is when the oldest and the newest of it were done.
func span(b store.Batch) (first, last store.Moment) {
	note := func(m store.Moment) {
		if m != 0 && (first == 0 || m < first) {
			first = m
		}
		last = max(last, m)
	}
	for _, e := range b.Entries {
		note(e.ReadAt)
		note(e.StarredAt)
		note(e.Opened)
	}
	for _, value := range b.Settings {
		note(value.Changed)
	}
	return first, last
}

func oldReaders(ctx context.Context, tx *sql.Tx, table string) (names map[int64]string, err error) {
	rows, err := tx.QueryContext(ctx, "select number, name from "+table)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	names = map[int64]string{}
	for rows.Next() {
		var no int64
		var name string
		if err := rows.Scan(number(&no), textColumn{&name}); err != nil {
			return nil, err
		}
		names[no] = name
	}
	return names, rows.Err()
}

// readOldRows gives all of a reader, from tables whose names begin as given.
func readOldRows(ctx context.Context, tx *sql.Tx, prefix string, reader int64) (found store.Batch, err error) {
	rows, err := tx.QueryContext(ctx, "select "+entryColumns+" from "+prefix+"marks where reader = ?", reader)
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var n [9]int64
		if err := rows.Scan(number(&n[0]), number(&n[1]), number(&n[2]), number(&n[3]), number(&n[4]),
			number(&n[5]), number(&n[6]), number(&n[7]), number(&n[8])); err != nil {
			return found, err
		}
		e := entryOf(n[:])
		// A bit that had turned could not be told from a time then, but for some.
		for _, m := range []*store.Moment{&e.Read, &e.ReadAt, &e.Starred, &e.StarredAt, &e.Opened} {
			*m = m.Possible()
		}
		found.Entries = append(found.Entries, e)
	}
	if err := rows.Err(); err != nil {
		return found, err
	}
	settings, err := tx.QueryContext(ctx, "select name, value, changed from "+prefix+"settings where reader = ?", reader)
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, settings.Close()) }()
	found.Settings = map[string]store.Setting{}
	for settings.Next() {
		var name string
		var value store.Setting
		if err := settings.Scan(textColumn{&name}, textColumn{&value.Text}, number(&value.Changed)); err != nil {
			return found, err
		}
		value.Text, value.Changed = strings.ToValidUTF8(value.Text, ""), value.Changed.Possible()
		found.Settings[name] = value
	}
	return found, settings.Err()
}

// readOld reads all of a reader from a database of the first form, where it
// cannot be written to and so stays what it is.
func readOld(ctx context.Context, tx *sql.Tx, reader string, to store.Found) error {
	names, err := oldReaders(ctx, tx, "readers")
	if err != nil {
		return err
	}
	for number, name := range names {
		if name != reader {
			continue
		}
		found, err := readOldRows(ctx, tx, "", number)
		to.Settings(found.Settings)
		to.Entries(found.Entries)
		return err
	}
	return nil
}
