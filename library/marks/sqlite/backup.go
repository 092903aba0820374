package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"broadsheet/library/checksum"
	"broadsheet/library/marks/store"
	"broadsheet/library/sqlite"
)

// Once a day a copy of the marks is made beside them, while the program runs, and
// the copies of seven days are kept.

const (
	backupFolder = "backups"
	backupFormat = "marks-20060102-150405.db"
	backupPeriod = 24 * time.Hour
	backupsKept  = 7
)

// backups are the copies of one marks database.
type backups struct{ folder, of string }

func backupsOf(path string) backups {
	return backups{filepath.Join(filepath.Dir(path), backupFolder), path}
}

// paths gives the copies, the newest first.
func (b backups) paths() []string {
	found, err := filepath.Glob(filepath.Join(globEscaped(b.folder), "marks-????????-??????.db"))
	if err != nil {
		return nil
	}
	slices.Sort(found)
	slices.Reverse(found)
	return found
}

// globEscaped is a path that means itself in a pattern.
func globEscaped(path string) string {
	var escaped []rune
	for _, r := range path {
		if r == '*' || r == '?' || r == '[' || (r == '\\' && filepath.Separator != '\\') {
			escaped = append(escaped, '[', r, ']')
		} else {
			escaped = append(escaped, r)
		}
	}
	return string(escaped)
}

// newest is when the last copy was made; the zero time if none was.
func (b backups) newest() time.Time {
	for _, path := range b.paths() {
		if made, err := time.Parse(backupFormat, filepath.Base(path)); err == nil {
			return made
		}
	}
	return time.Time{}
}

// due says whether a copy is to be made. One from the future, as the clock was
// wrong, does not count.
func (b backups) due(now time.Time) bool {
	newest := b.newest()
	return newest.IsZero() || now.Sub(newest).Abs() >= backupPeriod
}

// make makes a copy, if one is due, and lets the oldest ones go. A copy only
// counts when it was read and found whole: an error that isBroken says that the
// database itself is not.
func (b backups) make(ctx context.Context, now time.Time) (err error) {
	if _, err := os.Stat(b.of); err != nil || !b.due(now) {
		return nil //nolint:nilerr // there is nothing to copy
	}
	if err := os.MkdirAll(b.folder, 0o700); err != nil {
		return err
	}
	lock := flock.New(filepath.Join(b.folder, "lock"), flock.SetPermissions(0o600))
	if locked, err := lock.TryLock(); err != nil || !locked {
		return err // another process is at it
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	if !b.due(now) {
		return nil
	}
	unfinished := filepath.Join(b.folder, "unfinished.db")
	if err := sqlite.Remove(unfinished); err != nil {
		return err
	}
	if err := copyDatabase(ctx, b.of, unfinished); err != nil {
		return errors.Join(err, sqlite.Remove(unfinished))
	}
	if err := checkMarks(ctx, unfinished); err != nil {
		return errors.Join(err, sqlite.Remove(unfinished))
	}
	if err := syncFile(unfinished); err != nil {
		return err
	}
	if err := os.Rename(unfinished, filepath.Join(b.folder, now.UTC().Format(backupFormat))); err != nil {
		return err
	}
	return b.rotate()
}

// rotate removes the oldest copies.
func (b backups) rotate() error {
	var failures []error
	for i, path := range b.paths() {
		if i >= backupsKept {
			failures = append(failures, os.Remove(path))
		}
	}
	return errors.Join(failures...)
}

// copyDatabase copies a database that others may write to meanwhile.
func copyDatabase(ctx context.Context, from, to string) error {
	source := newDatabase(from, 0)
	return source.With(ctx, "", func(ctx context.Context) error {
		if err := source.Check(ctx); err != nil {
			return err
		}
		if err := sqlite.MakePrivate(to); err != nil {
			return err
		}
		_, err := source.Connection.ExecContext(ctx, "vacuum into ?", to)
		return err
	})
}

// checkMarks says what is wrong with a database of marks that nobody else has
// open: by SQLite's rules, or by the sums of rows.
func checkMarks(ctx context.Context, path string) error {
	d := newDatabase(path, 0)
	return d.With(ctx, "&mode=ro&immutable=1", func(ctx context.Context) error {
		var verdict string
		if err := d.Connection.QueryRowContext(ctx, "pragma quick_check(1)").Scan(&verdict); err != nil {
			return err
		}
		if verdict != "ok" {
			return fmt.Errorf("%w: %s", checksum.ErrDamaged, verdict)
		}
		return d.checkRows(ctx)
	})
}

// checkRows reads everything of every reader.
func (d *database) checkRows(ctx context.Context) error {
	var names map[int64]string
	err := d.Reading(ctx, func(tx *sql.Tx) (err error) {
		if err := d.checkReaders(ctx, tx); err != nil {
			return err
		}
		names, err = oldReaders(ctx, tx, "readers")
		return err
	})
	known := store.NewDirectory()
	for _, name := range names {
		if err != nil {
			return err
		}
		_, err = d.read(ctx, name, 0, known, nobody())
	}
	return err
}

// nobody takes what is only read to be checked.
func nobody() store.Found {
	return store.Found{Settings: func(map[string]store.Setting) {}, Layers: func([]store.GroupLayers) {}, Entries: func([]store.Entry) {}}
}

// syncFile has the system write a file to the disk.
func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
