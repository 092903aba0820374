package catalogue

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"broadsheet/articles"
	"broadsheet/library/cache"
	"broadsheet/library/checksum"
	"broadsheet/library/index"
	"broadsheet/library/sqlite"
	"broadsheet/model"
)

// database is the database of a catalogue, with the file of columns beside it.
type database struct {
	root *articles.Root

	writing     sync.Mutex
	writer      sqlite.Database
	columnsName string // the name of the file of packed columns; empty: there is none
	most        int64  // the largest row
	packed      int64  // the largest row that the packed columns know of
	gone        int    // what went since those were made

	reading sync.Mutex
	reader  *sql.DB
}

//go:embed migrations/*.sql
var catalogueMigrations embed.FS

// schema is that of a root's catalogue ("bsct").
func schema() sqlite.Schema {
	return sqlite.Schema{Scripts: catalogueMigrations, Application: 0x62736374, Cache: true}
}

// FileName is the file of a catalogue, in the folder of a root's caches.
const FileName = "catalogue.db"

// openDatabase opens the database in a folder, making both if they are not
// there.
func openDatabase(ctx context.Context, root *articles.Root, folder string, pages int) (*database, error) {
	d := &database{root: root}
	d.writer = sqlite.Database{Path: filepath.Join(folder, FileName), Schema: schema(), Pages: pages}
	if err := d.writer.Open(ctx, true); err != nil {
		return nil, err
	}
	if err := d.readName(ctx); err != nil {
		return nil, errors.Join(err, d.writer.Close())
	}
	return d, nil
}

// openForReading opens a database that another process writes, or that nobody
// can write.
func openForReading(ctx context.Context, root *articles.Root, folder string) (*database, error) {
	d := &database{root: root}
	d.writer = sqlite.Database{Path: filepath.Join(folder, FileName), Schema: schema()}
	if _, err := os.Stat(d.writer.Path); err != nil {
		return nil, err
	}
	err := d.writer.Open(ctx, false)
	if sqlite.CannotWrite(err) {
		err = d.writer.OpenUnwritable(ctx)
	}
	if err != nil {
		return nil, err
	}
	if err := d.readName(ctx); err != nil {
		return nil, errors.Join(err, d.writer.Close())
	}
	return d, nil
}

// readName finds out which file of columns is the database's.
func (d *database) readName(ctx context.Context) error {
	var name sql.NullString // not null, unless a bit has turned
	err := d.writer.Connection.QueryRowContext(ctx, "select name from packed").Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	d.columnsName = name.String
	return err
}

// since gives what is gone since the columns were packed, which had all rows up
// to one. Without columns all that there is came later.
func (d *database) since(ctx context.Context, packed int64) (gone []model.Key, err error) {
	d.writing.Lock()
	defer d.writing.Unlock()
	d.packed = packed
	if packed > 0 {
		if gone, err = d.keys(ctx, "select key from gone"); err != nil {
			return nil, err
		}
	}
	d.gone = len(gone)
	d.most, err = d.writer.Number(ctx, "select coalesce(max(row), 0) from files")
	return gone, err
}

// later hands on, in batches, what came after the columns were packed: all, where
// there are none.
func (d *database) later(ctx context.Context, found func([]File)) error {
	const batchSize = 2048
	d.writing.Lock()
	defer d.writing.Unlock()
	var batch []File
	err := d.each(ctx, "select "+fileColumns+" from files where row > ? order by row desc", []any{d.packed}, func(rows *sql.Rows) error {
		f, err := d.scan(rows)
		if batch = append(batch, f); len(batch) == batchSize {
			found(batch)
			batch = batch[:0]
		}
		return err
	})
	if err == nil && len(batch) > 0 {
		found(batch)
	}
	return err
}

// columnsPath is where the file of columns of a name is.
func (d *database) columnsPath(name string) string {
	return filepath.Join(filepath.Dir(d.writer.Path), filepath.Base(name))
}

func (d *database) keys(ctx context.Context, query string) ([]model.Key, error) {
	var keys []model.Key
	err := d.each(ctx, query, nil, func(rows *sql.Rows) error {
		var k int64
		err := rows.Scan(&k)
		keys = append(keys, model.Key(k)) //nolint:gosec // 48 bits
		return err
	})
	return keys, err
}

// tidy removes what a process that was killed has left: files of columns that
// are not used. What cannot be removed does no harm.
func (d *database) tidy() {
	files, err := filepath.Glob(d.columnsPath("columns-*"))
	if err != nil {
		return
	}
	for _, file := range files {
		if filepath.Base(file) != d.columnsName {
			_ = os.Remove(file)
		}
	}
}

// each calls found for every row of an answer from the writer's connection.
func (d *database) each(ctx context.Context, query string, arguments []any, found func(*sql.Rows) error) error {
	return sqlite.EachRow(ctx, d.writer.Connection, query, arguments, found)
}

// files gives the files that a condition wants.
func (d *database) files(ctx context.Context, condition string, arguments ...any) ([]File, error) {
	var files []File
	err := d.each(ctx, "select "+fileColumns+" from files "+condition, arguments, func(rows *sql.Rows) error {
		f, err := d.scan(rows)
		files = append(files, f)
		return err
	})
	return files, err
}

