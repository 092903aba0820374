package library

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"broadsheet/library/checksum"
	"broadsheet/model"
)

// columns of the table marks that make up an entry, in the order of scanning.
const entryColumns = "article, hash, read, read_at, starred, starred_at, opened, block, offset"

// maximumEntries is how many rows are handed on at once.
const maximumEntries = 4096

// read hands on what is kept of a reader and was changed in a transaction after
// the given one; 0 reads all, and finds out whether any of it is missing. It
// gives the account. The groups are taken into the directory.
func (d *database) read(ctx context.Context, reader string, after int64, known *directory, to Found) (found account, err error) {
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
func readEntries(ctx context.Context, tx *sql.Tx, of *account, after int64, found func([]entry)) (err error) {
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
	batch := make([]entry, 0, maximumEntries)
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

func scanned(values *[11]any) (e entry, changed, sum int64) {
	var n [11]int64
	for i, value := range values {
		n[i], _ = value.(int64) // the table is strict
	}
	return entryOf(n[:9]), n[9], n[10]
}

// entryOf makes an entry of its columns.
func entryOf(n []int64) entry {
	return entry{model.Key(n[0]), record{ //nolint:gosec // 48 bits
		hash: n[1],
		read: moment(n[2]), readAt: moment(n[3]), starred: moment(n[4]), starredAt: moment(n[5]),
		opened: moment(n[6]), block: clamp(int(n[7])), offset: clamp(int(n[8])),
	}}
}

// readGroups reads the groups of all readers into the directory, once.
func (d *database) readGroups(ctx context.Context, tx *sql.Tx, to *directory) (err error) {
	if d.groupsRead {
		return nil
	}
	rows, err := tx.QueryContext(ctx, "select number, articles from groups")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var groups []*group
	defer func() { to.add(groups...) }()
	for rows.Next() {
		var no int64
		var encoded []byte
		if err := rows.Scan(number(&no), blobColumn{&encoded}); err != nil {
			return err
		}
		g, ok := decodeGroup(no, encoded)
		if !ok {
			return checksum.ErrDamaged
		}
		groups = append(groups, g)
	}
	d.groupsRead = rows.Err() == nil
	return rows.Err()
}

// readGroup reads a group that is not in the directory yet.
func readGroup(ctx context.Context, tx *sql.Tx, no int64, to *directory) (*group, error) {
	if g := to.group(no); g != nil {
		return g, nil
	}
	var encoded []byte
	err := tx.QueryRowContext(ctx, "select articles from groups where number = ?", no).Scan(blobColumn{&encoded})
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	g, ok := decodeGroup(no, encoded)
	if !ok {
		return nil, checksum.ErrDamaged
	}
	to.add(g)
	return g, nil
}

// layerRow is a row of the table group_marks.
type layerRow struct {
	group, changed, sum int64
	layer               layer
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
		if err := rows.Scan(number(&row.group), number(&row.layer.at), number(&read), blobColumn{&row.members}, number(&row.changed), number(&row.sum)); err != nil {
			return found, err
		}
		row.layer.read = read != 0
		if row.sum != layerSum(of.number, row.group, row.changed, row.layer, row.members) {
			return found, checksum.ErrDamaged
		}
		of.remove(row.sum)
		found = append(found, row)
	}
	return found, rows.Err()
}

// readLayers gives the layers of a reader that were changed after a transaction.
func (d *database) readLayers(ctx context.Context, tx *sql.Tx, of *account, after int64, known *directory) ([]groupLayers, error) {
	rows, failure := queryLayers(ctx, tx, of, "changed > ?", after)
	var found []groupLayers
	for _, row := range rows {
		g, err := readGroup(ctx, tx, row.group, known)
		if err != nil {
			return found, err
		}
		var ok bool
		if row.layer.members, ok = decodeMembers(row.members, len(g.keys)); !ok {
			return found, checksum.ErrDamaged
		}
		found = append(found, groupLayers{g, []layer{row.layer}})
	}
	return found, failure
}

// readSettings gives what a reader has changed, and takes it off the account.
func readSettings(ctx context.Context, tx *sql.Tx, of *account) (values map[string]settingValue, err error) {
	rows, err := tx.QueryContext(ctx, "select name, value, changed, sum from settings where reader = ?", of.number)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	values = map[string]settingValue{}
	for rows.Next() {
		var name string
		var value settingValue
		var sum int64
		if err := rows.Scan(textColumn{&name}, textColumn{&value.text}, number(&value.changed), number(&sum)); err != nil {
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

// write writes what is new of one reader in one transaction, and gives the
// account as it is then. What is newer in the database stays.
func (d *database) write(ctx context.Context, reader string, news batch, now moment) (done account, err error) {
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
func writeRows(ctx context.Context, tx *sql.Tx, to *account, news batch) error {
	to.changes++
	if err := writeEntries(ctx, tx, to, news.entries); err != nil {
		return err
	}
	for _, of := range news.groups {
		if err := writeLayers(ctx, tx, to, of); err != nil {
			return err
		}
	}
	if err := writeSettings(ctx, tx, to, news.settings); err != nil {
		return err
	}
	return writeAccount(ctx, tx, *to)
}

func writeEntries(ctx context.Context, tx *sql.Tx, to *account, entries []entry) error {
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
		e.pending = false
		switch err := find.QueryRowContext(ctx, to.number, int64(e.key)).Scan(targets[:]...); { //nolint:gosec // 48 bits
		case err == nil:
			old, changed, sum := scanned(&values)
			if sum != entrySum(to.number, changed, old) {
				return checksum.ErrDamaged
			}
			merged := old
			merged.merge(e.record)
			if e.hash != 0 {
				merged.hash = e.hash
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
		if _, err := put.ExecContext(ctx, to.number, int64(e.key), e.hash, //nolint:gosec // 48 bits
			e.read, e.readAt, e.starred, e.starredAt, e.opened, e.block, e.offset, to.changes, sum); err != nil {
			return err
		}
		to.add(sum)
	}
	return nil
}

// writeLayers writes the layers of one group, and the group.
func writeLayers(ctx context.Context, tx *sql.Tx, to *account, news groupLayers) error {
	g := news.group
	if _, err := tx.ExecContext(ctx, "insert into groups (number, articles) values (?, ?) on conflict do nothing", g.number, g.encode()); err != nil {
		return err
	}
	rows, err := queryLayers(ctx, tx, to, "articles = ?", g.number)
	if err != nil {
		return err
	}
	layers := slices.Clone(news.layers)
	for _, row := range rows {
		var ok bool
		if row.layer.members, ok = decodeMembers(row.members, len(g.keys)); !ok {
			return checksum.ErrDamaged
		}
		layers = append(layers, row.layer)
	}
	if _, err := tx.ExecContext(ctx, "delete from group_marks where reader = ? and articles = ?", to.number, g.number); err != nil {
		return err
	}
	for _, l := range mergedLayers(layers) {
		members := l.members.encode(len(g.keys))
		sum := layerSum(to.number, g.number, to.changes, l, members)
		if _, err := tx.ExecContext(ctx, "insert into group_marks (reader, articles, at, read, members, changed, sum) values (?, ?, ?, ?, ?, ?, ?)",
			to.number, g.number, l.at, l.flag(), members, to.changes, sum); err != nil {
			return err
		}
		to.add(sum)
	}
	return nil
}

func writeSettings(ctx context.Context, tx *sql.Tx, to *account, news map[string]settingValue) error {
	if len(news) == 0 {
		return nil
	}
	rest := *to
	old, err := readSettings(ctx, tx, &rest)
	if err != nil {
		return err
	}
	for name, value := range news {
		value.text = strings.ToValidUTF8(value.text, "")
		before, known := old[name]
		if known && before.changed >= value.changed {
			continue
		}
		if known {
			to.remove(settingSum(to.number, name, before))
		}
		sum := settingSum(to.number, name, value)
		if _, err := tx.ExecContext(ctx, "insert or replace into settings (reader, name, value, changed, sum) values (?, ?, ?, ?, ?)",
			to.number, name, value.text, value.changed, sum); err != nil {
			return err
		}
		to.add(sum)
	}
	return nil
}
