package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"broadsheet/library/checksum"
	"broadsheet/library/marks/store"
)

// account is what is kept of a reader besides marks and settings.
type account struct {
	number   int64 // of the reader; 0: nothing is kept yet
	name     string
	first    store.Moment // when something was first kept
	last     store.Moment // when the reader was last here, within an hour
	sessions int64        // at a time; 0: as many as everybody
	quota    int64        // rows; 0: as many as everybody
	blocked  int64        // 1: may not log in
	limited  store.Moment // when the last three were last changed
	changes  int64        // the transactions that changed rows
	rows     int64        // how many rows there are
	rowsSum  int64        // their sums, joined by exclusive or
}

// everybody is the number of the account that counts the readers.
const everybody = 0

func (a *account) add(sum int64) {
	a.rows++
	a.rowsSum ^= sum
}

func (a *account) remove(sum int64) {
	a.rows--
	a.rowsSum ^= sum
}

func (a *account) columns() []int64 {
	return []int64{a.number, int64(a.first), int64(a.last), a.sessions, a.quota, a.blocked, int64(a.limited), a.changes, a.rows, a.rowsSum}
}

func (a *account) sum() int64 { return beginSum(accountsTable).number(a.columns()...).sum() }

// merge takes over what is newer of what another database knows of the reader.
func (a *account) merge(other account) {
	if a.first == 0 || other.first != 0 && other.first < a.first {
		a.first = other.first
	}
	a.last = max(a.last, other.last)
	if other.limited > a.limited {
		a.sessions, a.quota, a.blocked, a.limited = other.sessions, other.quota, other.blocked, other.limited
	}
}

const accountColumns = "reader, first_seen, last_seen, sessions, quota, blocked, limited, changes, rows, rows_sum"

// findAccount gives the account of a reader, with the number 0 where there is
// none.
func (d *database) findAccount(ctx context.Context, tx *sql.Tx, name string) (account, error) {
	var no, sum int64
	err := tx.QueryRowContext(ctx, "select number, sum from readers where name = ?", name).Scan(number(&no), number(&sum))
	if errors.Is(err, sql.ErrNoRows) {
		return account{name: name}, d.checkReaders(ctx, tx)
	}
	if err != nil {
		return account{}, err
	}
	if sum != readerSum(no, name) {
		return account{}, checksum.ErrDamaged
	}
	found, err := accountOf(ctx, tx, no)
	found.name = name
	return found, err
}

// checkReaders finds out whether any reader is missing, the first time that
// somebody is not there: a page that leads nowhere looks like a new reader.
func (d *database) checkReaders(ctx context.Context, tx *sql.Tx) (err error) {
	if d.readersChecked {
		return nil
	}
	all, err := accountOf(ctx, tx, everybody)
	if err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, "select number, name, sum from readers")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var no, sum int64
		var name string
		if err := rows.Scan(number(&no), textColumn{&name}, number(&sum)); err != nil {
			return err
		}
		if sum != readerSum(no, name) {
			return checksum.ErrDamaged
		}
		all.remove(sum)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if all.rows != 0 || all.rowsSum != 0 {
		return checksum.ErrDamaged
	}
	d.readersChecked = true
	return nil
}

// accountOf gives the account of a reader who is there.
func accountOf(ctx context.Context, tx *sql.Tx, of int64) (account, error) {
	var a account
	var sum int64
	err := tx.QueryRowContext(ctx, "select "+accountColumns+", sum from accounts where reader = ?", of).Scan(
		number(&a.number), number(&a.first), number(&a.last), number(&a.sessions), number(&a.quota), number(&a.blocked), number(&a.limited),
		number(&a.changes), number(&a.rows), number(&a.rowsSum), number(&sum))
	if errors.Is(err, sql.ErrNoRows) || err == nil && (sum != a.sum() || a.number != of) {
		return account{}, checksum.ErrDamaged
	}
	return a, err
}

// openAccount gives the account of a reader, who gets one if need be: under the
// number, if it is not 0.
func (d *database) openAccount(ctx context.Context, tx *sql.Tx, name string, number int64, now store.Moment) (account, error) {
	found, err := d.findAccount(ctx, tx, name)
	if err != nil || found.number != 0 {
		return found, err
	}
	all, err := accountOf(ctx, tx, everybody)
	if err != nil {
		return account{}, err
	}
	// The number of somebody who is gone is not given to another.
	all.changes = max(all.changes+1, number)
	if number == 0 {
		number = all.changes
	}
	found = account{number: number, name: name, first: now, last: now}
	sum := readerSum(number, name)
	all.add(sum)
	if _, err := tx.ExecContext(ctx, "insert into readers (number, name, sum) values (?, ?, ?)", number, name, sum); err != nil {
		return account{}, err
	}
	return found, writeAccount(ctx, tx, all)
}

func writeAccount(ctx context.Context, tx *sql.Tx, a account) error {
	arguments := []any{}
	for _, n := range a.columns() {
		arguments = append(arguments, n)
	}
	_, err := tx.ExecContext(ctx, "insert or replace into accounts ("+accountColumns+", sum) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		append(arguments, a.sum())...)
	return err
}

func (a *account) public() store.Account {
	return store.Account{
		Name: a.name, Number: a.number, Changes: a.changes,
		First: a.first.Time(), Last: a.last.Time(), Rows: int(a.rows),
		Sessions: int(a.sessions), Quota: int(a.quota), Blocked: a.blocked != 0,
	}
}

// changeAccount changes what is kept of an account besides marks.
func (d *database) changeAccount(ctx context.Context, name string, change func(*account)) error {
	return d.Transaction(ctx, func(tx *sql.Tx) error {
		a, err := d.findAccount(ctx, tx, name)
		if err != nil || a.number == 0 {
			return errors.Join(err, missing(a.number, name))
		}
		change(&a)
		return writeAccount(ctx, tx, a)
	})
}

func missing(number int64, name string) error {
	if number != 0 {
		return nil
	}
	return &store.UnknownAccountError{Name: name}
}
