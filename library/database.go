package library

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

	"modernc.org/sqlite"

	"broadsheet/library/checksum"
)

// Database is a file of SQLite's. It belongs to one goroutine, and has one
// connection: the lock of SQLite is unfair, and what other processes write
// shows in data_version on a connection that is held.
type Database struct {
	path    string
	schema  schema
	pages   int    // how large the file may grow, in pages; 0: without bounds
	options string // how the file is opened, as of openPool; empty: mapped into memory
	old     bool   // it has the form of an earlier version, and cannot be written to

	pool        *sql.DB
	connection  *sql.Conn
	file        fs.FileInfo // what is open
	dataVersion int64       // of what was read last
}

// schema is what a kind of database holds.
type schema struct {
	scripts     fs.FS // its migrations: the .sql files in it, which are run in the order of their paths
	application int   // stands in the header of the file
	cache       bool  // one of an older version is not brought forward but made anew

	// convert does what SQL cannot after the migration of that number; may be nil.
	convert      func(ctx context.Context, tx *sql.Tx) error
	convertAfter int
}

// busyTime is how long to wait for another process, in milliseconds.
const busyTime = 5000

// errNewer says that the database is not ours to write to.
var errNewer = errors.New("it was written by a newer version of broadsheet, and is left as it is")

var errForeign = errors.New("it is the database of another program, and is left as it is")

// errOutdated says that a cache is to be made anew.
var errOutdated = errors.New("it was made by another version of broadsheet")

// open opens the database, and brings it to the form of this version. Without
// create a file that is not there is an error, fs.ErrNotExist.
func (d *Database) open(ctx context.Context, create bool) (err error) {
	if d.connection != nil {
		return nil
	}
	if _, err := os.Stat(d.path); err != nil {
		if !create || !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(d.path), 0o700); err != nil {
			return err
		}
		if err := makePrivate(d.path); err != nil {
			return err
		}
	}
	return d.connect(ctx, "", d.prepare)
}

// makePrivate makes an empty file that nobody else can read: what one reads is
// one's own business, wherever the folder is. SQLite gives what it has beside a
// database the permissions of that.
func makePrivate(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600) //nolint:gosec // it is the database's own path
	if err != nil {
		return err
	}
	return file.Close()
}

// openUnwritable opens a database in a place where nothing can be written, not
// even what SQLite has beside a database to share it.
func (d *Database) openUnwritable(ctx context.Context) error {
	return d.connect(ctx, "&mode=ro&immutable=1", func(ctx context.Context) error {
		version, err := d.version(ctx, math.MaxInt)
		d.old = version == 1
		return err
	})
}

// connect opens the file, and closes it again if what comes first fails.
func (d *Database) connect(ctx context.Context, options string, first func(context.Context) error) (err error) {
	if d.pool, err = openPool(d.path, cmp.Or(d.options, mapped)+options, 1); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.close())
		}
	}()
	if d.connection, err = d.pool.Conn(ctx); err != nil {
		return err
	}
	if d.file, err = os.Stat(d.path); err != nil {
		return err
	}
	return first(ctx)
}

// mapped lets SQLite map the file into memory, for those who read much of it at
// once. What is mapped counts as the program's memory.
const mapped = "&_pragma=mmap_size(268435456)"

