// Package state keeps what is known of feeds between two fetches: validators, when to
// ask again, and which entry is which file. It decides nothing, and knows no network
// and no files but its own.
package state

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"broadsheet/library/sqlite"
)

//go:embed migrations
var migrations embed.FS

// schema is that of the feeds' state ("bsfd").
func schema() sqlite.Schema { return sqlite.Schema{Scripts: migrations, Application: 0x62736664} }

// Store is the database. It may be used from several goroutines at once, and from
// several processes.
type Store struct {
	mu         sync.Mutex
	database   sqlite.Database
	statements map[string]*sql.Stmt // of the connection, by their text

	// Renewed says that the database is empty because the one that was there was
	// damaged, and where that was put; empty: it was not.
	Renewed string
}

// Open opens the database at a path, and makes it if it is not there. One that is
// damaged is set aside, and an empty one is begun. The error says that it belongs to
// another program or to a newer version, or cannot be read or written.
func Open(ctx context.Context, path string, now time.Time) (*Store, error) {
	s := &Store{database: sqlite.Database{Path: path, Schema: schema(), Options: "&_pragma=cache_size(-4096)"}}
	err := s.open(ctx)
	if !sqlite.IsSurelyDamaged(err) {
		return s, err
	}
	return s, s.Renew(ctx, now)
}

func (s *Store) open(ctx context.Context) error {
	s.statements = map[string]*sql.Stmt{}
	return s.located(s.database.Open(ctx, true))
}

// close lets go of the file.
func (s *Store) close() error {
	var failures []error
	for _, statement := range s.statements {
		failures = append(failures, statement.Close())
	}
	s.statements = nil
	return errors.Join(append(failures, s.database.Close())...)
}

// located names the file in an error.
func (s *Store) located(err error) error {
	if err == nil {
		return nil
	}
	if sqlite.NoRoom(err) {
		return fmt.Errorf("the database of feeds %s cannot be written, for its disk is full: make room, and fetch again: %w", s.database.Path, err)
	}
	return fmt.Errorf("the database of feeds %s cannot be used: %w", s.database.Path, err)
}

// setAside moves a damaged database out of the way, with what SQLite has beside it.
func (s *Store) setAside(now time.Time) (aside string, err error) {
	path := s.database.Path
	aside = path + ".damaged-" + now.UTC().Format("20060102-150405")
	for _, ending := range []string{"-wal", "-shm", "-journal", ""} {
		if renamed := os.Rename(path+ending, aside+ending); renamed != nil && !errors.Is(renamed, os.ErrNotExist) {
			err = errors.Join(err, renamed)
		}
	}
	return aside, err
}

// Damaged says of an error of a Store that the database is not as it was written. What
// a mistake of the program may explain is not taken for that.
func Damaged(err error) bool { return sqlite.IsBroken(err) }

// Renew sets a damaged database aside and begins an empty one in its place.
func (s *Store) Renew(ctx context.Context, now time.Time) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.close() // it is damaged
	if s.Renewed, err = s.setAside(now); err != nil {
		return s.located(err)
	}
	return s.open(ctx)
}

// Close lets go of the file.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.close()
}

// Path is the database's file.
func (s *Store) Path() string { return s.database.Path }

// In does something in one transaction, wholly or not at all. Durable: it is on the
// disk when In returns, whatever happens to the machine. When ctx ends, the statement
// that is being run is the last one, and nothing of the transaction stays.
func (s *Store) In(ctx context.Context, durable bool, do func(*Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.database.Connection == nil {
		return s.located(sql.ErrConnDone)
	}
	// All statements are short. To be able to break one off costs more than to run it, and
	// a transaction that ends by itself would leave the statements after it outside of any.
	whole := context.WithoutCancel(ctx)
	if durable {
		if _, err := s.database.Connection.ExecContext(whole, "pragma synchronous = full"); err != nil {
			return s.located(err)
		}
		defer s.database.Connection.ExecContext(whole, "pragma synchronous = normal") //nolint:errcheck // it is slower then, no more
	}
	err := s.database.Transaction(whole, func(*sql.Tx) error {
		err := do(&Tx{ctx: ctx, store: s})
		return cmp.Or(err, ctx.Err())
	})
	if err == nil || ctx.Err() != nil {
		return err
	}
	return s.located(err)
}

// Tx is a transaction.
type Tx struct {
	ctx   context.Context //nolint:containedctx // it lives as long as the call that has it
	store *Store
}

// prepared gives a statement, which is made once a connection: nothing else uses that
// while a transaction is open.
func (t *Tx) prepared(query string) (*sql.Stmt, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	if statement, found := t.store.statements[query]; found {
		return statement, nil
	}
	statement, err := t.store.database.Connection.PrepareContext(t.whole(), query)
	if err == nil {
		t.store.statements[query] = statement
	}
	return statement, err
}

// whole is the context of a statement, which is run to its end.
func (t *Tx) whole() context.Context { return context.WithoutCancel(t.ctx) }

func (t *Tx) exec(query string, arguments ...any) (sql.Result, error) {
	statement, err := t.prepared(query) //nolint:sqlclosecheck // the store closes it
	if err != nil {
		return nil, err
	}
	return statement.ExecContext(t.whole(), arguments...)
}

// each calls found for every row.
func (t *Tx) each(query string, arguments []any, found func(*sql.Rows) error) (err error) {
	statement, err := t.prepared(query) //nolint:sqlclosecheck // the store closes it
	if err != nil {
		return err
	}
	rows, err := statement.QueryContext(t.whole(), arguments...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := found(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// millis is how times are kept.
func millis(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMilli()
}

func timeOf(millis int64) time.Time {
	if millis == 0 {
		return time.Time{}
	}
	return time.UnixMilli(millis).UTC()
}