// write keeps what was read of files, and forgets those that are gone.
func (d *database) write(ctx context.Context, read []File, gone []model.Key) error {
	d.writing.Lock()
	defer d.writing.Unlock()
	err := d.writer.Transaction(ctx, func(tx *sql.Tx) error {
		insert, err := tx.PrepareContext(ctx, "insert or replace into files (key, path, stamp, item, problems, sum) values (?, ?, ?, ?, ?, ?)")
		if err != nil {
			return err
		}
		defer insert.Close() //nolint:errcheck // the commit tells whether all is written
		for i := range read {
			if err := insertFile(ctx, insert, &read[i]); err != nil {
				return err
			}
		}
		for _, k := range gone {
			for _, statement := range []string{"delete from files where key = ?", "insert or replace into gone (key) values (?)"} {
				if _, err := tx.ExecContext(ctx, statement, int64(k)); err != nil { //nolint:gosec // 48 bits
					return err
				}
			}
		}
		return tx.QueryRowContext(ctx, "select coalesce(max(row), 0) from files").Scan(&d.most)
	})
	if err == nil {
		d.gone += len(gone)
	}
	return err
}

// changes is how much came and went since the columns were packed.
func (d *database) changes() int {
	d.writing.Lock()
	defer d.writing.Unlock()
	return int(d.most-d.packed) + d.gone
}

// keepPacked keeps the columns of what is in the catalogue now.
func (d *database) keepPacked(ctx context.Context, p *index.Packed) error {
	d.writing.Lock()
	defer d.writing.Unlock()
	p.LastRow = d.most
	data, err := p.Encode()
	if err != nil {
		return err
	}
	if ctx.Err() != nil { // it has taken long
		return ctx.Err()
	}
	old, name := d.columnsName, fmt.Sprintf("columns-%d-%d", d.most, d.gone)
	if name == old { // which was damaged
		name += "-anew"
	}
	if err := cache.Write(d.columnsPath(name), data); err != nil {
		return err
	}
	err = d.writer.Transaction(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "delete from gone; delete from packed"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "insert into packed (name) values (?)", name)
		return err
	})
	if err != nil {
		return errors.Join(err, os.Remove(d.columnsPath(name)))
	}
	d.columnsName, d.packed, d.gone = name, d.most, 0
	if old != "" {
		_ = os.Remove(d.columnsPath(old)) // if it stays it does no harm
	}
	return nil
}

// details gives what the catalogue has of the files with these keys, by key.
func (d *database) details(ctx context.Context, keys []model.Key) (map[model.Key]File, error) {
	if err := d.openReader(); err != nil {
		return nil, err
	}
	files := make(map[model.Key]File, len(keys))
	const most = 500 // what SQLite takes is larger
	for len(keys) > 0 {
		part := keys[:min(most, len(keys))]
		keys = keys[len(part):]
		arguments := make([]any, len(part))
		for i, k := range part {
			arguments[i] = int64(k) //nolint:gosec // 48 bits
		}
		query := "select " + fileColumns + " from files where key in (" + strings.TrimSuffix(strings.Repeat("?,", len(part)), ",") + ")"
		err := sqlite.EachRow(ctx, d.reader, query, arguments, func(rows *sql.Rows) error {
			f, err := d.scan(rows)
			files[f.Key] = f
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// hides says whether the table has some of the keys that its index does not find.
func (d *database) hides(ctx context.Context, missing []model.Key) (hidden bool, err error) {
	wanted := map[model.Key]bool{}
	for _, k := range missing {
		wanted[k] = true
	}
	err = sqlite.EachRow(ctx, d.reader, "select key from files not indexed", nil, func(rows *sql.Rows) error {
		var k int64
		if err := rows.Scan(&k); err != nil {
			return fmt.Errorf("%w: %w", checksum.ErrDamaged, err)
		}
		hidden = hidden || wanted[model.Key(k)] //nolint:gosec // 48 bits
		return nil
	})
	return hidden, err
}

// maximumReaders is how many sessions look something up at the same time.
const maximumReaders = 2

func (d *database) openReader() (err error) {
	d.reading.Lock()
	defer d.reading.Unlock()
	if d.reader != nil {
		return nil
	}
	d.reader, err = sqlite.OpenPool(d.writer.Path, "&mode=ro", maximumReaders)
	return err
}

// withProblems gives all files that had problems.
func (d *database) withProblems(ctx context.Context) ([]File, error) {
	d.writing.Lock()
	defer d.writing.Unlock()
	return d.files(ctx, "where problems is not null")
}

// close lets go of the database.
func (d *database) close() error {
	d.reading.Lock()
	defer d.reading.Unlock()
	d.writing.Lock()
	defer d.writing.Unlock()
	var failures []error
	if d.reader != nil {
		failures = append(failures, d.reader.Close())
		d.reader = nil
	}
	return errors.Join(append(failures, d.writer.Close())...)
}
