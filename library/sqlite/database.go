// Package sqlite opens, migrates and removes databases, and says what an error means
// for the file. It knows nothing of what is in them: each kind of database comes with
// a Schema of its own.
package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Database is a file of SQLite's. It belongs to one goroutine, and has one
// connection: the lock of SQLite is unfair, and what other processes write
// shows in data_version on a connection that is held.
type Database struct {
	Path    string
	Schema  Schema
	Pages   int    // how large the file may grow, in pages; 0: without bounds
	Options string // how the file is opened, as of OpenPool; empty: mapped into memory
	Old     bool   // it has the form of an earlier version, and cannot be written to

	pool        *sql.DB
	Connection  *sql.Conn
	File        fs.FileInfo // what is open
	dataVersion int64       // of what was read last
}

// Schema is what a kind of database holds.
type Schema struct {
	Scripts     fs.FS // its migrations: the .sql files in it, which are run in the order of their paths
	Application int   // stands in the header of the file
	Cache       bool  // one of an older version is not brought forward but made anew

	// Convert does what SQL cannot after the migration of that number; may be nil.
	Convert      func(ctx context.Context, tx *sql.Tx) error
	ConvertAfter int
}

// busyTime is how long to wait for another process, in milliseconds.
const busyTime = 5000

// Open opens the database, and brings it to the form of this version. Without
// create a file that is not there is an error, fs.ErrNotExist.
func (d *Database) Open(ctx context.Context, create bool) (err error) {
	if d.Connection != nil {
		return nil
	}
	if _, err := os.Stat(d.Path); err != nil {
		if !create || !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(d.Path), 0o700); err != nil {
			return err
		}
		if err := MakePrivate(d.Path); err != nil {
			return err
		}
	}
	return d.connect(ctx, "", d.prepare)
}

// MakePrivate makes an empty file that nobody else can read: what one reads is
// one's own business, wherever the folder is. SQLite gives what it has beside a
// database the permissions of that.
func MakePrivate(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600) //nolint:gosec // it is the database's own path
	if err != nil {
		return err
	}
	return file.Close()
}

// OpenUnwritable opens a database in a place where nothing can be written, not
// even what SQLite has beside a database to share it.
func (d *Database) OpenUnwritable(ctx context.Context) error {
	return d.connect(ctx, "&mode=ro&immutable=1", func(ctx context.Context) error {
		version, err := d.version(ctx, math.MaxInt)
		d.Old = version == 1
		return err
	})
}

// connect opens the file, and closes it again if what comes first fails.
func (d *Database) connect(ctx context.Context, options string, first func(context.Context) error) (err error) {
	if d.pool, err = OpenPool(d.Path, cmp.Or(d.Options, mapped)+options, 1); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Close())
		}
	}()
	if d.Connection, err = d.pool.Conn(ctx); err != nil {
		return err
	}
	if d.File, err = os.Stat(d.Path); err != nil {
		return err
	}
	return first(ctx)
}

// mapped lets SQLite map the file into memory, for those who read much of it at
// once. What is mapped counts as the program's memory.
const mapped = "&_pragma=mmap_size(268435456)"

// OpenPool gives a pool of so many connections to a file, which is opened with more
// options than all are, as the driver writes them: &name=value.
func OpenPool(path, options string, connections int) (*sql.DB, error) {
	pool, err := sql.Open("sqlite", address(path, options))
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return pool, nil
}

// address names the file as SQLite wants it.
func address(path, more string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	address := url.URL{Scheme: "file", Path: path, RawQuery: fmt.Sprintf("_pragma=busy_timeout(%d)&_txlock=immediate%s", busyTime, more)}
	return address.String()
}

