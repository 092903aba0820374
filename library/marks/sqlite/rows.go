package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"broadsheet/library/checksum"
	"broadsheet/library/marks/store"
	"broadsheet/model"
)

// columns of the table marks that make up an entry, in the order of scanning.
const entryColumns = "article, hash, read, read_at, starred, starred_at, opened, block, offset"

// maximumEntries is how many rows are handed on at once.
const maximumEntries = 4096

// read hands on what is kept of a reader and was changed in a transaction after
// the given one; 0 reads all, and finds out whether any of it is missing. It
// gives the account. The groups are taken into the directory.
func (d *database) read(ctx context.Context, reader string, after int64, known *store.Directory, to store.Found) (found account, err error) {
	err = d.Reading(ctx, func(tx *sql.Tx) error {
		if d.Old {
			return readOld(ctx, tx, reader, to)
		}
		if found, err = d.findAccount(ctx, tx, reader); err != nil || found.number == 0 {
			return err
		}
		if after > 0 && after == found.changes {
			return nil
		}
		rest := found // what was not met yet
		values, err := readSettings(ctx, tx, &rest)
		to.Settings(values)
		if err != nil {
			return err
		}
		if err := d.readGroups(ctx, tx, known); err != nil {
			return err
		}
		layers, err := d.readLayers(ctx, tx, &rest, after, known)
		to.Layers(layers)
		if err != nil {
			return err
		}
		if err := readEntries(ctx, tx, &rest, after, to.Entries); err != nil {
			return err
		}
		if after == 0 && (rest.rows != 0 || rest.rowsSum != 0) {
			return checksum.ErrDamaged
		}
		return nil
	})
	return found, err
}

// readEntries hands on, in batches that are used again, the marks of a reader
// that were changed in a transaction after the given one; 0 gives all. They are
// taken off the account.
func readEntries(ctx context.Context, tx *sql.Tx, of *account, after int64, found func([]store.Entry)) (err error) {
	query := "select " + entryColumns + ", changed, sum from marks where reader = ?1"
	arguments := []any{of.number}
	if after > 0 {
		query += " and changed > ?2"
		arguments = append(arguments, after)
	}
	rows, err := tx.QueryContext(ctx, query, arguments...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	batch := make([]store.Entry, 0, maximumEntries)
	defer func() { found(batch) }() // of a broken database too
	// Scanning into interfaces takes half the time of scanning into numbers.
	var values, targets [11]any
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets[:]...); err != nil {
			return err
		}
		e, changed, sum := scanned(&values)
		if sum != entrySum(of.number, changed, e) {
			return checksum.ErrDamaged
		}
		of.remove(sum)
		batch = append(batch, e)
		if len(batch) == maximumEntries {
			found(batch)
			batch = batch[:0]
		}
	}
	return rows.Err()
}

func scanned(values *[11]any) (e store.Entry, changed, sum int64) {
	var n [11]int64
	for i, value := range values {
		n[i], _ = value.(int64) // the table is strict
	}
	return entryOf(n[:9]), n[9], n[10]
}

// entryOf makes an entry of its columns.
func entryOf(n []int64) store.Entry {
	return store.Entry{Key: model.Key(n[0]), Record: store.Record{ //nolint:gosec // 48 bits
		Hash: n[1],
		Read: store.Moment(n[2]), ReadAt: store.Moment(n[3]), Starred: store.Moment(n[4]), StarredAt: store.Moment(n[5]),
		Opened: store.Moment(n[6]), Block: store.Bounded(int(n[7])), Offset: store.Bounded(int(n[8])),
	}}
}

// readGroups reads the groups of all readers into the directory, once.
func (d *database) readGroups(ctx context.Context, tx *sql.Tx, to *store.Directory) (err error) {
	if d.groupsRead {
		return nil
	}
	rows, err := tx.QueryContext(ctx, "select number, articles from groups")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var groups []*store.Group
	defer func() { to.Add(groups...) }()
	for rows.Next() {
		var no int64
		var encoded []byte
		if err := rows.Scan(number(&no), blobColumn{&encoded}); err != nil {
			return err
		}
		g, ok := store.DecodeGroup(no, encoded)
		if !ok {
			return checksum.ErrDamaged
		}
		groups = append(groups, g)
	}
	d.groupsRead = rows.Err() == nil
	return rows.Err()
}

// readGroup reads a group that is not in the directory yet.
func readGroup(ctx context.Context, tx *sql.Tx, no int64, to *store.Directory) (*store.Group, error) {
	if g := to.Group(no); g != nil {
		return g, nil
	}
	var encoded []byte
	err := tx.QueryRowContext(ctx, "select articles from groups where number = ?", no).Scan(blobColumn{&encoded})
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	g, ok := store.DecodeGroup(no, encoded)
	if !ok {
		return nil, checksum.ErrDamaged
	}
	to.Add(g)
	return g, nil
}

// layerRow is a row of the table group_marks.
type layerRow struct {
	group, changed, sum int64
	layer               store.Layer
	members             []byte
}

// queryLayers gives the rows of a reader that the condition asks for, and takes
// them off the account.
func queryLayers(ctx context.Context, tx *sql.Tx, of *account, condition string, argument int64) (found []layerRow, err error) {
	rows, err := tx.QueryContext(ctx, "select articles, at, read, members, changed, sum from group_marks where reader = ? and "+condition, of.number, argument)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var row layerRow
		var read int64
		if err := rows.Scan(number(&row.group), number(&row.layer.At), number(&read), blobColumn{&row.members}, number(&row.changed), number(&row.sum)); err != nil {
			return found, err
		}
		row.layer.Read = read != 0
		if row.sum != layerSum(of.number, row.group, row.changed, row.layer, row.members) {
			return found, checksum.ErrDamaged
		}
		of.remove(row.sum)
		found = append(found, row)
	}
	return found, rows.Err()
}

// readLayers gives the layers of a reader that were changed after a transaction.
func (d *database) readLayers(ctx context.Context, tx *sql.Tx, of *account, after int64, known *store.Directory) ([]store.GroupLayers, error) {
	rows, failure := queryLayers(ctx, tx, of, "changed > ?", after)
	var found []store.GroupLayers
	for _, row := range rows {
		g, err := readGroup(ctx, tx, row.group, known)
		if err != nil {
			return found, err
		}
		var ok bool
		if row.layer.Members, ok = store.DecodeMembers(row.members, len(g.Keys)); !ok {
			return found, checksum.ErrDamaged
		}
		found = append(found, store.GroupLayers{Group: g, Layers: []store.Layer{row.layer}})
	}
	return found, failure
}

// readSettings gives what a reader has changed, and takes it off the account.
func readSettings(ctx context.Context, tx *sql.Tx, of *account) (values map[string]store.Setting, err error) {
	rows, err := tx.QueryContext(ctx, "select name, value, changed, sum from settings where reader = ?", of.number)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	values = map[string]store.Setting{}
	for rows.Next() {
		var name string
		var value store.Setting
		var sum int64
		if err := rows.Scan(textColumn{&name}, textColumn{&value.Text}, number(&value.Changed), number(&sum)); err != nil {
			return values, err
		}
		if sum != settingSum(of.number, name, value) {
			return values, checksum.ErrDamaged
		}
		of.remove(sum)
		values[name] = value
	}
	return values, rows.Err()
}
