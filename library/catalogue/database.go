// Package catalogue keeps what the files of one root said, so that they need not be
// read again: in a database, and beside it in a file of columns that the index reads
// at once. It is a cache, and knows neither what is listed nor whose turn it is to
// write: the library does.
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

// Catalogue keeps what the files of one root said, so that they need not be read
// again. It is a cache: whatever is wrong with it, the files are right.
type Catalogue struct {
	root *articles.Root

	writing sync.Mutex
	writer  sqlite.Database
	columns string // the name of the file of packed columns; empty: there is none
	most    int64  // the largest row
	packed  int64  // the largest row that the packed columns know of
	gone    int    // what went since those were made

	reading sync.Mutex
	reader  *sql.DB
}

//go:embed migrations/*.sql
var catalogueMigrations embed.FS

// Schema is that of a root's catalogue ("bsct").
func Schema() sqlite.Schema {
	return sqlite.Schema{Scripts: catalogueMigrations, Application: 0x62736374, Cache: true}
}

// FileName is the file of a catalogue, in the folder of a root's caches.
const FileName = "catalogue.db"

// Open opens the catalogue in a folder, making both if they are not
// there.
func Open(ctx context.Context, root *articles.Root, folder string, pages int) (*Catalogue, error) {
	c := &Catalogue{root: root}
	c.writer = sqlite.Database{Path: filepath.Join(folder, FileName), Schema: Schema(), Pages: pages}
	if err := c.writer.Open(ctx, true); err != nil {
		return nil, err
	}
	if err := c.readName(ctx); err != nil {
		return nil, errors.Join(err, c.writer.Close())
	}
	return c, nil
}

// OpenForReading opens a catalogue that another process writes, or that nobody
// can write.
func OpenForReading(ctx context.Context, root *articles.Root, folder string) (*Catalogue, error) {
	c := &Catalogue{root: root}
	c.writer = sqlite.Database{Path: filepath.Join(folder, FileName), Schema: Schema()}
	if _, err := os.Stat(c.writer.Path); err != nil {
		return nil, err
	}
	err := c.writer.Open(ctx, false)
	if sqlite.CannotWrite(err) {
		err = c.writer.OpenUnwritable(ctx)
	}
	if err != nil {
		return nil, err
	}
	if err := c.readName(ctx); err != nil {
		return nil, errors.Join(err, c.writer.Close())
	}
	return c, nil
}