// prepare looks at what was opened before it changes anything.
func (d *Database) prepare(ctx context.Context) error {
	scripts := d.Schema.Migrations()
	version, err := d.version(ctx, len(scripts))
	if err != nil {
		return err
	}
	// WAL lets others read while one writes; with it, synchronous=normal can lose
	// the last commits at a power cut, but never the file.
	statements := []string{"pragma journal_mode = wal", "pragma synchronous = normal"}
	if d.Pages > 0 {
		statements = append(statements, fmt.Sprintf("pragma max_page_count = %d", d.Pages))
	}
	for _, statement := range statements {
		if _, err := d.Connection.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if version == len(scripts) {
		return nil
	}
	return d.migrate(ctx, scripts)
}

// Migrations gives the paths of the migrations in the order in which they are
// run.
func (s Schema) Migrations() []string {
	var names []string
	err := fs.WalkDir(s.Scripts, ".", func(name string, _ fs.DirEntry, err error) error {
		if path.Ext(name) == ".sql" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		panic(err) // they are compiled in
	}
	return names
}

// version gives how many migrations the database has seen.
func (d *Database) version(ctx context.Context, known int) (int, error) {
	application, err := d.Number(ctx, "pragma application_id")
	if err != nil {
		return 0, err
	}
	version, err := d.Number(ctx, "pragma user_version")
	if err != nil {
		return 0, err
	}
	switch {
	case application != 0 && application != int64(d.Schema.Application):
		return 0, ErrForeign
	case version > int64(known):
		return 0, ErrNewer
	case d.Schema.Cache && version != 0 && version < int64(known) && known != math.MaxInt:
		return 0, ErrOutdated
	}
	return int(version), nil
}

// Check says whether the open file is what it should be.
func (d *Database) Check(ctx context.Context) error {
	_, err := d.version(ctx, len(d.Schema.Migrations()))
	return err
}

// CheckCache says whether a database is a cache of this version. The error is
// fs.ErrNotExist for one that is empty, for whoever began it got no further, and
// ErrOutdated for any other.
func (s Schema) CheckCache(ctx context.Context, connection *sql.Conn) error {
	var tables, application, version int64
	if err := connection.QueryRowContext(ctx, "select count(*) from sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	if tables == 0 {
		return fs.ErrNotExist
	}
	if err := connection.QueryRowContext(ctx, "pragma application_id").Scan(&application); err != nil {
		return err
	}
	if err := connection.QueryRowContext(ctx, "pragma user_version").Scan(&version); err != nil {
		return err
	}
	if application != int64(s.Application) || version != int64(len(s.Migrations())) {
		return ErrOutdated
	}
	return nil
}

// migrate runs the migrations that are missing, all or none of them. Another
// process may have been faster.
func (d *Database) migrate(ctx context.Context, scripts []string) error {
	return d.Transaction(ctx, func(tx *sql.Tx) error {
		version, err := d.version(ctx, len(scripts))
		if err != nil {
			return err
		}
		for i, name := range scripts[version:] {
			script, err := fs.ReadFile(d.Schema.Scripts, name)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(script)); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if version+i+1 != d.Schema.ConvertAfter {
				continue
			}
			if err := d.Schema.Convert(ctx, tx); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		_, err = tx.ExecContext(ctx, fmt.Sprintf("pragma application_id = %d; pragma user_version = %d", d.Schema.Application, len(scripts)))
		return err
	})
}

// Transaction does something wholly or not at all. It takes the lock at its
// beginning (_txlock=immediate): one that reads first and then wants to write
// fails at once where another process has written meanwhile.
func (d *Database) Transaction(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := d.Connection.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// Reading reads from one state of the database, whatever others write.
func (d *Database) Reading(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := d.Connection.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(do(tx), tx.Rollback())
}

// Number gives the one number that a query answers with.
func (d *Database) Number(ctx context.Context, query string) (int64, error) {
	var number int64
	err := d.Connection.QueryRowContext(ctx, query).Scan(&number)
	return number, err
}

// Changed says whether another process has written since it was last asked.
func (d *Database) Changed(ctx context.Context) (bool, error) {
	version, err := d.Number(ctx, "pragma data_version")
	if err != nil {
		return false, err
	}
	changed := version != d.dataVersion
	d.dataVersion = version
	return changed, nil
}

// Close lets go of the file. The database may be opened again.
func (d *Database) Close() error {
	var failures []error
	if d.Connection != nil {
		failures = append(failures, d.Connection.Close())
	}
	if d.pool != nil {
		failures = append(failures, d.pool.Close())
	}
	d.Connection, d.pool, d.dataVersion, d.Old = nil, nil, 0, false
	return errors.Join(failures...)
}

// Replaced says that the file is not the one that is open: another process has
// made it anew, or somebody has removed it.
func (d *Database) Replaced() bool {
	found, err := os.Stat(d.Path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(d.File, found)
}

// With does something with the open file, and closes it.
func (d *Database) With(ctx context.Context, options string, do func(context.Context) error) error {
	return errors.Join(d.connect(ctx, options, do), d.Close())
}

// Remove removes a database with what SQLite has beside it.
func Remove(path string) error {
	var failures []error
	for _, ending := range []string{"-wal", "-shm", "-journal", ""} {
		if err := os.Remove(path + ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failures = append(failures, err)
		}
	}
	return errors.Join(failures...)
}

// Querier is what can be asked a query: a connection or a pool of them.
type Querier interface {
	QueryContext(ctx context.Context, query string, arguments ...any) (*sql.Rows, error)
}

// EachRow calls found for every row of an answer, until one is an error.
func EachRow(ctx context.Context, from Querier, query string, arguments []any, found func(*sql.Rows) error) (err error) {
	rows, err := from.QueryContext(ctx, query, arguments...)
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
