package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"broadsheet/library/sqlite"
)

// AccountRules say how much is kept of the readers of a server, who are
// strangers. With the zero AccountRules there are no bounds.
type AccountRules struct {
	// Quota is how many rows an account may have in the database: articles with
	// marks of their own, groups of articles that were marked at once, and
	// settings. 0: without bounds. An account may have a quota of its own.
	Quota int

	// ForgetAfter is for how long an account that did little is kept after it was
	// last seen. 0: for ever.
	ForgetAfter time.Duration

	// Keep names readers who are never forgotten.
	Keep []string

	// WatchDisk says that a disk that is nearly full takes no new accounts, and in
	// the end no new marks.
	WatchDisk bool

	// Log takes a sentence for whoever runs the server. nil: nobody is told.
	Log func(sentence string)
}

// SetAccountRules takes over what whoever runs the server has decided anew.
func (l *Library) SetAccountRules(rules AccountRules) { l.rules.Store(&rules) }

func (k *keeper) log(format string, args ...any) {
	if log := k.library.rules.Load().Log; log != nil {
		log(fmt.Sprintf(format, args...))
	}
}

// admit sets the bounds of a reader.
func (k *keeper) admit(m *marks, found account) {
	limit := k.library.rules.Load().Quota
	if found.quota > 0 {
		limit = int(found.quota)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.limit, m.stranger = limit, found.number == 0
}

// seen writes down that a reader of the server is here.
func (k *keeper) seen(ctx context.Context, a account) error {
	if now := k.now(); a.number == 0 || k.database.Old || now.time().Sub(a.last.time()) < time.Hour || k.library.rules.Load().ForgetAfter == 0 {
		return nil
	}
	err := k.database.changeAccount(ctx, a.name, func(a *account) { a.last = max(a.last, k.now()) })
	if sqlite.CannotWrite(err) {
		return nil // and what matters more is not written either
	}
	return err
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

// UnknownAccountError says that nothing is kept of an account.
type UnknownAccountError struct{ Name string }

// Error is a sentence that names the account.
func (e *UnknownAccountError) Error() string {
	return fmt.Sprintf("there is no account %q; `broadsheet accounts list` names them", e.Name)
}

func missing(number int64, name string) error {
	if number != 0 {
		return nil
	}
	return &UnknownAccountError{name}
}

// order has the keeper's goroutine do something, and waits for it.
func (l *Library) order(ctx context.Context, do func(context.Context) error) error {
	if l.keeper == nil {
		return errors.New("no marks are kept here")
	}
	answer := make(chan error, 1)
	select {
	case l.keeper.orders <- func(ctx context.Context) { answer <- do(ctx) }:
		return <-answer
	case <-l.keeper.quit:
		return errors.New("the library is closed")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// onDatabase has something done with the open database. Where there is none,
// nothing is done.
func (l *Library) onDatabase(ctx context.Context, do func(context.Context, *database) error) error {
	return l.order(ctx, func(ctx context.Context) error {
		k := l.keeper
		var err error
		for range 2 { // once more where that mended it
			if k.off != nil {
				return k.off
			}
			if err = k.open(ctx, false); errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil {
				err = do(ctx, &k.database)
			}
			if !isDamage(err) {
				break
			}
			k.fail(ctx, err)
		}
		return err
	})
}

// Account is what is kept of a reader of the server.
type Account struct {
	Name        string
	First, Last time.Time // when it was first and last seen, the latter within an hour
	Marks       int       // articles with marks
	Rows        int       // what counts for the quota
	Bytes       int       // about
	Sessions    int       // how many it may have at a time; 0: as many as everybody
	Quota       int       // rows; 0: as many as everybody
	Blocked     bool      // it may not log in
}

func (a *account) public() Account {
	return Account{
		Name: a.name, First: a.first.time(), Last: a.last.time(), Rows: int(a.rows),
		Sessions: int(a.sessions), Quota: int(a.quota), Blocked: a.blocked != 0,
	}
}

// Account gives what is kept of an account, and whether anything is, so that it
// has been here before. Marks and Bytes are left out: it is quick.
func (l *Library) Account(ctx context.Context, name string) (found Account, known bool, err error) {
	err = l.onDatabase(ctx, func(ctx context.Context, d *database) error {
		return d.Reading(ctx, func(tx *sql.Tx) error {
			a, err := d.findAccount(ctx, tx, name)
			found, known = a.public(), a.number != 0
			return err
		})
	})
	return found, known, err
}

// Sessions is how many sessions a reader has open.
func (l *Library) Sessions(name string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if m := l.marks[name]; m != nil {
		return m.sessions
	}
	return 0
}

// Known says whether an account did something on an earlier day (UTC). A key costs
// nothing, so that what one did today says nothing of it. Where that cannot be
// found out it did not.
func (l *Library) Known(ctx context.Context, name string) bool {
	found, known, err := l.Account(ctx, name)
	today := l.now().UTC().Truncate(24 * time.Hour)
	return known && err == nil && found.First.Before(today)
}

// About how many bytes of the file a row takes, with its places in indexes.
const (
	markBytes  = 90
	layerBytes = 60
)

// Accounts gives all accounts, those first that were here last.
func (l *Library) Accounts(ctx context.Context) ([]Account, error) {
	var all []Account
	err := l.onDatabase(ctx, func(ctx context.Context, d *database) error {
		all = nil
		return d.Reading(ctx, func(tx *sql.Tx) (err error) {
			all, err = d.accounts(ctx, tx)
			return err
		})
	})
	return all, err
}

func (d *database) accounts(ctx context.Context, tx *sql.Tx) (all []Account, err error) {
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
	known := newDirectory()
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
			one.Marks += of.layers[0].members.count()
		}
		one.Bytes = int(sizes[i].marks)*markBytes + len(layers)*layerBytes + int(sizes[i].text)
		all = append(all, one)
	}
	return all, nil
}

// AccountLimits are the limits of one account; 0 is the limit of everybody.
type AccountLimits struct {
	Sessions int
	Quota    int
	Blocked  bool
}

// LimitAccount sets the limits of an account. The error may be an
// *UnknownAccountError.
func (l *Library) LimitAccount(ctx context.Context, name string, limits AccountLimits) error {
	done := false
	err := l.onDatabase(ctx, func(ctx context.Context, d *database) error {
		done = true
		return d.changeAccount(ctx, name, func(a *account) {
			a.sessions, a.quota, a.blocked = int64(limits.Sessions), int64(limits.Quota), 0
			if limits.Blocked {
				a.blocked = 1
			}
			a.limited = l.keeper.now().after(a.limited)
		})
	})
	if err == nil && !done {
		return &UnknownAccountError{name}
	}
	return err
}

// DeleteAccount removes all that is kept of an account, from the backups too. The
// error may be an *UnknownAccountError.
func (l *Library) DeleteAccount(ctx context.Context, name string) error {
	done := false
	err := l.onDatabase(ctx, func(ctx context.Context, d *database) error {
		done = true
		if err := d.deleteAccount(ctx, name); err != nil {
			return err
		}
		for _, path := range backupsOf(d.Path).paths() {
			if err := deleteFromBackup(ctx, path, name); err != nil {
				return fmt.Errorf("it is deleted, but not from the backup %s: %w", filepath.Base(path), err)
			}
		}
		return nil
	})
	if err == nil && !done {
		return &UnknownAccountError{name}
	}
	return err
}

func deleteFromBackup(ctx context.Context, path, name string) error {
	backup := newDatabase(path, 0)
	var unknown *UnknownAccountError
	err := backup.With(ctx, "", func(ctx context.Context) error { return backup.deleteAccount(ctx, name) })
	if errors.As(err, &unknown) {
		return nil
	}
	return err
}

// deleteAccount removes an account, and what is left of it in the file.
func (d *database) deleteAccount(ctx context.Context, name string) error {
	if _, err := d.Connection.ExecContext(ctx, "pragma secure_delete = on"); err != nil {
		return err
	}
	err := d.Transaction(ctx, func(tx *sql.Tx) error {
		a, err := d.findAccount(ctx, tx, name)
		if err != nil || a.number == 0 {
			return errors.Join(err, missing(a.number, name))
		}
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
	// What the log still has of it would be salvaged one day.
	_, err = d.Connection.ExecContext(ctx, "pragma wal_checkpoint(truncate)")
	if sqlite.IsBusy(err) {
		return nil
	}
	return err
}
