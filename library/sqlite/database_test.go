package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"broadsheet/library/checksum"
)

// schema has so many migrations, each of which makes a table.
func schema(migrations int, cache bool) Schema {
	scripts := fstest.MapFS{}
	for i := range migrations {
		scripts[fmt.Sprintf("migrations/%04d.sql", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "create table t%d (n integer not null unique) strict;", i)}
	}
	return Schema{Scripts: scripts, Application: 0x74657374, Cache: cache}
}

// opened opens a database, and closes it when the test ends.
func opened(t *testing.T, path string, s Schema) (*Database, error) {
	t.Helper()
	d := &Database{Path: path, Schema: s}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d, d.Open(t.Context(), true)
}

// A database comes to the form of this version, and what is in it stays. One of a
// newer version or of another program is left as it is, and a cache of an older one
// is to be made anew.
func TestMigrations(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "test.db")
	if err := (&Database{Path: path, Schema: schema(1, false)}).Open(t.Context(), false); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	first, err := opened(t, path, schema(1, false))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := first.Connection.ExecContext(t.Context(), "insert into t0 values (7)"); err != nil {
		t.Fatal(err)
	}
	second, err := opened(t, path, schema(3, false))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := second.Number(t.Context(), "select t0.n + count(t2.n) from t0 left join t2"); err != nil || n != 7 {
		t.Errorf("there is %d, %v", n, err)
	}
	if _, err := opened(t, path, schema(2, false)); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer version: %v", err)
	}
	if _, err := opened(t, path, schema(4, true)); !errors.Is(err, ErrOutdated) {
		t.Errorf("an older cache: %v", err)
	}
	other := schema(3, false)
	other.Application++
	if _, err := opened(t, path, other); !errors.Is(err, ErrForeign) {
		t.Errorf("another program's: %v", err)
	}
}

// What a transaction does is done wholly or not at all.
func TestTransaction(t *testing.T) {
	t.Parallel()
	d, err := opened(t, filepath.Join(t.TempDir(), "test.db"), schema(1, false))
	if err != nil {
		t.Fatal(err)
	}
	for rows, failure := range map[int]error{2: nil, 5: errors.New("enough")} {
		before, err := d.Number(t.Context(), "select count(*) from t0")
		if err != nil {
			t.Fatal(err)
		}
		err = d.Transaction(t.Context(), func(tx *sql.Tx) error {
			for i := range rows {
				if _, err := tx.ExecContext(t.Context(), "insert into t0 values (?)", 100*rows+i); err != nil {
					return err
				}
			}
			return failure
		})
		if !errors.Is(err, failure) {
			t.Errorf("the error is %v, want %v", err, failure)
		}
		want := before
		if failure == nil {
			want += int64(rows)
		}
		if after, err := d.Number(t.Context(), "select count(*) from t0"); err != nil || after != want {
			t.Errorf("there are %d rows, want %d (%v)", after, want, err)
		}
	}
}

// Whoever has a file open sees that others write it, and that it was made anew.
func TestOthersWrite(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "test.db")
	mine, err := opened(t, path, schema(1, true))
	if err != nil {
		t.Fatal(err)
	}
	other, err := opened(t, path, schema(1, true))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := mine.Changed(t.Context()); err != nil {
		t.Fatal(err)
	}
	if changed, err := mine.Changed(t.Context()); changed || err != nil {
		t.Errorf("changed by nobody: %v, %v", changed, err)
	}
	if _, err := other.Connection.ExecContext(t.Context(), "insert into t0 values (1)"); err != nil {
		t.Fatal(err)
	}
	if changed, err := mine.Changed(t.Context()); !changed || err != nil {
		t.Errorf("changed by another: %v, %v", changed, err)
	}
	if err := Remove(path); err != nil {
		t.Fatal(err)
	}
	if !mine.Replaced() {
		t.Error("a file that is gone is the one that is open")
	}
	if left, err := filepath.Glob(path + "*"); err != nil || len(left) > 0 {
		t.Errorf("left are %v (%v)", left, err)
	}
}

// Damage is told from a disk that is full or away for a while, and from a caller who
// does not wait.
func TestErrorsSayWhatIsDamaged(t *testing.T) {
	t.Parallel()
	garbage := filepath.Join(t.TempDir(), "garbage.db")
	if err := os.WriteFile(garbage, make([]byte, 5000), 0o600); err != nil {
		t.Fatal(err)
	}
	_, broken := opened(t, garbage, schema(1, true))
	d, err := opened(t, filepath.Join(t.TempDir(), "test.db"), schema(1, true))
	if err != nil {
		t.Fatal(err)
	}
	_, missing := d.Connection.ExecContext(t.Context(), "insert into t9 values (1)")
	if _, err := d.Connection.ExecContext(t.Context(), "pragma query_only = 1"); err != nil {
		t.Fatal(err)
	}
	_, readOnly := d.Connection.ExecContext(t.Context(), "insert into t0 values (1)")
	for name, test := range map[string]struct {
		err                                    error
		broken, damaged, cannotWrite, obsolete bool
	}{
		"none":         {},
		"garbage":      {err: broken, broken: true, damaged: true},
		"no table":     {err: missing, damaged: true},
		"checksum":     {err: fmt.Errorf("a row: %w", checksum.ErrDamaged), broken: true, damaged: true},
		"read-only":    {err: readOnly, cannotWrite: true},
		"cancelled":    {err: context.Canceled},
		"of no disk":   {err: fs.ErrNotExist},
		"outdated":     {err: ErrOutdated, obsolete: true},
		"from further": {err: fmt.Errorf("x: %w", ErrNewer), obsolete: true},
	} {
		if IsBroken(test.err) != test.broken || IsDamaged(test.err) != test.damaged || CannotWrite(test.err) != test.cannotWrite || IsObsolete(test.err) != test.obsolete {
			t.Errorf("%s (%v): broken %v, damaged %v, cannot be written %v, obsolete %v", name, test.err,
				IsBroken(test.err), IsDamaged(test.err), CannotWrite(test.err), IsObsolete(test.err))
		}
	}
}