// openPool gives a pool of so many connections to a file, which is opened with more
// options than all are, as the driver writes them: &name=value.
func openPool(path, options string, connections int) (*sql.DB, error) {
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
	scripts := d.schema.migrations()
	version, err := d.version(ctx, len(scripts))
	if err != nil {
		return err
	}
	// WAL lets others read while one writes; with it, synchronous=normal can lose
	// the last commits at a power cut, but never the file.
	statements := []string{"pragma journal_mode = wal", "pragma synchronous = normal"}
	if d.pages > 0 {
		statements = append(statements, fmt.Sprintf("pragma max_page_count = %d", d.pages))
	}
	for _, statement := range statements {
		if _, err := d.connection.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if version == len(scripts) {
		return nil
	}
	return d.migrate(ctx, scripts)
}

// migrations gives the paths of the migrations in the order in which they are
// run.
func (s schema) migrations() []string {
	var names []string
	err := fs.WalkDir(s.scripts, ".", func(name string, _ fs.DirEntry, err error) error {
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
	application, err := d.number(ctx, "pragma application_id")
	if err != nil {
		return 0, err
	}
	version, err := d.number(ctx, "pragma user_version")
	if err != nil {
		return 0, err
	}
	switch {
	case application != 0 && application != int64(d.schema.application):
		return 0, errForeign
	case version > int64(known):
		return 0, errNewer
	case d.schema.cache && version != 0 && version < int64(known) && known != math.MaxInt:
		return 0, errOutdated
	}
	return int(version), nil
}

// check says whether the open file is what it should be.
func (d *Database) check(ctx context.Context) error {
	_, err := d.version(ctx, len(d.schema.migrations()))
	return err
}

// checkCache says whether a database is a cache of this version. The error is
// fs.ErrNotExist for one that is empty, for whoever began it got no further, and
// errOutdated for any other.
func (s schema) checkCache(ctx context.Context, connection *sql.Conn) error {
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
	if application != int64(s.application) || version != int64(len(s.migrations())) {
		return errOutdated
	}
	return nil
}

// migrate runs the migrations that are missing, all or none of them. Another
// process may have been faster.
func (d *Database) migrate(ctx context.Context, scripts []string) error {
	return d.transaction(ctx, func(tx *sql.Tx) error {
		version, err := d.version(ctx, len(scripts))
		if err != nil {
			return err
		}
		for i, name := range scripts[version:] {
			script, err := fs.ReadFile(d.schema.scripts, name)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(script)); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if version+i+1 != d.schema.convertAfter {
				continue
			}
			if err := d.schema.convert(ctx, tx); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		_, err = tx.ExecContext(ctx, fmt.Sprintf("pragma application_id = %d; pragma user_version = %d", d.schema.application, len(scripts)))
		return err
	})
}

// transaction does something wholly or not at all. It takes the lock at its
// beginning (_txlock=immediate): one that reads first and then wants to write
// fails at once where another process has written meanwhile.
func (d *Database) transaction(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := d.connection.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// reading reads from one state of the database, whatever others write.
func (d *Database) reading(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := d.connection.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(do(tx), tx.Rollback())
}

func (d *Database) number(ctx context.Context, query string) (int64, error) {
	var number int64
	err := d.connection.QueryRowContext(ctx, query).Scan(&number)
	return number, err
}

// changed says whether another process has written since it was last asked.
func (d *Database) changed(ctx context.Context) (bool, error) {
	version, err := d.number(ctx, "pragma data_version")
	if err != nil {
		return false, err
	}
	changed := version != d.dataVersion
	d.dataVersion = version
	return changed, nil
}

func (d *Database) close() error {
	var failures []error
	if d.connection != nil {
		failures = append(failures, d.connection.Close())
	}
	if d.pool != nil {
		failures = append(failures, d.pool.Close())
	}
	d.connection, d.pool, d.dataVersion, d.old = nil, nil, 0, false
	return errors.Join(failures...)
}

// replaced says that the file is not the one that is open: another process has
// made it anew, or somebody has removed it.
func (d *Database) replaced() bool {
	found, err := os.Stat(d.path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(d.file, found)
}

// The result codes of SQLite that say something about the file.
const (
	sqliteError      = 1 // tables that are not as they were made
	sqlitePermission = 3
	sqliteAbort      = 4
	sqliteBusy       = 5
	sqliteLocked     = 6
	sqliteNoMemory   = 7
	sqliteNoWrite    = 8
	sqliteInterrupt  = 9
	sqliteIO         = 10
	sqliteCorrupt    = 11
	sqliteFull       = 13
	sqliteNoOpen     = 14
	sqliteProtocol   = 15
	sqliteConstraint = 19
	sqliteMismatch   = 20
	sqliteNotADB     = 26
	sqliteShortRead  = 522 // a file that ends too early
)

// resultCode is the primary result code of SQLite's error, or 0.
func resultCode(err error) int {
	var failure *sqlite.Error
	if errors.As(err, &failure) {
		return failure.Code() & 0xff
	}
	return 0
}

// isBroken says that what is in the file is no database, or no whole one.
func isBroken(err error) bool {
	code := resultCode(err)
	return code == sqliteCorrupt || code == sqliteNotADB || errors.Is(err, checksum.ErrDamaged)
}

// isSurelyDamaged says of a database whose statements are known to be right that it
// is not as it was written: nothing else explains the error.
func isSurelyDamaged(err error) bool {
	var failure *sqlite.Error
	if errors.As(err, &failure) && failure.Code() == sqliteShortRead {
		return true
	}
	code := resultCode(err)
	return isBroken(err) || code == sqliteError || code == sqliteConstraint || code == sqliteMismatch
}

// cannotWrite says that the file, or what has to be beside it, cannot be
// written.
func cannotWrite(err error) bool {
	code := resultCode(err)
	return code == sqliteNoWrite || code == sqliteNoOpen
}

// isBusy says that another process was writing all the time.
func isBusy(err error) bool {
	code := resultCode(err)
	return code == sqliteBusy || code == sqliteLocked
}

// isDamaged says that a cache is not what was written: SQLite says so, or does
// not find the tables that were there, or what it gives does not have its
// checksum. Of a disk that could not be read, written or locked nothing is said.
func isDamaged(err error) bool {
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.Is(err, sql.ErrConnDone):
		return false
	case errors.Is(err, checksum.ErrDamaged):
		return true
	}
	switch resultCode(err) {
	case 0, sqlitePermission, sqliteAbort, sqliteBusy, sqliteLocked, sqliteNoMemory, sqliteNoWrite, sqliteInterrupt, sqliteIO, sqliteFull,
		sqliteNoOpen, sqliteProtocol:
		return false
	}
	return true
}

// with does something with the open file, and closes it.
func (d *Database) with(ctx context.Context, options string, do func(context.Context) error) error {
	return errors.Join(d.connect(ctx, options, do), d.close())
}

// removeDatabase removes a database with what SQLite has beside it.
func removeDatabase(path string) error {
	var failures []error
	for _, ending := range []string{"-wal", "-shm", "-journal", ""} {
		if err := os.Remove(path + ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failures = append(failures, err)
		}
	}
	return errors.Join(failures...)
}

// asker is what can be asked a query: a connection or a pool of them.
type asker interface {
	QueryContext(ctx context.Context, query string, arguments ...any) (*sql.Rows, error)
}

// eachRow calls found for every row of an answer, until one is an error.
func eachRow(ctx context.Context, from asker, query string, arguments []any, found func(*sql.Rows) error) (err error) {
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
