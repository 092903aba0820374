package library

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite" // registers itself as the driver "sqlite"
)

// database is a file of SQLite's. It belongs to one goroutine, and has one
// connection: the lock of SQLite is unfair, and what other processes write
// shows in data_version on a connection that is held.
type database struct {
	path   string
	schema schema
	pages  int // how large the file may grow, in pages; 0: without bounds

	pool        *sql.DB
	connection  *sql.Conn
	file        fs.FileInfo // what is open
	dataVersion int64       // of what was read last
}

// schema is what a kind of database holds.
type schema struct {
	folder      string // of its migrations, which are run in the order of their names
	application int    // stands in the header of the file
	cache       bool   // one of an older version is not brought forward but made anew

	// convert does what SQL cannot after the migration of that number; may be nil.
	convert      func(ctx context.Context, tx *sql.Tx) error
	convertAfter int
}

//go:embed migrations
var migrations embed.FS

// busyTime is how long to wait for another process, in milliseconds.
const busyTime = 5000

// errNewer says that the database is not ours to write to.
var errNewer = errors.New("it was written by a newer version of broadsheet, and is left as it is")

var errForeign = errors.New("it is the database of another program, and is left as it is")

// open opens the database, and brings it to the form of this version. Without
// create a file that is not there is an error, fs.ErrNotExist.
func (d *database) open(ctx context.Context, create bool) (err error) {
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
func (d *database) openUnwritable(ctx context.Context) error {
	return d.connect(ctx, "&mode=ro&immutable=1", func(ctx context.Context) error {
		_, err := d.version(ctx, math.MaxInt)
		return err
	})
}

// connect opens the file, and closes it again if what comes first fails.
func (d *database) connect(ctx context.Context, options string, first func(context.Context) error) (err error) {
	if d.pool, err = sql.Open("sqlite", d.address(mapped+options)); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.close())
		}
	}()
	d.pool.SetMaxOpenConns(1)
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

// address names the file as SQLite wants it.
func (d *database) address(more string) string {
	path := filepath.ToSlash(d.path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	address := url.URL{Scheme: "file", Path: path, RawQuery: fmt.Sprintf("_pragma=busy_timeout(%d)&_txlock=immediate%s", busyTime, more)}
	return address.String()
}

// prepare looks at what was opened before it changes anything.
func (d *database) prepare(ctx context.Context) error {
	scripts := migrationNames(d.schema)
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

// migrationNames gives the migrations in the order in which they are run.
func migrationNames(of schema) []string {
	names, err := fs.Glob(migrations, of.folder+"/*.sql")
	if err != nil {
		panic(err) // the pattern is wrong
	}
	return names
}

// version gives how many migrations the database has seen.
func (d *database) version(ctx context.Context, known int) (int, error) {
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

// migrate runs the migrations that are missing, all or none of them. Another
// process may have been faster.
func (d *database) migrate(ctx context.Context, scripts []string) error {
	return d.transaction(ctx, func(tx *sql.Tx) error {
		version, err := d.version(ctx, len(scripts))
		if err != nil {
			return err
		}
		for i, name := range scripts[version:] {
			script, err := migrations.ReadFile(name)
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
func (d *database) transaction(ctx context.Context, do func(*sql.Tx) error) error {
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
func (d *database) reading(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := d.connection.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(do(tx), tx.Rollback())
}

func (d *database) number(ctx context.Context, query string) (int64, error) {
	var number int64
	err := d.connection.QueryRowContext(ctx, query).Scan(&number)
	return number, err
}

// changed says whether another process has written since it was last asked.
func (d *database) changed(ctx context.Context) (bool, error) {
	version, err := d.number(ctx, "pragma data_version")
	if err != nil {
		return false, err
	}
	changed := version != d.dataVersion
	d.dataVersion = version
	return changed, nil
}

func (d *database) close() error {
	var failures []error
	if d.connection != nil {
		failures = append(failures, d.connection.Close())
	}
	if d.pool != nil {
		failures = append(failures, d.pool.Close())
	}
	d.connection, d.pool, d.dataVersion = nil, nil, 0
	return errors.Join(failures...)
}

// replaced says that the file is not the one that is open: another process has
// made it anew, or somebody has removed it.
func (d *database) replaced() bool {
	found, err := os.Stat(d.path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(d.file, found)
}

// The result codes of SQLite that say something about the file.
const (
	sqliteError      = 1 // tables that are not as they were made
	sqliteBusy       = 5
	sqliteLocked     = 6
	sqliteNoWrite    = 8
	sqliteCorrupt    = 11
	sqliteNoOpen     = 14
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
	return code == sqliteCorrupt || code == sqliteNotADB || errors.Is(err, errDamaged)
}

// isDamage says of a database whose statements are known to be right that it is
// not as it was written.
func isDamage(err error) bool {
	var failure *sqlite.Error
	if errors.As(err, &failure) && failure.Code() == sqliteShortRead {
		return true
	}
	code := resultCode(err)
	return isBroken(err) || errors.Is(err, errLost) || code == sqliteError || code == sqliteConstraint || code == sqliteMismatch
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