// readName finds out which file of columns is the catalogue's.
func (c *Catalogue) readName(ctx context.Context) error {
	err := c.writer.Connection.QueryRowContext(ctx, "select name from packed").Scan(&c.columns)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// Since gives what is gone since the columns were packed, which had all rows up
// to one. Without columns all that there is came later.
func (c *Catalogue) Since(ctx context.Context, packed int64) (gone []model.Key, err error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.packed = packed
	if packed > 0 {
		if gone, err = c.keys(ctx, "select key from gone"); err != nil {
			return nil, err
		}
	}
	c.gone = len(gone)
	c.most, err = c.writer.Number(ctx, "select coalesce(max(row), 0) from files")
	return gone, err
}

// Later hands on, in batches, what came after the columns were packed: all, where
// there are none.
func (c *Catalogue) Later(ctx context.Context, found func([]File)) error {
	const batchSize = 2048
	c.writing.Lock()
	defer c.writing.Unlock()
	var batch []File
	err := c.each(ctx, "select "+fileColumns+" from files where row > ? order by row desc", []any{c.packed}, func(rows *sql.Rows) error {
		f, err := c.scan(rows)
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

// Columns is a file of columns that was read.
type Columns struct {
	Name string
	*index.Packed
}

// readColumns reads a file of columns. If it is missing or damaged the table has
// to do, which takes longer.
func readColumns(path string) Columns {
	read := Columns{filepath.Base(path), &index.Packed{}}
	file, err := os.Open(path)
	if err != nil {
		return read
	}
	defer file.Close() //nolint:errcheck // nothing was written
	info, err := file.Stat()
	if err != nil {
		return read
	}
	if p, err := index.Decode(file, info.Size()); err == nil {
		read.Packed = p
	}
	return read
}

// ReadAhead reads the file of columns in a folder, where there is one alone,
// before the database that names it is open. Without a name there is nothing.
func ReadAhead(folder string) Columns {
	files, err := filepath.Glob(filepath.Join(folder, "columns-*"))
	if err != nil || len(files) != 1 {
		return Columns{}
	}
	read := readColumns(files[0])
	if read.Count() == 0 {
		return Columns{}
	}
	return read
}

// ColumnsBut gives the columns, or nil where they are those of a name that are known
// already.
func (c *Catalogue) ColumnsBut(known string) *index.Packed {
	if c.columns == known {
		return nil
	}
	return readColumns(c.columnsPath(c.columns)).Packed
}

// columnsPath is where the file of columns of a name is.
func (c *Catalogue) columnsPath(name string) string {
	return filepath.Join(filepath.Dir(c.writer.Path), filepath.Base(name))
}

func (c *Catalogue) keys(ctx context.Context, query string) ([]model.Key, error) {
	var keys []model.Key
	err := c.each(ctx, query, nil, func(rows *sql.Rows) error {
		var k int64
		err := rows.Scan(&k)
		keys = append(keys, model.Key(k)) //nolint:gosec // 48 bits
		return err
	})
	return keys, err
}

// Tidy removes what a process that was killed has left: files of columns that
// are not used. What cannot be removed does no harm.
func (c *Catalogue) Tidy() {
	files, err := filepath.Glob(c.columnsPath("columns-*"))
	if err != nil {
		return
	}
	for _, file := range files {
		if filepath.Base(file) != c.columns {
			_ = os.Remove(file)
		}
	}
}

// each calls found for every row of an answer from the writer's connection.
func (c *Catalogue) each(ctx context.Context, query string, arguments []any, found func(*sql.Rows) error) error {
	return sqlite.EachRow(ctx, c.writer.Connection, query, arguments, found)
}

// files gives the files that a condition wants.
func (c *Catalogue) files(ctx context.Context, condition string, arguments ...any) ([]File, error) {
	var files []File
	err := c.each(ctx, "select "+fileColumns+" from files "+condition, arguments, func(rows *sql.Rows) error {
		f, err := c.scan(rows)
		files = append(files, f)
		return err
	})
	return files, err
}

// Write keeps what was read of files, and forgets those that are gone.
func (c *Catalogue) Write(ctx context.Context, read []File, gone []model.Key) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	err := c.writer.Transaction(ctx, func(tx *sql.Tx) error {
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
		return tx.QueryRowContext(ctx, "select coalesce(max(row), 0) from files").Scan(&c.most)
	})
	if err == nil {
		c.gone += len(gone)
	}
	return err
}

// Changes is how much came and went since the columns were packed.
func (c *Catalogue) Changes() int {
	c.writing.Lock()
	defer c.writing.Unlock()
	return int(c.most-c.packed) + c.gone
}

// KeepPacked keeps the columns of what is in the catalogue now.
func (c *Catalogue) KeepPacked(ctx context.Context, p *index.Packed) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	p.LastRow = c.most
	data, err := p.Encode()
	if err != nil {
		return err
	}
	if ctx.Err() != nil { // it has taken long
		return ctx.Err()
	}
	old, name := c.columns, fmt.Sprintf("columns-%d-%d", c.most, c.gone)
	if name == old { // which was damaged
		name += "-anew"
	}
	if err := cache.Write(c.columnsPath(name), data); err != nil {
		return err
	}
	err = c.writer.Transaction(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "delete from gone; delete from packed"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "insert into packed (name) values (?)", name)
		return err
	})
	if err != nil {
		return errors.Join(err, os.Remove(c.columnsPath(name)))
	}
	c.columns, c.packed, c.gone = name, c.most, 0
	if old != "" {
		_ = os.Remove(c.columnsPath(old)) // if it stays it does no harm
	}
	return nil
}

// Details gives what the catalogue has of the files with these keys, by key.
func (c *Catalogue) Details(ctx context.Context, keys []model.Key) (map[model.Key]File, error) {
	if err := c.openReader(); err != nil {
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
		err := sqlite.EachRow(ctx, c.reader, query, arguments, func(rows *sql.Rows) error {
			f, err := c.scan(rows)
			files[f.Key] = f
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// Hides says whether the table has some of the keys that its index does not find.
func (c *Catalogue) Hides(ctx context.Context, missing []model.Key) (hidden bool, err error) {
	wanted := map[model.Key]bool{}
	for _, k := range missing {
		wanted[k] = true
	}
	err = sqlite.EachRow(ctx, c.reader, "select key from files not indexed", nil, func(rows *sql.Rows) error {
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

func (c *Catalogue) openReader() (err error) {
	c.reading.Lock()
	defer c.reading.Unlock()
	if c.reader != nil {
		return nil
	}
	c.reader, err = sqlite.OpenPool(c.writer.Path, "&mode=ro", maximumReaders)
	return err
}

// Problems gives all files that had problems.
func (c *Catalogue) Problems(ctx context.Context) ([]File, error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	return c.files(ctx, "where problems is not null")
}

// Close lets go of the database.
func (c *Catalogue) Close() error {
	c.reading.Lock()
	defer c.reading.Unlock()
	c.writing.Lock()
	defer c.writing.Unlock()
	var failures []error
	if c.reader != nil {
		failures = append(failures, c.reader.Close())
		c.reader = nil
	}
	return errors.Join(append(failures, c.writer.Close())...)
}
