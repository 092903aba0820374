package library

import (
	"context"
	"database/sql"
	"errors"
	"strings"
)

// columns of the table marks that make up an entry, in the order of scanning.
const entryColumns = "article, hash, read, read_at, starred, starred_at, opened, block, offset"

// maximumEntries is how many rows are handed on at once.
const maximumEntries = 4096

// readerNumber gives the number of a reader, or 0 for one that is new.
func (d *database) readerNumber(ctx context.Context, name string) (int64, error) {
	number, err := d.number(ctx, "select number from readers where name = ?", name)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return number, err
}

// lastChange is the number of the last transaction that changed marks.
func (d *database) lastChange(ctx context.Context, reader int64) (int64, error) {
	return d.number(ctx, "select coalesce(max(changed), 0) from marks where reader = ?", reader)
}

// entries hands on, in batches that are used again, the marks of a reader that
// were changed in a transaction after the given one; 0 gives all.
func (d *database) entries(ctx context.Context, reader, after int64, found func([]entry)) (err error) {
	query := "select " + entryColumns + " from marks where reader = ?1"
	arguments := []any{reader}
	if after > 0 {
		query += " and changed > ?2"
		arguments = append(arguments, after)
	}
	rows, err := d.connection.QueryContext(ctx, query, arguments...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	batch := make([]entry, 0, maximumEntries)
	defer func() { found(batch) }() // of a broken database too
	// Scanning into interfaces takes half the time of scanning into numbers.
	var values [9]any
	var targets [9]any
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets[:]...); err != nil {
			return err
		}
		batch = append(batch, scanned(&values))
		if len(batch) == maximumEntries {
			found(batch)
			batch = batch[:0]
		}
	}
	return rows.Err()
}

func scanned(values *[9]any) entry {
	var n [9]int64
	for i, value := range values {
		n[i], _ = value.(int64) // the table is strict
	}
	return entry{key(n[0]), record{ //nolint:gosec // 48 bits
		hash: n[1],
		read: moment(n[2]), readAt: moment(n[3]), starred: moment(n[4]), starredAt: moment(n[5]),
		opened: moment(n[6]), block: clamp(int(n[7])), offset: clamp(int(n[8])),
	}}
}

// settings gives what a reader has changed.
func (d *database) settings(ctx context.Context, reader int64) (values map[string]settingValue, err error) {
	rows, err := d.connection.QueryContext(ctx, "select name, value, changed from settings where reader = ?", reader)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	values = map[string]settingValue{}
	for rows.Next() {
		var name string
		var value settingValue
		if err := rows.Scan(&name, &value.text, &value.changed); err != nil {
			return nil, err
		}
		values[name] = value
	}
	return values, rows.Err()
}

// The upserts follow the rule of record.merge: the newer wins.
const (
	writeMark = `insert into marks (reader, changed, ` + entryColumns + `) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict do update set
  changed = excluded.changed,
  hash = case excluded.hash when 0 then hash else excluded.hash end,
  read = case when (excluded.read_at, excluded.read) > (read_at, read) then excluded.read else read end,
  read_at = max(excluded.read_at, read_at),
  starred = case when (excluded.starred_at, excluded.starred) > (starred_at, starred) then excluded.starred else starred end,
  starred_at = max(excluded.starred_at, starred_at),
  opened = max(excluded.opened, opened),
  block = case when (excluded.opened, excluded.block, excluded.offset) > (opened, block, offset) then excluded.block else block end,
  offset = case when (excluded.opened, excluded.block, excluded.offset) > (opened, block, offset) then excluded.offset else offset end`

	writeSetting = `insert into settings (reader, name, value, changed) values (?, ?, ?, ?)
on conflict do update set value = excluded.value, changed = excluded.changed where excluded.changed > changed`
)

// written is what a transaction was for one reader.
type written struct{ reader, change int64 }

// write writes marks and settings of one reader in one transaction, and gives
// the reader's number and that of the transaction.
func (d *database) write(ctx context.Context, reader string, entries []entry, settings map[string]settingValue) (done written, err error) {
	err = d.transaction(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "insert into readers (name) values (?) on conflict do nothing", reader); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "select number from readers where name = ?", reader).Scan(&done.reader); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "select coalesce(max(changed), 0) + 1 from marks where reader = ?", done.reader).Scan(&done.change); err != nil {
			return err
		}
		if err := writeEntries(ctx, tx, done, entries); err != nil {
			return err
		}
		for name, value := range settings {
			if _, err := tx.ExecContext(ctx, writeSetting, done.reader, name, strings.ToValidUTF8(value.text, ""), value.changed); err != nil {
				return err
			}
		}
		return nil
	})
	return done, err
}

func writeEntries(ctx context.Context, tx *sql.Tx, to written, entries []entry) error {
	statement, err := tx.PrepareContext(ctx, writeMark)
	if err != nil {
		return err
	}
	defer statement.Close() //nolint:errcheck // the commit tells whether all is written
	for _, e := range entries {
		if _, err := statement.ExecContext(ctx, to.reader, to.change, int64(e.key), e.hash, //nolint:gosec // 48 bits
			e.read, e.readAt, e.starred, e.starredAt, e.opened, e.block, e.offset); err != nil {
			return err
		}
	}
	return nil
}
